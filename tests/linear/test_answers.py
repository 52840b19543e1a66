"""Each ask of a flow over streams: the words, the prompts, the replies."""

import pytest

from emk_tui.card.fields import Field
from emk_tui.card.problems import problem
from emk_tui.linear.answers import Answerer, confirm_question
from emk_tui.linear.reviewing import text_of
from emk_tui.services.flows.asks import (
    RESEND,
    SUBMIT,
    Ask,
    Code,
    Confirm,
    Input,
    Page,
    Progress,
    Reply,
    Reveal,
    Review,
    ReviewRow,
    Say,
)
from tests.linear.talking import Talk

LOGIN = Field(label="Логин", hint="латинские буквы", example="ivanova")
PASSWORD = Field(label="Пароль", secret=True)
CODE = Code("code.вход", "вход", "Код для показа: 123456", 300)


def answered(ask: Ask, *typed: str) -> tuple[Reply, list[str]]:
    """The reply, and the lines that were said."""
    talk = Talk(typed)
    return Answerer(talk.prompter).answer(ask), talk.lines


@pytest.mark.parametrize(
    ("ask", "lines"),
    [
        (Say("Готово."), ["Готово."]),
        (Say(""), []),
        (Progress("Проверяем."), ["Проверяем."]),
        (
            Say("", problem("REGISTRY_DIFFERS").at("personal.snils")),
            ["СНИЛС, ошибка. В реестре указано иначе. Сверьте с документом и исправьте это", "поле."],
        ),
    ],
)
def test_told(ask: Ask, lines: list[str]) -> None:
    """What needs no answer; a problem has its label."""
    assert answered(ask) == (None, lines)


def test_warning_heard_before_is_short() -> None:
    """A10: the second register that is not connected."""
    talk = Talk([])
    answerer = Answerer(talk.prompter)
    for key in ("personal", "policy"):
        answerer.answer(Say("", problem("DEFERRED", level="warning").at(key)))
    assert talk.lines[0].startswith("Личные данные, замечание. Реестр не подключён")
    assert talk.lines[-1] == "Полис ОМС: проверка отложена."


def test_input() -> None:
    """The format, the answer as typed; asked again only the error."""
    assert answered(Input("account.login", LOGIN), " ivan ") == (
        " ivan ",
        ["Обязательно. Формат: латинские буквы, пример ivanova.", "Логин: "],
    )
    again = Input("account.login", LOGIN, "", problem("REQUIRED", example="ivanova"))
    assert answered(again, "ivan")[1] == ["Логин, ошибка, не заполнено: "]


@pytest.mark.parametrize(("typed", "count"), [("я", "1 знак"), ("абв", "3 знака"), ("абвгд", "5 знаков")])
def test_secret_is_acknowledged_by_its_length(typed: str, count: str) -> None:
    """Rule 9."""
    assert answered(Input("account.password", PASSWORD), typed)[1] == ["Пароль: ", f"Принято, {count}."]


def test_empty_secret_is_not_acknowledged() -> None:
    """Nothing was accepted."""
    assert answered(Input("account.password", PASSWORD), "") == ("", ["Пароль: "])


def test_revealed_lines_are_read_again_on_request() -> None:
    """The recovery code comes once more with «повтор» at the question after it."""
    talk = Talk(["повтор", "BBBBB"])
    answerer = Answerer(talk.prompter)
    answerer.answer(Reveal("Код восстановления.", ("Группа 1: AAAAA", "Группа 2: BBBBB")))
    answerer.answer(Input("recovery.2", Field(label="Группа 2 кода")))
    assert talk.lines.count("Группа 2: BBBBB") == 2


@pytest.mark.parametrize(("typed", "drawn"), [("", False), ("нет", False), ("да", True)])
def test_qr_is_offered_and_drawn_on_request_only(typed: str, drawn: bool) -> None:
    """Rule 12: the default is no."""
    lines = answered(
        Reveal("Приложение.", ("Секрет: AAAA",), qr="otpauth://totp/EMK:ivan?secret=AAAA"), typed
    )[1]
    assert lines[:4] == ["Приложение.", "Секрет: AAAA", "Enter: нет.", "Показать QR-код, да или нет? "]
    assert any("█" in line for line in lines) is drawn


def test_qr_in_a_narrow_window_is_a_sentence() -> None:
    """Half a picture is none."""
    talk = Talk(["да"])
    talk.console._columns = 20
    Answerer(talk.prompter).answer(Reveal("Приложение.", (), qr="otpauth://totp/EMK:ivan?secret=AAAA"))
    assert talk.lines[-1] == "Окно узкое для рисунка. Расширьте его или введите секрет."


def test_page_is_read_part_by_part() -> None:
    """Rule 8: numbered headings, «дальше» or Enter, the end and the summary."""
    page = Page("terms", "Условия", "1.0", (("Что", "Это."), ("Кому", "Никому.")), "Коротко: да.")
    reply, lines = answered(page, "дальше")
    assert reply is True
    assert lines == [
        *("Условия, версия 1.0. Частей 2.", "1. Что.", "Это.", "Enter, часть 2: "),
        *("2. Кому.", "Никому.", "Конец текста. Коротко: да."),
    ]


