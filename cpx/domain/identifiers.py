"""Names of works in other people's schemes, each brought to one normal form. What fits no form is refused (None), never guessed."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape
from string import ascii_lowercase, ascii_uppercase
from urllib.parse import unquote, urlsplit

MAX_DOI = 512
"""Longer than this is no DOI that anybody registered (the longest of 25,000 real ones has 80 characters)."""
MAX_URL = 2048
MAX_TEXT = 4096
"""No single identifier, with what stands round it, is longer; the rest is not looked at."""

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
"""DOIs ignore the case of ASCII letters only: `str.lower` would make two characters of a dotted capital I."""
_HYPHENS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-") | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad")
)
_OPENING = {")": "(", "]": "[", "}": "{", ">": "<"}
_CLOSING = ".,;:!'*_`´‘’“”«»‹›、。，；" + '"'
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|apos|#[0-9]{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_ESCAPED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_DOI_START = re.compile(r"(?:(?<![\w.])|(?<=doi))10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/", re.IGNORECASE)
_NOT_IN_URL = re.compile(r'[\s<>"\\]')
_NEXT_DOI = re.compile(r"(?:[,;|]|\]\()(?:https?://[^/]{1,99}/|doi:)?10\.[0-9]{4,9}/", re.IGNORECASE)
_QUERY = re.compile(r"\?(?:$|[\w.~-]{1,64}=)")
_SICI = re.compile(r"<[0-9]{0,9}[a-z]?:", re.IGNORECASE)
_MARKUP = re.compile(r"""["\\^`{|}]|</?[a-z!]""", re.IGNORECASE)
_PAGE_TAIL = re.compile(r"/(?:full|abstract|pdf|epdf|html|meta|full/html|full/pdf)$", re.IGNORECASE)
"""What publishers' sites put behind a DOI in an address. Behind a bare DOI the same letters belong to it."""
_FILE_TAIL = re.compile(r"\.(?:full|full-text|abstract|short|long|extract|pdf|full\.pdf)$", re.IGNORECASE)
"""HighWire's page names look like part of the DOI; whether they are cannot be told, so such a DOI is refused."""


def parse_doi(text: str) -> str | None:
    """Give the one DOI in a text that a person pasted, in normal form (lower-case ASCII); None where there is none, or more than one.

    Takes bare DOIs, ``doi:``, addresses of any host, brackets, quotes, HTML and percent escapes, and typographic hyphens.
    Refuses line breaks and blanks inside, control characters, fragments, page-name tails, and what is over ``MAX_DOI`` long.
    The host of an address plays no part: what comes back is a name, never a place to go to.
    """
    plain = _unescape(text[:MAX_TEXT].strip())
    if plain is None:
        return None
    start = _DOI_START.search(plain)
    if start is None or _NEXT_DOI.search(plain, start.end()):
        return None
    token, *after = plain[start.start() :].split(maxsplit=1)
    if after and any(map(str.isalnum, after[0])):
        return None
    return _clean_doi(token, in_address="//" in plain[: start.start()])


def normal_doi(text: str) -> str | None:
    """Bring a DOI from a registry's own DOI field to normal form: only its letters' case is changed. None where it is no DOI at all."""
    doi = text.strip().translate(_LOWER)
    start = _DOI_START.match(doi)
    sound = start and start.end() < len(doi) <= MAX_DOI and doi.isprintable() and " " not in doi
    return doi if sound else None


def find_dois(text: str) -> tuple[str, ...]:
    """Give every DOI that stands whole in a running text, in order, each once. One cut off at a line's end is left out."""
    return tuple(dict.fromkeys(_each_doi(text)))


def _each_doi(text: str) -> Iterator[str]:
    for word in text.translate(_HYPHENS).split():
        if len(word) > MAX_TEXT or "10." not in word:
            continue
        plain = _unescape(word) or ""
        starts = [hit.start() for hit in _DOI_START.finditer(plain)]
        for start, end in _stretches(plain, starts):
            doi = _clean_doi(_cut_markup(plain[start:end]), in_address="//" in plain[:start])
            if doi:
                yield doi


