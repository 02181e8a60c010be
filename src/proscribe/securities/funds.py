"""Funds and the files that say what they hold; which line of a portfolio is which fund."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import polars as pl

from proscribe.securities.headers import IDENTIFIERS
from proscribe.securities.identifiers import check_identifier
from proscribe.securities.tickers import ticker_key

# A company may hold a fund that holds it in many ways; more ways than this nobody can read.
MOST_ROUTES = 10_000
_MATCHED = (*IDENTIFIERS, "ticker_key", "symbol", "plain_name")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FundFile:
    """A fund and what it holds.

    Attributes:
        file: The file that says so.
        title: What the fund is called.
        keys: What it is known by: kind (``isin``, ``symbol``, ``plain_name``…) and value.
        as_of: The day its holdings are of; None where the file does not say.
        lines: Its holdings (``securities.lines.LINE_SCHEMA``), totals left out.
        notes: What is odd about the file, whole sentences.
    """

    file: str
    title: str
    keys: frozenset[Key]
    as_of: date | None
    lines: pl.DataFrame = field(compare=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way from a fund to one it holds, directly or through others.

    Attributes:
        path: Places of the funds along it, the first is the fund asked about.
        weight: The part of the first that is held in the last; None where it is not known.
    """

    path: tuple[int, ...]
    weight: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A line of a fund that leads back to a fund on the way to it.

    Attributes:
        route: The way to the fund whose line it is.
        row: Its place in that fund's file.
        back_to: The fund it leads back to.
    """

    route: Route
    row: int
    back_to: int


def fund_keys(text: str) -> Iterator[Key]:
    """Yield what an identifier, ticker or name of a fund may be known by."""
    for kind in IDENTIFIERS:
        value = check_identifier(kind, text).value
        if value is not None:
            yield kind, value
    key = ticker_key(text, None)
    if key is not None:
        yield "ticker_key", key
    plain = _plain_name(pl.Series([text])).item()
    if any(sign.isalpha() for sign in text):
        yield "symbol", text.strip().upper()
        yield "plain_name", plain


def find_funds(lines: pl.DataFrame, funds: Sequence[FundFile]) -> pl.Series:
    """Return for each line the place of the fund it is a position in; null where it is none."""
    places: dict[str, dict[str, int]] = {}
    for place, fund in enumerate(funds):
        for kind, value in fund.keys:
            places.setdefault(kind, {})[value] = place
    found = pl.Series([None], dtype=pl.UInt32).new_from_index(0, lines.height)
    for kind in _MATCHED:
        if kind not in places:
            continue
        for column in _columns(lines, kind):
            here = column.replace_strict(places[kind], default=None, return_dtype=pl.UInt32)
            found = pl.select(pl.coalesce(found, here)).to_series()
    return found.set(lines["kind"] != "holding", None)


def _columns(lines: pl.DataFrame, kind: str) -> tuple[pl.Series, ...]:
    """Return what of the lines may be a key of that kind; a ticker also without its market."""
    if kind == "plain_name":
        return (_plain_name(lines["name"]),)
    if kind == "symbol":
        return lines["symbol"], lines["ticker_key"].str.split(":").list.last()
    return (lines[kind],)


def _plain_name(names: pl.Series) -> pl.Series:
    return names.str.to_lowercase().str.replace_all(r"[\W_]+", " ").str.strip_chars()


def find_routes(
    root: int, held: Sequence[Sequence[tuple[int, int]]], parts: Sequence[Sequence[Decimal | None]]
) -> tuple[list[Route], list[Loop], bool]:
    """Follow a fund through the funds it holds, to any depth.

    Args:
        root: The fund asked about.
        held: For each fund, row and place of each fund it holds.
        parts: For each fund, the part each row is of it.

    Returns:
        The ways, that to itself first; lines that lead back; and whether all ways were followed.
    """
    routes: list[Route] = []
    loops: list[Loop] = []
    left = [Route(path=(root,), weight=Decimal(1))]
    while left and len(routes) < MOST_ROUTES:
        route = left.pop(0)
        routes.append(route)
        last = route.path[-1]
        for row, fund in held[last]:
            if fund in route.path:
                loops.append(Loop(route=route, row=row, back_to=fund))
                continue
            weight = product(route.weight, parts[last][row])
            left.append(Route(path=(*route.path, fund), weight=weight))
    return routes, loops, not left


def product(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """Return the part of a part; None where one of them is not known."""
    return None if one is None or other is None else one * other
