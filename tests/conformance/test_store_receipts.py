"""Receipts are kept in every store, numbered without a gap, and whoever touches them is found."""

# ruff: noqa: S608 - whoever tampers with a database writes SQL of their own
from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from proscribe.backends.stores.database import Lane
from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.backends.stores.sql import SqlStore
from proscribe.backends.stores.tables_receipts import receipt
from proscribe.model.errors import StoreError
from proscribe.operations.receipt_store import FORGET, Forgotten
from proscribe.operations.receipts import GENESIS, Content, Position
from proscribe.operations.verifying import Fault
from tests.conformance.receipting import (
    BASIS,
    Signing,
    batch,
    draft,
    everything,
    fill,
    verified,
)

FAKE = "'" + "f" * 64 + "'"


@pytest.fixture
def kept(store: SqlStore) -> SqlReceipts:
    """Ten receipts in four groups."""
    made = SqlReceipts(store)
    fill(made, 10)
    return made


def tamper(store: SqlStore, *statements: str) -> None:
    """Change what the triggers protect, as one may who owns the database."""
    with store.transaction(Lane.RECEIPTS) as connection:
        _free(connection)
        for statement in statements:
            connection.execute(text(statement))


def _free(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        return
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    named = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    for name in named.scalars().all():
        connection.execute(text(f"DROP TRIGGER {name}"))


def found(kept: SqlReceipts) -> list[tuple[int, Fault]]:
    return [(one.number, one.fault) for one in verified(kept).findings]


def test_receipts_are_returned_as_they_were_written(store: SqlStore) -> None:
    kept = SqlReceipts(store)

    (first, second), closing = kept.append(batch(draft(1), draft(20, by="ben")))

    assert (first.number, first.previous, second.number) == (1, GENESIS, 2)
    assert second.previous == first.hash == first.computed()
    assert (closing.number, closing.hash) == (2, second.hash)
    assert [one.receipt for one in everything(kept)] == [first, second]
    assert [one.content for one in everything(kept)] == [draft(1).content, draft(20).content]
    assert kept.receipt(2) == tuple(everything(kept))[1]
    assert kept.receipt(3) is None
    assert kept.basis(first.basis) == BASIS.body()


def test_a_chain_that_nobody_touched_holds(kept: SqlReceipts) -> None:
    told = verified(kept)

    assert told.findings == ()
    assert (told.receipts, told.checkpoints, told.head[0]) == (10, 4, 10)


def test_an_empty_chain_holds(store: SqlStore) -> None:
    told = verified(SqlReceipts(store))

    assert (told.holds, told.receipts, told.head) == (True, 0, (0, GENESIS))


def test_the_position_grows_with_what_is_written(store: SqlStore) -> None:
    assert SqlReceipts(store).position() == Position(
        editions=0, contents=0, decisions=0, clearances=0, withdrawals=0
    )


@pytest.mark.parametrize(
    "change",
    [
        ("organisation", "'other'"),
        ("at", "'2020-01-01T00:00:00.000000+00:00'"),
        ("by", "'somebody'"),
        ("key_id", "'0011'"),
        ("kind", "'match'"),
        ("input_hash", FAKE),
        ("settings", "'[]'"),
        ("result_hash", FAKE),
        ("previous", FAKE),
        ("hash", FAKE),
        ("basis", FAKE),
    ],
)
@pytest.mark.parametrize("number", [1, 5, 10])
def test_a_changed_column_is_found_and_the_entry_named(
    kept: SqlReceipts, store: SqlStore, change: tuple[str, str], number: int
) -> None:
    column, value = change
    if column == "basis":
        body = "(SELECT body FROM receipt_basis LIMIT 1)"
        tamper(store, f"INSERT INTO receipt_basis (digest, body) SELECT {FAKE}, {body}")
    tamper(store, f'UPDATE receipt SET "{column}" = {value} WHERE number = {number}')

    assert (number, Fault.CHANGED) in found(kept)
    assert {one for one, fault in found(kept) if fault is Fault.CHANGED} == {number}


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("receipt", "at = 'no moment'"),
        ("receipt", "\"by\" = CAST('x' AS BLOB)"),
        ("receipt", "settings = '{'"),
        ("receipt_content", "salt = 'words'"),
        ("receipt_content", "answer = 'words'"),
    ],
)
def test_what_is_not_even_of_its_type_is_found_as_well(
    kept: SqlReceipts, store: SqlStore, table: str, change: str
) -> None:
    if "postgresql" in store.address:
        change = change.replace("CAST('x' AS BLOB)", "'x'")
    tamper(store, f"UPDATE {table} SET {change} WHERE number = 5")

    assert {*found(kept)} == {(5, Fault.CHANGED)}


