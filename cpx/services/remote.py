"""Where records come from over the network: made from the environment, asked only when needed."""

import os
from collections.abc import Callable

from cpx.domain.record import Record


def crossref_fetch() -> Callable[[str], Record]:
    """Give a function that fetches a DOI's record from Crossref. Nothing is imported or asked until it is called."""

    def fetch(doi: str) -> Record:
        from cpx.sources.crossref import crossref_from_environment

        return crossref_from_environment(os.environ).fetch(doi)

    return fetch
