"""Searches as databases write them become the same tree as ours, or one clear line that points at the place."""

import pytest

from cpx.domain.query import And, Field, Near, Node, Not, Or, Phrase, Word, leaves
from cpx.domain.query_parser import parse_query
from cpx.domain.query_text import write_query
from cpx.errors import BadQuery, BadUsage


def shape(node: Node | None) -> str:
    """Write a tree in brackets: ``&`` for and, ``|`` for or, ``~`` for near."""
    match node:
        case Near(_, parts, distance):
            return f"<{' ~ '.join(map(shape, parts))} {distance}>"
        case Field(name, value):
            return f"{name}:{shape(value)}"
        case Not(part):
            return f"-{shape(part)}"
        case And(parts) | Or(parts):
            return f"({(' & ' if isinstance(node, And) else ' | ').join(map(shape, parts))})"
        case Word(text) | Phrase(text):
            return f'"{text}"' if isinstance(node, Phrase) else text
    return ""


PUBMED = [
    ("peer[ti]", "title:peer"),
    ("peer support[tiab]", 'tiab:"peer support"'),
    ('"peer support"[Title/Abstract]', 'tiab:"peer support"'),
    ('"peer support"[tiab:~3]', "tiab:<peer ~ support 3>"),
    ("peer[tw] or carers[all fields]", "(peer | carers)"),
    ("a1[ti] OR b1[ti] AND c1[ti]", "((title:a1 | title:b1) & title:c1)"),
    ("smith ja[au]", 'author:"smith j"'),
    ("Smith John[Author]", 'author:"Smith John"'),
    ('"Self-Help Groups"[Mesh]', 'heading:"Self-Help Groups"'),
    ("Interviews as Topic[mh:noexp]", 'headingonly:"Interviews as Topic"'),
    ('"Caregivers/psychology"[Majr]', 'heading:"Caregivers"'),
    ("2018:2024[dp]", "year:2018..2024"),
    ("2018/05/01:2024/12/31[dp]", "year:2018..2024"),
    ('("2018/01/01"[Date - Publication] : "3000"[Date - Publication])', "year:2018.."),
    ("carers[tiab] AND english[la]", "(tiab:carers & lang:en)"),
    ("carers[tiab] AND journal article[pt]", "(tiab:carers & type:article-journal)"),
    ("carers[tiab] NOT review[pt]", '(tiab:carers & -heading:"review")'),
    ("BMJ Open[ta]", 'journal:"BMJ Open"'),
    ("(peer OR lay[ti]) AND x1[ab]", "((peer | title:lay) & abstract:x1)"),
]
OVID = [
    ("(peer adj3 support*).ti,ab.", "tiab:<peer ~ support* 2>"),
    ("peer adj support.ti.", 'title:"peer adj support"'),
    ("peer support.mp. or carer*.tw.", '("peer support" | carer*)'),
    ("carers.ti,ab,kw.", "carers"),
    ("carers.ti,kw.", "(keyword:carers | title:carers)"),
    ("exp Self-Help Groups/", 'heading:"Self-Help Groups"'),
    ("Caregivers/ or exp *Nurses/", '(headingonly:"Caregivers" | heading:"Nurses")'),
    ("exp Caregivers/px or carer$.ti.", '(heading:"Caregivers" | title:carer*)'),
    ("(peer or lay) adj2 (support* or work*)", '<"(peer OR lay)" ~ "(support* OR work*)" 1>'),
    ("exp nurses or carers.ti.", '(heading:"nurses" | title:carers)'),
    ("a1.ti. or b1.ti. and c1.ti.", "(title:a1 | (title:b1 & title:c1))"),
    ("a1.ti. not b1.ti.", "(title:a1 & -title:b1)"),
]
OTHERS = [
    ("TITLE-ABS-KEY(peer W/3 support)", "<peer ~ support 3>"),
    ("TITLE(peer) OR ABS(lay) AND KEY(x1)", "((title:peer | abstract:lay) & keyword:x1)"),
    ("TITLE(peer) AND NOT KEY(mouse)", "(title:peer & -keyword:mouse)"),
    ("TITLE(peer) AND PUBYEAR > 2017", "(title:peer & year:2018..)"),
    ('TITLE(peer) AND ( LIMIT-TO ( LANGUAGE , "English" ) OR LIMIT-TO ( PUBYEAR , 2020 ) )', "(title:peer & (lang:en | year:2020))"),
    ("peer PRE/0 support", '"peer PRE/0 support"'),
    ("TS=(peer NEAR/3 support*) AND PY=2018-2024", "(<peer ~ support* 3> & year:2018..2024)"),
    ("TI=peer support AND AU=Smith", "(title:peer & title:support & author:Smith)"),
    ('TI peer N3 support AND (MH "Support Groups+")', '(title:<peer ~ support 3> & heading:"Support Groups")'),
    ('AB ( carer* OR famil* ) NOT (MH "Nurses")', '((abstract:carer* | abstract:famil*) & -headingonly:"Nurses")'),
    ("peer N3 support", "<peer ~ support 3>"),
    ("'self help'/exp OR (peer NEXT/1 support):ti,ab", '(heading:"self help" | tiab:<peer ~ support 1>)'),
    ("[mh nurses] or peer:ti", '(heading:"nurses" | title:peer)'),
]
LINES = [
    ("#1 peer[ti]\n#2 support[ti]\n#3 #1 AND #2", "(title:peer & title:support)"),
    ("1 exp Nurses/ 10,234\n2 peer.ti. 300\n3 or/1-2 10400", '(heading:"Nurses" | title:peer)'),
    ("1. peer.ti.\n2. lay.ti.\n3. 1 and 2", "(title:peer & title:lay)"),
    ("peer.ti.\nlay.ti.\n1 not 2", "(title:peer & -title:lay)"),
    ('1 peer.ti.\n2 limit 1 to (english language and yr="2015 -Current")', "(title:peer & lang:en & year:2015..)"),
    ("1 peer.ti.\n2 remove duplicates from 1", "title:peer"),
    ("S1 TI peer\nS2 TI lay\nS3 S1 OR S2", "(title:peer | title:lay)"),
]
OURS = [
    ("omega N3 fatty acids", "(omega & N3 & fatty & acids)"),
    ("health/social care", "(health & social & care)"),
    ("[a]", "a"),
    ("NEAR(a b)", "(NEAR & b)"),
    ("adjacent wards", "(adjacent & wards)"),
    ("peer support\nfor carers", "(peer & support & carers)"),
    ("What is exp. in TI 84?", "(exp & TI & 84)"),
    ('"peer support"~5', "<peer ~ support 5>"),
    ('title:"peer support"~5 -ward', "(title:<peer ~ support 5> & -ward)"),
    ('"peer"~5', "peer"),
    ('heading:"Nurses"', 'heading:"Nurses"'),
    ("mesh:nurses", "heading:nurses"),
]


