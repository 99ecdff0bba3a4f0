"""What people type becomes a query tree, or one clear line."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.folding import word_forms
from cpx.domain.query import MOST_TERMS, And, Field, Node, Not, Or, Phrase, Word, YearRange, leaves, parse_years, terms
from cpx.domain.query_parser import parse_query
from cpx.errors import BadUsage

FAULTS = Path(__file__).resolve().parents[4] / "shared/data/faults/tables/search_queries.json"


def shape(node: Node | None) -> object:
    """Write a tree in brackets, so that the tables below can be read."""
    match node:
        case Word(text) | Phrase(text):
            return f'"{text}"' if isinstance(node, Phrase) else text
        case Field(name, value):
            return f"{name}:{shape(value)}"
        case Not(part):
            return f"-{shape(part)}"
        case And(parts) | Or(parts):
            return f"({(' & ' if isinstance(node, And) else ' | ').join(str(shape(part)) for part in parts)})"
    return None


def spellings(text: str) -> set[str]:
    tree = parse_query(text).tree
    assert isinstance(tree, (Word, Phrase))
    return {" ".join(form.tokens) for form in tree.forms}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", None),
        ("*", None),
        ("staff", "staff"),
        ("staff change", "(staff & change)"),
        ("staff AND change", "(staff & change)"),
        ("staff OR change fatigue", "(staff | (change & fatigue))"),
        ("(staff OR nurses) change", "((staff | nurses) & change)"),
        ("staff NOT nurses", "(staff & -nurses)"),
        ("staff -nurses", "(staff & -nurses)"),
        ("-(nurses OR doctors)", "-(nurses | doctors)"),
        ("staff and change", "(staff & change)"),
        ("the staff of a ward", "(staff & ward)"),
        ("the who", "(the & who)"),
        ('"change fatigue"', '"change fatigue"'),
        ("“change fatigue” staff", '("change fatigue" & staff)'),
        ("«change fatigue»", '"change fatigue"'),
        ("„change fatigue“", '"change fatigue"'),
        ("co production", "co-production"),
        ("co production of services", "(co-production & services)"),
        ("health/social care", "(health & social & care)"),
        ("NEAR(a b)", "(NEAR & b)"),
        ("Re: patients", "(Re & patients)"),
        ("title:power", "title:power"),
        ("title:(power OR share)", "(title:power | title:share)"),
        ('title:"power sharing" staff', '(title:"power sharing" & staff)'),
        ("year:2018..2020", "year:2018..2020"),
        ("year:(2018 OR 2020..)", "(year:2018 | year:2020..)"),
        ("AUTHOR:Smith", "author:Smith"),
        ("language:zh", "lang:zh"),
        ("10.1186/S12961-024-01130-w", "doi:10.1186/s12961-024-01130-w"),
        ("(10.1016/s0140-6736(20)31180-6)", "doi:10.1016/s0140-6736(20)31180-6"),
        ("https://doi.org/10.1186/s43058-022-00385-0", "doi:10.1186/s43058-022-00385-0"),
        ("doi: 10.1186/s43058-022-00385-0", "doi:10.1186/s43058-022-00385-0"),
        ("doi:10.1186", "doi:10.1186"),
        ("共同生产 staff", "(共同生产 & staff)"),
        ("CFIR框架", "(CFIR & 框架)"),
        ("()staff", "staff"),
    ],
)
def test_parse_query_reads(text: str, wanted: str | None) -> None:
    assert shape(parse_query(text).tree) == wanted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("AND staff", "AND needs words beside it"),
        ("staff OR", "OR needs words beside it"),
        ("staff AND AND change", "AND needs words beside it"),
        ("NOT", "NOT needs words beside it"),
        ("(staff", "a ( is not closed"),
        ("staff)", "a ) closes nothing"),
        ('"staff', "a quotation mark is opened and not closed"),
        ("(" * 30 + "a" + ")" * 30, "more than 20 brackets within one another"),
        ("tilte:staff", "no field 'tilte'"),
        ('title:""', "title: is followed by nothing that can be searched for"),
        ("year:soon", "cannot read 'soon' as years"),
        ("year:2020..2018", "'2020..2018' ends before it begins"),
        ("doi:staff", "'staff' is no DOI"),
        ("…", "there is no word in this query: letters or digits are needed"),
        ("-", "there is no word in this query: letters or digits are needed"),
        ("a" * 100_001, "the query is 100,001 characters long, at most 100,000 can be read"),
    ],
)
def test_parse_query_refuses_in_one_line_with_a_hint(text: str, message: str) -> None:
    with pytest.raises(BadUsage) as caught:
        parse_query(text)
    assert caught.value.message == message
    assert caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint


def test_parse_query_names_the_field_that_was_meant_and_all_others() -> None:
    with pytest.raises(BadUsage) as caught:
        parse_query("tilte:staff")
    assert "did you mean title:" in caught.value.hint
    assert "population" in caught.value.hint


@pytest.mark.parametrize("text", ["co-production", "coproduction", "co production", "co–production", "Co-Production", "co‑production"])
def test_word_forms_hyphen_space_or_nothing_is_one(text: str) -> None:
    assert {"co production", "coproduction"} <= spellings(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("co-design", {"co design", "codesign"}),
        ("codesigned", {"codesigned", "co designed"}),
        ("coproduced", {"co production", "coproduction", "co produced"}),
        ("well-being", {"well being", "wellbeing"}),
        ("wellbeing", {"well being", "wellbeing"}),
        ("multi-disciplinary", {"multidisciplinary", "multi disciplinary"}),
        ("multidisciplinary", {"multidisciplinary", "multi disciplinary"}),
        ("healthcare", {"healthcare", "health care"}),
        ("U.K.", {"u k", "uk"}),
    ],
)
def test_word_forms_has_the_other_spellings(text: str, wanted: set[str]) -> None:
    assert wanted <= spellings(text)


@pytest.mark.parametrize(
    ("text", "wanted"), [("community", "community"), ("2.0", "2 0"), ("people’s", "people"), ("O'Neill", "o neill"), ("c++", "c")]
)
def test_word_forms_has_no_other_spelling_where_there_is_none(text: str, wanted: str) -> None:
    assert spellings(text) == {wanted}


def test_word_forms_within_quotes_keeps_to_the_word() -> None:
    assert spellings('"co-production of services"') == {"co production of services", "coproduction of services"}


def test_word_forms_a_word_cut_off_looks_for_what_stemming_would_hide() -> None:
    forms = word_forms("participat", prefix=True)
    assert forms[0].prefix
    assert "participation" in {form.tokens[0] for form in forms if not form.prefix}


def test_phrase_may_end_in_a_word_cut_off() -> None:
    tree = parse_query('"service us*"').tree
    assert isinstance(tree, Phrase)
    assert tree.forms[0] == (("service", "us"), True)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", True),
        ("staff", True),
        ("staff (change)", True),
        ("partic*", True),
        ('"a b"', False),
        ("a OR b", False),
        ("-a b", False),
        ("title:a", False),
    ],
)
def test_plain_is_words_only(text: str, plain: bool) -> None:
    assert parse_query(text).plain is plain


def test_pasted_text_is_plain_in_spite_of_its_quotation_marks_and_says_so() -> None:
    query = parse_query('The "office of the future" ' + "brings many machines into every room " * 6)
    assert query.plain
    assert any("pasted" in note for note in query.notes)


def test_more_words_than_the_limit_are_dropped_and_said() -> None:
    query = parse_query(" ".join(f"word{number}" for number in range(100)))
    assert len(terms(query.tree)) == MOST_TERMS
    assert query.notes == (f"only the first {MOST_TERMS} words count, 36 were left out",)


def test_leaves_leave_out_what_is_not_wanted() -> None:
    assert [shape(leaf) for leaf in leaves(parse_query("staff -nurses title:ward year:2020").tree)] == ["staff", "title:ward", "year:2020"]
    assert [term.text for term in terms(parse_query("staff -nurses title:ward year:2020").tree)] == ["staff", "ward"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2020", (YearRange(2020, 2020),)),
        ("2018..2024", (YearRange(2018, 2024),)),
        ("2018-2024", (YearRange(2018, 2024),)),
        ("2018..", (YearRange(2018, None),)),
        ("..2020", (YearRange(None, 2020),)),
        (" 2018 .. 2020 , 2022 ", (YearRange(2018, 2020), YearRange(2022, 2022))),
    ],
)
def test_parse_years(text: str, wanted: tuple[YearRange, ...]) -> None:
    assert parse_years(text) == wanted


@pytest.mark.parametrize("text", ["", "..", "soon", "20201", "٢٠٢٠", "2020..2021..2022", "2020,"])
def test_parse_years_refuses(text: str) -> None:
    with pytest.raises(BadUsage):
        parse_years(text)


def refusal(text: str) -> BadUsage | None:
    try:
        parse_query(text)
    except BadUsage as error:
        return error
    return None


def parse_or_refuse(text: str) -> None:
    error = refusal(text)
    assert error is None or (error.hint and "\n" not in error.message)


@given(st.text())
def test_any_text_is_a_query_or_refused(text: str) -> None:
    parse_or_refuse(text)


@given(
    st.lists(
        st.sampled_from(
            ["AND", "OR", "NOT", "-", "(", ")", '"', "title:", "year:", "staff", "共同", "*", "co", "production", "the", " ", "10.1/a"]
        )
    )
)
def test_any_order_of_our_own_signs_is_a_query_or_refused(parts: list[str]) -> None:
    parse_or_refuse(" ".join(parts))
    parse_or_refuse("".join(parts))


@given(st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), min_size=2, max_size=8))
def test_brackets_around_words_change_nothing(words: list[str]) -> None:
    assert parse_query(" ".join(words)) == parse_query(f"({' '.join(words)})")


@pytest.mark.skipif(not FAULTS.exists(), reason="the shared table of queries is not here")
def test_every_query_of_the_table_of_faults_is_read_or_refused() -> None:
    for row in json.loads(FAULTS.read_text(encoding="utf-8")):
        parse_or_refuse(row["q"])
