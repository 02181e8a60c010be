"""``prices``: what the price of a subject's securities did around what happened to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options, values
from proscribe.interfaces.cli.output import write_json

_DESIGNATION = "designation"


def _since(text: str) -> str:
    return text if text == _DESIGNATION else values.moment_text(text)


def _split(text: str) -> tuple[date, Decimal]:
    """Return the day and the ratio of ``2021-06-01:4``."""
    day, _, ratio = text.partition(":")
    try:
        return date.fromisoformat(values.day_text(day)), Decimal(ratio)
    except InvalidOperation as error:
        raise typer.BadParameter(
            f"{text!r} is no split. Write DAY:RATIO, for instance 2021-06-01:4, or "
            "2021-06-01:1 where there was none."
        ) from error


def _window(text: str) -> tuple[int, int]:
    """Return the days of ``-1:5``."""
    first, _, last = text.partition(":")
    try:
        return int(first), int(last)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no window. Write -1:5.") from error


Files: TypeAlias = Annotated[
    list[str],
    typer.Option(
        "--prices",
        metavar="FILE",
        help="A price file (CSV, XLSX, Parquet, gzip), or folder:DIR with files called after "
        "symbols; may be repeated.",
        show_default=False,
    ),
]
Since: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="MOMENT",
        parser=_since,
        help="What to count from: a day (its close), an instant, or designation. Default: the "
        "first designation that falls into the files.",
        show_default=False,
    ),
]
Until: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DAY",
        parser=values.day_text,
        help="The day to end with. Default: the last close.",
        show_default=False,
    ),
]
Symbol: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--symbol",
        metavar="SYMBOL",
        help="Symbol, CUSIP or ISIN, where a file holds several securities.",
        show_default=False,
    ),
]
Benchmark: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--benchmark",
        metavar="FILE",
        help="A price file of what stands for the market: shows the abnormal return.",
        show_default=False,
    ),
]
BenchmarkSymbol: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--benchmark-symbol",
        metavar="SYMBOL",
        help="Its symbol, where that file holds several.",
        show_default=False,
    ),
]
ModelName: TypeAlias = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="MODEL",
        help="What would have been normal: market (market model) or difference.",
    ),
]
Window: TypeAlias = Annotated[
    str,
    typer.Option(
        "--window",
        metavar="FIRST:LAST",
        help="Trading days of the abnormal return, counted from the event.",
    ),
]
Currency: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--currency",
        metavar="CODE",
        help="Currency of the closes, where the files state none; GBX for pence.",
        show_default=False,
    ),
]
VenueCode: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--venue",
        metavar="MIC",
        help="Exchange or country, where neither file nor symbol tells it.",
        show_default=False,
    ),
]
Splits: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--split",
        metavar="DAY:RATIO",
        help="A split: first day, new shares for one old; 1 where a jump was none. May be "
        "repeated.",
        show_default=False,
    ),
]
Dates: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--dates",
        metavar="ORDER",
        help="dmy or mdy, where days such as 01/02/2021 can be read in two ways.",
        show_default=False,
    ),
]
Picture: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        parser=values.output_path,
        help="Draw the prices with the events marked: .html, .svg or .png.",
        show_default=False,
    ),
]


def prices(
    query: options.Query,
    *,
    files: Files,
    since: Since = None,
    until: Until = None,
    symbol: Symbol = None,
    benchmark: Benchmark = None,
    benchmark_symbol: BenchmarkSymbol = None,
    model: ModelName = "market",
    window: Window = "0:5",
    currency: Currency = None,
    venue: VenueCode = None,
    splits: Splits = None,
    dates: Dates = None,
    known_at: options.KnownAt = None,
    out: Picture = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show what prices did since a designation, and on which two closes each figure rests."""
    from proscribe.interfaces.cli.render.files import show_written
    from proscribe.interfaces.cli.render.prices import show_prices
    from proscribe.workspace import open_workspace

    stated = dict(_split(text) for text in splits or ())
    days = _window(window)
    with open_workspace(db) as workspace:
        found = workspace.prices(
            query, *files, since=since, until=until, benchmark=benchmark, symbol=symbol,
            benchmark_symbol=benchmark_symbol, currency=currency, venue=venue, splits=stated,
            dates=dates, model=model, window=days, known_at=known_at,
        )  # fmt: skip
        if out is not None:
            found.write(out)
    if as_json:
        write_json(found.to_json() | ({} if out is None else {"out": str(out)}))
    else:
        show_prices(found)
        if out is not None:
            show_written("The picture", out)
