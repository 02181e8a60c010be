"""Random values of the model, and random small ledgers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from proscribe.model.listing import (
    Citation,
    Designation,
    Ending,
    EndKind,
    Event,
    Link,
    Listing,
    Name,
    NameKind,
    SecurityLine,
    SecurityType,
    StatedReason,
)
from proscribe.model.source import EditionState
from proscribe.model.time import Moment
from tests.ledger.stories import Story, event, listing, ticker

_Value = TypeVar("_Value")

texts = st.text(max_size=12)
days = st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31))
cites = st.lists(texts, max_size=2).map(tuple)


def optional(values: st.SearchStrategy[_Value]) -> st.SearchStrategy[_Value | None]:
    return st.none() | values


def several(values: st.SearchStrategy[_Value]) -> st.SearchStrategy[tuple[_Value, ...]]:
    return st.lists(values, max_size=3).map(tuple)


# The day of an instant is that of the zone it was written in: it need not be that in UTC.
moments = st.builds(Moment, day=days, instant=optional(st.datetimes(timezones=st.just(UTC))))
endings = st.builds(
    Ending, on=moments, published=moments, kind=st.sampled_from(EndKind), cite=cites
)


def names() -> st.SearchStrategy[Name]:
    return st.builds(
        Name, text=texts, kind=st.sampled_from(NameKind), lang=optional(texts), cite=cites
    )


def lines() -> st.SearchStrategy[SecurityLine]:
    return st.builds(
        SecurityLine,
        type=st.sampled_from(SecurityType),
        isin=optional(texts),
        cusip=optional(texts),
        sedol=optional(texts),
        figi=optional(texts),
        ticker=optional(texts),
        name=optional(texts),
        program=optional(texts),
        since=optional(days),
        until=optional(days),
        ratio=optional(texts),
        cite=cites,
    )


def designations() -> st.SearchStrategy[Designation]:
    return st.builds(
        Designation,
        authority=texts,
        program=texts,
        authority_id=optional(texts),
        listed_on=optional(days),
        published=optional(moments),
        effective_on=optional(days),
        divest_on=optional(days),
        directive=optional(texts),
        as_printed=optional(texts),
        tranche=optional(texts),
        reasons=several(st.builds(StatedReason, text=texts, said_by=optional(texts), cite=cites)),
        ended=optional(endings),
        cite=cites,
    )


def listings() -> st.SearchStrategy[Listing]:
    return st.builds(
        Listing,
        id=texts,
        schema=texts,
        names=st.lists(names(), min_size=1, max_size=3).map(tuple),
        properties=several(st.tuples(texts, several(texts))),
        designations=several(designations()),
        securities=several(lines()),
        links=several(
            st.builds(Link, relation=texts, id=optional(texts), name=optional(texts), cite=cites)
        ),
        same_as=several(texts),
        events=several(
            st.builds(
                Event,
                on=moments,
                published=moments,
                kind=texts,
                text=texts,
                said_by=optional(texts),
                cite=cites,
            )
        ),
        remarks=optional(texts),
    )


def citations() -> st.SearchStrategy[Citation]:
    return st.builds(
        Citation,
        title=texts,
        publisher=optional(texts),
        published=optional(moments),
        url=optional(texts),
        note=optional(texts),
    )


# Random ledgers happen in one week, so that their editions get in each other's way.
_FIRST = date(2021, 6, 1)
_week_days = st.integers(0, 7).map(lambda number: _FIRST + timedelta(days=number))
known_moments = st.integers(-12, 9 * 24).map(
    lambda hours: datetime(2021, 6, 1, tzinfo=UTC) + timedelta(hours=hours)
)


def _instant_on(day: date) -> Moment:
    return Moment(day=day, instant=datetime(day.year, day.month, day.day, 18, 30, tzinfo=UTC))


_week_moments = _week_days.map(Moment) | _week_days.map(_instant_on)
_week_endings = st.builds(
    Ending, on=_week_moments, published=_week_moments, kind=st.just(EndKind.REMOVED)
)


def _week_designations(
    published: st.SearchStrategy[Moment | None],
) -> st.SearchStrategy[tuple[Designation, ...]]:
    one = st.builds(
        Designation,
        authority=st.just("us-ofac"),
        program=st.sampled_from(("A", "B")),
        listed_on=optional(_week_days),
        published=published,
        ended=optional(_week_endings),
    )
    return st.lists(one, max_size=2).map(tuple)


_LIST_IDS = ("list-1", "list-2", "list-3")


@st.composite
def _editions_of_list(draw: st.DrawFn, story: Story, source: str) -> None:
    entries = [
        listing(
            entity_id,
            *draw(_week_designations(st.none())),
            name=draw(st.sampled_from(("One", "Other"))),
            securities=draw(st.sampled_from(((), (ticker("1 HK"),)))),
            same_as=draw(st.sampled_from(((), ("list-1",), ("facts-1",)))),
        )
        for entity_id in draw(st.lists(st.sampled_from(_LIST_IDS), unique=True))
    ]
    story.publish(
        source,
        str(draw(_week_moments)),
        *entries,
        complete=draw(st.sampled_from((True, True, False))),
        state=draw(st.sampled_from((*[EditionState.ACCEPTED] * 4, EditionState.QUARANTINED))),
        programs=draw(st.sampled_from(((), ("A",)))),
    )


@st.composite
def _edition_of_facts(draw: st.DrawFn, story: Story) -> None:
    entries = [
        listing(
            entity_id,
            *draw(_week_designations(optional(_week_moments))),
            events=(event(str(draw(_week_days)), "something"),),
            same_as=draw(st.sampled_from(((), ("list-2",)))),
        )
        for entity_id in draw(st.lists(st.sampled_from(("facts-1", "list-1")), unique=True))
    ]
    story.publish(
        "facts", draw(st.sampled_from(("2021-06-05", "2026-11-24"))), *entries, chronicle=True
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Story:
    """Return the editions of two lists and of packaged facts, in any order."""
    story = Story()
    for source in draw(st.lists(st.sampled_from(("list", "list", "other", "facts")), max_size=6)):
        if source == "facts":
            draw(_edition_of_facts(story))
        else:
            draw(_editions_of_list(story, source))
    return story
