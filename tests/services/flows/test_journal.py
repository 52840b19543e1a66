"""«Журнал операций»: the newest entries, filters, whether it is whole; for owner and administrator (R189)."""

import pytest

from emk_tui.ports import Event, Fault
from emk_tui.services.flows.asks import Ask, Back, Choice, Input
from emk_tui.services.flows.journal import PAGE, journal
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.people import signed_in
from tests.services.worlds import NOW, Hands, Talk, held, hold


@pytest.fixture
def long(session: Session, hands: Hands) -> Session:
    """Thirty entries of thirty days, every tenth another action."""
    for number in range(1, 31):
        action = "карта прочитана" if number % 10 == 0 else "проба пера"
        session.opened.record(Event(action, f"номер {number}", at=hands.now()))
        hands.on(days=1)
    return session


def subjects(talk: Talk) -> list[list[str]]:
    """Subjects that were told, by what was asked in between."""
    told: list[list[str]] = [[]]
    for ask in talk.asks:
        if isinstance(ask, Choice):
            told.append([])
        elif (text := getattr(ask, "text", "")) and "номер " in text:
            told[-1].append(text.partition("номер ")[2].rstrip("."))
    return told


def test_the_newest_come_first_and_the_chain_is_checked(long: Session) -> None:
    """R189: whether the journal is whole, then twenty of them, oldest of them first."""
    _none, talk = hold(journal(long), {"journal.menu": "back"})
    assert subjects(talk)[0] == [str(n) for n in range(11, 31)]
    assert len([text for text in talk.said if "номер " in text]) == PAGE
    assert talk.said[0].startswith("Журнал цел, записей ")
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert choice.default == "back"
    assert [one.text for one in choice.options] == [
        "за дни", "найти слово", "кто", "без отбора", "показать больше", "проверить журнал", "назад",
    ]  # fmt: skip


def test_more_of_them(long: Session) -> None:
    """Five times as many, also within a filter."""
    _none, talk = hold(journal(long), {"journal.menu": ["more", "back"]})
    assert subjects(talk)[1] == [str(n) for n in range(1, 31)]


def test_a_word(long: Session) -> None:
    """Part of the entry; an empty one finds all; which filter holds is told."""
    answers = {"journal.menu": ["find", "find", "back"], "journal.find": ["прочитана", ""]}
    _none, talk = hold(journal(long), answers)
    assert subjects(talk)[1:3] == [["10", "20", "30"], [str(n) for n in range(11, 31)]]
    assert [one for one in talk.said if one.startswith("Отбор")] == ["Отбор: слово «прочитана»."]


@pytest.mark.parametrize(("who", "found"), [("ivanova", 20), ("IVANOVA", 20), ("неизвестно", 0), ("", 20)])
def test_a_person(long: Session, who: str, found: int) -> None:
    """By the login, in any case; filters add up and are told together."""
    answers = {
        "journal.menu": ["period", "person", "back"], "journal.since": "02.03.2026",
        "journal.until": "31.03.2026", "journal.actor": who,
    }  # fmt: skip
    _none, talk = hold(journal(long), answers)
    assert len(subjects(talk)[2]) == found
    days = "Отбор: с 02.03.2026, по 31.03.2026"
    assert (f"{days}, кто {who}." if who else f"{days}.") in talk.said


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("02.03.2026", "02.03.2026", ["1"]),
        ("05.03.2026", "07.03.2026", ["4", "5", "6"]),
        ("30.03.2026", "", ["29", "30"]),
        ("", "03.03.2026", ["1", "2"]),
        ("01.04.2026", "", []),
    ],
)
def test_days(long: Session, since: str, until: str, found: list[str]) -> None:
    """Both days belong to it; an empty answer leaves that side open; none found is a sentence."""
    answers = {"journal.menu": ["period", "back"], "journal.since": since, "journal.until": until}
    _none, talk = hold(journal(long), answers)
    assert subjects(talk)[1] == found
    assert ("Таких записей нет." in talk.said) is not bool(found)


