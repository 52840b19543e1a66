"""`emk verify`: is a paper of ours what it says (R91)."""

import os
from argparse import Namespace
from dataclasses import replace

from emk_tui.cli.output import emit, say, tell
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.journal_words import witness_line


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
    witness = verdict.witness
    if verdict.ok:
        told = (verdict.text, _issuer(args.paper), witness_line(witness) if witness else "")
        verdict = replace(verdict, text=" ".join(filter(None, told)))
    if args.json:
        proof = f"{witness.seq} {witness.short}" if witness else ""
        emit({"ok": verdict.ok, "number": verdict.number, "code": verdict.code, "witness": proof,
              "text": verdict.text})  # fmt: skip
    else:
        (say if verdict.ok else tell)(verdict.text)
    return 0 if verdict.ok else 1
