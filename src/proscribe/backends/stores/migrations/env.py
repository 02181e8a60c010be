"""Runs migrations on the connection, and in the transaction, of who opens the store."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from proscribe.backends.stores.schema import VERSION_TABLE, metadata


def run(connection: Connection) -> None:
    """Run what the connection's database lacks."""
    context.configure(connection=connection, target_metadata=metadata, version_table=VERSION_TABLE)
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
