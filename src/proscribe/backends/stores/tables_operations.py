"""Tables of jobs, watches and alerts: what operations keep beside the ledger.

Unlike the ledger's their rows change, and are forgotten when the operator says so.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from proscribe.backends.stores.schema import Instant, metadata

_Key = Text().with_variant(Text(collation="C"), "postgresql")

job = Table(
    "job",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("organisation", _Key, nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("ended_at", Instant),
    Column("body", Text, nullable=False),  # canonical JSON of the whole job
    Index(None, "organisation", "created_at", "id"),
    Index(None, "state", "created_at", "id"),
)

watch = Table(
    "watch",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("organisation", _Key, nullable=False, index=True),
    Column("run", Integer, nullable=False),
    Column("removed_at", Instant),
    Column("body", Text, nullable=False),  # canonical JSON of the whole watch
)

watch_verdict = Table(
    "watch_verdict",
    metadata,
    Column("watch_id", Integer, ForeignKey(watch.c.id), nullable=False),
    Column("key", _Key, nullable=False),
    Column("body", Text, nullable=False),  # canonical JSON of what was last answered
    PrimaryKeyConstraint("watch_id", "key"),
    sqlite_with_rowid=False,
)

alert = Table(
    "alert",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("organisation", _Key, nullable=False, index=True),
    Column("watch_id", Integer, ForeignKey(watch.c.id), nullable=False),
    Column("run", Integer, nullable=False),
    Column("key", _Key, nullable=False),
    Column("acknowledged_at", Instant),
    Column("body", Text, nullable=False),  # canonical JSON of the whole alert
    Index("uq_alert_watch_id", "watch_id", "run", "key", unique=True),
)
