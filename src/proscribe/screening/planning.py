"""Makes the plan: keeps the lines that are not free, and asks of them again at each change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import orjson
import polars as pl

from proscribe.model.errors import UnknownNameError
from proscribe.model.time import Moment
from proscribe.model.verdict import Act, Outcome, Purpose
from proscribe.screening.plan import (
    ActPlan,
    LineFacts,
    Plan,
    PlanLine,
    Step,
    TimeLeft,
    Undecided,
    deadline_of,
    whole_days,
)
from proscribe.screening.summary import MOMENTS, trimmed
from proscribe.securities.prices import ExitTime, Refusal, Venue, venue_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proscribe.screening.engine import Screener
    from proscribe.screening.report import ReportHead

# What an act is for, in a plan to get out.
PURPOSES: Mapping[Act, Purpose] = {
    Act.BUY: Purpose.INVEST,
    Act.SELL: Purpose.DIVEST,
    Act.CONVERT: Purpose.DIVEST,
}
ROW = "_row"
_LINE = ("_file", "line")
_MOST_STEPS = 12
_LONGEST_YEARS = 10
_NOBODY = "no name given"
_SHORT = (
    "A short position is left by a purchase, which the report answers: no plan to sell is made."
)

Row = dict[str, object]
Exit = Callable[[Row, Decimal | None, str | None], tuple[ExitTime | Refusal | None, Venue | None]]


@dataclass(slots=True)
class Gathered:
    """The lines of a portfolio that are not free, as its report is made.

    Attributes:
        frames: Canonical columns of those lines.
    """

    frames: list[pl.DataFrame] = field(default_factory=list)

    def add(self, rows: pl.DataFrame, lines: pl.DataFrame) -> None:
        """Keep of one batch the lines with an act that is barred, in doubt or bound to a date."""
        dated = pl.any_horizontal([pl.col(name).is_not_null() for name in MOMENTS])
        bound = (pl.col("verdict") != Outcome.ALLOWED.value) | dated | pl.col("_unresolved")
        wanted = rows.filter(bound).select(
            pl.col("_file").alias("file"), pl.col("line").cast(lines.schema["line"])
        )
        # A trade is no position: there is nothing to get out of.
        kept = lines.filter(pl.col("side").is_null()).join(
            wanted.unique(), on=["file", "line"], how="semi", maintain_order="left"
        )
        if kept.height:
            # A filtered frame still holds all the text of the whole one: copy it through Arrow.
            self.frames.append(pl.DataFrame(kept.to_arrow(compat_level=pl.CompatLevel.oldest())))

    def lines(self) -> pl.DataFrame | None:
        """Return the lines; None where every line is free."""
        return pl.concat(self.frames).with_row_index(ROW) if self.frames else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a plan is made of.

    Attributes:
        head: What was asked.
        as_of: The moment asked about.
        screener: Gives what screens as of a moment, for the acts of a plan.
        exit: Says how long selling a line takes.
        participation: The part of the daily volume one is taken to sell.
    """

    head: ReportHead
    as_of: Moment
    screener: Callable[[Moment], Screener]
    exit: Exit
    participation: Decimal


def make_plan(gathered: Gathered, order: Order) -> Plan:
    """Return the plan for the lines that were gathered."""
    lines = gathered.lines()
    found, undecided = ([], []) if lines is None else _planned(lines, order)
    return Plan(
        head=order.head,
        lines=tuple(sorted(found, key=lambda one: one.urgency)),
        decide_first=tuple(undecided),
        participation=order.participation,
    )


def _planned(lines: pl.DataFrame, order: Order) -> tuple[list[PlanLine], list[Undecided]]:
    follower = _Follower(lines, order)
    follower.follow()
    found: list[PlanLine] = []
    undecided: list[Undecided] = []
    for row in lines.iter_rows(named=True):
        number = int(str(row[ROW]))
        first = follower.first[number]
        unresolved = next((one for one in first if one["_unresolved"]), None)
        if unresolved is not None or row["short"]:
            why = _SHORT if unresolved is None else str(unresolved["explanation"])
            facts = _facts(row, unresolved or first[0])
            undecided.append(Undecided(facts=facts, why=why))
            continue
        speaking = next((one for one in first if one["entity_id"] is not None), first[0])
        found.append(_line(row, _facts(row, speaking), follower.acts(number), order))
    return found, undecided


