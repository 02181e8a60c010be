"""Price files chosen for a subject: which lines of which file are of its securities."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.prices import PriceFolder, open_prices
from proscribe.model.errors import InputError, Place
from proscribe.registry import load_price_fetcher, price_fetcher_keys
from proscribe.securities.prices.building import SeriesFacts, build_series
from proscribe.securities.prices.currency import plain_currency
from proscribe.securities.prices.fetcher import PriceRequest
from proscribe.securities.prices.reading import (
    PriceTable,
    Wanted,
    number_findings,
    read_quotes,
    stated_currency,
    venue_of,
)
from proscribe.securities.prices.series import Finding, FindingKind, PriceSeries, Quote
from proscribe.securities.prices.venues import Venue, venue_named, venue_of_symbol
from proscribe.securities.tickers import ticker_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from proscribe.ledger.record import Subject
    from proscribe.securities.prices.cells import Order

FOLDER = "folder"
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How price files are read.

    Attributes:
        today: No close is of a later day.
        symbol: Symbol, CUSIP or ISIN asked for.
        currency: Currency the user states.
        venue: Venue the user states.
        splits: Splits the user states.
        order: Order of day and month the user states.
    """

    today: date
    symbol: str | None
    currency: str | None
    venue: Venue | None
    splits: Mapping[date, Decimal]
    order: Order | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The lines of one symbol in one file."""

    table: PriceTable
    symbol: str | None
    findings: tuple[Finding, ...] = ()
    key: str | None = None


def stated(currency: str | None, venue: str | None) -> tuple[str | None, Venue | None]:
    """Return the currency and the venue that a user states.

    Raises:
        InputError: One of them is none.
    """
    plain = plain_currency(currency)
    if currency is not None and plain is None:
        raise InputError(
            f"{currency!r} is no currency.", remedy="Give three letters, such as HKD, or GBX."
        )
    return plain, None if venue is None else venue_named(venue)


def found_files(files: Sequence[Path | str], subject: Subject | None) -> list[Path]:
    """Return the price files, those fetched in place of ``KEY:ADDRESS``.

    Raises:
        InputError: None is given, or a fetcher found none.
    """
    found: list[Path] = []
    for file in files:
        key, _, address = str(file).partition(":")
        if _is_fetched(file):
            found += _fetched(key, address, subject)
        else:
            found.append(Path(file))
    if not found:
        raise InputError(
            "no price file is given.", remedy="Name at least one (--prices), such as 1810.HK.csv."
        )
    return found


def require_readable(files: Sequence[Path | str]) -> None:
    """See that price files are there and hold prices, of whomever.

    Raises:
        InputError: One is not, or does not.
    """
    for file in files:
        key, _, address = str(file).partition(":")
        if not _is_fetched(file):
            open_prices(Path(file))
        elif key == FOLDER and not Path(address).is_dir():
            raise InputError(
                "there is no such folder.",
                where=Place(file=str(file)),
                remedy="Name a folder with price files called after symbols, such as 1810.HK.csv.",
            )


def _is_fetched(file: Path | str) -> bool:
    """Return whether it is ``KEY:ADDRESS`` of a fetcher, and no file."""
    key, colon, _ = str(file).partition(":")
    return bool(colon) and not Path(file).exists() and key in {FOLDER, *price_fetcher_keys()}


def _fetched(key: str, address: str, subject: Subject | None) -> Sequence[Path]:
    make = PriceFolder if key == FOLDER else load_price_fetcher(key)
    symbols = () if subject is None else tuple(_names(subject))
    paths = make(address).fetch(PriceRequest(symbols=symbols))
    if not paths:
        raise InputError(
            f"there are no prices under {', '.join(symbols) or 'any symbol'}.",
            where=Place(file=f"{key}:{address}"),
            remedy="Name the price files themselves.",
        )
    return paths


def _names(subject: Subject) -> list[str]:
    lines = subject.securities
    named = (
        *(line.ticker for line in lines),
        *(line.isin for line in lines),
        *(line.cusip for line in lines),
    )
    return [*dict.fromkeys(name for name in named if name is not None)]


def read_series(
    paths: Sequence[Path], reading: Reading, subject: Subject | None
) -> tuple[PriceSeries, ...]:
    """Return the series of a subject's securities that price files hold, one for each symbol.

    Args:
        paths: The files; several of one symbol make up one series.
        reading: How they are read.
        subject: Whose securities are meant; None for a benchmark.

    Raises:
        InputError: A file cannot be read without guessing, or holds none of them.
    """
    keys = set() if subject is None else _keys(subject)
    groups: dict[str, list[_Part]] = {}
    for path in paths:
        for part in _parts(open_prices(path), reading.symbol, keys, whose=subject):
            groups.setdefault(_group(part), []).append(part)
    return tuple(_series(parts, reading) for parts in groups.values())


def symbols_of(table: PriceTable, keys: set[str]) -> tuple[str | None, ...]:
    """Return the symbols of a file that are of a security; none where it holds nothing of it.

    Args:
        table: The file.
        keys: Tickers with their markets (``HK:1810``), ISINs and CUSIPs of the security.
    """
    symbols = table.symbols()
    if symbols:
        return tuple(
            one
            for one, numbers in symbols.items()
            if _key_among(one, keys) is not None or keys & {_key(one, table), *numbers}
        )
    for called in (table.symbol, table.name):
        if called is not None and (_key(called, table) in keys or _key_among(called, keys)):
            return (called,)
    return ()


def _group(part: _Part) -> str:
    if part.symbol is None:
        return part.table.file
    return part.key or _key(part.symbol, part.table)


def _series(parts: Sequence[_Part], reading: Reading) -> PriceSeries:
    first = parts[0]
    venue = reading.venue or venue_of(first.table, first.symbol)
    if venue is None and first.key is not None:
        venue = venue_of_symbol(first.key)
    quotes: list[Quote] = []
    findings: list[Finding] = []
    for part in parts:
        own = {"symbol", "number"} & part.table.columns.others.keys()
        wanted = Wanted(symbol=part.symbol if own else None, venue=venue, order=reading.order)
        read, odd = read_quotes(part.table, wanted)
        said = stated_currency(part.table)
        quotes += [replace(q, currency=q.currency or said) for q in read] if said else read
        findings += [*part.findings, *odd]
    if venue is None:
        text = (
            "Where it trades is not known, so closing hours and holidays are not taken into "
            "account: name a file after its symbol (1810.HK.csv), or state --venue."
        )
        findings.append(Finding(kind=FindingKind.VENUE, text=text))
    findings += number_findings(quotes)
    facts = SeriesFacts(
        today=reading.today,
        symbol=first.symbol,
        venue=venue,
        currency=reading.currency,
        splits=reading.splits,
        trades_seen=first.table.columns.is_fails,
        findings=tuple(findings),
    )
    return build_series(quotes, facts)


def _parts(
    table: PriceTable, symbol: str | None, keys: set[str], *, whose: Subject | None
) -> list[_Part]:
    """Return which symbols of a file are meant.

    Raises:
        InputError: It holds several and none is chosen, or not the one that is.
    """
    symbols = table.symbols()
    if not symbols:
        return [_whole(table, symbol, keys, whose)]
    if symbol is not None:
        return [_Part(table=table, symbol=_chosen(table, symbols, symbol))]
    meant = [
        _Part(table=table, symbol=one, key=_key_among(one, keys))
        for one, numbers in symbols.items()
        if _key_among(one, keys) is not None or keys & {_key(one, table), *numbers}
    ]
    if meant:
        return meant
    if len(symbols) == 1:
        (only,) = symbols
        return [_Part(table=table, symbol=only, findings=_unproved(only, whose))]
    shown = ", ".join(sorted(symbols)[:_SHOWN])
    more = f" and {len(symbols) - _SHOWN:,} more" if len(symbols) > _SHOWN else ""
    raise InputError(
        f"the file holds several securities ({shown}{more}), and none is chosen.",
        where=Place(file=table.file, column="symbol"),
        remedy="Choose one (--symbol).",
    )


def _chosen(table: PriceTable, symbols: Mapping[str, set[str]], symbol: str) -> str:
    wanted = symbol.upper()
    for one, numbers in symbols.items():
        same = wanted in {one.upper(), *numbers} or _key(one, table) == _key(symbol, table)
        if same:
            return symbol if wanted in numbers else one
    near = get_close_matches(wanted, [*symbols], n=3, cutoff=0.6)
    raise InputError(
        f"the file has no line of {symbol!r}.",
        where=Place(file=table.file, column="symbol"),
        remedy=f"Did you mean {' or '.join(near)}?" if near else "Choose another (--symbol).",
    )


def _whole(table: PriceTable, symbol: str | None, keys: set[str], whose: Subject | None) -> _Part:
    """Return a file without a column of symbols, which is of one security."""
    called = symbol or table.symbol
    if called is None and _key_among(table.name, keys) is not None:
        called = table.name
    if called is not None and (_key(called, table) in keys or _key_among(called, keys)):
        return _Part(table=table, symbol=called, key=_key_among(called, keys))
    return _Part(table=table, symbol=called, findings=_unproved(called, whose))


def _unproved(symbol: str | None, whose: Subject | None) -> tuple[Finding, ...]:
    if whose is None:
        return ()
    what = "The file names no symbol" if symbol is None else f"{symbol} is not on file"
    text = f"{what}: that these are prices of {whose.caption} is your word."
    return (Finding(kind=FindingKind.SYMBOL, text=text),)


def _key(symbol: str, table: PriceTable) -> str:
    home = "US" if table.columns.is_fails else None
    return ticker_key(symbol, home=home) or symbol.upper()


def _key_among(symbol: str, keys: set[str]) -> str | None:
    """Return the ticker of the subject that a symbol is, be it without its market."""
    own = ticker_key(symbol) or ticker_key(symbol, home="US")
    return own if own in keys else None


def _keys(subject: Subject) -> set[str]:
    """Return what the securities of a subject are called: tickers with markets, ISINs, CUSIPs."""
    found: set[str] = set()
    for line in subject.securities:
        found |= {text for text in (line.isin, line.cusip) if text is not None}
        if line.ticker is not None:
            found.add(ticker_key(line.ticker, home="US") or line.ticker.upper())
    return found
