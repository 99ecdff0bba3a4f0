"""Kinds of sources and how far each is trusted. Apart from ``merge``, so that reading need not import it."""

PERSON = "person"
UPDATES = "crossref-updates"
"""Source of records that hold a DOI and the notices upon it, no description."""
RANKS = {PERSON: 0, "crossref": 1, "datacite": 1, "doi": 1, "doi.org": 1, "csl-json": 2, "jsonl": 2, "crossref-json": 1, UPDATES: 5}
"""Source -> rank; other sources that are no page stand at 2, pages at 3, bare text at 4."""
REGISTRIES = ("crossref", "datacite", "doi.org", "crossref-json")
"""Sources whose records are a registry's own word on a DOI."""
VERSIONED = ("crossref", "datacite", "doi", "doi.org", UPDATES)
"""Sources whose ids hold for good: the same id again is a newer version of the same description."""


def rank(source: str) -> int:
    """Give the standing of a kind of source, 0 the highest."""
    if source.startswith("page:"):
        return 3
    return 4 if source == "text" else RANKS.get(source, 2)
