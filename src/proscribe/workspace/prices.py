"""What prices of a subject's securities did around what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError
from proscribe.model.time import Moment, parse_day, parse_moment
from proscribe.securities.prices import (
    AbnormalReturn,
    AverageVolume,
    Drawdown,
    Model,
    Move,
    PriceSeries,
    Refusal,
    Rule,
    Since,
    Windows,
    average_volume,
    find_drawdown,
    move_between,
    moves_since,
)
from proscribe.securities.prices.picking import OFFICES_OPEN, span_of
from proscribe.securities.prices.venues import NEW_YORK
from proscribe.workspace.price_bounds import abnormal_beside, refuse_disorder
from proscribe.workspace.price_events import DESIGNATION, PriceEvent, events_of
from proscribe.workspace.price_files import Reading, found_files, read_series, stated
from proscribe.workspace.questions import build_moment, choose
from proscribe.workspace.results import table_html, to_json
from proscribe.workspace.subjects import find_subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from typing import Self

    from proscribe.ledger.record import Subject
    from proscribe.screening.directory import Directory
    from proscribe.securities.prices.cells import Order

SINCE_DESIGNATION = "designation"
_YOURS = "the moment you name"
_ORDERS: dict[str | None, Order | None] = {None: None, "dmy": "dmy", "mdy": "mdy"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceOptions:
    """What is asked of price files; see :meth:`PricedWorkspace.prices`."""

    since: Moment | None
    until: date | None
    benchmark: Path | None
    benchmark_symbol: str | None
    model: Model
    windows: Windows
    known: datetime
    reading: Reading

    @classmethod
    def of(
        cls,
        *,
        since: str | date | datetime | None,
        until: str | date | None,
        benchmark: Path | str | None,
        symbol: str | None,
        benchmark_symbol: str | None,
        currency: str | None,
        venue: str | None,
        splits: Mapping[date, Decimal],
        dates: str | None,
        model: str,
        window: tuple[int, int],
        known_at: str | date | datetime | None,
    ) -> Self:
        """Return what the words of a caller ask.

        Raises:
            InputError: One of them cannot be read.
        """
        if dates not in _ORDERS:
            raise InputError(f"{dates!r} is no order of dates.", remedy="Write dmy or mdy.")
        if any(ratio <= 0 for ratio in splits.values()):
            raise InputError(
                "a split must give more than 0 new shares for one old.",
                remedy="Write 4 for a split of 4 for 1, 0.1 for a reverse split of 1 for 10.",
            )
        money, place = stated(currency, venue)
        is_moment = since is not None and since != SINCE_DESIGNATION
        start = parse_moment(since) if is_moment and since is not None else None
        end = parse_day(until) if isinstance(until, str) else until
        refuse_disorder(start, end, window)
        return cls(
            since=start,
            until=end,
            benchmark=None if benchmark is None else Path(benchmark),
            benchmark_symbol=benchmark_symbol,
            model=choose(Model, model),
            windows=Windows(first=window[0], last=window[1]),
            known=build_moment(known_at).closes("UTC"),
            reading=Reading(
                today=datetime.now(UTC).date(),
                symbol=symbol,
                currency=money,
                venue=place,
                splits=splits,
                order=_ORDERS[dates],
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMoves:
    """What a price did since one event."""

    event: PriceEvent
    since: Since


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPrices:
    """What one series of prices tells.

    Attributes:
        series: The series, with what is odd about it.
        events: What it did since each event that falls into it.
        asked: What it did since the moment asked about: a move from the close of the day named,
            or the moves since an instant or a designation.
        drawdown: Its deepest fall from then on.
        volume: Its average daily volume.
        abnormal: What it did beyond the benchmark; None where none is given.
    """

    series: PriceSeries
    events: tuple[EventMoves, ...]
    asked: EventMoves | Move | Refusal
    drawdown: Drawdown | Refusal
    volume: AverageVolume | Refusal
    abnormal: AbnormalReturn | Refusal | None

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves since the moment asked about, surest first."""
        if isinstance(self.asked, EventMoves):
            return tuple(move for move in self.asked.since.moves if isinstance(move, Move))
        return (self.asked,) if isinstance(self.asked, Move) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What the prices of a subject's securities did.

    Attributes:
        subject: The subject.
        series: One for each security that the files hold.
        until: The day to end with; None for the last close.
    """

    subject: Subject
    series: tuple[SeriesPrices, ...]
    until: date | None

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values; a figure that is refused has ``why`` and ``remedy``."""
        return {
            "subject": self.subject.id,
            "caption": self.subject.caption,
            "until": None if self.until is None else str(self.until),
            "series": [_series_json(one) for one in self.series],
        }

    def write(self, path: Path | str) -> Path:
        """Draw the prices with the events marked: a page, SVG or PNG by extension; return where.

        Raises:
            InputError: The extension is another, or no file can be made there.
        """
        from proscribe.backends.reports.price_chart import write_prices
        from proscribe.workspace.price_picture import picture_of

        out = Path(path)
        write_prices(picture_of(self), out)
        return out

    def drawn(self) -> Sequence[object]:
        """Return its panels with their drawings, for a page of more than prices."""
        from proscribe.backends.reports.price_chart import drawn_panels
        from proscribe.workspace.price_picture import picture_of

        return drawn_panels(picture_of(self))

    def _repr_html_(self) -> str:
        rows = [
            {
                "symbol": one.series.label,
                "change": f"{move.percent} %",
                "from": str(move.start.close),
                "to": str(move.end.close),
                "rule": move.rule,
            }
            for one in self.series
            for move in one.moves
        ]
        return table_html(self.subject.caption, rows)


