"""Write the next revision from the difference between the tables and the newest revision.

Run `python -m emk_tui.store.migrations.drafting NUMBER "what changes"`, read the result, then add the number
to `migrations/__init__.py`.
"""

import re
import sys
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, String, create_engine
from sqlmodel import AutoString

from emk_tui.store import migrations
from emk_tui.store.engine import immediate
from emk_tui.store.migrations.runner import run
from emk_tui.store.tables import Base
from emk_tui.store.tables.base import Moment

HEAD = '''"""{what}."""

import sqlalchemy as sa
from alembic import op

from emk_tui.store.migrations.columns import columns
from emk_tui.store.tables.system import TRIGGERS

revision = "{number}"
down_revision = {before}
'''


GUARD = """    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)
"""
COLUMN = re.compile(r"^sa\.Column\('(\w+)', (sa\.\w+\(\)), nullable=(\w+)\),$")


def compact(code: str) -> str:
    """The code without alembic's comments, neighbouring columns of one type on one line."""
    lines: list[str] = []
    for line in (part.strip() for part in code.splitlines()):
        found = COLUMN.match(line)
        if found and lines and lines[-1].endswith(_tail(found)):
            lines[-1] = lines[-1].removesuffix(_tail(found)) + f" {found[1]}" + _tail(found)
        elif found:
            lines.append(f'    *columns({found[2]}, "{found[1]}{_tail(found)}')
        elif line and not line.startswith("#"):
            lines.append("    " + line)
    return "\n".join(_wrapped(line) for line in lines)


def _tail(found: re.Match[str]) -> str:
    kind = f"  # {found[2]}"
    return ('", nullable=True),' if found[3] == "True" else '"),') + kind


def _wrapped(line: str) -> str:
    line = line.partition("  # sa.")[0]
    return "    " + line if line.startswith("    *columns") else line


def empty_engine() -> Engine:
    """A plain database in memory, only ever seen by alembic."""
    from sqlalchemy import StaticPool

    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"isolation_level": None, "check_same_thread": False}
    )
    immediate(engine)
    return engine


def render_item(kind: str, item: Any, context: Any) -> str | Literal[False]:
    """Own column types as what they are in the database."""
    if (
        kind == "type"
        and isinstance(item, Moment | AutoString | String)
        and getattr(item, "length", None) is None
    ):
        return "sa.Text()" if type(item).__name__ == "Text" else "sa.String()"
    return False


def differences(engine: Engine) -> list[Any]:
    """Operations that would bring this database to the tables."""
    with engine.connect() as connection:
        options = {"render_item": render_item, "compare_type": True, "target_metadata": Base.metadata}
        context = MigrationContext.configure(connection, opts=options)
        upgrade = produce_migrations(context, Base.metadata).upgrade_ops
        return list(upgrade.ops) if upgrade else []


def render(number: str, what: str, before: str | None, operations: list[Any]) -> str:
    """The text of a revision: one short function a table."""
    groups: dict[str, list[Any]] = {}
    for operation in operations:
        groups.setdefault(str(getattr(operation, "table_name", "")), []).append(operation)
    text = HEAD.format(what=what, number=number, before=f'"{before}"' if before else None)
    for table, group in groups.items():
        code = compact(render_python_code(ops.UpgradeOps(group), render_item=render_item))
        text += f"\n\ndef _{table}() -> None:\n{code}\n{GUARD if table == 'journal' else ''}"
    calls = "".join(f"    _{table}()\n" for table in groups)
    return text + f'\n\ndef upgrade() -> None:\n    """{what}."""\n{calls}'


def main() -> None:
    """Write the revision named on the command line."""
    number, what = sys.argv[1:3]
    engine = empty_engine()
    before = migrations.REVISIONS[-1] if number not in migrations.REVISIONS else None
    if before:
        run(engine)
    path = migrations.FOLDER / "versions" / f"r{number}.py"
    path.write_text(render(number, what, before, differences(engine)), encoding="utf-8")
    engine.dispose()


if __name__ == "__main__":
    main()
