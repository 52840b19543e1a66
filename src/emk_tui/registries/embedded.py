"""True directories that come with the program and work without a network (R61, R75, R130, R154, R155)."""

from collections.abc import Iterator
from datetime import date

from emk_tui.card.regions import regions as subjects
from emk_tui.i18n import _
from emk_tui.ports import Directory, Entry
from emk_tui.registries.listing import ListDirectory, Row
from emk_tui.registries.tables import read_table

SNAPSHOT = date(2026, 11, 23)
"""Day the facts were written down, for lists whose source names no day of issue."""

SHORT = {
    "77": ("Мск",),
    "78": ("СПб", "Питер"),
    "79": ("ЕАО",),
    "83": ("НАО",),
    "86": ("ХМАО",),
    "87": ("ЧАО",),
    "89": ("ЯНАО",),
    "93": ("ДНР",),
    "94": ("ЛНР",),
}
"""What people call some regions: ФНС code → words."""


def specialties() -> ListDirectory:
    """Specialties a person can book, by the word for the doctor; НСИ 1.2.643.5.1.13.13.11.1066."""
    source = _("НСИ Минздрава 1.2.643.5.1.13.13.11.1066, выборка для записи; день выпуска не указан")
    return ListDirectory("specialties", _("Специальности врачей"), "5.4", SNAPSHOT, source, _specialty_rows)


def insurers() -> ListDirectory:
    """Insurers of ОМС with the regions (ФНС codes) where they have a branch; F002 of ФФОМС."""
    title = _("Страховые компании ОМС")
    return ListDirectory(
        "insurers",
        title,
        _("F002, апрель 2022"),
        date(2022, 4, 28),
        _("ФФОМС, справочник F002"),
        _insurer_rows,
    )


def vaccines() -> ListDirectory:
    """Vaccines by trade name, found by disease and producer too; НСИ 1.2.643.5.1.13.13.11.1078."""
    source = _("НСИ Минздрава 1.2.643.5.1.13.13.11.1078, вакцины; день выпуска не указан")
    return ListDirectory("vaccines", _("Вакцины"), "4.5", SNAPSHOT, source, _vaccine_rows)


def regions() -> ListDirectory:
    """Subjects of the federation by ФНС code or name (R155)."""
    return ListDirectory(
        "regions", _("Регионы"), _("89 субъектов"), SNAPSHOT, _("Коды ФНС и ОКАТО"), _region_rows
    )


def embedded_directories() -> dict[str, Directory]:
    """All true directories by key: specialties, insurers, vaccines, regions; nothing is read yet."""
    made: tuple[Directory, ...] = (specialties(), insurers(), vaccines(), regions())
    return {directory.key: directory for directory in made}


def _specialty_rows() -> Iterator[Row]:
    for row in read_table("specialties.csv"):
        entry = Entry(row["code"], row["doctor"], {"specialty": row["doctor"]}, row["name"])
        yield Row(entry, also=(row["name"],), words=row["also"])


def _insurer_rows() -> Iterator[Row]:
    for row in read_table("insurers.csv"):
        entry = Entry(
            row["inn"], row["name"], {"insurer": row["name"]}, _("ИНН {inn}").format(inn=row["inn"])
        )
        yield Row(entry, also=(row["short"],), regions=frozenset(row["regions"].split()))


def _vaccine_rows() -> Iterator[Row]:
    for row in read_table("vaccines.csv"):
        note = f"{row['disease']}; {row['producers']}"
        yield Row(Entry(row["code"], row["trade"], {"vaccine": row["trade"]}, note))


def _region_rows() -> Iterator[Row]:
    for subject in subjects():
        entry = Entry(subject.code, subject.name, {"region": subject.name})
        bare = subject.name.removeprefix("г. ").removeprefix("Республика ").removesuffix(" Республика")
        yield Row(entry, also=(bare, *SHORT.get(subject.code, ())))
