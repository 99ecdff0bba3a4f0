"""Full-text tables and the view for Datasette: what stays in step with the tables by itself."""

TOKENIZER = "porter unicode61 remove_diacritics 2"

INDEXED = {"works": ("title", "abstract", "keywords", "other"), "statements": ("content", "context")}
"""Table -> its indexed columns; the full-text table is named ``<table>_fts``."""


def create_full_text(table: str) -> list[str]:
    """Give the statements that make a full-text table and the triggers that keep it in step.

    Double quotes around the content table: Datasette finds the full-text table of a table by them.
    """
    columns = INDEXED[table]
    names, new, old = ", ".join(columns), ", ".join(f"new.{c}" for c in columns), ", ".join(f"old.{c}" for c in columns)
    fts = f"{table}_fts"
    remove = f"INSERT INTO {fts}({fts}, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608 - names from INDEXED
    add = f"INSERT INTO {fts}(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608 - same
    return [
        f'CREATE VIRTUAL TABLE {fts} USING fts5({names}, content="{table}", content_rowid="id", tokenize="{TOKENIZER}")',
        f"CREATE TRIGGER {table}_after_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {table}_after_delete AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {table}_after_update AFTER UPDATE OF {names} ON {table} BEGIN {remove} {add} END",
    ]


def rebuild_full_text(table: str) -> str:
    """Give the statement that fills a full-text table anew from its table."""
    return f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')"  # noqa: S608 - names from INDEXED


TAGS = """CREATE VIEW tags AS
SELECT work, concept, max(decided) AS decided FROM (
  SELECT work, concept, 0 AS decided FROM assignments
  UNION ALL
  SELECT work, concept, 1 FROM current_decisions WHERE verdict = 'confirmed')
WHERE (work, concept) NOT IN (SELECT work, concept FROM current_decisions WHERE verdict = 'rejected')
GROUP BY work, concept"""

CURRENT_DECISIONS = """CREATE VIEW current_decisions AS
SELECT d.* FROM decisions d
WHERE d.id NOT IN (SELECT decision FROM withdrawals WHERE decision IS NOT NULL)
  AND d.id = (SELECT max(e.id) FROM decisions e WHERE e.work = d.work AND e.concept = d.concept
              AND e.id NOT IN (SELECT decision FROM withdrawals WHERE decision IS NOT NULL))"""


def _labels(scheme: str) -> str:
    return (
        "(SELECT json_group_array(c.pref_label) FROM tags t JOIN concepts c ON c.id = t.concept"  # noqa: S608 - names from the code
        f" WHERE t.work = w.id AND c.scheme = '{scheme}')"
    )


WORKS_FLAT = f"""CREATE VIEW works_flat AS
SELECT w.id, w.key, w.title, w.year, w.type, w.container_title, w.doi,
  (SELECT json_group_array(name) FROM (
     SELECT CASE WHEN c.literal <> '' THEN c.literal ELSE trim(c.given || ' ' || c.family) END AS name
     FROM work_contributors wc JOIN contributors c ON c.id = wc.contributor
     WHERE wc.work = w.id AND wc.role = 'author' ORDER BY wc.position)) AS authors,
  {_labels("method")} AS methods, {_labels("approach")} AS approaches, {_labels("framework")} AS frameworks,
  {_labels("population")} AS populations, {_labels("setting")} AS settings, {_labels("place")} AS places,
  w.keywords, w.language, w.retracted, w.abstract, w.url
FROM works w"""  # noqa: S608 - names from the code

VIEWS = (CURRENT_DECISIONS, TAGS, WORKS_FLAT)
