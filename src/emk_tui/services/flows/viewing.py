"""Look at a document in the terminal: words first, then page by page; the picture on request (R54)."""

from collections.abc import Callable
from datetime import date

from emk_tui.i18n import _
from emk_tui.ports import Fault, FileMeta, Intake, Track
from emk_tui.services.completeness import pages_of
from emk_tui.services.file_words import kept_words
from emk_tui.services.flows.asks import Flow, Say, Show, look
from emk_tui.services.flows.questions import PageNumber, ask_field
from emk_tui.services.sources import of_file

Content = Callable[[FileMeta], bytes]


def view(intake: Intake, files: tuple[FileMeta, ...], content: Content, today: date) -> Flow[None]:
    """Every file in words, then the pages that are asked for; one page is shown at once. Faults pass."""
    for one in files:
        yield Say(f"{one.name}: {kept_words(one)}.")
    pages = pages_of(files) or len(files)
    field = PageNumber(label=_("Страница"), hint=_("номер, пустой ответ: назад"), required=False, pages=pages)
    number = 1
    while True:
        if pages > 1:
            typed = yield from ask_field("documents.page_number", field, today)
            if not typed:
                return
            number = int(typed)
        yield from _page(intake, *_located(files, number), content, number, pages)
        if pages == 1:
            return


def view_safely(intake: Intake, files: tuple[FileMeta, ...], content: Content, today: date) -> Flow[None]:
    """The same; a page that cannot be shown is told, and one goes on."""
    try:
        yield from view(intake, files, content, today)
    except Fault as refused:
        yield Say("", of_file(refused))


def _located(files: tuple[FileMeta, ...], number: int) -> tuple[FileMeta, int]:
    """The file that page is in, and its number there."""
    for one in files:
        if number <= max(one.pages, 1):
            return one, number
        number -= max(one.pages, 1)
    return files[-1], number


def _page(
    intake: Intake, meta: FileMeta, within: int, content: Content, number: int, pages: int
) -> Flow[None]:  # fmt: skip
    data = content(meta)
    found = yield from look(_("Открываем страницу."), lambda track: intake.page(data, within, 0, track))

    def picture(columns: int, track: Track) -> tuple[str, ...]:
        return intake.page(data, within, columns, track).picture

    yield Show(_("Страница {n} из {pages}").format(n=number, pages=pages), found.text, picture)
