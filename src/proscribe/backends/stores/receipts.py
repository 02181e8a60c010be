"""Receipts in the database: appended by one writer at a time, whatever process it is in."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    String,
    bindparam,
    func,
    select,
    type_coerce,
)

from proscribe.backends.stores import schema
from proscribe.backends.stores.database import Lane
from proscribe.backends.stores.sql import SqlStore
from proscribe.backends.stores.tables_receipts import (
    checkpoint,
    receipt,
    receipt_basis,
    receipt_content,
    receipt_signer,
)
from proscribe.model.errors import StoreError
from proscribe.operations.receipt_store import (
    FORGET,
    Batch,
    Forgotten,
    Kept,
    Reach,
    forgotten_by,
)
from proscribe.operations.receipts import (
    GENESIS,
    Checkpoint,
    Content,
    Position,
    Receipt,
    chained,
    checkpoint_message,
    signer_of,
)

_COLUMNS = (*Receipt.__slots__,)
# Moments as they stand: one that was tampered with must be found, not fail to be read.
_RECEIPT, _CHECKPOINT = (
    [type_coerce(one, String).label(one.name) if one.name == "at" else one for one in table.c]
    for table in (receipt, checkpoint)
)
_PAGE = 2_000
# Contents are kept as they are, or packed; the first byte says which.
_PLAIN, _PACKED = b"\0", b"\1"
_PACKED_FROM = 400
_MOST_KNOWN = 10_000


class SqlReceipts:
    """Keeps receipts; it implements ``ReceiptStore``.

    Args:
        store: The store they are kept in.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._known: set[str] = set()

    def position(self) -> Position:
        """Return how far the ledger has been written."""
        with self._store.connection() as connection:
            row = connection.execute(_POSITION).mappings().one()
        return Position(**{name: value or 0 for name, value in row.items()})

    def append(self, batch: Batch) -> tuple[tuple[Receipt, ...], Checkpoint]:
        """Write receipts in one transaction, closed by a checkpoint; durable on return."""
        with self._writing() as connection:
            made = self._append(connection, batch)
        self._remember(batch)
        return made

    def forget(self, rule: Forgotten, batch: Batch) -> tuple[tuple[Receipt, ...], Checkpoint, int]:
        """Remove contents and write the receipt that says so, in one transaction."""
        owned = receipt.c.organisation == rule.organisation
        meant: ColumnElement[bool] = receipt.c.number.in_(rule.numbers)
        if rule.before is not None:
            meant = receipt.c.at < rule.before
        numbers = select(receipt.c.number).where(owned, meant)
        removal = receipt_content.delete().where(receipt_content.c.number.in_(numbers))
        with self._writing() as connection:
            gone: int = connection.execute(removal).rowcount
            made = self._append(connection, batch)
        self._remember(batch)
        self._store.scrub()
        return (*made, gone)

    def receipt(self, number: int) -> Kept | None:
        """Return a receipt."""
        with self._store.connection() as connection:
            row = connection.execute(_kept().where(receipt.c.number == number)).mappings().first()
        return None if row is None else _kept_of(row)

    def hash_of(self, number: int | None) -> str | None:
        """Return the hash of a receipt, or of the first there is; None where there is none."""
        statement, values = (_FIRST_HASH, {}) if number is None else (_HASH_OF, {"of": number})
        with self._store.connection() as connection:
            found = connection.execute(statement, values).scalar_one_or_none()
        return None if found is None else str(found)

    def reach(self) -> Reach:
        """Return how far the chain goes at this moment."""
        with self._store.connection() as connection:
            row = connection.execute(_REACH).mappings().one()
        return Reach(**{name: value or 0 for name, value in row.items()})

    def receipts(self, reach: Reach) -> Iterator[Kept]:
        """Yield the receipts in order of their numbers."""
        number = receipt.c.number
        for row in self._pages(_kept().where(number <= reach.receipts), receipt.c.number):
            yield _kept_of(row)

    def newest(self, organisation: str, most: int) -> tuple[Receipt, ...]:
        """Return the last receipts of an organisation, the newest first."""
        statement = select(*_RECEIPT).where(receipt.c.organisation == organisation)
        statement = statement.order_by(receipt.c.number.desc()).limit(most)
        with self._store.connection() as connection:
            return tuple(map(_receipt, connection.execute(statement).mappings()))

    def holding(self, before: datetime) -> tuple[str, ...]:
        """Return the organisations of which questions from before that instant are kept."""
        first = select(func.min(receipt_content.c.number)).scalar_subquery()
        oldest = select(receipt.c.at).where(receipt.c.number == first)
        statement = (
            select(receipt.c.organisation)
            .join(receipt_content, receipt_content.c.number == receipt.c.number)
            .where(receipt.c.at < before)
            .distinct()
            .order_by(receipt.c.organisation)
        )
        with self._store.connection() as connection:
            at: datetime | None = connection.execute(oldest).scalar_one_or_none()
            if at is None or at >= before:
                return ()
            return tuple(connection.execute(statement).scalars())

    def forgotten(self) -> tuple[Forgotten, ...]:
        """Return what receipts say was forgotten."""
        with self._store.connection() as connection:
            found = [*map(forgotten_by, receipts_of_kind(connection, FORGET))]
        return tuple(rule for rule in found if rule is not None)

    def checkpoints(self, reach: Reach) -> Iterator[Checkpoint]:
        """Yield the checkpoints in order of their numbers."""
        statement = select(*_CHECKPOINT).where(checkpoint.c.number <= reach.checkpoints)
        for row in self._pages(statement, checkpoint.c.number):
            yield Checkpoint(
                number=row["number"],
                hash=_text(row["hash"]),
                at=_moment(row["at"]),
                signer=_text(row["signer"]),
                signature=_raw(row["signature"]),
            )

    def bases(self) -> Iterator[tuple[str, bytes]]:
        """Yield digest and body of every basis."""
        with self._store.connection() as connection:
            rows = connection.execute(select(receipt_basis)).all()
        for digest, body in rows:
            yield digest, _raw(body)

    def basis(self, digest: str) -> bytes | None:
        """Return the body of a basis."""
        statement = select(receipt_basis.c.body).where(receipt_basis.c.digest == digest)
        with self._store.connection() as connection:
            found = connection.execute(statement).scalar_one_or_none()
        return None if found is None else _raw(found)

    def signers(self) -> dict[str, bytes]:
        """Return the public keys that ever signed, by their short names."""
        columns = (receipt_signer.c.signer, receipt_signer.c.public_key)
        with self._store.connection() as connection:
            return {name: _raw(key) for name, key in connection.execute(select(*columns))}

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Lend the one connection that writes; after a failure, nothing is thought to be on file.

        A store that was put back from a copy may lack what it had.
        """
        try:
            with self._store.transaction(Lane.RECEIPTS) as connection:
                yield connection
        except StoreError:
            self._known.clear()
            raise

    def _append(
        self, connection: Connection, batch: Batch
    ) -> tuple[tuple[Receipt, ...], Checkpoint]:
        self._add_bases(connection, batch.bases)
        signer = self._add_signer(connection, batch)
        made = tuple(chained(_head(connection, batch.after), batch.drafts))
        connection.execute(_ADD, [_row(one) for one in made])
        contents = [
            _content_row(one.number, draft.content)
            for one, draft in zip(made, batch.drafts, strict=True)
        ]
        connection.execute(_ADD_CONTENT, contents)
        last = made[-1]
        closing = Checkpoint(
            number=last.number,
            hash=last.hash,
            at=batch.at,
            signer=signer,
            signature=batch.key.sign(checkpoint_message(last.number, last.hash, batch.at)),
        )
        row = {name: getattr(closing, name) for name in Checkpoint.__slots__}
        connection.execute(_ADD_CHECKPOINT, [row])
        return made, closing

    def _remember(self, batch: Batch) -> None:
        """Keep in mind what is surely on file now, so as not to look for it each time."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known.update(batch.bases, [signer_of(batch.key.public_key)])

    def _add_bases(self, connection: Connection, bases: Mapping[str, bytes]) -> None:
        fresh = bases.keys() - self._known
        if not fresh:
            return
        table = receipt_basis
        held = connection.execute(select(table.c.digest).where(table.c.digest.in_(fresh)))
        missing = fresh - {*held.scalars()}
        if missing:
            rows = [{"digest": digest, "body": bases[digest]} for digest in sorted(missing)]
            connection.execute(table.insert(), rows)

    def _add_signer(self, connection: Connection, batch: Batch) -> str:
        public = batch.key.public_key
        signer = signer_of(public)
        if signer in self._known:
            return signer
        known = select(receipt_signer.c.signer).where(receipt_signer.c.signer == signer)
        if connection.execute(known).first() is None:
            row = {"signer": signer, "public_key": public, "since": batch.at}
            connection.execute(receipt_signer.insert(), [row])
        return signer

    def _pages(
        self, statement: Select[*tuple[object, ...]], number: Column[int]
    ) -> Iterator[RowMapping]:
        """Yield rows in order of a number, some at a time; no connection is held meanwhile."""
        # Whatever number somebody else gave one is to be seen.
        page = statement.order_by(number).limit(_PAGE)
        while True:
            with self._store.connection() as connection:
                rows = connection.execute(page).mappings().all()
            yield from rows
            if len(rows) < _PAGE:
                return
            page = statement.where(number > rows[-1]["number"]).order_by(number).limit(_PAGE)