def _stretches(word: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where each DOI of a word begins and where it must end: at a comma or the like before the next one."""
    position = 0
    for start in starts:
        if start >= position:
            following = _NEXT_DOI.search(word, start)
            position = following.start() if following else len(word)
            yield start, position


def _cut_markup(token: str) -> str:
    hit = _MARKUP.search(token)
    return token[: hit.start()] if hit else token


def _unescape(text: str) -> str | None:
    """Undo HTML and percent escapes, also doubled ones; None where they never end."""
    text = text.translate(_HYPHENS).replace("\\_", "_")
    for _ in range(4):
        plain = _ENTITY.sub(lambda hit: unescape(hit.group()), unquote(text) if _ESCAPED.search(text) else text)
        if plain == text:
            return plain
        text = plain.translate(_HYPHENS).replace("\\_", "_")
    return None


def _clean_doi(token: str, *, in_address: bool) -> str | None:
    doi = _strip_end(_cut_address(token) if in_address else token)
    query = _QUERY.search(doi)
    doi = _strip_end(doi[: query.start()]) if query else doi
    doi = doi.translate(_LOWER)
    return doi if _is_sound(doi) else None


def _cut_address(token: str) -> str:
    token = token.partition("?")[0]
    fragment = token.find("#")
    if fragment > 0 and not _ends_sici(token[: fragment + 1]):
        token = token[:fragment]
    return _PAGE_TAIL.sub("", token)


def _ends_sici(doi: str) -> bool:
    """Tell whether the last character is the check character of an SICI, which may be a ``#``."""
    return doi[-3:-1] == ";2" or doi[-4:-1] == ";2-"


def _strip_end(token: str) -> str:
    """Take off the punctuation of the sentence, and closing brackets that were opened outside."""
    depth = {close: token.count(close) - token.count(opening) for close, opening in _OPENING.items()}
    end = len(token)
    while end and (token[end - 1] in _CLOSING or depth.get(token[end - 1], 0) > 0):
        if token[end - 1] in depth:
            depth[token[end - 1]] -= 1
        end -= 1
    return token[:end]


def _is_sound(doi: str) -> bool:
    return not any(flaw(doi) for flaw in _FLAWS)


_FLAWS: tuple[Callable[[str], object], ...] = (
    lambda doi: len(doi) > MAX_DOI,
    lambda doi: not doi.isprintable() or any(unicodedata.category(char) in {"Zs", "So"} for char in doi),
    lambda doi: not any(map(str.isalnum, doi.partition("/")[2])),
    lambda doi: doi[-1] in "-…",
    lambda doi: "?" in doi or "#" in doi[:-1],
    lambda doi: doi[-1] == "#" and not _ends_sici(doi),
    lambda doi: "<" in doi and not _SICI.search(doi),
    _MARKUP.search,
    _ESCAPED.search,
    _FILE_TAIL.search,
)
"""What a DOI in normal form never has. Where there is one, what was meant cannot be told."""


def normal_isbn(text: str) -> str | None:
    """Give an ISBN as 13 digits; ten-digit ones are converted, wrong check digits refused. Words before and after are ignored."""
    hit = _ISBN.search(text[:MAX_TEXT].translate(_HYPHENS))
    if hit is None:
        return None
    digits = re.sub(r"[ -]", "", hit.group().upper())
    if hit.lastgroup == "short" and _mod11(digits) == 0:
        body = "978" + digits[:9]
        return body + str(-_weigh13(body) % 10)
    return digits if hit.lastgroup == "long" and _weigh13(digits) % 10 == 0 else None


_ISBN = re.compile(r"(?<![0-9])(?:(?P<long>97[89](?:[- ]?[0-9]){10})|(?P<short>[0-9](?:[- ]?[0-9]){8}[- ]?[0-9Xx]))(?![0-9])")


def normal_issn(text: str) -> str | None:
    """Give an ISSN as ``NNNN-NNNX``; wrong check digits are refused."""
    hit = _ISSN.search(text[:MAX_TEXT].translate(_HYPHENS))
    issn = (hit[1] + hit[2]).upper() if hit else ""
    return f"{issn[:4]}-{issn[4:]}" if issn and _mod11(issn) == 0 else None


_ISSN = re.compile(r"(?<![0-9-])([0-9]{4})[- ]?([0-9]{3}[0-9Xx])(?![\w-])")


def _mod11(digits: str) -> int:
    """Weigh the digits of an ISBN-10, ISSN (last weight 1, X is ten): 0 where the check digit is right."""
    return sum((10 if char == "X" else int(char)) * weight for weight, char in enumerate(reversed(digits), start=1)) % 11


def _weigh13(digits: str) -> int:
    return sum(int(char) * (3 if place % 2 else 1) for place, char in enumerate(digits))


def normal_orcid(text: str) -> str | None:
    """Give an ORCID iD as ``NNNN-NNNN-NNNN-NNNX``; wrong check digits are refused (ISO 7064, mod 11-2)."""
    hit = _ORCID.search(text.strip()[:MAX_TEXT].translate(_HYPHENS))
    if hit is None:
        return None
    total = 0
    for char in (digits := hit[1].upper().replace("-", ""))[:-1]:
        total = (total + int(char)) * 2
    return hit[1].upper() if "0123456789X"[(12 - total % 11) % 11] == digits[-1] else None


_ORCID = re.compile(r"^(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:?\s*)?([0-9]{4}(?:-[0-9]{4}){2}-[0-9]{3}[0-9Xx])/?$", re.IGNORECASE)


def normal_url(text: str) -> str | None:
    """Give an http(s) address with scheme and host in lower case; others, blanks, control characters and passwords are refused."""
    address = text.strip()
    if len(address) > MAX_URL or not address.isprintable() or _NOT_IN_URL.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    sound = parts.scheme in {"http", "https"} and host and "@" not in parts.netloc
    return parts._replace(netloc=parts.netloc.lower()).geturl() if sound else None


def _first_match(pattern: str, *, prefix: str = "") -> Callable[[str], str | None]:
    """Make a function that gives the first group of a pattern that must fit the whole text, blanks at the edges aside."""
    whole = re.compile(rf"(?:{pattern})", re.IGNORECASE)

    def normal(text: str) -> str | None:
        hit = whole.fullmatch(text.strip()[:MAX_TEXT])
        return prefix + next(group for group in hit.groups() if group) if hit else None

    return normal


_PMID = r"(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|(?:pubmed|pmid)?\s*:?\s*)([1-9][0-9]{0,8})(?:\s*\[pmid\])?/?"
_PMCID = r"(?:(?:https?://)?\S{0,60}/)?(?:pmcid\s*:?\s*)?PMC\s?([1-9][0-9]{0,8})(?:\.[0-9]{1,2})?/?"
_ARXIV = r"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:?\s*)?([0-9]{4}\.[0-9]{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/[0-9]{7})(?:v[0-9]{1,3})?(?:\.pdf)?"
_HANDLE = r"(?:(?:https?://)?hdl\.handle\.net/|hdl:\s*|handle:\s*)?((?!10\.[0-9]{4})[0-9][0-9.]{0,30}/[!-~]{1,200})"

normal_pmid = _first_match(_PMID)
"""Give a PubMed id as digits, from ``PMID: 123``, a PubMed address or the bare number."""
normal_pmcid = _first_match(_PMCID, prefix="PMC")
"""Give a PubMed Central id as ``PMC`` and digits, the version left out."""
normal_arxiv = _first_match(_ARXIV)
"""Give an arXiv id without its version."""
normal_handle = _first_match(_HANDLE)
"""Give a Handle as ``prefix/suffix``; DOIs, which are handles too, are refused here."""

NORMAL: dict[str, Callable[[str], str | None]] = {
    "doi": parse_doi,
    "isbn": normal_isbn,
    "issn": normal_issn,
    "pmid": normal_pmid,
    "pmcid": normal_pmcid,
    "arxiv": normal_arxiv,
    "handle": normal_handle,
    "orcid": normal_orcid,
    "url": normal_url,
}
"""Scheme of an identifier -> the function that brings it to normal form."""
