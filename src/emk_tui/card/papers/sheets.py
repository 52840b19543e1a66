"""The drawings. Our own schematics: they show where an answer stands, not how a form looks in full."""

from emk_tui.card.papers.drawing import Sheet, Slot
from emk_tui.i18n import _l


def _upper(text: str) -> str:
    """Passports are printed in capitals."""
    return text.upper()


def _short(text: str) -> str:
    """«ЖЕН.»: the sex as a passport has it."""
    return f"{text[:3]}.".upper() if len(text) > 2 else text.upper()


def _joined(text: str) -> str:
    """Digits without gaps."""
    return text.replace(" ", "")


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _old(text: str) -> str:
    """A number that an old policy can still have."""
    return text if _digits(text) <= 12 else ""


def _temporary(text: str) -> str:
    """A number that a temporary certificate can still have."""
    return text if _digits(text) <= 9 else ""


PASSPORT = Sheet(
    _l("Паспорт РФ, страницы 2 и 3"),
    _l("""
Паспорт выдан                 +
============================  +
============================  +
Дата выдачи    Код подразд.   +
&&&&&&&&&&&    ~~~~~~~~       +
---
      Фамилия                 $
фото  @@@@@@@@@@@@@@@@@@@@@@  $
      Имя                     $
      ######################  $
      Отчество                $
      %%%%%%%%%%%%%%%%%%%%%%  $
      Пол    Дата рождения    $
      ^^^^^  ***********
"""),
    {
        "@": Slot("personal.surname", _upper),
        "#": Slot("personal.given_name", _upper),
        "%": Slot("personal.patronymic", _upper),
        "^": Slot("personal.sex", _short),
        "*": Slot("personal.birth_date"),
        "+": Slot("personal.passport_series", _joined, down=True),
        "$": Slot("personal.passport_number", down=True),
        "=": Slot("personal.passport_issued_by", _upper),
        "&": Slot("personal.passport_issued_on"),
        "~": Slot("personal.passport_division_code"),
    },
)

REGISTRATION = Sheet(
    _l("Паспорт РФ, страницы 5–12"),
    _l("""
       Место жительства
---
Штамп: зарегистрирован
Регион
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
Пункт
################################
Улица
%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%
Дом &&&&&&&&&&&&&  Кв. =========
Дата и подпись
"""),
    {
        "@": Slot("personal.registration_region"),
        "#": Slot("personal.registration_settlement"),
        "%": Slot("personal.registration_street"),
        "&": Slot("personal.registration_house"),
        "=": Slot("personal.registration_flat"),
    },
)

SNILS = Sheet(
    _l("СНИЛС: карточка или уведомление"),
    _l("""
Зелёная карточка
       @@@@@@@@@@@@@@@
Ф.И.О. #########################
       %%%%%%%%%%%%%%%%%%%%%%%%%
       ^^^^^^^^^^^^^^^^^^^^^^^^^
Дата рождения ***********
---
Уведомление, оно новее
Ф.И.О., дата рождения, пол
СНИЛС  &&&&&&&&&&&&&&&
"""),
    {
        "@": Slot("personal.snils"),
        "#": Slot("personal.surname"),
        "%": Slot("personal.given_name"),
        "^": Slot("personal.patronymic"),
        "*": Slot("personal.birth_date"),
        "&": Slot("personal.snils"),
    },
)

INN = Sheet(
    _l("Свидетельство ИНН"),
    _l("""
Свидетельство о постановке
на учёт в налоговом органе
---
Ф.И.О. #########################
       %%%%%%%%%%%%%%%%%%%%%%%%%
       ^^^^^^^^^^^^^^^^^^^^^^^^^
Дата рождения ***********
Налоговый орган, дата
ИНН    @@@@@@@@@@@@@
Подпись и печать
"""),
    {
        "@": Slot("personal.inn"),
        "#": Slot("personal.surname"),
        "%": Slot("personal.given_name"),
        "^": Slot("personal.patronymic"),
        "*": Slot("personal.birth_date"),
    },
)

REQUISITES = Sheet(
    _l("Реквизиты поликлиники"),
    _l("""
Сайт или договор: реквизиты
---
Полное наименование
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
ИНН    ###########
ОКПО   %%%%%%%%%%%
"""),
    {"@": Slot("clinic.name"), "#": Slot("clinic.inn"), "%": Slot("clinic.okpo")},
)

