"""Facts are written with the tags of a work, and shown with their words."""

import json
import sqlite3
from pathlib import Path

from catalogue_tools import AHO, record, save, work_of

from cpx.services.tag import tag_lines, tag_works
from cpx.store.catalogue import CatalogueFile

KEY = "aho2024sharing"
ABSTRACT = "METHODS: We held twenty-four interviews with nurses aged 30-50 years. Data were collected between 2017 and 2019."
FOUND = [("sample", 24, None, "interviews"), ("age", 30, 50, "years"), ("period", 2017, 2019, "years")]


def test_a_work_shows_its_facts_with_their_words(path: Path) -> None:
    save(path, record(authors=(AHO,), issued="2024", doi="10.5555/one", abstract=ABSTRACT))
    facts = work_of(path, KEY).facts
    assert [(fact.kind, fact.n, fact.last, fact.unit) for fact in facts] == FOUND
    assert [fact.quote for fact in facts] == ["twenty-four interviews", "30-50", "2017 and 2019"]
    assert all(fact.quote in fact.sentence and fact.section == "METHODS" for fact in facts)


def test_a_new_tagging_writes_the_facts_again(path: Path) -> None:
    save(path, record(authors=(AHO,), issued="2024", doi="10.5555/one", abstract=ABSTRACT))
    before = work_of(path, KEY).facts
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM facts")
    connection.close()
    with CatalogueFile(path, writable=True) as file:
        tag_works(file)
        tag_works(file)
    assert work_of(path, KEY).facts == before


def test_tag_lines_gives_facts_beside_tags() -> None:
    (row,) = tag_lines([json.dumps({"id": "a", "title": "", "abstract": ABSTRACT})])
    assert [(fact.kind, fact.n, fact.last, fact.unit) for fact in row["facts"]] == FOUND
