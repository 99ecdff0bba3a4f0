"""Crossref, by way of habanero. The only module that imports it: no other knows what it raises or returns.

habanero 2.9 puts a DOI into the path as it is (so it is quoted here), splits it at blanks, and hands on whatever a server
says: its answers are not believed before they were looked at.
"""

import re
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import quote

from cpx._version import __version__
from cpx.domain.identifiers import normal_doi, normal_url
from cpx.domain.record import Record
from cpx.errors import BadUsage
from cpx.formats.crossref_json import read_work
from cpx.sources.base import Kind, SourceFailed, SourceNotFound, failure

API = "https://api.crossref.org"
TIMEOUT = 20.0
"""Seconds that each read may take."""
AGENT = f"cpx/{__version__} (literature catalogue; command line)"
AGENCY = "crossref"

_MAILTO = re.compile(r"[\w.+%-]{1,64}@[\w.-]{1,190}", re.ASCII)
_OK = 200
_SERVER_ERROR = 500
_KINDS = {
    404: Kind.NOT_FOUND,
    410: Kind.NOT_FOUND,
    401: Kind.BLOCKED,
    403: Kind.BLOCKED,
    407: Kind.BLOCKED,
    451: Kind.BLOCKED,
    429: Kind.RATE_LIMITED,
    408: Kind.TIMEOUT,
    504: Kind.TIMEOUT,
}
"""HTTP status -> what it means for us; other codes from 500 up: not available, the rest: no usable answer."""
_DETAILS = {
    "ConnectError": "no connection",
    "ReadError": "the connection broke off",
    "WriteError": "the connection broke off",
    "RemoteProtocolError": "the answer broke off or is no HTTP",
    "DecodingError": "the answer is packed wrongly",
    "ProxyError": "the proxy refuses",
}
"""What the HTTP client raises -> the words for it."""


class Crossref:
    """Crossref's REST API at ``base_url``, asked one DOI at a time."""

    name = "Crossref"

    def __init__(self, base_url: str = API, mailto: str | None = None, timeout: float = TIMEOUT) -> None:
        """Keep where to ask and who asks; raises BadUsage for an address or mail address that is none."""
        address = normal_url(base_url)
        if address is None:
            raise BadUsage(f"not an http(s) address: {base_url!r}", "set CPX_CROSSREF_URL to an address such as https://api.crossref.org")
        if mailto is not None and not _MAILTO.fullmatch(mailto):
            raise BadUsage(f"not a mail address: {mailto!r}", "set CPX_MAILTO to an address such as name@example.org")
        self._base_url = address.rstrip("/")
        self._mailto = mailto
        self._timeout = timeout

    def fetch(self, doi: str) -> Record:
        """Fetch the record of a DOI in normal form.

        Raises SourceNotFound for a DOI that no agency knows, SourceFailed (its ``kind`` says how) for everything else that
        keeps us from a record.
        """
        try:
            answer = self._ask(doi)
        except SourceNotFound:
            self._tell_agency(doi)
            raise
        return self._read(doi, answer)

    def _ask(self, doi: str, *, agency: bool = False) -> Any:  # noqa: ANN401 - whatever JSON the server sent
        # habanero and its HTTP client take 185 ms to import: only a command that fetches pays for it.
        import httpx2
        from habanero import Crossref as Client
        from habanero import RequestError

        client = Client(base_url=self._base_url, mailto=self._mailto, ua_string=AGENT, timeout=self._timeout)
        path = quote(doi, safe="") + ("/agency" if agency else "")
        try:
            return client.works(ids=path)
        except httpx2.HTTPStatusError as error:
            self._fail_status(doi, error.response.status_code, error)
        except RequestError as error:
            self._fail_status(doi, int(error.status_code), error)
        except httpx2.TimeoutException as error:
            raise failure(Kind.TIMEOUT, self.name, doi, f"after {self._timeout:g} seconds") from error
        except (httpx2.DecodingError, httpx2.RemoteProtocolError, httpx2.TooManyRedirects) as error:
            raise failure(Kind.MALFORMED, self.name, doi, _say(error)) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            raise failure(Kind.UNAVAILABLE, self.name, doi, _say(error)) from error
        except (RuntimeError, LookupError, TypeError, ValueError, AttributeError) as error:
            raise failure(Kind.MALFORMED, self.name, doi, "no JSON") from error

    def _fail_status(self, doi: str, status: int, cause: Exception) -> NoReturn:
        """Raise what an HTTP status means; habanero also reports an answer that is no JSON with its status, 200."""
        kind = _KINDS.get(status, Kind.UNAVAILABLE if status >= _SERVER_ERROR else Kind.MALFORMED)
        raise failure(kind, self.name, doi, "no JSON" if status == _OK else f"HTTP {status}") from cause

    def _tell_agency(self, doi: str) -> None:
        """Raise SourceFailed where another agency has the DOI; return where nobody has it, or nobody can tell."""
        try:
            answer = self._ask(doi, agency=True)
        except (SourceNotFound, SourceFailed):
            return
        agency = _dig(_dig(answer, "message"), "agency")
        label, name = _dig(agency, "label"), _dig(agency, "id")
        if isinstance(name, str) and name.lower() != AGENCY and isinstance(label, str) and re.fullmatch(r"[\w .-]{1,40}", label):
            raise failure(Kind.OTHER_AGENCY, self.name, doi, label)

    def _read(self, doi: str, answer: object) -> Record:
        message = _dig(answer, "message")
        if not isinstance(message, dict):
            raise failure(Kind.MALFORMED, self.name, doi, "the answer is empty or of another shape")
        returned = message.get("DOI")
        if not isinstance(returned, str) or normal_doi(returned) != doi:
            raise failure(Kind.MALFORMED, self.name, doi, "the answer is about another work")
        return read_work(message)


def crossref_from_environment(environ: Mapping[str, str]) -> Crossref:
    """Make the source that ``CPX_CROSSREF_URL`` and ``CPX_MAILTO`` ask for; raises BadUsage where they cannot be."""
    return Crossref(environ.get("CPX_CROSSREF_URL") or API, environ.get("CPX_MAILTO") or None)


def _say(error: Exception) -> str:
    name = type(error).__name__
    return _DETAILS.get(name, name)


def _dig(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None
