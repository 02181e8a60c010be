"""Tables of who may do what."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, LargeBinary, String, Table, Text

from proscribe.backends.stores.schema import Instant, key_type, metadata

access_key = Table(
    "access_key",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(16), nullable=False, unique=True),
    Column("organisation", key_type, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("scopes", Text, nullable=False),  # JSON: [scope]
    Column("rate", Float),
    Column("digest", LargeBinary(32), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("expires_at", Instant),
)

access_key_revocation = Table(
    "access_key_revocation",
    metadata,
    Column("key_id", String(16), ForeignKey(access_key.c.id), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
)

# What was said of users, one row each time; the newest of a name counts.
account = Table(
    "account",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", key_type, nullable=False, index=True),
    Column("organisation", key_type, nullable=False),
    Column("role", String(16), nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
)

account_password = Table(
    "account_password",
    metadata,
    Column("name", key_type, primary_key=True),
    Column("hashed", Text, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("name", key_type, nullable=False, index=True),
    Column("expires_at", Instant, nullable=False),
)

first_token = Table(
    "first_token",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("expires_at", Instant, nullable=False),
)
