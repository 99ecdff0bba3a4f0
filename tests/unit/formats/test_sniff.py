from collections.abc import Iterator

import pytest

from cpx.domain.record import Record
from cpx.formats.base import Format, Problem, Source
from cpx.formats.decode import read_source
from cpx.formats.pages import PAGES
from cpx.formats.sniff import sniff


def _format(name: str, score: float) -> Format:
    def load(source: Source) -> Iterator[Record | Problem]:
        yield Record(source=name, raw=source.text)

    return Format(name, name, lambda _: score, load)


def test_sniff_takes_the_best_score() -> None:
    found = sniff([_format("a", 0.2), _format("b", 0.9), _format("c", 0.5)], Source("x"))
    assert found is not None
    assert (found[0].name, found[1]) == ("b", 0.9)


def test_sniff_takes_the_first_of_equals() -> None:
    found = sniff([_format("a", 0.5), _format("b", 0.5)], Source("x"))
    assert found is not None
    assert found[0].name == "a"


@pytest.mark.parametrize(("score", "certainty"), [(1.7, 1.0), (0.123456, 0.12), (0.1, 0.1)])
def test_sniff_keeps_certainty_within_bounds(score: float, certainty: float) -> None:
    found = sniff([_format("a", score)], Source("x"))
    assert found is not None
    assert found[1] == certainty


@pytest.mark.parametrize("score", [0.0, -0.5, 0.09])
def test_sniff_gives_nothing_below_the_floor(score: float) -> None:
    assert sniff([_format("a", score)], Source("x")) is None


def test_sniff_of_no_formats_is_nothing() -> None:
    assert sniff([], Source("x")) is None


def test_sniff_does_not_look_at_the_name() -> None:
    text = "One study asked forty people. It found that they wanted a say in what is planned for them."
    names = ("a.ris", "b.html", "c.pdf", "")
    found = {(best[0].name, best[1]) for name in names if (best := sniff(PAGES, Source(text, None, name)))}
    assert len(found) == 1


DEAD = [
    "<html><head><title>Sign in</title></head><body><h1>Log in to your account</h1><p>Forgot your password?</p></body></html>",
    "<html><body><h1>404</h1><p>Page not found. The page that you asked for does not exist, or has moved.</p></body></html>",
    "<html><body><h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p></body></html>",
    "<html><body><p>We use cookies to improve your experience. Accept all cookies or manage your settings.</p></body></html>",
    "<html><body></body></html>",
    "Access denied\nYou do not have permission to see this page. Please enable JavaScript and cookies to continue.",
]


@pytest.mark.parametrize("page", DEAD)
def test_pages_make_no_record_of_a_page_without_a_work(page: str) -> None:
    source = read_source(page.encode(), "page")
    best = sniff(PAGES, source)
    assert best is None or best[1] < 0.3
    for entry in PAGES:
        if entry.score(source) > 0:
            assert all(isinstance(item, Problem) for item in entry.load(source))


def test_pages_have_names_of_their_own() -> None:
    assert [entry.name for entry in PAGES] == [
        "pubmed-mirror",
        "repository",
        "listing",
        "article",
        "recommendations",
        "doi-list",
        "plain",
    ]
    assert all(entry.label for entry in PAGES)
