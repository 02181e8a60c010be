"""Clearances in the database: what people decided of names given and subjects."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, func, select

from proscribe.backends.stores.content import decode, encode
from proscribe.backends.stores.schema import clearance, clearance_withdrawal
from proscribe.model.clearance import Clearance, Pair, Word

_TAKEN_BACK = {
    name: clearance_withdrawal.c[name].label(f"withdrawn_{name}") for name in ("reason", "by", "at")
}


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


def read(
    connection: Connection, names_digest: str | None, organisation: str
) -> tuple[Clearance, ...]:
    """Return an organisation's clearances of some names, or all, in the order they were made."""
    statement = (
        select(clearance, *_TAKEN_BACK.values())
        .outerjoin(clearance_withdrawal, clearance_withdrawal.c.clearance_id == clearance.c.id)
        .where(clearance.c.organisation == organisation)
        .order_by(clearance.c.id)
    )
    if names_digest is not None:
        statement = statement.where(clearance.c.names_digest == names_digest)
    rows = connection.execute(statement).mappings()
    return tuple(_clearance(row) for row in rows)


def withdrawn(connection: Connection, first: int) -> frozenset[int]:
    """Return the numbers of those that were taken back first, whosever they are."""
    table = clearance_withdrawal.c
    statement = select(table.clearance_id).order_by(table.at, table.clearance_id).limit(first)
    return frozenset(connection.execute(statement).scalars())


def _said(word: Word) -> dict[str, object]:
    return {"reason": word.reason, "by": word.by, "at": word.at}


def _clearance(row: RowMapping) -> Clearance:
    withdrawn = None
    if row["withdrawn_at"] is not None:
        withdrawn = Word(
            reason=row["withdrawn_reason"], by=row["withdrawn_by"], at=row["withdrawn_at"]
        )
    said = Word(reason=row["reason"], by=row["by"], at=row["at"])
    return Clearance(id=row["id"], pair=decode(Pair, row["pair"]), said=said, withdrawn=withdrawn)
