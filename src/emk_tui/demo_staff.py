"""Staff of the demonstration, and what they come to: an application, a card with results (R5, R112)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from emk_tui.ports import Account, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emk_tui.card.draft import Draft
    from emk_tui.services.session import Session
    from emk_tui.services.world import World

CLINIC, CLINIC_INN = "Городская поликлиника «Берёзовая роща»", "7799100105"
OTHER, OTHER_INN = "Городская поликлиника «Тихий двор»", "7799100472"
PEOPLE: "Mapping[str, tuple[Role, str, str, str]]" = {
    "registrar": (Role.REGISTRAR, "Смирнова Анна Павловна", CLINIC, CLINIC_INN),
    "specialist": (Role.SPECIALIST, "Орлова Инна Петровна", CLINIC, CLINIC_INN),
    "doctor": (Role.DOCTOR, "Петрова Елена Сергеевна", CLINIC, CLINIC_INN),
    "doctor2": (Role.DOCTOR, "Ершова Татьяна Юрьевна", OTHER, OTHER_INN),
    "administrator": (Role.ADMINISTRATOR, "Фомин Олег Игоревич", CLINIC, CLINIC_INN),
}
"""Login → role, name, clinic with ИНН; `doctor2` works where the card is not attached."""


def staff(password: str) -> tuple[tuple[Account, str], ...]:
    """Accounts of the staff with the password that all of them share; their second factor is shown."""
    from emk_tui.services.codes import new_totp_secret

    return tuple(
        (
            Account(
                login=login, role=role, name=name, clinic=clinic, clinic_inn=inn, recovery_confirmed=True,
                totp_secret=new_totp_secret(), totp_confirmed=True,
            ),
            password,
        )
        for login, (role, name, clinic, inn) in PEOPLE.items()
    )  # fmt: skip


def prepare(session: "Session", role: str) -> None:
    """What somebody of this role comes to: the registrar an application, the others a card."""
    if role == Role.REGISTRAR:
        _apply_for_identity(session)
    elif session.store.card() is None:
        _make_card(session)


def _apply_for_identity(session: "Session") -> None:
    """The owner has given both papers and waits for the video."""
    from emk_tui.ports import Video
    from emk_tui.services.applying import identity_answers, take_identity

    world = session.world
    account = replace(session.account, confirmed_basis="", confirmed_at=None, video=Video.NOT_BEGUN)
    session.store.save_account(account, session.record("показ: личность ещё не подтверждена"))
    session.confirmed = False
    take_identity(session, identity_answers(_example(world), world))


def _make_card(session: "Session") -> None:
    """A card with two results: one a specialist has confirmed, one that waits."""
    from emk_tui.ports import ResultCheck
    from emk_tui.services.applying import apply_answers
    from emk_tui.services.reading import records_of, value_of
    from emk_tui.services.replies import FileReplies

    draft = _example(session.world)
    replies = FileReplies({"consent.accepted": "да"}, {"consent.statistics": "да"})
    done = apply_answers(session, draft, replies.answer)
    assert done.card is not None, [one.code for one in done.problems]
    first = value_of(records_of(done.card, "documents")[0], "id")
    check = ResultCheck(first, True, PEOPLE["specialist"][1], session.world.clock.now())
    session.opened.check_result(check, session.record("результат подтверждён", "результат 1"))


def _example(world: "World") -> "Draft":
    """Answers of the demonstration person, two results with them."""
    from datetime import timedelta

    from emk_tui.card.draft import FILE, Draft
    from emk_tui.demo_example import example_rows

    draft, day = Draft(), world.clock.today() - timedelta(days=14)
    for section, values in example_rows().items():
        for name, raw in values.items():
            draft.put(f"{section}.{name}", raw, FILE)
    for number, study in enumerate(("Общий анализ крови", "Биохимический анализ крови"), 1):
        record = {
            "kind": "результат исследования", "file": str(world.sample_file("result") or ""), "study": study,
            "performed_on": f"{day:%d.%m.%Y}", "received_on": f"{day + timedelta(days=1):%d.%m.%Y}",
            "results.1.indicator": "Гемоглобин", "results.1.value": "138", "results.1.unit": "г/л",
            "results.1.low": "120", "results.1.high": "140",
        }  # fmt: skip
        for name, raw in record.items():
            draft.put(f"documents.{number}.{name}", raw, FILE)
    return draft
