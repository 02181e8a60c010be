"""Receipts, what they rest on, what was asked and answered, and signed checkpoints."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

APPENDED = ("receipt_basis", "receipt", "receipt_signer", "checkpoint")

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
FORGETS = sa.text("kind = 'forget'")


def upgrade() -> None:
    """Make the tables; triggers keep them append-only, and contents from being changed."""
    create_receipts()
    create_content()
    create_checkpoints()
    for table in APPENDED:
        forbid(table, "UPDATE", "DELETE")
    forbid("receipt_content", "UPDATE")


def forbid(table: str, *actions: str) -> None:
    """Make triggers that refuse to change rows of a table."""
    if op.get_bind().dialect.name == "postgresql":
        listed = " OR ".join((*actions, *(("TRUNCATE",) if "DELETE" in actions else ())))
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE {listed} ON"
            f" {table} FOR EACH STATEMENT EXECUTE FUNCTION proscribe_append_only()"
        )
        return
    for action in actions:
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END"
        )


def create_receipts() -> None:
    """Make the table of receipts, and of what they rest on."""
    op.create_table(
        "receipt_basis",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_receipt_basis"),
    )
    op.create_table(
        "receipt",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("organisation", KEY, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("key_id", sa.String(16)),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("input_hash", sa.String(64), nullable=False),
        sa.Column("basis", sa.String(64), nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("result_hash", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_receipt"),
        sa.ForeignKeyConstraint(
            ["basis"], ["receipt_basis.digest"], name="fk_receipt_basis_receipt_basis"
        ),
    )
    op.create_index("ix_receipt_organisation", "receipt", ["organisation", "number"])
    op.create_index(
        "ix_receipt_forget", "receipt", ["number"], sqlite_where=FORGETS, postgresql_where=FORGETS
    )


def create_content() -> None:
    """Make the table of questions and answers."""
    op.create_table(
        "receipt_content",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(32), nullable=False),
        sa.Column("question", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_receipt_content"),
        sa.ForeignKeyConstraint(
            ["number"], ["receipt.number"], name="fk_receipt_content_number_receipt"
        ),
    )


def create_checkpoints() -> None:
    """Make the tables of checkpoints and of the keys that signed them."""
    op.create_table(
        "receipt_signer",
        sa.Column("signer", sa.String(16), nullable=False),
        sa.Column("public_key", sa.LargeBinary(32), nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("signer", name="pk_receipt_signer"),
    )
    op.create_table(
        "checkpoint",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("signer", sa.String(16), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_checkpoint"),
        sa.ForeignKeyConstraint(
            ["signer"], ["receipt_signer.signer"], name="fk_checkpoint_signer_receipt_signer"
        ),
    )
