"""Turtle: the part that vocabularies are written in, and what is left out, with its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.formats.turtle import RDF_TYPE, Literal, Problem, load

HEAD = "@prefix e: <http://e.org/> .\n"


def objects(source: str) -> list[object]:
    return [triple.object for triple in load(HEAD + source).triples]


def test_load_reads_lists_of_predicates_and_objects() -> None:
    found = load(HEAD + 'e:a a e:T ;\n  e:p e:b, e:c ;\n  e:q "x"@en-GB ; .\n# the end\n')
    assert [tuple(one) for one in found.triples] == [
        ("http://e.org/a", RDF_TYPE, "http://e.org/T", 2),
        ("http://e.org/a", "http://e.org/p", "http://e.org/b", 3),
        ("http://e.org/a", "http://e.org/p", "http://e.org/c", 3),
        ("http://e.org/a", "http://e.org/q", Literal("x", "en-gb"), 4),
    ]
    assert found.problems == []


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('"a \\"b\\" \\u00e9 \\U0001F600 \\n"', Literal('a "b" é 😀 \n')),
        ("'single'", Literal("single")),
        ('"""long "with" quotes\nand lines"""@de', Literal('long "with" quotes\nand lines', "de")),
        ("'''it's'''", Literal("it's")),
        ('"7"^^<http://www.w3.org/2001/XMLSchema#int>', Literal("7")),
        ('"7"^^e:int', Literal("7")),
        ("true", Literal("true")),
        ("-3.5e2", Literal("-3.5e2")),
        ("<http://x.org/\\u00e9>", "http://x.org/é"),
        ("e:with-hyphen.dot", "http://e.org/with-hyphen.dot"),
        ("e:a\\,b", "http://e.org/a,b"),
        ("e:", "http://e.org/"),
        ('"\\UFFFFFFFF"', Literal("\ufffd")),
    ],
)
def test_load_reads_every_kind_of_node(written: str, wanted: object) -> None:
    assert objects(f"e:s e:p {written} .") == [wanted]


def test_load_knows_bases_and_sparql_prefixes() -> None:
    found = load("BASE <http://b.org/x/>\nPREFIX : <#>\n@base <y/> .\n<one> :p <../two> .")
    assert found.triples[0][:3] == ("http://b.org/x/y/one", "http://b.org/x/#p", "http://b.org/x/two")


def test_load_reads_n_triples() -> None:
    found = load('<http://e.org/a> <http://e.org/p> "x"@en .\n<http://e.org/a> <http://e.org/p> <http://e.org/b> .\n')
    assert [one.object for one in found.triples] == [Literal("x", "en"), "http://e.org/b"]


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("e:a e:p [ e:q ( 1 2 [ ] ) ; e:r e:s ], e:b .", 2, "a node without a name is left out"),
        ("e:a e:p (1 2), e:b .", 2, "a list is left out"),
        ("\n_:x e:p e:y . e:a e:p e:b .", 3, "a node without a name is left out"),
        ("[] e:p e:y . e:a e:p e:b .", 2, "a node without a name is left out"),
        ("[ e:p e:y ] . e:a e:p e:b .", 2, "a node without a name is left out"),
        ("e:a f:p e:x ; e:p e:b .", 2, "the prefix 'f:' is not declared"),
        ("e:a e:p ^ e:x .\ne:a e:p e:b .", 2, "'^' cannot be read here"),
        ("e:a e:p e:b . e:c e:p", 2, "the file ends within a statement"),
        ('e:a e:p e:b . e:c "text" e:d .', 2, "a text stands where a property should"),
        ("e:a e:p e:y e:c .\ne:a e:p e:b .", 2, "a statement does not end with a point"),
        ('e:a e:p e:y, "no end ; e:q e:x .\n e:x .\ne:a e:p e:b .', 2, "'\"' cannot be read here"),
    ],
)
def test_load_says_what_it_leaves_out_and_goes_on(source: str, line: int, words: str) -> None:
    found = load(HEAD + source)
    assert found.problems[0] == Problem(line, words)
    assert "http://e.org/b" in [one.object for one in found.triples]
    assert not {"http://e.org/x", "http://e.org/y", "http://e.org/s"} & {one.object for one in found.triples}


@given(st.text(alphabet=st.sampled_from(list("ab:<>\"'\\@^_[](),;. \n#\u4e2d1-")), max_size=80))
def test_load_never_fails(source: str) -> None:
    found = load(source)
    assert all(problem.line >= 1 for problem in found.problems)


@pytest.mark.parametrize(
    "source", ["[" * 50_000, "(" * 50_000, '"' * 50_001, '"""' + "a" * 100_000, "<" * 50_000, "a:" * 50_000, "\\" * 50_000]
)
def test_load_is_not_slowed_by_malice(source: str) -> None:
    assert load(HEAD + source).triples == []


@given(st.text(max_size=40))
def test_load_gives_back_what_a_literal_was_written_from(content: str) -> None:
    assert objects(f"e:s e:p {json.dumps(content, ensure_ascii=False)} .") == [Literal(content)]