POLICY_NUMBER = Sheet(
    _l("Где номер на полисе ОМС"),
    _l("""
Единый, лицевая сторона
@@@@@@@@@@@@@@@@@@@@   16 цифр
В мобильном приложении те же
---
Старый, верх бланка, за серией
№ %%%%%%%%%%%%%%%%%%   10–12
---
Временный, номер бланка
№ &&&&&&&&&&&&&&&&&&   9 цифр
"""),
    {
        "@": Slot("policy.number"),
        "%": Slot("policy.number", _old),
        "&": Slot("policy.number", _temporary),
    },
)

POLICY_ENP = Sheet(
    _l("Единый полис ОМС"),
    _l("""
Лицевая сторона
Полис ОМС            (штрихкод)
@@@@@@@@@@@@@@@@@@@@
Ф.И.О. #########################
Пол ^^^^^^^^  Рожд. ***********
Срок действия &&&&&&&&&&&
---
Оборот
Страховая компания
================================
================================
Дата регистрации %%%%%%%%%%%
"""),
    {
        "@": Slot("policy.number"),
        "#": Slot("personal.surname"),
        "^": Slot("personal.sex"),
        "*": Slot("personal.birth_date"),
        "&": Slot("policy.end"),
        "=": Slot("policy.insurer"),
        "%": Slot("policy.start"),
    },
)

POLICY_OLD = Sheet(
    _l("Полис ОМС старой формы"),
    _l("""
Страховой медицинский полис
Серия +++++++++ № @@@@@@@@@@@@@@
---
Ф.И.О. #########################
Действует с    %%%%%%%%%%%
         по    &&&&&&&&&&&
Страховая компания
================================
================================
"""),
    {
        "+": Slot("policy.series"),
        "@": Slot("policy.number"),
        "#": Slot("personal.surname"),
        "%": Slot("policy.start"),
        "&": Slot("policy.end"),
        "=": Slot("policy.insurer"),
    },
)

POLICY_TEMPORARY = Sheet(
    _l("Временное свидетельство ОМС"),
    _l("""
Временное свидетельство
№ @@@@@@@@@@@@@@
---
Страховая компания
================================
================================
Ф.И.О. #########################
Дата выдачи    %%%%%%%%%%%
Действует до   &&&&&&&&&&&
"""),
    {
        "@": Slot("policy.number"),
        "#": Slot("personal.surname"),
        "%": Slot("policy.start"),
        "&": Slot("policy.end"),
        "=": Slot("policy.insurer"),
    },
)

LABORATORY = Sheet(
    _l("Бланк исследования"),
    _l("""
Лаборатория, пациент
Исследование
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
Проведено      ###########
Готово         %%%%%%%%%%%
---
Показатель
&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&
Итог     Единица    Норма от, до
======== ^^^^^^^^  ~~~~~~ $$$$$$
---
Примечание
********************************
"""),
    {
        "@": Slot("documents.study"),
        "#": Slot("documents.performed_on"),
        "%": Slot("documents.received_on"),
        "&": Slot("documents.results.indicator"),
        "=": Slot("documents.results.value"),
        "^": Slot("documents.results.unit"),
        "~": Slot("documents.results.low"),
        "$": Slot("documents.results.high"),
        "*": Slot("documents.comment"),
    },
)

_ISSUED = {
    "@": Slot("documents.source"),
    "#": Slot("documents.issued_on"),
    "*": Slot("documents.comment"),
}
_BY_CLINIC = _l("""
Медицинская организация
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
---
Пациент, диагноз
Что сделано, что назначено
********************************
---
Врач, подпись, печать
Дата           ###########
""")
EXTRACT = Sheet(_l("Выписка"), _BY_CLINIC, _ISSUED)
REFERRAL = Sheet(_l("Направление"), _BY_CLINIC, _ISSUED)
PRESCRIPTION = Sheet(
    _l("Рецепт"),
    _l("""
Штамп медицинской организации
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
---
Рецепт
Дата           ###########
Пациент, врач
Лекарство, как принимать
********************************
Подпись, печать
"""),
    _ISSUED,
)

VACCINATION = Sheet(
    _l("Сертификат о прививках"),
    _l("""
Строка прививки
---
Дата           @@@@@@@@@@@
Препарат
################################
################################
Серия    %%%%%%%%%%%%%%%%%%%%%%%
Реакция
&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&
Врач, подпись, печать
"""),
    {
        "@": Slot("vaccinations.date"),
        "#": Slot("vaccinations.vaccine"),
        "%": Slot("vaccinations.batch"),
        "&": Slot("vaccinations.comment"),
    },
)

SHEETS = (
    PASSPORT, REGISTRATION, SNILS, INN, REQUISITES, POLICY_NUMBER, POLICY_ENP, POLICY_OLD, POLICY_TEMPORARY,
    LABORATORY, EXTRACT, REFERRAL, PRESCRIPTION, VACCINATION,
)  # fmt: skip
