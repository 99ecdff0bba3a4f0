"""Readers of saved pages. ``PAGES`` lists them, those that are told most surely first: of two that fit equally well the first wins."""

from cpx.formats import doi_list, plain
from cpx.formats.base import Format
from cpx.formats.pages import article, listing, pubmed_mirror, recommendations, repository

PAGES: tuple[Format, ...] = (
    pubmed_mirror.FORMAT,
    repository.FORMAT,
    listing.FORMAT,
    article.FORMAT,
    recommendations.FORMAT,
    doi_list.FORMAT,
    plain.FORMAT,
)
