"""A small catalogue to search and to ask: rows written straight into the tables, full text kept by the triggers. All texts are made up."""

import json
import sqlite3
from collections.abc import Sequence
from hashlib import sha256

from cpx.domain.folding import cjk_pairs
from cpx.store.migrations import migrate

RETRACTED = {"retracted": 1}
CONCEPTS = (
    ("m.interview", "method", "Interview", {"en": ["interview*"]}, None),
    ("m.interview.semi", "method", "Semi-structured interview", {"en": ["semi-structured interview*"]}, "m.interview"),
    ("m.survey", "method", "Survey", {"en": ["survey*", "questionnaire*"], "zh": ["问卷"]}, None),
    ("p.staff", "population", "Health care staff", {"en": ["staff"]}, None),
)


class Writer:
    """Writes works, tags and statements into a new catalogue in memory (``connection``)."""

    def __init__(self, path: str = ":memory:") -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        migrate(self.connection)
        self.connection.execute(
            "INSERT INTO runs (command, by, started_at, state, source) VALUES ('ingest', 'me', '2024', 'done', 'Scopus')"
        )
        for concept, scheme, label, patterns, broader in CONCEPTS:
            self.connection.execute("INSERT OR IGNORE INTO schemes (id, position) VALUES (?, 0)", (scheme,))
            self.connection.execute(
                "INSERT INTO concepts (id, scheme, pref_label, alt_labels, broader) VALUES (?, ?, ?, ?, ?)",
                (concept, scheme, label, json.dumps(patterns), broader),
            )

    def work(self, key: str, title: str, abstract: str = "", *, other: str = "", source: str = "csl-json", **fields: object) -> int:
        values = {
            "key": key,
            "title": title,
            "title_source": "given",
            "status": "complete",
            "abstract": abstract,
            "type": "article-journal",
            **fields,
        }
        values["other"] = " ".join(part for part in (other, cjk_pairs(f"{title}\n\n{abstract}\n\n{other}")) if part)
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        work = self.connection.execute(f"INSERT INTO works ({names}) VALUES ({marks})", tuple(values.values())).lastrowid  # noqa: S608
        assert work is not None
        self.connection.execute(
            "INSERT INTO records (id, run, source, sha256, fingerprint, payload, retrieved_at) VALUES (?, 1, ?, ?, '', '{}', '2024')",
            (work, source, key),
        )
        self.connection.execute("INSERT INTO work_records (record, work, reason) VALUES (?, ?, 'new')", (work, work))
        return work

    def author(self, work: int, family: str, given: str = "", role: str = "author") -> None:
        contributor = self.connection.execute("INSERT INTO contributors (family, given) VALUES (?, ?)", (family, given)).lastrowid
        place = self.connection.execute("SELECT count(*) FROM work_contributors WHERE work = ?", (work,)).fetchone()[0]
        self.connection.execute(
            "INSERT INTO work_contributors (work, role, position, contributor) VALUES (?, ?, ?, ?)", (work, role, place, contributor)
        )

    def tag(self, work: int, concept: str) -> None:
        self.connection.execute("INSERT INTO assignments (work, concept, confidence, at) VALUES (?, ?, 0.9, '2024')", (work, concept))

    def reject(self, work: int, concept: str) -> None:
        self.connection.execute(
            "INSERT INTO decisions (work, concept, verdict, by, at, run) VALUES (?, ?, 'rejected', 'me', '2024', 1)", (work, concept)
        )

    def text(
        self, work: int, statements: Sequence[tuple[str, str]], *, section: str | None = None, current: bool = True, language: str = "en"
    ) -> None:
        """Add a text made of (role, sentence) to a work, with its statements."""
        content = " ".join(sentence for _, sentence in statements)
        text = self.connection.execute(
            "INSERT INTO texts (record, field, language, sha256, content) VALUES (?, 'abstract', ?, ?, ?)",
            (work, language, sha256(content.encode()).hexdigest(), content),
        ).lastrowid
        self.connection.execute("INSERT INTO work_texts (text, work, current) VALUES (?, ?, ?)", (text, work, current))
        title = self.connection.execute("SELECT title FROM works WHERE id = ?", (work,)).fetchone()[0]
        for role, sentence in statements:
            start = content.index(sentence)
            context = " ".join(part for part in (title, section, cjk_pairs(sentence)) if part)
            self.connection.execute(
                "INSERT INTO statements (text, start, end, role, section, content, context) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (text, start, start + len(sentence), role, section, sentence, context),
            )
