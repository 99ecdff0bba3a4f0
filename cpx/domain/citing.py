"""Find the sources that a sentence cites: '(Smith & Jones, 2019; Lee, 2020)', 'Garside (2024)'."""

import re
from collections.abc import Iterator

_YEAR = r"(?:(?:1[89]|20)\d\d[a-z]?\b|n\.d\.|in press|forthcoming)"
_YEARS = rf"(?P<years>{_YEAR}(?:\s*(?:,|;|and|&)\s*{_YEAR})*)"
_PARTICLE = r"(?:[Vv][ao]n|[Dd]e[rnl]?|[Dd][iau]|[Ll][ae]|[Tt]en?|[Tt]er|[AaEe]l|[Aa]f|[Zz]u)[ -]"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"(?:{_PARTICLE})*+{_CAPITAL}[\w’'-]*"
_WORD = r"[A-Z][\w’'-]*"
_BODY = (
    rf"(?:(?:Department|Ministry|University|Institute|Office|Council|Board|Centre|Center|House) (?:of|for) (?:the )?"
    rf"{_WORD}(?:(?: and|,)? {_WORD}){{0,4}}"
    rf"|(?:{_WORD} (?:of |for |and |on |the )*){{1,6}}(?:Organi[sz]ation|Institute|Council|Department|Foundation|Commission|University|"
    r"Ministry|Agency|Cent(?:re|er)|Society|Association|Trust|Fund|Office|Board|Bank|Group|Network|Parliament|Union))"
)
_AND = r"(?:and|&|und|och|og|et|y|e|en)"
_NARRATIVE = re.compile(
    rf"(?P<who>{_BODY}|{_NAME}(?:,? {_AND} {_NAME}|,? et al\.?,?|(?:, {_NAME}){{1,4}},? {_AND} {_NAME})?(?:[’']s?)?)"
    rf"\s*[(（]{_YEARS}(?:[:,]\s*p*\.?\s*\d[^()]*)?[)）]"
)
_AUTHORS = re.compile(
    rf"{_NAME}(?:,?\s+(?:of|for|on)(?: the)? {_NAME}|,?\s+(?:{_AND}|the)\s+{_NAME}|,?\s+et al\.?|,\s*{_NAME}|\s+{_NAME}"
    rf"|,?\s+{_CAPITAL}\.)*+,?"
)
_BRACKETS = re.compile(r"[(（]([^()（）]{4,300})[)）]")
_DATED = re.compile(rf"[(（][^()（）]*{_YEAR}")
_PLACE = re.compile(rf"(?P<who>[^\d]*[^\s,，\d])[,，\s]\s*{_YEARS}(?:[,:;\s].*)?\Z", re.DOTALL)
_LEAD = re.compile(
    r"(?:(?:see(?: also)?|e\.g\.|eg|cf\.?|i\.e\.|for example|for instance|also|adapted from|based on|after|following|from|as in|in|and|"
    r"but see)[,:]?\s+)+",
    re.IGNORECASE,
)
_NO_SOURCE_WORDS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec spring summer autumn winter since until between during phase case figure fig table wave study cases round year box "
    "appendix section chapter step version part line group day week month stage covid covid-19 aged n data census cohort in the a an "
    "this that these those it we they and but act bill"
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
        at = bracket.start()
        for part in re.split(r"[;；]", bracket[1]):
            cited = part.strip()
            place = _PLACE.match(cited, lead.end() if (lead := _LEAD.match(cited)) else 0)
            yield from _name_sources(at, place)
            at += len(part) + 1


def _in_text(sentence: str) -> Iterator[tuple[int, str]]:
    for match in _NARRATIVE.finditer(sentence):
        yield from _name_sources(match.start(), match)


def _name_sources(at: int, match: re.Match[str] | None) -> Iterator[tuple[int, str]]:
    """Name a source for each of the years, if names of people or organisations stand before them: not '(Case 1, 2019)', '(March 2020)'."""
    who = re.sub(r"[’']s?$", "", match["who"]) if match else ""
    first = re.split(r"[\s,]", who, maxsplit=1)[0].casefold()
    if match and first not in _NO_SOURCE and _AUTHORS.fullmatch(who):
        for year in re.findall(_YEAR, match["years"]):
            yield at, f"{_tidy(who)} {year}"


def _tidy(who: str) -> str:
    """Write the authors in one way: 'Smith and Jones', 'Smith et al.', 'Smith, Jones and Lee'."""
    who = re.sub(r"\s*,?\s*\bet al\.?,?", " et al.", " ".join(who.split()))
    return re.sub(r",?\s*(?:&|\band\b)\s*", " and ", who).strip(" ,")
