"""Numbered changes of the schema, each in one transaction with its ``user_version``. Written once, never edited.

sqlite-utils is imported inside: reading and ordinary writing must not pay for it.
"""

import sqlite3
from typing import TYPE_CHECKING

from cpx.store.connection import roll_back
from cpx.store.full_text import INDEXED, VIEWS, create_full_text
from cpx.store.schema import TABLES
from cpx.store.version import APPLICATION_ID, SCHEMA_VERSION

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
        for statement in create_statements():
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    return migrations


def create_statements() -> list[str]:
    """Give every statement that makes an empty catalogue, in order."""
    made = [statement for table in TABLES for statement in (table.create(), *table.create_indexes())]
    return [*made, *VIEWS, *(statement for table in INDEXED for statement in create_full_text(table))]
