"""Alembic in-process: no ini file, no environment script, one transaction for all steps."""

from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from emk_tui.store import migrations
from emk_tui.store.engine import writer


def scripts() -> ScriptDirectory:
    """The folder of revisions."""
    return ScriptDirectory(str(migrations.FOLDER))


def run(engine: Engine, target: str = "head") -> None:
    """Run all revisions up to the target; nothing is changed when one of them fails."""
    directory = scripts()

    def steps(revision: Any, context: MigrationContext) -> Any:
        return directory._upgrade_revs(target, revision)

    with writer(engine).begin() as connection:
        context = MigrationContext.configure(connection, opts={"fn": steps, "transactional_ddl": True})
        with Operations.context(context):
            context.run_migrations()
