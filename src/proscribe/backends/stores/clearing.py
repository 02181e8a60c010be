"""Clearances in the database: what people decided of names given and subjects."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, func, select, true

from proscribe.backends.stores.content import decode, encode
from proscribe.backends.stores.schema import (
    clearance,
    clearance_confirmation,
    clearance_withdrawal,
)
from proscribe.model.clearance import Clearance, Pair, Word

_WORD = ("reason", "by", "at")
_BESIDE = [
    table.c[name].label(f"{said}_{name}")
    for said, table in (("withdrawn", clearance_withdrawal), ("confirmed", clearance_confirmation))
    for name in _WORD
]


def add(connection: Connection, pair: Pair, said: Word, organisation: str) -> Clearance:
    """Write a clearance. The caller holds the store's write lock."""
    highest: int | None = connection.execute(select(func.max(clearance.c.id))).scalar_one()
    number = (highest or 0) + 1
    row = {
        "id": number,
        "names_digest": pair.given.names_digest,
        "subject_id": pair.subject_id,
        "pair": encode(pair).decode(),
        "organisation": organisation,
    }
    connection.execute(clearance.insert(), [row | _said(said)])
    return Clearance(id=number, pair=pair, said=said, withdrawn=None)


def withdraw(connection: Connection, number: int, said: Word, organisation: str) -> bool:
    """Write a withdrawal where it can be. The caller holds the store's write lock."""
    taken_back = clearance_withdrawal.c.clearance_id
    statement = (
        select(clearance.c.id, taken_back)
        .outerjoin(clearance_withdrawal, taken_back == clearance.c.id)
        .where(clearance.c.id == number, clearance.c.organisation == organisation)
    )
    found = connection.execute(statement).first()
    if found is None or found[1] is not None:
        return False
    connection.execute(clearance_withdrawal.insert(), [{"clearance_id": number} | _said(said)])
    return True


def confirm(connection: Connection, number: int, said: Word, organisation: str) -> bool:
    """Write a confirmation where it can be. The caller holds the store's write lock."""
    made = [one for one in _read(connection, organisation, clearance.c.id == number) if one.waits]
    if not made or made[0].said.by == said.by:
        return False
    connection.execute(clearance_confirmation.insert(), [{"clearance_id": number} | _said(said)])
    return True


def read(
    connection: Connection, names_digest: str | None, organisation: str
) -> tuple[Clearance, ...]:
    """Return an organisation's clearances of some names, or all, in the order they were made."""
    digest = clearance.c.names_digest
    return _read(
        connection, organisation, true() if names_digest is None else digest == names_digest
    )


def _read(
    connection: Connection, organisation: str, which: ColumnElement[bool]
) -> tuple[Clearance, ...]:
    back, agreed = clearance_withdrawal.c.clearance_id, clearance_confirmation.c.clearance_id
    statement = (
        select(clearance, *_BESIDE)
        .outerjoin(clearance_withdrawal, back == clearance.c.id)
        .outerjoin(clearance_confirmation, agreed == clearance.c.id)
        .where(clearance.c.organisation == organisation, which)
        .order_by(clearance.c.id)
    )
    return tuple(_clearance(row) for row in connection.execute(statement).mappings())


def withdrawn(connection: Connection, first: int) -> frozenset[int]:
    """Return the numbers of those that were taken back first, whosever they are."""
    return _first_of(connection, clearance_withdrawal, first)


def confirmed(connection: Connection, first: int) -> frozenset[int]:
    """Return the numbers of those that were confirmed first, whosever they are."""
    return _first_of(connection, clearance_confirmation, first)


def _first_of(connection: Connection, said: Table, first: int) -> frozenset[int]:
    table = said.c
    statement = select(table.clearance_id).order_by(table.at, table.clearance_id).limit(first)
    return frozenset(connection.execute(statement).scalars())


def _said(word: Word) -> dict[str, object]:
    return {"reason": word.reason, "by": word.by, "at": word.at}


def _clearance(row: RowMapping) -> Clearance:
    return Clearance(
        id=row["id"],
        pair=decode(Pair, row["pair"]),
        said=Word(reason=row["reason"], by=row["by"], at=row["at"]),
        withdrawn=_word(row, "withdrawn"),
        confirmed=_word(row, "confirmed"),
    )


def _word(row: RowMapping, said: str) -> Word | None:
    if row[f"{said}_at"] is None:
        return None
    return Word(**{name: row[f"{said}_{name}"] for name in _WORD})
