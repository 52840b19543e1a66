"""The administrator's list of the staff (R7)."""

from emk_tui.services.flows.staff.people import list_staff
from emk_tui.services.world import World
from tests.services.people import signed_in
from tests.services.worlds import hold


def test_everybody_with_their_rights(clinic: World) -> None:
    """By login; the owner is none of them."""
    with signed_in(clinic, "administrator") as administrator:
        _none, talk = hold(list_staff(administrator))
    here, there = "Городская поликлиника «Берёзовая роща».", "Городская поликлиника «Тихий двор»."
    reads = "Права: чтение карты, чтение сведений о здоровье."
    assert talk.said == [
        f"Фомин Олег Игоревич, администратор, логин administrator. {here} "
        "Права: журнал операций, копия хранилища, учётные записи сотрудников.",
        f"Петрова Елена Сергеевна, врач, логин doctor. {here} {reads}",
        f"Ершова Татьяна Юрьевна, врач, логин doctor2. {there} {reads}",
        f"Смирнова Анна Павловна, регистратор, логин registrar. {here} "
        "Права: подтверждение личности других, восстановление входа по документам, чтение карты.",
        f"Орлова Инна Петровна, медицинский специалист, логин specialist. {here} "
        "Права: проверка результатов.",
    ]


def test_nothing_of_the_owner_is_told(clinic: World) -> None:
    """No name, no contact, no secret of anybody."""
    with signed_in(clinic, "administrator") as administrator:
        _none, talk = hold(list_staff(administrator))
        secrets = [one.totp_secret for one in administrator.store.staff()]
    told = " ".join(talk.said)
    for word in ("Иванова", "ivanova", "+7916", "example.ru", *secrets):
        assert word not in told
