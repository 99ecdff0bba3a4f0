"""``cpx show`` on terminals: facts in words, the words of tags marked in the texts, on wide and narrow screens."""

from pathlib import Path

import pytest
from catalogue_tools import AHO, record, save
from terminal import run_on_terminal, squeeze

import cpx
from cpx.cli.views_show import _quoted
from cpx.domain.detail import WorkText
from cpx.domain.record import Text
from cpx.domain.tag import Quote, Tag

DOI = "10.5555/wards"
ENGLISH = (
    "Methods: We held 14 semi-structured interviews with nurses aged 18 to 65 in Sweden between 2019 and 2021. "
    "Participants (n = 1204) answered a survey. Results: Nurses trusted one another."
)
CHINESE = "方法：我们于2019年进行了14次访谈。参与者为护士。结果：信任慢慢增长。"


@pytest.fixture
def wards(tmp_path: Path) -> str:
    path = tmp_path / "catalogue.db"
    save(path, record("Trust on wards", authors=(AHO,), issued="2022", doi=DOI, abstract=ENGLISH, texts=(Text(CHINESE, "abstract", "zh"),)))
    with cpx.open(path, writable=True) as catalogue:
        catalogue.reject(DOI, "Sweden", by="ana", why="only named in passing")
        catalogue.assign(DOI, "photovoice", by="ben")
    return str(path)


def shown(catalogue: str, *words: str, columns: int = 80, **env: str) -> str:
    done = run_on_terminal("show", DOI, *words, "--db", catalogue, columns=columns, **env)
    assert (done.code, done.widest <= columns) == (0, True)
    return done.screen


def test_show_says_the_facts_in_words_and_once(wards: str) -> None:
    lines = [" ".join(line.split()) for line in shown(wards, NO_COLOR="1").split("\n")]
    assert "sample 14 interviews; 1,204 participants" in lines
    assert "ages aged 18 to 65" in lines
    assert "years 2019 to 2021; 2019" in lines


@pytest.mark.parametrize("columns", [24, 120])
def test_show_tags_marks_both_languages_at_any_width_without_colour(columns: int, wards: str) -> None:
    plain = squeeze(shown(wards, "--tags", columns=columns, NO_COLOR="1"))
    assert "14«semi-structuredinterviews»with«nurses»aged" in plain
    assert "次«访谈»。" in plain
    assert "inSwedenbetween" in plain  # a rejected tag marks nothing
    for said in ("confirmedbyben", "rejectedbyana", "onlynamedinpassing", "aged18to65“18to65”", "2019“2019年”"):
        assert said in plain


def test_show_tags_marks_in_bold_where_a_terminal_can(wards: str) -> None:
    screen = shown(wards, "--tags")
    assert "\x1b[1msemi-structured interviews\x1b[0m" in screen
    assert "«" not in screen


def test_show_tags_breaks_no_word_on_a_narrow_terminal(wards: str) -> None:
    lines = shown(wards, "--tags", columns=40, NO_COLOR="1").split("\n")
    assert "Semi-structured interviews" in [line.strip() for line in lines]


def quote(start: int, end: int, field: str = "abstract", language: str | None = "en") -> Quote:
    return Quote(quote="x", start=start, end=end, field=field, language=language, section=None, sentence="x", rule="label")


def tag(*evidence: Quote, status: str = "suggested") -> Tag:
    return Tag(concept="m.x", scheme="method", label="X", status=status, evidence=evidence)


@pytest.mark.parametrize(
    ("tags", "runs"),
    [
        ((tag(quote(3, 9)), tag(quote(5, 12))), [(3, 12)]),
        ((tag(quote(3, 9), quote(3, 5)),), [(3, 9)]),
        ((tag(quote(7, 9), quote(0, 2)),), [(0, 2), (7, 9)]),
        ((tag(quote(3, 9), status="rejected"), tag(quote(4, 6), status="confirmed")), [(4, 6)]),
        ((tag(quote(3, 9, "title"), quote(3, 9, "body"), quote(3, 9, language="zh")),), []),
        ((), []),
    ],
)
def test_quoted_joins_what_overlaps_within_one_text(tags: tuple[Tag, ...], runs: list[tuple[int, int]]) -> None:
    assert _quoted(WorkText(field="abstract", language="en", text="x" * 20), tags) == runs
