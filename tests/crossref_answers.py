"""Answers in the shape of Crossref's, made by hand (nothing here was recorded): facts of two works, the prose our own words."""

from typing import Any


def _person(given: str, family: str, number: int) -> dict[str, Any]:
    return {"given": given, "family": family, "sequence": "additional" if number else "first", "affiliation": []}


def _people(*names: tuple[str, str]) -> list[dict[str, Any]]:
    return [_person(given, family, number) for number, (given, family) in enumerate(names)]


MULVALE = {
    "DOI": "10.1186/s12961-024-01130-w",
    "type": "journal-article",
    "title": [
        (
            "Adopting, implementing and assimilating coproduced health and social care innovations involving structurally vulnerable populations: "  # noqa: E501 - a title stays on one line
            "findings from a longitudinal, multiple case study design in Canada, Scotland and Sweden"
        )
    ],
    "author": _people(
        ("Gillian", "Mulvale"),
        ("Jenn", "Green"),
        ("Glenn", "Robert"),
        ("Michael", "Larkin"),
        ("Nicoline", "Vackerberg"),
        ("Sofia", "Kjellström"),
        ("Puspita", "Hossain"),
        ("Sandra", "Moll"),
        ("Esther", "Lim"),
        ("Shioma-Lei", "Craythorne"),
    ),
    "container-title": ["Health Research Policy and Systems"],
    "publisher": "Springer Science and Business Media LLC",
    "volume": "22",
    "issue": "1",
    "article-number": "42",
    "issued": {"date-parts": [[2024, 4, 2]]},
    "ISSN": ["1478-4505"],
    "URL": "https://doi.org/10.1186/s12961-024-01130-w",
    "language": "en",
    "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Background</jats:title><jats:p>Made by hand for a test: why services that people "  # noqa: E501 - as markup comes, in one piece
    "shape together spread, or do not.</jats:p></jats:sec><jats:sec><jats:title>Results</jats:title><jats:p>Made by hand, too: p&lt;0.05.</jats:p></jats:sec>",  # noqa: E501 - as markup comes, in one piece
    "license": [{"URL": "https://creativecommons.org/licenses/by/4.0", "content-version": "vor", "delay-in-days": 0}],
    "funder": [{"name": "Social Sciences and Humanities Research Council of Canada", "award": []}],
    "relation": {"has-preprint": [{"id-type": "doi", "id": "10.21203/rs.3.rs-3593790/v1", "asserted-by": "object"}]},
    "reference": [{"key": "made-1", "DOI": "10.1186/S43058-022-00385-0", "year": "2023", "article-title": "Leading co-production"}],
}
VAN_DER_GRAAF = {
    "DOI": "10.1186/s43058-022-00385-0",
    "type": "journal-article",
    "title": [
        (
            "Leading co-production in five UK collaborative research partnerships (2008&#x2013;2018): responses to four tensions from senior leaders "  # noqa: E501 - a title stays on one line
            "using auto-ethnography"
        )
    ],
    "author": _people(
        ("Peter", "van der Graaf"),
        ("Roman", "Kislov"),
        ("Helen", "Smith"),
        ("Joe", "Langley"),
        ("Natalie", "Hamer"),
        ("Mandy", "Cheetham"),
        ("Daniel", "Wolstenholme"),
        ("Jo", "Cooke"),
        ("Sue", "Mawson"),
    ),
    "container-title": ["Implementation Science Communications"],
    "publisher": "Springer Science and Business Media LLC",
    "volume": "4",
    "issue": "1",
    "article-number": "12",
    "issued": {"date-parts": [[2023, 2, 1]]},
    "ISSN": ["2662-2211"],
    "URL": "https://doi.org/10.1186/s43058-022-00385-0",
    "language": "en",
    "license": [{"URL": "https://creativecommons.org/licenses/by/4.0", "content-version": "vor", "delay-in-days": 0}],
}
WORKS = {str(work["DOI"]): work for work in (MULVALE, VAN_DER_GRAAF)}
OTHER_AGENCIES = {"10.5281/zenodo.1": "datacite"}
"""A DOI that Crossref does not hold, for the answer that names its agency."""
