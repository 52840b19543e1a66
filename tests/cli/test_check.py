"""`emk check`: files, values, lines."""

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from emk_tui.card.sections import SECTIONS
from tests.card.fields import FIELDS
from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = ("--now", "2026-03-02T10:00:00")
KEYS = {"step", "field", "path", "code", "level", "short", "text", "row"}


def test_ivanova_is_complete_and_right(emk: Run) -> None:
    """No problem at all, in JSON and in words, on both sides of today."""
    file = str(EXAMPLES / "ivanova.toml")
    assert emk("check", file, "--json", *NOW).objects == [{"ok": True, "problems": []}]
    ran = emk("check", file, *NOW)
    assert (ran.code, ran.out, ran.err) == (0, "Ошибок нет.\n", "")
    assert emk("check", file).code == 0


def test_broken_has_a_mistake_in_every_field(emk: Run) -> None:
    """Each field of the card is named at least once, with everything a face needs."""
    ran = emk("check", str(EXAMPLES / "broken.toml"), "--json", *NOW)
    (answer,) = ran.objects
    assert ran.code == 1 and answer["ok"] is False
    wrong = [one for one in answer["problems"] if one["level"] == "error"]
    paths = {".".join(part for part in one["path"].split(".") if not part.isdigit()) for one in wrong}
    assert paths == set(FIELDS)
    for one in answer["problems"]:
        assert set(one) == KEYS
        assert one["short"] and len(one["short"]) <= 20 and one["text"] and one["row"]
        assert one["step"] in SECTIONS and one["path"].endswith(one["field"])


def test_words_carry_the_same_as_json(emk: Run) -> None:
    """One line a problem; a test compares the sets."""
    file = str(EXAMPLES / "broken.toml")
    problems = emk("check", file, "--json", *NOW).objects[0]["problems"]
    lines = emk("check", file, *NOW).err.splitlines()
    assert len(lines) == len(problems)
    for line, one in zip(lines, problems, strict=True):
        assert all(part in line for part in (one["path"], one["code"], one["short"], one["text"], one["row"]))
        assert ("ошибка," in line) is (one["level"] == "error")


def test_files_are_relative_to_the_answers(emk: Run, tmp_path: Path) -> None:
    """The folder of the answers file counts, not the current one."""
    copytree(EXAMPLES, tmp_path / "copy")
    file = tmp_path / "copy" / "ivanova.toml"
    assert emk("check", str(file), *NOW).code == 0
    (tmp_path / "copy" / "files" / "analiz-krovi.jpg").unlink()
    (answer,) = emk("check", str(file), "--json", *NOW).objects
    assert [(one["path"], one["code"]) for one in answer["problems"]] == [("documents.2.file", "DOC_ABSENT")]


def test_directory_warnings_do_not_fail(emk: Run, tmp_path: Path) -> None:
    """An insurer, a vaccine or a specialty outside the directory keeps its mark (R61, R130)."""
    text = (EXAMPLES / "ivanova.toml").read_text("utf-8")
    for known, other in (("«СОГАЗ-Мед»", "«Здравие»"), ("Совигрипп", "Небывалин"), ("терапевт", "знахарь")):
        text = text.replace(known, other)
    copytree(EXAMPLES / "files", tmp_path / "files")
    (tmp_path / "a.toml").write_text(text, "utf-8")
    ran = emk("check", str(tmp_path / "a.toml"), "--json", *NOW)
    (answer,) = ran.objects
    assert ran.code == 0 and answer["ok"] is True
    assert [(one["path"], one["code"], one["level"]) for one in answer["problems"]] == [
        ("policy.insurer", "NOT_IN_DIRECTORY", "warning"),
        ("vaccinations.1.vaccine", "NOT_IN_DIRECTORY", "warning"),
        ("booking.specialty", "NOT_IN_DIRECTORY", "warning"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "FILE_ABSENT"), (b"", "FILE_EMPTY"), (b"\0", "FILE_BINARY"), (b"x = ", "FILE_SYNTAX"),
     (b"\xff", "FILE_NOT_UTF8"), (b"x = 1", "FILE_SHAPE"), (b" " * (1 << 20) + b"x", "FILE_HUGE")],
)  # fmt: skip
def test_unusable_files(emk: Run, tmp_path: Path, content: bytes | None, code: str) -> None:
    """Exit code 2, one sentence, no path in it."""
    file = tmp_path / "a.toml"
    if content is not None:
        file.write_bytes(content)
    ran = emk("check", str(file), "--json")
    assert ran.code == 2
    assert [one["code"] for one in ran.objects[0]["problems"]] == [code]
    words = emk("check", str(file))
    assert words.code == 2 and str(tmp_path) not in words.err + words.out


