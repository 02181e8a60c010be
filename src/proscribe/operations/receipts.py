"""Receipts: that a question was asked, on what ground, and what was answered.

Each receipt holds the hash of the one before it, and each group of them is closed by a signed
checkpoint, so that nothing can be changed, taken out, moved or cut off unseen. Of a question and
its answer a receipt holds salted hashes only: they can be forgotten, and the chain still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from hmac import digest as hmac_digest

import orjson

from proscribe.model.errors import InternalError

GENESIS = "0" * 64
SALT_BYTES = 32

_RECEIPT, _CHECKPOINT, _BASIS = (
    f"proscribe.{name}/1" for name in ("receipt", "checkpoint", "basis")
)
_KIND = re.compile(r"[a-z][a-z_]{0,31}\Z")


def canonical(value: object) -> bytes:
    """Return JSON values in the one way they are hashed and compared: keys sorted, no blanks."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far a store had been written, so that what came later can be left out.

    Attributes:
        editions: Number of the last edition.
        contents: Number of the last content.
        decisions: Number of the last decision on entries.
        clearances: Number of the last clearance.
        withdrawals: How many clearances had been taken back.
        confirmations: How many had been confirmed by another person.
    """

    editions: int
    contents: int
    decisions: int
    clearances: int
    withdrawals: int
    confirmations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What an answer rests on.

    Attributes:
        position: How far the ledger had been written.
        editions: The newest accepted edition of each source: its key, digest and day.
        law: Digest of the files of all regimes.
        index: Version of the index of names: how names are matched, and over which editions.
        program: Version of Proscribe.
    """

    position: Position
    editions: tuple[tuple[str, str, str], ...]
    law: str
    index: str
    program: str

    def body(self) -> bytes:
        """Return it as canonical JSON, which is what is kept and hashed."""
        position = self.position
        return canonical(
            {
                "format": _BASIS,
                "position": {name: getattr(position, name) for name in Position.__slots__},
                "editions": [list(edition) for edition in self.editions],
                "law": self.law,
                "index": self.index,
                "program": self.program,
            }
        )

    @property
    def digest(self) -> str:
        """SHA-256 of its body."""
        return sha256(self.body()).hexdigest()


def read_basis(body: bytes) -> Basis:
    """Return the basis of a body."""
    told = orjson.loads(body)
    return Basis(
        position=Position(**told["position"]),
        editions=tuple((source, digest, day) for source, digest, day in told["editions"]),
        law=told["law"],
        index=told["index"],
        program=told["program"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What shall become a receipt.

    Attributes:
        organisation: Whose question it was.
        at: When it was answered (UTC).
        by: Who asked.
        key_id: Public part of the key it came with; None of a user.
        kind: What was asked: ``check``, ``match``, ``screen`` …
        basis: Digest of what the answer rests on.
        settings: How it was asked, canonical JSON; nothing of whom it was about.
        content: The question and the answer.
    """

    organisation: str
    at: datetime
    by: str
    key_id: str | None
    kind: str
    basis: str
    settings: str
    content: Content

    def __post_init__(self) -> None:
        """Refuse a kind that is no word.

        Raises:
            InternalError: It is none.
        """
        if _KIND.match(self.kind) is None:
            raise InternalError(f"{self.kind!r} is no kind of receipt.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A question and its answer, which may be forgotten.

    Attributes:
        salt: Chance, so that nobody can guess a name by its hash once this is gone.
        question: Canonical JSON.
        answer: The answer as it was given.
    """

    salt: bytes = field(repr=False)
    question: bytes = field(repr=False)
    answer: bytes = field(repr=False)

    @property
    def input_hash(self) -> str:
        """Salted SHA-256 of the question."""
        return hmac_digest(self.salt, b"question\0" + self.question, "sha256").hex()

    @property
    def result_hash(self) -> str:
        """Salted SHA-256 of the answer."""
        return hmac_digest(self.salt, b"answer\0" + self.answer, "sha256").hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That a question was asked and answered.

    Attributes:
        number: Its place in the chain, from 1, without a gap.
        organisation: Whose question it was.
        at: When it was answered (UTC).
        by: Who asked.
        key_id: Public part of the key it came with; None of a user.
        kind: What was asked.
        input_hash: Salted hash of the question.
        basis: Digest of what the answer rests on: editions, law, index, program.
        settings: How it was asked, canonical JSON.
        result_hash: Salted hash of the answer.
        previous: Hash of the receipt before; zeros of the first.
        hash: Hash of all of these.
    """

    number: int
    organisation: str
    at: datetime
    by: str
    key_id: str | None
    kind: str
    input_hash: str
    basis: str
    settings: str
    result_hash: str
    previous: str
    hash: str

    def computed(self, number: int | None = None) -> str:
        """Return the hash that what it says has.

        Args:
            number: Were this its number; None for the one it has.
        """
        said = (
            _RECEIPT,
            self.number if number is None else number,
            self.organisation,
            instant_text(self.at),
            self.by,
            self.key_id,
            self.kind,
            self.input_hash,
            self.basis,
            self.settings,
            self.result_hash,
            self.previous,
        )
        return sha256(canonical(said)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The signed word of whoever wrote receipts that the chain reached so far.

    Attributes:
        number: Number of the last receipt.
        hash: Its hash.
        at: When it was signed (UTC).
        signer: Short digest of the public key.
        signature: Ed25519, over ``message``.
    """

    number: int
    hash: str
    at: datetime
    signer: str
    signature: bytes

    @property
    def message(self) -> bytes:
        """What is signed."""
        return checkpoint_message(self.number, self.hash, self.at)


def checkpoint_message(number: int, last: str, at: datetime) -> bytes:
    """Return what is signed of a checkpoint.

    Args:
        number: Number of the last receipt.
        last: Its hash.
        at: When it is signed (UTC).
    """
    return canonical((_CHECKPOINT, number, last, instant_text(at)))


def signer_of(public_key: bytes) -> str:
    """Return the short name of a public key (32 bytes)."""
    return sha256(public_key).hexdigest()[:16]


def chained(head: tuple[int, str], drafts: Sequence[Draft]) -> Iterator[Receipt]:
    """Yield drafts as receipts that follow the last one.

    Args:
        head: Number and hash of the last receipt; 0 and ``GENESIS`` where there is none.
        drafts: What is to be written, in this order.
    """
    number, last = head
    for draft in drafts:
        number += 1
        blank = Receipt(
            number=number,
            organisation=draft.organisation,
            at=draft.at,
            by=draft.by,
            key_id=draft.key_id,
            kind=draft.kind,
            input_hash=draft.content.input_hash,
            basis=draft.basis,
            settings=draft.settings,
            result_hash=draft.content.result_hash,
            previous=last,
            hash="",
        )
        last = blank.computed()
        yield _sealed(blank, last)


def _sealed(blank: Receipt, computed: str) -> Receipt:
    told = {name: getattr(blank, name) for name in Receipt.__slots__}
    return Receipt(**(told | {"hash": computed}))


def instant_text(at: datetime) -> str:
    """Return an instant as it is hashed: in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
