"""The table of commands: words → function, looked up when it is called."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module

from emk_tui.cli import faults
from emk_tui.cli.shapes import refusal_of
from emk_tui.cli.streams import secure

Handler = Callable[[Namespace], int]

COMMANDS = {
    "": "start:start",
    "demo": "demo:demo",
    "apply": "apply:apply",
    "check": "check:check",
    "rules": "rules:rules",
    "show": "stored:show",
    "docs check": "docs:check",
    "docs add": "inbox:add",
    "account attach": "inbox:add",
    "docs split": "docs:split",
    "docs page": "docs:page",
    "docs list": "kept:docs_list",
    "docs save": "kept:docs_save",
    "export": "kept:export",
    "docs verify": "stored:docs_verify",
    "journal show": "journal:show",
    "journal verify": "journal:verify",
    "registry list": "registry:list_directories",
    "verify": "verify:verify",
    "backup": "stored:backup",
    "restore": "stored:restore",
    "outbox list": "stored:outbox_list",
    "doctor": "doctor:doctor",
}
"""Words of the command → module of this package and function (args) → exit code."""


def handler(command: str) -> Handler:
    """The function of a command; imports its module."""
    module, _colon, name = COMMANDS[command].partition(":")
    found: Handler = getattr(import_module(f"emk_tui.cli.{module}"), name)
    return found


def run(argv: Sequence[str]) -> int:
    """Parse, call, and turn whatever happens into one sentence and an exit code."""
    from emk_tui.cli.parser import parse

    secure()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    options = argv[: argv.index("--")] if "--" in argv else argv
    json, refusal = "--json" in options, refusal_of(options)
    return faults.guarded(lambda: _call(parse(argv)), json=json, refusal=refusal)


def _call(args: Namespace) -> int:
    return handler(args.command)(args)
