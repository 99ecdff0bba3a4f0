"""Where records come from over the network: made from the environment and the settings, imported only when needed."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cpx.services.settings import read_settings

if TYPE_CHECKING:
    from cpx.sources.registries import Registries


def registries(environ: Mapping[str, str] = os.environ) -> "Registries":
    """Give Crossref and the other agencies as one source, to be closed after use (a context manager). Nothing is asked yet.

    Raises BadUsage where an address or the mail address is none.
    """
    from platformdirs import user_cache_path

    from cpx.sources.connect import connect

    return connect(environ, read_settings(environ).mailto, user_cache_path("cpx"))
