"""Rights over the consent: withdraw it, have copies of the records, know the purposes (R96, R102)."""

from emk_tui.card.consent_text import consent_blocks
from emk_tui.card.problems import WARNING, problem
from emk_tui.card.steps import BY_KEY
from emk_tui.i18n import _
from emk_tui.services.completeness import forget_requests
from emk_tui.services.flows.asks import Confirm, Flow, Say
from emk_tui.services.flows.consent import sign_consent
from emk_tui.services.flows.questions import REASON, ask_field
from emk_tui.services.flows.signing import prove_person
from emk_tui.services.paper_files import copy_name, save_paper
from emk_tui.services.session import Session
from emk_tui.services.shown import restriction, shown_lines
from emk_tui.services.wizard import Move

TOLD = (3, 4, 7)
"""Blocks of the signed text that say what for, which data and until when."""


def withdraw(session: Session) -> Flow[None]:
    """What it leads to, why, a proof as for the signing, the last word; then one transaction (R102)."""
    consent = session.store.consent()
    if consent is None:
        return
    made = session.store.card() is not None
    yield Say(_with_card() if made else _without_card())
    reason = yield from ask_field("consent.reason", REASON, session.world.clock.today())
    proven = _("Отзыв согласия {id}. Причина: {reason}").format(id=consent.id, reason=reason)
    yield from prove_person(session, _("отзыв согласия"), proven.encode, fresh=True)
    if not (yield Confirm("consent.withdraw", _("Отозвать согласие?"))):
        yield Say(_("Согласие не отозвано, всё осталось как было."))
        return
    if not made:
        # whom an extract was asked of tells of health as well
        forget_requests(session)
    session.store.withdraw(consent.id, reason, session.record("согласие отозвано", consent.id))
    _stand_at_consent(session)
    if made:
        yield Say(f"{restriction(session)} {_('Подписать новое можно здесь же: «Подписать согласие».')}")
    else:
        yield Say(_("Согласие отозвано, сведения о здоровье стёрты. Шаг 4 ждёт нового согласия."))


def _with_card() -> str:
    return _(
        "Карта останется, но документы, прививки и запись к врачу показываться и передаваться не будут. "
        "Новое согласие вернёт доступ. Неотложную помощь окажут и так."
    )


def _without_card() -> str:
    return _(
        "Введённые документы, прививки и запись к врачу будут стёрты, без согласия карта не создаётся. "
        "Подписать его заново можно в любой день. Неотложную помощь окажут и так."
    )


def _stand_at_consent(session: Session) -> None:
    """The draft as it is now; its wizard waits at the consent where that can be signed."""
    session.reload()
    moved = session.wizard.goto(BY_KEY["consent"].number)
    if isinstance(moved, Move):
        session.move(moved.path)


def sign_again(session: Session) -> Flow[None]:
    """A new consent for a card that is made lifts the restriction (R102)."""
    blocked = yield from sign_consent(session)
    if blocked is None:
        yield Say(_("Доступ к сведениям карты снова открыт."))
    elif blocked.problems[0].code != "CONSENT_NOT_RENEWED":
        # the signature itself was refused: a refusal of the text has been told already
        yield Say("", problem("CONSENT_NOT_RENEWED", level=WARNING))


def save_copy(session: Session) -> Flow[None]:
    """The whole card as it is shown, as a text only its owner can read (R96)."""
    card = session.store.card()
    if card is None:
        return
    head = [_("ОБРАЗЕЦ, данные вымышленные.")] if session.world.sample else []
    made = _("Копия записей, {day}.").format(day=f"{session.world.clock.now():%d.%m.%Y %H:%M}")
    text = "\n".join([*head, made, *shown_lines(session, card)]) + "\n"
    path = save_paper(session.world.folder / "papers", copy_name(card.number), text.encode())
    session.store.record(session.record("копия записей сохранена", path.name))
    yield Say(_("Сохранено в папку papers: {name}. Файл не зашифрован.").format(name=path.name))


def show_purposes(session: Session) -> Flow[None]:
    """What for, which data and until when, in the words that were signed (R96)."""
    consent = session.store.last_consent()
    if consent is None:
        return
    words = _("Согласие {id}, подписано {day}.")
    yield Say(words.format(id=consent.id, day=f"{consent.signed_at:%d.%m.%Y}"))
    if session.store.consent() is None:
        yield Say(restriction(session))
    blocks = consent_blocks(consent.text)
    for head, text in (blocks[number] for number in TOLD if number in blocks):
        yield Say(f"{head}: {text}")
