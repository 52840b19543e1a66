"""The wizard as tables: states in words, what waits for what, moves (K6, R92, R158)."""

from collections.abc import Iterable
from datetime import date

import pytest

from emk_tui.card.draft import Draft
from emk_tui.card.steps import BY_KEY, STEPS
from emk_tui.demo_example import example_rows
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Facts, Move, Wizard

TODAY = date(2026, 3, 2)
FIRST = ("personal", "clinic", "policy")


def wizard(
    given: Iterable[str] = (),
    finished: Iterable[str] = (),
    *,
    consent: bool = False,
    policy: str = "",
    bookable: bool = True,
) -> Wizard:
    """A wizard where these steps are filled and these were finished."""
    draft = Draft()
    for key in given:
        for name, raw in example_rows()[key].items():
            draft.put(f"{key}.{name}", raw)
    facts = Facts(consent, policy, frozenset(finished), bookable)
    return Wizard(draft, lambda: facts, lambda: TODAY)


def words(one: Wizard) -> list[str]:
    """The states of all steps."""
    return [one.state(step).word for step in STEPS]


STATES = [
    ({}, "не начат|не начат|не начат|после 1|после 3|после 3|после 3|после 1"),
    ({"given": FIRST[:1]}, "начат|не начат|не начат|после 1|после 3|после 3|после 3|после 1"),
    (
        {"given": FIRST[:1], "finished": FIRST[:1]},
        "готово|не начат|не начат|после 2|после 3|после 3|после 3|после 2",
    ),
    ({"given": FIRST, "finished": FIRST}, "готово|готово|готово|не начат|после 4|после 4|после 4|после 4"),
    (
        {"given": FIRST, "finished": (*FIRST, "consent"), "consent": True},
        "готово|готово|готово|готово|не начат|не начат|не начат|сверено 0",
    ),
    (
        {"given": FIRST, "finished": FIRST, "consent": True, "policy": "неактивен"},
        "готово|готово|ошибки 1|после 3|после 3|после 3|после 3|после 3",
    ),
    (
        {"given": FIRST, "finished": FIRST, "policy": "проверка отложена"},
        "готово|готово|готово|не начат|после 4|после 4|после 4|после 4",
    ),
    (
        {"finished": FIRST, "consent": True},
        "не начат|не начат|не начат|после 1|после 3|после 3|после 3|после 1",
    ),
]


@pytest.mark.parametrize(("given", "expected"), STATES)
def test_states_in_words(given: dict[str, object], expected: str) -> None:
    """Every state a step can have, in words."""
    assert "|".join(words(wizard(**given))) == expected  # type: ignore[arg-type]


def test_the_number_of_errors_is_told() -> None:
    """«ошибки N»: only those of this step, no warnings."""
    one = wizard(FIRST)
    one.draft.put("personal.snils", "112-233-445 96")
    one.draft.put("personal.birth_date", "31.02.1980")
    state = one.state(BY_KEY["personal"])
    assert state.word == "ошибки 2"
    assert [found.code for found in state.problems] == ["DATE_ABSENT", "SNILS_CHECK"]
    assert not state.done


GRAPH = {
    "personal": (), "clinic": (), "policy": (), "consent": FIRST, "documents": ("policy", "consent"),
    "vaccinations": ("policy", "consent"), "booking": ("policy", "consent"),
    "review": ("personal", "clinic", "policy", "consent"),
}  # fmt: skip


@pytest.mark.parametrize("key", list(GRAPH))
def test_each_step_waits_for_its_own_and_no_other(key: str) -> None:
    """K6: with any one of what it needs missing it is closed, with all of it open."""
    everything = {"personal", "clinic", "policy", "consent"}
    for missing in everything:
        done = everything - {missing}
        one = wizard(FIRST, done - {"consent"}, consent="consent" in done)
        waits = one.blocked_by(BY_KEY[key])
        assert (waits.key if waits else None) == (missing if missing in GRAPH[key] else None)
    assert wizard(FIRST, FIRST, consent=True).blocked_by(BY_KEY[key]) is None


@pytest.mark.parametrize(
    ("key", "finished", "policy", "code", "path"),
    [
        ("consent", (), "", "OUT_OF_ORDER", "personal.surname"),
        ("consent", ("personal",), "", "OUT_OF_ORDER", "clinic.name"),
        ("documents", FIRST, "", "CONSENT_NEEDED", "consent.accepted"),
        ("documents", FIRST, "неактивен", "POLICY_BLOCKS", "policy.number"),
        ("consent", FIRST, "неактивен", "POLICY_BLOCKS", "policy.number"),
        ("booking", FIRST[:2], "", "OUT_OF_ORDER", "policy.number"),
    ],
)
def test_why_a_step_is_closed(key: str, finished: tuple[str, ...], policy: str, code: str, path: str) -> None:
    """The problem says what is missing and leads there."""
    why = wizard(FIRST, finished, policy=policy).why_blocked(BY_KEY[key])
    assert why is not None
    assert (why.code, why.path) == (code, path)


def test_an_order_problem_names_the_step() -> None:
    """«Сначала закончите шаг 2.»"""
    why = wizard(FIRST, ("personal",)).why_blocked(BY_KEY["review"])
    assert why is not None
    assert why.text == "Сначала закончите шаг 2."


def test_next_stays_where_something_is_wrong() -> None:
    """All problems of the step, the first of them first."""
    one = wizard()
    moved = one.next()
    assert isinstance(moved, Blocked)
    assert moved.problems[0].path == "personal.surname"
    assert {found.path.partition(".")[0] for found in moved.problems} == {"personal"}
    assert one.cursor == "personal.surname"


