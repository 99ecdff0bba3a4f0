"""The agencies beside Crossref that register DOIs: doi.org says whose a DOI is, DataCite describes its own, doi.org those of the others.

doi.org's answers: https://www.doi.org/doi-handbook/HTML/ (which RA; content negotiation). DataCite's: https://support.datacite.org/reference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from cpx.domain.identifiers import normal_doi
from cpx.domain.record import Record
from cpx.formats.csl_json import read_csl
from cpx.formats.datacite_json import read_record
from cpx.formats.values import dicts_of, text_of
from cpx.sources.answers import Asks, Trouble, ask, dig, read_json
from cpx.sources.base import Kind
from cpx.sources.ledger import Lane

DOI_URL = "https://doi.org"
DATACITE_URL = "https://api.datacite.org"
CSL = "application/vnd.citationstyles.csl+json"
DATACITE = "DataCite"
NAMES = {
    "airiti": "Airiti",
    "bsi": "BSI",
    "cnki": "CNKI",
    "crossref": "Crossref",
    "datacite": DATACITE,
    "eidr": "EIDR",
    "istic": "ISTIC",
    "jalc": "JaLC",
    "kisti": "KISTI",
    "medra": "mEDRA",
    "op": "the EU's Publications Office",
}
"""What doi.org and Crossref call an agency, in lower case -> how we name it. https://www.doi.org/the-community/existing-registration-agencies/"""
UNNAMED = "another agency"
NOBODY = ""
"""Stands for the agency of a DOI that does not exist."""
LIST = 30
"""DOIs in one look-up."""
LOOK_UP, PATIENCE = 8.0, 12.0
"""Seconds that a look-up, and a description, may take in all."""
_NONE = ("doi does not exist", "invalid doi")
_LANE: Lane = "single"
_ODD_STEPS = ("//", "/./", "/../")


class Agencies:
    """doi.org and DataCite, asked through ``client``. All DOIs are in normal form."""

    def __init__(self, client: Asks, doi_url: str = DOI_URL, datacite_url: str = DATACITE_URL, *, patience: float = PATIENCE) -> None:
        """Keep where to ask, and for how many seconds a description is waited for; nothing is asked yet."""
        self._client = client
        self._doi_url = doi_url.rstrip("/")
        self._datacite_url = datacite_url.rstrip("/")
        self._patience = patience

    def holders(self, dois: Sequence[str]) -> dict[str, str]:
        """Ask doi.org whose these DOIs are: the agency's name, ``NOBODY`` where there is no such DOI; those not told of are left out.

        Never raises: after a look-up that brought nothing usable no further one is made.
        """
        told: dict[str, str] = {}
        for part in _cut(dois):
            try:
                answer = self._ask(f"{self._doi_url}/ra/{','.join(map(_path, part))}", LOOK_UP)
            except Trouble:
                break
            told.update((doi, name) for doi, name in _read_holders(answer) if doi in part)
        return told

    def fetch(self, doi: str, agency: str) -> Record:
        """Fetch the record of an agency's DOI; raises Trouble where none comes, or one of another DOI."""
        if agency == DATACITE:
            try:
                return self._fetch_datacite(doi)
            except Trouble:
                pass  # doi.org has it too, if in less detail
        return self._fetch_csl(doi)

    def _fetch_datacite(self, doi: str) -> Record:
        attributes = dig(self._ask(f"{self._datacite_url}/dois/{_path(doi)}", self._patience), "data", "attributes")
        _check(attributes, "doi", doi)
        return read_record(attributes)

    def _fetch_csl(self, doi: str) -> Record:
        item = self._ask(f"{self._doi_url}/{_path(doi)}", self._patience, CSL)
        _check(item, "DOI", doi)
        return replace(read_csl(item), source="doi.org", source_id=doi, doi=doi)

    def _ask(self, url: str, deadline: float, accept: str = "application/json") -> Any:  # noqa: ANN401 - any JSON
        return read_json(ask(self._client, url, lane=_LANE, accept=accept, deadline=deadline))


def name_agency(name: object) -> str:
    """Give our name for an agency: never text from the network."""
    return NAMES.get(name.strip().lower(), UNNAMED) if isinstance(name, str) else UNNAMED


def _cut(dois: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Cut DOIs into lists; one with a comma goes by itself."""
    listed = [doi for doi in dois if "," not in doi]
    yield from (tuple(listed[start : start + LIST]) for start in range(0, len(listed), LIST))
    yield from ((doi,) for doi in dois if "," in doi)


def _read_holders(answer: object) -> Iterator[tuple[str, str]]:
    """Yield what an answer of doi.org tells: a DOI, and whose it is."""
    for row in dicts_of(answer):
        doi, agency, status = (text_of(row.get(key)) or "" for key in ("DOI", "RA", "status"))
        normal = normal_doi(doi)
        if normal and agency:
            yield normal, name_agency(agency)
        elif normal and status.lower() in _NONE:
            yield normal, NOBODY


def _check(value: object, key: str, doi: str) -> None:
    given = dig(value, key)
    if not isinstance(given, str) or normal_doi(given) != doi:
        raise Trouble(Kind.MALFORMED, "the answer is about another work, or none")


def _path(doi: str) -> str:
    """Quote a DOI for the path: its slashes stay, as these services want them, unless a server would read them as steps."""
    return quote(doi, safe="" if any(step in f"{doi}/" for step in _ODD_STEPS) else "/")