def test_a_folder_is_no_file(emk: Run, tmp_path: Path) -> None:
    """Neither is an empty command."""
    for words in (
        ("check",),
        ("check", "--lines"),
        ("check", str(tmp_path), "--with", "x"),
        ("check", "--field", "personal.snils"),
        ("check", "--field", "personal.snils", "--lines", "--", "112"),
    ):
        ran = emk(*words)
        assert (ran.code, ran.out) == (2, "") and "emk check ФАЙЛ" in ran.err


def test_several_files_give_a_line_each(emk: Run, tmp_path: Path) -> None:
    """The worst of them decides the exit code."""
    files = [str(EXAMPLES / "ivanova.toml"), str(EXAMPLES / "broken.toml"), str(tmp_path / "no")]
    ran = emk("check", *files, "--json", *NOW)
    assert [one["ok"] for one in ran.objects] == [True, False, False] and ran.code == 2


def test_standard_input_is_a_file_too(emk: Run) -> None:
    """With «-» the files are relative to the current folder."""
    ran = emk("check", "-", "--json", stdin=b'{"personal": {"snils": 1}}')
    assert ("personal.snils", "BARE_NUMBER") in [
        (one["path"], one["code"]) for one in ran.objects[0]["problems"]
    ]


@pytest.mark.parametrize(
    ("path", "raw", "code", "expected"),
    [
        ("personal.snils", "112-233-445 95", 0,
         {"level": "ok", "live": "right", "value": "11223344595", "shown": "112-233-445 95", "code": ""}),
        ("personal.snils", "112", 1,
         {"level": "error", "live": "not_yet", "value": None, "shown": "", "code": "DIGITS_MORE"}),
        ("personal.snils", "x", 1, {"level": "error", "live": "wrong", "code": "DIGITS_ONLY"}),
        ("personal.birth_date", "05031980", 0, {"value": "1980-03-05", "shown": "05.03.1980"}),
        ("personal.living_same", "нет", 0, {"value": False, "shown": "нет"}),
        ("personal.phone", "8 916 123-45-67", 0,
         {"level": "warning", "live": "right", "code": "PHONE_CHANGED", "value": "+79161234567"}),
        ("personal.phone", "нет", 0, {"level": "ok", "live": "right", "value": None}),
        ("personal.inn", "", 0, {"level": "ok", "value": None}),
        ("account.password", "Река-7-мост!", 0, {"level": "ok", "value": None, "field": "password"}),
        ("documents.2.results.1.low", "-1", 0,
         {"value": "-1", "path": "documents.2.results.1.low", "field": "low", "step": "documents"}),
        ("consent.accepted", "нет", 1, {"live": "wrong", "value": None, "code": "CONSENT_REFUSED_IN_FILE"}),
        ("terms.accepted", "нет", 1, {"live": "wrong", "value": None, "shown": ""}),
        ("consent.method", "paper", 1, {"live": "wrong", "value": None, "code": "PAPER_METHOD"}),
        ("booking.specialty", "знахарь", 0, {"level": "warning", "code": "NOT_IN_DIRECTORY"}),
        ("personal.surname", "Ива\udcffнова", 1, {"live": "wrong", "code": "UNPRINTABLE"}),
    ],
)  # fmt: skip
def test_one_value(emk: Run, path: str, raw: str, code: int, expected: dict[str, object]) -> None:
    """One JSON object with the verdict and all keys of a problem."""
    ran = emk("check", "--field", path, *NOW, "--", raw)
    (answer,) = ran.objects
    assert ran.code == code
    assert {key: answer[key] for key in expected} == expected
    assert set(answer) == KEYS | {"live", "value", "shown"}


def test_every_example_and_counter_example_of_the_rules(emk: Run) -> None:
    """What `emk rules` prints is what `emk check --field` says."""
    (rules,) = emk("rules", "--json").objects
    assert [one["path"] for one in rules["rules"]] == list(FIELDS)
    for one in rules["rules"]:
        assert emk("check", "--field", one["path"], *NOW, "--", one["example"]).code == 0, one
        assert emk("check", "--field", one["path"], *NOW, "--", one["counter_example"]).code == 1, one


