"""When to stop asking: a service that does not answer is not asked for each of a thousand DOIs."""

from cpx.sources.answers import Trouble
from cpx.sources.base import Kind

IN_A_ROW = 3
"""After so many failures in a row of single requests, nothing more is asked: each has been retried already."""
IN_ALL = 10
"""After so many in a run, where no more than that went well."""
USELESS = 10
"""After so many useless answers in a row, no better ones are waited for."""


class Breaker:
    """Counts the failures of single requests; ``trouble`` is set once enough is enough."""

    def __init__(self) -> None:
        """Begin with a service that is thought to answer."""
        self.trouble: Trouble | None = None
        self._failed = self._well = 0
        self._in_a_row = 0
        self._useless = 0

    @property
    def was_slow(self) -> bool:
        """Whether a request failed since one last went well: the next need not be waited for as long."""
        return self._in_a_row > 0

    @property
    def was_useless(self) -> bool:
        """Whether the last answer was of no use: such answers may be huge, so no two are taken at once."""
        return self._useless > 0

    def note(self, trouble: Trouble | None) -> None:
        """Take note of how a single request went: None, or ``not_found``, for well."""
        if trouble is None or trouble.kind is Kind.NOT_FOUND:
            self._well += 1
            self._in_a_row = self._useless = 0
        elif trouble.kind is Kind.MALFORMED:
            self._in_a_row, self._useless = 0, self._useless + 1
        else:
            self._in_a_row, self._failed = self._in_a_row + 1, self._failed + 1
        if trouble and (self._in_a_row >= IN_A_ROW or self._failed >= max(IN_ALL, self._well) or self._useless >= USELESS):
            self.trouble = trouble
