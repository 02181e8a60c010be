"""Receipts for the tests of what keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from proscribe.backends.signing import is_signed
from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.operations.receipt_store import Batch, Kept
from proscribe.operations.receipts import (
    Basis,
    Checkpoint,
    Content,
    Draft,
    Position,
    canonical,
    signer_of,
)
from proscribe.operations.verifying import Verification, Witness, verify

NOW = datetime(2026, 11, 27, 12, 0, 0, 123456, tzinfo=UTC)
BASIS = Basis(
    position=Position(editions=3, contents=9, decisions=0, clearances=1, withdrawals=0),
    editions=(("us_ofac_sdn", "ab" * 32, "2026-11-26"),),
    law="cd" * 32,
    index="ef" * 16,
    program="0.1.0",
)
BASES = {BASIS.digest: BASIS.body()}


@dataclass(frozen=True)
class Signing:
    """A key in memory."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message)


OURS = Signing(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def draft(number: int = 1, **changed: object) -> Draft:
    """Return a draft that differs from others by its number."""
    told: dict[str, object] = {
        "organisation": "bank",
        "at": NOW + timedelta(seconds=number),
        "by": "ana",
        "key_id": None,
        "kind": "check",
        "basis": BASIS.digest,
        "settings": "{}",
        "content": Content(
            salt=bytes([number % 256]) * 32,
            question=canonical({"query": f"Zhang Wei {number}"}),
            answer=canonical({"verdict": "ALLOWED", "long": "x" * number * 100}),
        ),
    }
    return Draft(**(told | changed))  # type: ignore[arg-type]


def batch(*drafts: Draft, key: Signing = OURS, bases: Mapping[str, bytes] = BASES) -> Batch:
    return Batch(drafts=drafts, bases=bases, key=key, at=NOW)


def fill(kept: SqlReceipts, number: int, *, each: int = 3) -> None:
    """Write that many receipts, a few at a time."""
    for first in range(1, number + 1, each):
        some = range(first, min(first + each, number + 1))
        kept.append(batch(*(draft(one) for one in some)))


def everything(kept: SqlReceipts) -> Iterator[Kept]:
    return kept.receipts(kept.reach())


def verified(
    kept: SqlReceipts, *, outside: tuple[Checkpoint, ...] = (), key: Signing = OURS
) -> Verification:
    reach = kept.reach()
    witness = Witness(
        checkpoints=kept.checkpoints(reach),
        outside=outside,
        trusted={signer_of(key.public_key): key.public_key},
        is_signed=is_signed,
        bases=kept.bases(),
        forgotten=kept.forgotten(),
    )
    return verify(kept.receipts(reach), witness)
