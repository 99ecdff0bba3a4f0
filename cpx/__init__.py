"""A catalogue of literature and evidence on co-production, in one local file.

Use it so: ``with cpx.open("catalogue.db") as catalogue: catalogue.search("peer support", limit=10)``.
"""

from cpx._version import __version__

__all__ = ["__version__", "open"]


def __getattr__(name: str) -> object:
    """Import the API only when it is asked for: reading the version must cost nothing."""
    if name == "open":
        from cpx.api import open_catalogue

        return open_catalogue
    raise AttributeError(f"module 'cpx' has no attribute {name!r}")
