"""Refusals in JSON have the keys of the command's own answer."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

CARD = {"card", "status", "marks", "papers", "problems"}
CHECK = {"ok", "problems"}
VALUE = {
    "step", "field", "path", "code", "level", "short", "text", "row", "live", "value", "shown",
}  # fmt: skip
DOCS = {"file", "accepted", "kind", "codes", "pages", "dpi", "blank", "blurred", "text", "problems"}


@pytest.mark.parametrize(
    ("words", "exit_code", "code", "keys"),
    [
        ("demo --apply absent.toml", 2, "FILE_ABSENT", CARD),
        ("demo --apply x --as doctor", 2, "ARGUMENTS", CARD),
        ("demo --apply x --now 9999-01-01", 2, "NOW_FORMAT", CARD),
        ("demo", 2, "ARGUMENTS", CARD),
        ("apply", 2, "ARGUMENTS", CARD),
        ("apply absent.toml --dry-run", 2, "FILE_ABSENT", CARD),
        ("apply x --secrets-fd 999", 2, "SECRETS_UNREADABLE", CARD),
        ("apply x --secrets-fd -1", 2, "SECRETS_UNREADABLE", CARD),
        ("apply x --secrets-fd 1", 2, "SECRETS_UNREADABLE", CARD),
        ("apply x --secrets-fd 99999999999999999999", 2, "SECRETS_UNREADABLE", CARD),
        ("check", 2, "NOTHING_TO_CHECK", CHECK),
        ("check absent.toml", 2, "FILE_ABSENT", CHECK),
        ("check x --now yesterday", 2, "NOW_FORMAT", CHECK),
        ("check --unknown", 2, "ARGUMENTS", CHECK),
        ("check --field no.such x", 2, "PATH_UNKNOWN", VALUE),
        ("check --field", 2, "ARGUMENTS", VALUE),
        ("check --field=personal.sex", 2, "NOTHING_TO_CHECK", VALUE),
        ("docs check x --kind no", 2, "KIND_UNKNOWN", DOCS),
        ("rules x", 2, "ARGUMENTS", {"rules", "problems"}),
        ("registry list x", 2, "ARGUMENTS", {"directories", "problems"}),
        ("doctor x", 2, "ARGUMENTS", {"ok", "checks", "problems"}),
        ("verify", 2, "ARGUMENTS", {"ok", "number", "code", "witness", "text", "problems"}),
        ("nonsense", 2, "ARGUMENTS", CHECK),
    ],
)
def test_a_refusal(emk: Run, words: str, exit_code: int, code: str, keys: set[str]) -> None:
    """One object on standard output, nothing on standard error, nothing claimed to be right."""
    ran = emk(*words.split(), "--json")
    (answer,) = ran.objects
    assert (ran.code, ran.err, set(answer)) == (exit_code, "", keys)
    assert code in (answer.get("code"), answer.get("problems", [{"code": ""}])[0]["code"])
    assert not (answer.get("card") or answer.get("ok") or answer.get("accepted") or answer.get("value"))


def test_a_fault_that_nobody_expected(emk: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also then a program gets the keys it waits for, and nothing untrue is promised."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("emk_tui.cli.apply.apply_in", fail)
    ran = emk("demo", "--apply", "x", "--json")
    (answer,) = ran.objects
    assert (ran.code, set(answer)) == (5, CARD)
    assert answer["problems"][0]["code"] == "UNEXPECTED" and "Введённое" not in answer["problems"][0]["text"]
