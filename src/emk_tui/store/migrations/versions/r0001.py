"""The first schema."""

import sqlalchemy as sa
from alembic import op

from emk_tui.store.migrations.columns import columns
from emk_tui.store.tables.system import TRIGGERS

revision = "0001"
down_revision = None


def _account() -> None:
    op.create_table(
        "account",
        *columns(sa.String(), "owner login phone email totp_secret"),
        *columns(sa.Boolean(), "totp_confirmed"),
        *columns(sa.Integer(), "totp_last_step"),
        *columns(sa.Boolean(), "recovery_confirmed"),
        *columns(sa.String(), "terms_version confirmed_basis"),
        *columns(sa.String(), "confirmed_at", nullable=True),
        *columns(sa.String(), "cabinet"),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_account")),
    )


def _booking() -> None:
    op.create_table(
        "booking",
        *columns(sa.String(), "id owner slot_id doctor specialty clinic room start status"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    op.create_index(op.f("ix_booking_owner"), "booking", ["owner"], unique=False)
    op.create_index(
        "ux_booking_active",
        "booking",
        ["slot_id"],
        unique=True,
        sqlite_where=sa.text("status = 'active'"),
        postgresql_where=sa.text("status = 'active'"),
    )


def _card_key() -> None:
    op.create_table(
        "card_key",
        *columns(sa.String(), "id owner"),
        *columns(sa.LargeBinary(), "value"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_key")),
    )
    op.create_index(op.f("ix_card_key_owner"), "card_key", ["owner"], unique=False)


def _consent() -> None:
    op.create_table(
        "consent",
        *columns(sa.String(), "id owner version"),
        *columns(sa.Text(), "text"),
        *columns(sa.String(), "text_sha256"),
        *columns(sa.Boolean(), "statistics"),
        *columns(sa.String(), "method channel nonce signed_at"),
        *columns(sa.Date(), "until"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("nonce", name=op.f("uq_consent_nonce")),
    )
    op.create_index(op.f("ix_consent_owner"), "consent", ["owner"], unique=False)


def _draft() -> None:
    op.create_table(
        "draft",
        *columns(sa.String(), "id owner state"),
        *columns(sa.Text(), "cursor"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(
        "ux_draft_open",
        "draft",
        ["owner"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        *columns(sa.String(), "owner"),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *columns(sa.String(), "at actor action subject"),
        *columns(sa.Text(), "changes"),
        *columns(sa.String(), "hash"),
        sa.PrimaryKeyConstraint("owner", "seq", name=op.f("pk_journal")),
    )
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def _outbox() -> None:
    op.create_table(
        "outbox",
        *columns(sa.Integer(), "pos"),
        *columns(sa.String(), "id owner channel address subject"),
        *columns(sa.Text(), "text"),
        *columns(sa.String(), "created_at state"),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_outbox")),
        sa.UniqueConstraint("id", name=op.f("uq_outbox_id")),
    )
    op.create_index(op.f("ix_outbox_owner"), "outbox", ["owner"], unique=False)


def _secret() -> None:
    op.create_table(
        "secret",
        *columns(sa.String(), "owner name"),
        *columns(sa.LargeBinary(), "value"),
        sa.PrimaryKeyConstraint("owner", "name", name=op.f("pk_secret")),
    )


def _store_meta() -> None:
    op.create_table(
        "store_meta",
        *columns(sa.String(), "name value"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_store_meta")),
    )


def _card() -> None:
    op.create_table(
        "card",
        *columns(sa.String(), "number owner request_id"),
        *columns(sa.String(), "snils", nullable=True),
        *columns(sa.String(), "created_at status"),
        *columns(sa.Text(), "marks"),
        *columns(sa.Integer(), "version"),
        *columns(sa.Text(), "states"),
        *columns(sa.String(), "consent_id"),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_card_consent_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_card")),
        sa.UniqueConstraint("request_id", name=op.f("uq_card_request_id")),
        sa.UniqueConstraint("snils", name=op.f("uq_card_snils")),
    )
    op.create_index(op.f("ix_card_owner"), "card", ["owner"], unique=False)


def _draft_row() -> None:
    op.create_table(
        "draft_row",
        *columns(sa.Integer(), "pos"),
        *columns(sa.String(), "draft_id path"),
        *columns(sa.Text(), "raw"),
        *columns(sa.String(), "origin at"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_row_draft_id")),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_draft_row")),
        sa.UniqueConstraint("draft_id", "path", name=op.f("uq_draft_row_draft_id_path")),
    )


def _clinic() -> None:
    op.create_table(
        "clinic",
        *columns(sa.Integer(), "row_id"),
        *columns(sa.String(), "card_number record_id"),
        *columns(sa.Integer(), "version pos"),
        *columns(sa.Boolean(), "deleted"),
        *columns(sa.String(), "written_at written_by name inn"),
        *columns(sa.String(), "okpo", nullable=True),
        sa.ForeignKeyConstraint(["card_number"], ["card.number"], name=op.f("fk_clinic_card_number")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_clinic")),
        sa.UniqueConstraint(
            "card_number", "record_id", "version", name=op.f("uq_clinic_card_number_record_id_version")
        ),
    )


def _document() -> None:
    op.create_table(
        "document",
        *columns(sa.Integer(), "row_id"),
        *columns(sa.String(), "card_number record_id"),
        *columns(sa.Integer(), "version pos"),
        *columns(sa.Boolean(), "deleted"),
        *columns(sa.String(), "written_at written_by kind file"),
        *columns(sa.String(), "study", nullable=True),
        *columns(sa.Date(), "performed_on received_on issued_on", nullable=True),
        *columns(sa.String(), "source comment", nullable=True),
        sa.ForeignKeyConstraint(["card_number"], ["card.number"], name=op.f("fk_document_card_number")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "card_number", "record_id", "version", name=op.f("uq_document_card_number_record_id_version")
        ),
    )


def _file() -> None:
    op.create_table(
        "file",
        *columns(sa.String(), "id owner record name media_type"),
        *columns(sa.Integer(), "size"),
        *columns(sa.String(), "sha256"),
        *columns(sa.Integer(), "version"),
        *columns(sa.Boolean(), "current"),
        *columns(sa.String(), "card_number", nullable=True),
        sa.ForeignKeyConstraint(["card_number"], ["card.number"], name=op.f("fk_file_card_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
    )
    op.create_index(
        "ux_file_current",
        "file",
        ["owner", "record"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )


def _personal() -> None:
    op.create_table(
        "personal",
        *columns(sa.Integer(), "row_id"),
        *columns(sa.String(), "card_number record_id"),
        *columns(sa.Integer(), "version pos"),
        *columns(sa.Boolean(), "deleted"),
        *columns(sa.String(), "written_at written_by surname given_name"),
        *columns(sa.String(), "patronymic", nullable=True),
        *columns(sa.Boolean(), "no_patronymic", nullable=True),
        *columns(sa.Date(), "birth_date"),
        *columns(sa.String(), "sex snils"),
        *columns(sa.String(), "inn", nullable=True),
        *columns(sa.String(), "passport_series passport_number"),
        *columns(sa.Date(), "passport_issued_on"),
        *columns(sa.String(), "passport_issued_by"),
        *columns(sa.String(), "passport_division_code", nullable=True),
        *columns(sa.String(), "registration_region"),
        *columns(sa.String(), "registration_postcode", nullable=True),
        *columns(sa.String(), "registration_settlement"),
        *columns(sa.String(), "registration_street", nullable=True),
        *columns(sa.String(), "registration_house"),
        *columns(sa.String(), "registration_flat", nullable=True),
        *columns(sa.Boolean(), "living_same"),
        *columns(
            sa.String(),
            "living_region living_postcode living_settlement living_street living_house living_flat phone",
            nullable=True,
        ),
        *columns(sa.Boolean(), "no_phone", nullable=True),
        *columns(sa.String(), "email", nullable=True),
        *columns(sa.Boolean(), "no_email", nullable=True),
        sa.ForeignKeyConstraint(["card_number"], ["card.number"], name=op.f("fk_personal_card_number")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_personal")),
        sa.UniqueConstraint(
            "card_number", "record_id", "version", name=op.f("uq_personal_card_number_record_id_version")
        ),
    )


def _policy() -> None:
    op.create_table(
        "policy",
        *columns(sa.Integer(), "row_id"),
        *columns(sa.String(), "card_number record_id"),
        *columns(sa.Integer(), "version pos"),
        *columns(sa.Boolean(), "deleted"),
        *columns(sa.String(), "written_at written_by number"),
        *columns(sa.String(), "kind series", nullable=True),
        *columns(sa.Date(), "start"),
        *columns(sa.Date(), "end", nullable=True),
        *columns(sa.String(), "insurer region"),
        sa.ForeignKeyConstraint(["card_number"], ["card.number"], name=op.f("fk_policy_card_number")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_policy")),
        sa.UniqueConstraint(
            "card_number", "record_id", "version", name=op.f("uq_policy_card_number_record_id_version")
        ),
    )


def _result() -> None:
    op.create_table(
        "result",
        *columns(sa.Integer(), "row_id"),
        *columns(sa.String(), "card_number record_id"),
        *columns(sa.Integer(), "version pos"),
        *columns(sa.Boolean(), "deleted"),
        *columns(sa.String(), "written_at written_by indicator value"),
        *columns(sa.String(), "unit low high", nullable=True),
        *columns(sa.String(), "parent"),
        sa.ForeignKeyConstraint(["card_number"], ["card.number"], name=op.f("fk_result_card_number")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_result")),
        sa.UniqueConstraint(
            "card_number",
            "parent",
            "record_id",
            "version",
            name=op.f("uq_result_card_number_parent_record_id_version"),
        ),
    )


def _vaccination() -> None:
    op.create_table(
        "vaccination",
        *columns(sa.Integer(), "row_id"),
        *columns(sa.String(), "card_number record_id"),
        *columns(sa.Integer(), "version pos"),
        *columns(sa.Boolean(), "deleted"),
        *columns(sa.String(), "written_at written_by vaccine"),
        *columns(sa.Date(), "date"),
        *columns(sa.String(), "batch comment", nullable=True),
        sa.ForeignKeyConstraint(["card_number"], ["card.number"], name=op.f("fk_vaccination_card_number")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_vaccination")),
        sa.UniqueConstraint(
            "card_number", "record_id", "version", name=op.f("uq_vaccination_card_number_record_id_version")
        ),
    )


def _vaccine_queue() -> None:
    op.create_table(
        "vaccine_queue",
        *columns(sa.Integer(), "pos"),
        *columns(sa.String(), "owner record_id card_number state"),
        sa.ForeignKeyConstraint(["card_number"], ["card.number"], name=op.f("fk_vaccine_queue_card_number")),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_vaccine_queue")),
        sa.UniqueConstraint("owner", "record_id", name=op.f("uq_vaccine_queue_owner_record_id")),
    )


def _visit() -> None:
    op.create_table(
        "visit",
        *columns(sa.Integer(), "row_id"),
        *columns(sa.String(), "card_number record_id"),
        *columns(sa.Integer(), "version pos"),
        *columns(sa.Boolean(), "deleted"),
        *columns(sa.String(), "written_at written_by"),
        *columns(sa.Date(), "date"),
        *columns(sa.String(), "clinic department doctor diagnosis"),
        *columns(sa.String(), "icd10 procedures files", nullable=True),
        sa.ForeignKeyConstraint(["card_number"], ["card.number"], name=op.f("fk_visit_card_number")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_visit")),
        sa.UniqueConstraint(
            "card_number", "record_id", "version", name=op.f("uq_visit_card_number_record_id_version")
        ),
    )


def _file_chunk() -> None:
    op.create_table(
        "file_chunk",
        *columns(sa.String(), "file_id"),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        *columns(sa.LargeBinary(), "content"),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_file_chunk_file_id")),
        sa.PrimaryKeyConstraint("file_id", "part", name=op.f("pk_file_chunk")),
    )


def upgrade() -> None:
    """The first schema."""
    _account()
    _booking()
    _card_key()
    _consent()
    _draft()
    _journal()
    _outbox()
    _secret()
    _store_meta()
    _card()
    _draft_row()
    _clinic()
    _document()
    _file()
    _personal()
    _policy()
    _result()
    _vaccination()
    _vaccine_queue()
    _visit()
    _file_chunk()