def read_prices(
    query: str, files: Sequence[Path | str], options: PriceOptions, directory: Directory
) -> Prices:
    """Return what the prices of one subject did.

    Raises:
        InputError: Nothing fits the query, or a file cannot be read without guessing.
    """
    subject = find_subject(query, directory, options.known).subject
    paths = found_files(files, subject)
    found = read_series(paths, options.reading, subject)
    events = events_of(subject)
    market = None if options.benchmark is None else _benchmark(options)
    return Prices(
        subject=subject,
        series=tuple(_told(series, events, options, market) for series in found),
        until=options.until,
    )


def _benchmark(options: PriceOptions) -> PriceSeries:
    from dataclasses import replace

    reading = replace(
        options.reading, symbol=options.benchmark_symbol, currency=None, venue=None, splits={}
    )
    paths = found_files([options.benchmark] if options.benchmark is not None else [], None)
    (series,) = read_series(paths, reading, None)
    return series


def _told(
    series: PriceSeries,
    events: Sequence[PriceEvent],
    options: PriceOptions,
    market: PriceSeries | None,
) -> SeriesPrices:
    until = options.until
    inside = [event for event in events if _is_inside(event, series, until)]
    moves = tuple(EventMoves(event=e, since=_since(series, e, until)) for e in inside)
    asked = _asked(series, moves, options)
    first = _first_close(asked)
    zero = _day_zero(series, asked)
    abnormal = (
        None
        if market is None
        else abnormal_beside(series, market, zero, model=options.model, windows=options.windows)
    )
    return SeriesPrices(
        series=series,
        events=moves,
        asked=asked,
        drawdown=find_drawdown(series, since=first, until=until),
        volume=average_volume(series, until=until),
        abnormal=abnormal,
    )


def _since(series: PriceSeries, event: PriceEvent, until: date | None) -> Since:
    return moves_since(series, event.published, zone=event.zone, until=until)


def _is_inside(event: PriceEvent, series: PriceSeries, until: date | None) -> bool:
    """Return whether an event became public between the first and the last close."""
    last = series.closes[-1].day if until is None else min(until, series.closes[-1].day)
    return series.closes[0].day <= event.published.day <= last


