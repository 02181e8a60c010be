"""The last checkpoints of stores, kept apart by the place of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proscribe.backends.anchors import Anchors, place_of
from proscribe.backends.signing import last_name, write_last
from proscribe.operations.receipts import Checkpoint

CHAIN, OTHER = "ab" * 32, "cd" * 32
FIVE = Checkpoint(
    number=5, hash="e" * 64, at=datetime(2026, 1, 2, tzinfo=UTC), signer="us", signature=b"s" * 64
)
SIX = replace(FIVE, number=6)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("sqlite:////srv/a/../ledger.db", "sqlite:////srv/ledger.db"),
        ("postgresql://ana:secret@DB.example/ledger", "postgresql://db.example:5432/ledger"),
        ("postgresql+psycopg://db.example:5432/ledger", "postgresql://db.example:5432/ledger"),
        ("postgresql://db.example:5433/ledger", "postgresql://db.example:5433/ledger"),
        ("postgresql:///ledger?host=/run/pg", "postgresql:///run/pg:5432/ledger"),
        ("postgresql://ana@db.example/", "postgresql://db.example:5432/ana"),
    ],
)
def test_a_store_is_known_by_its_place(address: str, place: str) -> None:
    assert place_of(address) == place


def test_each_store_has_a_checkpoint_of_its_own(tmp_path: Path) -> None:
    live, copy = Anchors(tmp_path, "live"), Anchors(tmp_path, "copy")
    live.put(SIX, CHAIN)
    copy.put(FIVE, CHAIN)

    assert (live.own(CHAIN), copy.own(CHAIN)) == (SIX, FIVE)
    assert live.own(None) == live.own(OTHER) == SIX
    farthest = copy.farthest(CHAIN)
    assert farthest is not None
    assert (farthest.checkpoint, farthest.store) == (SIX, "live")
    assert copy.farthest(OTHER) is None

    live.put_aside(CHAIN)
    assert (live.own(CHAIN), copy.own(CHAIN), copy.farthest(CHAIN)) == (None, FIVE, None)


def test_one_kept_without_a_place_counts_until_a_place_is_noted(tmp_path: Path) -> None:
    write_last(tmp_path / last_name(CHAIN), FIVE)
    live, copy = Anchors(tmp_path, "live"), Anchors(tmp_path, "copy")

    assert live.own(CHAIN) == copy.own(CHAIN) == FIVE
    assert live.own(OTHER) is live.own(None) is None
    live.put(SIX, CHAIN)
    assert (live.own(CHAIN), copy.own(CHAIN)) == (SIX, None)


def test_damaged_files_are_passed_over(tmp_path: Path) -> None:
    for name, content in (("a", b"{}"), ("b", b"\xff"), ("c", b"[]")):
        (tmp_path / f"receipts-{name}.last").write_bytes(content)

    assert Anchors(tmp_path, "live").farthest(CHAIN) is None
