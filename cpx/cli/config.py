r"""Set your mail address and your name, for all commands.

Also whether search goes by meaning, and by which model (docs/semantic.md).
Settings stand in config.toml in your own folder for settings; the variables
CPX_MAILTO, CPX_USER, CPX_SEMANTIC, CPX_MODEL and CPX_PAGER go before them.

\b
Examples:
  cpx config
  cpx config mailto name@example.org
  cpx config user "Ada Aho"
  cpx config mailto --unset
  cpx config semantic off
  cpx config model models/my-model
"""

from typing import Annotated

import typer

from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.errors import BadUsage
from cpx.services.settings import check_name, list_settings, settings_path, write_setting


def command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="mailto, user, semantic, model or pager; none lists all.")] = None,
    value: Annotated[str | None, typer.Argument(help="Its new value; none shows it.")] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Take the setting away.")] = False,
) -> None:
    """Run ``cpx config``."""
    state: State = ctx.obj
    if unset and (name is None or value is not None):
        raise BadUsage("--unset wants the name of a setting alone", "for example: cpx config mailto --unset")
    if name is not None:
        check_name(name)
    if name is not None and (unset or value is not None):
        write_setting(name, value)
        say(f"{'taken out of' if unset else 'written to'} {settings_path()}", state)
    settings = tuple(one for one in list_settings() if name in (None, one.name))
    if (unset or value is not None) and settings[0].origin == "environment":
        say(f"note: the variable CPX_{settings[0].name.upper()} of the environment goes before it", state)
    emit(settings, state, view("view_settings", place="views_config"))
