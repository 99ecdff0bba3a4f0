"""Answers in the shape of Crossref's, doi.org's and DataCite's, made by hand: facts of two works, the prose our own."""

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
RETRACTED: dict[str, Any] = {
    "DOI": "10.5555/withdrawn",
    "type": "journal-article",
    "title": ["RETRACTED: Working together in wards"],
    "author": _people(("Ann", "Example"), ("Bo", "Sample")),
    "container-title": ["Journal of Made-up Care"],
    "issued": {"date-parts": [[2019, 5]]},
    "updated-by": [
        {"type": "retraction", "DOI": "10.5555/notice", "source": "retraction-watch", "updated": {"date-parts": [[2021, 3, 4]]}},
    ],
}
NOTICE: dict[str, Any] = {
    "DOI": "10.5555/NOTICE",
    "type": "journal-article",
    "title": ["Retraction note"],
    "container-title": ["Journal of Made-up Care"],
    "issued": {"date-parts": [[2021, 3, 4]]},
    "update-to": [{"type": "retraction", "DOI": "10.5555/Withdrawn", "source": "publisher", "updated": {"date-parts": [[2021, 3, 4]]}}],
}
CHAPTER: dict[str, Any] = {
    "DOI": "10.5555/978-0-00-000000-2_3",
    "type": "book-chapter",
    "title": ["Sharing power in a made-up town"],
    "author": _people(("Elke", "Loeffler"), ("Tony", "Bovaird")),
    "container-title": ["The Handbook of Made-up Services"],
    "publisher": "Example Press",
    "page": "33-52",
    "issued": {"date-parts": [[2021]]},
    "ISBN": ["9780000000002"],
}
COMMA: dict[str, Any] = {
    "DOI": "10.5555/a,b",
    "type": "journal-article",
    "title": ["A DOI with a comma"],
    "issued": {"date-parts": [[2001]]},
}
WORKS = {str(work["DOI"]).lower(): work for work in (MULVALE, VAN_DER_GRAAF, RETRACTED, NOTICE, CHAPTER, COMMA)}

DATASET: dict[str, Any] = {
    "doi": "10.5281/ZENODO.1",
    "types": {"resourceTypeGeneral": "Report", "resourceType": "Working paper", "citeproc": "report"},
    "titles": [{"title": "Counting who takes part: a made-up report"}, {"title": "with <i>notes</i>", "titleType": "Subtitle"}],
    "creators": [
        {"name": "Example, Ann", "givenName": "Ann", "familyName": "Example", "nameType": "Personal"},
        {"name": "University of Made-up", "nameType": "Organizational"},
    ],
    "publisher": {"name": "Zenodo"},
    "publicationYear": 2022,
    "dates": [{"date": "2022-06-07", "dateType": "Issued"}],
    "language": "eng",
    "descriptions": [
        {"description": "<p>Made by hand: who takes part, &amp; how often.</p>", "descriptionType": "Abstract", "lang": "en"},
        {"description": "A note on files", "descriptionType": "Other"},
    ],
    "subjects": [{"subject": "participation; co-production"}, {"subject": "Health", "subjectScheme": "Some scheme"}],
    "rightsList": [{"rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode"}],
    "fundingReferences": [{"funderName": "A Made-up Council", "awardNumber": "X-1"}],
    "relatedIdentifiers": [
        {"relationType": "Cites", "relatedIdentifierType": "DOI", "relatedIdentifier": "10.1186/S12961-024-01130-w"},
        {"relationType": "IsVersionOf", "relatedIdentifierType": "DOI", "relatedIdentifier": "10.5281/zenodo.0"},
    ],
    "url": "https://zenodo.org/records/1",
}
DATACITE: dict[str, dict[str, Any]] = {"10.5281/zenodo.1": DATASET}
CSL: dict[str, dict[str, Any]] = {
    "10.1400/made": {
        "type": "article-journal",
        "DOI": "10.1400/MADE",
        "title": "Insieme: un <i>titolo</i> di prova &amp; altro",
        "author": [{"family": "Rossi", "given": "Ada"}],
        "container-title": "Rivista di Prova",
        "issued": {"date-parts": [[2018, 2]]},
        "abstract": "<p>Scritto a mano per una prova, &amp; niente altro.</p>",
    },
    "10.5281/zenodo.1": {
        "type": "report",
        "DOI": "10.5281/zenodo.1",
        "title": "Counting who takes part",
        "issued": {"date-parts": [[2022]]},
    },
}
"""What doi.org gives for those who want CSL-JSON."""
AGENCIES = {**dict.fromkeys(WORKS, "Crossref"), "10.5281/zenodo.1": "DataCite", "10.5281/zenodo.2": "DataCite", "10.1400/made": "mEDRA"}
"""DOI -> what doi.org calls its agency; there are no others. DataCite knows nothing more of the second Zenodo DOI."""
