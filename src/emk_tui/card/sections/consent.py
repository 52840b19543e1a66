"""Step 4, the consent to processing of health data (R92–R103, K4, K40)."""

from datetime import date
from typing import Annotated

from emk_tui.card.fields import Choice, Tick
from emk_tui.card.problems import Problem, problem
from emk_tui.card.section import Rule, Section, Values
from emk_tui.i18n import _l

METHODS = (("code", _l("код"), ("кодом",)), ("paper", _l("бумага"), ("на бумаге",)))


class Consent:
    """Whether it is given, the purpose that may be refused, and the way of signing."""

    accepted: Annotated[
        bool,
        Tick(
            label=_l("Согласие на обработку данных"),
            hint=_l("да или нет"),
            example="да",
            counter="может",
            row="R100",
            assertion=True,
        ),
    ]
    statistics: Annotated[
        bool | None,
        Tick(
            label=_l("Согласие на статистический учёт"),
            spoken=_l("Статистический учёт"),
            hint=_l("да или нет, по желанию"),
            example="да",
            counter="может",
            row="R93",
            required=False,
        ),
    ] = None
    method: Annotated[
        str | None,
        Choice(
            label=_l("Способ подписи"),
            hint=_l("код"),
            example="код",
            counter="устно",
            row="R100",
            required=False,
            options=METHODS,
        ),
    ] = None


def _accepted(values: Values, today: date) -> Problem | None:
    return None if values["accepted"] is True else problem("CONSENT_REFUSED_IN_FILE")


def _method(values: Values, today: date) -> Problem | None:
    return problem("PAPER_METHOD") if values["method"] == "paper" else None


CONSENT = Section(
    "consent",
    Consent,
    _l("Согласие на обработку персональных данных"),
    rules=(
        Rule(
            "accepted",
            ("accepted",),
            _accepted,
            "CONSENT_REFUSED_IN_FILE",
            _l("Карта создаётся только с согласием: «да». Подписывает его код, а не файл."),
        ),
        Rule(
            "method",
            ("method",),
            _method,
            "PAPER_METHOD",
            _l("Здесь подписывают кодом, бумагу принимает регистратура."),
        ),
    ),
)
