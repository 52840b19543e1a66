"""Lists as flows: add, change, delete, back out, resume (R122, R129, R134, R136)."""

from collections.abc import Callable
from typing import Any

import pytest

from emk_tui.services.flows.asks import ADD, NEXT, Ask, Back, Cancelled, Confirm, Flow, Form, Records, Wait
from emk_tui.services.flows.records import records_step, title
from emk_tui.services.session import Session
from emk_tui.services.wizard import Move
from tests.services.flows.test_documents import FILES, IMAGE
from tests.services.worlds import hold, reopened


@pytest.fixture
def session(consented: Session) -> Session:
    """After the consent, at the list of vaccinations, in the folder of the examples."""
    consented.base = FILES
    consented.move("vaccinations")
    return consented


def vaccinated(session: Session, number: str = "1", **values: str) -> None:
    """A record with its answers."""
    given = {"vaccine": "Совигрипп, Микроген", "date": "10.10.2025", **values}
    session.put_rows({f"vaccinations.{number}.{name}": raw for name, raw in given.items()})


def tested(session: Session, **values: str) -> None:
    """A document that is a result of a test."""
    given = {
        "kind": "результат исследования", "file": IMAGE, "study": "Общий анализ крови",
        "performed_on": "10.02.2026", "received_on": "11.02.2026", **values,
    }  # fmt: skip
    session.put_rows({f"documents.1.{name}": raw for name, raw in given.items()})


def on(flow: Flow[object], act: Callable[[], Ask]) -> Ask:
    """The next ask that needs a person."""
    ask = act()
    while not isinstance(ask, Form | Records | Confirm):
        ask = flow.send(ask.call() if isinstance(ask, Wait) else None)
    return ask


