"""Tables of what texts say in figures, and of notes that an undo took back."""

from cpx.store.table import Column, Table

C = Column

FACTS = (
    Table(
        "facts",
        "Figures that a text states of its study (how many took part, when), with its words. Derived: written again by each `cpx tag`.",
        (
            C("id", "INTEGER", "row number", "PRIMARY KEY"),
            C("work", "INTEGER", "the work", "NOT NULL REFERENCES works(id) ON DELETE CASCADE"),
            C("kind", "TEXT", "`sample` (how many of what), `age`, `period` (years of the study)", "NOT NULL"),
            C("n", "INTEGER", "the number, or the first of a range"),
            C("last", "INTEGER", "the last of a range"),
            C("unit", "TEXT", "participants, interviews, focus groups, years ..."),
            C("text", "INTEGER", "the text quoted", "NOT NULL REFERENCES texts(id)"),
            C("start", "INTEGER", "first code point", "NOT NULL"),
            C("end", "INTEGER", "one past the last", "NOT NULL"),
            C("section", "TEXT", "the heading it stands under"),
            C("sentence_start", "INTEGER", "first code point of the sentence around", "NOT NULL"),
            C("sentence_end", "INTEGER", "one past its last", "NOT NULL"),
            C("rule", "TEXT", "the rule that took it", "NOT NULL"),
        ),
        indexes=("work",),
    ),
    Table(
        "withdrawn_notes",
        "Notes that an undo took back; they stay in the file and are shown no more.",
        (
            C("note", "INTEGER", "the note", "PRIMARY KEY REFERENCES notes(id)"),
            C("run", "INTEGER", "the run that took it back", "NOT NULL REFERENCES runs(id)"),
            C("at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
        ),
    ),
)