def test_now_decides_the_age(emk: Run) -> None:
    """17 years 364 days and 18 years (R31)."""
    words = ("check", "--field", "personal.birth_date")
    assert emk(*words, "--now", "2026-06-14", "--", "15.06.2008").objects[0]["code"] == "UNDER_AGE"
    assert emk(*words, "--now", "2026-06-15T23:59", "--", "15.06.2008").code == 0


def test_beside_a_file_the_rules_across_fields_count(emk: Run, tmp_path: Path) -> None:
    """Without --with no other field is looked at."""
    file = tmp_path / "a.toml"
    file.write_text(
        "[personal]\nbirth_date = '14.05.1985'\nsex = 'ж'\npatronymic = 'Петровна'\nno_phone = true\n",
        "utf-8",
    )
    with_file = ("--with", str(file), *NOW)
    issued = ("check", "--field", "personal.passport_issued_on")
    assert emk(*issued, *NOW, "--", "13.05.1999").code == 0
    assert emk(*issued, *with_file, "--", "13.05.1999").objects[0]["code"] == "PASSPORT_EARLY"
    assert emk(*issued, *with_file, "--", "14.05.1999").objects[0]["level"] == "warning"
    sex = emk("check", "--field", "personal.sex", *with_file, "--", "м")
    assert (sex.code, sex.objects[0]["code"]) == (0, "SEX_PATRONYMIC")
    phone = ("check", "--field", "personal.phone")
    assert emk(*phone, *NOW, "--", "").objects[0]["code"] == "REQUIRED_OR_ABSENT"
    assert emk(*phone, *with_file, "--", "").code == 0
    assert emk(*phone, *with_file, "--", "+79161234567").objects[0]["code"] == "BOTH_GIVEN"


@pytest.mark.parametrize(
    "path",
    ["", "x", "personal", "personal.x", "документы.1", "documents.0.kind", "documents.02.kind"],
)
def test_unknown_paths(emk: Run, path: str) -> None:
    """Exit code 2 and the way to all paths."""
    ran = emk("check", "--field", path, "--", "1")
    assert ran.code == 2 and "emk rules" in ran.err


LINES = b"112-233-445 95\n\n11223344595\r\n\xff\xfe\n1\r2\r\n" + b"1" * ((1 << 20) + 1) + b"\n\x0c\x85\n112"


def test_lines(emk: Run) -> None:
    """Split at \\n only, one \\r dropped; exactly one answer a line."""
    ran = emk("check", "--field", "personal.snils", "--lines", *NOW, stdin=LINES)
    codes = [one["code"] for one in ran.objects]
    assert codes == [
        "",
        "REQUIRED",
        "",
        "LINE_NOT_UTF8",
        "DIGITS_SEPARATOR",
        "LINE_TOO_LONG",
        "LINE_NOT_UTF8",
        "DIGITS_MORE",
    ]
    assert ran.code == 1


@pytest.mark.parametrize(("size", "code"), [((1 << 20), "TOO_LONG"), ((1 << 20) + 1, "LINE_TOO_LONG")])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_longest_line(emk: Run, size: int, code: str, end: bytes) -> None:
    """Both sides of 1 MiB, whatever ends the line, and the next line is whole."""
    ran = emk("check", "--field", "personal.snils", "--lines", stdin=b"1" * size + end + b"5" * bool(end))
    assert [one["code"] for one in ran.objects] == [code, "DIGITS_MORE"][: 1 + bool(end)]


def test_no_lines_no_answers(emk: Run) -> None:
    """Nothing in, nothing out."""
    ran = emk("check", "--field", "personal.snils", "--lines")
    assert (ran.code, ran.out) == (0, "")


def test_each_line_is_answered_before_the_next(tmp_path: Path) -> None:
    """A conversation over pipes: the answer is flushed."""
    argv = [sys.executable, "-m", "emk_tui", "check", "--field", "personal.snils", "--lines"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        for raw, level in ((b"112-233-445 95\n", "ok"), (b"112\n", "error")):
            process.stdin.write(raw)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["level"] == level
        process.stdin.close()
    assert process.returncode == 1
