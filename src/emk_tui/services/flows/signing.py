"""Prove the person by a code or by an electronic signature (R49, R100, K5)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _
from emk_tui.ports import Fault, Signature
from emk_tui.services.flows.asks import SIGNATURE, Back, Choice, Flow, Option, Say, wait
from emk_tui.services.flows.second_factor import APP, NotSent, by_code, channels, confirm_person
from emk_tui.services.signatures import holds

if TYPE_CHECKING:
    from emk_tui.ports import Signer
    from emk_tui.services.session import Session

CODE = "code"


@dataclass(frozen=True, slots=True, repr=False)
class Proof:
    """How the person was proven: by a code over a channel, or by a signature of the text."""

    method: str
    """`code` or `signature`: what is recorded (K5)."""
    channel: str
    """Where the code went; or algorithm and number of the certificate."""
    evidence: str = ""
    """Public key and signature in hexadecimal: with the kept text they prove it at any later time."""


def prove_person(
    session: "Session", purpose: str, text: Callable[[], bytes], *, fresh: bool = False
) -> Flow[Proof]:
    """By a code; where a signing program is connected, by a signature of the text as well."""
    signer = session.world.signer
    if signer is None or not (fresh or session.needs_code()):
        return Proof(CODE, (yield from confirm_person(session, purpose, fresh=fresh)))
    options = (*channels(session), Option(SIGNATURE, signer.title, (_("подпись"),)))
    while True:
        reply = yield Choice("code.channel", _("Чем подтвердить"), options, default=APP)
        if reply != SIGNATURE:
            try:
                return Proof(CODE, (yield from by_code(session, str(reply), purpose)))
            except (Back, NotSent):
                continue
        signed = yield from _signature(session, signer, text())
        if isinstance(signed, Signature):
            return (yield from _proven(session, purpose, signed))
        session.store.record(session.record("подпись не получена", purpose))
        yield Say("", signed)


def _signature(session: "Session", signer: "Signer", text: bytes) -> Flow[Signature | Problem]:
    """What the signing program gave, verified; or why it does not count."""

    def ask() -> Signature | Problem:
        # a face throws nothing into the flow but leaving: the refusal comes back as an answer
        try:
            return signer.sign(text)
        except Fault as refused:
            return refused.problem

    signed = yield from wait(_("Ждём электронную подпись."), ask)
    if isinstance(signed, Signature) and not holds(signed, text):
        return problem("SIGNATURE_WRONG")
    return signed


def _proven(session: "Session", purpose: str, signed: Signature) -> Flow[Proof]:
    session.verified()
    channel = _("{algorithm}, сертификат {serial}").format(algorithm=signed.algorithm, serial=signed.serial)
    session.store.record(session.record("подпись проверена", f"{purpose}, {channel}"))
    yield Say(_("Подпись верна. Сертификат: {holder}.").format(holder=signed.holder))
    return Proof(SIGNATURE, channel, f"{signed.public.hex()}:{signed.value.hex()}")
