"""The specialist's queue: each result confirmed, or returned with a reason, by name and time (R112, R113)."""

from datetime import datetime

import pytest

from emk_tui.services.completeness import title_of
from emk_tui.services.flows.asks import Ask, Back, Choice, Show
from emk_tui.services.flows.staff.results import check_results
from emk_tui.services.world import World
from tests.services.people import NAMES, owner, results, signed_in
from tests.services.worlds import Hands, Talk, hold

ME = NAMES["specialist"]


def checked(world: World, *, which: object, **answers: object) -> Talk:
    """The specialist looks through the queue."""
    keyed = {key.replace("__", "."): one for key, one in answers.items()}
    with signed_in(world, "specialist") as specialist:
        return hold(check_results(specialist), {"staff.results": which, **keyed})[1]


def ids(world: World) -> list[str]:
    """Ids of the two results: the first is confirmed."""
    with owner(world) as session:
        return results(session)


def said_of(world: World, record: str) -> tuple[bool, str, datetime, str]:
    """What stands in the store: confirmed, by whom, when, why not."""
    with owner(world) as session:
        check = session.store.result_checks()[record]
        return check.confirmed, check.checked_by, check.checked_at, check.reason


def test_a_result_is_confirmed(clinic: World, hands: Hands) -> None:
    """R112: every value is read first; name, time and a line in the journal; the queue is empty then."""
    second = ids(clinic)[1]
    hands.on(minutes=3)
    talk = checked(clinic, which=second, staff__result="confirm")
    assert "Название исследования: Биохимический анализ крови." in talk.said
    assert any("Гемоглобин" in text for text in talk.said)
    assert talk.said[-2:] == ["Записано: подтверждено.", "Результатов на проверку нет."]
    assert said_of(clinic, second) == (True, ME, hands.now(), "")
    with owner(clinic) as session:
        last = session.store.journal()[-1]
        # the number alone: who may read the journal learns nothing of the health
        assert (last.action, last.subject, last.actor) == (
            "результат подтверждён", "результат 2", f"specialist ({ME})",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "told"),
    [("confirm", "Специалист подтвердил результат."), ("return", "Специалист вернул результат.")],
)
def test_the_owner_is_told_of_it(clinic: World, answer: str, told: str) -> None:
    """R112: with where to read more; nothing of what the result says."""
    second = ids(clinic)[1]
    checked(clinic, which=[second, "back"], staff__result=answer, staff__refusal="снимок нечёткий")
    with owner(clinic) as session:
        notices = [one for one in session.store.outbox() if one.subject == "Проверка результата"]
    where = "Подробнее: меню «Результаты обследований», результат 2."
    assert [(one.channel, one.text) for one in notices] == [
        (channel, f"{told} {where}") for channel in ("email", "app")
    ]


def test_one_back_from_a_result_is_the_queue(clinic: World) -> None:
    """From what to record and from its reason; nothing is recorded."""

    def back(ask: Ask) -> str:
        raise Back

    first, second = ids(clinic)
    talk = checked(
        clinic, which=[second, second, "back"], staff__result=[back, "return"], staff__refusal=back
    )
    assert talk.keys.count("staff.results") == 3
    with owner(clinic) as session:
        assert set(session.store.result_checks()) == {first}


def test_a_result_is_returned_with_its_reason(clinic: World, hands: Hands) -> None:
    """R112: a reason is needed; it stays in the queue with it."""
    second = ids(clinic)[1]
    talk = checked(
        clinic, which=[second, "back"], staff__result="return",
        staff__refusal=["", "?", "снимок нечёткий"],
    )  # fmt: skip
    assert talk.codes == ["REQUIRED", "NO_WORD"]
    assert "Записано: возвращено." in talk.said
    assert said_of(clinic, second) == (False, ME, hands.now(), "снимок нечёткий")
    menus = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == "staff.results"]
    assert [[one.told for one in menu.options] for menu in menus] == [
        ["Биохимический анализ крови, 16.02.2026", "назад"],
        ["Биохимический анализ крови, 16.02.2026, снимок нечёткий", "назад"],
    ]
    with owner(clinic) as session:
        last = [one for one in session.store.journal() if one.action.startswith("результат ")][-1]
        assert (last.action, last.actor) == ("результат возвращён", f"specialist ({ME})")
        assert "снимок" not in last.subject


def test_a_returned_one_can_be_confirmed_later(clinic: World) -> None:
    """The newest word counts."""
    second = ids(clinic)[1]
    checked(clinic, which=[second, "back"], staff__result="return", staff__refusal="снимок нечёткий")
    checked(clinic, which=second, staff__result="confirm")
    assert said_of(clinic, second)[0]


@pytest.mark.parametrize("at", ["staff.results", "staff.result"])
def test_going_back_records_nothing(clinic: World, at: str) -> None:
    """Looked at only; «назад» is what Enter takes at the result."""
    first, second = ids(clinic)
    which = "back" if at == "staff.results" else [second, "back"]
    talk = checked(clinic, which=which, staff__result="back")
    asked = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == "staff.result"]
    assert all(ask.default == "back" for ask in asked)
    with owner(clinic) as session:
        assert set(session.store.result_checks()) == {first}


def test_the_look_is_told_to_the_owner(clinic: World) -> None:
    """R189: a line with the specialist's name."""
    checked(clinic, which="back")
    with owner(clinic) as session:
        lines = [(one.actor, one.action) for one in session.store.journal() if "прочитан" in one.action]
        assert lines == [(f"specialist ({ME})", "результаты на проверке прочитаны")]


def test_an_empty_queue_is_a_sentence(desk: World, clinic: World) -> None:
    """R36: and no look is told where there was nothing to see."""
    second = ids(clinic)[1]
    checked(clinic, which=second, staff__result="confirm")
    with owner(clinic) as session:
        count = len(session.store.journal())
    talk = checked(clinic, which=[])
    assert talk.said == ["Результатов на проверку нет."]
    with owner(clinic) as session:
        assert len(session.store.journal()) == count


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"study": "УЗИ", "performed_on": datetime(2026, 2, 10)}, "УЗИ, 10.02.2026"),
        ({"study": "УЗИ", "performed_on": None}, "УЗИ"),
        ({"study": None, "performed_on": None}, ""),
    ],
)
def test_a_result_by_name_and_day(record: dict[str, object], words: str) -> None:
    """What the queue calls it."""
    assert title_of(record) == words


def test_the_file_itself_can_be_looked_at(clinic: World) -> None:
    """R112: before it is judged; the owner's journal says so by the number."""
    second = ids(clinic)[1]
    talk = checked(clinic, which=second, staff__result=["view", "confirm"])
    (shown,) = [ask for ask in talk.asks if isinstance(ask, Show)]
    assert shown.title == "Страница 1 из 1" and shown.lines
    with owner(clinic) as session:
        actions = [(one.action, one.subject) for one in session.store.journal()]
        assert ("файл результата открыт", "результат 2") in actions
