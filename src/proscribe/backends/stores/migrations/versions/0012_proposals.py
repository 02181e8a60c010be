"""Decisions on two entries that wait for another person, and what that person said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

PROPOSAL, ANSWER = "proposal", "proposal_answer"


def upgrade() -> None:
    """Make the tables, and triggers that keep them append-only."""
    op.create_table(
        PROPOSAL,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("left_id", _key(), nullable=False),
        sa.Column("right_id", _key(), nullable=False),
        sa.Column("judgement", sa.String(16), nullable=False),
        *_words(),
        sa.Column("organisation", _key(), nullable=False, server_default="default"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{PROPOSAL}"),
    )
    op.create_table(
        ANSWER,
        sa.Column("proposal_id", sa.Integer, nullable=False),
        sa.Column("agreed", sa.Boolean, nullable=False),
        *_words(),
        sa.PrimaryKeyConstraint("proposal_id", name=f"pk_{ANSWER}"),
        sa.ForeignKeyConstraint(
            ["proposal_id"], [f"{PROPOSAL}.id"], name=f"fk_{ANSWER}_proposal_id_{PROPOSAL}"
        ),
    )
    for table in (PROPOSAL, ANSWER):
        _append_only(table)


def _key() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _words() -> list[sa.Column[str]]:
    return [
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    ]


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON"
            f" {table} FOR EACH STATEMENT EXECUTE FUNCTION proscribe_append_only()"
        )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END"
        )
