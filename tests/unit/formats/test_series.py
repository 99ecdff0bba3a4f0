"""Series and book are told apart in either order."""

import pytest

from cpx.formats.series import part_series

PAIRS = [
    ("Participatory Health Research", "SpringerBriefs in Public Health"),
    ("Co-Production and Co-Creation", "Routledge Critical Studies in Public Management"),
    ("The Palgrave Handbook of Co-Production of Public Services and Outcomes", "Palgrave Studies in Sub-National Governance"),
    ("Handbook on the Co-Production of Knowledge", "Research Handbooks in Public Policy"),
    ("Human-Computer Interaction – INTERACT 2019", "Lecture Notes in Computer Science"),
    ("Advances in Information Retrieval", "Lecture Notes in Computer Science"),
    ("Gene Therapy of Cancer", "Methods in Molecular Biology"),
    ("Engaging Communities", "Policy Press Shorts"),
    ("Mixed Methods in Health Sciences Research", "SAGE Library of Social Science"),
    ("Proceedings of Balisage: The Markup Conference 2019", "Balisage Series on Markup Technologies"),
    ("Optical Coherence Tomography XX", "SPIE Proceedings"),
    ("Structured Matrices in Mathematics I", "Contemporary Mathematics"),
    ("Visual Arts Work", "New Directions in Cultural Policy Research"),
]


@pytest.mark.parametrize(("book", "series"), PAIRS)
def test_part_series_does_not_mind_the_order(book: str, series: str) -> None:
    assert part_series((book, series)) == (book, series)
    assert part_series((series, book)) == (book, series)


def test_part_series_knows_the_conference_by_its_name() -> None:
    assert part_series(("Balancing Act", "Annual Records"), "Balancing Act") == ("Balancing Act", "Annual Records")
    assert part_series(("Annual Records", "Balancing Act"), "Balancing Act") == ("Balancing Act", "Annual Records")


def test_part_series_takes_the_second_where_nothing_tells() -> None:
    assert part_series(("One Thing", "Another Thing")) == ("One Thing", "Another Thing")