@pytest.mark.parametrize(("text", "wanted"), [*PUBMED, *OVID, *OTHERS, *LINES, *OURS])
def test_parse_query_reads_what_is_pasted(text: str, wanted: str) -> None:
    assert shape(parse_query(text).tree) == wanted


@pytest.mark.parametrize(
    ("text", "dialect"),
    [(PUBMED[1][0], "PubMed"), (OVID[0][0], "Ovid"), (OTHERS[0][0], "Scopus"), (OTHERS[6][0], "Web of Science"), (OTHERS[8][0], "EBSCO")],
)
def test_parse_query_says_for_which_database_it_is_written(text: str, dialect: str) -> None:
    query = parse_query(text)
    assert query.dialect == dialect
    assert query.notes[0] == f"read as written for {dialect}"
    assert not query.plain


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("peer[ti] AND free full text[sb]", "free full text[sb]"),
        ("peer PRE/3 support", "the order that PRE/3 asks for"),
        ("TITLE(peer) AND AFFIL(leeds)", "AFFIL(leeds)"),
        ("TITLE(peer) AND ( LIMIT-TO ( SUBJAREA , MEDI ) )", "LIMIT-TO ( SUBJAREA , MEDI )"),
        ("1 peer.ti.\n2 limit 1 to humans", "limit to humans"),
        ("1 peer.ti.\n2 remove duplicates from 1", "remove duplicates from 1"),
    ],
)
def test_parse_query_names_what_it_leaves_out(text: str, unread: str) -> None:
    query = parse_query(text)
    assert query.unread == (unread,)
    assert any(unread in note for note in query.notes)