def receipts_of_kind(
    connection: Connection, kind: str, *, most: int | None = None
) -> list[Receipt]:
    """Return the receipts of a kind, in order of their numbers.

    Args:
        connection: To the store.
        kind: The kind.
        most: Only the last so many.
    """
    newest_first = select(*_RECEIPT).where(receipt.c.kind == kind).order_by(receipt.c.number.desc())
    rows = connection.execute(newest_first.limit(most)).mappings().all()
    return [_receipt(row) for row in reversed(rows)]


def _head(connection: Connection, after: int) -> tuple[int, str]:
    found = connection.execute(_LAST).first()
    number, last = (0, GENESIS) if found is None else (found[0], found[1])
    return max(number, after), last


# Made once: to make one for each answer takes longer than to run it.
_ADD, _ADD_CONTENT, _ADD_CHECKPOINT = (
    table.insert() for table in (receipt, receipt_content, checkpoint)
)
_FIRST_HASH = select(receipt.c.hash).order_by(receipt.c.number).limit(1)
_HASH_OF = select(receipt.c.hash).where(receipt.c.number == bindparam("of"))
_LAST = select(receipt.c.number, receipt.c.hash).order_by(receipt.c.number.desc()).limit(1)
_POSITION = select(
    select(func.max(schema.edition.c.id)).scalar_subquery().label("editions"),
    select(func.max(schema.content.c.id)).scalar_subquery().label("contents"),
    select(func.max(schema.decision.c.id)).scalar_subquery().label("decisions"),
    select(func.max(schema.clearance.c.id)).scalar_subquery().label("clearances"),
    select(func.count(schema.clearance_withdrawal.c.clearance_id))
    .scalar_subquery()
    .label("withdrawals"),
    select(func.count(schema.clearance_confirmation.c.clearance_id))
    .scalar_subquery()
    .label("confirmations"),
)
_REACH = select(
    select(func.max(receipt.c.number)).scalar_subquery().label("receipts"),
    select(func.max(checkpoint.c.number)).scalar_subquery().label("checkpoints"),
    select(func.max(receipt_content.c.number)).scalar_subquery().label("contents"),
)


