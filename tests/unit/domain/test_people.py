import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.people import is_organisation, looks_like_names, parse_name, parse_names
from cpx.domain.record import Name

ONE = [
    ("Van der Graaf, Peter", "Van der Graaf", "Peter"),
    ("Dina von Heimburg", "von Heimburg", "Dina"),
    ("Peter Van der Graaf", "Van der Graaf", "Peter"),
    ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
    ("Anna de la Cruz", "de la Cruz", "Anna"),
    ("José Ortega y Gasset", "Ortega y Gasset", "José"),
    ("Nanna Møller Mortensen", "Mortensen", "Nanna Møller"),
    ("Sofia Kjellström", "Kjellström", "Sofia"),
    ("Smith JA", "Smith", "JA"),
    ("Smith J.", "Smith", "J"),
    ("van der Graaf P", "van der Graaf", "P"),
    ("de Beauvoir S", "de Beauvoir", "S"),
    ("Smith-Jones J-P", "Smith-Jones", "J-P"),
    ("Smith JA Jr", "Smith", "JA, Jr"),
    ("Smith, J. A.", "Smith", "J. A."),
    ("J. R. R. Tolkien", "Tolkien", "J. R. R."),
    ("King, Martin Luther, Jr.", "King", "Martin Luther, Jr."),
    ("Martin Luther King Jr.", "King", "Martin Luther, Jr."),
    ("Jean DUPONT", "Dupont", "Jean"),
    ("DUPONT Jean-Pierre", "Dupont", "Jean-Pierre"),
    ("Dr Jane Smith", "Smith", "Jane"),
    ("Jane Smith, PhD, RN", "Smith", "Jane"),
    ("Kathryn Smith OBE", "Smith", "Kathryn"),
    ("Isabella R McDonald 1", "McDonald", "Isabella R"),
    ("Andrew A Dwyer 1,3,*", "Dwyer", "Andrew A"),
    ("David Wyatt1,2", "Wyatt", "David"),
    ("van der Graaf P(1)(2)", "van der Graaf", "P"),
    ("Jane England", "England", "Jane"),
    ("Ma, Li", "Ma", "Li"),
    ("O'Brien, Mary", "O'Brien", "Mary"),
    ("王小明", "王", "小明"),
    ("欧阳修文", "欧阳", "修文"),
    ("山田 太郎", "山田", "太郎"),
    ("김민수", "김", "민수"),
]


@pytest.mark.parametrize(("text", "family", "given_name"), ONE)
def test_parse_name_splits_a_person(text: str, family: str, given_name: str) -> None:
    assert parse_name(text) == Name(family, given_name)


@pytest.mark.parametrize(
    "text",
    [
        "NIHR School for Public Health Research",
        "Department of Health and Social Care",
        "Carers UK",
        "The King's Fund",
        "Healthwatch Essex",
        "Plato",
        "やまだたろう",
    ],
)
def test_parse_name_keeps_what_is_no_person_literal(text: str) -> None:
    assert parse_name(text) == Name(literal=text)


@pytest.mark.parametrize("text", ["", "  ", "123", "*, †", "(1)"])
def test_parse_name_finds_nothing_in_nothing(text: str) -> None:
    assert parse_name(text) is None


@pytest.mark.parametrize("form", ["ORCID: https://orcid.org/{}", "orcid.org/{}", "({})", "ORCID logo ORCID: https://orcid.org/{}"])
def test_parse_name_takes_the_orcid(form: str) -> None:
    name = parse_name("Smith, Jane " + form.format("0000-0002-1825-0097"))
    assert name == Name("Smith", "Jane", orcid="0000-0002-1825-0097")


def test_parse_name_drops_an_orcid_with_a_wrong_check_digit() -> None:
    assert parse_name("Smith, Jane orcid.org/0000-0002-1825-0098") == Name("Smith", "Jane")


MANY = [
    ("Jane Doe", ["Doe|Jane"]),
    ("Doe, Jane", ["Doe|Jane"]),
    ("Jane Doe and Kim Lee", ["Doe|Jane", "Lee|Kim"]),
    ("A Smith, B Jones, C Lee and D Ford", ["Smith|A", "Jones|B", "Lee|C", "Ford|D"]),
    ("Gillian Mulvale, Jenn Green & Glenn Robert", ["Mulvale|Gillian", "Green|Jenn", "Robert|Glenn"]),
    ("Van der Graaf, Peter, Kislov, Roman and Mawson, Sue", ["Van der Graaf|Peter", "Kislov|Roman", "Mawson|Sue"]),
    ("Smith, Jane, Lee, Kim", ["Smith|Jane", "Lee|Kim"]),
    ("Smith JA, Lee K.", ["Smith|JA", "Lee|K"]),
    ("Smith J, Lee K, et al.", ["Smith|J", "Lee|K"]),
    ("Smith, J. A., & Lee, K.", ["Smith|J. A.", "Lee|K."]),
    ("Smith, J.A., Jr., Lee, K.", ["Smith|J.A., Jr.", "Lee|K."]),
    ("Smith, J., Lee, K. and van Dam, P.", ["Smith|J.", "Lee|K.", "van Dam|P."]),
    ("Smith, Jane; Lee, Kim; van Dam, Piet", ["Smith|Jane", "Lee|Kim", "van Dam|Piet"]),
    ("Brown, N; Silva, MJ;", ["Brown|N", "Silva|MJ"]),
    ("Mette Vinther Larsen ◽  \nCharlotte Øland Madsen", ["Larsen|Mette Vinther", "Madsen|Charlotte Øland"]),
    ("◽\nMaddison Jessop-Benseman", ["Jessop-Benseman|Maddison"]),
    ("Isabella R McDonald 1, Neil Smith 2, Andrew A Dwyer 1,3,*", ["McDonald|Isabella R", "Smith|Neil", "Dwyer|Andrew A"]),
    ("van der Graaf P(1)(2), Kislov R(3)(4), Smith H(5).", ["van der Graaf|P", "Kislov|R", "Smith|H"]),
    ("Loeffler, Elke, and Tony Bovaird", ["Loeffler|Elke", "Bovaird|Tony"]),
    ("Robert, Glenn, Louise Locock, and Oli Williams", ["Robert|Glenn", "Locock|Louise", "Williams|Oli"]),
    ("Beresford, Peter, Service Users Network and Lee, Kim", ["Beresford|Peter", "Service Users Network", "Lee|Kim"]),
    ("Department of Health and Social Care", ["Department of Health and Social Care"]),
    ("曹新阳,汪洋,徐志杰", ["曹|新阳", "汪|洋", "徐|志杰"]),
    ("By Jane Doe", ["Doe|Jane"]),
    ("", []),
    ("; ;", []),
]


