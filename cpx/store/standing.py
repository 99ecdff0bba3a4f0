"""Which records count: those not taken back, and of several versions of one registered record only the newest."""

from cpx.domain.provenance import VERSIONED

_SOURCES = ", ".join(f"'{source}'" for source in VERSIONED)


def standing(record: str = "records.id") -> str:
    """Give the condition that a record was not taken back; ``record`` is the column with its row."""
    # Looked up by index, row by row: after a large undo a list of all that was taken back would be made for each query. The inner
    # name keeps a plain ``record`` from meaning the table's own column.
    return f"NOT EXISTS (SELECT 1 FROM (SELECT record AS gone FROM withdrawals) WHERE gone = {record})"  # noqa: S608 - a name from the code


def newest(records: str = "records") -> str:
    """Give the condition that no newer version of a record describes the same work; ``records`` is the table or its alias."""
    return (
        f"NOT ({records}.source IN ({_SOURCES}) AND {records}.source_id IS NOT NULL AND EXISTS ("  # noqa: S608 - names from the code
        "SELECT 1 FROM records AS newer JOIN work_records AS theirs ON theirs.record = newer.id"
        f" WHERE newer.source = {records}.source AND newer.source_id = {records}.source_id"
        f" AND (newer.retrieved_at, newer.id) > ({records}.retrieved_at, {records}.id)"
        f" AND theirs.work = (SELECT work FROM work_records WHERE record = {records}.id) AND {standing('newer.id')}))"
    )
