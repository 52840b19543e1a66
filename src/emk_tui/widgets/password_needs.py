"""What a new password must have, live in words: which of it is there, which is missing (R28–R30)."""

from datetime import date

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from emk_tui.card.fields import Field
from emk_tui.i18n import _
from emk_tui.services.live import Need, password_needs

LOW = 18
"""Lines of the terminal below which it says all in three lines."""


class PasswordNeeds(Widget):
    """Of a fixed height: a key changes words, never the layout."""

    def __init__(self, field: Field, today: date) -> None:
        super().__init__(classes="password-needs")
        self.field, self._today = field, today
        self.needs: tuple[Need, ...] = password_needs(field, "", today)

    def tell(self, text: str) -> None:
        """The password as it stands now; only what follows from it is kept."""
        needs = password_needs(self.field, text, self._today)
        if needs != self.needs:
            self.needs = needs
            self.refresh()

    @property
    def is_low(self) -> bool:
        """Is there room for three lines only."""
        return self.app.size.height < LOW

    def fit(self) -> None:
        """As many lines as there is room for."""
        self.styles.height = 3 if self.is_low else len(self.needs)

    def render(self) -> RenderResult:
        """«есть  цифра», «нужно  спецсимвол»; short of room what is missing in one sentence."""
        if self.is_low:
            return self._sentences()
        return Content("\n").join(self._line(need) for need in self.needs)

    def _line(self, need: Need) -> Content:
        word = _("есть") if need.met else _("нужно")
        return Content.styled(f"   {word:<6} {need.text}", "$success" if need.met else "$muted")

    def _sentences(self) -> Content:
        missing = [need.text for need in self.needs if not need.met]
        if not missing:
            return Content(_("Пароль годится."))
        words = _("Есть {n} из {all}. Нужно: {missing}.")
        there = len(self.needs) - len(missing)
        return Content(words.format(n=there, all=len(self.needs), missing=", ".join(missing)))
