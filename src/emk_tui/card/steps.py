"""The steps of the wizard: their order and what must be done before (K6)."""

from dataclasses import dataclass

from emk_tui.card.section import Section
from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _l


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `after` are the steps that must be finished before it opens."""

    number: int
    key: str
    title: str
    after: tuple[str, ...] = ()
    """Every wizard step but the review has the section of the same key."""
    aliases: tuple[str, ...] = ()
    """Other names it is found by (K7)."""

    @property
    def section(self) -> Section | None:
        """The section that is filled here; None for the review."""
        return SECTIONS.get(self.key)


HEALTH = ("policy", "consent")
"""What documents, vaccinations and booking wait for."""

STEPS: tuple[Step, ...] = (
    Step(
        1, "personal", _l("личные данные"), (),
        (_l("Ввод персональных данных"), _l("Паспорт"), _l("СНИЛС")),
    ),
    Step(2, "clinic", _l("поликлиника"), aliases=(_l("Прикрепление к медицинскому учреждению"),)),
    Step(3, "policy", _l("полис ОМС"), aliases=(_l("Сведения о страховой организации"),)),
    Step(
        4, "consent", _l("согласие"), ("personal", "clinic", "policy"),
        (_l("Согласие на обработку персональных данных"),),
    ),
    Step(
        5, "documents", _l("документы"), HEALTH,
        (_l("Добавить документ"), _l("Мои медицинские документы"), _l("Выписка из истории болезни")),
    ),
    Step(6, "vaccinations", _l("вакцинация"), HEALTH, (_l("Сведения о прививках"), _l("Добавить прививку"))),
    Step(
        7, "booking", _l("запись к врачу"), HEALTH,
        (
            _l("Записаться к врачу"), _l("Просмотр расписания"), _l("Редактировать запись"),
            _l("Отменить запись"),
        ),
    ),
    Step(
        8, "review", _l("проверка"), ("personal", "clinic", *HEALTH),
        (_l("Предварительный просмотр"), _l("Редактировать"), _l("Оформить")),
    ),
)  # fmt: skip

IDENTITY = Step(0, "identity", _l("подтверждение личности"), (), (_l("Подтверждение личности"),))
"""Before the first step: the wizard is closed until the account is confirmed (R1)."""

BY_KEY = {step.key: step for step in (IDENTITY, *STEPS)}


def step_of(path: str) -> Step | None:
    """The step that a path belongs to, that before the first one included; None for account and visits."""
    return BY_KEY.get(path.partition(".")[0])
