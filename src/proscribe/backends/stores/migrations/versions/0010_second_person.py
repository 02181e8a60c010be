"""That another person agrees with a clearance, without whom it does not count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

TABLE = "clearance_confirmation"


def upgrade() -> None:
    """Make the table, and triggers that keep it append-only."""
    op.create_table(
        TABLE,
        sa.Column("clearance_id", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("clearance_id", name=f"pk_{TABLE}"),
        sa.ForeignKeyConstraint(
            ["clearance_id"], ["clearance.id"], name=f"fk_{TABLE}_clearance_id_clearance"
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
