"""The day a command works on."""

from argparse import Namespace
from datetime import date


def today_of(args: Namespace) -> date:
    """The day of `--now`, or today."""
    return args.now.date() if args.now else date.today()
