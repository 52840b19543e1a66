"""Two ways to prove oneself at the consent and at «Оформить»: a code or a signature (R49, K5)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from emk_tui.ports import Fault, Signature, Signer
from emk_tui.registries.signer import DemonstrationSigner
from emk_tui.services.flows.asks import SIGNATURE, Cancelled, Choice, Wait
from emk_tui.services.flows.consent import sign_consent
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.flows.submit import Created, submit, submitted
from emk_tui.services.replies import FileReplies
from emk_tui.services.session import Session
from emk_tui.services.signatures import holds
from emk_tui.services.wizard import Blocked
from tests.services.worlds import NOW, SIGNS, Hands, Post, Talk, dumped, fill_to, hold, reopened, world_at

CODE = "code.подпись согласия"
BY_SIGNATURE = {**SIGNS, "code.channel": SIGNATURE}


@dataclass
class Clerk:
    """A signing program that signs what it likes, or refuses."""

    own: Signer
    refuses: str = ""
    changed: dict[str, str | bytes] | None = None
    other: bytes = b""
    title: str = "электронная подпись"

    def sign(self, text: bytes) -> Signature:
        """As told."""
        if self.refuses:
            raise Fault(self.refuses)
        return replace(self.own.sign(self.other or text), **(self.changed or {}))  # type: ignore[arg-type]


def connect(session: Session, signer: Signer | None = None) -> DemonstrationSigner:
    """A signing program in this world, the demonstration's if no other is given."""
    own = DemonstrationSigner(session.world.clock)
    session.world = replace(session.world, signer=signer or own)
    return own


@pytest.fixture
def before(session: Session) -> Iterator[Session]:
    """Steps 1 to 3 are finished."""
    fill_to(session, "policy")
    yield session


def ways(talk: Talk) -> list[tuple[str, list[str]]]:
    """The questions for the way with the keys of their options."""
    return [(ask.question, [one.key for one in ask.options]) for ask in talk.asks if isinstance(ask, Choice)]


def test_without_a_signing_program_nothing_is_offered(before: Session, post: Post) -> None:
    """A real store: the question and its options are as they were."""
    _done, talk = hold(sign_consent(before), {**SIGNS, CODE: lambda ask: post.code})
    assert ways(talk) == [("Откуда взять код", ["app", "sms", "email"])]


def test_with_one_it_is_the_last_way(before: Session, post: Post) -> None:
    """A code is still the first; taken by a code, nobody asks the program."""
    connect(before, Clerk(DemonstrationSigner(Hands()), "SIGNATURE_ABSENT"))
    _done, talk = hold(sign_consent(before), {**SIGNS, CODE: lambda ask: post.code})
    assert ways(talk) == [("Чем подтвердить", ["app", "sms", "email", "signature"])]
    kept = before.store.consent()
    assert kept is not None and (kept.method, kept.channel) == ("code", "email")
    assert talk.codes == []


def test_a_signed_consent_proves_itself_later(before: Session, post: Post) -> None:
    """K5: the method is recorded; text, key and signature are kept and still agree after reopening."""
    own = connect(before)
    done, talk = hold(sign_consent(before), BY_SIGNATURE)
    assert done is None
    assert talk.keys[-2:] == ["code.channel", "consent.signature"]
    assert "Подпись верна. Сертификат: образец, действует только в показе." in talk.said
    assert post.sent == []
    again = reopened(before)
    kept = again.store.consent()
    assert kept is not None
    serial = own.sign(b"").serial
    assert (kept.method, kept.channel) == ("signature", f"Ed25519, сертификат {serial}")
    public, value = (bytes.fromhex(part) for part in kept.nonce.split(":"))
    assert holds(Signature("", serial, "Ed25519", public, value, NOW), kept.text.encode())
    again.store.close()


def test_the_journal_has_the_method_and_no_key(before: Session) -> None:
    """Purpose, algorithm, number of the certificate."""
    own = connect(before)
    hold(sign_consent(before), BY_SIGNATURE)
    signed = own.sign(b"")
    entries = [(one.action, one.subject) for one in before.store.journal()]
    assert ("подпись проверена", f"подпись согласия, Ed25519, сертификат {signed.serial}") in entries
    assert not any(signed.public.hex() in subject for _action, subject in entries)


def test_a_signature_alone_signs_nothing(before: Session) -> None:
    """R100: two separate actions; said no, nothing of the signature is kept."""
    own = connect(before)
    outcome, _talk = hold(sign_consent(before), {**BY_SIGNATURE, "consent.signature": False})
    assert isinstance(outcome, Blocked)
    assert before.store.consent() is None
    assert own.sign(b"").public.hex() not in dumped(before)


