"""A consent signed by a signature and a known СНИЛС, on the full screen (R47, R49)."""

from dataclasses import replace

from emk_tui.demo_example import example_rows
from emk_tui.registries.signer import DemonstrationSigner
from emk_tui.services.session import Session
from tests.screens.scene import Scene, play
from tests.services.worlds import fill_to


def test_the_consent_by_a_signature(session: Session) -> None:
    """The fourth way by its number; the certificate is told before the question of the signature."""
    session.world = replace(session.world, signer=DemonstrationSigner(session.world.clock))
    fill_to(session, "policy")
    session.wizard.goto(4)

    async def scene(stage: Scene) -> None:
        await stage.press("д")
        text = await stage.press("end", "tab", "space", "tab", "enter")
        assert "Чем подтвердить" in text and "4. электронная подпись" in text
        text = await stage.press("4", "enter")
        assert "Подпись верна. Сертификат: образец, действует" in text
        assert "Подписать согласие этой электронной подписью?" in text
        assert "5 из 8" in await stage.press("д")

    play(session.world, scene, session=session)


def test_a_known_snils_opens_its_field(session: Session) -> None:
    """The end of step 1 comes back to the number that stands in a card."""
    for name, raw in example_rows()["personal"].items():
        session.put(f"personal.{name}", raw)
    session.put("personal.snils", "163-082-745 59")
    session.move("personal.email")

    async def scene(stage: Scene) -> None:
        text = await stage.press("enter")
        assert "▌СНИЛС" in text and "1 из 8" in text
        assert "Ошибка: Этот номер уже стоит в другой карте." in text

    play(session.world, scene, session=session)
