"""Signing and refusing the consent (R92–R103, K4, K5, K39)."""

import hashlib
from collections.abc import Iterator

import pytest

from emk_tui.services.flows.asks import Page
from emk_tui.services.flows.consent import consent_step, is_stale
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move
from tests.services.worlds import NOW, SIGNS, Post, dumped, fill_to, hold, reopened

CODE = "code.подпись согласия"


@pytest.fixture
def before(session: Session) -> Iterator[Session]:
    """Steps 1 to 3 are finished."""
    fill_to(session, "policy")
    yield session


def signs(post: Post, **changed: object) -> dict[str, object]:
    """The answers of somebody who signs."""
    return {**SIGNS, CODE: lambda ask: post.code, **changed}


def test_the_order_of_the_asks(before: Session, post: Post) -> None:
    """R99, R100: to the end of the text, the question, the code, then the signature on its own."""
    moved, talk = hold(consent_step(before), signs(post))
    assert moved == Move("documents")
    assert talk.keys == [
        "consent.statistics", "consent", "consent.accepted", "code.channel", CODE, "consent.signature",
    ]  # fmt: skip


def test_a_code_is_asked_even_within_the_window(before: Session, post: Post) -> None:
    """K27: the consent always asks its own."""
    assert not before.needs_code()
    hold(consent_step(before), signs(post))
    assert len(post.sent) == 1


def test_what_is_kept(before: Session, post: Post) -> None:
    """R101: id, version, the hash of the very text, method, channel, term."""
    _moved, talk = hold(consent_step(before), signs(post))
    kept = before.store.consent()
    assert kept is not None
    assert kept.text_sha256 == hashlib.sha256(kept.text.encode()).hexdigest()
    assert (kept.method, kept.channel, kept.signed_at, kept.statistics) == ("code", "email", NOW, True)
    assert (kept.until.year, kept.until.month, kept.until.day) == (2051, 3, 2)
    assert talk.said[-1] == f"Согласие подписано, номер {kept.id}."
    page = next(ask for ask in talk.asks if isinstance(ask, Page))
    assert all(head in kept.text and text in kept.text for head, text in page.sections)
    assert "Иванова Мария Петровна" in kept.text
    assert "consent.accepted" not in {row.path for row in before.store.draft().rows}
    assert post.code not in dumped(before)


def test_refused_statistics_change_the_text_only(before: Session, post: Post) -> None:
    """R93: separately, without harm."""
    moved, _talk = hold(consent_step(before), signs(post, **{"consent.statistics": False}))
    kept = before.store.consent()
    assert moved == Move("documents")
    assert kept is not None
    assert "Статистический учёт: отказ." in kept.text
    assert not kept.statistics


@pytest.mark.parametrize("wipe", [True, False])
def test_a_refusal_leaves_no_card_and_no_health_row(before: Session, wipe: bool) -> None:
    """R103: the person decides about the draft; what happens next is told."""
    outcome, talk = hold(
        consent_step(before),
        {"consent.statistics": True, "consent.accepted": False, "consent.discard": wipe},
    )
    assert isinstance(outcome, Blocked)
    assert [one.code for one in outcome.problems] == ["CONSENT_REFUSED"]
    assert "Неотложную помощь окажут и без карты" in outcome.problems[0].text
    assert talk.codes == ["CONSENT_REFUSED"]
    again = reopened(before)
    assert again.store.card() is None
    assert again.store.consent() is None
    assert again.store.files() == ()
    paths = {row.path for row in again.store.draft().rows if row.raw}
    assert not any(path.startswith(("documents", "vaccinations", "visits")) for path in paths)
    assert ("personal.surname" in paths) is not wipe
    assert again.wizard.step.key == ("personal" if wipe else "consent")
    again.store.close()


def test_after_a_wipe_nothing_of_the_person_is_in_the_store(before: Session) -> None:
    """Decrypted and looked through: no name, no number."""
    hold(
        consent_step(before), {"consent.statistics": True, "consent.accepted": False, "consent.discard": True}
    )
    assert before.draft.rows == {}
    content = dumped(before)
    assert not any(known in content for known in ("Иванова", "Петровна", "112-233", "11223344595"))


def test_the_signature_may_be_refused_after_the_code(before: Session, post: Post) -> None:
    """Two separate actions: a right code alone signs nothing."""
    outcome, _talk = hold(consent_step(before), signs(post, **{"consent.signature": False}))
    assert isinstance(outcome, Blocked)
    assert [one.code for one in outcome.problems] == ["CONSENT_NEEDED"]
    assert before.store.consent() is None
    assert not before.facts().consent


def test_a_signed_consent_is_not_asked_again(consented: Session) -> None:
    """Its number is told."""
    consented.move("consent.accepted")
    moved, talk = hold(consent_step(consented))
    assert moved == Move("documents")
    assert talk.keys == []
    assert talk.said == [f"Согласие уже подписано, номер {consented.consent_id}."]


@pytest.mark.parametrize(
    ("path", "raw", "stale"),
    [
        ("personal.surname", "Петрова", True),
        ("personal.passport_number", "654322", True),
        ("clinic.inn", "7702030351", True),
        ("consent.statistics", "нет", True),
        ("personal.phone", "+7 916 123-45-68", False),
        ("policy.start", "02.04.2015", False),
    ],
)
def test_what_makes_a_consent_stale(consented: Session, path: str, raw: str, stale: bool) -> None:
    """Only what stands in its text."""
    assert not is_stale(consented)
    consented.put(path, raw)
    assert is_stale(consented) is stale
