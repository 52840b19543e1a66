"""Notices about the account: to every contact, with what to do, and nothing else of the person (R52)."""

from dataclasses import replace

import pytest

from emk_tui.services.notices import about_account
from tests.services.worlds import ACCOUNT, NOW

TEXT = "Пароль сменён. Если это были не вы, войдите и смените пароль."


@pytest.mark.parametrize(
    ("phone", "email", "ways"),
    [
        ("+79161234567", "ivanova@example.ru", [("sms", "+79161234567"), ("email", "ivanova@example.ru")]),
        ("+79161234567", "", [("sms", "+79161234567")]),
        ("", "ivanova@example.ru", [("email", "ivanova@example.ru")]),
        ("", "", [("app", "ivanova")]),
    ],
)
def test_to_whom(phone: str, email: str, ways: list[tuple[str, str]]) -> None:
    """One to each contact; into the program where there is none."""
    told = about_account(replace(ACCOUNT, phone=phone, email=email), NOW, "Пароль сменён.")
    assert [(one.channel, one.address) for one in told] == ways
    assert {(one.subject, one.text, one.created_at, one.state) for one in told} == {
        ("Учётная запись ЭМК", TEXT, NOW, "ждёт")
    }


def test_each_has_an_id_of_its_own() -> None:
    """Two changes are told twice."""
    ids = [one.id for _time in range(2) for one in about_account(ACCOUNT, NOW, "Пароль сменён.")]
    assert len(set(ids)) == len(ids) == 4


def test_nothing_personal_is_in_it() -> None:
    """The text goes over somebody's service: no name, no login, no contact."""
    account = replace(ACCOUNT, name="Иванова Мария Петровна")
    for one in about_account(account, NOW, "Пароль сменён."):
        for word in ("Иванова", "ivanova", "+7916"):
            assert word not in one.subject + one.text
