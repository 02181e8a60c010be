"""What of an edition is suspect beside the one before it."""

from __future__ import annotations

import dataclasses

import pytest

from proscribe.ledger.store import EditionInfo
from proscribe.model.listing import ParsedEdition
from proscribe.model.time import parse_moment
from proscribe.workspace.suspicion import losses, suspicion
from tests.ledger.stories import Story, instant, listing

NOW = instant("2026-01-01")


def on_file(records: int, day: str = "2025-01-01") -> list[EditionInfo]:
    story = Story()
    story.publish("s", day, listing("s-1"))
    return [dataclasses.replace(each, records=records) for each in story.editions()]


def judged(records: int, before: int, day: str) -> str | None:
    parsed = ParsedEdition(listings=((listing("s-1"), "row 1"),), published=None, records=records)
    return suspicion(
        parsed,
        on_file(before),
        published=parse_moment(day),
        authority="us-ofac",
        now=NOW,
        is_live=False,
    )


@pytest.mark.parametrize(
    ("records", "before", "day", "refused"),
    [
        (790, 1_000, "2025-02-01", True),
        (810, 1_000, "2025-02-01", False),
        # Within a year a list may well change that much; by half it does not.
        (790, 1_000, "2025-12-01", False),
        (500, 1_000, "2025-12-01", True),
        # A short list loses a fifth by a few names.
        (15, 20, "2025-02-01", False),
        (10, 20, "2025-02-01", True),
    ],
)
def test_far_fewer_records_than_shortly_before_are_refused(
    records: int,
    before: int,
    day: str,
    refused: bool,  # noqa: FBT001
) -> None:
    why = judged(records, before, day)

    assert (why is not None) is refused
    assert why is None or f"holds {records} records, the edition of 2025-01-01 held {before}" in why


def test_clearly_fewer_records_are_taken_and_told() -> None:
    told = losses(930, on_file(1_000), parse_moment("2025-02-01"))

    assert (
        told == "70 records fewer than the 1,000 of 2025-01-01: `proscribe diff` shows what ended"
    )
    assert losses(960, on_file(1_000), parse_moment("2025-02-01")) is None
    assert losses(10, on_file(1_000), parse_moment("2024-02-01")) is None
