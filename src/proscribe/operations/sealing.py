"""Seals: receipts that say what the ledger held of each edition when it was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import orjson

from proscribe.operations.receipts import Receipt, canonical

SEAL = "seal"
_EDITION, _TIES = (f"proscribe.{name}/1" for name in ("edition", "ties"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedEdition:
    """What a receipt says of an edition.

    Attributes:
        id: Number of the edition.
        source: Key of its source.
        published: When it was published, as text.
        digest: Digest of all rows that make it up; see ``digest_of``.
        is_fresh: False where it was sealed later than it was recorded.
    """

    id: int
    source: str
    published: str
    digest: str
    is_fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a receipt says of the ledger.

    Attributes:
        editions: Those not sealed before.
        after: Number of the last content whose ties were sealed before.
        until: Number of the last content whose ties are sealed here.
        ties: Digest of the ties of contents between the two; see ``digest_of``.
    """

    editions: tuple[SealedEdition, ...]
    after: int
    until: int
    ties: str

    def settings(self) -> dict[str, object]:
        """Return it as the settings of the receipt that tells it."""
        return {
            "editions": [
                [one.id, one.source, one.published, one.digest, one.is_fresh]
                for one in self.editions
            ],
            "contents": [self.after, self.until],
            "ties": self.ties,
        }


def seal_of(receipt: Receipt) -> Seal | None:
    """Return what a receipt seals; None of any other kind, and of one of no sense."""
    if receipt.kind != SEAL:
        return None
    try:
        told = orjson.loads(receipt.settings)
        after, until = map(int, told["contents"])
        return Seal(
            editions=tuple(
                SealedEdition(
                    id=int(number), source=source, published=published, digest=digest,
                    is_fresh=is_fresh,
                )
                for number, source, published, digest, is_fresh in told["editions"]
            ),
            after=after, until=until, ties=told["ties"],
        )  # fmt: skip
    except (ValueError, TypeError, KeyError):
        # Somebody changed it: it says nothing, and is found by its hash.
        return None


class RowsDigest:
    """Digest of rows, in the order in which they are added.

    Args:
        kind: What the rows make up.
    """

    def __init__(self, kind: str) -> None:
        self._hash = sha256(canonical(kind))

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Add rows as they stand in the database."""
        for row in rows:
            self._hash.update(canonical([plain(value) for value in row]) + b"\n")

    def hexdigest(self) -> str:
        """Return the digest of what was added so far."""
        return self._hash.hexdigest()


def edition_digest() -> RowsDigest:
    """Return what digests an edition: its own row, its citations, its entries."""
    return RowsDigest(_EDITION)


def ties_digest() -> RowsDigest:
    """Return what digests ties."""
    return RowsDigest(_TIES)


def plain(value: object) -> object:
    """Return a value of a row as JSON has it, alike whatever the database; nothing is refused."""
    if value is None or type(value) in {int, str}:
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, bytes | memoryview):
        return ["bytes", bytes(value).hex()]
    return [type(value).__name__, str(value)]
