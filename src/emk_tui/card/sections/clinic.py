"""Step 2, attachment to a clinic (R72, R75)."""

from typing import Annotated

from emk_tui.card.fields import MIXED, Inn, Okpo, Text
from emk_tui.card.section import Section
from emk_tui.i18n import _l


def clinic_name(label: str, *, directory: str = "clinics", row: str = "R75") -> Text:
    """The full name of an organisation, chosen or typed."""
    return Text(
        label=label,
        spoken=_l("Поликлиника"),
        hint=_l("название полностью"),
        row=row,
        script=MIXED,
        shortest=3,
        example="ГБУЗ «Городская поликлиника № 5»",
        counter="ГП5\\",
        directory=directory,
        limit=300,
        place=_l("сайт или договор поликлиники"),
    )


class Clinic:
    """The clinic as written in its papers; choosing one from the directory fills all three."""

    name: Annotated[str, clinic_name(_l("Полное название поликлиники"))]
    inn: Annotated[
        str,
        Inn(
            label=_l("ИНН поликлиники"),
            hint=_l("10 цифр"),
            example="7702030351",
            counter="7702030352",
            place=_l("сайт поликлиники, раздел реквизиты"),
            row="R75",
            lengths=(10,),
        ),
    ]
    okpo: Annotated[
        str | None,
        Okpo(
            label=_l("ОКПО поликлиники"),
            hint=_l("8 или 10 цифр"),
            example="00242766",
            counter="00242765",
            place=_l("сайт поликлиники, раздел реквизиты"),
            row="R75",
            required=False,
        ),
    ] = None


CLINIC = Section("clinic", Clinic, _l("Поликлиника"))
