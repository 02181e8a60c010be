"""Tables of the proof: receipts and what speaks for them; contents alone may be deleted."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, String, Table, Text, text

from proscribe.backends.stores.schema import Instant, key_type, metadata, number_type

_FORGETS = text("kind = 'forget'")

receipt_basis = Table(
    "receipt_basis",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # canonical JSON
)

receipt = Table(
    "receipt",
    metadata,
    Column("number", number_type, primary_key=True, autoincrement=False),
    Column("organisation", key_type, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("key_id", String(16)),
    Column("kind", String(32), nullable=False),
    Column("input_hash", String(64), nullable=False),
    Column("basis", String(64), ForeignKey(receipt_basis.c.digest), nullable=False),
    Column("settings", Text, nullable=False),  # canonical JSON
    Column("result_hash", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "organisation", "number"),
)
Index("ix_receipt_forget", receipt.c.number, sqlite_where=_FORGETS, postgresql_where=_FORGETS)

receipt_content = Table(
    "receipt_content",
    metadata,
    Column(
        "number", number_type, ForeignKey(receipt.c.number), primary_key=True, autoincrement=False
    ),
    Column("salt", LargeBinary(32), nullable=False),
    Column("question", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=False),
)

receipt_signer = Table(
    "receipt_signer",
    metadata,
    Column("signer", String(16), primary_key=True),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("since", Instant, nullable=False),
)

checkpoint = Table(
    "checkpoint",
    metadata,
    Column("number", number_type, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("signer", String(16), ForeignKey(receipt_signer.c.signer), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
)
