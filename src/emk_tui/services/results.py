"""What to know once the card is made: where it is, what was sent, where its paper goes (R42, R52, R53)."""

from emk_tui.i18n import _
from emk_tui.services.session import Session


def after_creation(session: Session) -> tuple[str, ...]:
    """Whole sentences, the most important first."""
    folder = session.world.folder / "papers"
    return (
        _("Карта уже в разделах «Моё здоровье», «Мои заявки» и «Мои медицинские документы»."),
        _("Уведомление о готовности: меню, «Уведомления»."),
        _("PDF ляжет в папку {folder}, открыть его сможете только вы.").format(folder=folder),
        _("После ответа откроется меню: показать карту, сохранить подтверждение, журнал."),
    )
