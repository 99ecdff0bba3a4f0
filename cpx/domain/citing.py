"""Find the sources that a sentence cites: '(Smith & Jones, 2019; Lee, 2020)', 'Garside (2024)'."""

import re
from collections.abc import Iterator

_YEAR = r"(?:1[89]|20)\d\d[a-z]?|n\.d\.|in press|forthcoming"
_NAME = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e[rnl]?|[Dd]el|[Dd]i|[Dd]a|[Ll]a|[Ll]e|[Tt]en?|[Tt]er|[Aa]l|[Ee]l|[Aa]f|[Zz]u)[ -])*[^\W\d_a-zß-öø-ÿ][\w’'-]*"
)
_BODY = (
    r"(?:[A-Z][\w'’-]+ (?:of |for |and |on |the )*){1,6}(?:Organi[sz]ation|Institute|Council|Department|Foundation|Commission|University|Ministry|Agency|"
    r"Cent(?:re|er)|Society|Association|Trust|Fund|Office|Board|Bank|Group|Network|Parliament|Union)"
)
_BRACKETS = re.compile(r"[(（]([^()（）]{4,300})[)）]")
_PLACE = re.compile(rf"^(?P<who>.*?[^\s,])[,\s]\s*(?P<years>(?:{_YEAR})(?:\s*(?:,|and|&)\s*(?:{_YEAR}))*)(?P<rest>[,:;\s].*)?$", re.DOTALL)
_DATED = re.compile(rf"[(（][^()（）]*(?:{_YEAR})")
_LEAD = re.compile(
    r"^(?:(?:see(?: also)?|e\.g\.|eg|cf\.?|i\.e\.|for example|for instance|also|adapted from|based on|after|following|from|as in|in|and|but see)[,:]?\s+)+",
    re.IGNORECASE,
)
_NARRATIVE = re.compile(
    rf"(?P<who>{_BODY}|{_NAME}(?:,? (?:and|&) {_NAME}|,? et al\.?,?|(?:, {_NAME}){{1,4}},? (?:and|&) {_NAME})?(?:[’']s?)?)\s*[(（](?P<years>(?:{_YEAR})(?:\s*[,;]\s*(?:{_YEAR}))*)(?:[:,]\s*p+\.?[^()]*)?[)）]"
)
_AUTHORS = re.compile(
    rf"^{_NAME}(?:\s+{_NAME}|,\s*{_NAME}|,?\s+(?:and|&|of|for|on|the|und|och|og|et|y)\s+{_NAME}|,?\s+(?:of|for|on) the {_NAME}|,?\s+et al\.?|,?\s+[A-Z]\.)*,?$"
)
_NO_SOURCE_WORDS = (
    "act bill january february march april may june july august september october november december spring summer autumn winter since "
    "until between during phase case figure fig table wave study cases round year box appendix section chapter step version part line "
    "group day week month stage covid covid-19 aged n data census cohort in the a an this that these those it we they and but jan feb "
    "mar apr jun jul aug sep sept oct nov dec"
)
_NO_SOURCE = frozenset(_NO_SOURCE_WORDS.split())


def find_citations(sentence: str) -> tuple[str, ...]:
    """Give the sources cited as 'Tuurnas 2021', 'Smith et al. 2020', 'Smith and Jones 2019', in order, each once."""
    if not _DATED.search(sentence):
        return ()
    found = sorted([*_in_brackets(sentence), *_in_text(sentence)])
    return tuple(dict.fromkeys(source for _, source in found))


def _in_brackets(sentence: str) -> Iterator[tuple[int, str]]:
    for bracket in _BRACKETS.finditer(sentence):
        for order, part in enumerate(re.split(r"\s*[;；]\s*", bracket[1])):
            place = _PLACE.match(_LEAD.sub("", part.strip()))
            if place and _is_source(place["who"]):
                yield from ((bracket.start() + order, f"{_tidy(place['who'])} {year}") for year in re.findall(_YEAR, place["years"]))


def _in_text(sentence: str) -> Iterator[tuple[int, str]]:
    for match in _NARRATIVE.finditer(sentence):
        who = re.sub(r"[’']s?$", "", match["who"])
        if _is_source(who):
            yield from ((match.start(), f"{_tidy(who)} {year}") for year in re.findall(_YEAR, match["years"]))


def _is_source(who: str) -> bool:
    """Tell names of people or organisations from '(Case 1, 2019)' and '(March 2020)'."""
    first = re.split(r"[\s,]", who, maxsplit=1)[0].casefold()
    return first not in _NO_SOURCE and bool(_AUTHORS.match(who))


def _tidy(who: str) -> str:
    """Write the authors in one way: 'Smith and Jones', 'Smith et al.', 'Smith, Jones and Lee'."""
    who = re.sub(r"\s*,?\s*\bet al\.?,?", " et al.", " ".join(who.split()))
    who = re.sub(r",?\s*(?:&|\band\b)\s*", " and ", who)
    return who.strip(" ,")