@pytest.mark.parametrize(("column", "value"), [("at", "'no moment'"), ("signature", "'words'")])
def test_a_checkpoint_that_is_not_even_of_its_type_is_forged(
    kept: SqlReceipts, store: SqlStore, column: str, value: str
) -> None:
    tamper(store, f"UPDATE checkpoint SET {column} = {value} WHERE number = 6")

    assert found(kept) == [(6, Fault.FORGED)]


@pytest.mark.parametrize(
    ("column", "fault"), [("question", Fault.CHANGED), ("answer", Fault.CHANGED)]
)
def test_a_changed_question_or_answer_is_found(
    kept: SqlReceipts, store: SqlStore, column: str, fault: Fault
) -> None:
    other = f"(SELECT {column} FROM receipt_content WHERE number = 3)"
    tamper(store, f"UPDATE receipt_content SET {column} = {other} WHERE number = 5")

    assert found(kept) == [(5, fault)]


def test_a_changed_salt_is_found(kept: SqlReceipts, store: SqlStore) -> None:
    other = "(SELECT salt FROM receipt_content WHERE number = 3)"
    tamper(store, f"UPDATE receipt_content SET salt = {other} WHERE number = 5")

    assert found(kept) == [(5, Fault.CHANGED), (5, Fault.CHANGED)]


@pytest.mark.parametrize("number", [-7, 0])
def test_a_receipt_with_a_number_before_the_first_is_found(
    kept: SqlReceipts, store: SqlStore, number: int
) -> None:
    columns = ", ".join(receipt.c.keys())
    others = columns.replace("number", str(number), 1)
    tamper(store, f"INSERT INTO receipt ({columns}) SELECT {others} FROM receipt WHERE number = 2")

    assert found(kept) == [(number, Fault.FORGED)]


def test_a_content_that_went_without_a_word_is_found(kept: SqlReceipts, store: SqlStore) -> None:
    tamper(store, "DELETE FROM receipt_content WHERE number = 5")

    assert found(kept) == [(5, Fault.MISSING)]


def test_a_changed_basis_is_found_with_every_entry_upon_it(
    kept: SqlReceipts, store: SqlStore
) -> None:
    body = "(SELECT question FROM receipt_content WHERE number = 1)"
    tamper(store, f"UPDATE receipt_basis SET body = {body}")

    assert found(kept) == [(number, Fault.CHANGED) for number in range(1, 11)]


@pytest.mark.parametrize("gone", [(1,), (5,), (4, 5, 6)])
def test_missing_entries_are_found(
    kept: SqlReceipts, store: SqlStore, gone: tuple[int, ...]
) -> None:
    numbers = ", ".join(map(str, gone))
    tamper(
        store,
        f"DELETE FROM receipt_content WHERE number IN ({numbers})",
        f"DELETE FROM receipt WHERE number IN ({numbers})",
    )

    assert found(kept) == [(gone[0], Fault.MISSING)]


def test_two_entries_that_changed_places_are_found(kept: SqlReceipts, store: SqlStore) -> None:
    moves = ((4, 99), (5, 4), (99, 5))
    tamper(
        store,
        *(
            f"UPDATE {table} SET number = {there} WHERE number = {here}"
            for table in ("receipt", "receipt_content")
            for here, there in moves
        ),
    )

    assert (4, Fault.REORDERED) in found(kept)
    assert (5, Fault.REORDERED) in found(kept)
    assert "it was written as receipt 5" in {one.why.rstrip(".") for one in verified(kept).findings}


