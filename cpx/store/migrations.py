"""Numbered changes of the schema, each in one transaction with its ``user_version``. Written once, never edited.

sqlite-utils is imported inside: reading and ordinary writing must not pay for it.
"""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cpx.store.connection import roll_back
from cpx.store.full_text import INDEXED, VIEWS, create_full_text
from cpx.store.schema import FIRST
from cpx.store.schema_asked import ASKED
from cpx.store.schema_facts import FACTS
from cpx.store.schema_search import SEARCH
from cpx.store.table import Table
from cpx.store.version import APPLICATION_ID

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a new or older file to ``SCHEMA_VERSION``. The write lock is taken first: two processes never migrate at once."""
    from sqlite_utils import Database

    connection.execute("BEGIN IMMEDIATE")
    try:
        _numbered().apply(Database(connection, recursive_triggers=False))
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def _numbered() -> "Migrations":
    from sqlite_utils import Migrations

    migrations = Migrations("cpx")

    @migrations()
    def m001_create_catalogue(db: "Database") -> None:
        for statement in (*_create(FIRST), *VIEWS, *_create_full_text()):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")

    @migrations()
    def m002_keep_what_was_asked(db: "Database") -> None:
        for statement in _create(ASKED):
            db.execute(statement)
        db.execute("PRAGMA user_version = 2")

    @migrations()
    def m003_keep_figures_of_studies(db: "Database") -> None:
        for statement in _create(FACTS):
            db.execute(statement)
        db.execute("PRAGMA user_version = 3")

    @migrations()
    def m004_keep_vectors_and_searches(db: "Database") -> None:
        for statement in _create(SEARCH):
            db.execute(statement)
        db.execute("PRAGMA user_version = 4")

    return migrations


def create_statements() -> list[str]:
    """Give every statement that makes an empty catalogue of our schema."""
    return [*_create((*FIRST, *ASKED, *FACTS, *SEARCH)), *VIEWS, *_create_full_text()]


def _create_full_text() -> list[str]:
    return [statement for table in INDEXED for statement in create_full_text(table)]


def _create(tables: Iterable[Table]) -> list[str]:
    return [statement for table in tables for statement in (table.create(), *table.create_indexes())]
