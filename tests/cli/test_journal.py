"""`emk journal show` and `verify`: filters, JSON, witnesses by hand and from a paper (R189)."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from emk_tui.cli import stored
from emk_tui.cli.demo import at_step
from emk_tui.demo import demo_world
from emk_tui.exports.papers import TypstPapers
from emk_tui.ports import Head
from emk_tui.services.flows.submit import Created, submit
from emk_tui.services.session import Session
from emk_tui.store.card_store import SqlStore
from emk_tui.store.engine import writer
from tests.cli.conftest import Run
from tests.exports.test_confirmation import DATA, KEY
from tests.linear.talking import NOW
from tests.services.worlds import hold


@dataclass(frozen=True)
class Made:
    """Somebody signed in who has a card, and its paper."""

    session: Session
    paper: Path

    @property
    def store(self) -> SqlStore:
        """Her store."""
        assert isinstance(self.session.opened, SqlStore)
        return self.session.opened


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """The demonstration person with her card; commands find her signed in."""
    session, _talk = hold(at_step(demo_world(tmp_path, NOW), "review"))
    done, _talk = hold(submit(session), {"submit": True, "code.channel": "app"})
    assert isinstance(done, Created)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(done.paper)
    monkeypatch.setattr(stored, "signed_in", lambda: nullcontext(session))
    yield Made(session, paper)
    session.opened.close()


def test_entries_are_sentences(emk: Run, made: Made) -> None:
    """«37. 02.03.2026 10:05. demo. карта создана. …», each a line."""
    ran = emk("journal", "show")
    lines = ran.out.splitlines()
    assert ran.code == 0 and len(lines) == len(made.store.journal())
    assert lines[0].startswith("1. 02.03.2026 ")
    assert any(line.endswith(". demo. карта создана.") for line in lines)


@pytest.mark.parametrize(
    ("words", "some", "every"),
    [
        (("--last", "2"), True, lambda one: one["seq"] > 0),
        (("--actor", "DEMO"), True, lambda one: one["actor"] == "demo"),
        (("--action", "КАРТА"), True, lambda one: one["action"].startswith("карта")),
        (("--find", "ПОДПИСАНО"), True, lambda one: "подписано" in one["action"] + one["subject"]),
        (("--since", "02.03.2026"), True, lambda one: one["at"] >= "2026-03-02"),
        (("--until", "01032026"), False, lambda one: False),
        (("--since", "02.03.2026", "--until", "02.03.2026", "--last", "1"), True, lambda one: True),
    ],
)
def test_filters_and_json(emk: Run, made: Made, words: tuple[str, ...], some: bool, every: object) -> None:
    """One object a line; nothing at all where nothing fits."""
    ran = emk("journal", "show", "--json", *words)
    assert ran.code == 0 and ran.err == "" and bool(ran.objects) is some
    assert all(set(one) == {"seq", "at", "actor", "action", "subject", "changes"} for one in ran.objects)
    assert all(every(one) for one in ran.objects)  # type: ignore[operator]
    if "--last" in words:
        assert len(ran.objects) == int(words[-1])
        assert ran.objects[-1]["seq"] == len(made.store.journal())
    assert emk("journal", "show", *words).out.count("\n") == max(1, len(ran.objects))


def test_nothing_fits(emk: Run, made: Made) -> None:
    """A sentence, not silence."""
    assert emk("journal", "show", "--find", "такого нет").out == "Таких записей нет.\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "--since", "31.02.2026"), "--since: Такой даты нет в календаре"),
        (("show", "--until", "2.3.2026"), "--until: День, месяц, год по две, две и четыре цифры"),
        (("show", "--since", ""), "--since: Обязательное поле"),
        (("show", "--since", "1"), "--since: Не хватает: 7 цифр."),
        (("show", "--last", "0"), "После --last нужно число."),
        (("show", "--last", "²"), "После --last нужно число."),
        (("show", "--last", "-1"), "После --last нужно"),
        (("verify", "--witness", "37"), "--witness: Номер записи и 16 знаков с бумаги"),
        (("verify", "--witness", "0 1a2b-3c4d-5e6f-7081"), "--witness: Номер записи и 16 знаков с бумаги"),
        (("verify", "--witness", "1 1a2b-3c4d-5e6f-7081", "--paper", "x"), "--paper и --witness вместе"),
    ],
)
def test_refusals(emk: Run, words: tuple[str, ...], says: str) -> None:
    """Exit code 2, one sentence in the words of the card's own fields."""
    ran = emk("journal", *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(says)


def test_a_refusal_in_json(emk: Run) -> None:
    """A program gets an object here too."""
    (answer,) = emk("journal", "show", "--since", "завтра", "--json").objects
    assert answer["ok"] is False and answer["problems"][0]["code"] == "ARGUMENTS"


def test_whole_with_and_without_a_witness(emk: Run, made: Made) -> None:
    """The paper, what is printed on it, and the head that the check itself tells."""
    plain = emk("journal", "verify")
    head = made.store.journal_head()
    assert (plain.code, plain.err) == (0, "")
    assert plain.out == f"Журнал цел, записей {head.seq}, последняя {head.short}.\n"
    printed = emk("verify", str(made.paper), "--json").objects[0]["witness"]
    for words in (
        ("--witness", f"{head.seq} {head.short}"),
        ("--witness", f"запись {head.seq}, {head.short.upper()}"),
        ("--witness", printed),
        ("--paper", str(made.paper)),
    ):
        ran = emk("journal", "verify", *words)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(plain.out) and "есть в этом журнале" in ran.out


def test_a_witness_that_is_not_in_it(emk: Run, made: Made) -> None:
    """Exit code 1, the entry and why."""
    head = made.store.journal_head()
    later = emk("journal", "verify", "--witness", f"{head.seq + 5} {head.short}")
    assert later.code == 1
    assert later.out.startswith(f"Журнал нарушен, запись {head.seq + 1}: хранилище заменено старой копией.\n")
    other = emk("journal", "verify", "--witness", f"{head.seq - 1} {head.short}")
    assert (other.code, other.out.splitlines()[0]) == (
        1, f"Журнал нарушен, запись {head.seq - 1}: запись изменена.",
    )  # fmt: skip


def test_a_broken_journal_names_the_entry(emk: Run, made: Made) -> None:
    """R189: false with the number; what it means, what to do."""
    with writer(made.store.engine).begin() as connection:
        connection.execute(text("DROP TRIGGER journal_no_update"))
        connection.execute(text("UPDATE journal SET subject = 'x' WHERE seq = 3"))
    for words in ((), ("--paper", str(made.paper))):
        ran = emk("journal", "verify", *words)
        lines = ran.out.splitlines()
        assert (ran.code, ran.err, lines[0]) == (1, "", "Журнал нарушен, запись 3: запись изменена.")
        assert len(lines) == 4 and "Запрет менять записи был снят" in lines[-1]
    entries = len(made.store.journal())
    ran = emk("journal", "show")
    assert (ran.code, ran.err.splitlines(), len(ran.out.splitlines())) == (1, lines, entries)
    ran = emk("journal", "show", "--json")
    told, *shown = ran.objects
    assert told == {"ok": False, "seq": 3, "why": "запись изменена", "text": " ".join(lines)}
    assert (ran.code, ran.err, len(shown)) == (1, "", entries)


def paper_of(witness: Head | None, key: bytes) -> bytes:
    """A right paper."""
    from dataclasses import replace

    return TypstPapers().confirmation(replace(DATA, witness=witness), key)[0]


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (None, 2, "Такого файла нет."),
        (b"%PDF-", 1, "В этом файле нет бумаги"),
        (paper_of(None, KEY), 1, "В этой бумаге нет записи журнала"),
        (paper_of(Head(1, "0" * 64), KEY), 1, "Эту бумагу выдало другое хранилище"),
    ],
)
def test_papers_that_witness_nothing(
    emk: Run, made: Made, tmp_path: Path, content: bytes | None, code: int, says: str
) -> None:
    """Told as what they are; the journal is not called broken."""
    file = tmp_path / "other.pdf"
    if content is not None:
        file.write_bytes(content)
    ran = emk("journal", "verify", "--paper", str(file))
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(says)


def test_verify_tells_the_witness_without_a_sign_in(
    emk: Run, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers and how to check them; a paper made before has none."""
    monkeypatch.setattr(stored, "signed_in", lambda: pytest.fail("no sign-in"))
    (answer,) = emk("verify", str(made.paper), "--json").objects
    seq, _space, digits = answer["witness"].partition(" ")
    line = f"Журнал при выдаче: запись {seq}, {digits}. Сверить: emk journal verify --paper и имя файла."
    assert line in answer["text"]
    assert line in emk("verify", str(made.paper)).out
    before = made.paper.with_name("before.pdf")
    before.write_bytes(paper_of(None, KEY))
    (answer,) = emk("verify", str(before), "--json").objects
    assert answer["ok"] and answer["witness"] == "" and "Журнал" not in answer["text"]