def _asked(
    series: PriceSeries, moves: Sequence[EventMoves], options: PriceOptions
) -> EventMoves | Move | Refusal:
    moment, until = options.since, options.until
    if moment is not None and moment.instant is None:
        return move_between(series, moment.day, until or series.closes[-1].day)
    if moment is not None:
        zone = NEW_YORK.zone if series.venue is None else series.venue.zone
        event = PriceEvent(kind="moment", published=moment, zone=zone, what=_YOURS, source=None)
        return EventMoves(event=event, since=_since(series, event, until))
    first = next((one for one in moves if one.event.kind == DESIGNATION), None)
    if first is not None:
        return first
    return Refusal(
        why=f"No designation became public between the first close ({series.closes[0].day}) and "
        f"the last that counts ({series.closes[-1].day}).",
        remedy="Name a day to count from (--since), or give files that reach further.",
    )


def _first_close(asked: EventMoves | Move | Refusal) -> date | None:
    if isinstance(asked, Move):
        return asked.start.close.day
    if isinstance(asked, EventMoves):
        told = (move for move in asked.since.moves if isinstance(move, Move))
        first = next((move for move in told if Rule.AFTER not in move.start.rules), None)
        return asked.event.published.day if first is None else first.start.close.day
    return None


def _day_zero(series: PriceSeries, asked: EventMoves | Move | Refusal) -> date | None:
    """Return the first trading day whose close may show the event."""
    if isinstance(asked, Refusal):
        return None
    if isinstance(asked, Move):
        moment, zone = Moment(day=asked.start.close.day), None
    else:
        moment, zone = asked.event.published, asked.event.zone
    if zone is None or series.venue is None:
        later = (close.day for close in series.closes if close.day > moment.day)
        return next(later, None) if zone is None else moment.day
    last = series.venue.last_closed(span_of(moment, zone).first)
    return next((close.day for close in series.closes if close.day > last), None)


def _series_json(one: SeriesPrices) -> dict[str, object]:
    series = one.series
    venue = series.venue
    return {
        "symbol": series.symbol,
        "files": list(series.files),
        "currency": series.currency,
        "venue": None if venue is None else {"key": venue.key, "zone": venue.zone},
        "closes": len(series.closes),
        "first": to_json(series.closes[0]),
        "last": to_json(series.closes[-1]),
        "ended": None if series.ended is None else str(series.ended),
        "offices_open": str(OFFICES_OPEN),
        "since": _asked_json(one.asked),
        "events": [_event_json(event) for event in one.events],
        "drawdown": _drawdown_json(one.drawdown),
        "average_volume": to_json(one.volume),
        "abnormal": None if one.abnormal is None else to_json(one.abnormal),
        "findings": to_json(series.findings),
    }


def _asked_json(asked: EventMoves | Move | Refusal) -> object:
    return _event_json(asked) if isinstance(asked, EventMoves) else _move_json(asked)


def _event_json(event: EventMoves) -> dict[str, object]:
    return {
        "event": to_json(event.event),
        "moves": [_move_json(move) for move in event.since.moves],
        "reaction": _move_json(event.since.reaction),
    }


def _move_json(move: Move | Refusal) -> object:
    if isinstance(move, Refusal):
        return to_json(move)
    return {
        "percent": str(move.percent),
        "change": str(move.change),
        "rules": [rule.value for rule in move.start.rules],
        "rule": move.rule,
        "start": {**_plain(move.start.close), "why": move.start.why},
        "end": {**_plain(move.end.close), "why": move.end.why},
        "arithmetic": move.arithmetic,
        "caveats": list(move.caveats),
    }


def _plain(value: object) -> dict[str, object]:
    found = to_json(value)
    return found if isinstance(found, dict) else {}


def _drawdown_json(drawdown: Drawdown | Refusal) -> object:
    if isinstance(drawdown, Refusal):
        return to_json(drawdown)
    return {
        "fall": _move_json(drawdown.fall),
        "recovered": to_json(drawdown.recovered),
        "days_down": drawdown.days_down,
        "days_to_recover": drawdown.days_to_recover,
        "arithmetic": drawdown.arithmetic,
    }
