"""The account and the terms of use: before the wizard (R18, R25, R28–R30)."""

from datetime import date
from typing import Annotated

from emk_tui.card.fields import Email, Login, Password, Phone, Tick
from emk_tui.card.fields.secrets import login_in_password
from emk_tui.card.problems import Problem, problem
from emk_tui.card.section import Rule, Section, Values
from emk_tui.i18n import _l


def phone_field() -> Phone:
    """The contact phone, the same in the account and in the personal data (R48, R62)."""
    return Phone(
        label=_l("Контактный телефон"),
        hint=_l("с кодом страны"),
        example="+7 916 123-45-67",
        counter="+7 916 123-45",
        row="R62",
        absent="no_phone",
    )


def email_field() -> Email:
    """The contact e-mail, the same in the account and in the personal data (R48, R63)."""
    return Email(
        label=_l("Электронная почта"),
        hint=_l("адрес с «@»"),
        example="ivanova@example.ru",
        counter="a@b",
        row="R68",
        absent="no_email",
    )


def absence(label: str) -> Tick:
    """The tick that says there is none (K33)."""
    return Tick(
        label=label,
        hint=_l("да или нет"),
        example="нет",
        counter="может",
        row="K33",
        required=False,
        companion=True,
    )


class Account:
    """Sign-in data; never part of a draft."""

    login: Annotated[
        str,
        Login(
            label=_l("Логин"),
            hint=_l("латинские буквы и цифры"),
            example="ivanova",
            counter="иванова",
            row="R18",
        ),
    ]
    password: Annotated[
        str,
        Password(
            label=_l("Пароль"),
            row="R28",
            example="Река-7-мост!",
            counter="Abcd1234!",
            hint=_l("от 8 знаков: заглавная и строчная буква, цифра, спецсимвол"),
        ),
    ]
    phone: Annotated[str | None, phone_field()] = None
    no_phone: Annotated[bool | None, absence(_l("Телефона нет"))] = None
    email: Annotated[str | None, email_field()] = None
    no_email: Annotated[bool | None, absence(_l("Электронной почты нет"))] = None


class Terms:
    """Consent to the terms of use (R24, R25, K4)."""

    accepted: Annotated[
        bool,
        Tick(
            label=_l("Согласие с условиями"),
            hint=_l("да или нет"),
            example="да",
            counter="может",
            row="R25",
            assertion=True,
        ),
    ]


def _login_in_password(values: Values, today: date) -> Problem | None:
    return login_in_password(str(values["login"]), str(values["password"]))


def _terms(values: Values, today: date) -> Problem | None:
    return None if values["accepted"] is True else problem("TERMS_REFUSED_IN_FILE")


ACCOUNT = Section(
    "account",
    Account,
    _l("Учётная запись"),
    optional=True,
    rules=(
        Rule(
            "password",
            ("login", "password"),
            _login_in_password,
            "PASSWORD_LOGIN",
            _l("Логина в пароле нет."),
        ),
    ),
)
TERMS = Section(
    "terms",
    Terms,
    _l("Условия"),
    optional=True,
    rules=(
        Rule(
            "accepted",
            ("accepted",),
            _terms,
            "TERMS_REFUSED_IN_FILE",
            _l("Карта создаётся только с согласием: «да»."),
        ),
    ),
)
