"""«Подтверждение личности»: two papers, automatic checks, the owner's statement (R1–R6, R9–R15, K38)."""

from dataclasses import replace

import pytest

from emk_tui.services.actions import IDENTITY, LEAVE
from emk_tui.services.file_words import size_words
from emk_tui.services.flows.asks import Ask, Choice, Confirm, Form, Wait
from emk_tui.services.flows.home import home
from emk_tui.services.flows.identity import begin_personal, identify, identity
from emk_tui.services.identity import kept_slots
from emk_tui.services.session import Session
from tests.documents.samples import archive, pdf
from tests.services.owners import AGAIN, CHANGED, FILES, FORM, YES, back, changes, fills, found
from tests.services.worlds import NOW, Talk, held, hold, reopened

# -- the whole way


def test_the_owner_states_it(unproven: Session) -> None:
    """R4–R6, K38: two papers, checked by themselves, an own sentence; the word with its basis."""
    _none, talk = hold(identify(unproven), {FORM: fills(unproven), **YES})
    assert talk.keys == ["account.confirmed"]
    (question,) = [ask for ask in talk.asks if isinstance(ask, Confirm)]
    assert question.default is None, "nothing is ticked"
    assert "Эта версия принимает паспорт гражданина Российской Федерации." in talk.said[0]
    assert talk.said[1:] == [
        "Паспорт: принят, 1 КБ, страниц 1.",
        f"СНИЛС: принят, {size_words(len(FILES['snils.jpg']))}, страниц 1, 620 на 640 точек.",
        "Документы проверены автоматически: замечаний нет.",
        "Учётная запись: Подтверждена, подтверждено владельцем.",
    ]
    account = unproven.account
    assert (account.confirmed_basis, account.confirmed_at) == ("подтверждено владельцем", NOW)
    assert unproven.confirmed
    assert [(one.action, one.subject) for one in unproven.store.journal()[-3:]] == [
        ("документ личности добавлен", "Паспорт"), ("документ личности добавлен", "СНИЛС"),
        ("личность подтверждена", "подтверждено владельцем"),
    ]  # fmt: skip


def test_the_checks_need_no_key(unproven: Session) -> None:
    """R6, R15: between the form and the sentence nothing is asked; each file is told beside the keys."""
    _none, talk = hold(identify(unproven), {FORM: fills(unproven), **YES})
    kinds = [type(ask).__name__ for ask in talk.asks]
    assert kinds == ["Say", "Form", "Progress", "Wait", "Say", "Wait", "Say", "Say", "Confirm", "Say"]
    assert [ask.text for ask in talk.asks if isinstance(ask, Wait)] == [
        "Проверяем файл: Паспорт.", "Проверяем файл: СНИЛС.",
    ]  # fmt: skip


def test_a_no_confirms_nothing_and_keeps_the_papers(unproven: Session) -> None:
    """R2: told why; the next time only the sentence is asked behind the form."""
    _none, talk = hold(identify(unproven), {FORM: fills(unproven), "account.confirmed": False})
    assert talk.codes == ["ACCOUNT_NOT_CONFIRMED"]
    assert not unproven.confirmed and unproven.account.confirmed_basis == ""
    again = reopened(unproven)
    again.base = unproven.base
    _none, talk = hold(identify(again), YES)
    assert talk.said[1:] == [
        "Документы проверены автоматически: замечаний нет.",
        "Учётная запись: Подтверждена, подтверждено владельцем.",
    ]
    again.store.close()


# -- what is refused


@pytest.mark.parametrize(
    ("rows", "path", "code"),
    [
        ({"passport_file": ""}, "passport_file", "REQUIRED"),
        ({"snils_file": ""}, "snils_file", "REQUIRED"),
        ({"surname": ""}, "surname", "REQUIRED"),
        ({"passport_file": "нет.pdf"}, "passport_file", "DOC_ABSENT"),
        ({"snils_file": "нет.pdf"}, "snils_file", "DOC_ABSENT"),
        ({"snils_file": "passport.pdf"}, "snils_file", "FILE_TWICE"),
        ({"snils_file": "copy.pdf"}, "snils_file", "FILE_TWICE"),
        ({"passport_file": "passport.docx"}, "passport_file", "DOC_FORMAT"),
        ({"passport_file": "cut.pdf"}, "passport_file", "DOC_DAMAGED"),
        ({"passport_file": "empty.pdf"}, "passport_file", "DOC_EMPTY"),
        ({"snils_file": "."}, "snils_file", "DOC_NOT_FILE"),
        ({"surname": "Петрова"}, "surname_changed", "SURNAMES_DIFFER"),
        ({"surname": "Петрова", **CHANGED, "change_file": ""}, "change_file", "REQUIRED"),
        ({"surname": "Петрова", **CHANGED, "change_file": "copy.pdf"}, "change_file", "FILE_TWICE"),
        ({"birth_date": "14.05.1980", "passport_issued_on": "20.06.2002"}, "passport_issued_on",
         "PASSPORT_NOT_VALID"),
        ({"birth_date": "03.03.2008", "passport_issued_on": "20.06.2022"}, "birth_date", "UNDER_AGE"),
    ],
)  # fmt: skip
def test_what_does_not_pass(unproven: Session, rows: dict[str, str], path: str, code: str) -> None:
    """R4, R9, R13–R15, R31, K36: named at its field; nobody is confirmed; mended it goes on."""
    scans = {"passport.docx": archive(), "cut.pdf": pdf()[:-20], "empty.pdf": b"", "copy.pdf": pdf()}
    for name, content in scans.items():
        (unproven.base / name).write_bytes(content)

    def stops(ask: Ask) -> None:
        assert not unproven.confirmed
        fills(unproven, surname_changed="нет")(ask)

    _none, talk = hold(identify(unproven), {FORM: [fills(unproven, **rows), stops], **YES})
    assert found(talk) == [(path, code)]
    (second,) = [ask for ask in talk.asks if isinstance(ask, Form)][1:]
    assert second.mending and second.at == f"identity.{path}"
    assert unproven.confirmed


