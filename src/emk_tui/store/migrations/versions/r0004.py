"""Parts, measures and statements of documents, category of results, which version a check was of."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
PREFIX = "documents."
FILES = sa.text(
    "SELECT id, record FROM file WHERE card_number = :number AND record LIKE 'documents.%' "
    "ORDER BY version, id"
)
RECORDS = sa.text("SELECT record_id FROM document WHERE card_number = :number AND version = 1 ORDER BY pos")
MOVE = sa.text("UPDATE file SET record = :new WHERE card_number = :number AND record = :old")


def _file() -> None:
    for name, default in {"pages": "0", "dpi": "0", "part": "1", "parts": "1"}.items():
        op.add_column("file", sa.Column(name, sa.Integer(), server_default=default, nullable=False))
    for name in ("notes", "statement"):
        op.add_column("file", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("file", sa.Column("at", sa.String(), nullable=True))
    op.drop_index("ux_file_current", table_name="file")
    op.create_index(
        "ux_file_current", "file", ["owner", "record", "part"], unique=True,
        sqlite_where=sa.text("current"), postgresql_where=sa.text("current"),
    )  # fmt: skip


def renamed(files: Sequence[tuple[str, str]], records: Sequence[str]) -> dict[str, str]:
    """Record of the draft that a card's files still have → the one they should have.

    `files`: (id, record) of a card's files, oldest first; `records`: ids of its documents in their order.
    They were written in the order of their numbers, so as many of both are the same. Else each gets a record
    of its own: a later draft begins with the same numbers again.
    """
    first: dict[str, str] = {}
    for file, record in files:
        first.setdefault(record, file)
    old = [record for record in first if record.removeprefix(PREFIX) not in records]
    numbered = all(record.removeprefix(PREFIX).isdecimal() for record in old)
    if numbered and len(old) == len(first) == len(records):
        old.sort(key=lambda record: int(record.removeprefix(PREFIX)))
        return {record: PREFIX + new for record, new in zip(old, records, strict=True)}
    return {record: PREFIX + first[record] for record in old}


def _belongings() -> None:
    """Files of a card kept the record of its draft: now they go with the card's."""
    bind = op.get_bind()
    for number in bind.execute(sa.text("SELECT number FROM card")).scalars().all():
        files = [(row.id, row.record) for row in bind.execute(FILES, {"number": number})]
        records = bind.execute(RECORDS, {"number": number}).scalars().all()
        for old, new in renamed(files, records).items():
            bind.execute(MOVE, {"number": number, "old": old, "new": new})


def upgrade() -> None:
    """Parts, measures and statements of documents, category of results, which version a check was of."""
    _file()
    op.add_column("document", sa.Column("category", sa.String(), nullable=True))
    op.add_column("result_check", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    _belongings()