def _kept() -> Select[*tuple[object, ...]]:
    content = receipt_content.c
    return select(*_RECEIPT, content.salt, content.question, content.answer).outerjoin(
        receipt_content, content.number == receipt.c.number
    )


def _row(one: Receipt) -> dict[str, object]:
    return {name: getattr(one, name) for name in _COLUMNS}


def _content_row(number: int, content: Content) -> dict[str, object]:
    return {
        "number": number,
        "salt": content.salt,
        "question": _pack(content.question),
        "answer": _pack(content.answer),
    }


def _receipt(row: RowMapping) -> Receipt:
    told = {name: _text(row[name]) for name in _COLUMNS}
    return Receipt(**told | {"number": row["number"], "at": _moment(row["at"])})


def _raw(value: object) -> bytes:
    """Return bytes as they are stored; SQLite lets whoever tampers put words in their place."""
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _text(value: object) -> Any:  # noqa: ANN401 - None where a key is not named
    return value if value is None or isinstance(value, str) else repr(value)


def _moment(value: str) -> datetime:
    """Return an instant; the first there is for what is none, which was never written."""
    try:
        return datetime.fromisoformat(_text(value))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _kept_of(row: RowMapping) -> Kept:
    content = None
    if row["salt"] is not None:
        content = Content(
            salt=_raw(row["salt"]),
            question=_unpack(_raw(row["question"])),
            answer=_unpack(_raw(row["answer"])),
        )
    return Kept(receipt=_receipt(row), content=content)


def _pack(content: bytes) -> bytes:
    if len(content) < _PACKED_FROM:
        return _PLAIN + content
    return _PACKED + zlib.compress(content, 1)


def _unpack(kept: bytes) -> bytes:
    """Return a content; what was tampered with so that it cannot be unpacked, as it stands."""
    if kept[:1] != _PACKED:
        return kept[1:] if kept[:1] == _PLAIN else kept
    try:
        return zlib.decompress(kept[1:])
    except zlib.error:
        return kept