def test_a_docx_is_refused_with_the_formats_that_fit(unproven: Session) -> None:
    """R14: by name and content; all three are named."""
    (unproven.base / "passport.docx").write_bytes(archive())
    (unproven.base / "passport.jpg").write_bytes(archive())
    for name in ("passport.docx", "passport.jpg"):
        talk = Talk({FORM: [fills(unproven, passport_file=name), back]})
        held(identify(unproven), talk)
        (told,) = [ask.found[0] for ask in talk.asks if isinstance(ask, Form) and ask.found]
        assert "Можно: PDF, JPEG, PNG." in told.text
        assert kept_slots(unproven) == {}


def test_the_same_file_under_another_name(unproven: Session) -> None:
    """R15: told where it is given the second time; the first one stays taken."""
    (unproven.base / "копия.pdf").write_bytes(pdf())
    talk = Talk({FORM: [fills(unproven, snils_file="копия.pdf"), back]})
    held(identify(unproven), talk)
    assert found(talk) == [("snils_file", "FILE_TWICE")]
    assert set(kept_slots(unproven)) == {"passport_file"}


def test_files_that_were_mixed_up_can_be_put_right(unproven: Session) -> None:
    """Each stands in the other's slot: exchanged they are taken, not «the same file twice»."""
    mixed = fills(unproven, passport_file="snils.jpg", snils_file="passport.pdf")
    _none, _talk = hold(identify(unproven), {FORM: mixed, "account.confirmed": False})
    wrong = kept_slots(unproven)
    _none, talk = hold(identify(unproven), {FORM: fills(unproven), **YES})
    assert found(talk) == []
    right = kept_slots(unproven)
    assert (right["passport_file"], right["snils_file"]) == (wrong["snils_file"], wrong["passport_file"])


def test_a_changed_surname_brings_its_document(unproven: Session) -> None:
    """R13: a third file, told like the others."""
    rows = {"surname": "Петрова", **CHANGED}
    _none, talk = hold(identify(unproven), {FORM: fills(unproven, **rows), **YES})
    assert any(text.startswith("Смена фамилии: принят, ") for text in talk.said)
    assert set(kept_slots(unproven)) == {"passport_file", "snils_file", "change_file"}
    _none, talk = hold(identity(unproven), {AGAIN: False})
    assert talk.said[1:4] == ["Паспорт: принят.", "СНИЛС: принят.", "Смена фамилии: принят."]


def test_a_file_is_read_once(unproven: Session) -> None:
    """What was taken and is the same is not looked at again; another one is."""
    hold(identify(unproven), {FORM: fills(unproven), "account.confirmed": False})
    _none, talk = hold(identify(unproven), {FORM: changes(unproven, passport_file="other.pdf"), **YES})
    assert [ask.text for ask in talk.asks if isinstance(ask, Wait)] == ["Проверяем файл: Паспорт."]
    names = {one.record: one.name for one in unproven.opened.application().files}
    assert names == {"identity.passport_file": "other.pdf", "identity.snils_file": "snils.jpg"}


# -- what comes of it


def test_personal_data_begin_with_the_passport(unproven: Session) -> None:
    """R9: surname, birth date and day of issue, as far as nothing is typed there."""
    hold(identify(unproven), {FORM: fills(unproven), **YES})
    unproven.put("personal.surname", "Иванова-Петрова")
    begin_personal(unproven)
    raws = {
        name: unproven.draft.raw(f"personal.{name}")
        for name in ("surname", "birth_date", "passport_issued_on")
    }
    assert raws == {
        "surname": "Иванова-Петрова", "birth_date": "14.05.1985", "passport_issued_on": "20.06.2009",
    }  # fmt: skip


def test_the_sign_in_offers_it_once(unproven: Session) -> None:
    """R2, R3: behind the sign-in, then by its name in the menu; a menu that is left stays closed."""
    answers = {FORM: [back, fills(unproven)], **YES, "home": [IDENTITY, LEAVE]}
    _end, talk = hold(home(unproven), answers)
    kinds = [type(ask).__name__ for ask in talk.asks if isinstance(ask, Form | Choice)]
    assert kinds == ["Form", "Choice", "Form", "Choice"]
    assert unproven.confirmed
    (first, second) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert first.default == IDENTITY and second.default != IDENTITY


def test_samples_stand_in_the_empty_slots_of_a_demonstration(unproven: Session) -> None:
    """What is typed already stays."""
    unproven.put("identity.passport_file", "other.pdf")
    samples = {"passport": "passport.pdf", "snils": "snils.jpg"}
    unproven.world = replace(
        unproven.world, sample_file=lambda kind: unproven.base / samples[kind] if kind in samples else None
    )
    hold(identify(unproven), {FORM: back})
    assert unproven.draft.raw("identity.passport_file") == "other.pdf"
    assert unproven.draft.raw("identity.snils_file") == str(unproven.base / "snils.jpg")
    assert unproven.draft.raw("identity.change_file") == ""


def test_the_scans_are_no_health_data(unproven: Session) -> None:
    """K4, R92: kept before any consent, and a refused consent does not take them away."""
    hold(identify(unproven), {FORM: fills(unproven), **YES})
    assert unproven.store.consent() is None
    unproven.store.discard_draft(unproven.record("черновик стёрт"))
    assert set(kept_slots(unproven)) == {"passport_file", "snils_file"}
