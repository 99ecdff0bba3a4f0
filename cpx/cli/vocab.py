"""List and show the terms that works are tagged with."""

from cpx.cli.table import Entry

COMMANDS = {
    "list": Entry("cpx.cli.vocab_list", "List the terms of one scheme, or of all."),
    "show": Entry("cpx.cli.vocab_show", "Show one term: what it means and which words give it."),
}
