r"""Print the script that completes commands and options in your shell.

\b
Examples:
  cpx completion bash > ~/.local/share/bash-completion/completions/cpx
  cpx completion zsh > ~/.zfunc/_cpx
  cpx completion fish > ~/.config/fish/completions/cpx.fish
"""

from typing import Annotated

import typer

from cpx.cli.render import out
from cpx.errors import BadUsage

SHELLS = ("bash", "zsh", "fish", "powershell")
_END = "    return 0\n"
_GO_ON = "    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace\n"
"""After the name of a field (``method:``) bash is not to put a blank: its value goes on."""


def command(shell: Annotated[str, typer.Argument(help="bash, zsh, fish or powershell.")]) -> None:
    """Run ``cpx completion``."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined] # typer does not list it

    if shell not in SHELLS:
        raise BadUsage(f"no completion for {shell!r}", f"one of: {', '.join(SHELLS)}")
    script = get_completion_script(prog_name="cpx", complete_var="_CPX_COMPLETE", shell=shell)
    out((script.replace(_END, _GO_ON + _END) if shell == "bash" else script) + "\n")
