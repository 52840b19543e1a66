"""What a form tells the screen around it."""

from typing import TYPE_CHECKING, Protocol

from emk_tui.services.live import Live
from emk_tui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    from emk_tui.widgets.form import RecordForm


class FormOwner(Protocol):
    """The screen around a form."""

    def form_here(self, form: "RecordForm", row: FieldRow) -> None:
        """Another row is in focus."""

    def form_typed(self, form: "RecordForm", row: FieldRow, before: Live) -> None:
        """Somebody typed in it; `before` is what was said of it until now. Costs as little as it can."""

    def form_checked(self, form: "RecordForm") -> None:
        """A field was left and the record checked anew."""

    def form_left(self, form: "RecordForm", row: FieldRow) -> None:
        """A row was left with what was typed in it."""

    def form_asks(self, form: "RecordForm", row: FieldRow, *, typed: bool) -> None:
        """A row was entered, or letters were typed in it for which there may be a list."""

    def form_done(self, form: "RecordForm") -> None:
        """The person is through with it."""
