"""What people decided of names given and subjects is kept in every store, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.proposing import SqlProposals
from proscribe.backends.stores.sql import SqlStore
from proscribe.model.clearance import Pair, Word, build_given
from proscribe.model.identity import Decision, Judgement
from tests.conformance.contents import dump

SAID = Word(reason="another birth date", by="ana", at=datetime(2026, 11, 27, 9, tzinfo=UTC))
TAKEN_BACK = Word(reason="a copy of the passport", by="ben", at=datetime(2026, 11, 28, tzinfo=UTC))


def pair(name: str = "Zhang Wei", born: str = "1985-03-02", subject: str = "a-1") -> Pair:
    return Pair(
        given=build_given([name], schema="Person", properties={"birthDate": [born]}),
        subject_id=subject,
        referents=(subject, "b-7"),
        caption="ZHANG Wei 张伟",
        content=(("birthDate", ("1962",)), ("names", ("ZHANG Wei 张伟",))),
    )


def test_a_clearance_is_returned_as_it_was_made(store: SqlStore) -> None:
    made = store.clear(pair(), SAID)
    other = store.clear(pair(born="1990-01-01"), SAID)

    assert (made.id, other.id) == (1, 2)
    assert store.clearances() == (made, other)
    assert store.clearances()[0].pair == pair()
    assert store.clearances()[0].said == SAID


def test_clearances_of_some_names_are_found_whatever_their_case(store: SqlStore) -> None:
    made = store.clear(pair("Zhang  WEI"), SAID)
    store.clear(pair("Zhang Weiwei"), SAID)

    assert store.clearances(build_given(["zhang wei"]).names_digest) == (made,)
    assert store.clearances(build_given(["Zhang"]).names_digest) == ()


def test_a_clearance_is_taken_back_once_and_stays_on_file(store: SqlStore) -> None:
    made = store.clear(pair(), SAID)

    assert store.withdraw(made.id, TAKEN_BACK)
    assert not store.withdraw(made.id, SAID)
    assert not store.withdraw(7, SAID)

    (kept,) = store.clearances()
    assert (kept.pair, kept.said, kept.withdrawn) == (pair(), SAID, TAKEN_BACK)


def test_only_another_person_confirms_what_waits_and_once(store: SqlStore) -> None:
    made = store.clear(replace(pair(), second=True, until=date(2027, 1, 31)), SAID)
    plain = store.clear(pair(born="1990-01-01"), SAID)

    assert not store.confirm(made.id, SAID)
    assert store.clearances()[0].waits
    assert store.confirm(made.id, TAKEN_BACK)
    assert not store.confirm(made.id, TAKEN_BACK)
    assert not store.confirm(plain.id, TAKEN_BACK)
    assert not store.confirm(7, TAKEN_BACK)

    kept = store.clearances()[0]
    assert (kept.confirmed, kept.withdrawn, kept.waits) == (TAKEN_BACK, None, False)
    assert kept.pair.until == date(2027, 1, 31)


def test_a_decision_on_entries_counts_once_another_person_of_the_same_house_agrees(
    store: SqlStore,
) -> None:
    made = Decision(
        left="a-1", right="b-1", judgement=Judgement.SAME, reason="r", by="ana", at=SAID.at
    )
    ours, theirs = SqlProposals(store), SqlProposals(store.of("other"))
    proposed = ours.add(made)
    assert proposed is not None
    assert ours.add(made) is None
    assert (theirs.all(), store.decisions()) == ((), ())
    assert not theirs.answer(proposed.id, TAKEN_BACK, agrees=True)
    assert not ours.answer(proposed.id, SAID, agrees=True)

    assert ours.answer(proposed.id, TAKEN_BACK, agrees=True)
    assert not ours.answer(proposed.id, TAKEN_BACK, agrees=True)
    (kept,) = ours.all()
    assert (kept.agreed, kept.refused, kept.waits) == (TAKEN_BACK, None, False)
    assert store.decisions() == (replace(made, at=TAKEN_BACK.at),)
    assert store.of("other").decisions() == ()

    again = ours.add(made)
    assert again is not None
    assert ours.answer(again.id, SAID, agrees=False)
    assert len(store.decisions()) == 1


def test_numbers_are_not_given_anew(store: SqlStore) -> None:
    store.withdraw(store.clear(pair(), SAID).id, TAKEN_BACK)

    assert store.clear(pair(), SAID).id == 2


def test_a_clearance_does_not_make_the_ledger_another(store: SqlStore) -> None:
    before = dump(store)

    store.clear(pair(), SAID)

    assert (dump(store), store.revision()) == (before, 0)


def test_a_clearance_is_there_when_the_store_is_opened_again(address: str) -> None:
    with open_store(address) as store:
        made = store.clear(pair(), SAID)

    with open_store(address) as store:
        assert store.clearances() == (made,)