@pytest.mark.parametrize("table", ["receipt", "both", "checkpoint"])
def test_a_cut_tail_is_found(kept: SqlReceipts, store: SqlStore, table: str) -> None:
    """Whoever cuts the checkpoints too is found by the one that is kept outside of the store."""
    outside = [*kept.checkpoints(kept.reach())][-1]
    cuts = {
        "receipt": ("receipt_content", "receipt"),
        "checkpoint": ("checkpoint",),
        "both": ("checkpoint", "receipt_content", "receipt"),
    }[table]
    tamper(store, *(f"DELETE FROM {each} WHERE number > 6" for each in cuts))

    told = verified(kept, outside=(outside,))
    if table == "checkpoint":
        assert told.holds
        assert [(one.number, one.fault) for one in verified(kept).findings] == [(7, Fault.UNSIGNED)]
    else:
        assert [(one.number, one.fault) for one in told.findings] == [(7, Fault.CUT)]
        assert "receipts 7 to 10 are gone" in told.findings[0].why


@pytest.mark.parametrize("number", [4, 6, 10])
def test_an_entry_whose_hash_was_computed_anew_is_found(
    kept: SqlReceipts, store: SqlStore, number: int
) -> None:
    held = kept.receipt(number)
    assert held is not None
    false = replace(held.receipt, by="somebody")
    tamper(
        store,
        f"UPDATE receipt SET \"by\" = 'somebody', hash = '{false.computed()}'"
        f" WHERE number = {number}",
    )

    assert (number, Fault.CHANGED) in found(kept)


def test_a_chain_that_was_written_anew_with_another_key_is_found(store: SqlStore) -> None:
    kept = SqlReceipts(store)
    thief = Signing()
    kept.append(batch(draft(1, by="somebody"), key=thief))

    assert found(kept) == [(1, Fault.FORGED), (1, Fault.UNSIGNED)]
    assert verified(kept, key=thief).holds


@pytest.mark.parametrize("column", ["hash", "at", "signature"])
def test_a_changed_checkpoint_is_found(kept: SqlReceipts, store: SqlStore, column: str) -> None:
    other = f"(SELECT {column} FROM checkpoint WHERE number = 3)"
    value = "'2020-01-01T00:00:00.000000+00:00'" if column == "at" else other
    tamper(store, f"UPDATE checkpoint SET {column} = {value} WHERE number = 6")

    assert found(kept) == [(6, Fault.FORGED)]


def test_what_is_forgotten_is_gone_and_the_chain_holds(kept: SqlReceipts) -> None:
    rule = Forgotten(organisation="bank", before=draft(4).at, numbers=())
    word = draft(
        11,
        kind=FORGET,
        settings=rule.settings(),
        content=Content(salt=b"s", question=b"", answer=b""),
    )

    (told,), _, gone = kept.forget(rule, batch(word))

    assert gone == 3
    assert told.number == 11
    contents = [one.content is None for one in everything(kept)]
    assert contents == [True] * 3 + [False] * 8
    assert (verified(kept).holds, verified(kept).forgotten) == (True, 3)


def test_another_organisation_forgets_nothing_of_ours(kept: SqlReceipts) -> None:
    rule = Forgotten(organisation="other", before=None, numbers=(1, 2))
    word = draft(11, kind=FORGET, organisation="other", settings=rule.settings())

    assert kept.forget(rule, batch(word))[2] == 0
    assert kept.receipt(1) is not None
    assert verified(kept).holds


def test_single_entries_are_forgotten(kept: SqlReceipts) -> None:
    rule = Forgotten(organisation="bank", before=None, numbers=(2, 7))

    kept.forget(rule, batch(draft(11, kind=FORGET, settings=rule.settings())))

    assert [one.receipt.number for one in everything(kept) if one.content is None] == [2, 7]
    assert verified(kept).holds


def test_each_organisation_sees_its_own_the_newest_first(kept: SqlReceipts) -> None:
    kept.append(batch(draft(11, organisation="other")))

    assert [one.number for one in kept.newest("bank", 3)] == [10, 9, 8]
    assert [one.number for one in kept.newest("other", 3)] == [11]


def test_a_failing_group_leaves_nothing(kept: SqlReceipts) -> None:
    before = [*everything(kept)]

    with pytest.raises(StoreError):
        kept.append(batch(draft(11), draft(12, basis="0" * 64)))

    assert [*everything(kept)] == before
    kept.append(batch(draft(11)))
    assert verified(kept).holds


def test_equal_questions_have_unequal_hashes() -> None:
    """Else a name could be guessed once it is forgotten; the salt goes with it."""
    one, other = (Content(salt=salt * 32, question=b"q", answer=b"q") for salt in (b"1", b"2"))

    assert len({one.input_hash, other.input_hash, one.result_hash, other.result_hash}) == 4
