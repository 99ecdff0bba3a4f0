"""`python -m cpx` and the console script."""

import gc
import sys

_NEW_OBJECTS = 50_000
"""Objects after which Python looks for waste; 700 if nobody says otherwise."""


def main() -> int:
    """Run the command line; give its exit code."""
    # What a start makes stays: looking through it for waste, again and again, takes a seventh of a short command's time.
    gc.set_threshold(_NEW_OBJECTS)
    from cpx.cli.app import run

    code = run(sys.argv[1:])
    gc.freeze()  # nor at the end
    return code


if __name__ == "__main__":
    sys.exit(main())
