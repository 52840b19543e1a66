"""The words of a code on its way, and what the person is told; the code is in the letter only."""

from emk_tui.gateways.addresses import masked
from emk_tui.gateways.ways import EMAIL
from emk_tui.i18n import _


def code_message(channel: str, code: str, purpose: str) -> tuple[str, str]:
    """Subject and text; a short message has no subject."""
    if channel != EMAIL:
        return "", _("ЭМК: код {code}, {purpose}. Никому его не сообщайте.").format(
            code=code, purpose=purpose
        )
    text = _(
        "Здравствуйте!\n\n"
        "Ваш код: {code}\n"
        "Для чего: {purpose}\n\n"
        "Введите его в программе. Никому его не сообщайте, даже сотруднику поликлиники.\n"
        "Если вы не просили код, ничего не делайте.\n"
    )
    return _("ЭМК: код подтверждения"), text.format(code=code, purpose=purpose)


def told(channel: str, address: str) -> str:
    """Where the code went, without the code."""
    where = _("Код отправлен письмом на {to}.") if channel == EMAIL else _("Код отправлен в СМС на {to}.")
    return where.format(to=masked(channel, address))
