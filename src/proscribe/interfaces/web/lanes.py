"""Where things stand in the picture of a time line: law and courts, prices, claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from babel.dates import format_date

from proscribe.model.time import parse_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel import Locale

    from proscribe.workspace.pages.history import History, PriceLane

WIDTH, LEFT, RIGHT = 1000, 118, 18
_ROW, _HEAD, _ROWS = 22, 26, 5
_PRICE_HEIGHT = 150
_LEAST_DAYS = 60
_APART = 13
_MOST_TICKS = 9
_YEAR = 365
_FEW_YEARS, _LONG_YEARS = 2, 12
_MOST_CLOSES = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One thing that happened.

    Attributes:
        x: Where.
        y: Where.
        day: When.
        text: What.
        kind: ``ban`` where a designation begins, ``court`` of a court, ``end``, ``claim``, else
            ``fact``.
        target: Id of its row in the list beneath.
    """

    x: float
    y: float
    day: str
    text: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The closes of one security as a line.

    Attributes:
        title: What it is.
        points: Of the line, as SVG has them.
        low: The lowest close, as written at the axis.
        high: The highest.
    """

    title: str
    points: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """A picture.

    Attributes:
        height: Its height; its width is :data:`WIDTH`.
        law_top: Where the first lane begins; ``price_top`` and ``claim_top`` the others.
        dots: What happened.
        claims: What articles say happened.
        ticks: Of the axis.
        prices: Lines of closes.
        asked_x: Where the moment asked about stands; None where it is outside.
        marks: Where designations begin, for the lane of prices.
    """

    height: float
    law_top: float
    price_top: float
    claim_top: float
    dots: tuple[Dot, ...]
    claims: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    prices: tuple[Price, ...]
    asked_x: float | None
    marks: tuple[float, ...]
    width: int = WIDTH
    left: int = LEFT


def draw_lanes(history: History, asked: date, locale: Locale) -> Lanes:
    """Return the picture of a time line.

    Args:
        history: What happened.
        asked: The day asked about.
        locale: How months are written.
    """
    facts = [
        (each.on.day, each.what, _kind(each.what), f"fact-{n}")
        for n, each in enumerate(history.facts)
    ]
    told = [
        (day, each.words, "claim", f"claim-{n}")
        for n, each in enumerate(history.claims)
        if (day := _day(each.on)) is not None
    ]
    scale = _Scale.over([day for day, *_ in (*facts, *told)], history.prices, asked)
    law_top = _HEAD
    dots, rows = _placed(facts, scale, law_top)
    price_top = law_top + max(rows, 2) * _ROW + 34
    claim_top = price_top + (_PRICE_HEIGHT if history.prices else 46) + 34
    claims, claim_rows = _placed(told, scale, claim_top)
    prices = tuple(_price(one, scale, price_top) for one in history.prices if one.closes)
    return Lanes(
        height=claim_top + max(claim_rows, 2) * _ROW + 16,
        law_top=law_top,
        price_top=price_top,
        claim_top=claim_top,
        dots=tuple(dots),
        claims=tuple(claims),
        ticks=tuple(scale.ticks(locale)),
        prices=prices,
        asked_x=scale.x(asked) if scale.first <= asked <= scale.last else None,
        marks=tuple(dict.fromkeys(dot.x for dot in dots if dot.kind == "ban")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    first: date
    last: date

    @classmethod
    def over(cls, days: Sequence[date], prices: Sequence[PriceLane], asked: date) -> _Scale:
        drawn = [each.day for lane in prices for each in (*lane.closes[:1], *lane.closes[-1:])]
        every = [*days, *drawn] or [asked]
        first, last = min(every), max(every)
        # A day long after the last event would press all events together.
        if first <= asked <= last + timedelta(days=2 * _YEAR):
            last = max(last, asked)
        room = max((last - first).days, _LEAST_DAYS) // 25 + 4
        return cls(first=first - timedelta(days=room), last=last + timedelta(days=room))

    def x(self, day: date) -> float:
        part = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self, locale: Locale) -> list[Tick]:
        years = (self.last - self.first).days / _YEAR
        if years > _FEW_YEARS:
            step = 1 + int(years // _LONG_YEARS) * 2
            days = [date(y, 1, 1) for y in range(self.first.year + 1, self.last.year + 1, step)]
            return [Tick(x=self.x(day), label=str(day.year)) for day in days]
        months = [
            date(self.first.year + (self.first.month + n) // 12, (self.first.month + n) % 12 + 1, 1)
            for n in range((self.last.year - self.first.year) * 12 + 12)
        ]
        shown = [day for day in months if day <= self.last]
        step = max(1, -(-len(shown) // _MOST_TICKS))
        return [
            Tick(x=self.x(day), label=format_date(day, "MMM yyyy", locale=locale))
            for day in shown[::step]
        ]


def _placed(
    things: Sequence[tuple[date, str, str, str]], scale: _Scale, top: float
) -> tuple[list[Dot], int]:
    """Return the dots of one lane, none upon another, and how many rows they take."""
    free = [float("-inf")] * _ROWS
    dots = []
    used = 0
    for day, text, kind, target in sorted(things, key=lambda one: one[0]):
        x = scale.x(day)
        row = next((n for n, end in enumerate(free) if x - end >= _APART), None)
        if row is None:
            row = min(range(_ROWS), key=free.__getitem__)
        free[row] = x
        used = max(used, row + 1)
        dots.append(
            Dot(
                x=x, y=top + row * _ROW + _ROW / 2, day=day.isoformat(), text=text, kind=kind,
                target=target,
            )
        )  # fmt: skip
    return dots, used


def _price(lane: PriceLane, scale: _Scale, top: float) -> Price:
    closes = lane.closes
    step = max(1, len(closes) // _MOST_CLOSES)
    shown = [*closes[::step], *closes[-1:]]
    low, high = min(c.price for c in closes), max(c.price for c in closes)
    room = (high - low) or 1.0
    points = (
        f"{scale.x(c.day)},{round(top + 8 + (high - c.price) / room * (_PRICE_HEIGHT - 16), 1)}"
        for c in shown
    )
    kept = [point for before, point in pairwise(["", *points]) if point != before]
    return Price(title=lane.title, points=" ".join(kept), low=low, high=high)


def _kind(what: str) -> str:
    text = what.casefold()
    if text.startswith("designated"):
        return "ban"
    if any(word in text for word in ("removed", "withdrawn", "superseded", "replaced", "expired")):
        return "end"
    courts = ("court", "injunction", "judge", "lawsuit", "sues", "vacat", "order", "complaint")
    return "court" if any(word in text for word in courts) else "fact"


def _day(text: str | None) -> date | None:
    whole = "" if text is None else f"{text}-01-01"[:10] if len(text) < len("2021-01") else text
    if len(whole) == len("2021-01"):
        whole = f"{whole}-01"
    return parse_day(whole) if whole else None
