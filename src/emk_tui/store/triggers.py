"""The triggers that forbid changes of the journal: are they there as they were made."""

import re
from typing import TYPE_CHECKING

from sqlalchemy import text

from emk_tui.store.tables.system import TRIGGERS

if TYPE_CHECKING:
    from sqlalchemy import Connection

QUERIES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND lower(tbl_name) = 'journal'",
    "postgresql": (
        "SELECT t.tgname, pg_get_triggerdef(t.oid) || t.tgenabled::text || p.prosrc "
        "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE t.tgrelid = to_regclass('journal') AND NOT t.tgisinternal"
    ),
}


def whole(connection: "Connection") -> bool:
    """Are exactly these triggers on the journal, each with the words it was made with."""
    dialect = connection.dialect.name
    found = {str(name): str(words) for name, words in connection.execute(text(QUERIES[dialect]))}
    return _sqlite(found) if dialect == "sqlite" else _postgres(found)


def restore(connection: "Connection") -> None:
    """Take away what is there instead and make them anew; SQLite only, as no keys open another store."""
    for name, _words in connection.execute(text(QUERIES["sqlite"])).all():
        quoted = str(name).replace('"', '""')
        connection.exec_driver_sql(f'DROP TRIGGER "{quoted}"')
    for statement in TRIGGERS["sqlite"]:
        connection.exec_driver_sql(statement)


def _sqlite(found: dict[str, str]) -> bool:
    made = TRIGGERS["sqlite"]
    return sorted(found.values()) == sorted(made)


def _postgres(found: dict[str, str]) -> bool:
    """The server rewrites a definition in its own words: function, event and state are compared."""
    function = re.search(r"\$\$(.*)\$\$", TRIGGERS["postgresql"][0])
    body = function[1] if function else ""
    wanted = {"journal_no_change": ("BEFORE", "DELETE", "UPDATE", "ROW"),
              "journal_no_truncate": ("BEFORE", "TRUNCATE", "STATEMENT")}  # fmt: skip
    return found.keys() == wanted.keys() and all(
        found[name].endswith("O" + body)
        and "WHEN" not in found[name]
        and all(word in found[name] for word in words)
        for name, words in wanted.items()
    )
