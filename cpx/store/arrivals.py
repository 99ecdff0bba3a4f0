"""Works by when they came into the catalogue: with the earliest run whose description of them still stands."""

import sqlite3

from cpx.domain.query import Filters, Query
from cpx.store.search import make_plan
from cpx.store.standing import standing
from cpx.store.time_limit import time_limit

_CAME = f"""SELECT wr.work AS work, min(n.started_at) AS at
  FROM runs n JOIN records r ON r.run = n.id JOIN work_records wr ON wr.record = r.id
  WHERE n.started_at >= ? AND {standing("r.id")} AND NOT EXISTS (
    SELECT 1 FROM work_records we JOIN records re ON re.id = we.record JOIN runs ne ON ne.id = re.run
    WHERE we.work = wr.work AND ne.started_at < ? AND {standing("re.id")})
  GROUP BY wr.work"""  # noqa: S608 - constants


def find_arrived(connection: sqlite3.Connection, query: Query, filters: Filters, since: str) -> list[tuple[int, str]]:
    """Give (work, when it came) of the set that came at or after a time (UTC, ISO 8601), the latest first."""
    with time_limit(connection):
        whole = make_plan(connection, query, filters).whole
        sql = (
            f"SELECT w.id, came.at FROM ({_CAME}) came JOIN works w ON w.id = came.work WHERE {whole.sql}"  # noqa: S608 - own SQL
            " ORDER BY came.at DESC, w.year IS NULL, w.year DESC, w.key"
        )
        return connection.execute(sql, (since, since, *whole.params)).fetchall()
