"""A ledger of lists and registers written for a test, and questions to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.model.listing import (
    Listing,
    ParsedEdition,
)
from proscribe.model.source import SnapshotFile
from proscribe.model.time import parse_moment
from proscribe.registry import load_source
from proscribe.screening.verdicts import Ruling
from proscribe.sources.snapshot import open_snapshot
from proscribe.workspace import open_workspace
from proscribe.workspace.recording import Arrival, record_arrival

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def record(place: str) -> Iterator[Callable[..., None]]:
    """Record an edition of a list with some listings."""
    with open_workspace(place):
        store = open_store(place)

    def write(key: str, *listings: Listing, day: str = "2026-10-30") -> None:
        located = tuple((one, f"entry {one.id}") for one in listings)
        edition = ParsedEdition(
            listings=located, published=parse_moment(day), records=len(listings)
        )
        told = f"{key} {day} {listings}".encode()
        snapshot = open_snapshot([SnapshotFile(name="list", content=told)])
        source = replace(load_source(key), parse=lambda _: edition)
        arrived = Arrival(
            source=source, snapshot=snapshot, published=None, fetched_at=NOW, recorded_at=NOW,
            accept=True,
        )  # fmt: skip
        assert record_arrival(store, arrived).edition.why is None

    yield write
    store.close()


@pytest.fixture
def ask(place: str) -> Callable[..., Ruling]:
    """Ask one regime about one name."""

    def check(
        query: str,
        regime: str = "SDN",
        *,
        as_of: str = "2026-11-01",
        known_at: str = "2026-11-01",
    ) -> Ruling:
        with open_workspace(place) as workspace:
            investor = "eu_person" if regime == "EU-FREEZE" else "us_person"
            result = workspace.check(
                query, regimes=(regime,), investor=investor, as_of=as_of, known_at=known_at
            )
        [ruling] = result.rulings
        return ruling

    return check
