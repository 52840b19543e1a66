"""«Изменить СМО»: another company, proven, saved in one piece with its notice (R162–R167, K27)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from emk_tui.ports import Event, Fault
from emk_tui.registries.signer import DemonstrationSigner
from emk_tui.services.flows.asks import SIGNATURE, Choice, Confirm
from emk_tui.services.flows.insurer import insurer
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.people import owner
from tests.services.worlds import NOW, Answers, Hands, Talk, held, hold, reopened

CODE = "7702030351"
NAME = "АО «Медицинская акционерная страховая компания» (МАКС-М)"
CHANGE: Answers = {
    "insurer.menu": "change", "insurer.name": "макс-м", "insurer.which": CODE, "insurer.save": True,
    "code.channel": "app", "code.смена страховой компании": None,
}  # fmt: skip


@pytest.fixture
def made(clinic: World) -> Iterator[Session]:
    """The owner of a card, signed in."""
    with owner(clinic) as session:
        yield session


def held_by(session: Session) -> tuple[str, int]:
    """The insurer of the card, and its version."""
    card = session.store.card()
    assert card is not None
    policy = card.sections["policy"]
    assert isinstance(policy, dict)
    return str(policy["insurer"]), card.version


def told(session: Session) -> list[str]:
    """What the notices about it say."""
    return [one.text for one in session.opened.outbox() if "Страховая компания" in one.text]


def test_the_change(made: Session) -> None:
    """R164–R167: chosen, saved; the version grows, both contacts are told, the journal has digests."""
    before, version = held_by(made)
    _none, talk = hold(insurer(made), CHANGE)
    assert held_by(made) == (NAME, version + 1)
    assert talk.said[0].startswith(f"Страховая компания: {before}. Полис ")
    assert talk.said[-1] == f"Сохранено: {NAME}. Версия карты {version + 1}."
    assert (
        told(made)
        == ["Страховая компания в карте сменена. Если это были не вы, войдите и смените пароль."] * 2
    )
    last = made.store.journal()[-1]
    assert last.action == "страховая компания сменена"
    assert len(last.changes) == 1 and "policy.insurer" in last.changes[0]
    assert before not in last.changes[0] and NAME not in last.changes[0]
    again = reopened(made)
    assert held_by(again) == (NAME, version + 1)
    again.store.close()


def test_everything_else_of_the_policy_stays(made: Session) -> None:
    """Number, region and days are not the insurer's."""
    card = made.store.card()
    assert card is not None
    policy = dict(card.sections["policy"])  # type: ignore[arg-type]
    hold(insurer(made), CHANGE)
    after = made.store.card()
    assert after is not None
    assert dict(after.sections["policy"]) == {**policy, "insurer": NAME}  # type: ignore[arg-type]
    assert {**after.sections, "policy": 0} == {**card.sections, "policy": 0}


def test_looking_changes_nothing(made: Session) -> None:
    """R162: told, and back."""
    before = held_by(made)
    _none, talk = hold(insurer(made), {"insurer.menu": "back"})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert choice.default == "back"
    assert [one.text for one in choice.options] == ["Изменить СМО", "назад"]
    assert held_by(made) == before


def test_the_present_company_is_refused(made: Session) -> None:
    """R165: told, and asked again; what is unknown as well; an empty answer goes back."""
    hold(insurer(made), CHANGE)
    version = held_by(made)[1]
    answers = {**CHANGE, "insurer.name": ["макс-м", "ъъъ", "макс-м", ""], "insurer.which": [CODE, "cancel"]}
    _none, talk = hold(insurer(made), answers)
    assert "Это ваша нынешняя компания. Выберите другую." in talk.said
    assert "Такой компании в справочнике нет. Введите другую часть названия." in talk.said
    assert held_by(made) == (NAME, version)
    assert "insurer.save" not in talk.keys


def test_a_no_at_the_end_keeps_it(made: Session) -> None:
    """R166: the last word is asked with its own sentence, without a default."""
    before = held_by(made)
    _none, talk = hold(insurer(made), {**CHANGE, "insurer.save": False})
    (question,) = [ask for ask in talk.asks if isinstance(ask, Confirm)]
    assert question.question == f"Сменить на {NAME}. Сохранить?" and question.default is None
    assert talk.said[-1] == "Страховая компания осталась прежней."
    assert (held_by(made), told(made)) == (before, [])


def test_the_proof_comes_before_the_last_word(made: Session, hands: Hands) -> None:
    """R165, K27: a code behind the window; within it the sentence alone."""
    _none, talk = hold(insurer(made), {**CHANGE, "insurer.save": False})
    assert talk.keys == ["insurer.menu", "insurer.name", "insurer.which", "insurer.save"]
    hands.on(minutes=6)
    _none, talk = hold(insurer(made), CHANGE)
    assert talk.keys[3:] == ["code.channel", "code.смена страховой компании", "insurer.save"]


def test_a_signature_proves_it_too(made: Session, hands: Hands) -> None:
    """R165: over the name of the new company."""
    made.world = replace(made.world, signer=DemonstrationSigner(hands))
    made.verified_at = None
    _none, talk = hold(insurer(made), {**CHANGE, "code.channel": SIGNATURE})
    assert "code.смена страховой компании" not in talk.keys
    assert held_by(made)[0] == NAME


@pytest.mark.parametrize("part", ["notify", "record"])
def test_a_fall_in_the_middle_leaves_both_or_none(
    made: Session, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R166, R167: the section, its notices and the journal in one transaction."""
    from emk_tui.store.work import Work

    class Fell(Exception):
        """The power is gone."""

    def fall(*given: object) -> None:
        raise Fell

    before, count = held_by(made), len(made.store.journal())
    with monkeypatch.context() as patch:
        patch.setattr(Work, part, fall)
        with pytest.raises(Fell):
            hold(insurer(made), CHANGE)
    again = reopened(made)
    assert (held_by(again), told(again), len(again.store.journal())) == (before, [], count)
    assert again.store.verify_journal().ok
    hold(insurer(again), CHANGE)
    assert (held_by(again)[0], len(told(again))) == (NAME, 2)
    again.store.close()


def test_every_company_is_chosen_by_a_code_of_its_own(made: Session) -> None:
    """What is offered can be told apart, and offered without doubles."""
    found = made.registries.directories["insurers"].find("", 1000).entries
    assert len({one.code for one in found}) == len(found)


def test_before_the_confirmation_it_is_told_not_changed(made: Session) -> None:
    """R7: looked at, and refused with exit code 3 before a company is asked."""
    made.opened.save_account(replace(made.account, confirmed_basis=""), Event("проба", at=NOW))
    talk = Talk({"insurer.menu": "change"})
    with pytest.raises(Fault) as refused:
        held(insurer(made), talk)
    assert (refused.value.problem.code, refused.value.exit_code) == ("ACCOUNT_NOT_CONFIRMED", 3)
    assert "insurer.name" not in talk.keys


def test_without_a_card_there_is_nothing_to_tell(session: Session) -> None:
    """The menu does not offer it; asked all the same nothing happens."""
    _none, talk = hold(insurer(session))
    assert talk.asks == []