@pytest.mark.parametrize(
    ("typed", "default", "reply"),
    [
        (["да"], None, True),
        (["Н"], None, False),
        (["lf"], None, True),
        (["", "да"], None, True),
        (["1", "может", "нет"], None, False),
        ([""], True, True),
        (["дальше"], False, False),
        (["дальше", "да"], None, True),
    ],
)
def test_confirm(typed: list[str], default: bool | None, reply: bool) -> None:
    """«да» and «нет» in any case and layout; Enter only where there is a default."""
    assert answered(Confirm("x", "Подписать?", default), *typed)[0] is reply


def test_confirm_error_names_both_words() -> None:
    """The question is not read again."""
    assert answered(Confirm("x", "Подписать?"), "хм", "да")[1][1:] == ["Да или нет, ошибка, нет в списке: "]


@pytest.mark.parametrize(
    ("question", "label", "start"),
    [
        ("Подписать?", "Подписать, да или нет?", ()),
        ("Это по желанию. Разрешаете?", "Разрешаете, да или нет?", ("Это по желанию.",)),
        ("Удалить запись «АДС-М, 12.05.2019»?", "Удалить запись «АДС-М, 12.05.2019»?", ()),
        (
            "Оформить электронную медицинскую карту?",
            "Да или нет",
            ("Оформить электронную медицинскую карту?",),
        ),
    ],
)
def test_question_is_the_prompt_where_it_fits(question: str, label: str, start: tuple[str, ...]) -> None:
    """39 cells."""
    made = confirm_question(Confirm("x", question))
    assert (made.label, made.start) == (label, start)


def test_code_with_its_ways() -> None:
    """What it is for and the code of the demonstration in one line; «ещё» is passed on; time on request."""
    assert answered(CODE, "123456") == ("123456", ["Подтверждение: вход. Код для показа: 123456.", "Код: "])
    assert answered(CODE, "ещё")[0] == RESEND
    assert "В коде 6 цифр, он действует 5 минут. Новый код: ещё." in answered(CODE, "?", "1")[1]


def test_code_error_is_told_in_full_once() -> None:
    """How many tries are left; the same code is not said again, another one is."""
    talk = Talk(["1", "2", "3"])
    answerer = Answerer(talk.prompter)
    answerer.answer(CODE)
    wrong = Code(CODE.key, CODE.purpose, CODE.shown, 300, problem("CODE_REFUSED", left=2))
    answerer.answer(wrong)
    answerer.answer(
        Code(CODE.key, CODE.purpose, "Код для показа: 654321", 300, problem("CODE_REFUSED", left=1))
    )
    assert talk.lines[2:] == [
        *("Код не подходит. Осталось попыток: 2.", "Код, ошибка: "),
        *("Код для показа: 654321.", "Код не подходит. Осталось попыток: 1.", "Код, ошибка: "),
    ]


ROWS = tuple(
    ReviewRow(n, f"personal.f{n}", "Личные данные" if n < 12 else "Полис ОМС", f"Поле {n}-е", "да", "введено")
    for n in range(1, 14)
)


def test_review_by_pages() -> None:
    """Nothing is read unasked; at most nine rows at once; the section once; Enter to the end submits."""
    reply, lines = answered(Review(ROWS), "", "", "", "")
    assert reply == SUBMIT
    prompts = [line for line in lines if line.endswith(": ")]
    assert prompts == ["Enter, с поля 1: ", "Enter, с поля 10: ", "Enter, с поля 12: ", "Enter оформить: "]
    assert lines.count("Личные данные.") == 1 and lines.count("Полис ОМС.") == 1


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        (["дальше", ""], SUBMIT),
        (["Оформить"], SUBMIT),
        (["5"], "personal.f5"),
        (["", "исправить 13"], "personal.f13"),
        (["поле 7-е"], "personal.f7"),
        (["дальше", "дальше"], SUBMIT),
        (["99", "хм", "1"], "personal.f1"),
    ],
)
def test_review_replies(typed: list[str], reply: str) -> None:
    """A number, a name, «исправить N», «дальше»; what is not there is refused."""
    assert answered(Review(ROWS), *typed)[0] == reply


def test_review_after_a_correction_reads_only_the_change() -> None:
    """A10."""
    talk = Talk(["5", ""])
    answerer = Answerer(talk.prompter)
    answerer.answer(Review(ROWS))
    changed = tuple(
        ReviewRow(r.number, r.path, r.section, r.label, "нет" if r.number == 5 else r.shown, r.origin)
        for r in ROWS
    )
    before = len(talk.lines)
    assert answerer.answer(Review(changed)) == SUBMIT
    assert talk.lines[before:] == ["Личные данные.", "5. Поле 5-е: нет.", "Enter оформить: "]


@pytest.mark.parametrize(
    ("shown", "origin", "text"),
    [
        ("Ким", "введено", "1. Фамилия: Ким."),
        ("Ким", "введено, не по справочнику", "1. Фамилия: Ким, не по справочнику."),
        ("Ким", "из справочника", "1. Фамилия: Ким, из справочника."),
        ("не указано", "", "1. Фамилия: не указано."),
    ],
)
def test_review_row(shown: str, origin: str, text: str) -> None:
    """Where a value came from, only if it was not typed."""
    assert text_of(ReviewRow(1, "personal.surname", "", "Фамилия", shown, origin)) == text
