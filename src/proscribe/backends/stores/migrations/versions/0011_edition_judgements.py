"""What people decided of editions that were put into quarantine."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

TABLE = "edition_judgement"


def upgrade() -> None:
    """Make the table, and triggers that keep it append-only."""
    op.create_table(
        TABLE,
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("edition_id", name=f"pk_{TABLE}"),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=f"fk_{TABLE}_edition_id_edition"
        ),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON"
            f" {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION proscribe_append_only()"
        )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_{action.lower()} BEFORE {action} ON {TABLE}"
            " BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END"
        )
