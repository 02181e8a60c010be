"""Ties between entries of several lists, and what people decided of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = ("tie", "decision")

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, and triggers that keep them append-only."""
    create_tie()
    create_decision()
    op.create_index("ix_same_as_other", "same_as", ["other"])
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON"
                f" {table} FOR EACH STATEMENT EXECUTE FUNCTION proscribe_append_only()"
            )
            continue
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END"
            )


def create_tie() -> None:
    """Make the table of what speaks for two entries being one subject."""
    op.create_table(
        "tie",
        sa.Column("left_content", NUMBER, nullable=False),
        sa.Column("right_content", NUMBER, nullable=False),
        sa.Column("left_id", KEY, nullable=False),
        sa.Column("right_id", KEY, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("left_content", "right_content", name="pk_tie"),
        sa.ForeignKeyConstraint(
            ["left_content"], ["content.id"], name="fk_tie_left_content_content"
        ),
        sa.ForeignKeyConstraint(
            ["right_content"], ["content.id"], name="fk_tie_right_content_content"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tie_left_id", "tie", ["left_id"])
    op.create_index("ix_tie_right_id", "tie", ["right_id"])


def create_decision() -> None:
    """Make the table of what people said of two entries."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("left_id", KEY, nullable=False),
        sa.Column("right_id", KEY, nullable=False),
        sa.Column("judgement", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_left_id", "decision", ["left_id"])
    op.create_index("ix_decision_right_id", "decision", ["right_id"])
