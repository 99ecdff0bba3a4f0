"""The tables are made from data, a migrated file is as a new one, and full text stays in step with what is written."""
# ruff: noqa: S608 - names from the code

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from catalogue_tools import ABSTRACT, AHO, execute, record, rows, save, troubles
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database, Migrations

from cpx.store import making, migrations
from cpx.store.catalogue import CatalogueFile
from cpx.store.full_text import INDEXED, create_full_text, rebuild_full_text
from cpx.store.migrations import create_statements
from cpx.store.schema import TABLES
from cpx.store.schema_asked import ASKED
from cpx.store.schema_facts import FACTS
from cpx.store.schema_search import SEARCH
from cpx.store.version import APPLICATION_ID, SCHEMA_VERSION

IN_FILE = (
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '%sqlite_migrations%' ORDER BY type, name"
)
COLUMNS = {table.name: [(c.name, c.type) for c in table.columns] for table in TABLES}


def make(path: Path) -> Path:
    CatalogueFile(path, writable=True).close()
    return path


@pytest.mark.parametrize("name", COLUMNS)
def test_schema_tables_are_strict_and_as_described(path: Path, name: str) -> None:
    make(path)
    assert rows(path, "SELECT strict FROM pragma_table_list WHERE name = ?", name) == [1]
    assert rows(path, "SELECT name, type FROM pragma_table_info(?)", name) == COLUMNS[name]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_schema_every_column_says_what_it_means(table: object) -> None:
    assert table.meaning.endswith((".", "`"))  # type: ignore[attr-defined]
    assert all(column.meaning for column in table.columns)  # type: ignore[attr-defined]
    names = [column.name for column in table.columns]  # type: ignore[attr-defined]
    assert len(names) == len(set(names))


def test_schema_references_lead_to_tables_of_ours() -> None:
    targets = {target for table in TABLES for column in table.columns for target in re.findall(r"REFERENCES (\w+)", column.rule)}
    assert targets <= set(COLUMNS)


