"""What a table is as data: SQL and the documentation of the data model are made from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its STRICT type, what it means, and its rule in SQL."""

    name: str
    type: str
    meaning: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, rules over several columns, and indexes (column lists)."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rules: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()
    options: str = "STRICT"

    def create(self) -> str:
        """Give the CREATE TABLE statement."""
        lines = [f"{c.name} {c.type} {c.rule}".rstrip() for c in self.columns]
        return f"CREATE TABLE {self.name} (\n  " + ",\n  ".join([*lines, *self.rules]) + f"\n) {self.options}"

    def create_indexes(self) -> list[str]:
        """Give a CREATE INDEX statement an index."""
        return [f"CREATE INDEX {self.name}_{columns.replace(', ', '_')} ON {self.name} ({columns})" for columns in self.indexes]
