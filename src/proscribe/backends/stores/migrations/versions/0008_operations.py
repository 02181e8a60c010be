"""Jobs, watches and alerts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; their rows change, so no trigger forbids it."""
    create_job()
    create_watch()
    create_alert()


def create_job() -> None:
    """Make the table of jobs."""
    op.create_table(
        "job",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("organisation", KEY, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("lease_until", sa.String(32)),
        sa.Column("ended_at", sa.String(32)),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("ix_job_organisation", "job", ["organisation", "created_at", "id"])
    op.create_index("ix_job_state", "job", ["state", "created_at", "id"])


def create_watch() -> None:
    """Make the tables of watches and of what was last answered to each."""
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("organisation", KEY, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("removed_at", sa.String(32)),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watch"),
    )
    op.create_index("ix_watch_organisation", "watch", ["organisation"])
    op.create_table(
        "watch_verdict",
        sa.Column("watch_id", sa.Integer, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("watch_id", "key", name="pk_watch_verdict"),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="fk_watch_verdict_watch_id_watch"),
        sqlite_with_rowid=False,
    )


def create_alert() -> None:
    """Make the table of alerts; of one run each line and regime has one."""
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("organisation", KEY, nullable=False),
        sa.Column("watch_id", sa.Integer, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("acknowledged_at", sa.String(32)),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="fk_alert_watch_id_watch"),
    )
    op.create_index("ix_alert_organisation", "alert", ["organisation"])
    op.create_index("uq_alert_watch_id", "alert", ["watch_id", "run", "key"], unique=True)
