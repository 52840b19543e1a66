"""What goes out is printable and complete."""

import io
import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emk_tui.card.paths import locate
from emk_tui.card.problems import problem
from emk_tui.cli.output import emit, say, shown, tell
from emk_tui.cli.problems import label, problem_line, problem_record


class Out(io.StringIO):
    """A stream with an encoding of its own."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """What the terminal takes."""
        return self._encoding


def written(value: object, monkeypatch: pytest.MonkeyPatch, encoding: str = "utf-8") -> str:
    """What emit writes to a stream of this encoding."""
    out = Out(encoding)
    monkeypatch.setattr(sys, "stdout", out)
    emit(value)
    return out.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=st.characters(), max_size=40))
def test_json_is_one_printable_line_and_reads_back(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Surrogates become the replacement character, everything else comes back as it was."""
    line = written({"text": text}, monkeypatch)
    assert line.endswith("\n") and line[:-1].isprintable()
    clean = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert json.loads(line) == {"text": clean}
    line.encode("utf-8")


def test_json_survives_a_terminal_without_russian_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Escapes where the encoding has no Cyrillic."""
    line = written({"text": "Иванова"}, monkeypatch, "ascii")
    assert line.isascii() and json.loads(line) == {"text": "Иванова"}


@given(text=st.text(max_size=40))
def test_lines_hold_nothing_invisible(text: str) -> None:
    """Neither control characters nor direction marks reach the terminal."""
    assert shown(text).isprintable() and len(shown(text)) == len(text)


def test_results_and_messages_have_their_streams(capsys: pytest.CaptureFixture[str]) -> None:
    """Results to standard output, messages to standard error."""
    say("итог\x1b[31m")
    tell("сообщение\n")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("итог?[31m\n", "сообщение?\n")


@pytest.mark.parametrize(
    ("path", "step", "field"),
    [
        ("personal.snils", "personal", "snils"),
        ("documents.2.results.1.low", "documents", "low"),
        ("documents", "documents", ""),
        ("documents.3", "documents", ""),
        ("", "", ""),
    ],
)
def test_place_of_a_problem(path: str, step: str, field: str) -> None:
    """Keys of the step and the field, taken from the path."""
    record = problem_record(problem("FILE_ABSENT").at(path))
    assert (record["step"], record["field"], record["path"]) == (step, field, path)


def test_a_problem_in_words() -> None:
    """Where, what, what to do, and the codes for support; a problem without a place is its sentence."""
    one = locate("vaccinations.date").field.problem("BEFORE_BIRTH").at("vaccinations.2.date")
    assert problem_line(one) == (
        "Шаг 6, Дата вакцинации 2: ошибка, раньше рождения. "
        "Дата раньше даты рождения. Сверьте обе даты. (vaccinations.2.date, BEFORE_BIRTH, R131)"
    )
    assert problem_line(problem("FILE_ABSENT")) == "Такого файла нет. Проверьте имя и папку."
    assert label("documents.2.results.3.low") == "Нижняя граница нормы 2.3"
    assert (label("documents"), label("vaccinations.2")) == ("документы", "вакцинация 2")
    assert label("account.x") == "Учётная запись"
    assert label("неизвестное.3") == "неизвестное.3 3"
