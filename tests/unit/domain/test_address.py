"""Which address of a work a browser may be given."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.address import page_of
from cpx.domain.work import Work


def page(doi: str | None = None, url: str | None = None) -> str | None:
    return page_of(Work(id=1, key="k", doi=doi, url=url))


@pytest.mark.parametrize(
    ("doi", "url", "address"),
    [
        ("10.1186/s1", "https://a.org", "https://doi.org/10.1186/s1"),
        ("10.1002/(sici)1#<x>", None, "https://doi.org/10.1002/(sici)1%23%3Cx%3E"),
        (None, "https://a.org/b?c=d&e#f", "https://a.org/b?c=d&e#f"),
        (None, " HTTP://a.org ", "HTTP://a.org"),
        (None, "file:///etc/passwd", None),
        (None, "javascript:alert(1)", None),
        (None, "data:text/html,x", None),
        (None, "https:///nohost", None),
        (None, "https://[", None),
        (None, "https://a.org/\x1b[31m", None),
        (None, "https://a.org/ --new-window", None),
        (None, "www.a.org", None),
        (None, "-h", None),
        (None, "", None),
        (None, None, None),
    ],
)
def test_page_of(doi: str | None, url: str | None, address: str | None) -> None:
    assert page(doi, url) == address


@given(st.text(max_size=30), st.sampled_from(["", "http://", "https://a", "file://", "10.1/"]))
def test_page_is_always_on_a_web_server_and_one_word(text: str, start: str) -> None:
    for address in (page(url=start + text), page(doi=start + text) if start + text else None):
        if address is not None:
            assert urlsplit(address).scheme.lower() in ("http", "https")
            assert not any(sign.isspace() or not sign.isprintable() for sign in address if sign.isascii())
