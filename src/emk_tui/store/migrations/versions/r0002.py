"""A consent can be withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _consent() -> None:
    op.add_column("consent", sa.Column("withdrawn_at", sa.String(), nullable=True))
    op.add_column("consent", sa.Column("reason", sa.Text(), server_default="", nullable=False))


def upgrade() -> None:
    """A consent can be withdrawn."""
    _consent()
