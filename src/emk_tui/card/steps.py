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

    @property
    def section(self) -> Section | None:
        """The section that is filled here; None for the review."""
        return SECTIONS.get(self.key)


HEALTH = ("policy", "consent")
"""What documents, vaccinations and booking wait for."""

STEPS: tuple[Step, ...] = (
    Step(1, "personal", _l("личные данные")),
    Step(2, "clinic", _l("поликлиника")),
    Step(3, "policy", _l("полис ОМС")),
    Step(4, "consent", _l("согласие"), ("personal", "clinic", "policy")),
    Step(5, "documents", _l("документы"), HEALTH),
    Step(6, "vaccinations", _l("вакцинация"), HEALTH),
    Step(7, "booking", _l("запись к врачу"), HEALTH),
    Step(8, "review", _l("проверка"), ("personal", "clinic", *HEALTH)),
)

BY_KEY = {step.key: step for step in STEPS}


def step_of(path: str) -> Step | None:
    """The step that a path belongs to; None for account, terms and visits."""
    return BY_KEY.get(path.partition(".")[0])
