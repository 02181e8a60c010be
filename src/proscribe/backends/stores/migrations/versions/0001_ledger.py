"""The ledger: editions, the contents they hold, and the keys these are found by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = ("edition", "content", "presence", "same_as", "listing_key", "citation")

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INSTANT = sa.String(32)


def upgrade() -> None:
    """Make the tables, and triggers that keep them append-only."""
    create_edition()
    create_content()
    create_found_by()
    if op.get_bind().dialect.name == "postgresql":
        forbid_changes_in_postgresql()
    else:
        forbid_changes_in_sqlite()


def create_edition() -> None:
    """Make the table of editions and that of their citations."""
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("source", KEY, nullable=False),
        sa.Column("authority", KEY, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("published_day", sa.Date, nullable=False),
        sa.Column("published_at", INSTANT),
        sa.Column("published_is_stated", sa.Boolean, nullable=False),
        sa.Column("fetched_at", INSTANT, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("records", sa.BigInteger, nullable=False),
        sa.Column("entities", sa.BigInteger, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("warnings", sa.Text, nullable=False),
        sa.Column("why", sa.Text),
        sa.Column("chronicle", sa.Boolean, nullable=False),
        sa.Column("programs", sa.Text, nullable=False),
        sa.Column("named", sa.Text, nullable=False),
        sa.Column("checked_through", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
        sa.UniqueConstraint("source", "digest", "state", name="uq_edition_source"),
    )
    op.create_table(
        "citation",
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "key", name="pk_citation"),
        edition_reference("citation"),
        sqlite_with_rowid=False,
    )


def create_content() -> None:
    """Make the table of contents and that of their presence in editions."""
    op.create_table(
        "content",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("entity_id", KEY, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_content"),
        sa.UniqueConstraint("sha256", name="uq_content_sha256"),
    )
    op.create_index("ix_content_entity_id", "content", ["entity_id"])
    op.create_table(
        "presence",
        sa.Column("content_id", NUMBER, nullable=False),
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("locator", KEY, nullable=False),
        sa.PrimaryKeyConstraint("content_id", "edition_id", "locator", name="pk_presence"),
        content_reference("presence"),
        edition_reference("presence"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_presence_edition_id", "presence", ["edition_id", "content_id", "locator"])


def create_found_by() -> None:
    """Make the tables that lead to entities: by key, and from one to another."""
    op.create_table(
        "same_as",
        sa.Column("content_id", NUMBER, nullable=False),
        sa.Column("other", KEY, nullable=False),
        sa.PrimaryKeyConstraint("content_id", "other", name="pk_same_as"),
        content_reference("same_as"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "listing_key",
        sa.Column("kind", KEY, nullable=False),
        sa.Column("value", KEY, nullable=False),
        sa.Column("entity_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "entity_id", name="pk_listing_key"),
        sqlite_with_rowid=False,
    )


def content_reference(table: str) -> sa.ForeignKeyConstraint:
    """Return the foreign key of a table that refers to contents."""
    return sa.ForeignKeyConstraint(
        ["content_id"], ["content.id"], name=f"fk_{table}_content_id_content"
    )


def edition_reference(table: str) -> sa.ForeignKeyConstraint:
    """Return the foreign key of a table that refers to editions, checked at the commit."""
    return sa.ForeignKeyConstraint(
        ["edition_id"],
        ["edition.id"],
        name=f"fk_{table}_edition_id_edition",
        deferrable=True,
        initially="DEFERRED",
    )


def forbid_changes_in_sqlite() -> None:
    """Refuse every UPDATE and DELETE."""
    for table in TABLES:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END"
            )


def forbid_changes_in_postgresql() -> None:
    """Refuse every UPDATE, DELETE and TRUNCATE."""
    op.execute(
        "CREATE FUNCTION proscribe_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the ledger is only appended to'; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION proscribe_append_only()"
        )
