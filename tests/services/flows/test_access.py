"""«Доступ к карте»: given to an organisation or a doctor, listed, taken back (R8)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from emk_tui.demo_staff import OTHER_INN
from emk_tui.ports import Event, Fault
from emk_tui.services.flows.access import access, candidates
from emk_tui.services.flows.asks import Ask, Back, Choice, Confirm, Input
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.people import NAMES, owner, signed_in
from tests.services.worlds import NOW, Answers, Hands, Talk, held, hold, reopened

THERE = "Городская поликлиника «Тихий двор»"
GIVE: Answers = {
    "access.menu": ["give", "back"],
    "access.name": "тихий",
    "access.who": "0",
    "access.sure": True,
}


@pytest.fixture
def made(clinic: World) -> Iterator[Session]:
    """The owner of a card, signed in."""
    with owner(clinic) as session:
        yield session


def given(session: Session) -> list[tuple[str, str, str, bool]]:
    """Kind, name, code of every access ever given, and whether it holds."""
    return [(one.kind, one.name, one.code, one.revoked_at is None) for one in session.store.grants()]


def menus(talk: Talk) -> list[list[str]]:
    """What the menu told each time."""
    return [
        [one.told for one in ask.options] for ask in talk.asks
        if isinstance(ask, Choice) and ask.key == "access.menu"
    ]  # fmt: skip


def test_an_organisation_of_the_directory(made: Session) -> None:
    """R8: by its ИНН, behind a question with its whole name; listed at once; a line in the journal."""
    _none, talk = hold(access(made), GIVE)
    assert given(made) == [("organisation", THERE, OTHER_INN, True)]
    (question,) = [ask for ask in talk.asks if isinstance(ask, Confirm)]
    assert question.question == f"Дать доступ ко всей карте: {THERE}?" and question.default is None
    assert menus(talk) == [
        ["Дать доступ", "назад"],
        ["Дать доступ", f"Отозвать: {THERE}, с 02.03.2026", "назад"],
    ]
    last = made.store.journal()[-1]
    assert (last.action, last.subject) == ("доступ дан", THERE)
    again = reopened(made)
    assert given(again) == given(again)
    again.store.close()


@pytest.mark.parametrize("name", ["тихий", "ершова", "Частная практика"])
def test_nobody_gets_it_twice(made: Session, name: str) -> None:
    """R8: or taking it back once would leave it given."""
    answers = {**GIVE, "access.menu": ["give", "give", "back"], "access.name": name}
    _none, talk = hold(access(made), answers)
    assert len(given(made)) == 1
    assert talk.said[-2].startswith("Доступ уже дан: ")


def test_after_a_withdrawal_nobody_sees_it(made: Session) -> None:
    """R102: what was given is kept, and waits for a new consent."""
    hold(access(made), GIVE)
    consent = made.store.consent()
    assert consent is not None
    made.store.withdraw(consent.id, "переезд", Event("проба", at=NOW))
    _none, talk = hold(access(made), {"access.menu": "back"})
    assert talk.said == [
        "Доступ ограничен: согласие отозвано 02.03.2026. "
        "Карту не откроет никто, пока вы не подпишете новое согласие."
    ]
    assert menus(talk) == [["Дать доступ", f"Отозвать: {THERE}, с 02.03.2026", "назад"]]


def test_who_stands_in_no_directory_is_not_counted(made: Session) -> None:
    """Nobody can be recognised by a name alone; the list says so."""
    _none, talk = hold(access(made), {**GIVE, "access.name": "Частная практика"})
    assert [text for text in talk.said if "прикрепления" in text][-1].endswith("Доступ дан ещё: 0.")
    assert menus(talk)[-1][1] == "Отозвать: Частная практика, с 02.03.2026, не по справочнику"


def test_one_back_is_where_it_was_asked(made: Session) -> None:
    """From whom to the name, which is still there; from the name to the menu of access."""

    def back(ask: Ask) -> str:
        raise Back

    answers = {"access.menu": ["give", "back"], "access.name": ["тихий", back], "access.who": back}
    _none, talk = hold(access(made), answers)
    assert talk.keys == ["access.menu", "access.name", "access.who", "access.name", "access.menu"]
    names = [ask.current for ask in talk.asks if isinstance(ask, Input)]
    assert names == ["", "тихий"]


def test_how_many_have_access_is_told_first(made: Session) -> None:
    """The attached clinic has it without being given."""
    _none, talk = hold(access(made), {**GIVE, "access.menu": ["give", "back"]})
    assert [text for text in talk.said if "прикрепления" in text] == [
        "Поликлиника прикрепления видит карту сама. Доступ дан ещё: 0.",
        "Поликлиника прикрепления видит карту сама. Доступ дан ещё: 1.",
    ]


def test_a_doctor_by_name(made: Session) -> None:
    """R8: one of those who can sign in, with the clinic beside the name."""
    _none, talk = hold(access(made), {**GIVE, "access.name": "ершова"})
    assert given(made) == [("doctor", NAMES["doctor2"], "doctor2", True)]
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == "access.who"]
    assert [one.text for one in choice.options] == [
        f"{NAMES['doctor2']}, врач, {THERE}", "другое имя",
    ]  # fmt: skip


def test_others_of_the_staff_are_no_doctors(made: Session) -> None:
    """A registrar is not found; what was typed is an organisation that no directory knows, and says so."""
    _none, talk = hold(access(made), {**GIVE, "access.name": "Смирнова"})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == "access.who"]
    assert choice.options[0].text == "Смирнова, организация, не по справочнику"
    assert given(made) == [("organisation", "Смирнова", "", True)]


def test_no_more_than_can_be_read(made: Session) -> None:
    """Six organisations at most; narrowed by more letters."""
    assert len([kind for kind, _entry in candidates(made, "поликлиника") if kind == "organisation"]) == 6
    assert len(candidates(made, "тихий двор")) == 1


def test_another_name_and_back(made: Session) -> None:
    """Nothing is given by looking."""
    answers = {
        "access.menu": ["give", "back"], "access.name": ["тихий", "северный", ""], "access.who": "cancel",
    }  # fmt: skip
    _none, talk = hold(access(made), answers)
    assert talk.keys.count("access.name") == 3
    assert given(made) == []


def test_a_no_gives_nothing(made: Session) -> None:
    """Asked once."""
    hold(access(made), {**GIVE, "access.sure": False})
    assert given(made) == []


def test_it_is_taken_back(made: Session, hands: Hands) -> None:
    """R8: behind a question; kept in the history with its end, a line in the journal."""
    hold(access(made), GIVE)
    identity = made.store.grants()[0].id
    hands.on(minutes=1)
    answers = {
        "access.menu": [f"revoke {identity}", f"revoke {identity}", "back"],
        "access.revoke": [False, True],
    }
    _none, talk = hold(access(made), answers)
    assert given(made) == [("organisation", THERE, OTHER_INN, False)]
    assert made.store.grants()[0].revoked_at == hands.now()
    assert talk.said[-2] == f"Доступ отозван: {THERE}."
    assert menus(talk)[-1] == ["Дать доступ", "назад"]
    last = made.store.journal()[-1]
    assert (last.action, last.subject) == ("доступ отозван", THERE)


def test_given_again_it_is_another_one(made: Session) -> None:
    """Both stand in the history."""
    hold(access(made), GIVE)
    first = made.store.grants()[0].id
    hold(access(made), {"access.menu": [f"revoke {first}", "back"], "access.revoke": True})
    hold(access(made), GIVE)
    assert [holds for *_rest, holds in given(made)] == [False, True]


def test_a_code_is_asked_behind_the_window(made: Session, hands: Hands) -> None:
    """K27: before the name, not for looking at the list."""
    hands.on(minutes=6)
    answers = {**GIVE, "code.channel": "app", "code.доступ к карте": None}
    _none, talk = hold(access(made), answers)
    assert talk.keys[:4] == ["access.menu", "code.channel", "code.доступ к карте", "access.name"]
    made.verified_at = None
    _none, talk = hold(access(made), {"access.menu": "back"})
    assert talk.keys == ["access.menu"]


def test_before_the_confirmation_it_is_closed(made: Session) -> None:
    """R7: exit code 3, nothing asked."""
    made.opened.save_account(replace(made.account, confirmed_basis=""), Event("проба", at=NOW))
    talk = Talk({})
    with pytest.raises(Fault) as refused:
        held(access(made), talk)
    assert (refused.value.problem.code, refused.value.exit_code) == ("ACCOUNT_NOT_CONFIRMED", 3)
    assert talk.asks == []


def test_who_was_given_access_sees_the_card(clinic: World) -> None:
    """R78: from the next sign-in on, until it is taken back."""
    from emk_tui.services.rights import Right

    with signed_in(clinic, "doctor2") as doctor:
        assert not doctor.may(Right.READ)
    with owner(clinic) as session:
        hold(access(session), GIVE)
    with signed_in(clinic, "doctor2") as doctor:
        assert doctor.may(Right.READ) and doctor.may(Right.HEALTH)
