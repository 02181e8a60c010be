"""Values of the model as canonical JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import orjson
import pytest
from hypothesis import given

from proscribe.backends.stores.content import decode, encode
from proscribe.model.errors import StoreError
from proscribe.model.listing import Citation, Listing, Name, NameKind
from proscribe.model.time import Moment
from tests.ledger.stories import SMIC, designation, listing, ticker
from tests.ledger.strategies import citations, listings


@given(listings())
def test_a_listing_comes_back_exactly(entry: Listing) -> None:
    assert decode(Listing, encode(entry)) == entry


@given(citations())
def test_a_citation_comes_back_exactly(citation: Citation) -> None:
    assert decode(Citation, encode(citation).decode()) == citation


@given(listings(), listings())
def test_equal_listings_and_only_they_have_equal_bytes(one: Listing, other: Listing) -> None:
    assert (encode(one) == encode(other)) is (one == other)


def test_keys_are_sorted_and_absent_values_left_out() -> None:
    entry = listing(
        SMIC,
        designation(listed_on="2021-06-03", published="2021-06-03T14:19:53-04:00"),
        name="中芯国际",
        securities=(ticker("00981 HK"),),
    )

    assert encode(entry).decode() == (
        '{"designations":[{"authority":"us-ofac","listed_on":"2021-06-03",'
        '"program":"CMIC-EO13959",'
        '"published":["2021-06-03","2021-06-03T18:19:53+00:00"]}],'
        '"id":"us_ofac_cons-30951","names":[{"kind":"primary","text":"中芯国际"}],'
        '"schema":"Company","securities":[{"ticker":"00981 HK","type":"equity"}]}'
    )


def test_an_empty_text_is_not_an_absent_one() -> None:
    empty, absent = Citation(title="a", url=""), Citation(title="a")

    assert decode(Citation, encode(empty)) == empty
    assert encode(empty) != encode(absent)


def test_the_day_of_an_instant_is_kept_as_it_was_written() -> None:
    """An order of 2021-06-03 23:30 in New York is of that day, though UTC has the next."""
    late = datetime(2021, 6, 3, 23, 30, 0, 123456, timezone(timedelta(hours=-4)))
    citation = Citation(title="a", published=Moment(day=date(2021, 6, 3), instant=late))

    read = decode(Citation, encode(citation))

    assert read == citation
    assert read.published is not None
    assert read.published.instant == datetime(2021, 6, 4, 3, 30, 0, 123456, UTC)


def test_the_order_of_properties_and_repeated_ones_are_kept() -> None:
    entry = replace(listing("a-1"), properties=(("b", ("2", "1")), ("a", ()), ("b", ("3",))))

    assert decode(Listing, encode(entry)) == entry


@pytest.mark.parametrize(
    "content",
    [
        b"not JSON",
        b"[]",
        b'{"id":"a"}',
        b'{"id":"a","schema":"Company","names":[{"text":"A","kind":"nickname"}]}',
        b'{"id":"a","schema":"Company","names":[],"added_in_a_later_release":1}',
        b'{"id":"a","schema":"Company","names":[],"designations":[{"listed_on":"2021"}]}',
    ],
)
def test_what_is_no_listing_is_refused_in_plain_words(content: bytes) -> None:
    with pytest.raises(StoreError, match="a stored listing cannot be read"):
        decode(Listing, content)


def test_a_value_added_to_the_model_leaves_older_bytes_as_they_are() -> None:
    name = Name(text="A", kind=NameKind.ALIAS)

    assert orjson.loads(encode(name)) == {"text": "A", "kind": "alias"}
