"""Whatever is done to a chain is found; a chain that nobody touched holds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from proscribe.backends.signing import is_signed
from proscribe.operations.receipt_store import Forgotten, Kept
from proscribe.operations.receipts import (
    GENESIS,
    Checkpoint,
    Receipt,
    chained,
    checkpoint_message,
    read_basis,
    signer_of,
)
from proscribe.operations.verifying import Fault, Verification, Witness, verify
from tests.conformance.receipting import BASES, BASIS, NOW, OURS, draft

NUMBER = 8
DRAFTS = [draft(number) for number in range(1, NUMBER + 1)]
CHAIN = [
    Kept(receipt=receipt, content=one.content)
    for receipt, one in zip(chained((0, GENESIS), DRAFTS), DRAFTS, strict=True)
]
PUBLIC = OURS.public_key


def checkpoint(receipt: Receipt) -> Checkpoint:
    return Checkpoint(
        number=receipt.number,
        hash=receipt.hash,
        at=NOW,
        signer=signer_of(PUBLIC),
        signature=OURS.sign(checkpoint_message(receipt.number, receipt.hash, NOW)),
    )


CHECKPOINTS = [checkpoint(CHAIN[number - 1].receipt) for number in (3, 5, NUMBER)]


def verified(
    chain: list[Kept],
    checkpoints: list[Checkpoint] | None = None,
    forgotten: tuple[Forgotten, ...] = (),
) -> Verification:
    witness = Witness(
        checkpoints=CHECKPOINTS if checkpoints is None else checkpoints,
        outside=(),
        trusted={signer_of(PUBLIC): PUBLIC},
        is_signed=is_signed,
        bases=BASES.items(),
        forgotten=forgotten,
    )
    return verify(chain, witness)


def test_a_chain_that_nobody_touched_holds() -> None:
    found = verified(CHAIN)

    assert found.holds
    assert (found.receipts, found.checkpoints, found.head) == (8, 3, (8, CHAIN[-1].receipt.hash))


def test_a_basis_is_read_as_it_was_written() -> None:
    assert read_basis(BASIS.body()) == BASIS


@given(st.permutations(range(NUMBER)), st.integers(min_value=0, max_value=NUMBER))
def test_any_other_order_or_selection_is_found(order: list[int], length: int) -> None:
    """Numbers are given anew, as one would who hides that something is gone."""
    chosen = [CHAIN[place] for place in order[:length]]
    chain = [
        replace(kept, receipt=replace(kept.receipt, number=number))
        for number, kept in enumerate(chosen, 1)
    ]

    assert verified(chain).holds == (chain == CHAIN)


@given(st.sets(st.integers(min_value=0, max_value=NUMBER - 1), min_size=1))
def test_any_entries_taken_out_are_found(places: set[int]) -> None:
    chain = [kept for place, kept in enumerate(CHAIN) if place not in places]

    named = {one.number for one in verified(chain).findings if one.fault is not Fault.UNSIGNED}

    assert min(places) + 1 in named
    assert named <= {place + 1 for place in places}


@given(
    st.integers(min_value=1, max_value=NUMBER),
    st.sampled_from(["organisation", "by", "kind", "input_hash", "settings", "result_hash"]),
)
def test_any_entry_written_anew_is_found_and_named(number: int, field: str) -> None:
    """The hash is computed anew, too, and so are all that follow; only the key is lacking."""
    chain: list[Kept] = []
    last = GENESIS
    for kept in CHAIN:
        receipt = replace(kept.receipt, previous=last)
        if receipt.number == number:
            receipt = replace(receipt, **{field: "other"})  # type: ignore[arg-type]
        receipt = replace(receipt, hash=receipt.computed())
        last = receipt.hash
        chain.append(replace(kept, receipt=receipt))

    following = min(one.number for one in CHECKPOINTS if one.number >= number)

    assert following in {one.number for one in verified(chain).findings}


def test_contents_may_be_gone_only_where_that_is_told() -> None:
    chain = [replace(kept, content=None) for kept in CHAIN]
    told = Forgotten(organisation="bank", before=CHAIN[4].receipt.at, numbers=())

    assert [one.number for one in verified(chain).findings] == [*range(1, NUMBER + 1)]
    assert [one.number for one in verified(chain, forgotten=(told,)).findings] == [5, 6, 7, 8]
    assert len(verified(chain, forgotten=(replace(told, organisation="x"),)).findings) == NUMBER


def test_without_checkpoints_nothing_is_vouched_for() -> None:
    (finding,) = verified(CHAIN, []).findings

    assert (finding.number, finding.fault) == (1, Fault.UNSIGNED)
