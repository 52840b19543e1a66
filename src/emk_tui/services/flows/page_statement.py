"""Signature and stamp on every page of an extract, in the owner's own words (R117)."""

from emk_tui.card.statement import BOTH, NEITHER, NO_SIGNATURE, NO_STAMP, WORDS, written
from emk_tui.i18n import _
from emk_tui.services.flows.asks import LATER, Back, Choice, Confirm, Flow, Option, Say

PAGE, REST, LACKS = "documents.page", "documents.pages_rest", "documents.page_lacks"
TOLD_OF_REST = 2
"""Pages that must be left so that they are asked for together."""


def state_pages(pages: int) -> Flow[str]:
    """Ask page by page; the statement as it is kept, empty where it is left for later. Back at page 1.

    Every question waits for a word: an Enter, typed ahead or by mistake, states nothing.
    """
    yield Say(_("Подпись врача и печать программа не узнаёт. Укажите сами, по страницам."))
    stated: list[str] = []
    while len(stated) < pages:
        try:
            told = yield from _page(len(stated) + 1, pages)
        except Back:
            if not stated:
                raise
            stated.pop()
            continue
        if told == LATER:
            return ""
        stated.append(told)
        left = pages - len(stated)
        # once, where it spares most questions: after the first page
        if len(stated) == 1 and told == BOTH and left >= TOLD_OF_REST and (yield from _rest(left)):
            stated += [BOTH] * left
    return written(stated)


def _page(number: int, pages: int) -> Flow[str]:
    """The mark of one page, or LATER."""
    question = _("Страница {n} из {pages}: есть и подпись врача, и печать?").format(n=number, pages=pages)
    if (yield Confirm(PAGE, question)):
        return BOTH
    options = (
        *(Option(mark, _(WORDS[mark])) for mark in (NO_SIGNATURE, NO_STAMP, NEITHER)),
        Option(LATER, _("указать позже, обо всех страницах")),
    )
    asked = _("Чего нет на странице {n}").format(n=number)
    return str((yield Choice(LACKS, asked, options, default=LATER)))


def _rest(left: int) -> Flow[bool]:
    """Do all the others have both as well."""
    question = _("На каждой из остальных страниц, их {n}, тоже есть подпись и печать?").format(n=left)
    return bool((yield Confirm(REST, question)))
