"""Lines and prompts for speech and braille: harmless text, wrapping, prompts that fit a display. Pure."""

import re
import unicodedata

WIDTH = 78
"""Cells of a line at most (accessibility rule 2)."""
CELLS = 39
"""Cells of a prompt at most on a display of 40, the cursor takes the last one (rule 5)."""

LONGEST_NUMBER = 40
"""Characters of one number at most; a longer row of digits may be broken."""
MONTHS = {
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
}
PLAIN = re.compile(r"[ -~А-Яа-яЁё«»—–…№°§×±]*")
GLYPHS = re.compile(
    "[\u2023\u203b\u2043\u2190-\u21ff\u2300-\u2bff\u3013\uffe8-\uffee\ufff9-\ufffd"
    "\U0001d000-\U0001d1ff\U0001f000-\U0001fbff]"
)
INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
MARKS = 2
"""Combining marks on one letter at most: more of them cover the lines around."""
NEAREST = {"−": "-", "‐": "-", "‑": "-", "′": "'", "″": '"'}
HARMFUL = {"Cc", "Cf", "Cs", "Co", "Cn", "Me"}
SPACES = {"Zs", "Zl", "Zp"}


def width_of(text: str) -> int:
    """Cells of the text: 2 for wide letters, 0 for combining marks, else 1."""
    if text.isascii() or PLAIN.fullmatch(text):
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def no_glyphs(text: str) -> str:
    """Arrows, boxes, blocks, dingbats, braille and pictures become «?» (criterion A2)."""
    return GLYPHS.sub("?", text)


def printable(text: str) -> str:
    """Any text on one line, made harmless for a terminal and a reader; what cannot be shown becomes «?»."""
    if PLAIN.fullmatch(text):
        return text
    safe, marks = [], 0
    for char in unicodedata.normalize("NFC", text):
        marks = marks + 1 if unicodedata.category(char) == "Mn" else 0
        safe.append(_safe(char) if marks <= MARKS else "?")
    return INVISIBLE.sub("?", no_glyphs("".join(safe)))


def _safe(char: str) -> str:
    if char in "\t\n\r":
        return " "
    category = unicodedata.category(char)
    if category in SPACES:
        return "\u00a0" if char in "\u00a0\u202f\u2007" else " "
    return "?" if category in HARMFUL else NEAREST.get(char, char)


def wrap(text: str, width: int = WIDTH) -> list[str]:
    """Lines of at most `width` cells, broken at words; a number or a date stays whole.

    Blank lines are dropped. Only what is wider than a whole line by itself is cut.
    """
    return [line for part in text.split("\n") for line in _fill(_groups(part), width)]


def _groups(text: str) -> list[str]:
    """Words, with those joined by a space that belong to one number or date."""
    groups: list[str] = []
    for word in text.split(" "):
        if not word:
            continue
        if groups and len(groups[-1]) < LONGEST_NUMBER and _belong(groups[-1], word):
            groups[-1] += " " + word
        else:
            groups.append(word)
    return groups


def _belong(before: str, after: str) -> bool:
    """Are these one number or date: «445 95», «+7 (916)», «31 декабря», «декабря 2026», «№ 5»."""
    last, bare = before.rpartition(" ")[2], after.strip("(.,;:!?»)")
    if last in ("№", "§"):
        return bare[:1].isdigit()
    if last in MONTHS:
        return bare.isdigit() and len(bare) == 4
    return last.rstrip(")")[-1:].isdigit() and (bare[:1].isdigit() or bare in MONTHS)


def _fill(groups: list[str], width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in (piece for group in groups for piece in _pieces(group, width)):
        longer = f"{line} {piece}" if line else piece
        if width_of(longer) <= width:
            line = longer
        else:
            lines.append(line)
            line = piece
    return [done.replace("\u00a0", " ") for done in [*lines, line] if done]


def _pieces(group: str, width: int) -> list[str]:
    """The group itself, or, where it is wider than a line, its words cut to fit."""
    if width_of(group) <= width:
        return [group]
    return [piece for word in group.split(" ") for piece in _cut_word(word, width)]


def _cut_word(word: str, width: int) -> list[str]:
    pieces, piece, used = [], "", 0
    for char in word:
        if used + _cells(char) > width and piece:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + char, used + _cells(char)
    return [*pieces, piece]


def short_label(label: str, room: int) -> str:
    """The label cut at a word to `room` cells, without a preposition left at its end."""
    if width_of(label) <= room:
        return label
    words = label.split()
    while len(words) > 1 and (width_of(" ".join(words)) > room or len(words[-1]) <= 2):
        words.pop()
    return _cut_word(" ".join(words).rstrip(",;:"), max(room, 1))[0]


def prompt(label: str, reason: str = "", cells: int = CELLS, full: str = "") -> tuple[list[str], str]:
    """Lines above and the prompt, label first (rule 5): «Дата рождения, ошибка, такой даты нет: ».

    Where that is wider than `cells`, the full sentence goes above and «Дата рождения, ошибка: » asks.
    A label that has to be cut is said whole above. A question keeps its mark: «Подписать? ».
    """
    if not reason:
        return _asked(label, cells)
    name, tail = label.rstrip("?"), ", ошибка: "
    whole = f"{name}, ошибка, {reason}: "
    if width_of(whole) <= cells:
        return [], whole
    return wrap(full or _sentence(reason)), short_label(name, cells - len(tail)) + tail


def hidden_prompt(label: str, cells: int = CELLS) -> tuple[list[str], str]:
    """The same for an answer that is not echoed: «Пароль, ввод не виден: » (rule 9)."""
    whole = f"{label}, ввод не виден: "
    if width_of(whole) <= cells:
        return [], whole
    above, asked = _asked(label, cells)
    return [*above, "Ввод не виден."], asked


def _asked(label: str, cells: int) -> tuple[list[str], str]:
    whole = f"{label} " if label.endswith("?") else f"{label}: "
    if width_of(whole) <= cells:
        return [], whole
    return wrap(_sentence(label)), f"{short_label(label, cells - 2)}: "


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")
