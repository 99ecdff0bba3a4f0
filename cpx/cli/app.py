"""The command line's door: finds the called command, and turns every error into one line and an exit code."""

import itertools
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cpx._version import __version__
from cpx.cli.render import say
from cpx.cli.sanitise import escape_json, one_line, printable
from cpx.cli.state import HELP, State, common_names, read_common
from cpx.cli.streams import drop_unwritten, ready_streams
from cpx.cli.table import COMMANDS, GROUPS, Entry
from cpx.errors import BadQuery, BadUsage, CpxError, Interrupted, UnknownTerm

HELP_NAMES = {"help_option_names": ["-h", "--help"]}
ABOUT = """A catalogue of literature and evidence on co-production, in one local file.

Every field keeps its source, every tag the words that justify it."""


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and imports only the one that is called."""

    entries: Mapping[str, Entry] = COMMANDS
    sections: tuple[tuple[str, Mapping[str, Entry]], ...] = GROUPS

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - Typer's own Context is not public
        """Name the commands, aliases left out."""
        return [name for name, entry in self.entries.items() if not entry.alias]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - same
        """Import and build one command."""
        entry = self.entries.get(cmd_name)
        return None if entry is None else build(cmd_name, entry)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - same
        """List the commands by kind, from the table alone."""
        for title, entries in self.sections:
            with formatter.section(title):
                formatter.write_dl([(name, entry.help) for name, entry in entries.items() if not entry.alias])
        _format_common(formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - same
        """Read the words; while completing they still hold the common options, which ``run`` takes out of a real call."""
        with suppress(BadUsage):
            args = read_common(args)[1] if ctx.resilient_parsing else args
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401 - same
        """Offer the commands, and the common options."""
        return [*super().shell_complete(ctx, incomplete), *_complete_common(incomplete)]


class Command(TyperCommand):
    """A command whose help ends with the options that all commands take."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - same
        """Read the words; of a query, those that begin with a minus leave a word out."""
        if ctx.info_name in _WITH_QUERY and not ctx.resilient_parsing and any(map(_may_leave_out, args)):
            from cpx.cli.minus import shield  # few queries leave a word out

            args = shield(args, self.params)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - same
        """List the command's own options, then the common ones."""
        super().format_options(ctx, formatter)
        _format_common(formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401 - same
        """Offer the command's own options, and the common ones."""
        return [*super().shell_complete(ctx, incomplete), *_complete_common(incomplete)]


def _complete_common(incomplete: str) -> list[Any]:
    """Offer the options that are no command's own."""
    from typer.core import CompletionItem  # type: ignore[attr-defined] # typer does not list it

    return [CompletionItem(name, help=text) for name, text in common_names() if incomplete.startswith("-") and name.startswith(incomplete)]


def _format_common(formatter: Any) -> None:  # noqa: ANN401 - same
    with formatter.section("Options of every command"):
        formatter.write_dl(list(HELP))


def build(name: str, entry: Entry) -> Any:  # noqa: ANN401 - Typer's own Command is not public
    """Build the command (or group) of a module."""
    module = import_module(entry.module)
    if hasattr(module, "COMMANDS"):
        return _build_group(name, help_text(module), module.COMMANDS, ((f"Commands of {name}", module.COMMANDS),))
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    app.command(name, cls=Command, context_settings=HELP_NAMES, help=help_text(module))(module.command)
    return typer.main.get_command(app)


def help_text(module: ModuleType) -> str:
    r"""Give a module's help: its docstring, where ``\b`` on a line of its own keeps the lines below it as they stand."""
    return (module.__doc__ or "").replace("\\b\n", "\b\n")


def _build_group(
    name: str | None, text: str, entries: Mapping[str, Entry], sections: tuple[tuple[str, Mapping[str, Entry]], ...]
) -> TyperGroup:
    group = LazyGroup(name=name, help=text, rich_markup_mode=None, context_settings=HELP_NAMES)
    group.entries, group.sections = entries, sections
    group.commands = dict.fromkeys(entries)  # type: ignore[assignment] # the names alone, for "did you mean"
    return group


def main_group() -> TyperGroup:
    """Build the group of all commands."""
    return _build_group("cpx", ABOUT, COMMANDS, GROUPS)


def run(arguments: list[str]) -> int:
    """Run one command line; give its exit code. The only place where errors end."""
    state = State(format="json" if "--json" in arguments or "--nl" in arguments else None, debug="--debug" in arguments)
    ready_streams()
    try:
        state, words = read_common(arguments)
        return _call(words, state)
    except (BrokenPipeError, SystemExit) as ended:  # Typer and Rich leave by SystemExit where the reader of our pipe has seen enough
        if isinstance(ended, SystemExit) and not isinstance(ended.__context__, BrokenPipeError):
            raise
        drop_unwritten()
        return 0
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the boundary: no trace ends on a person's terminal
        if state.debug:
            import traceback  # only an error needs it

            sys.stderr.write(printable(traceback.format_exc()))
        code = report(_as_ours(error, arguments), state)
        drop_unwritten()
        return code


def _call(words: list[str], state: State) -> int:
    if words == ["-V"] or "--version" in itertools.takewhile(lambda word: word != "--", words):
        sys.stdout.write(f"cpx {__version__}\n")
        return 0
    if "_CPX_COMPLETE" in os.environ:  # a shell asks what may come next
        from cpx.cli.complete import ready_completion

        ready_completion()
    code = main_group().main(args=words or ["--help"], prog_name="cpx", standalone_mode=False, obj=state)
    sys.stdout.flush()
    if code == Interrupted.exit_code:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


_WITH_QUERY = ("search", "new", "export")
"""Commands whose words may begin with a minus: it leaves a word out."""


def _may_leave_out(word: str) -> bool:
    """Tell whether a word begins with a minus and is neither a long option nor a short one by itself."""
    return word.startswith("-") and word[1:2] != "-" and len(word) > 2  # noqa: PLR2004 - minus and a letter


def _as_ours(error: BaseException, arguments: list[str]) -> CpxError:
    if isinstance(error, CpxError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return Interrupted("interrupted", "the same command goes on from there")
    if isinstance(error, typer.TyperException):
        path = _command_path(error, arguments)
        message = error.format_message().rstrip(".")
        if message.startswith("No such option") and path.endswith(_WITH_QUERY):
            return BadUsage(message, f'to leave a word out, quote the query: {path} "leadership -word"; for the options see: {path} --help')
        return BadUsage(message, f"see: {path} --help")
    if isinstance(error, OSError):
        place = f": {error.filename}" if error.filename else ""
        return CpxError(f"{(error.strerror or str(error)).lower()}{place}", "check that place, and the room left there: df -h")
    return CpxError(f"a defect in cpx: {type(error).__name__}: {error}", "the same with --debug shows where; please report it")


def _command_path(error: typer.TyperException, arguments: list[str]) -> str:
    """Give the words of the command that an error of usage is about; Typer does not always say."""
    context = getattr(error, "ctx", None)
    called = next((word for word in arguments if word in COMMANDS), "")
    return context.command_path if context else f"cpx {called}".strip()


def _point_at(error: CpxError) -> str:
    """Show the place in a query that an error is about, if it is about one."""
    if not isinstance(error, (BadQuery, UnknownTerm)):
        return ""
    from cpx.cli.caret import point_at  # only such an error needs it

    return "".join(f"\n  {line}" for line in point_at(error.query, error.at, error.length))


def report(error: CpxError, state: State) -> int:
    """Say an error on stderr, as JSON where data is asked for as JSON; give its exit code."""
    if state.format in ("json", "nl"):
        kind = {name: getattr(error, name) for name in ("kind", "at", "length") if hasattr(error, name)}
        body = {"error": {"code": error.code, "message": one_line(error.message), "hint": one_line(error.hint), **kind}}
        sys.stderr.write(escape_json(json.dumps(body, ensure_ascii=False)) + "\n")
    else:
        say(f"cpx: {one_line(error.message)}{_point_at(error)}" + (f"\n  {one_line(error.hint)}" if error.hint else ""), State())
    return error.exit_code