def test_next_and_back_go_by_one_and_keep_what_was_typed() -> None:
    """From 1 to 2 and back."""
    one = wizard(FIRST, FIRST)
    before = dict(one.draft.rows)
    assert one.next() == Move("clinic.name")
    assert one.next() == Move("policy.number")
    assert one.back() == Move("clinic.name")
    assert one.back() == Move("personal.surname")
    assert one.back() == Move("personal.surname"), "before the first there is nothing"
    assert one.draft.rows == before


def test_back_passes_over_a_booking_without_a_schedule() -> None:
    """Step 7 goes on by itself then: back to it would lead to 8 again."""
    one = wizard(FIRST, FIRST, consent=True, bookable=False)
    one.goto(8)
    assert one.back() == Move("vaccinations")


def test_next_from_the_last_step_stays_there() -> None:
    """After 8 there is no 9."""
    one = wizard(FIRST, FIRST, consent=True)
    one.cursor = "review"
    assert one.next() == Move("review")


def test_goto_opens_a_finished_step_again() -> None:
    """K6: any finished step can be reopened, at its first problem."""
    one = wizard(FIRST, FIRST, consent=True)
    one.cursor = "review"
    one.draft.put("clinic.inn", "7702030352")
    assert one.goto(2) == Move("clinic.inn")
    assert one.step.key == "clinic"


@pytest.mark.parametrize("number", [4, 5, 6, 7, 8])
def test_goto_a_closed_step_does_not_move(number: int) -> None:
    """And tells why."""
    one = wizard()
    assert isinstance(one.goto(number), Blocked)
    assert one.cursor == "personal.surname"


@pytest.mark.parametrize(
    ("cursor", "finished", "consent", "place"),
    [
        ("personal.snils", (), False, "personal.snils"),
        ("policy.insurer", (), False, "policy.insurer"),
        ("documents.2.file", FIRST, True, "documents.2.file"),
        ("documents.2.file", FIRST, False, "consent.accepted"),
        ("documents", ("personal", "clinic"), True, "policy.number"),
        ("review", FIRST, True, "review"),
        ("review", FIRST[1:], True, "personal.surname"),
        ("", (), False, "personal.surname"),
        ("nothing.here", (), False, "personal.surname"),
    ],
)
def test_resume(cursor: str, finished: tuple[str, ...], consent: bool, place: str) -> None:
    """The saved place where it can still be opened, else what it waits for."""
    one = wizard(FIRST, finished, consent=consent)
    assert one.resume(cursor) == Move(place)
    assert one.cursor == place


def test_the_first_path_is_the_first_problem() -> None:
    """Else the first field; a list begins with its menu."""
    one = wizard(FIRST, FIRST, consent=True)
    assert one.first_path(BY_KEY["personal"]) == "personal.surname"
    one.draft.put("personal.snils", "1")
    assert one.first_path(BY_KEY["personal"]) == "personal.snils"
    assert one.first_path(BY_KEY["documents"]) == "documents"
    assert one.first_path(BY_KEY["review"]) == "review"


@pytest.mark.parametrize(
    ("number", "kind", "asks_series"),
    [
        ("7754410885000178", "единый полис", False),
        ("123456789", "временное свидетельство", False),
        ("12345678901", "полис старой формы", True),
    ],
)
def test_the_kind_of_a_policy_follows_from_its_number(number: str, kind: str, asks_series: bool) -> None:
    """K2: derived, never asked; the series only for the old form."""
    from emk_tui.card.check import read_section
    from emk_tui.card.sections import SECTIONS

    one = wizard(("personal",))
    one.draft.put("policy.number", number)
    reading = read_section(SECTIONS["policy"], one.draft, TODAY)[0].record.readings["kind"]
    assert getattr(reading, "shown", "") == kind
    names = one.names("policy")
    assert "kind" not in names
    assert ("series" in names) is asks_series


def test_an_inactive_policy_is_a_problem_but_no_mistake() -> None:
    """R158: it closes what follows; the register may still be asked again for the same number."""
    one = wizard(FIRST, FIRST, policy="неактивен")
    assert [found.code for found in one.problems(BY_KEY["policy"])] == ["POLICY_INACTIVE"]
    assert one.mistakes(BY_KEY["policy"]) == []


def test_the_final_check_is_in_the_order_of_the_steps() -> None:
    """The first problem is the one that opens."""
    one = wizard(FIRST, FIRST)
    one.draft.put("policy.start", "31.02.2015")
    one.draft.put("personal.surname", "")
    one.draft.put("vaccinations.1.vaccine", "")
    paths = [found.path for found in one.final_check()]
    assert paths == [
        "personal.surname",
        "policy.start",
        "consent.accepted",
        "vaccinations.1.vaccine",
        "vaccinations.1.date",
    ]


def test_a_field_tells_its_own_problem_and_notes() -> None:
    """What stands against leaving it, and what is only to know."""
    one = wizard(FIRST)
    assert one.problem_at("personal.snils") is None
    one.draft.put("personal.snils", "112-233-445 96")
    found = one.problem_at("personal.snils")
    assert found is not None
    assert found.code == "SNILS_CHECK"
    one.draft.put("personal.phone", "8 916 123-45-67")
    assert [note.code for note in one.notes_at("personal.phone")] == ["PHONE_CHANGED"]
    assert one.shown("personal.phone") == "+7 916 123-45-67"


def test_the_next_wrong_step_goes_round(session: Session) -> None:
    """After this one first; this one never; none where no other step has a mistake."""
    assert session.wizard.next_wrong() is None
    session.put("clinic.inn", "1")
    session.put("personal.snils", "112-233-445 96")
    session.move("personal.surname")
    assert session.wizard.next_wrong() == 2
    session.move("clinic.name")
    assert session.wizard.next_wrong() == 1
    session.move("policy.number")
    assert session.wizard.next_wrong() == 1
