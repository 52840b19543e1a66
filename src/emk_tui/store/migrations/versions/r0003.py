"""Staff, backup codes, access, checks of results."""

import sqlalchemy as sa
from alembic import op

from emk_tui.store.migrations.columns import columns

revision = "0003"
down_revision = "0002"


def _access_grant() -> None:
    op.create_table(
        "access_grant",
        *columns(sa.Integer(), "pos"),
        *columns(sa.String(), "id owner kind name code granted_at"),
        *columns(sa.String(), "revoked_at", nullable=True),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_access_grant")),
        sa.UniqueConstraint("id", name=op.f("uq_access_grant_id")),
    )
    op.create_index(op.f("ix_access_grant_owner"), "access_grant", ["owner"], unique=False)


def _backup_code() -> None:
    op.create_table(
        "backup_code",
        *columns(sa.String(), "account digest"),
        sa.PrimaryKeyConstraint("account", "digest", name=op.f("pk_backup_code")),
    )


def _inbox_taken() -> None:
    op.create_table(
        "inbox_taken",
        *columns(sa.String(), "id owner"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_taken")),
    )


def _result_check() -> None:
    op.create_table(
        "result_check",
        *columns(sa.Integer(), "pos"),
        *columns(sa.String(), "owner record"),
        *columns(sa.Boolean(), "confirmed"),
        *columns(sa.String(), "checked_by checked_at"),
        *columns(sa.Text(), "reason"),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_result_check")),
    )
    op.create_index(op.f("ix_result_check_owner"), "result_check", ["owner"], unique=False)


def _account() -> None:
    texts = {name: "" for name in ("name", "clinic", "clinic_inn", "video_by")}
    for name, default in {"role": "citizen", "video": "не начата", **texts}.items():
        op.add_column("account", sa.Column(name, sa.String(), server_default=default, nullable=False))
    for name in ("phone_confirmed", "email_confirmed"):
        op.add_column("account", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    for name in ("code_failed", "code_pauses", "idle_minutes"):
        op.add_column("account", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    for name in ("contacts_checked_at", "code_until", "video_at"):
        op.add_column("account", sa.Column(name, sa.String(), nullable=True))
    op.add_column("account", sa.Column("video_reason", sa.Text(), server_default="", nullable=False))


def upgrade() -> None:
    """Staff, backup codes, access, checks of results."""
    _access_grant()
    _backup_code()
    _inbox_taken()
    _result_check()
    _account()
