"""The commands: name, module, one line of help. Only the module of the called command is imported."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A command's module and its line of help (the first line of the module's docstring: a test compares them)."""

    module: str
    help: str
    alias: bool = False


EVERYDAY = {
    "search": Entry("cpx.cli.search", "Find works in this catalogue (not on the web)."),
    "ask": Entry("cpx.cli.ask", "Answer a question with sentences that can be cited."),
    "show": Entry("cpx.cli.show", "Show everything known of a work, with its sources."),
    "new": Entry("cpx.cli.new", "List what came into this catalogue since a date, of a saved search or of any."),
    "open": Entry("cpx.cli.open", "Open a work's page in your browser: that of its DOI, else its own."),
    "related": Entry("cpx.cli.related", "Find works near a work, with what they share."),
    "add": Entry("cpx.cli.add", "Add a work by DOI, or an abstract."),
    "ingest": Entry("cpx.cli.ingest", "Read files and folders of any known format."),
    "import": Entry("cpx.cli.ingest", "Read files and folders of any known format.", alias=True),
    "tag": Entry("cpx.cli.tag", "Tag methods and populations, with the words that justify each tag."),
    "embed": Entry("cpx.cli.embed", "Read works for what they mean, so that search ranks by meaning too."),
    "assign": Entry("cpx.cli.assign", "Confirm a tag on a work by hand; no re-tagging undoes it."),
    "reject": Entry("cpx.cli.reject", "Reject a tag on a work by hand; no re-tagging brings it back."),
    "edit": Entry("cpx.cli.edit", "Correct the fields of a work by hand; no source overwrites it."),
    "note": Entry("cpx.cli.note", "Write a note beside a work, or list its notes."),
    "enrich": Entry("cpx.cli.enrich", "Complete works from Crossref, and find DOIs that are missing."),
    "retractions": Entry("cpx.cli.retractions", "Say what was retracted or corrected: here, or in a document's references."),
    "log": Entry("cpx.cli.log", "List what was done to this catalogue: when, by whom, and what came of it."),
    "undo": Entry("cpx.cli.undo", "Take back what a run brought, as if it had never been."),
    "export": Entry("cpx.cli.export", "Write works for other tools: CSL-JSON, RIS, BibTeX, CSV, Markdown."),
    "stats": Entry("cpx.cli.stats", "Count what is in the catalogue."),
    "config": Entry("cpx.cli.config", "Set your mail address and your name, for all commands."),
    "init": Entry("cpx.cli.init", "Make an empty catalogue here."),
}
DEVELOPERS = {
    "vocab": Entry("cpx.cli.vocab", "List, check, export and import the terms that works are tagged with."),
    "schema": Entry("cpx.cli.schema", "Print the JSON Schema of every output."),
    "completion": Entry("cpx.cli.completion", "Print the script that completes commands and options in your shell."),
}
GROUPS = (("Commands", EVERYDAY), ("For developers", DEVELOPERS))
COMMANDS = {**EVERYDAY, **DEVELOPERS}
