"""Clearances and decisions are an organisation's: those there are, the default one's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column; it has a default, since nothing in these tables is ever changed."""
    for table in ("clearance", "decision"):
        op.add_column(
            table, sa.Column("organisation", KEY, nullable=False, server_default="default")
        )
