"""Single keys from the keyboard."""

import os
import sys
from collections.abc import Callable, Container


def read_key() -> str:
    """Read one key as soon as it is pressed, also one pressed while the screen was drawn; '' at the end of the input."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.getwch()
    import termios
    import tty

    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard, termios.TCSADRAIN)  # the default drops what was pressed before; Ctrl-C goes on to interrupt
        return os.read(keyboard, 1).decode("ascii", "replace")
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def ask_key(key: Callable[[], str], answers: Container[str], at_end: str) -> str:
    """Read keys until one is an answer; the end of the input answers ``at_end``."""
    while True:
        pressed = key()[:1].lower()
        if not pressed:
            return at_end
        if pressed in answers:
            return pressed
