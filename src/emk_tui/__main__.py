"""`python -m emk_tui` and the entry point of `emk`."""

import sys


def main() -> int:
    """Run the command line; returns the exit code of commands.md."""
    if sys.getfilesystemencoding() != "utf-8":
        _speak_utf8()
    from emk_tui.cli.main import run

    return run(sys.argv[1:])


def _speak_utf8() -> None:
    """Begin anew with words, file names and streams in UTF-8, whatever the locale says."""
    import os

    if sys.executable and not sys.flags.utf8_mode:
        program, *words = sys.orig_argv
        try:
            os.execv(sys.executable, [program, "-X", "utf8", *words])
        except OSError:
            # an interpreter that cannot be started again: the locale's letters are what there is
            return


if __name__ == "__main__":
    sys.exit(main())
