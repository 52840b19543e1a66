"""`emk doctor`: what works here and what to do about the rest; opens no store, changes nothing."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emk_tui.card.problems import problem
from emk_tui.cli.output import emit, say
from emk_tui.i18n import _
from emk_tui.ports import Fault


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: fine or not, and one sentence."""

    key: str
    ok: bool
    text: str


def doctor(args: Namespace) -> int:
    """0 everything works, 1 something to do."""
    from emk_tui.settings import data_folder

    folder = data_folder()
    looks: tuple[Callable[[], Finding], ...] = (
        terminal,
        utf8,
        width,
        keyring,
        lambda: swap(Path("/proc/swaps")),
        lambda: store(folder),
        lambda: disk(folder),
        registries,
    )
    found = [look() for look in looks]
    fine = all(one.ok for one in found)
    if args.json:
        checks = [{"key": one.key, "ok": one.ok, "text": one.text} for one in found]
        emit({"ok": fine, "checks": checks})
        return 0 if fine else 1
    for one in found:
        say(one.text if one.ok else _("Внимание. {text}").format(text=one.text))
    return 0 if fine else 1


def terminal() -> Finding:
    """Is there a terminal, and which."""
    name = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Finding(
            "terminal", True, _("Терминал: ввод или вывод перенаправлен, годятся команды и строки.")
        )
    if name in ("", "dumb"):
        return Finding("terminal", True, _("Терминал простой: подойдёт emk --linear."))
    return Finding("terminal", True, _("Терминал: {name}.").format(name=name))


def utf8() -> Finding:
    """Do Russian letters get through."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("_", "-")
    if encoding in ("utf-8", "utf8"):
        return Finding("utf8", True, _("Буквы: UTF-8."))
    return Finding("utf8", False, _("Буквы: не UTF-8. Задайте LANG=C.UTF-8 и повторите."))


def width() -> Finding:
    """Cells of the terminal; full screen wants 80×24, lines are content with 40."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return Finding("width", True, _("Ширина: терминала нет, строки до 78 знаков."))
    words = _("Размер: {columns} на {lines}.").format(columns=size.columns, lines=size.lines)
    if 0 < size.columns < 40:
        return Finding("width", False, words + " " + _("Узко: задайте EMK_CELLS или расширьте окно."))
    return Finding("width", True, words)


def keyring() -> Finding:
    """Which key store of the system would be used."""
    from importlib.util import find_spec

    if find_spec("keyring") is None:
        return Finding("keyring", True, _("Хранилище ключей системы не установлено, вход по паролю."))
    from emk_tui.store.keyring import SystemKeyRing

    if SystemKeyRing().available():
        return Finding("keyring", True, _("Хранилище ключей системы найдено."))
    return Finding("keyring", True, _("Хранилища ключей системы нет, вход по паролю."))


def swap(swaps: Path) -> Finding:
    """Swap on disk may keep what was in memory."""
    try:
        lines = swaps.read_text().splitlines()[1:]
    except OSError:
        return Finding("swap", True, _("Подкачка: здесь не узнать."))
    if [line for line in lines if "zram" not in line]:
        text = _("Подкачка на диске включена. Зашифруйте её или отключите: в ней остаются следы памяти.")
        return Finding("swap", False, text)
    return Finding("swap", True, _("Подкачки на диске нет."))


def store(folder: Path) -> Finding:
    """Can the data folder, or the nearest one above it, be written; are database and keys there."""
    from emk_tui.wiring import has_store, stored_kind

    above = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    if not (above.is_dir() and os.access(above, os.W_OK | os.X_OK)):
        return Finding(
            "store", False, _("В папку данных нельзя писать. Проверьте её права или задайте EMK_HOME.")
        )
    if not has_store(folder):
        return Finding("store", True, _("Хранилища ещё нет, папка доступна для записи."))
    if not (folder / "store" / "emk.db").is_file():
        return Finding("store", False, problem("STORE_DAMAGED").text)
    if not stored_kind(folder):
        there = (folder / "store" / "keys.json").exists()
        return Finding("store", False, problem("KEYS_DAMAGED" if there else "KEYS_MISSING").text)
    return Finding("store", True, _("Хранилище есть, папка доступна для записи."))


def disk(folder: Path) -> Finding:
    """Is the data folder on this machine's own disk."""
    from emk_tui.store.folder import refuse_network

    try:
        refuse_network(folder)
    except Fault as fault:
        return Finding("disk", False, fault.problem.text)
    return Finding("disk", True, _("Папка данных на своём диске."))


def registries() -> Finding:
    """Are the embedded directories there."""
    from emk_tui.registries.embedded import embedded_directories

    counts = ", ".join(f"{one.title} {len(one)}" for one in embedded_directories().values())
    return Finding(
        "registries", True, _("Справочники: {counts}. Реестры не подключены.").format(counts=counts)
    )
