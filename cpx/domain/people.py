"""Names of people and organisations: from a line as printed to family and given name, in the order of the line."""

import re
import unicodedata

from cpx.domain.characters import fold_space
from cpx.domain.identifiers import normal_orcid
from cpx.domain.name_words import (
    CAPITAL_PARTICLES,
    COMPOUND_FAMILIES,
    DEGREES,
    JOINING,
    NO_NAMES,
    ORGANISATIONS,
    PARTICLES,
    SUFFIXES,
    TITLES,
)
from cpx.domain.record import Name

_ORCID = re.compile(
    r"(?:\borcid(?:\s?id)?:?\s*)?(?:https?://)?(?:www\.)?(?:orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])(?!\d)", re.IGNORECASE
)
_NOISE = re.compile(
    r"\(\s*[\d,\s*†‡§¶#]*\s*\)|\[[\d,\s]*\]|[*†‡§¶#∗‖✉⁎]|https?://\S+|\S+@\S+|\S+\{at\}\S+|\(?corresponding author\)?"
    r"|\bsearch for more papers by this author\b"
    r"|\bORCID(?: iD| logo| icon)?\b|\((?:Author|Editor|eds?\.?)\)",
    re.IGNORECASE,
)
_MARKERS = re.compile(r"(?<=\D)\s?[\d⁰¹²³⁴-⁹]+(?:\s*[,.;]?\s*[\d⁰¹²³⁴-⁹]+)*[\s,]*$|^[\d⁰¹²³⁴-⁹,\s]+")
_NUMBERED = re.compile(r"(?<=[^\W\d_.])\s?\d{1,2}(?:\s*,\s*\d{1,2})*\s?[*†‡§#✉]*\s+(?=[A-ZÀ-Þ])")
_LETTERS = re.compile(r"(?<=[^\W\d_])\s[a-z](?:[ ,]+[a-z])*(?=\s*(?:[,;&]|$))")
_PLACES = re.compile(r"\s*\([^()]*(?:,|\s[^\s()]+\s)[^()]*\)")
_OVERLAY = re.compile(r"author links open overlay panel|\bview all authors(?: and affiliations)?\b", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:Mc)?[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ'’-]{2,}")
"""A family name in capitals, of three letters or more."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?|[^\W\d_](?=[\s.-]|$)[\s-]?){1,5}")
_PACKED = re.compile(r"[^\W\d_](?:-?[^\W\d_]){0,2}")
_ET_AL = re.compile(
    r"[,;]?\s*\b(?:et al\b\.?|and others)\s*$|…|\.\.\.|^\s*(?:written by|by|authors?(?:\(s\))?|edited by)\s*:?\s+", re.IGNORECASE
)
_PARTS = re.compile(r"\s*(?:[;；◽|•·\n\t])\s*")
_AND = re.compile(r"\s*,?\s*(?:(?<=\s)(?:and|und|et|with)(?=\s)|&)\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，、]\s*")
_STOP = re.compile(r"[?!:]|\w{4,}\. [A-Z]\w{3,}")
_SENTENCE = re.compile(
    _STOP.pattern + r"|\b(?:the|is|are|was|were|this|that|with|from|for|in|on|an|to|of|how|what|why)\b",
    re.IGNORECASE,
)
_ENDS_SHORT = re.compile(r"\b(?:[^\W\d_]|[JS]r)\.$", re.IGNORECASE)
_MAX_LINE, _MAX_WORDS, _MAX_CJK = 1_500, 7, 4


def parse_name(text: str) -> Name | None:
    """Read one name in any of the usual orders; None where nothing is left of it.

    ``Family, Given`` | ``Given Family`` (with particles: von Heimburg) | ``Family AB`` | ``Jean DUPONT`` | 王小明. A
    suffix stays with the given name (``Martin Luther, Jr.``). An organisation or a single word is a ``literal``.
    """
    orcid = _ORCID.search(text)
    plain = _strip_noise(_ORCID.sub(" ", text))
    if not any(map(str.isalpha, plain)):
        return None
    family, given = _split_name(plain)
    number = normal_orcid(orcid[1]) if orcid else None
    return Name(family, given, None, number) if given else Name(literal=family, orcid=number)


def parse_names(text: str) -> tuple[Name, ...]:
    """Read a list of names in its order. Its style is told from the list: separators, inverted pairs, initials, the last ``and``."""
    parts = [part for part in _PARTS.split(_part_marked(_ET_AL.sub("", _OVERLAY.sub("", text).strip()))) if part]
    if len(parts) > 1:
        return tuple(name for part in parts if (name := parse_name(_AND.sub("", part, count=1) if _AND.match(part) else part)))
    return tuple(name for part in _split_list(fold_space("".join(parts))) if (name := parse_name(part)))


def _part_marked(text: str) -> str:
    """Take off what stands behind names in brackets or as a letter, and part names between which only the numbers of notes stand."""
    plain = _LETTERS.sub("", _PLACES.sub("", text))
    marked = _NUMBERED.sub("; ", plain)
    return plain if _COMMA.search(_ORCID.sub("", marked)) else marked


def looks_like_names(line: str, *, organisations: bool = False) -> bool:
    """Say whether a line is a list of people and nothing else: each a few words, all with a capital but the particles.

    With ``organisations`` some of them may be organisations.
    """
    pattern = _STOP if organisations else _SENTENCE
    if not line or len(line) > _MAX_LINE or pattern.search(_OVERLAY.sub("", _PLACES.sub("", _ORCID.sub("", line)))):
        return False
    names = parse_names(line)
    return bool(names) and all(_is_person(name) or (organisations and is_organisation(name.literal or "")) for name in names)


def is_organisation(text: str) -> bool:
    """Say whether a name has a word that only organisations have."""
    return any(word.strip(".,()'’").lower() in ORGANISATIONS for word in text.split())


def _is_person(name: Name) -> bool:
    if not name.family or not name.given or (len(name.family.strip(".")) < len("Li") and not _is_cjk(name.family)):
        return False
    parts = f"{name.given} {name.family}".replace(",", " ").split()
    return (
        len(parts) <= _MAX_WORDS
        and not any(part.lower() in NO_NAMES for part in parts)
        and all(part[0].isupper() or part[0] in "'’(" or part.lower() in PARTICLES or _is_cjk(part) for part in parts)
    )


def _is_cjk(text: str) -> bool:
    return unicodedata.name(text[0], "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL")) if text else False


def _strip_noise(text: str) -> str:
    """Take off what pages print beside a name: affiliation marks, addresses, titles, degrees, stray commas."""
    plain = _MARKERS.sub("", fold_space(_NOISE.sub(" ", text)).strip(" ,;"))
    first, *others = _COMMA.split(plain)
    tokens = ", ".join([first, *(part for part in others if part and not _is_degrees(part))]).split(" ")
    while len(tokens) > 1 and tokens[0].lower() in TITLES:
        del tokens[0]
    while len(tokens) > len("ab") and tokens[-1].lower() in DEGREES and len(tokens[-1]) > len("ab"):
        tokens.pop()
    kept = " ".join(tokens).strip(" ,;")
    return kept if _ENDS_SHORT.search(kept) else kept.rstrip(".")


def _is_degrees(part: str) -> bool:
    return all(word.lower() in DEGREES for word in part.split())


def _split_name(plain: str) -> tuple[str, str | None]:
    """Give family and given name; where the given name is None the first is an organisation or cannot be split."""
    if is_organisation(plain):
        return plain, None
    if "," in plain:
        family, _, given = plain.partition(",")
        return family.strip(), given.strip() or None
    if _is_cjk(plain):
        return _split_cjk(plain)
    tokens = plain.split()
    if len(tokens) == 1:
        return plain, None
    return _split_packed(tokens) or _split_capitals(tokens) or _split_ordered(tokens)


def _split_cjk(plain: str) -> tuple[str, str | None]:
    """Split 王小明, 欧阳修, 김민수 and 山田 太郎: the family name comes first. Kana without a space cannot be split."""
    family, _, given = plain.partition(" ")
    if given:
        return family, given
    if len(plain) > _MAX_CJK or unicodedata.name(plain[0]).startswith(("HIRAGANA", "KATAKANA")) or len(plain) == 1:
        return plain, None
    cut = 2 if plain[:2] in COMPOUND_FAMILIES and len(plain) > len("欧阳") else 1
    return plain[:cut], plain[cut:]


def _split_packed(tokens: list[str]) -> tuple[str, str] | None:
    """Split ``Smith JA``, ``van der Graaf P`` and ``Smith JA Jr``: the initials stand last, in one piece."""
    suffix = f", {tokens.pop()}" if len(tokens) > 2 and tokens[-1].lower() in SUFFIXES else ""  # noqa: PLR2004
    last = tokens[-1].rstrip(".") if len(tokens[-1]) <= len("A.") else tokens[-1]
    if (
        len(tokens) > 1
        and last.isupper()
        and _PACKED.fullmatch(last)
        and any(map(str.islower, "".join(tokens[:-1])))
        and "." not in tokens[0]
    ):
        return " ".join(tokens[:-1]), last + suffix
    if suffix:
        tokens.append(suffix[2:])
    return None


def _split_capitals(tokens: list[str]) -> tuple[str, str] | None:
    """Split ``Jean DUPONT`` and ``DUPONT Jean``: the family name is the part in capitals."""
    loud = [_CAPITALS.fullmatch(token) is not None for token in tokens]
    if not any(loud) or all(loud):
        return None
    loud = [is_loud or (token.isupper() and token.lower() in PARTICLES) for token, is_loud in zip(tokens, loud, strict=True)]
    family = " ".join(_soften(token) for token, is_loud in zip(tokens, loud, strict=True) if is_loud)
    return family, " ".join(token for token, is_loud in zip(tokens, loud, strict=True) if not is_loud)


def _soften(token: str) -> str:
    """Write a part of a family name that stands in capitals as names are written: de Pinho, McLaughlin, Martin-Kerry."""
    if token.lower() in PARTICLES:
        return token.lower()
    return token[:2] + token[2:].title() if token.startswith("Mc") else token.title()


def _split_ordered(tokens: list[str]) -> tuple[str, str | None]:
    """Split ``Dina von Heimburg``: the family name begins at the first particle, else it is the last word."""
    suffix = f", {tokens.pop()}" if tokens[-1].lower() in SUFFIXES and len(tokens) > 2 else ""  # noqa: PLR2004
    start = next((at for at in range(1, len(tokens) - 1) if _is_particle(tokens[at])), len(tokens) - 1)
    if tokens[start] in JOINING and start > 1:
        start -= 1
    if tokens[0].lower() in PARTICLES and tokens[0].islower():
        return " ".join(tokens), None
    return " ".join(tokens[start:]), " ".join(tokens[:start]) + suffix


def _is_particle(token: str) -> bool:
    return token in PARTICLES or token in CAPITAL_PARTICLES


def _split_list(text: str) -> list[str]:
    """Cut a list at its commas and its ``and``, putting inverted names together again."""
    if is_organisation(text) and "," not in text:
        return [text]
    chunks = [_COMMA.split(chunk.strip(" ,，、")) for chunk in _AND.split(text)]
    parts = [part for chunk in chunks for part in chunk if part and not _is_marker(part)]
    if _is_inverted(chunks, parts):
        return _join_pairs(parts)
    return _join_suffixes(_join_first(parts))


def _join_first(parts: list[str]) -> list[str]:
    """Put the first name together where it alone is inverted (``Loeffler, Elke, and Tony Bovaird``)."""
    lone = len(parts) > 1 and not any(" " in part or _is_cjk(part) or is_organisation(part) for part in parts[:2])
    return [f"{parts[0]}, {parts[1]}", *parts[2:]] if lone else parts


def _is_marker(part: str) -> bool:
    return (not any(map(str.isalpha, part)) and not _ORCID.search(part)) or (_is_degrees(part) and part not in ("Ma", "Ba", "Bm"))


def _is_inverted(chunks: list[list[str]], parts: list[str]) -> bool:
    """Say whether the names of a list are inverted: initials or lone words stand between its commas, or its last name has a comma."""
    if len(parts) < 2 or any(map(_is_cjk, parts)):  # noqa: PLR2004
        return False
    if any(_INITIALS.fullmatch(_ORCID.sub("", part).strip()) for part in parts):
        return True
    if len(chunks) > 1:
        last = [part for part in chunks[-1] if part and not _is_marker(part)]
        return len(last) == 2 and not is_organisation(last[1])  # noqa: PLR2004
    return 2 * sum(" " not in part for part in parts) >= len(parts)


def _join_pairs(parts: list[str]) -> list[str]:
    """Put ``Family`` and ``Given`` together again; organisations stand alone, suffixes join the name before."""
    names: list[str] = []
    family: str | None = None
    for part in parts:
        if family is not None:
            names.append(f"{family}, {part}")
            family = None
        elif part.lower() in SUFFIXES and names:
            names[-1] += f", {part}"
        elif is_organisation(part):
            names.append(part)
        else:
            family = part
    return names if family is None else [*names, family]


def _join_suffixes(parts: list[str]) -> list[str]:
    """Join a suffix that a comma parts from its name: ``Martin King, Jr.`` becomes ``King, Martin, Jr.`` later."""
    names: list[str] = []
    for part in parts:
        if part.lower() in SUFFIXES and names:
            names[-1] += f" {part}"
        else:
            names.append(part)
    return names