def test_schema_refuses_a_value_of_another_type(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE works SET year = 'soon'")


def test_schema_file_carries_its_marks(path: Path) -> None:
    make(path)
    assert rows(path, "PRAGMA application_id") == [APPLICATION_ID]
    assert rows(path, "PRAGMA user_version") == [SCHEMA_VERSION]


def test_migrated_file_equals_a_new_one(path: Path) -> None:
    make(path)
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in create_statements():
            connection.execute(statement)
        assert rows(path, IN_FILE) == connection.execute(IN_FILE).fetchall()


def test_migrate_again_changes_nothing(filled: Path) -> None:
    before = rows(filled, IN_FILE)
    with CatalogueFile(filled, writable=True) as file:
        migrations.migrate(file.connection)
    assert rows(filled, IN_FILE) == before
    assert troubles(filled) == []


def test_migrate_brings_a_file_of_the_first_schema_up_to_date(filled: Path) -> None:
    before, works = rows(filled, IN_FILE), rows(filled, "SELECT key FROM works")
    with closing(sqlite3.connect(filled)) as connection:
        for table in (*SEARCH, *FACTS, *ASKED):
            connection.execute(f"DROP TABLE {table.name}")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name NOT LIKE 'm001%'")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    CatalogueFile(filled, writable=True).close()
    assert sorted(map(str, rows(filled, IN_FILE))) == sorted(map(str, before))
    assert rows(filled, "SELECT key FROM works") == works
    assert troubles(filled) == []


def _next_schema(monkeypatch: pytest.MonkeyPatch, fails: bool = False) -> None:
    """Add a migration such as a later version will bring: a column, a change of stored text, the new version."""
    first = migrations._numbered

    def numbered() -> Migrations:
        added = first()

        @added()
        def m999_add_a_column(db: Database) -> None:
            db.execute("ALTER TABLE works ADD COLUMN shelf TEXT")
            db.execute("UPDATE works SET abstract = 'zebra crossing ' || abstract")
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
            if fails:
                raise sqlite3.OperationalError("no more")

        return added

    monkeypatch.setattr(migrations, "_numbered", numbered)
    for module in ("cpx.store.making", "cpx.store.connection"):
        monkeypatch.setattr(f"{module}.SCHEMA_VERSION", SCHEMA_VERSION + 1)


def test_migrate_keeps_full_text_in_step(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _next_schema(monkeypatch)
    CatalogueFile(filled, writable=True).close()
    assert rows(filled, "PRAGMA user_version") == [SCHEMA_VERSION + 1]
    assert rows(filled, "SELECT count(*) FROM works_fts WHERE works_fts MATCH 'zebra'") == [2]
    assert troubles(filled) == []


def test_migrate_that_fails_leaves_the_file_as_it_was(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled.read_bytes()
    _next_schema(monkeypatch, fails=True)
    with pytest.raises(Exception, match="no more"):
        CatalogueFile(filled, writable=True)
    monkeypatch.undo()
    assert rows(filled, "PRAGMA user_version") == [SCHEMA_VERSION]
    assert troubles(filled) == []
    assert len(filled.read_bytes()) == len(before)


@pytest.mark.parametrize("table", INDEXED)
def test_full_text_follows_insert_update_delete(path: Path, table: str) -> None:
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        column = INDEXED[table][0]
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(_INSERTS[table], ("heron",))
        assert _hits(connection, table, "heron") == 1
        connection.execute(f"UPDATE {table} SET {column} = 'otter'")
        assert (_hits(connection, table, "heron"), _hits(connection, table, "otter")) == (0, 1)
        connection.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
        connection.execute(f"DELETE FROM {table}")
        assert _hits(connection, table, "otter") == 0


_INSERTS = {
    "works": "INSERT INTO works (key, title, title_source, status) VALUES ('k', ?, 'given', 'complete')",
    "statements": "INSERT INTO statements (text, start, end, role, content) VALUES (1, 0, 5, 'finding', ?)",
}


def _hits(connection: sqlite3.Connection, table: str, word: str) -> int:
    return connection.execute(f"SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH ?", (word,)).fetchone()[0]


@pytest.mark.parametrize("table", INDEXED)
def test_full_text_covers_every_indexed_column_and_rebuilds(filled: Path, table: str) -> None:
    execute(filled, f"INSERT INTO {table}_fts({table}_fts) VALUES ('delete-all')")
    assert any(table in trouble for trouble in troubles(filled))
    execute(filled, rebuild_full_text(table))
    assert troubles(filled) == []


@given(st.lists(st.tuples(st.sampled_from("iud"), st.text("ab -'\"\\é中", max_size=12)), max_size=12))
def test_full_text_stays_in_step_whatever_is_written(steps: list[tuple[str, str]]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in ("CREATE TABLE works (id INTEGER PRIMARY KEY, title, abstract, keywords, other)", *create_full_text("works")):
            connection.execute(statement)
        for kind, text in steps:
            if kind == "i":
                connection.execute("INSERT INTO works (title, abstract) VALUES (?, ?)", (text, text[::-1]))
            elif kind == "u":
                connection.execute("UPDATE works SET other = ?, title = ? WHERE id = (SELECT max(id) FROM works)", (text, text))
            else:
                connection.execute("DELETE FROM works WHERE id = (SELECT min(id) FROM works)")
        connection.execute("INSERT INTO works_fts(works_fts, rank) VALUES ('integrity-check', 1)")


def test_making_brings_back_dropped_triggers_and_what_they_missed(filled: Path) -> None:
    execute(filled, "DROP TRIGGER works_after_update", "DROP TRIGGER works_after_insert", "UPDATE works SET title = 'The heron of wards'")
    save(filled, record("A third one", authors=(AHO,), issued="2021"))
    assert troubles(filled) == []
    assert rows(filled, "SELECT count(*) FROM works_fts WHERE works_fts MATCH 'heron'") == [2]


def test_making_two_at_once_keeps_the_first(path: Path, tmp_path: Path) -> None:
    save(path, record(abstract=ABSTRACT))
    making.make_file(path)
    assert rows(path, "SELECT count(*) FROM works") == [1]
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_views_give_json_arrays(filled: Path) -> None:
    assert rows(filled, "SELECT authors, keywords FROM works_flat WHERE doi = '10.5555/one'") == [
        ('["Ada Aho","Bo Berg"]', '["wards", "power"]')
    ]
    assert "semi-structured" in rows(filled, "SELECT lower(methods) FROM works_flat WHERE doi = '10.5555/one'")[0]