class _Follower:
    """Asks of each line again at each moment at which its answer changes."""

    def __init__(self, lines: pl.DataFrame, order: Order) -> None:
        self._lines = lines
        self._order = order
        self._steps: dict[int, dict[str, list[Step]]] = defaultdict(lambda: defaultdict(list))
        self._agenda: dict[datetime, dict[int, str]] = defaultdict(dict)
        self.first: dict[int, list[Row]] = defaultdict(list)

    def acts(self, number: int) -> tuple[ActPlan, ...]:
        """Return what holds of a line, act by act."""
        found = self._steps[number].items()
        return tuple(ActPlan(act=Act(act), steps=tuple(steps)) for act, steps in found)

    def follow(self) -> None:
        """Ask now, then at each change, until none is known."""
        start = self._order.as_of
        for row in self._asked(start, self._lines):
            self.first[int(str(row[ROW]))].append(row)
            self._note(row, None, None)
        while self._agenda:
            at = min(self._agenda)
            due = self._agenda.pop(at)
            lines = self._lines.filter(pl.col(ROW).is_in(list(due)))
            for row in self._asked(Moment(day=at.date(), instant=at), lines):
                self._note(row, at, due[int(str(row[ROW]))])

    def _asked(self, moment: Moment, lines: pl.DataFrame) -> Iterator[Row]:
        screened = self._order.screener(moment).screen(lines.select(ROW), lines.drop(ROW))
        yield from screened.frame.iter_rows(named=True)

    def _note(self, row: Row, at: datetime | None, shown: str | None) -> None:
        number = int(str(row[ROW]))
        steps = self._steps[number][str(row["action"])]
        step = _step(row, shown)
        if not steps or steps[-1].verdict is not step.verdict:
            steps.append(step)
        if len(steps) >= _MOST_STEPS or row["_unresolved"]:
            return
        for text in _changes(row):
            instant = datetime.fromisoformat(text).astimezone(UTC)
            if at is None or instant > at:
                self._agenda[instant][number] = text


def _step(row: Row, since: str | None) -> Step:
    return Step(
        since=since,
        verdict=Outcome(str(row["verdict"])),
        reason_code=str(row["reason_code"] or ""),
        regime=None if row["regime"] is None else str(row["regime"]),
        citation=str(row["citation"] or ""),
        explanation=str(row["explanation"] or ""),
    )


def _changes(row: Row) -> Iterator[str]:
    """Yield when the answer of any regime changes, be it not the one that counts now."""
    for each in orjson.loads(str(row["regimes"] or "[]")):
        if each.get("next_change_at"):
            yield str(each["next_change_at"])


def _facts(row: Row, answered: Row) -> LineFacts:
    quantity, value = row["quantity"], row["market_value"]
    return LineFacts(
        file=str(row["file"] or ""),
        line=int(str(row["line"])),
        issuer=str(answered["issuer"] or row["name"] or _NOBODY),
        entity_id=None if answered["entity_id"] is None else str(answered["entity_id"]),
        quantity=trimmed(quantity) if isinstance(quantity, Decimal) else None,
        market_value=trimmed(value) if isinstance(value, Decimal) else None,
        currency=str(row["currency"] or ""),
    )


def _line(row: Row, facts: LineFacts, acts: tuple[ActPlan, ...], order: Order) -> PlanLine:
    exit_, priced_at = order.exit(row, facts.quantity, facts.entity_id)
    deadline = deadline_of(acts)
    until = None if deadline is None else deadline.since
    venue = _venue(row) or priced_at
    return PlanLine(facts=facts, acts=acts, left=_left(order.as_of, until, venue), exit=exit_)


def _venue(row: Row) -> Venue | None:
    country, colon, _ = str(row["ticker_key"] or "").partition(":")
    if not colon:
        return None
    try:
        return venue_named(country)
    except UnknownNameError:
        return None


def _left(as_of: Moment, until: str | None, venue: Venue | None) -> TimeLeft:
    if until is None:
        return TimeLeft(days=None, trading_days=None, venue="")
    end = datetime.fromisoformat(until)
    zone_day = _day_asked(as_of, end)
    days = whole_days(datetime.combine(zone_day, datetime.min.time(), tzinfo=end.tzinfo), until)
    if venue is None:
        return TimeLeft(days=days, trading_days=None, venue="where it trades is not stated")
    first, last = _day_asked(as_of, end), end.astimezone(UTC).date()
    far = last.year - first.year > _LONGEST_YEARS
    if far or not (venue.knows(first) and venue.knows(last)):
        return TimeLeft(
            days=days, trading_days=None, venue=f"{venue.title}: no calendar is at hand"
        )
    after = as_of.closes(venue.zone)
    open_days = [
        day for day in venue.days_between(first, last) if after < venue.closed_at(day) <= end
    ]
    return TimeLeft(days=days, trading_days=len(open_days), venue=venue.title)


def _day_asked(as_of: Moment, end: datetime) -> date:
    """Return the day asked about, on the clock of the deadline's zone."""
    return as_of.day if as_of.instant is None else as_of.instant.astimezone(end.tzinfo).date()


def no_prices(
    _row: Row, _quantity: Decimal | None, _entity: str | None
) -> tuple[ExitTime | Refusal | None, Venue | None]:
    """Say nothing of how long selling takes."""
    return None, None


def shown_together(lines: Iterable[PlanLine]) -> dict[str, list[PlanLine]]:
    """Return lines by issuer, in their order."""
    found: dict[str, list[PlanLine]] = defaultdict(list)
    for line in lines:
        found[line.facts.entity_id or line.facts.issuer].append(line)
    return found
