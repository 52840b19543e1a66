"""Commands that need no store: rules, docs check, verify, registry list, doctor."""

import os
from pathlib import Path

import pytest

from emk_tui.card.problems import TEXTS
from emk_tui.cli import doctor
from tests.card.fields import FIELDS
from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_rules(emk: Run) -> None:
    """Every field with its words; rules across fields are told at their field."""
    (answer,) = emk("rules", "--json").objects
    rules = {one["path"]: one for one in answer["rules"]}
    assert set(rules) == set(FIELDS)
    keys = {"path", "label", "row", "kind", "text", "example", "counter_example"}
    assert all(set(one) == keys and all(one.values()) for one in rules.values())
    assert "с 14 лет" in rules["personal.passport_issued_on"]["text"]
    assert "Нижняя граница нормы не больше верхней." in rules["documents.results.low"]["text"]
    password = rules["account.password"]["text"]
    assert all(
        word in password
        for word in ("8", "заглавная", "строчная", "цифра", "спецсимвол", "рядов", "дат", "Логина")
    )
    assert "Только если «Вид полиса»: полис старой формы." in rules["policy.series"]["text"]
    assert "Сверьте" not in "".join(one["text"] for one in rules.values())
    assert "ответьте «нет»" in rules["personal.phone"]["text"]
    assert not [path for path, one in rules.items() if ".." in one["text"].replace("...", "")]
    assert ".." not in emk("rules").out
    lines = emk("rules").out.splitlines()
    assert [line.partition(":")[0] for line in lines] == list(FIELDS)


@pytest.mark.parametrize(
    ("name", "kind", "code", "codes"),
    [
        ("files/Иванова_Мария_Петровна_2026-01-15_Выписка.pdf", "extract", 0, []),
        ("files/analiz-krovi.jpg", "результат", 0, []),
        ("files/analiz-krovi.jpg", "extract", 1, ["DOC_FORMAT"]),
        ("broken.toml", None, 1, ["DOC_FORMAT"]),
        ("нет.pdf", None, 1, ["DOC_ABSENT"]),
        (".", None, 1, ["DOC_NOT_FILE"]),
    ],
)
def test_docs_check(emk: Run, name: str, kind: str | None, code: int, codes: list[str]) -> None:
    """The verdict on one file for one kind, in JSON and in words."""
    words = ("docs", "check", str(EXAMPLES / name), *(("--kind", kind) if kind else ()))
    ran = emk(*words, "--json")
    (answer,) = ran.objects
    assert (ran.code, answer["codes"], answer["accepted"]) == (code, codes, not codes)
    assert set(answer) == {"file", "accepted", "kind", "codes", "pages", "dpi", "blank", "blurred", "text"}
    spoken = emk(*words)
    assert answer["text"] in (spoken.err if codes else spoken.out)


def test_docs_check_of_several_files(emk: Run) -> None:
    """One object a line; one refused file decides."""
    good = str(EXAMPLES / "files/analiz-krovi.jpg")
    ran = emk("docs", "check", good, str(EXAMPLES), good, "--json")
    assert [one["accepted"] for one in ran.objects] == [True, False, True] and ran.code == 1


def test_docs_check_of_an_unknown_kind(emk: Run) -> None:
    """The kinds are named."""
    ran = emk("docs", "check", "x", "--kind", "справка")
    assert ran.code == 2 and "направление" in ran.err


def test_verify_of_what_is_not_ours(emk: Run) -> None:
    """Exit code 1 and one sentence."""
    ran = emk("verify", str(EXAMPLES / "files/analiz-krovi.jpg"), "--json")
    assert ran.code == 1 and ran.objects[0]["ok"] is False and ran.objects[0]["number"] == ""
    assert emk("verify", str(EXAMPLES)).err == "В этом файле нет бумаги этой программы.\n"


def test_verify_of_an_absent_file(emk: Run) -> None:
    """Input that cannot be used is no verdict."""
    assert emk("verify", str(EXAMPLES / "нет.pdf")).code == 2


def test_registry_list(emk: Run) -> None:
    """Version, date, source and rows of every directory."""
    (answer,) = emk("registry", "list", "--json").objects
    rows = {one["key"]: one["rows"] for one in answer["directories"]}
    assert rows["regions"] == 89 and all(rows.values())
    assert all(one["version"] and one["date"] and one["source"] for one in answer["directories"])
    assert len(emk("registry", "list").out.splitlines()) == len(rows)


