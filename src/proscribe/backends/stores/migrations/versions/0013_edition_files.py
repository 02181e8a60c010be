"""Which archived files an edition that was refused is made of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TABLE = "edition_file"


def upgrade() -> None:
    """Make the table, and triggers that keep it append-only."""
    op.create_table(
        TABLE,
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "place", name=f"pk_{TABLE}"),
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
