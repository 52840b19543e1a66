"""`emk verify`: is a paper of ours what it says (R91)."""

import os
from argparse import Namespace
from dataclasses import replace

from emk_tui.cli.output import emit, say, tell
from emk_tui.i18n import _
from emk_tui.ports import Fault


def _issuer(paper: str) -> str:
    """Whose key signed it, as far as this computer knows."""
    from emk_tui.exports.verify import verify_paper
    from emk_tui.settings import data_folder
    from emk_tui.wiring import paper_key

    own = paper_key(data_folder())
    if own is not None and verify_paper(paper, own).ok:
        return _("Её выдало хранилище этого компьютера.")
    return _("Чьё хранилище её выдало, на этом компьютере не известно: сверьте код с владельцем.")


def verify(args: Namespace) -> int:
    """0 right, 1 altered or not ours, 2 no such file."""
    from emk_tui.exports.verify import verify_paper

    if not os.path.lexists(args.paper):
        raise Fault("FILE_ABSENT", 2)
    verdict = verify_paper(args.paper)
    if verdict.ok:
        verdict = replace(verdict, text=f"{verdict.text} {_issuer(args.paper)}")
    if args.json:
        emit({"ok": verdict.ok, "number": verdict.number, "code": verdict.code, "text": verdict.text})
    else:
        (say if verdict.ok else tell)(verdict.text)
    return 0 if verdict.ok else 1
