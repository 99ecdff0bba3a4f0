"""`python -m cpx` and the console script."""

import sys


def main() -> int:
    """Run the command line; give its exit code."""
    from cpx.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
