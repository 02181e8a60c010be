from __future__ import annotations

from datetime import date

from proscribe.model.listing import EndKind
from proscribe.registry import load_source, packaged_snapshot
from tests.sources.editions import packaged_listings

KEY = "us_dod_chinese_milcorps"
LISTINGS = packaged_listings(KEY)


def periods(slug: str) -> list[tuple[date | None, date | None]]:
    return [
        (each.listed_on, None if each.ended is None else each.ended.on.day)
        for each in LISTINGS[f"{KEY}-{slug}"].designations
    ]


def test_the_first_list_had_47_names() -> None:
    first = [
        listing
        for listing in LISTINGS.values()
        if listing.designations[0].listed_on == date(2021, 6, 3)
    ]

    assert len(first) == 47


def test_removals_and_returns_are_dated() -> None:
    assert periods("fujian-torch") == [(date(2021, 6, 3), date(2024, 1, 31))]
    assert periods("megvii") == [(date(2024, 1, 31), date(2025, 1, 7))]
    assert periods("hesai") == [
        (date(2024, 1, 31), date(2024, 10, 23)),
        (date(2024, 10, 23), None),
    ]
    assert periods("tencent") == [(date(2025, 1, 7), None)]


def test_the_notice_withdrawn_within_the_hour_begins_and_ends_on_its_day() -> None:
    withdrawn = [
        each
        for listing in LISTINGS.values()
        for each in listing.designations
        if each.ended is not None and each.ended.kind is EndKind.WITHDRAWN
    ]

    assert {each.listed_on for each in withdrawn} == {date(2026, 2, 13)}
    assert {each.ended.on.day for each in withdrawn if each.ended} == {date(2026, 2, 13)}


def test_the_file_says_that_it_is_not_the_whole_list() -> None:
    source = load_source(KEY)
    edition = source.parse(packaged_snapshot(source))

    assert not edition.complete
    assert edition.note is not None
    assert "may still be on the list" in edition.note
