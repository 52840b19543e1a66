"""What was found in a file, in words: for a blind person they are the look at it (R15, R116, R119)."""

from collections.abc import Sequence

from emk_tui.card.formats import LEAST_DPI, SHORT, dots, page_numbers
from emk_tui.card.problems import WARNING, problem
from emk_tui.i18n import _
from emk_tui.ports import FileMeta, FileVerdict

MIB = 1024 * 1024


def measured_words(verdict: FileVerdict) -> str:
    """«страниц 12, 300 точек на дюйм, страница 5 пустая»; empty where nothing was measured."""
    told = [_("страниц {n}").format(n=verdict.pages)] if verdict.pages else []
    if verdict.dots:
        told.append(_("{w} на {h}").format(w=verdict.dots[0], h=dots(verdict.dots[1])))
    if verdict.dpi:
        told.append(_("{dots} на дюйм").format(dots=dots(verdict.dpi)))
    told += [blank_words(verdict.blank or ()), blurred_words(verdict.blurred or ())]
    return ", ".join(filter(None, [*told, _("есть электронная подпись") if verdict.signed else ""]))


def blank_words(pages: Sequence[int]) -> str:
    """«страница 5 пустая», «пустые страницы 2, 5»."""
    return which(pages, _("страница {n} пустая"), _("пустые страницы {n}"))


def blurred_words(pages: Sequence[int]) -> str:
    """«страница 7 размыта», «размыты страницы 7, 9»."""
    return which(pages, _("страница {n} размыта"), _("размыты страницы {n}"))


def which(pages: Sequence[int], one: str, several: str) -> str:
    """The words for these pages: one of them, several, none at all."""
    if not pages:
        return ""
    return (one if len(pages) == 1 else several).format(n=page_numbers(pages))


def verdict_text(verdict: FileVerdict) -> str:
    """The whole answer about a file: what stands against it, else that it fits; what was measured; advice."""
    against = [one.text for one in verdict.problems if one.level != WARNING]
    advice = [one.text for one in verdict.problems if one.level == WARNING and one.code not in IN_WORDS]
    words = measured_words(verdict)
    if against:
        return " ".join([*against, f"{words[:1].upper()}{words[1:]}." if words else "", *advice]).strip()
    head = _("Файл подходит: {words}.").format(words=words) if words else _("Файл подходит.")
    return " ".join([head, *advice])


IN_WORDS = frozenset({"DOC_BLANK", "DOC_BLURRED", "DOC_SIGNED"})
"""Warnings that the measured words hold already."""


def notes_of(verdict: FileVerdict) -> str:
    """What is worth knowing of a kept file, as the store keeps it: `DOC_BLANK:5 DOC_SIGNED`."""
    pages = {"DOC_BLANK": verdict.blank, "DOC_BLURRED": verdict.blurred}
    told = []
    for one in verdict.problems:
        if one.level == WARNING:
            where = ",".join(map(str, pages.get(one.code) or ()))
            told.append(f"{one.code}:{where}" if where else one.code)
    return " ".join(told)


def kept_words(meta: FileMeta) -> str:
    """«PDF, 340 КБ, страниц 12, 300 точек на дюйм, страница 5 пустая»: a kept file or part."""
    told = [SHORT.get(meta.media_type, ""), size_words(meta.size)]
    told += [_("страниц {n}").format(n=meta.pages)] if meta.pages else []
    told += [_("{dots} на дюйм").format(dots=dots(meta.dpi))] if meta.dpi else []
    return ", ".join(filter(None, [*told, *map(_note, meta.notes.split())]))


def _note(kept: str) -> str:
    """One warning that was kept with a file, with its pages where these were kept."""
    code, _point, pages = kept.partition(":")
    numbers = [int(one) for one in pages.split(",") if one.isdigit()]
    words = {"DOC_BLANK": blank_words, "DOC_BLURRED": blurred_words}.get(code)
    return words(numbers) if words is not None else problem(code, level=WARNING, pages="").short


def size_words(size: int) -> str:
    """«340 КБ», «2,5 МБ»."""
    if not size:
        return _("0 КБ")
    if size < MIB:
        return _("{n} КБ").format(n=max(1, round(size / 1024)))
    return _("{n} МБ").format(n=f"{size / MIB:.1f}".removesuffix(".0").replace(".", ","))


def limit_words(limit: int) -> str:
    """What may be given, before anything is chosen (R109, K14)."""
    told = _("Файл до {size}; больший делится по страницам. Выписка: только PDF, от {dpi} точек на дюйм.")
    return told.format(size=size_words(limit), dpi=LEAST_DPI["extract"])
