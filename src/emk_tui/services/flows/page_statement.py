"""Signature and stamp on every page of an extract, in the owner's own words (R117)."""

from emk_tui.card.statement import BOTH, WORDS, written
from emk_tui.i18n import _
from emk_tui.services.flows.asks import LATER, Back, Choice, Flow, Option, Say

REST = "rest"
"""This page and all behind it have both."""


def state_pages(pages: int) -> Flow[str]:
    """Ask page by page; the statement as it is kept, empty where it is left for later. Back at page 1."""
    yield Say(_("Подпись врача и печать программа не узнаёт. Укажите сами, по страницам."))
    stated: list[str] = []
    while len(stated) < pages:
        number = len(stated) + 1
        question = _("Страница {n} из {pages}: подпись врача и печать").format(n=number, pages=pages)
        try:
            chosen = str((yield Choice("documents.page", question, _options(number, pages))))
        except Back:
            if not stated:
                raise
            stated.pop()
            continue
        if chosen == LATER:
            return ""
        stated += [BOTH] * (pages - len(stated)) if chosen == REST else [chosen]
    return written(stated)


def _options(number: int, pages: int) -> tuple[Option, ...]:
    """Without a default: a statement is never made by a bare Enter."""
    rest = (Option(REST, _("есть на этой и всех следующих")),) if 1 < number < pages else ()
    first, *others = (Option(mark, _(words)) for mark, words in WORDS.items())
    return (first, *rest, *others, Option(LATER, _("указать позже")))
