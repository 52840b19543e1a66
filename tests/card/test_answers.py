"""Answers files: TOML and JSON, what goes where, and what is no answers file."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emk_tui.card.answers import Answers, FileRefused, load_answers, merge
from emk_tui.card.check import check
from emk_tui.card.problems import TEXTS, problem
from tests.card.fields import FIELDS, TODAY


def told(answers: Answers) -> list[tuple[str, str]]:
    """(path, code) of the problems of the form."""
    return [(one.path, one.code) for one in answers.problems]


def rows(answers: Answers) -> dict[str, str]:
    """Path → raw of what may be stored."""
    return {path: row.raw for path, row in answers.draft}


@pytest.mark.parametrize(
    ("data", "name", "code", "words"),
    [
        (b"", "a.toml", "FILE_EMPTY", {}),
        (b" \r\n\t", "a.toml", "FILE_EMPTY", {}),
        (b"\xef\xbb\xbf", "a.json", "FILE_EMPTY", {}),
        (b"#" * ((1 << 20) + 1), "a.toml", "FILE_HUGE", {}),
        (b"[personal]\n\0", "a.toml", "FILE_BINARY", {}),
        (b"%PDF-1.7\n", "a.pdf", "FILE_BINARY", {}),
        ("surname = 'Иванова'".encode("cp1251"), "a.toml", "FILE_NOT_UTF8", {}),
        ("[personal]".encode("utf-16"), "a.toml", "FILE_NOT_UTF8", {}),
        (b"[personal]\nsex = \n", "a.toml", "FILE_SYNTAX", {"format": "TOML", "line": 2}),
        (b'[personal]\nsex = "', "a.toml", "FILE_SYNTAX", {"format": "TOML", "line": 2}),
        (b'[personal]\nsex="a"\nsex="b"', "a.toml", "FILE_SYNTAX", {"format": "TOML", "line": 3}),
        (b"[personal]\ninn = " + b"1" * 5000, "a.toml", "FILE_SYNTAX", {"format": "TOML", "line": 2}),
        (b"a" + b".a" * 2000 + b" = 1", "a.toml", "FILE_SYNTAX", {"format": "TOML", "line": 1}),
        (b'{"personal":\n{,}}', "", "FILE_SYNTAX", {"format": "JSON", "line": 2}),
        (b"[personal]", "a.JSON", "FILE_SYNTAX", {"format": "JSON", "line": 1}),
        (b"[1, 2]", "a.json", "FILE_SHAPE", {}),
        (b"a = 1", "a.toml", "FILE_SHAPE", {}),
        (b"{}", "", "FILE_SHAPE", {}),
        (b'{"personal": ' + b"[" * 200_000, "", "FILE_SHAPE", {}),
        (b"personal = " + b"[" * 200_000, "", "FILE_SHAPE", {}),
    ],
)
def test_no_answers_file(data: bytes, name: str, code: str, words: dict[str, object]) -> None:
    """Each has its code and, where it can be told, its line."""
    with pytest.raises(FileRefused) as refused:
        load_answers(data, name)
    assert (refused.value.code, refused.value.words) == (code, words)
    assert code in TEXTS


def test_toml_and_json_say_the_same() -> None:
    """By name or by content; a byte order mark and CRLF do not matter."""
    toml = '[personal]\r\nsurname = "Иванова"\r\nliving_same = true\r\nbirth_date = 1985-05-14\r\n'
    tables = {"personal": {"surname": "Иванова", "living_same": True, "birth_date": "14.05.1985"}}
    as_json = json.dumps(tables, ensure_ascii=False)
    expected = {
        "personal.surname": "Иванова",
        "personal.living_same": "да",
        "personal.birth_date": "14.05.1985",
    }
    for text, name in (
        (toml, "a.toml"),
        ("\ufeff" + toml, ""),
        (as_json, "a.json"),
        ("\ufeff\n" + as_json, ""),
    ):
        answers = load_answers(text.encode(), name)
        assert rows(answers) == expected
        assert answers.problems == []


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("inn = 500100732259", [("personal.inn", "BARE_NUMBER")]),
        ("inn = 5.5", [("personal.inn", "BARE_NUMBER")]),
        ("inn = nan", [("personal.inn", "BARE_NUMBER")]),
        ("surname = ['Иванова']", [("personal.surname", "NOT_TEXT")]),
        ("surname = {}", [("personal.surname", "NOT_TEXT")]),
        ("surname = true", [("personal.surname", "NOT_TEXT")]),
        ("surname = 2026-01-01", [("personal.surname", "NOT_TEXT")]),
        ("birth_date = 10:00:00", [("personal.birth_date", "NOT_TEXT")]),
        ("birth_date = 1985-05-14T10:00:00", [("personal.birth_date", "NOT_TEXT")]),
        ("living_same = 1", [("personal.living_same", "BARE_NUMBER")]),
        ("'фамилия' = 'Иванова'", [("personal.фамилия", "UNKNOWN_FIELD")]),
        ("surname.first = 'Иванова'", [("personal.surname", "NOT_TEXT")]),
        ("'a\\u202eb' = ''", [("personal.a\\u202eb", "UNKNOWN_FIELD")]),
        ("\"a\\u202eb\" = ''", [("personal.a?b", "UNKNOWN_FIELD")]),
        (f"{'k' * 500} = ''", [(f"personal.{'k' * 40}", "UNKNOWN_FIELD")]),
    ],
)
def test_other_shapes(toml: str, expected: list[tuple[str, str]]) -> None:
    """Each stands at its path with a text of its own."""
    assert told(load_answers(f"[personal]\n{toml}\n".encode())) == expected


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("personal = 1", [("personal", "TABLE_EXPECTED")]),
        ("personal = []", [("personal", "TABLE_EXPECTED")]),
        ("[documents]\nkind = 'result'", [("documents", "TABLES_EXPECTED")]),
        ("documents = ['a']", [("documents.1", "TABLE_EXPECTED")]),
        ("[personal]\n[review]", [("review", "UNKNOWN_FIELD")]),
        ("[[documents]]\nresults = 1", [("documents.1.results", "TABLES_EXPECTED")]),
        ("[[documents]]\nresults = [1]", [("documents.1.results.1", "TABLE_EXPECTED")]),
        ("[[documents]]\n[[documents.results]]\nlow = 1", [("documents.1.results.1.low", "BARE_NUMBER")]),
        ("[[documents]]\n" * 60, [("documents", "TOO_MANY_RECORDS")]),
    ],
)
def test_shapes_of_sections(toml: str, expected: list[tuple[str, str]]) -> None:
    """A table per section, arrays of tables where there are many."""
    assert told(load_answers(toml.encode())) == expected


def test_json_keys_given_twice() -> None:
    """Python would silently take the last one."""
    answers = load_answers(b'{"personal": {"inn": "1", "inn": "2"}, "clinic": {}, "clinic": {}}')
    assert told(answers) == [("clinic", "KEY_TWICE"), ("personal.inn", "KEY_TWICE")]


def test_json_null_is_no_answer() -> None:
    """The same as leaving it out."""
    answers = load_answers(b'{"personal": {"inn": null}}')
    assert answers.problems == [] and rows(answers) == {"personal.inn": ""}


def test_records_are_numbered_from_one_and_an_empty_one_counts() -> None:
    """`documents.2.results.1.low`; nothing that was begun is lost."""
    toml = (
        "[[documents]]\n[[documents]]\nkind='result'\n[[documents.results]]\nlow='1'\n[[vaccinations]]\nx=1"
    )
    answers = load_answers(toml.encode())
    assert answers.draft.ids("documents") == ("1", "2")
    assert answers.draft.raw("documents.2.results.1.low") == "1"
    assert answers.draft.ids("vaccinations") == ("1",)


SECRETS = b"""
[account]
login = "ivanova"
password = "x"
phone = "+7 916 123-45-67"
email = "a@b.ru"
[terms]
accepted = true
[consent]
accepted = true
statistics = true
"""


def test_secrets_and_assertions_never_get_into_the_draft() -> None:
    """The account, the terms and the tick of the consent stay apart, but a check of the file sees them."""
    answers = load_answers(SECRETS)
    assert set(rows(answers)) == {"consent.statistics", "personal.phone", "personal.email"}
    assert answers.secrets["account.password"] == "x"
    assert answers.secrets["consent.accepted"] == answers.secrets["terms.accepted"] == "да"
    assert answers.whole.raw("account.password") == "x"
    assert "account.password" not in dict(answers.draft)


@pytest.mark.parametrize(
    ("personal", "phone", "tick"),
    [
        ("", "+7 916 123-45-67", ""),
        ("phone = '+7 916 765-43-21'", "+7 916 765-43-21", ""),
        ("phone = ''", "", ""),
        ("no_phone = true", "", "да"),
        ("phone = 'нет'", "", "да"),
        ("phone = 'Нет '", "", "да"),
    ],
)
def test_personal_data_start_from_the_account(personal: str, phone: str, tick: str) -> None:
    """Only where the file says nothing of its own; «нет» is the tick (K33)."""
    answers = load_answers(SECRETS + f"[personal]\n{personal}\n".encode())
    assert answers.draft.raw("personal.phone") == phone
    assert answers.draft.raw("personal.no_phone") == tick


def test_merge_tells_each_place_once() -> None:
    """A value of the wrong form is not also called missing."""
    answers = load_answers(b"[personal]\ninn = 1\nsnils = 2")
    found = list(merge(answers.problems, check(answers.whole, TODAY)))
    assert [one.code for one in found if one.path == "personal.snils"] == ["BARE_NUMBER"]
    assert list(merge([], [problem("REQUIRED", example="")])) == [problem("REQUIRED", example="")]


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*FIELDS, "personal", "documents", "results", "snils", "kind", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(tables=st.dictionaries(st.sampled_from(["personal", "documents", "policy", "x"]), JSONS, max_size=4))
def test_any_structure_is_answered(tables: dict[str, object]) -> None:
    """Loaded and checked, or refused by a code; never another error."""
    try:
        answers = load_answers(json.dumps(tables).encode(), "a.json")
    except FileRefused as refused:
        assert refused.code == "FILE_SHAPE"
        return
    found = [*merge(answers.problems, check(answers.whole, TODAY))]
    assert all(len(one.short) <= 20 and one.path for one in found)


@settings(deadline=None)
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_answered(data: bytes) -> None:
    """Nearly all are no answers file, and each says why."""
    try:
        assert load_answers(data).problems is not None
    except FileRefused as refused:
        assert refused.code in TEXTS
