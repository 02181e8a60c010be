"""Receipts: written for every answer, verified, asked again, and forgotten in part."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Protocol

import orjson

from proscribe.backends.anchors import Anchors, place_of
from proscribe.backends.signing import (
    PRIVATE,
    SigningKey,
    is_signed,
    open_key,
    read_public,
)
from proscribe.model.errors import AbsentError, InputError
from proscribe.operations.access import DEFAULT_ORGANISATION
from proscribe.operations.receipt_store import FORGET, RESUME, Batch, Forgotten, Kept, ReceiptStore
from proscribe.operations.receipts import (
    Basis,
    Receipt,
    read_basis,
    signer_of,
)
from proscribe.operations.sealing import SEAL
from proscribe.operations.verifying import Verification, Witness, verify
from proscribe.workspace.proof_anchor import ChainAnchor
from proscribe.workspace.proof_shown import ReceiptShown, Replay, why_differs
from proscribe.workspace.proof_writing import ReceiptWriter, Write, draft_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from proscribe.operations.access import Principal
    from proscribe.workspace.proof_asking import Repeat

__all__ = ["Basis", "Receipt", "ReceiptDesk", "ReceiptShown", "Replay", "Verification", "Write"]

_EXPIRY_SECONDS = 3_600.0
_NO_QUESTION = frozenset({FORGET, SEAL})


class Repeats(Protocol):
    """Asks again what receipts say was asked.

    Attributes:
        kinds: What asks a question of each kind, given the store as it was and the question.
    """

    kinds: dict[str, Repeat]

    def __call__(self, shown: ReceiptShown) -> bytes:
        """Return the answer to a question, from the store as it was.

        Raises:
            InputError: It cannot be asked any more; the message says why.
        """
        ...


class ReceiptDesk:
    """Everything that is done with receipts. Threads may share one.

    Args:
        kept: Where they are kept.
        basis: Returns what an answer given now to an organisation rests on.
        repeat: Asks again.
        folder: The data folder, with the signing key; None for a key in memory only.
        address: Of the store, whose last checkpoint is kept in the data folder.
        keep_days: After how many days questions and answers are forgotten; 0 for never.
    """

    def __init__(
        self,
        kept: ReceiptStore,
        basis: Callable[[str], Basis],
        repeat: Repeats,
        *,
        folder: Path | None,
        address: str,
        keep_days: int,
    ) -> None:
        self._kept = kept
        self._basis = basis
        self._repeat = repeat
        self._folder = folder
        self._keep_days = keep_days
        self._opening = Lock()
        self._signing: SigningKey | None = None
        self._anchor = ChainAnchor(
            kept, None if folder is None else Anchors(folder, place_of(address))
        )
        self._expiry = float("-inf")
        self._writer = ReceiptWriter(kept, lambda: self._key, self._anchor.settle)

    @property
    def kinds(self) -> dict[str, Repeat]:
        """What asks a question of each kind again; an interface adds its own."""
        return self._repeat.kinds

    def basis(self, organisation: str = DEFAULT_ORGANISATION) -> Basis:
        """Return what an answer given now rests on; to be taken before it is answered.

        Args:
            organisation: Who is answered.
        """
        return self._basis(organisation)

    def write(
        self,
        principal: Principal,
        kind: str,
        question: Mapping[str, object],
        answer: bytes,
        *,
        basis: Basis,
        settings: Mapping[str, object] | None = None,
    ) -> Receipt:
        """Write the receipt of an answer; it is durable on return.

        Args:
            principal: Who asked.
            kind: What: ``check``, ``match``, ``screen`` …
            question: The whole question, moments resolved.
            answer: The answer, byte for byte.
            basis: What it rests on.
            settings: How it was asked; nothing of whom it is about.

        Raises:
            StoreError: It could not be written; the answer is then not to be given.
        """
        (receipt,) = self.write_all(
            [
                Write(
                    principal=principal, kind=kind, question=question, answer=answer, basis=basis,
                    settings=settings or {},
                )
            ]
        )  # fmt: skip
        return receipt

    def write_all(self, writes: Sequence[Write]) -> tuple[Receipt, ...]:
        """Write receipts of several answers in one transaction, in the same order.

        Raises:
            StoreError: They could not be written; then none of them was.
        """
        self._anchor.check()
        now = datetime.now(UTC)
        receipts = self._writer.write([(draft_of(write, now), write.basis) for write in writes])
        if self._keep_days and monotonic() - self._expiry > _EXPIRY_SECONDS:
            self.expire()
        return receipts

    def get(self, principal: Principal, number: int) -> ReceiptShown:
        """Return a receipt of somebody's organisation.

        Raises:
            AbsentError: There is none of that number, or it is another's.
        """
        kept = self._kept.receipt(number)
        if kept is None or kept.receipt.organisation != principal.organisation:
            raise AbsentError(
                f"there is no receipt {number}.",
                remedy="`proscribe receipts list` shows the newest.",
            )
        return self._shown(kept)

    def newest(self, principal: Principal, most: int) -> tuple[Receipt, ...]:
        """Return the last receipts of somebody's organisation, the newest first."""
        return self._kept.newest(principal.organisation, most)

    def verify(self, keys: Sequence[Path] = ()) -> Verification:
        """Go through the whole chain; say what was changed, is missing, moved or cut off.

        Args:
            keys: Files of further public keys that are ours, of other machines or older ones.

        Raises:
            InputError: A file holds no public key.
            StoreError: The store cannot be read.
        """
        trusted = self._trusted(keys)
        found = self._verified(trusted)
        if not found.holds and self._kept.reach().receipts > found.head[0]:
            # What was written or forgotten meanwhile is no fault.
            found = self._verified(trusted)
        return found

    def replay(self, principal: Principal, number: int) -> Replay:
        """Ask again what a receipt says was asked, of the store as it was, and compare.

        Raises:
            InputError: There is no such receipt.
        """
        return self._replayed(self.get(principal, number))

    def replay_all(self, principal: Principal) -> Iterator[Replay]:
        """Ask everything again that somebody's organisation ever asked."""
        for kept in self._kept.receipts(self._kept.reach()):
            receipt = kept.receipt
            if receipt.organisation == principal.organisation and receipt.kind not in _NO_QUESTION:
                yield self._replayed(self._shown(kept))

    def forget(
        self,
        principal: Principal,
        *,
        before: datetime | None = None,
        numbers: Sequence[int] = (),
    ) -> tuple[Receipt, int]:
        """Remove questions and answers of an organisation; the chain still verifies.

        Args:
            principal: Who says so.
            before: Those answered before that instant.
            numbers: Those of these receipts.

        Returns:
            The receipt that says so, and how many went.

        Raises:
            InputError: Neither is given, or both, or a receipt is none of the organisation's.
        """
        if (before is None) == (not numbers):
            raise InputError(
                "what shall be forgotten is not said.", remedy="Name receipts, or a day (--before)."
            )
        for number in numbers:
            self.get(principal, number)
        rule = Forgotten(
            organisation=principal.organisation,
            before=None if before is None else before.astimezone(UTC),
            numbers=tuple(sorted({*numbers})),
        )
        self._anchor.check()
        basis = self.basis(principal.organisation)
        write = Write(
            principal=principal, kind=FORGET, question={}, answer=b"{}", basis=basis,
            settings=orjson.loads(rule.settings()),
        )  # fmt: skip
        (receipt,), closing, gone = self._kept.forget(rule, self._alone(write))
        self._anchor.settle(closing, receipt.previous)
        return receipt, gone

    def expire(self) -> int:
        """Forget what is older than the retention setting allows; return how much went."""
        from proscribe.operations.access import Principal, Role

        self._expiry = monotonic()
        if not self._keep_days:
            return 0
        before = datetime.now(UTC) - timedelta(days=self._keep_days)
        total = 0
        for organisation in self._kept.holding(before):
            clock = Principal(
                organisation=organisation, name="retention", role=Role.READER, key_id=None
            )
            total += self.forget(clock, before=before)[1]
        return total

    def check(self) -> None:
        """Make sure that the store holds the last receipt that this machine knows of.

        Raises:
            StoreError: It does not, or cannot be read.
        """
        self._anchor.check()

    def restart(self) -> None:
        """Put the last checkpoint outside of the store aside: the store was put back on purpose."""
        self._anchor.put_aside()

    def resume(self, principal: Principal) -> Receipt | None:
        """Go on with a chain that lacks what this machine knows of it.

        Returns:
            The receipt that says so; None where it lacks nothing.
        """
        lost = self._anchor.lost()
        if lost is None:
            return None
        basis = self.basis(principal.organisation)
        write = Write(
            principal=principal, kind=RESUME, question={}, answer=b"{}", basis=basis,
            settings={
                "missing": {"receipts": lost.number, "hash": lost.hash},
                "after": lost.after,
            },
        )  # fmt: skip
        self.restart()
        (receipt,), closing = self._kept.append(self._alone(write, after=lost.after))
        self._anchor.settle(closing, receipt.previous)
        return receipt

    def close(self) -> None:
        """Keep the last checkpoint outside of the store."""
        self._anchor.put()

    @property
    def _key(self) -> SigningKey:
        with self._opening:
            if self._signing is None:
                folder = self._folder
                self._signing = SigningKey() if folder is None else open_key(folder)
            return self._signing

    def _alone(self, write: Write, *, after: int = 0) -> Batch:
        now, basis = datetime.now(UTC), write.basis
        return Batch(
            drafts=[draft_of(write, now)], bases={basis.digest: basis.body()}, key=self._key,
            at=now, after=after,
        )  # fmt: skip

    def _verified(self, trusted: Mapping[str, bytes]) -> Verification:
        outside = self._anchor.held()
        reach = self._kept.reach()
        witness = Witness(
            checkpoints=self._kept.checkpoints(reach),
            outside=() if outside is None else (outside,),
            trusted=trusted,
            is_signed=is_signed,
            bases=self._kept.bases(),
            forgotten=self._kept.forgotten(),
            known=reach.known,
        )
        found = verify(self._kept.receipts(reach), witness)
        other = self._anchor.farther(found.head[0])
        elsewhere = None if other is None else (other.checkpoint.number, other.store)
        return replace(found, elsewhere=elsewhere)

    def _trusted(self, files: Sequence[Path]) -> dict[str, bytes]:
        keys = [read_public(file) for file in files]
        if not files or self._folder is None or (self._folder / PRIVATE).exists():
            keys.append(self._key.public_key)
        return {signer_of(key): key for key in keys}

    def _shown(self, kept: Kept) -> ReceiptShown:
        body = self._kept.basis(kept.receipt.basis)
        basis = None
        if body is not None:
            try:
                basis = read_basis(body)
            except (ValueError, KeyError, TypeError):
                basis = None
        return ReceiptShown(receipt=kept.receipt, basis=basis, content=kept.content)

    def _replayed(self, shown: ReceiptShown) -> Replay:
        number = shown.receipt.number
        if shown.content is None:
            return Replay(
                number=number, same=None, given=None, again=None,
                why="its question was forgotten, so it cannot be asked again.",
            )  # fmt: skip
        given = shown.content.answer
        try:
            again = self._repeat(shown)
        except InputError as error:
            return Replay(number=number, same=None, why=str(error), given=given, again=None)
        if again == given:
            return Replay(number=number, same=True, why="", given=given, again=again)
        return Replay(
            number=number,
            same=False,
            why=why_differs(shown, self.basis(shown.receipt.organisation)),
            given=given,
            again=again,
        )
