"""`python -m emk_tui` and the entry point of `emk`."""

import sys


def main() -> int:
    """Run the command line; returns the exit code of commands.md."""
    from emk_tui.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
