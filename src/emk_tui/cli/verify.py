"""`emk verify`: is a paper of ours what it says (R91)."""

import os
from argparse import Namespace

from emk_tui.cli.output import emit, say, tell
from emk_tui.ports import Fault


def verify(args: Namespace) -> int:
    """0 right, 1 altered or not ours, 2 no such file."""
    from emk_tui.exports.verify import verify_paper

    if not os.path.lexists(args.paper):
        raise Fault("FILE_ABSENT", 2)
    verdict = verify_paper(args.paper)
    if args.json:
        emit({"ok": verdict.ok, "number": verdict.number, "code": verdict.code, "text": verdict.text})
    else:
        (say if verdict.ok else tell)(verdict.text)
    return 0 if verdict.ok else 1
