"""The arithmetic of legal moments: from a rule's words to instants, with the sum shown.

Days are calendar days, none is rolled for weekends or holidays: every date
OFAC printed for these programmes was checked against that count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from proscribe.law.regime import Point, Regime, Text
from proscribe.model.errors import LawError
from proscribe.model.time import format_instant, local_instant, zone

__all__ = [
    "Edge",
    "compute",
    "format_instant",
    "in_force",
    "local_instant",
    "permission_known",
    "restriction_known",
    "zone",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A moment at which the law changes, with every reading of the words that set it.

    Attributes:
        governing: The instant (UTC) by the reading we report.
        earliest: The first instant by any reading.
        latest: The last instant by any reading; from ``earliest`` to here the answer is open.
        arithmetic: How it was computed, in one line.
    """

    governing: datetime
    earliest: datetime
    latest: datetime
    arithmetic: str

    def state(self, at: datetime) -> str:
        """Return ``before``, ``open`` (readings differ) or ``past``."""
        if at < self.earliest:
            return "before"
        return "past" if at >= self.latest else "open"


def restriction_known(text: Text, zone: str) -> datetime:
    """Return from when a restriction in that text counts as known (UTC)."""
    return text.published.starts(zone)


def permission_known(text: Text, zone: str) -> datetime:
    """Return from when a permission in that text counts as known (UTC)."""
    return text.published.ends(zone)


def in_force(text: Text, zone: str, *, permission: bool) -> datetime:
    """Return from when a text has effect (UTC); a bare day is read on the safe side."""
    moment = text.published if text.in_force is None else text.in_force
    return moment.ends(zone) if permission else moment.starts(zone)


def compute(point: Point, regime: Regime, listed_on: date | None) -> Edge | None:
    """Return the edge a point describes; None where the listing day it counts from is unknown."""
    zone = regime.zone if point.zone is None else point.zone
    if point.text is not None:
        instant = in_force(regime.instruments[point.text], regime.zone, permission=True)
        title = regime.instruments[point.text].title
        shown = format_instant(instant, regime.zone)
        return Edge(
            governing=instant, earliest=instant, latest=instant, arithmetic=f"{title}: {shown}"
        )
    if point.fixed is not None:
        day, sum_ = point.fixed, point.fixed.isoformat()
    elif point.after == "listed":
        if listed_on is None:
            return None
        day = listed_on + timedelta(days=point.days)
        sum_ = f"{listed_on.isoformat()} + {point.days} days"
    else:
        raise LawError(
            f"regime {regime.key}: a point in time needs one of fixed, after: listed, text."
        )
    return _edge(point, day, zone, sum_)


@lru_cache(maxsize=16_384)
def _edge(point: Point, day: date, zone: str, sum_: str) -> Edge:
    governing = local_instant(day, point.at, zone)
    readings = (governing, *(local_instant(day, point.at, other) for other in point.also))
    shown = format_instant(governing, zone)
    arithmetic = f"{sum_}, {point.at:%H:%M} {zone} = {shown}"
    if min(readings) != max(readings):
        first, last = format_instant(min(readings), zone), format_instant(max(readings), zone)
        arithmetic += f" (the words leave {first} to {last} open)"
    return Edge(
        governing=governing, earliest=min(readings), latest=max(readings), arithmetic=arithmetic
    )
