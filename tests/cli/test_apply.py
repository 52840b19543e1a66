"""`emk demo --apply` and `emk apply`: a card without a person, and what refuses it."""

import stat
from pathlib import Path

import pytest

from emk_tui.exports.verify import verify_paper
from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
AT = "2026-03-02T10:00:00"


def test_a_card_from_the_example(emk: Run, tmp_path: Path) -> None:
    """R50, R91: number, status, and a paper that only its owner reads."""
    ran = emk(
        "demo",
        "--apply",
        str(EXAMPLES / "ivanova.toml"),
        "--keep",
        str(tmp_path / "kept"),
        "--now",
        AT,
        "--json",
    )
    assert ran.code == 0
    [told] = ran.objects
    assert (told["status"], told["problems"]) == ("Обработано", [])
    [paper] = told["papers"]
    assert stat.S_IMODE(Path(paper).stat().st_mode) == 0o600
    assert verify_paper(paper).number == told["card"]


def test_a_broken_file_changes_nothing(emk: Run, tmp_path: Path) -> None:
    """All problems are told; no store is made."""
    ran = emk(
        "demo",
        "--apply",
        str(EXAMPLES / "broken.toml"),
        "--keep",
        str(tmp_path / "kept"),
        "--now",
        AT,
        "--json",
    )
    assert ran.code == 1
    assert ran.objects[0]["card"] is None
    assert len(ran.objects[0]["problems"]) > 40
    assert not (tmp_path / "kept" / "store").exists()


@pytest.mark.parametrize("flag", [[], ["--json"]])
def test_dry_run_needs_no_terminal(emk: Run, own_home: Path, flag: list[str]) -> None:
    """`emk apply --dry-run` only checks."""
    right = emk("apply", "--dry-run", *flag, str(EXAMPLES / "ivanova.toml"))
    wrong = emk("apply", "--dry-run", *flag, str(EXAMPLES / "broken.toml"))
    assert (right.code, wrong.code) == (0, 1)
    if not flag:
        assert right.out == "Ошибок нет. Карта была бы создана. Учётная запись не проверялась.\n"
        assert "Карта была бы" not in wrong.out
        assert wrong.out.endswith(" ошибок.\n") and wrong.out[:-8].strip().isdigit()
    assert not (own_home / "store").exists()


def test_a_person_without_phone_and_mail_gets_a_card(emk: Run, tmp_path: Path) -> None:
    """K33: every code comes from the authenticator, none of them twice."""
    text = (EXAMPLES / "ivanova.toml").read_text(encoding="utf-8")
    text = text.replace('phone = "+7 916 123-45-67"', "no_phone = true")
    text = text.replace('email = "ivanova@example.ru"', "no_email = true").replace(
        '"files/', f'"{EXAMPLES}/files/'
    )
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    ran = emk("demo", "--apply", str(tmp_path / "x.toml"), "--now", AT, "--json")
    assert ran.code == 0, ran.out
    assert ran.objects[0]["card"]
