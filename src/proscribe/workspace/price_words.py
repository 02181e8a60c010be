"""What prices did, in words: the rows of a table and the remarks below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.securities.prices import Move, Refusal
from proscribe.securities.prices.moves import signed
from proscribe.workspace.price_events import DESIGNATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proscribe.securities.prices import AbnormalReturn
    from proscribe.workspace.prices import EventMoves, SeriesPrices

Row = tuple[str, str, str, str, str]
_NONE, _LONGEST = "–", 90


def title_of(one: SeriesPrices) -> str:
    """Return what a series is called: its symbol, currency and venue."""
    series = one.series
    venue = None if series.venue is None else series.venue.title
    parts = (series.label, series.currency or "currency not known", venue)
    return ", ".join(part for part in parts if part is not None)


def rows_of(one: SeriesPrices) -> list[Row]:
    """Return a row for each move: event, change, from, to, and the rule of the first close."""
    rows: list[Row] = []
    if isinstance(one.asked, Move):
        rows.append(_row("since the day you name", one.asked))
    elif not isinstance(one.asked, Refusal) and one.asked.event.source is None:
        rows += _rows(one.asked)
    for event in one.events:
        rows += _rows(event)
    return rows


def _rows(event: EventMoves) -> Iterator[Row]:
    """Yield the moves since an event: all of a designation, of others the surest alone."""
    told = _shortened(f"{event.event.published} {event.event.what}")
    is_main = event.event.kind == DESIGNATION or event.event.source is None
    for move in event.since.moves if is_main else event.since.moves[:1]:
        yield _row(told, move)
    if isinstance(event.since.reaction, Move):
        what, change, start, end, _ = _row(told, event.since.reaction)
        yield what, change, start, end, "last close before to first close after"


def _row(told: str, move: Move | Refusal) -> Row:
    if isinstance(move, Refusal):
        return told, _NONE, "", "", move.why
    change = f"{signed(move.percent)} %"
    return told, change, str(move.start.close), str(move.end.close), move.rule


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rsplit(' ', 1)[0]}…"


def remarks_of(one: SeriesPrices) -> list[tuple[str, str]]:
    """Return drawdown, volume and abnormal return, each with its heading."""
    fall, volume = one.drawdown, one.volume
    found = [
        ("Deepest fall", str(fall) if isinstance(fall, Refusal) else fall.arithmetic),
        ("Average volume", str(volume) if isinstance(volume, Refusal) else volume.arithmetic),
    ]
    if isinstance(one.asked, Refusal):
        found.insert(0, ("Since the designation", str(one.asked)))
    if one.abnormal is not None:
        found.append(("Abnormal return", _abnormal(one.abnormal)))
    return found


def _abnormal(found: AbnormalReturn | Refusal) -> str:
    if isinstance(found, Refusal):
        return str(found)
    t = "" if found.t is None else f", t = {found.t:.2f}"
    caveats = "".join(f" {each}" for each in found.caveats)
    return f"against {found.benchmark}: {found.arithmetic}{t}.{caveats}"
