"""Whether a chain of receipts is whole: what was changed, is gone, moved or cut off, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import islice

from proscribe.operations.receipt_store import Forgotten, Kept, Resumed, resumed_by
from proscribe.operations.receipts import (
    GENESIS,
    Checkpoint,
    Content,
    Receipt,
    signer_of,
)

# Entries that do not hold are kept to find out which changed places; more are told as changed.
_MOST_MOVED = 200
_MOST_FINDINGS = 1_000


class Fault(StrEnum):
    """What is wrong with an entry."""

    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"
    CUT = "cut"
    UNSIGNED = "unsigned"
    FORGED = "forged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong.

    Attributes:
        number: Number of the receipt.
        fault: What.
        why: In words.
    """

    number: int
    fault: Fault
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What came of going through the chain.

    Attributes:
        receipts: How many there are.
        forgotten: Of how many the question and answer were forgotten, as a receipt says.
        checkpoints: How many there are.
        head: Number and hash of the last receipt, to be compared with a copy elsewhere.
        findings: What is wrong, in order of the numbers; the first thousand.
        resumed: Where somebody went on with a chain that lacked receipts: no fault, but told.
        elsewhere: Of a copy: to which number the store it was taken of is known to have gone on
            with the same chain, and where that is. None where nothing like that is known.
    """

    receipts: int
    forgotten: int
    checkpoints: int
    head: tuple[int, str]
    findings: tuple[Finding, ...]
    resumed: tuple[Resumed, ...] = ()
    elsewhere: tuple[int, str] | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """What speaks for a chain beside its receipts.

    Attributes:
        checkpoints: Those of the store.
        outside: Checkpoints kept outside of the store, which one who changes it may not reach.
        trusted: Public keys that are known to be ours, by their short names.
        is_signed: Tells whether a public key signed a message so (key, message, signature).
        bases: Digest and body of every basis.
        forgotten: What receipts say was forgotten.
        known: The last number that anything in the store names.
    """

    checkpoints: Iterable[Checkpoint]
    outside: Sequence[Checkpoint]
    trusted: Mapping[str, bytes]
    is_signed: Callable[[bytes, bytes, bytes], bool]
    bases: Iterable[tuple[str, bytes]]
    forgotten: Sequence[Forgotten]
    known: int = 0


def verify(receipts: Iterable[Kept], witness: Witness) -> Verification:
    """Go through a chain from its first receipt to its last.

    Args:
        receipts: All of them, in order of their numbers.
        witness: What speaks for them.
    """
    chain = _Chain(witness)
    for kept in receipts:
        chain.add(kept)
    findings = sorted(
        islice(chain.end(), _MOST_FINDINGS), key=lambda one: (one.number, one.fault, one.why)
    )
    return Verification(
        receipts=chain.count,
        forgotten=chain.forgotten,
        checkpoints=chain.checkpoints,
        head=(chain.number, chain.last),
        findings=tuple(findings),
        resumed=tuple(chain.resumed),
    )


@dataclass(slots=True)
class _Chain:
    witness: Witness
    number: int = 0
    last: str = GENESIS
    count: int = 0
    forgotten: int = 0
    checkpoints: int = 0
    findings: list[Finding] = field(default_factory=list)
    broken: list[Receipt] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)
    pending: list[Checkpoint] = field(default_factory=list)
    resumed: list[Resumed] = field(default_factory=list)
    signed: int = 0
    _coming: Iterator[Checkpoint] | None = None
    _bases: dict[str, bool] | None = None

    def add(self, kept: Kept) -> None:
        receipt = kept.receipt
        if receipt.number < 1:
            why = "receipts are numbered from 1: somebody else added it."
            self._find(receipt.number, Fault.FORGED, why)
            return
        resumed = resumed_by(receipt)
        if resumed is not None:
            self.resumed.append(resumed)
        if resumed is None or resumed.after != receipt.number - 1:
            self._note_gap(receipt.number)
        self.count += 1
        if receipt.computed() != receipt.hash:
            self.broken.append(receipt)
        elif receipt.previous != self.last:
            self._note_link(receipt)
        self._note_basis(receipt)
        self._note_content(receipt, kept.content)
        self.number, self.last = receipt.number, receipt.hash
        self._note_checkpoints()

    def end(self) -> Iterator[Finding]:
        """Yield what is wrong, once all receipts were added."""
        yield from self._moved()
        yield from self.findings
        yield from self._beyond()
        if self.number > self.signed:
            first = self.signed + 1
            yield Finding(
                number=first,
                fault=Fault.UNSIGNED,
                why=f"no checkpoint vouches for receipts {first} to {self.number}.",
            )

    def _find(self, number: int, fault: Fault, why: str) -> None:
        if len(self.findings) < _MOST_FINDINGS:
            self.findings.append(Finding(number=number, fault=fault, why=why))

    def _note_gap(self, number: int) -> None:
        first, last = self.number + 1, number - 1
        if first == last:
            self._find(first, Fault.MISSING, "the receipt is gone.")
        elif first < last:
            self._find(first, Fault.MISSING, f"receipts {first} to {last} are gone.")
        if first <= last:
            # What follows a gap was written upon the last of what is gone.
            self.last = ""

    def _note_link(self, receipt: Receipt) -> None:
        before = receipt.number - 1
        if self.last:
            self._find(
                max(before, 1),
                Fault.CHANGED,
                f"receipt {receipt.number} was written upon another one than this.",
            )

    def _note_basis(self, receipt: Receipt) -> None:
        if self._bases is None:
            bases = self.witness.bases
            self._bases = {digest: _hashed(body) == digest for digest, body in bases}
        found = self._bases.get(receipt.basis)
        if found is None:
            self._find(receipt.number, Fault.MISSING, "what the answer rests on is gone.")
        elif not found:
            self._find(receipt.number, Fault.CHANGED, "what the answer rests on was changed.")

    def _note_content(self, receipt: Receipt, content: Content | None) -> None:
        if content is None:
            if any(rule.covers(receipt) for rule in self.witness.forgotten):
                self.forgotten += 1
            else:
                self._find(
                    receipt.number,
                    Fault.MISSING,
                    "its question and answer are gone, and no receipt says they were forgotten.",
                )
            return
        if content.input_hash != receipt.input_hash:
            self._find(receipt.number, Fault.CHANGED, "its question is not the one asked.")
        if content.result_hash != receipt.result_hash:
            self._find(receipt.number, Fault.CHANGED, "its answer is not the one given.")

    def _note_checkpoints(self) -> None:
        """Compare the checkpoints up to the receipt just added."""
        if self._coming is None:
            self._coming = iter(self.witness.checkpoints)
            self._next()
        while self.pending and self.pending[0].number <= self.number:
            self._compare(self.pending.pop(0))
            self._next()
        for one in self.witness.outside:
            if one.number == self.number:
                self._compare(one)

    def _next(self) -> None:
        if self._coming is not None and (one := next(self._coming, None)) is not None:
            self.checkpoints += 1
            self.pending.append(one)

    def _compare(self, one: Checkpoint) -> None:
        if one.number != self.number or not self._is_ours(one):
            return
        if one.hash != self.last:
            self._find(one.number, Fault.CHANGED, "it is not the one that its checkpoint signed.")
        else:
            self.signed = self.number

    def _is_ours(self, one: Checkpoint) -> bool:
        key = self.witness.trusted.get(one.signer)
        if key is None:
            if one.signer not in self.strangers:
                self.strangers.add(one.signer)
                why = f"its checkpoint is signed by the key {one.signer}, not known to be ours"
                self._find(one.number, Fault.FORGED, f"{why}; name it with --key if it is.")
            return False
        if signer_of(key) != one.signer or not self.witness.is_signed(
            key, one.message, one.signature
        ):
            self._find(one.number, Fault.FORGED, "the signature of its checkpoint is no good.")
            return False
        return True

    def _beyond(self) -> Iterator[Finding]:
        """Yield that the tail is gone, where a checkpoint knows of more than there is."""
        self._note_checkpoints()
        left = [*self.pending, *(() if self._coming is None else self._coming)]
        self.checkpoints += max(0, len(left) - len(self.pending))
        told = (*left, *self.witness.outside)
        last = max([self.witness.known, *(one.number for one in told)])
        if last > self.number:
            first = self.number + 1
            which = f"receipt {first} is" if first == last else f"receipts {first} to {last} are"
            yield Finding(
                number=first,
                fault=Fault.CUT,
                why=f"{which} gone: what lies beside them says that there was number {last}.",
            )

    def _moved(self) -> Iterator[Finding]:
        """Yield the entries whose hash does not fit, told apart into moved and changed."""
        few = self.broken[:_MOST_MOVED]
        places = {receipt.number for receipt in few}
        for receipt in self.broken:
            meant = next(
                (
                    place
                    for place in places - {receipt.number}
                    if len(self.broken) <= _MOST_MOVED and receipt.computed(place) == receipt.hash
                ),
                None,
            )
            if meant is None:
                yield Finding(
                    number=receipt.number,
                    fault=Fault.CHANGED,
                    why="what it says is not what was written.",
                )
            else:
                yield Finding(
                    number=receipt.number,
                    fault=Fault.REORDERED,
                    why=f"it was written as receipt {meant}.",
                )


def _hashed(body: bytes) -> str:
    return sha256(body).hexdigest()
