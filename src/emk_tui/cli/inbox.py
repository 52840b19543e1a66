"""`emk docs add`: files and standard input into the sealed inbox, with no sign-in (R4, R13)."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from hashlib import sha256
from os.path import basename
from typing import TYPE_CHECKING

from emk_tui.card.formats import ENDING
from emk_tui.cli.docs import intake_of, kind_of, record
from emk_tui.cli.output import emit, say, tell
from emk_tui.i18n import _
from emk_tui.ports import Fault, FileVerdict, Source

if TYPE_CHECKING:
    from emk_tui.documents.intake import FileIntake
    from emk_tui.ports import Vault

STREAM = "-"
PIECE = 1024 * 1024
REFUSED = 1


def add(args: Namespace) -> int:
    """0 all taken, 1 some refused; STORE_ABSENT 3, KIND_UNKNOWN 2. One JSON object a file."""
    from emk_tui.cli.stored import world_here

    # an empty kind is a kind that was not said
    kind, world = kind_of(args.kind or " "), world_here()
    if not world.has_store():
        raise Fault("STORE_ABSENT", 3)
    vault, intake = world.vault(), intake_of(args)
    codes = [_one(vault, intake, args, kind, given) for given in args.files]
    return max(codes)


def _one(vault: "Vault", intake: "FileIntake", args: Namespace, kind: str, given: str) -> int:
    source = _stdin() if given == STREAM else given
    verdict = intake.check(source, kind)
    name = _name(args, given, verdict)
    if not (verdict.accepted or verdict.divisible):
        return _refused(args, name, kind, verdict)
    try:
        waiting = vault.receive(kind, name, _content(source, verdict.sha256))
    except Fault as fault:
        _refused(args, name, kind, FileVerdict(False, "", 0, "", problems=(fault.problem,)))
        return fault.exit_code
    _taken(args, name, kind, verdict, waiting)
    return 0


def _stdin() -> bytes:
    """All of standard input, at most one byte more than is taken: that tells that it is too large."""
    from emk_tui.documents.formats import LARGEST

    return sys.stdin.buffer.read(LARGEST + 1)


def _name(args: Namespace, given: str, verdict: FileVerdict) -> str:
    if given != STREAM:
        return basename(given) or given
    return args.name or _("Из потока{ending}").format(ending=ENDING.get(verdict.media_type, ""))


def _content(source: Source, digest: str) -> Iterator[bytes]:
    """What was looked at and nothing else; Fault DOC_UNREADABLE where the file is another one by now."""
    found = sha256()
    for piece in _pieces(source):
        found.update(piece)
        yield piece
    if found.hexdigest() != digest:
        raise Fault("DOC_UNREADABLE", REFUSED)


def _pieces(source: Source) -> Iterator[bytes]:
    from emk_tui.documents.opening import Unopened, open_source

    try:
        with open_source(source) as file:
            while piece := file.read(PIECE):
                yield piece
    except Unopened as error:
        raise Fault(error.code, REFUSED) from None


def _refused(args: Namespace, name: str, kind: str, verdict: FileVerdict) -> int:
    from emk_tui.services.file_words import verdict_text

    text = verdict_text(verdict)
    if args.json:
        emit({**record(name, kind, verdict, text), "waiting": None})
    else:
        tell(f"{name}: {text}")
    return REFUSED


def _taken(args: Namespace, name: str, kind: str, verdict: FileVerdict, waiting: int) -> None:
    from emk_tui.services.file_words import measured_words

    words = [_("Принято: {name}. Ждёт входа: {n}.").format(name=name, n=waiting)]
    if measured := measured_words(verdict):
        words.append(f"{measured[:1].upper()}{measured[1:]}.")
    if verdict.divisible:
        words.append(_("Файл велик, при разборе программа предложит разделить его по страницам."))
    text = " ".join(words)
    if args.json:
        emit({**record(name, kind, verdict, text), "accepted": True, "waiting": waiting})
    else:
        say(text)
