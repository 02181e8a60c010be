"""Moments: instants, days that are known no closer, and the zones they are read in.

A moment known only to the day is uncertain from 00:00 to 24:00 in its zone.
Whoever uses it chooses the side: a restriction counts from the start of the
day, a permission from its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from proscribe.model.errors import InputError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_TICK = timedelta(microseconds=1)
_FIRST_YEAR, _LAST_YEAR = 2, 9998


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """Return the IANA time zone of that name.

    Raises:
        InputError: There is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InputError(
            f"there is no time zone {name!r}.", remedy="Use an IANA name such as America/New_York."
        ) from error


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as exact as it was given: an instant, or a whole day.

    Attributes:
        day: The calendar day, in whatever zone the moment is read.
        instant: The instant in UTC, or None where only the day is known.
    """

    day: date
    instant: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse days at the edge of the calendar, whose ends cannot be computed.

        Raises:
            InputError: The year is 1 or 9999.
        """
        if not _FIRST_YEAR <= self.day.year <= _LAST_YEAR:
            raise _out_of_reach(self.day)

    def starts(self, zone_name: str) -> datetime:
        """Return the first instant (UTC) this moment may be."""
        if self.instant is not None:
            return self.instant
        return local_instant(self.day, time(0, 0), zone_name)

    def ends(self, zone_name: str) -> datetime:
        """Return the instant (UTC) by which this moment has surely come."""
        if self.instant is not None:
            return self.instant
        return local_instant(self.day + timedelta(days=1), time(0, 0), zone_name)

    def closes(self, zone_name: str) -> datetime:
        """Return the last instant (UTC) of this moment: a bare day asks about its end."""
        if self.instant is not None:
            return self.instant
        return self.ends(zone_name) - _TICK

    def __str__(self) -> str:
        return self.day.isoformat() if self.instant is None else format_instant(self.instant)


@lru_cache(maxsize=16_384)
def local_instant(day: date, at: time, zone_name: str) -> datetime:
    """Return the instant (UTC) at which clocks of that zone show that day and time.

    A zone name of the form ``UTC-05:00`` is a fixed offset: legal texts write
    "eastern standard time" for instants that fall into daylight time.

    Raises:
        InputError: It is beyond the calendar.
    """
    try:
        return _local_instant(day, at, zone_name)
    except OverflowError as error:
        raise _out_of_reach(day) from error


def _local_instant(day: date, at: time, zone_name: str) -> datetime:
    fixed = re.fullmatch(r"UTC([+-])(\d{2}):(\d{2})", zone_name)
    if fixed is not None:
        sign, hours, minutes = fixed.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        naive = datetime.combine(day, at, tzinfo=UTC)
        return naive - offset if sign == "+" else naive + offset
    return datetime.combine(day, at, tzinfo=zone(zone_name)).astimezone(UTC)


def _out_of_reach(day: date) -> InputError:
    return InputError(
        f"the year of {day.isoformat()} is out of reach.",
        remedy=f"Give a year from {_FIRST_YEAR} to {_LAST_YEAR}.",
    )


def parse_day(text: str) -> date:
    """Read ``YYYY-MM-DD``.

    Raises:
        InputError: The text is no such day.
    """
    try:
        return date.fromisoformat(text if _DAY.match(text) else "")
    except ValueError as error:
        raise InputError(
            f"{text!r} is not a day.", remedy="Write it as YYYY-MM-DD, for instance 2021-03-15."
        ) from error


def parse_moment(value: str | date | datetime | Moment) -> Moment:
    """Read a day (``2021-03-15``) or an instant with its offset (RFC 3339).

    Raises:
        InputError: The value is neither, or is an instant without an offset.
    """
    if isinstance(value, Moment):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise InputError(
                f"the instant {value.isoformat()} has no offset, so it could be any of 26 hours.",
                remedy="Add one, for instance 2021-03-15T09:30:00-04:00.",
            )
        bare = Moment(day=value.date())  # refuses the years in which the next line would fail
        return Moment(day=bare.day, instant=value.astimezone(UTC))
    if isinstance(value, date):
        return Moment(day=value)
    text = value.strip()
    if _DAY.match(text):
        return Moment(day=parse_day(text))
    try:
        return parse_moment(datetime.fromisoformat(text))
    except ValueError as error:
        raise InputError(
            f"{text!r} is neither a day nor an instant.",
            remedy="Write 2021-03-15, or 2021-03-15T09:30:00-04:00.",
        ) from error


def format_instant(instant: datetime, zone_name: str = "UTC") -> str:
    """Return the instant in RFC 3339, in that zone, with its offset (``Z`` is not used)."""
    return instant.astimezone(zone(zone_name)).isoformat(timespec="seconds")
