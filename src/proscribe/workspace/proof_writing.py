"""Writes receipts of many threads in few transactions: whoever comes first writes for all."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Lock

from proscribe.model.errors import ProscribeError, StoreError
from proscribe.operations.access import Principal
from proscribe.operations.receipt_store import Batch, ReceiptStore, Signs
from proscribe.operations.receipts import (
    SALT_BYTES,
    Basis,
    Checkpoint,
    Content,
    Draft,
    Receipt,
    canonical,
)

# In one transaction; more wait for the next.
_MOST_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """An answer that shall leave a receipt.

    Attributes:
        principal: Who asked.
        kind: What: ``check``, ``match``, ``screen`` …
        question: The whole question, JSON values; moments as text, none left to be “now”.
        answer: The answer, byte for byte.
        basis: What it rests on, as it was before it was answered.
        settings: How it was asked; nothing of whom it is about, for it is never forgotten.
    """

    principal: Principal
    kind: str
    question: Mapping[str, object]
    answer: bytes
    basis: Basis
    settings: Mapping[str, object]


@dataclass(slots=True, eq=False)
class _Waiting:
    """What one thread wants written, and what came of it."""

    drafts: Sequence[tuple[Draft, Basis]]
    awake: Event = field(default_factory=Event)
    receipts: tuple[Receipt, ...] | None = None
    error: ProscribeError | None = None

    @property
    def is_settled(self) -> bool:
        return self.receipts is not None or self.error is not None


class ReceiptWriter:
    """Writes receipts; threads may share one.

    A thread that finds nobody writing writes all that waits, its own included; those that come
    meanwhile wait, and one of them writes next. So a group is as large as many came during the
    flush of the one before, and a lone receipt waits for nobody.

    Args:
        store: Where to.
        key: Returns what signs; asked once.
        settled: Told the checkpoint of each group that is durable, and the hash of the receipt
            that the group follows on.
    """

    def __init__(
        self,
        store: ReceiptStore,
        key: Callable[[], Signs],
        settled: Callable[[Checkpoint, str], None],
    ) -> None:
        self._store = store
        self._key = key
        self._settled = settled
        self._lock = Lock()
        self._queue: list[_Waiting] = []
        self._is_led = False

    def write(self, drafts: Sequence[tuple[Draft, Basis]]) -> tuple[Receipt, ...]:
        """Write receipts and return them once they are durable, in the same order.

        Args:
            drafts: At least one, each with what it rests on.

        Raises:
            StoreError: They could not be written; then none of them was.
        """
        mine = _Waiting(drafts)
        with self._lock:
            self._queue.append(mine)
            leads = not self._is_led
            self._is_led = True
        if not leads:
            self._wait(mine)
        if not mine.is_settled:
            self._lead()
        if mine.receipts is None:
            raise _again(mine.error)
        return mine.receipts

    def _wait(self, mine: _Waiting) -> None:
        """Wait to be written, or to write; who is interrupted lets the next one write."""
        is_awake = False
        try:
            mine.awake.wait()
            is_awake = True
        finally:
            if not is_awake:
                with self._lock:
                    leads = mine.awake.is_set() and mine in self._queue
                    self._queue = [one for one in self._queue if one is not mine]
                    if leads:
                        self._appoint()

    def _appoint(self) -> None:
        """Let the next one write, where anybody waits; the caller holds the lock."""
        self._is_led = bool(self._queue)
        if self._queue:
            self._queue[0].awake.set()

    def _lead(self) -> None:
        """Write all that waits, then let the next write what came meanwhile."""
        with self._lock:
            group = self._taken()
        error: ProscribeError | None = StoreError(
            "the writing of receipts was interrupted.", remedy="Ask again."
        )
        try:
            self._write(group)
            error = None
        except ProscribeError as caught:
            error = caught
        finally:
            for one in group:
                one.error = error if one.receipts is None else None
            with self._lock:
                self._appoint()
            for one in group:
                one.awake.set()

    def _taken(self) -> list[_Waiting]:
        group: list[_Waiting] = []
        number = 0
        while self._queue and (not group or number + len(self._queue[0].drafts) <= _MOST_AT_ONCE):
            number += len(self._queue[0].drafts)
            group.append(self._queue.pop(0))
        return group

    def _write(self, group: Sequence[_Waiting]) -> None:
        drafts = [draft for one in group for draft in one.drafts]
        receipts, closing = self._store.append(
            Batch(
                drafts=[draft for draft, _ in drafts],
                bases={
                    basis.digest: basis.body() for basis in {id(b): b for _, b in drafts}.values()
                },
                key=self._key(),
                at=datetime.now(UTC),
            )
        )
        first = 0
        for one in group:
            one.receipts = receipts[first : first + len(one.drafts)]
            first += len(one.drafts)
        self._settled(closing, receipts[0].previous)


def _again(error: ProscribeError | None) -> ProscribeError:
    """Return an error of its own for each thread that waited: a trace is of one thread."""
    if error is None:
        return StoreError("the receipt was not written.", remedy="Ask again.")
    return type(error)(error.what, where=error.where, remedy=error.remedy)


def draft_of(write: Write, now: datetime) -> Draft:
    """Return what becomes the receipt of an answer given at an instant."""
    return Draft(
        organisation=write.principal.organisation,
        at=now,
        by=write.principal.name,
        key_id=write.principal.key_id,
        kind=write.kind,
        basis=write.basis.digest,
        settings=canonical(write.settings).decode(),
        content=Content(
            salt=secrets.token_bytes(SALT_BYTES),
            question=canonical(write.question),
            answer=write.answer,
        ),
    )
