"""A person who answers prompts by their label; what is not known is an assertion, never a guess."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyotp

from tests.e2e.driver import Terminal

Answer = str | Callable[[str], str]
"""What to type, or how to make it from all that was said since the last answer."""

LOGIN, PASSWORD = "ivanova", "Река-7-мост!"
SURNAME, SNILS, PHONE = "Иванова", "112-233-445 95", "+7 916 123-45-67"

FILES = Path(__file__).parents[2] / "examples" / "files"
IDENTITY: dict[str, Answer] = {
    "Фамилия в паспорте": SURNAME,
    "Скан паспорта": str(FILES / "pasport.pdf"),
    "Фамилия в СНИЛС": SURNAME,
    "Скан СНИЛС": str(FILES / "snils.pdf"),
    "Меняли фамилию": "нет",
}
"""What the confirmation of identity asks besides two days that personal data ask as well."""
PERSONAL: dict[str, Answer] = {
    "Фамилия": SURNAME,
    "Имя": "Мария",
    "Отчество": "Петровна",
    "Дата рождения": "14.05.1985",
    "Пол": "ж",
    "СНИЛС": SNILS,
    "ИНН": "",
    "Серия паспорта": "45 09",
    "Номер паспорта": "123456",
    "Дата выдачи паспорта": "20.06.2009",
    "Кем выдан паспорт": "ОВД района Берёзовый г. Москвы",
    "Код подразделения": "770-001",
    "Регион регистрации": "77",
    "Индекс регистрации": "101000",
    "Город регистрации": "Москва",
    "Улица регистрации": "Лесная",
    "Дом регистрации": "12",
    "Квартира регистрации": "",
    "Живёте по адресу регистрации": "да",
    "Контактный телефон": PHONE,
    "Электронная почта": "ivanova@example.ru",
}
CLINIC: dict[str, Answer] = {
    "Поликлиника": "Городская поликлиника «Берёзовая роща»",
    "ИНН поликлиники": "7799100105",
    "ОКПО поликлиники": "99101002",
}
POLICY: dict[str, Answer] = {
    "Номер полиса": "7754 4108 8500 0178",
    "Начало действия полиса": "01.04.2015",
    "Окончание полиса": "",
    "Страховая компания": "АО «Страховая компания «СОГАЗ-Мед»",
    "Регион полиса": "77",
}
LISTS: dict[str, Answer] = {"Документы": "дальше", "Прививки": "дальше"}
QUESTIONS: dict[str, Answer] = {
    r"Enter.*": "",
    "Разрешаете.*|Да или нет": "да",
    "Тип карты": "",
    r"Даёте согласие.*|Подписать.*|Оформить.*|Согласны.*|Подтверждаете.*": "да",
    r"Сохранить PDF.*": "да",
}


def shown_code(said: str) -> str:
    """The code that the demonstration shows with the question."""
    return str(re.findall(r"(?<!\d)\d{6}(?!\d)", said)[-1])


@dataclass
class Authenticator:
    """The application for codes; never gives a code of one step twice, does not wait for the next."""

    secret: str = ""
    last: int = 0
    ahead: int = 0
    """Seconds that the clock of the program is ahead, and this one with it."""

    def code(self, _said: str = "") -> str:
        """The code of the oldest step that the program still accepts and that was not used."""
        present = int(time.time() + self.ahead) // 30
        self.last = max(present - 1, self.last + 1)
        code: str = pyotp.TOTP(self.secret).at(self.last * 30)
        return code


@dataclass
class Person:
    """Answers by label; `labels` are those that came, in order."""

    answers: Mapping[str, Answer]
    labels: list[str] = field(default_factory=list)

    def walk(self, talk: Terminal, until: str) -> str:
        """Answer prompt after prompt until a label matches; returns what was said with it."""
        said = talk.prompt()
        while not re.fullmatch(until, label := label_of(said)):
            self.labels.append(label)
            assert len(self.labels) < 300, self.labels[-10:]
            answer = self._answer(label, said)
            said = talk.say(answer(said) if callable(answer) else answer)
        return said

    def _answer(self, label: str, said: str) -> Answer:
        for pattern, answer in self.answers.items():
            if re.fullmatch(pattern, label):
                return answer
        raise AssertionError(f"nobody told me what to say to {label!r} after: {said[-600:]}")


def label_of(said: str) -> str:
    """The label of the prompt that stands open at the end."""
    return said.rpartition("\n")[2].removesuffix(" ").removesuffix(":")
