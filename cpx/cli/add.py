"""Add a work by DOI, or an abstract."""

from cpx.cli.table import Entry

COMMANDS = {
    "doi": Entry("cpx.cli.add_doi", "Add works by DOI, completed from Crossref."),
    "text": Entry("cpx.cli.add_text", "Add one abstract, with what you know of it."),
}
