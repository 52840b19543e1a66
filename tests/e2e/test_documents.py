"""Documents in the real program: three ways in, looked at, handed out, a long look stopped (R13, R54)."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.hostile import ENDLESS
from tests.documents.samples import jpeg, pdf
from tests.e2e.desks import at_desk, at_home, play
from tests.e2e.driver import surroundings
from tests.e2e.process import children
from tests.e2e.screen import Seen, screen

EXAMPLES = Path(__file__).parents[2] / "examples" / "files"
EXTRACT = next(path for path in EXAMPLES.iterdir() if "Выписка" in path.name)
SLOW = ENDLESS["tile of a dot"]


def begun(seen: Seen) -> bool:
    """Has the process that looks at the file been started."""
    for _try in range(200):
        if children(seen.talk):
            return True
        seen.talk._read(0.05)
    return False


def emk(kept: Path, *words: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """A command on the kept store, without a terminal, as over `ssh host emk …`."""
    env = {**surroundings(kept.parent), "EMK_HOME": str(kept)}
    return subprocess.run(
        [sys.executable, "-m", "emk_tui", *words], input=stdin, capture_output=True, env=env
    )


def test_the_stream_and_the_drop_folder_are_offered_and_taken(kept: Path) -> None:
    """R13: sealed without a sign-in, taken after it; the folder and the inbox are empty then."""
    done = emk(kept, "docs", "add", "--kind", "рецепт", "-", "--name", "рецепт.jpg", stdin=jpeg())
    assert (done.returncode, done.stderr) == (0, b"")
    dropped = kept / "drop" / "паспорт.pdf"
    dropped.write_bytes(pdf())
    old = dropped.stat().st_mtime - 60
    os.utime(dropped, (old, old))
    with at_home(kept, 0) as talk:
        said = play(talk, [("присланные файлы", r"1\. паспорт\.pdf(.|\n)*2\. рецепт\.jpg, рецепт(.|\n)*: $")])
        assert not dropped.exists() and "Добавлю позже" in said
        said = play(talk, [
            ("1", "Вид документа"), ("паспорт", "Сейчас: паспорт.pdf"), ("", "Комментарий"),
            ("", r"Файл принят: (.|\n)*Записано в карту\.(.|\n)*Какой взять: $"),
            ("3", "Моё здоровье: $"),
            ("мои медицинские документы", r"Состояние карты: создана, (.|\n)*паспорт, проверен"),
        ])  # fmt: skip
    assert len(list((kept / "store" / "inbox").glob("document.*"))) == 1


def test_a_refused_file_is_kept_nowhere(kept: Path) -> None:
    """Exit code 1, the reason on stderr, nothing waits."""
    done = emk(kept, "docs", "add", "--kind", "result", "-", stdin=b"no document")
    assert done.returncode == 1 and "Формат не подходит" in done.stderr.decode()
    assert not list((kept / "store").glob("inbox/document.*"))


def test_an_extract_by_a_typed_path(kept: Path) -> None:
    """R117, R122, R125: page by page, «Подтверждено», what is missing by name; then out again (R54)."""
    with at_home(kept, 0) as talk:
        play(talk, [
            ("мои медицинские документы", "Не хватает: Выписка из истории болезни"),
            ("добавить документ", "до 10 МБ(.|\n)*Вид документа"), ("выписка", "Файл: $"),
            (str(EXTRACT), "Дата выдачи"), ("15.01.2026", "Медицинская организация"),
            ("Городская поликлиника «Тихий двор»", "Комментарий"),
            ("", r"Страница 1 из 1: есть и подпись"),
            ("да", r"Файл принят: 15 КБ, страниц 1\.(.|\n)*готова к\s+использованию"),
        ])  # fmt: skip
        said = play(talk, [("Выписка из истории болезни", r"Подтверждено\.(.|\n)*Что сделать: $")])
        assert EXTRACT.name in said
        play(talk, [
            ("посмотреть", "Страница 1 из 1\n(.|\n)*Иванова Мария Петровна(.|\n)*Показать картинку"),
            ("нет", "Что сделать"), ("скачать", "Файл\\s+не зашифрован"),
            ("передать", "Организация"), ("Тихий", "Кому передать"), ("1", r"Передать «(.|\n)*\?"),
            ("да", "Программа\\s+сама ничего не отправляет"), ("назад", "Мои медицинские документы: $"),
            ("назад", "Моё здоровье: $"),
            ("журнал", r"документ\s+передан(.|\n)*Журнал операций: $"), ("назад", "Моё здоровье: $"),
        ])  # fmt: skip
    assert (kept / "papers" / EXTRACT.name).read_bytes() == EXTRACT.read_bytes()


def test_a_specialist_opens_the_file_that_is_judged(kept: Path) -> None:
    """R112."""
    with at_desk(kept, "specialist", 0) as talk:
        play(talk, [
            ("результаты на проверку", "Биохимический анализ крови(.|\n)*: $"), ("1", "Что записать"),
            ("посмотреть файл", r"Страница 1 из 1(.|\n)*Показать картинку"), ("нет", "Что записать"),
            ("подтвердить", "Записано: подтверждено"),
        ])  # fmt: skip


@pytest.mark.parametrize("face", ["screen", "lines"])
def test_a_long_look_is_stopped(tmp_path: Path, face: str) -> None:
    """By Esc, by Ctrl+C: what was typed stays, no process is left."""
    (tmp_path / "долгий.pdf").write_bytes(SLOW())
    world = ("demo", "--step", "documents", *(("--linear",) if face == "lines" else ()))
    with screen(*world, env=surroundings(tmp_path)) as seen:
        seen.until("Добавить документ")
        if face == "screen":
            seen.press("enter")
            seen.until("Вид документа")
            seen.press("паспорт", "enter", str(tmp_path / "долгий.pdf"), "enter")
            seen.until("▌Комментарий")
            seen.press("enter")
            seen.until("Проверяем файл")
            assert begun(seen)
            seen.press("\x1b")
        else:
            for line in ("2", "паспорт", str(tmp_path / "долгий.pdf"), ""):
                seen.press(line, "enter")
            seen.until("Проверяем файл")
            assert begun(seen)
            seen.press("\x03")
        text = seen.until("Остановлено, введённое сохранено")
        assert "Traceback" not in text and not children(seen.talk)
        assert re.search(r"долгий\.pdf|Файл", seen.text)
