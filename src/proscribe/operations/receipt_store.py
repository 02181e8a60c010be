"""Where receipts are kept, and what it means that their contents were forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import orjson

from proscribe.operations.receipts import (
    Checkpoint,
    Content,
    Draft,
    Position,
    Receipt,
    canonical,
    instant_text,
)

FORGET, RESUME, RESTORE = "forget", "resume", "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A receipt with what is kept beside it.

    Attributes:
        receipt: The receipt.
        content: Its question and answer; None once they are forgotten.
    """

    receipt: Receipt
    content: Content | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a chain goes.

    Attributes:
        receipts: Number of the last receipt; 0 where there is none.
        checkpoints: Number of the last checkpoint.
        contents: Number of the last question and answer.
    """

    receipts: int
    checkpoints: int
    contents: int

    @property
    def known(self) -> int:
        """The last number ever given, as far as the store tells: it may lack the receipt."""
        return max(self.receipts, self.checkpoints, self.contents)


class Signs(Protocol):
    """Signs checkpoints."""

    @property
    def public_key(self) -> bytes:
        """The public half of the key, 32 bytes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of a message."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Whose questions and answers were removed.

    Attributes:
        organisation: Of this organisation only.
        before: Those answered before that instant (UTC); None for those of ``numbers``.
        numbers: Those of these receipts.
    """

    organisation: str
    before: datetime | None
    numbers: tuple[int, ...]

    def settings(self) -> str:
        """Return it as the settings of the receipt that tells it."""
        before = None if self.before is None else instant_text(self.before)
        return canonical({"before": before, "numbers": list(self.numbers)}).decode()

    def covers(self, receipt: Receipt) -> bool:
        """Tell whether the question and answer of a receipt went."""
        if receipt.organisation != self.organisation:
            return False
        return receipt.number in self.numbers if self.before is None else receipt.at < self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is written at once.

    Attributes:
        drafts: At least one.
        bases: Bodies of the bases they rest on, by digest; those already kept stay.
        key: Signs the checkpoint.
        at: When (UTC).
        after: Numbers up to this one were given to receipts that are gone, and are not given again.
    """

    drafts: Sequence[Draft]
    bases: Mapping[str, bytes]
    key: Signs
    at: datetime
    after: int = 0


class ReceiptStore(Protocol):
    """Keeps receipts, checkpoints, bases and public keys for ever; contents may be forgotten.

    Every method raises ``StoreError`` where the storage cannot be reached, read or written.
    """

    def position(self) -> Position:
        """Return how far the ledger has been written."""
        ...

    def append(self, batch: Batch) -> tuple[tuple[Receipt, ...], Checkpoint]:
        """Write receipts in one transaction, closed by a checkpoint; durable on return."""
        ...

    def forget(self, rule: Forgotten, batch: Batch) -> tuple[tuple[Receipt, ...], Checkpoint, int]:
        """Remove contents and write the receipt that says so, in one transaction.

        Returns:
            That receipt, its checkpoint, and how many contents went.
        """
        ...

    def receipt(self, number: int) -> Kept | None:
        """Return a receipt."""
        ...

    def hash_of(self, number: int | None) -> str | None:
        """Return the hash of a receipt, or of the first there is; None where there is none."""
        ...

    def reach(self) -> Reach:
        """Return how far the chain goes at this moment."""
        ...

    def receipts(self, reach: Reach) -> Iterator[Kept]:
        """Yield the receipts in order of their numbers."""
        ...

    def newest(self, organisation: str, most: int) -> tuple[Receipt, ...]:
        """Return the last receipts of an organisation, the newest first."""
        ...

    def holding(self, before: datetime) -> tuple[str, ...]:
        """Return the organisations of which questions from before that instant are kept."""
        ...

    def forgotten(self) -> tuple[Forgotten, ...]:
        """Return what receipts say was forgotten."""
        ...

    def checkpoints(self, reach: Reach) -> Iterator[Checkpoint]:
        """Yield the checkpoints in order of their numbers."""
        ...

    def bases(self) -> Iterator[tuple[str, bytes]]:
        """Yield digest and body of every basis."""
        ...

    def basis(self, digest: str) -> bytes | None:
        """Return the body of a basis."""
        ...

    def signers(self) -> dict[str, bytes]:
        """Return the public keys that ever signed, by their short names."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """That somebody went on with a chain that lacked receipts.

    Attributes:
        number: Of the receipt that says so.
        by: Who went on.
        at: When (UTC).
        missing: Number of the last receipt that was known and was not there any more.
        hash: Its hash, as far as it was known.
        after: Up to which number receipts had been given.
    """

    number: int
    by: str
    at: datetime
    missing: int
    hash: str | None
    after: int


def resumed_by(receipt: Receipt) -> Resumed | None:
    """Return what a receipt says was lacking; None of any other, and of one of no sense."""
    if receipt.kind not in {RESUME, RESTORE}:
        return None
    try:
        told = orjson.loads(receipt.settings)
        lost = told["missing"] if receipt.kind == RESUME else told["before"]
        if receipt.kind == RESTORE and (
            lost is None or lost["receipts"] <= told["restored"]["receipts"]
        ):
            return None
        return Resumed(
            number=receipt.number, by=receipt.by, at=receipt.at,
            missing=int(lost["receipts"]), hash=lost["hash"],
            after=int(told.get("after", receipt.number - 1)),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError):
        # Somebody changed it: it says nothing, and is found by its hash.
        return None


def forgotten_by(receipt: Receipt) -> Forgotten | None:
    """Return what a receipt says was forgotten; None of any other kind, and of no sense."""
    if receipt.kind != FORGET:
        return None
    try:
        told = orjson.loads(receipt.settings)
        before = told["before"]
        return Forgotten(
            organisation=receipt.organisation,
            before=None if before is None else datetime.fromisoformat(before),
            numbers=tuple(told["numbers"]),
        )
    except (ValueError, TypeError, KeyError):
        # Somebody changed it: it says nothing, and is found by its hash.
        return None
