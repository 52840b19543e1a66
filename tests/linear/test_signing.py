"""A consent signed by a signature and a known СНИЛС, spoken (R47, R49)."""

from pathlib import Path

import pytest

from emk_tui.linear.answers import Answerer
from emk_tui.linear.console import InputClosed
from emk_tui.linear.prompter import Stop
from emk_tui.linear.steps import StepLoop
from tests.linear.talking import Talk, demo_session

STEPS = ("personal", "clinic", "policy")
READ = [""] * 8
"""Enter through the text of the consent."""


def test_the_consent_by_a_signature(tmp_path: Path) -> None:
    """The fourth way, the certificate, the question of the signature; no code is asked."""
    with demo_session(tmp_path, STEPS) as session:
        for key in STEPS:
            session.finish(key)
        session.move("consent.statistics")
        talk = Talk(["да", *READ, "да", "подпись", "да", "стоп"])
        answerer = Answerer(talk.prompter)
        answerer.session = session
        with pytest.raises((InputClosed, Stop)):
            StepLoop(talk.prompter, answerer, session).run()
        kept = session.store.consent()
    assert kept is not None and kept.method == "signature"
    at = talk.lines.index("4. электронная подпись")
    assert talk.lines[at + 1 : at + 6] == [
        "Enter: код из приложения.",
        "Чем подтвердить: ",
        "Ждём электронную подпись.",
        "Подпись верна. Сертификат: образец, действует только в показе.",
        "Подписать согласие этой электронной подписью?",
    ]
    assert f"Согласие подписано, номер {kept.id}." in talk.text.replace("\n", " ")
    assert "Код для показа" not in talk.text


def test_a_known_snils_is_told_at_its_field(tmp_path: Path) -> None:
    """The step does not go on; a stranger's card stays unnamed."""
    talk = Talk(["дальше", "стоп"])
    with demo_session(tmp_path, STEPS) as session:
        session.put("personal.snils", "163-082-745 59")
        session.move("personal.email")
        answerer = Answerer(talk.prompter)
        answerer.session = session
        with pytest.raises((InputClosed, Stop)):
            StepLoop(talk.prompter, answerer, session).run()
        assert session.wizard.step.key == "personal"
    assert "СНИЛС, ошибка. Этот номер уже стоит в другой карте." in talk.text
    assert talk.lines[-1].startswith("СНИЛС")
    assert "ДЕМО-" not in talk.text
