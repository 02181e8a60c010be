"""Which close stands for a day or for a moment, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from proscribe.model.time import Moment, format_instant, local_instant
from proscribe.securities.prices.series import Close, PriceSeries, Refusal
from proscribe.securities.prices.venues import Venue

# Of what was published on a day and nobody says at which hour: not before offices open.
OFFICES_OPEN = time(6)
_DAY = timedelta(days=1)
_LONGEST_PAUSE = 4


class Rule(StrEnum):
    """Why a close was picked."""

    BEFORE = "before"
    DAY = "day"
    AFTER = "after"
    ON = "on"
    LAST = "last"


RULES = {
    Rule.BEFORE: "last close before it became public",
    Rule.DAY: "close of the day itself",
    Rule.AFTER: "first close after it became public",
    Rule.ON: "close of the day asked for",
    Rule.LAST: "last close of the series",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A close, and why it was picked.

    Attributes:
        close: The close.
        rules: The rules by which it was, the first the one that matters most.
        why: In words, with the hours that decided.
    """

    close: Close
    rules: tuple[Rule, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The first and the last instant (UTC) at which something may have become public.

    Attributes:
        first: The first.
        last: The last; the same where the hour is known.
        told: Both in words.
    """

    first: datetime
    last: datetime
    told: str


def span_of(moment: Moment, zone: str) -> Span:
    """Return when a moment may have been; a bare day begins when offices open in its zone.

    Args:
        moment: When it was published.
        zone: The publisher's IANA zone.
    """
    if moment.instant is not None:
        told = f"public at {format_instant(moment.instant, zone)}"
        return Span(first=moment.instant, last=moment.instant, told=told)
    first = local_instant(moment.day, OFFICES_OPEN, zone)
    told = (
        f"public on {moment.day}, hour not known: between {OFFICES_OPEN:%H:%M} and 24:00 in {zone}"
    )
    return Span(first=first, last=moment.ends(zone), told=told)


def pick_day(series: PriceSeries, day: date) -> Picked | Refusal:
    """Return the close of a day; on a day without trading that of the trading day before it.

    A close that should be there and is not is never replaced by another.
    """
    close = series.on(day)
    if close is not None:
        return Picked(close=close, rules=(Rule.ON,), why=f"the close of {day} itself")
    wanted = _last_trading_day(series, day)
    if wanted is None:
        return _lacking(series, day)
    close = series.on(wanted)
    if close is None:
        return _lacking(series, wanted)
    why = f"{day} was no trading day, so the close of {wanted}"
    return Picked(close=close, rules=(Rule.ON,), why=why)


def pick_last(series: PriceSeries) -> Picked:
    """Return the last close of a series."""
    close = series.closes[-1]
    why = f"the last close on file, of {close.day}"
    if series.ended is not None:
        why = f"the last close with a trade to show for it, of {close.day}"
    return Picked(close=close, rules=(Rule.LAST,), why=why)


def pick_around(series: PriceSeries, moment: Moment, zone: str) -> list[Picked | Refusal]:
    """Return the closes a move since a publication may start from, surest first.

    These are the last close before it (two of them, where the hour is not known and decides),
    the close of the day itself, and the first close after it; a close that several rules pick
    stands once, with all of them.

    Args:
        series: The closes.
        moment: When it became public.
        zone: The publisher's IANA zone.
    """
    span = span_of(moment, zone)
    found: dict[date, list[tuple[Rule, str]]] = {}
    for rule, day, why in _days(series.venue, span, moment.day):
        found.setdefault(day, []).append((rule, why))
    return [_picked(series, day, reasons) for day, reasons in found.items()]


def _days(venue: Venue | None, span: Span, day: date) -> list[tuple[Rule, date, str]]:
    if venue is None:
        why = f"{span.told}; where it trades is not known, so hours could not be compared"
        return [
            (Rule.BEFORE, day - _DAY, why),
            (Rule.DAY, day, f"the close of {day} itself"),
        ]
    early, late = venue.last_closed(span.first), venue.last_closed(span.last)
    days = [(Rule.BEFORE, early, _before(venue, early, span, doubt=early != late))]
    if late != early:
        days.append((Rule.BEFORE, late, _before(venue, late, span, doubt=True, is_late=True)))
    own = venue.trading_day(day, -1)
    why = f"the close of {day} itself" if own == day else f"{day} was no trading day"
    days.append((Rule.DAY, own, why))
    after = venue.trading_day(late + _DAY, 1)
    days.append((Rule.AFTER, after, f"{span.told}; the first close surely after is of {after}"))
    return days


def _before(venue: Venue, day: date, span: Span, *, doubt: bool, is_late: bool = False) -> str:
    made = format_instant(venue.closed_at(day), venue.zone)
    why = f"{span.told}; {venue.title} had closed at {made}"
    if not doubt:
        return why
    if is_late:
        return f"{why}, which was before only if it became public after that hour"
    return f"{why}, which was surely before"


def _picked(series: PriceSeries, day: date, reasons: list[tuple[Rule, str]]) -> Picked | Refusal:
    close = series.on(day)
    if close is None and series.venue is None:
        given = pick_day(series, day)
        close = given.close if isinstance(given, Picked) else None
    if close is None:
        lacking = _lacking(series, day)
        ruled = ", ".join(RULES[rule] for rule, _ in reasons)
        return Refusal(why=f"{ruled[0].upper()}{ruled[1:]}: {lacking.why}", remedy=lacking.remedy)
    why = "; also ".join(dict.fromkeys(why for _, why in reasons))
    return Picked(close=close, rules=tuple(dict.fromkeys(rule for rule, _ in reasons)), why=why)


def _last_trading_day(series: PriceSeries, day: date) -> date | None:
    """Return the trading day that stands for a day; None where nothing tells it."""
    if series.venue is not None and series.venue.knows(day):
        return series.venue.trading_day(day, -1)
    before = [close.day for close in series.closes if close.day <= day]
    if before and (day - before[-1]).days <= _LONGEST_PAUSE and before[-1] != series.ended:
        return before[-1]
    return None


def _lacking(series: PriceSeries, day: date) -> Refusal:
    before = [close for close in series.closes if close.day < day]
    after = [close for close in series.closes if close.day > day]
    near = [*before[-1:], *after[:1]]
    stale = next((close for close in series.stale if close.day == day), None)
    why = f"the files have no close of {day}"
    if stale is not None:
        why = f"the price of {day}, {stale}, repeats that of {series.ended or 'a day before'}"
    elif series.ended is not None and day > series.ended:
        why = f"trading had ended by {day}; the last close is of {series.ended}"
    nearest = " and ".join(map(str, near))
    return Refusal(
        why=f"{why}; the nearest are {nearest}." if near else f"{why}.",
        remedy="Name one of those days, or give a file that has it: a gap is not filled.",
    )
