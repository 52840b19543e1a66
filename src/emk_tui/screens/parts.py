"""Which widget shows which question."""

from typing import TYPE_CHECKING

from emk_tui.services.flows.asks import Ask, Choice, Code, Confirm, Input, Page, Records, Review, Slots
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

            return ChoiceList(ask, answered)
        case Page():
            from emk_tui.widgets.page_view import PageView

            return PageView(ask, answered)
        case Code():
            from emk_tui.widgets.ask_form import CodeForm

            return CodeForm(ask, answered, screen.told, today)
        case Input():
            from emk_tui.widgets.ask_form import AskForm

            form = AskForm([(ask.key, ask.field)], lambda texts: answered(texts[ask.key]), screen.told, today)
            if ask.problem is not None:
                form.problems[ask.key] = ask.problem
            return form
        case Records():
            from emk_tui.widgets.record_list import RecordList

            return RecordList(ask, answered)
        case Slots():
            from emk_tui.widgets.slot_grid import SlotGrid

            return SlotGrid(ask, answered)
        case Review():
            from emk_tui.widgets.review_list import ReviewList

            return ReviewList(ask, answered)
    raise TypeError(type(ask).__name__)