@pytest.mark.parametrize("code", ["SIGNATURE_ABSENT", "SIGNATURE_REFUSED"])
def test_a_refusal_is_told_and_a_code_goes_on(before: Session, post: Post, code: str) -> None:
    """Never the end of the way."""
    connect(before, Clerk(DemonstrationSigner(Hands()), code))
    answers = {**SIGNS, "code.channel": [SIGNATURE, "sms"], CODE: lambda ask: post.code}
    done, talk = hold(sign_consent(before), answers)
    assert (done, talk.codes) == (None, [code])
    kept = before.store.consent()
    assert kept is not None and (kept.method, kept.channel) == ("code", "sms")
    assert "подпись не получена" in {one.action for one in before.store.journal()}


@pytest.mark.parametrize(
    ("changed", "other"),
    [
        ({}, b"another text"),
        ({"public": bytes(32)}, b""),
        ({"value": bytes(64)}, b""),
        ({"algorithm": "?"}, b""),
    ],
)
def test_what_does_not_verify_does_not_count(
    before: Session, post: Post, changed: dict[str, str | bytes], other: bytes
) -> None:
    """Over another text, by another key, by nothing that is known here."""
    connect(before, Clerk(DemonstrationSigner(Hands()), changed=changed, other=other))
    answers = {**SIGNS, "code.channel": [SIGNATURE, "sms"], CODE: lambda ask: post.code}
    _done, talk = hold(sign_consent(before), answers)
    assert talk.codes == ["SIGNATURE_WRONG"]
    kept = before.store.consent()
    assert kept is not None and kept.method == "code"


def test_leaving_while_it_waits_signs_nothing(before: Session) -> None:
    """A face may leave: the program for the PIN never answers."""
    connect(before)
    talk = Talk(BY_SIGNATURE)
    flow = sign_consent(before)
    ask = next(flow)
    while not isinstance(ask, Wait):
        ask = flow.send(talk(ask))
    with pytest.raises(Cancelled):
        flow.throw(Cancelled())
    assert before.store.consent() is None


@pytest.fixture
def last(consented: Session, hands: Hands) -> Session:
    """At the review, the window of the code is over."""
    consented.move("review")
    hands.on(minutes=6)
    return consented


def test_the_card_is_made_by_a_signature(last: Session) -> None:
    """R49: over the number of the consent and every answer; the code is not asked."""
    own = connect(last)
    text = submitted(last)
    assert all(one in text.decode() for one in ('"personal.surname":"Иванова"', last.consent_id))
    assert "checks." not in text.decode()
    asked: list[bytes] = []

    class Seen(Clerk):
        def sign(self, text: bytes) -> Signature:
            asked.append(text)
            return super().sign(text)

    connect(last, Seen(own))
    done, talk = hold(submit(last), {"submit": True, "code.channel": SIGNATURE})
    assert isinstance(done, Created)
    assert talk.keys == ["code.channel", "submit"]
    assert asked == [text]
    assert "подпись проверена" in {one.action for one in last.store.journal()}


def test_the_card_is_made_by_a_code_as_well(last: Session, post: Post) -> None:
    """The other of the two."""
    connect(last)
    answers = {"submit": True, "code.channel": "sms", "code.оформление карты": lambda ask: post.code}
    done, talk = hold(submit(last), answers)
    assert isinstance(done, Created)
    assert ways(talk) == [("Чем подтвердить", ["app", "sms", "email", "signature"])]


def test_within_the_window_only_the_confirmation(consented: Session) -> None:
    """K27 holds for both ways."""
    connect(consented)
    consented.move("review")
    done, talk = hold(submit(consented), {"submit": True})
    assert isinstance(done, Created)
    assert talk.keys == ["submit"]


def test_a_signature_opens_the_window(before: Session) -> None:
    """K27: proven is proven."""
    connect(before)
    before.verified_at = None
    hold(sign_consent(before), BY_SIGNATURE)
    assert not before.needs_code()


def test_sign_in_asks_for_a_code_only(session: Session) -> None:
    """The signature stands for a text; at the door there is none."""
    connect(session)
    _channel, talk = hold(confirm_person(session, "вход", fresh=True), {"code.channel": "app"})
    assert ways(talk) == [("Откуда взять код", ["app", "sms", "email"])]


def test_a_file_never_signs(before: Session) -> None:
    """Its way stays a sent code."""
    connect(before)
    talk = Talk({**SIGNS, "code.channel": SIGNATURE})
    flow = sign_consent(before)
    ask = next(flow)
    while not isinstance(ask, Choice):
        ask = flow.send(talk(ask))
    assert FileReplies({}, {}).answer(ask) == "email"


def test_a_real_world_has_no_signing_program(tmp_path: Path) -> None:
    """None is connected; the demonstration has its own."""
    from emk_tui.demo import demo_world
    from emk_tui.wiring import real_world

    assert real_world(tmp_path).signer is None
    assert world_at(tmp_path, Hands()).signer is None
    signer = demo_world(tmp_path).signer
    assert signer is not None and signer.title == "электронная подпись"
