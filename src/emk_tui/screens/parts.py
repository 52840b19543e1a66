"""Which widget shows which question."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.services.flows.asks import (
    EVERY,
    Ask,
    Choice,
    Code,
    Confirm,
    Input,
    Page,
    Records,
    Review,
    Show,
    Slots,
)
from emk_tui.widgets.part import Answered, Part

if TYPE_CHECKING:
    from emk_tui.screens.base import FaceScreen


def part_of(ask: Ask, screen: "FaceScreen", answered: Answered) -> Part:
    """A new widget for one question; the heavier ones are imported when they are first asked."""
    today = screen.face.world.clock.today()
    match ask:
        case Confirm():
            from emk_tui.widgets.question import Question

            return Question(ask, answered)
        case Choice():
            from emk_tui.widgets.choice_list import ChoiceList

            button = _("Просмотр расписания") if ask.key == "booking.specialty" else ""
            return ChoiceList(ask, answered, button=button, clear=EVERY)
        case Page():
            from emk_tui.widgets.page_view import PageView

            return PageView(ask, answered, screen.face.dialogue.together.decide, screen.say)
        case Code():
            from emk_tui.widgets.code_form import CodeForm

            return CodeForm(ask, answered, screen.told, screen.face.world.clock)
        case Input():
            from emk_tui.widgets.ask_form import AskForm

            key = ask.key
            # what was refused is mended, not typed anew
            known = {key: ask.current if ask.problem is None else screen.face.dialogue.typed.get(key, "")}
            form = AskForm([(key, ask.field)], lambda texts: answered(texts[key]), screen.told, today, known)
            if ask.problem is not None:
                form.problems[key] = ask.problem
            return form
        case Records():
            from emk_tui.widgets.record_list import RecordList

            return RecordList(ask, answered, screen.refresh_keys)
        case Slots():
            from emk_tui.widgets.slot_grid import SlotGrid

            return SlotGrid(ask, answered)
        case Show():
            from emk_tui.widgets.show_view import ShowView

            return ShowView(ask, answered, screen.face.dialogue.desk.beside, screen.say)
        case Review():
            from emk_tui.widgets.review_list import ReviewList

            return ReviewList(ask, answered, screen.told)
    raise TypeError(type(ask).__name__)