def test_days_the_wrong_way_round_are_asked_again(long: Session) -> None:
    """With the cause and an example; what was typed stands there to be mended."""
    answers = {
        "journal.menu": ["period", "back"], "journal.since": ["07.03.2026", "05.03.2026"],
        "journal.until": ["05.03.2026", "07.03.2026"],
    }  # fmt: skip
    _none, talk = hold(journal(long), answers)
    assert talk.codes == ["JOURNAL_DAYS"]
    known = [ask.current for ask in talk.asks if isinstance(ask, Input)]
    assert known == ["", "", "07.03.2026", "05.03.2026"]
    assert subjects(talk)[1] == ["4", "5", "6"]


def test_one_back_is_the_menu_of_the_journal(long: Session) -> None:
    """From any of its questions; the filter stays."""

    def back(ask: Ask) -> str:
        raise Back

    answers = {"journal.menu": ["find", "find", "more", "back"], "journal.find": ["прочитана", back]}
    _none, talk = hold(journal(long), answers)
    assert subjects(talk)[3] == ["10", "20", "30"]


def test_a_day_that_is_none_is_asked_again(long: Session) -> None:
    """With its problem: 31.02, tomorrow."""
    answers = {
        "journal.menu": ["period", "back"], "journal.since": ["31.02.2026", "02.04.2026", "31.03.2026"],
        "journal.until": ["x", ""],
    }  # fmt: skip
    _none, talk = hold(journal(long), answers)
    assert talk.codes == ["DATE_ABSENT", "DATE_FUTURE", "DATE_FORMAT"]
    assert subjects(talk)[1] == ["30"]


def test_without_a_filter_again(long: Session) -> None:
    """Word and days are forgotten."""
    answers = {"journal.menu": ["find", "unfiltered", "back"], "journal.find": "прочитана"}
    _none, talk = hold(journal(long), answers)
    assert subjects(talk)[2] == [str(n) for n in range(11, 31)]


def test_looking_writes_nothing(long: Session) -> None:
    """However often."""
    count = len(long.store.journal())
    hold(journal(long), {"journal.menu": ["more", "verify", "unfiltered", "back"]})
    assert len(long.store.journal()) == count


def test_what_was_changed_is_told(long: Session) -> None:
    """R189: with the number of the entry, at once and on request."""
    from sqlalchemy import text

    with long.opened.engine.begin() as connection:  # type: ignore[attr-defined]
        triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        for name in list(triggers):
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text("UPDATE journal SET subject = 'номер 99' WHERE subject = 'номер 7'"))
    _none, talk = hold(journal(long), {"journal.menu": ["verify", "back"]})
    broken = [text for text in talk.said if text.startswith("Журнал нарушен, запись ")]
    assert len(broken) == 2 and broken[0] == broken[1]
    assert broken[0].endswith("запись изменена.")


@pytest.mark.parametrize("login", ["administrator", "doctor", "specialist", "registrar"])
def test_the_administrator_reads_it_too(clinic: World, login: str) -> None:
    """R7: nobody else of the staff, with exit code 3."""
    with signed_in(clinic, login) as person:
        if login == "administrator":
            _none, talk = hold(journal(person), {"journal.menu": "back"})
            assert talk.said[0].startswith("Журнал цел, ")
            return
        with pytest.raises(Fault) as refused:
            held(journal(person), Talk({}))
        assert (refused.value.problem.code, refused.value.exit_code) == ("NOT_ALLOWED", 3)


def test_the_moment_is_that_of_the_entry(session: Session) -> None:
    """By the clock of the world."""
    session.opened.record(Event("проба", "номер 1", at=NOW))
    _none, talk = hold(journal(session), {"journal.menu": "back"})
    assert any(". 02.03.2026 10:00. ivanova. проба. номер 1." in text for text in talk.said)
