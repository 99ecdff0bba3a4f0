"""`python -m cpx` and the console script."""

import gc
import os
import signal
import sys

_NEW_OBJECTS = 50_000
"""Objects after which Python looks for waste; 700 if nobody says otherwise."""


def main() -> int:
    """Run the command line; give its exit code."""
    # What a start makes stays: looking through it for waste, again and again, takes a seventh of a short command's time.
    gc.set_threshold(_NEW_OBJECTS)
    # A sentence model reads a text on each core, so numpy (which sqlite-utils imports too, where it is there) must not start threads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Ctrl-C while modules are still read ends us as it ends any program, not with a trace; afterwards ``run`` answers it.
    is_ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_ours:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from cpx.cli.app import run

    if is_ours:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    code = run(sys.argv[1:])
    gc.freeze()  # nor at the end
    return code


if __name__ == "__main__":
    sys.exit(main())