class Play:
    """A flow moved on by hand."""

    def __init__(self, session: Session) -> None:
        self.flow: Flow[Any] = records_step(session)
        self.ask = on(self.flow, lambda: next(self.flow))

    def send(self, reply: object = None) -> Ask:
        """Reply; the next ask."""
        self.ask = on(self.flow, lambda: self.flow.send(reply))
        return self.ask

    def throw(self, left: Exception) -> Ask:
        """Leave the question."""
        self.ask = on(self.flow, lambda: self.flow.throw(left))
        return self.ask

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Title and state of the records."""
        assert isinstance(self.ask, Records)
        return [(row.title, row.state) for row in self.ask.rows]


def test_add_and_go_on(session: Session) -> None:
    """The form of the new record, then the list with it, then the next step."""
    play = Play(session)
    assert isinstance(play.ask, Records) and (play.ask.rows, play.ask.add) == ((), "Добавить прививку")
    form = play.send(ADD)
    assert isinstance(form, Form) and (form.record, form.at) == ("vaccinations.1", "")
    vaccinated(session)
    play.send()
    assert len(play.rows) == 1
    moved, _talk = hold(records_step(session), {"vaccinations.menu": NEXT})
    assert moved == Move("booking.specialty")


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "готово"),
        ({"vaccine": "Неизвестная вакцина"}, "готово, не по справочнику"),
        ({"date": ""}, "не закончена"),
        ({"date": "10.10.2999"}, "ошибки 1"),
    ],
)
def test_state_of_a_record(session: Session, values: dict[str, str], state: str) -> None:
    """Only what was typed wrongly is a mistake; an own vaccine keeps its mark (R130)."""
    vaccine = next(iter(session.registries.directories["vaccines"].find("Совигрипп").entries)).name
    vaccinated(session, "1", **{"vaccine": vaccine, **values})
    assert [one for _title, one in Play(session).rows] == [state]


def test_the_same_twice_is_told(session: Session) -> None:
    """R134: a warning at the second one, both stay."""
    vaccinated(session)
    vaccinated(session, "2")
    states = [state for _title, state in Play(session).rows]
    assert "похоже на повтор" not in states[0] and "похоже на повтор" in states[1]


def test_back_from_a_record_leads_to_the_list_and_keeps_it(session: Session) -> None:
    """The list stands at it; from the list «назад» leaves the step."""
    play = Play(session)
    play.send(ADD)
    session.put("vaccinations.1.vaccine", "БЦЖ")
    asked = play.throw(Back())
    assert isinstance(asked, Records) and asked.at == "vaccinations.1"
    assert play.rows == [("БЦЖ", "не закончена")]
    with pytest.raises(Back):
        play.flow.throw(Back())


def test_a_record_without_an_answer_is_gone(session: Session) -> None:
    """Nothing typed, or all of it deleted again."""
    play = Play(session)
    play.send(ADD)
    session.put("vaccinations.1.vaccine", "Б")
    session.put("vaccinations.1.vaccine", "")
    play.throw(Back())
    assert play.rows == []
    assert [row.path for row in session.store.draft().rows if row.path.startswith("vaccinations.")] == []


@pytest.mark.parametrize("answer", [True, False, Back()])
def test_deleting_asks_first(session: Session, answer: object) -> None:
    """«да» deletes, everything else keeps it and stands at it."""
    vaccinated(session)
    play = Play(session)
    asked = play.send("drop vaccinations.1")
    assert isinstance(asked, Confirm) and "Совигрипп" in asked.question and asked.default is None
    asked = play.throw(answer) if isinstance(answer, Back) else play.send(answer)
    assert isinstance(asked, Records)
    assert (len(asked.rows), asked.at) == ((0, "") if answer is True else (1, "vaccinations.1"))


def test_the_lists_within_come_after_the_fields(session: Session) -> None:
    """R106: a result has rows; back leads from them to the fields, and from there to the list."""
    session.move("documents")
    tested(session)
    play = Play(session)
    assert isinstance(play.send("edit documents.1"), Form)
    asked = play.send()
    assert isinstance(asked, Records) and (asked.prefix, asked.add) == (
        "documents.1.results",
        "Добавить показатель",
    )
    form = play.send(ADD)
    assert isinstance(form, Form) and form.record == "documents.1.results.1"
    session.put_rows({"documents.1.results.1.indicator": "Гемоглобин", "documents.1.results.1.value": "138"})
    play.throw(Back())
    assert play.rows == [("Гемоглобин, 138", "готово")]
    form = play.throw(Back())
    assert isinstance(form, Form) and (form.record, form.at) == ("documents.1", "documents.1.comment")
    asked = play.throw(Back())
    assert isinstance(asked, Records) and (asked.prefix, asked.at) == ("documents", "documents.1")


@pytest.mark.parametrize(
    ("cursor", "record"),
    [
        ("documents.1.study", "documents.1"),
        ("documents.1.results.2.low", "documents.1.results.2"),
    ],
)
def test_resume_opens_the_same_field(session: Session, cursor: str, record: str) -> None:
    """Also in a list within a record."""
    session.move("documents")
    tested(session)
    session.put("documents.1.results.2.indicator", "Гемоглобин")
    session.move(cursor)
    again = reopened(session)
    play = Play(again)
    assert isinstance(play.ask, Form) and (play.ask.record, play.ask.at) == (record, cursor)
    again.store.close()


def test_resume_in_a_list_within(session: Session) -> None:
    """Between two rows of a result."""
    tested(session)
    session.move("documents.1.results")
    play = Play(session)
    assert isinstance(play.ask, Records) and play.ask.prefix == "documents.1.results"
    assert isinstance(play.send(NEXT), Records)
    assert play.rows == [(f"результат исследования, {IMAGE}", "файл не принят")]


def test_a_wrong_file_stands_at_its_field(session: Session) -> None:
    """R14: the record opens again at the file with what was found; nothing is lost."""
    session.move("documents")
    tested(session, file="no-such.jpg")
    play = Play(session)
    play.send("edit documents.1")
    form = play.send()
    assert isinstance(form, Form) and form.mending and form.at == "documents.1.file"
    assert [(one.code, one.path) for one in form.found] == [("DOC_ABSENT", "documents.1.file")]
    assert session.draft.raw("documents.1.study") == "Общий анализ крови"
    session.put("documents.1.file", IMAGE)
    assert isinstance(play.send(), Records)
    assert session.store.files()[0].name == IMAGE


def test_a_file_check_that_was_left(session: Session) -> None:
    """Esc while it runs: back at the field, nothing taken."""
    session.move("documents")
    tested(session)
    flow = records_step(session)
    next(flow)
    flow.send("edit documents.1")
    assert isinstance(flow.send(None), Wait)
    form = on(flow, lambda: flow.throw(Cancelled()))
    assert isinstance(form, Form) and form.at == "documents.1.file"
    assert session.store.files() == ()


def test_title_names_a_file_without_its_folder(session: Session) -> None:
    """The first two answers; a path would fill the line."""
    tested(session, file=str(FILES / IMAGE))
    assert title(session, "documents.1") == f"результат исследования, {IMAGE}"
