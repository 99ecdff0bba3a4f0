"""Make the registries: addresses and mail address checked, one transport for all, redirects only to hosts that belong to them."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from cpx._version import __version__
from cpx.domain.identifiers import normal_url
from cpx.errors import BadUsage
from cpx.sources import agencies, crossref
from cpx.sources.agencies import Agencies
from cpx.sources.crossref import Crossref
from cpx.sources.http import HttpClient
from cpx.sources.pace import Pace
from cpx.sources.polite import PoliteClient
from cpx.sources.registries import Registries

ADDRESSES = {"CPX_CROSSREF_URL": crossref.API, "CPX_DOI_URL": agencies.DOI_URL, "CPX_DATACITE_URL": agencies.DATACITE_URL}
"""Variable -> the address where it is not set."""
HOSTS = {
    "CPX_CROSSREF_URL": ("https://api.crossref.org",),
    "CPX_DOI_URL": (
        "https://doi.org",
        "https://dx.doi.org",
        "https://api.crossref.org",
        "https://data.crossref.org",
        "https://data.crosscite.org",
        "https://data.datacite.org",
        "https://data.medra.org",
        "https://japanlinkcenter.org",
        "https://ra.publications.europa.eu",
        "https://data.doi.or.kr",
    ),
    "CPX_DATACITE_URL": ("https://api.datacite.org", "https://data.crosscite.org"),
}
"""Variable -> where redirects may lead while it is not set.

doi.org sends who wants metadata on to the agency that registered the DOI: https://citation.crosscite.org/docs.html.
"""
_MAILTO = re.compile(r"[\w.+%-]{1,64}@[\w.-]{1,190}", re.ASCII)


def connect(environ: Mapping[str, str], mailto: str | None, folder: Path | None) -> Registries:
    """Make the registries that the environment asks for; opens no connection.

    ``folder`` holds the files by which all processes of a user keep one pace. Raises BadUsage for an address or mail address
    that is none.
    """
    bases = {variable: _base_address(variable, environ.get(variable) or default) for variable, default in ADDRESSES.items()}
    origins = [*bases.values(), *(host for variable, base in bases.items() if base == ADDRESSES[variable] for host in HOSTS[variable])]
    client = HttpClient(agent=agent_of(mailto), origins=origins)
    polite = mailto is not None
    own, doi_url, datacite_url = bases.values()
    asks = PoliteClient(client, Pace(folder, f"crossref-{urlsplit(own).netloc}", polite))
    # One server in the place of all is one service, with one pace.
    others = asks if own == doi_url else PoliteClient(client, Pace(folder, f"doi-{urlsplit(doi_url).netloc}", polite))
    return Registries(Crossref(asks, own, client.stop), Agencies(others, doi_url, datacite_url), client.close)


def agent_of(mailto: str | None) -> str:
    """Say who asks, as Crossref wants it: https://www.crossref.org/documentation/retrieve-metadata/rest-api/tips-for-using-the-crossref-rest-api/."""
    if mailto is not None and not _MAILTO.fullmatch(mailto):
        raise BadUsage(f"not a mail address: {mailto!r}", "set CPX_MAILTO to an address such as name@example.org")
    return f"cpx/{__version__} (literature catalogue{f'; mailto:{mailto}' if mailto else ''})"


def _base_address(variable: str, given: str) -> str:
    address = normal_url(given)
    if address is None:
        raise BadUsage(f"not an http(s) address: {given!r}", f"set {variable} to an address such as {ADDRESSES[variable]}")
    return address.rstrip("/")
