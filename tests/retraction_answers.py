"""Works and notices in the shape of Crossref's answers, made by hand: the facts of the real Lancet pair, the rest made up."""

from typing import Any

ARTICLE, NOTICE = "10.1016/s0140-6736(20)31180-6", "10.1016/s0140-6736(20)31324-6"
CORRECTED, CORRECTION = "10.5555/corrected", "10.5555/correction"
DOUBTED, DOUBT = "10.5555/doubted", "10.5555/doubt"
SOUND, COMMA = "10.5555/sound", "10.5555/a,b"


def row(doi: str, kind: str, date: tuple[int, ...], source: str = "publisher") -> dict[str, Any]:
    """Make a row of ``updated-by`` or ``update-to``."""
    return {"DOI": doi.upper(), "type": kind, "label": kind.title(), "source": source, "updated": {"date-parts": [list(date)]}}


def work(doi: str, title: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Make the metadata of a work."""
    authors = [{"family": "Aho", "given": "Ada"}, {"family": "Berg", "given": "Bo"}]
    return {"DOI": doi, "type": "journal-article", "title": [title], "author": authors, "issued": {"date-parts": [[2020]]}, **more}


WATCHED = row(NOTICE, "retraction", (2020, 6, 5), "retraction-watch")
REVERSED = row(NOTICE, "retraction", (2020, 5, 22))
"""The publisher has it that the article retracts its notice."""
PAIR = {
    ARTICLE: work(
        ARTICLE,
        "Hydroxychloroquine or chloroquine with or without a macrolide",
        **{"updated-by": [WATCHED, row(NOTICE, "erratum", (2020, 6, 13))], "update-to": [REVERSED]},
    ),
    NOTICE: work(
        NOTICE,
        "Retraction—Hydroxychloroquine or chloroquine with or without a macrolide",
        **{
            "updated-by": [row(ARTICLE, "retraction", (2020, 5, 22))],
            "update-to": [row(ARTICLE, "retraction", (2020, 6, 5), "retraction-watch"), row(ARTICLE, "erratum", (2020, 6, 13))],
        },
    ),
}
OTHERS = {
    CORRECTED: work(CORRECTED, "Trust in wards that share power"),
    CORRECTION: work(CORRECTION, "Correction: Trust in wards", **{"update-to": [row(CORRECTED, "correction", (2021, 3))]}),
    DOUBTED: work(DOUBTED, "Carers who plan their own services"),
    DOUBT: work(DOUBT, "Expression of concern: Carers", **{"update-to": [row(DOUBTED, "expression_of_concern", (2022,))]}),
    SOUND: work(SOUND, "Neighbours as partners in a public library"),
    COMMA: work(COMMA, "Pages with a comma", **{"updated-by": [row("10.5555/n", "withdrawal", (2019, 2, 3))]}),
}
WORKS = PAIR | OTHERS
