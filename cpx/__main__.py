"""`python -m cpx` and the console script."""

import gc
import os
import sys

_NEW_OBJECTS = 50_000
"""Objects after which Python looks for waste; 700 if nobody says otherwise."""


def main() -> int:
    """Run the command line; give its exit code."""
    # What a start makes stays: looking through it for waste, again and again, takes a seventh of a short command's time.
    gc.set_threshold(_NEW_OBJECTS)
    # A sentence model reads a text on each core, so numpy (which sqlite-utils imports too, where it is there) must not start threads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from cpx.cli.app import run

    code = run(sys.argv[1:])
    gc.freeze()  # nor at the end
    return code


if __name__ == "__main__":
    sys.exit(main())
