"""Tables of the ledger, defined once for every database.

Nothing in them is ever updated or deleted; triggers of the migrations see to that. What else is
kept, and may be, stands in ``tables_*``. An
edition's row is written last in its transaction, when its listings have been counted, so the
tables that refer to it check that only at the commit.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

# Revision of the newest migration.
HEAD = "0013"
# Named so that it stands beside the tables of another program in one PostgreSQL database.
VERSION_TABLE = "proscribe_schema"
# All that may ever be deleted, or, but for contents, changed.
FLEETING = frozenset(
    {
        "account_password",
        "session",
        "first_token",
        "receipt_content",
        "job",
        "watch",
        "watch_verdict",
        "alert",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware datetime as RFC 3339 text in UTC, to the microsecond: exact, sortable, legible."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text to store."""
        del dialect
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the stored instant, in UTC."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


# SQLite numbers rows of its own accord only where the type is spelt INTEGER.
number_type = BigInteger().with_variant(Integer, "sqlite")
# Compared byte by byte in both databases, so that both sort alike.
key_type = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

edition = Table(
    "edition",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("source", key_type, nullable=False),  # with the organisation of an own list
    Column("authority", key_type, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("published_day", Date, nullable=False),
    Column("published_at", Instant),
    Column("published_is_stated", Boolean, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("records", BigInteger, nullable=False),
    Column("entities", BigInteger, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("note", Text),
    Column("warnings", Text, nullable=False),  # JSON: [text]
    Column("why", Text),
    Column("chronicle", Boolean, nullable=False),
    Column("programs", Text, nullable=False),  # JSON: [programme]
    Column("named", Text, nullable=False),  # JSON: [[authority, programme]]
    Column("checked_through", Date),
    UniqueConstraint("source", "digest", "state"),
)

content = Table(
    "content",
    metadata,
    Column("id", number_type, primary_key=True, autoincrement=False),
    Column("sha256", LargeBinary(32), nullable=False, unique=True),
    Column("entity_id", key_type, nullable=False, index=True),
    Column("body", Text, nullable=False),  # canonical JSON of the listing
)


def _edition_column() -> Column[int]:
    reference = ForeignKey(edition.c.id, deferrable=True, initially="DEFERRED")
    return Column("edition_id", Integer, reference, nullable=False)


presence = Table(
    "presence",
    metadata,
    Column("content_id", number_type, ForeignKey(content.c.id), nullable=False),
    _edition_column(),
    Column("locator", key_type, nullable=False),
    PrimaryKeyConstraint("content_id", "edition_id", "locator"),
    Index(None, "edition_id", "content_id", "locator"),
    sqlite_with_rowid=False,
)

same_as = Table(
    "same_as",
    metadata,
    Column("content_id", number_type, ForeignKey(content.c.id), nullable=False),
    Column("other", key_type, nullable=False, index=True),
    PrimaryKeyConstraint("content_id", "other"),
    sqlite_with_rowid=False,
)

listing_key = Table(
    "listing_key",
    metadata,
    Column("kind", key_type, nullable=False),
    Column("value", key_type, nullable=False),
    Column("entity_id", key_type, nullable=False),
    PrimaryKeyConstraint("kind", "value", "entity_id"),
    sqlite_with_rowid=False,
)

citation = Table(
    "citation",
    metadata,
    _edition_column(),
    Column("key", key_type, nullable=False),
    Column("body", Text, nullable=False),  # canonical JSON of the citation
    PrimaryKeyConstraint("edition_id", "key"),
    sqlite_with_rowid=False,
)

fetch_log = Table(
    "fetch_log",
    metadata,
    Column("id", number_type, primary_key=True, autoincrement=False),
    Column("source", key_type, nullable=False),
    Column("url", key_type, nullable=False),
    Column("at", Instant, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("digest", String(64)),
    Column("message", Text),
    Index(None, "source", "id"),
)

tie = Table(
    "tie",
    metadata,
    Column("left_content", number_type, ForeignKey(content.c.id), nullable=False),
    Column("right_content", number_type, ForeignKey(content.c.id), nullable=False),
    Column("left_id", key_type, nullable=False, index=True),
    Column("right_id", key_type, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("basis", Text, nullable=False),
    PrimaryKeyConstraint("left_content", "right_content"),
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("left_id", key_type, nullable=False, index=True),
    Column("right_id", key_type, nullable=False, index=True),
    Column("judgement", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("organisation", key_type, nullable=False, server_default="default"),
)

clearance = Table(
    "clearance",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("names_digest", String(64), nullable=False, index=True),
    Column("subject_id", key_type, nullable=False, index=True),
    Column("pair", Text, nullable=False),  # canonical JSON of both sides
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("organisation", key_type, nullable=False, server_default="default"),
)

clearance_withdrawal = Table(
    "clearance_withdrawal",
    metadata,
    Column("clearance_id", Integer, ForeignKey(clearance.c.id), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# That another person agrees with a clearance, each once.
clearance_confirmation = Table(
    "clearance_confirmation",
    metadata,
    Column("clearance_id", Integer, ForeignKey(clearance.c.id), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# A decision on two entries that needs another person; where they agree, it is in `decision` too.
proposal = Table(
    "proposal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("left_id", key_type, nullable=False),
    Column("right_id", key_type, nullable=False),
    Column("judgement", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("organisation", key_type, nullable=False, server_default="default"),
)

proposal_answer = Table(
    "proposal_answer",
    metadata,
    Column("proposal_id", Integer, ForeignKey(proposal.c.id), primary_key=True),
    Column("agreed", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# What somebody decided of an edition that was put into quarantine.
edition_judgement = Table(
    "edition_judgement",
    metadata,
    Column("edition_id", Integer, ForeignKey(edition.c.id), primary_key=True),
    Column("accepted", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# Which archived files an edition that was refused is made of, as they came: packed, or several.
edition_file = Table(
    "edition_file",
    metadata,
    Column("edition_id", Integer, ForeignKey(edition.c.id), nullable=False),
    Column("place", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    PrimaryKeyConstraint("edition_id", "place"),
)
