r"""List, check, export and import the terms that works are tagged with.

Terms of your own stand in vocabulary.toml, or in *.toml files in a folder vocabulary,
beside the catalogue. They add to those of cpx or change them; every command that tags
or looks terms up reads them. Works that are there already take them on by: cpx tag
"""

from cpx.cli.table import Entry

COMMANDS = {
    "list": Entry("cpx.cli.vocab_list", "List the terms of one scheme, or of all."),
    "show": Entry("cpx.cli.vocab_show", "Show one term: what it means and which words give it."),
    "coverage": Entry("cpx.cli.vocab_coverage", "Say what the terms leave out: works, frequent phrases; and which terms no work has."),
    "export": Entry("cpx.cli.vocab_export", "Write the vocabulary for other tools: SKOS, TOML, JSON."),
    "import": Entry("cpx.cli.vocab_import", "Read terms from SKOS or TOML into your own vocabulary."),
}