@pytest.mark.parametrize(
    ("text", "message", "meant"),
    [
        ("tilte:staff", "no field 'tilte'", "tilte:"),
        ("staff AND (wards", "a ( is not closed", "("),
        ("staff) wards", "a ) closes nothing", ")"),
        ('a "staff', "a quotation mark is opened and not closed", '"'),
        ("staff AND OR wards", "OR needs words beside it", "OR"),
        ("year:2o20 staff", "cannot read '2o20' as years", "2o20"),
        ("共同 year:soon", "cannot read 'soon' as years", "soon"),
        ("w?o?m?n staff", "'w?o?m?n' stands for more than 1,000 words", "w?o?m?n"),
        ("peer[ti] AND (lay[ti]", "a ( is not closed", "("),
        ("peer adj3", "adj3 needs words beside it", "adj3"),
        ("(a1 and b1) adj3 c1", "adj3 wants words, phrases, or such joined by OR, on both sides", "adj3"),
        ("soon[dp]", "cannot read 'soon' as years", "[dp]"),
        ("1 and 2", "1 stands for a line that is not here", "1"),
        ("peer.ti.\nor/1-3", "or/1-3 stands for a line that is not here", "or/1-3"),
        ('peer[ti] AND "lay', "a quotation mark is opened and not closed", '"'),
    ],
)
def test_an_error_points_at_its_place(text: str, message: str, meant: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse_query(text)
    error = caught.value
    assert error.message == message
    assert error.query[error.at : error.at + error.length] == meant
    assert error.hint


def test_a_search_of_which_nothing_means_anything_is_refused() -> None:
    with pytest.raises(BadUsage, match=r"nothing in this search means anything here: free full text\[sb\]"):
        parse_query("free full text[sb]")


def test_a_strategy_keeps_more_words_than_a_text() -> None:
    query = parse_query(" OR ".join(f"word{number}[tiab]" for number in range(150)))
    assert sum(1 for _ in leaves(query.tree)) == 150


def test_a_strategy_that_doubles_with_each_line_is_refused() -> None:
    lines = ["1 peer.ti.", *(f"{number} {number - 1} or {number - 1}" for number in range(2, 40))]
    with pytest.raises(BadUsage, match="asks for more than"):
        parse_query("\n".join(lines))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("wom?n", {"woman", "women"}), ("wom#n", {"woman"}), ("p?ediatric", {"paediatric", "pediatric"}), ("colo*r", {"color", "colour"}),
     ("dog$1", {"dog", "dogs"}), ("behavio$r", {"behavior", "behaviour"})],
)  # fmt: skip
def test_signs_stand_for_letters(text: str, wanted: set[str]) -> None:
    tree = parse_query(text).tree
    assert isinstance(tree, Word)
    assert wanted <= {form.tokens[0] for form in tree.forms}


@pytest.mark.parametrize("text", ["US$", "What next?", "C#", "100$"])
def test_signs_at_the_end_of_a_word_are_none(text: str) -> None:
    assert all(not form.prefix for leaf in leaves(parse_query(text).tree) if isinstance(leaf, Word) for form in leaf.forms)


def test_words_cut_off_within_a_phrase_stay_so() -> None:
    tree = parse_query('"peer* support*"').tree
    assert isinstance(tree, Phrase)
    assert tree.forms[0] == (("peer*", "support"), True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("(patient? or carer?).mp. [mp=title, abstract, original title]", "patient OR carer"),
        ("(involv* adj2 carer?).ab. /freq=2", 'abstract:"involv* carer"~1'),
        (
            "1 / exp patient participation/ / 22552\n2 / coproduc*.mp. / 3077\n3 / 1 and 2 / 413",
            'heading:"patient participation" AND coproduc*',
        ),
        ("1 | coproduc*.ti. | 5,046\n2 | health.ab. | 77\n3 | 1 and 2 | 4", "title:coproduc* AND abstract:health"),
        ("decision making/ or stakeholder participation/", 'headingonly:"decision making" OR headingonly:"stakeholder participation"'),
        ("ab(co-production) AND ti(health) AND pd(2010-2020)", "abstract:co-production AND title:health AND year:2010..2020"),
        ('noft(coproduction) AND stype.exact("Scholarly Journals")', "coproduction"),
    ],
)
def test_parse_pasted_reads_what_reviews_print(text: str, wanted: str) -> None:
    assert write_query(parse_query(text).tree) == wanted


@pytest.mark.parametrize("text", ["health/social care", "and/or patients", "peer support (ab) initio", "interview/"])
def test_parse_pasted_leaves_plain_words_alone(text: str) -> None:
    assert parse_query(text).dialect == ""
