"""Kinds of papers: how each is called, and a file name that holds no personal data."""

import re

from emk_tui.i18n import _, _l

KINDS = {
    "confirmation": (_l("Подтверждение"), _l("подтверждение оформления карты")),
    "card": (_l("Выписка_карты"), _l("выписка из карты")),
    "consent": (_l("Согласие"), _l("подписанное согласие")),
    "ticket": (_l("Талон"), _l("талон на приём")),
    "request": (_l("Запрос_выписки"), _l("запрос выписки")),
    "cover": (_l("Опись_частей"), _l("опись частей документа")),
}
"""Kind → begin of the file name, how `emk verify` calls it."""


def paper_name(kind: str, number: str) -> str:
    """«Талон_17.pdf»: of the number only letters, digits, hyphens, at most 60 signs; KeyError for no kind."""
    safe = re.sub(r"[^0-9A-Za-zА-Яа-яЁё]+", "-", number).strip("-")[:60].rstrip("-")
    return f"{_(KINDS[kind][0])}_{safe}.pdf" if safe else f"{_(KINDS[kind][0])}.pdf"


def kind_name(kind: str) -> str:
    """«выписка из карты»; KeyError for no such kind."""
    return _(KINDS[kind][1])
