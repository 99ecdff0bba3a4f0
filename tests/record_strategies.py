"""Records as hypothesis makes them up: every field there or not, with characters that do harm where nobody cleans them."""

from hypothesis import strategies as st

from cpx.domain.record import Funder, Heading, Identifier, Name, Record, Reference, Text, Update

HOSTILE = "\x00\x07\x1b\x9b\u202e\u2066\ufeff\ud800\uffff\u2028\r\x0b"
"""Characters that must never be stored."""
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=12)
"""Any characters that may be stored."""
WILD = st.text(st.sampled_from("aZ .:\n-é中👩\u200d" + HOSTILE), max_size=20)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "Background: Wards were short of staff.",
            "Methods: We held semi-structured interviews with 12 nurses.",
            "方法：对护士进行访谈。",
            "Ett samarbete med äldre personer 👩‍⚕️ gav tillit.",
            "Older people should be asked first!",
            "See Smith et al. (2019), e.g. p. 4.",
            "RESULTS Trust grew\u00a0slowly\u2009…",
            "\U0001d6d1-carotene fell by 3.5 %.",
        ]
    )
    | WILD,
    max_size=6,
)
BODIES = st.builds(lambda parts, joint: joint.join(parts), SENTENCES, st.sampled_from([" ", "\n", "\n\n", ""]))
TEXTS = st.builds(Text, BODIES, st.sampled_from(["abstract", "body"]), st.sampled_from([None, "en", "zh", "sv"]))


def _optional(words: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | words


def _several(kind: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(kind, max_size=3).map(tuple)


def records(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Record]:
    """Make up records whose strings are of a kind."""
    some = _optional(words)
    names = st.builds(Name, some, some, some, some)
    years = st.none() | st.integers(0, 9999)
    plain = (
        "source_id",
        "part_of",
        "type",
        "title",
        "container_title",
        "collection_title",
        "publisher",
        "volume",
        "issue",
        "number",
        "page",
    )
    more = ("doi", "url", "accessed", "language", "licence")
    return st.builds(
        Record,
        source=st.sampled_from(["crossref", "csl-json", "page:repository", "text"]),
        authors=_several(names),
        editors=_several(names),
        issued=_optional(st.sampled_from(["2024", "2024-04", "2024-04-02", "soon", ""])),
        isbn=_several(words),
        issn=_several(words),
        keywords=_several(words),
        subjects=_several(words),
        identifiers=_several(st.builds(Identifier, st.sampled_from(["pmid", "url"]), words)),
        headings=_several(st.builds(Heading, words, ui=some, guessed=st.booleans())),
        funders=_several(st.builds(Funder, words, _several(words))),
        references=_several(st.builds(Reference, words, some, years)),
        updates=_several(st.builds(Update, words, some, some, some)),
        texts=_several(TEXTS),
        extra=st.dictionaries(words, words | st.lists(words, max_size=2), max_size=2),
        raw=words,
        **dict.fromkeys((*plain, *more), some),
    )
