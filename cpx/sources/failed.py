"""How a request fails: the one exception that leaves the transport."""

from cpx.sources.base import Kind

ONCE, TWICE, OFTEN = 1, 2, 3
"""How many tries a request is worth that failed in some way."""


class TransportFailed(Exception):
    """A request brought no answer that could be looked at.

    ``detail`` says why in our own words (nothing from the network stands in it); ``tries`` says how often such a request is
    worth sending in all.
    """

    def __init__(self, kind: Kind, detail: str, tries: int = ONCE) -> None:
        """Keep why it failed."""
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail
        self.tries = tries

    @property
    def may_retry(self) -> bool:
        """Whether the same request may do better in a moment."""
        return self.tries > ONCE
