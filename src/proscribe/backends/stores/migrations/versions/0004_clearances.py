"""Clearances: that a name given is not a subject, and the taking back of such decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = ("clearance", "clearance_withdrawal")

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, and triggers that keep them append-only."""
    create_clearance()
    create_withdrawal()
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


def create_clearance() -> None:
    """Make the table of pairs that people told apart."""
    op.create_table(
        "clearance",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("names_digest", sa.String(64), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("pair", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clearance"),
    )
    op.create_index("ix_clearance_names_digest", "clearance", ["names_digest"])
    op.create_index("ix_clearance_subject_id", "clearance", ["subject_id"])


def create_withdrawal() -> None:
    """Make the table of clearances taken back, each once."""
    op.create_table(
        "clearance_withdrawal",
        sa.Column("clearance_id", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("clearance_id", name="pk_clearance_withdrawal"),
        sa.ForeignKeyConstraint(
            ["clearance_id"],
            ["clearance.id"],
            name="fk_clearance_withdrawal_clearance_id_clearance",
        ),
    )