def test_doctor(emk: Run) -> None:
    """The same findings in words and in JSON; nothing is created."""
    ran = emk("doctor", "--json")
    (answer,) = ran.objects
    keys = [one["key"] for one in answer["checks"]]
    assert keys == ["terminal", "utf8", "width", "keyring", "swap", "store", "disk", "registries"]
    assert ran.code == (0 if answer["ok"] else 1)
    assert len(emk("doctor").out.splitlines()) == len(keys)
    assert "Вакцины" in answer["checks"][-1]["text"] and "vaccines" not in answer["checks"][-1]["text"]


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        ("Filename Type Size\n", True),
        ("Filename Type Size\n/dev/zram0 partition 1\n", True),
        ("Filename Type Size\n/dev/sda2 partition 1\n", False),
    ],
)
def test_doctor_looks_at_swap(tmp_path: Path, text: str, ok: bool) -> None:
    """Swap on disk keeps traces of memory; compressed memory is none."""
    (tmp_path / "swaps").write_text(text)
    assert doctor.swap(tmp_path / "swaps").ok is ok
    assert doctor.swap(tmp_path / "absent").ok


def test_doctor_looks_at_the_data_folder(tmp_path: Path) -> None:
    """A file in the way is told, a folder that can be made is fine."""
    (tmp_path / "file").write_bytes(b"")
    assert not doctor.store(tmp_path / "file" / "home").ok
    assert doctor.store(tmp_path / "new" / "home").ok
    assert not (tmp_path / "new").exists()


RIGHT = b'{"header": {"kind": "demo"}}'


@pytest.mark.parametrize(
    ("files", "ok", "says"),
    [
        ({}, True, "Хранилища ещё нет, папка доступна для записи."),
        ({"keys.json": RIGHT, "emk.db": b"x"}, True, "Хранилище есть, папка доступна для записи."),
        ({"keys.json": b"{", "keys.json.old": RIGHT, "emk.db": b"x"}, True, "Хранилище есть, папка"),
        ({"keys.json.old": RIGHT, "emk.db": b"x"}, True, "Хранилище есть, папка"),
        ({"emk.db": b"x"}, False, "Рядом с хранилищем нет файла ключей keys.json."),
        ({"keys.json.old": b"{", "emk.db": b"x"}, False, "Рядом с хранилищем нет файла ключей keys.json."),
        ({"keys.json": b"", "emk.db": b"x"}, False, TEXTS["KEYS_DAMAGED"][1]),
        ({"keys.json": b"[" * 60_000, "emk.db": b"x"}, False, TEXTS["KEYS_DAMAGED"][1]),
        ({"keys.json": RIGHT}, False, TEXTS["STORE_DAMAGED"][1]),
        ({"keys.json.old": RIGHT}, False, TEXTS["STORE_DAMAGED"][1]),
        ({"keys.json": RIGHT, "emk.db": None}, False, TEXTS["STORE_DAMAGED"][1]),
    ],
)
def test_doctor_looks_at_database_and_keys(
    tmp_path: Path, files: dict[str, bytes | None], ok: bool, says: str
) -> None:
    """What is missing or damaged is named, nothing is touched; the former keys open as well."""
    (tmp_path / "store").mkdir()
    for name, content in files.items():
        path = tmp_path / "store" / name
        path.mkdir() if content is None else path.write_bytes(content)
    found = doctor.store(tmp_path)
    assert (found.key, found.ok) == ("store", ok) and found.text.startswith(str(says))
    assert {path.name for path in (tmp_path / "store").iterdir()} == set(files)


def test_doctor_is_not_held_up_by_a_pipe(tmp_path: Path) -> None:
    """Somebody put it in the place of the keys: damaged."""
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "emk.db").write_bytes(b"x")
    os.mkfifo(tmp_path / "store" / "keys.json")
    assert doctor.store(tmp_path).text == str(TEXTS["KEYS_DAMAGED"][1])


@pytest.mark.parametrize(
    ("encoding", "ok"), [("utf-8", True), ("UTF8", True), ("cp1251", False), ("ascii", False)]
)
def test_doctor_looks_at_letters(monkeypatch: pytest.MonkeyPatch, encoding: str, ok: bool) -> None:
    """Only UTF-8 carries every letter."""

    class Stream:
        """Standard output with this encoding."""

        def __init__(self) -> None:
            self.encoding = encoding

    monkeypatch.setattr("sys.stdout", Stream())
    assert doctor.utf8().ok is ok