def _shown(names: tuple[Name, ...]) -> list[str]:
    return [name.literal or f"{name.family}|{name.given}" for name in names]


@pytest.mark.parametrize(("text", "names"), MANY)
def test_parse_names_tells_the_style_of_a_list(text: str, names: list[str]) -> None:
    assert _shown(parse_names(text)) == names


def test_parse_names_gives_each_orcid_to_its_owner() -> None:
    names = parse_names("Abraham, C. orcid.org/0000-0002-1825-0097, Smith, J. and Lee, K.")
    assert [(name.family, name.orcid) for name in names] == [("Abraham", "0000-0002-1825-0097"), ("Smith", None), ("Lee", None)]


_FAMILIES = st.sampled_from(["Smith", "von Heimburg", "O'Neill", "Kjellström", "Van der Graaf", "Zając", "Smith-Jones"])
_GIVEN = st.sampled_from(["Jane", "Peter", "Mei-Ling", "José", "Ngozi", "Anna Maria"])
_PEOPLE = st.lists(st.tuples(_FAMILIES, _GIVEN), min_size=2, max_size=8)


@given(_PEOPLE)
def test_parse_names_reads_back_a_repository_list(people: list[tuple[str, str]]) -> None:
    inverted = [f"{family}, {given_name}" for family, given_name in people]
    text = ", ".join(inverted[:-1]) + " and " + inverted[-1]
    assert [(name.family, name.given) for name in parse_names(text)] == people


@given(_PEOPLE)
def test_parse_names_reads_back_a_list_in_reading_order(people: list[tuple[str, str]]) -> None:
    text = ", ".join(f"{given_name} {family}" for family, given_name in people)
    assert [(name.family, name.given) for name in parse_names(text)] == people


@given(_PEOPLE)
def test_parse_names_reads_back_a_list_with_semicolons(people: list[tuple[str, str]]) -> None:
    text = "; ".join(f"{family}, {given_name}" for family, given_name in people)
    assert [(name.family, name.given) for name in parse_names(text)] == people


@given(st.text(max_size=300))
def test_parse_names_takes_any_text(text: str) -> None:
    assert all(name.family or name.literal for name in parse_names(text))


@pytest.mark.parametrize(
    ("line", "is_names"),
    [
        ("Jane Doe", True),
        ("Petra Lindgren & Olu Adebayo", True),
        ("Smith JA, Lee K", True),
        ("This chapter looks at care", False),
        ("What works?", False),
        ("The end", False),
        ("Healthwatch Essex", False),
        ("Working with people in towns", False),
        ("", False),
        ("x" * 2000, False),
    ],
)
def test_looks_like_names_tells_people_from_prose(line: str, is_names: bool) -> None:
    assert looks_like_names(line) is is_names


def test_looks_like_names_allows_organisations_when_asked() -> None:
    line = "Beresford, Peter, Service Users Network and Lee, Kim"
    assert not looks_like_names(line)
    assert looks_like_names(line, organisations=True)


def test_is_organisation_needs_a_word_that_organisations_have() -> None:
    assert is_organisation("University of Leeds")
    assert not is_organisation("Jane Leeds")


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Maria Berg1* Tom Ó Briain2,3 Anna-Karin van der Berg1", ["Maria|Berg", "Tom|Ó Briain", "Anna-Karin|van der Berg"]),
        ("Author links open overlay panelMaria Berg a, Jack O'Neill b, Priya Raman a c", ["Maria|Berg", "Jack|O'Neill", "Priya|Raman"]),
        ("Ellen Marsh (Reader in Nursing, North Town, UK)", ["Ellen|Marsh"]),
        ("Milton (Mick) Eder 1,*, Karen T D'Alonzo 2", ["Milton (Mick)|Eder", "Karen T|D'Alonzo"]),
        ("Nina Berg n.berg@uni.example and Ade Balogun View all authors and affiliations", ["Nina|Berg", "Ade|Balogun"]),
    ],
)
def test_looks_like_names_reads_past_what_stands_between_them(line: str, people: list[str]) -> None:
    assert looks_like_names(line)
    assert [f"{name.given}|{name.family}" for name in parse_names(line)] == people


@pytest.mark.parametrize("line", ["Original Contribution", "Student Theses", "Executive Summary", "Peer Review Reports"])
def test_looks_like_names_knows_words_that_pages_print_in_capitals(line: str) -> None:
    assert not looks_like_names(line)
