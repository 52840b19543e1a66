"""The authenticator bound anew; ten backup codes for the day without it (R193)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Event
from emk_tui.services.codes import read_backup_code, totp_now, totp_step
from emk_tui.services.flows.account_codes import change_authenticator, new_backup_codes
from emk_tui.services.flows.asks import Ask, Cancelled, Code, Input, Reply, Reveal
from emk_tui.services.session import Session
from tests.services.worlds import NOW, SECRET, Answers, Talk, dumped, held, reopened, seen


class Writes(Talk):
    """Writes down what is revealed and types the last line back."""

    def __init__(self, answers: Answers | None = None) -> None:
        self.lines: tuple[str, ...] = ()
        typed = {"recovery.backup": lambda ask: self.codes_shown[-1], "code.enrol": self._code}
        super().__init__({**typed, **(answers or {})})

    def _code(self, ask: Ask) -> str:
        return totp_now(self.secret, NOW)

    def __call__(self, ask: Ask) -> Reply:
        """Read what is revealed, then answer."""
        reply = super().__call__(ask)
        if isinstance(ask, Reveal):
            self.lines = ask.lines
        return reply

    @property
    def codes_shown(self) -> list[str]:
        """The codes without their numbers."""
        return [line.partition(": ")[2] for line in self.lines]

    @property
    def secret(self) -> str:
        """The secret without its spaces."""
        return self.lines[1].partition(": ")[2].replace(" ", "")


# -- the authenticator


def test_the_new_one_replaces_the_former(session: Session) -> None:
    """R193: a code of it proves it at once; the owner is told wherever reachable."""
    writes = Writes()
    held(change_authenticator(session), writes)
    account = session.account
    assert account.totp_secret == writes.secret != SECRET
    assert account.totp_confirmed
    assert totp_step(account.totp_secret, totp_now(SECRET, NOW), NOW, 0) is None
    assert not session.needs_code()
    assert [(one.channel, one.text) for one in session.opened.outbox()] == [
        (channel, "Приложение для кодов привязано заново. Если это были не вы, войдите и смените пароль.")
        for channel in ("sms", "email")
    ]
    assert session.store.journal()[-1].action == "приложение для кодов сменено"


def test_until_a_code_was_right_the_former_holds(session: Session) -> None:
    """Said before; left in the middle nothing is lost."""

    def leaves(ask: Ask) -> str:
        raise Cancelled

    writes = Writes({"code.enrol": ["000000", leaves]})
    with pytest.raises(Cancelled):
        held(change_authenticator(session), writes)
    assert writes.said[0] == "Прежняя запись в приложении действует, пока новая не проверена."
    assert session.account.totp_secret == SECRET
    assert session.opened.outbox() == ()


def test_a_real_world_tells_no_code(session: Session) -> None:
    """R23."""
    session.world = replace(session.world, kind="real")
    writes = Writes()
    held(change_authenticator(session), writes)
    assert [ask.shown for ask in writes.asks if isinstance(ask, Code)] == ["Код из приложения."]


# -- backup codes


def test_ten_codes_are_shown_once_and_one_is_typed_back(session: Session) -> None:
    """R193: the last one, to prove that all were written down; then they are good."""
    writes = Writes()
    held(new_backup_codes(session), writes)
    assert [line.partition(":")[0] for line in writes.lines] == [f"Код {n}" for n in range(1, 11)]
    assert writes.said == ["Запасные коды действуют: 10."]
    (asked,) = [ask for ask in writes.asks if isinstance(ask, Input)]
    assert (str(asked.field.label), asked.field.secret, asked.field.required) == ("Код 10", False, True)
    shown = [ask for ask in writes.asks if any(code in seen(ask) for code in writes.codes_shown)]
    assert len(shown) == 1
    assert session.opened.backup_codes_left() == 10
    for code in writes.codes_shown:
        assert session.opened.use_backup_code(read_backup_code(code), Event("проба", at=NOW))
    assert session.opened.backup_codes_left() == 0


@pytest.mark.parametrize("typed", ["", "7K2M-9QXD", "нет"])
def test_what_was_not_written_down_is_asked_again(session: Session, typed: str) -> None:
    """With its number; in any hand it is taken."""
    writes = Writes()
    writes.answers["recovery.backup"] = [typed, lambda ask: writes.codes_shown[-1].lower().replace("-", " ")]
    held(new_backup_codes(session), writes)
    assert writes.codes == ["BACKUP_REPEAT"]
    (told,) = [ask.problem.text for ask in writes.asks if isinstance(ask, Input) and ask.problem]
    assert told.startswith("Код 10 не совпал.")


@pytest.mark.parametrize("sure", [True, False])
def test_new_ones_take_the_place_of_the_former(session: Session, sure: bool) -> None:
    """Asked first where some are left; «нет» keeps them."""
    session.opened.set_backup_codes(["7K2M9QXD", "0123ABCD"], Event("проба", at=NOW))
    writes = Writes({"account.backup_anew": sure})
    held(new_backup_codes(session), writes)
    (question,) = [ask for ask in writes.asks if getattr(ask, "key", "") == "account.backup_anew"]
    assert "Прежние 2 перестанут действовать." in seen(question)
    assert session.opened.backup_codes_left() == (10 if sure else 2)
    assert session.opened.use_backup_code("7K2M9QXD", Event("проба", at=NOW)) is not sure


def test_left_before_they_were_typed_back_the_former_hold(session: Session) -> None:
    """Nobody knows whether the new ones were written down."""

    def leaves(ask: Ask) -> str:
        raise Cancelled

    session.opened.set_backup_codes(["7K2M9QXD"], Event("проба", at=NOW))
    with pytest.raises(Cancelled):
        held(new_backup_codes(session), Writes({"account.backup_anew": True, "recovery.backup": leaves}))
    assert session.opened.backup_codes_left() == 1


def test_the_codes_are_in_no_file_and_no_line(session: Session) -> None:
    """R23: digests only; what the journal says is that they were made."""
    writes = Writes()
    held(new_backup_codes(session), writes)
    dump = dumped(session)
    for code in writes.codes_shown:
        assert code not in dump and read_backup_code(code) not in dump
    again = reopened(session)
    assert again.opened.backup_codes_left() == 10
    assert again.store.journal()[-1].action == "запасные коды сделаны"
    again.store.close()
