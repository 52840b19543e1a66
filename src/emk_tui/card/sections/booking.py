"""Step 7, booking (R137, R141, R144)."""

from typing import Annotated

from emk_tui.card.fields import MIXED, Name, SlotTime, Text
from emk_tui.card.section import Section
from emk_tui.i18n import _l

HINTS = {
    "терапевт": _l("для общих сведений"),
    "кардиолог": _l("для сердечно-сосудистой системы"),
    "эндокринолог": _l("для гормонального статуса"),
}
"""What the specialty is for (R137)."""


class Booking:
    """The chosen specialty, doctor and time; the slot itself is taken by the booking flow."""

    specialty: Annotated[
        str | None,
        Text(
            label=_l("Специальность врача"),
            hint=_l("название или его часть"),
            example="терапевт",
            counter="\\",
            row="R141",
            script=MIXED,
            required=False,
            directory="specialties",
        ),
    ] = None
    doctor: Annotated[
        str | None,
        Name(
            label=_l("Врач"),
            hint=_l("фамилия врача"),
            example="Петрова А. С.",
            counter="Petrova",
            row="R141",
            required=False,
            initials=True,
        ),
    ] = None
    slot: Annotated[
        str | None,
        SlotTime(
            label=_l("Время записи"),
            hint=_l("дата и время или «ближайший»"),
            example="2030-03-04T09:20",
            counter="завтра",
            row="R144",
            required=False,
        ),
    ] = None


BOOKING = Section("booking", Booking, _l("Запись к врачу"), health=True, optional=True)
