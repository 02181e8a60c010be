"""From the records of a price file to quotes, and what could not be read of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from proscribe.model.errors import InputError, Place
from proscribe.securities.prices.cells import (
    Order,
    Signs,
    Undecided,
    find_order,
    find_sign,
    is_nothing,
    read_day,
)
from proscribe.securities.prices.currency import plain_currency
from proscribe.securities.prices.headers import PriceColumns
from proscribe.securities.prices.series import Finding, FindingKind, Quote
from proscribe.securities.prices.venues import NEW_YORK, Venue, venue_of_symbol
from proscribe.securities.records import Record

_FAILS_WIDTH = 6
_DAY = timedelta(days=1)
_MOST_TOLD = 5
_PRICED = ("adjusted", "dividend")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTable:
    """One price file, as text.

    Attributes:
        file: Where it is.
        columns: What its columns mean.
        records: Its records below the header.
        symbol: What the file as a whole says of the symbol: its name, or what stands above.
        currency: What it says of the currency, above or in the header.
        name: What the file is called, without its ending: a symbol, if it is one.
    """

    file: str
    columns: PriceColumns
    records: Sequence[Record]
    symbol: str | None = None
    currency: str | None = None
    name: str = ""

    def cell(self, record: Record, meaning: str) -> str | None:
        """Return a cell by what its column means; None where there is none."""
        place = self.columns.others.get(meaning)
        if place is None or place >= len(record.cells):
            return None
        cell = record.cells[place]
        return None if cell is None or not cell.strip() else cell.strip()

    def symbols(self) -> dict[str, set[str]]:
        """Return the symbols of its lines, each with the CUSIPs or ISINs beside it."""
        found: dict[str, set[str]] = defaultdict(set)
        for record in self.records:
            symbol, number = self.cell(record, "symbol"), self.cell(record, "number")
            if symbol is not None or number is not None:
                found[symbol or number or ""].add(number or "")
        return {symbol: numbers - {""} for symbol, numbers in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines of a file are read, and how.

    Attributes:
        symbol: Symbol, CUSIP or ISIN of the lines; None for every line.
        venue: Where the security trades.
        order: Whether ``01/02/2021`` begins with the day or the month; None to find out.
    """

    symbol: str | None = None
    venue: Venue | None = None
    order: Order | None = None


@dataclass(slots=True, kw_only=True)
class _Trouble:
    """What could not be read, gathered to be told once for each kind."""

    file: str
    lines: dict[tuple[FindingKind, str], list[int]] = field(default_factory=dict)

    def note(self, kind: FindingKind, what: str, line: int) -> None:
        self.lines.setdefault((kind, what), []).append(line)

    def findings(self) -> Iterator[Finding]:
        for (kind, what), lines in self.lines.items():
            shown = ", ".join(map(str, lines[:_MOST_TOLD]))
            more = f" and {len(lines) - _MOST_TOLD:,} more" if len(lines) > _MOST_TOLD else ""
            text = f"{self.file}, line {shown}{more}: {what}"
            yield Finding(kind=kind, text=text, count=len(lines))


def read_quotes(table: PriceTable, wanted: Wanted) -> tuple[list[Quote], list[Finding]]:
    """Return the lines of one security of a file, and what is wrong with others of it.

    Raises:
        InputError: Days or decimals can be read in two ways and nothing tells in which.
    """
    records = [record for record in table.records if _is_wanted(table, record, wanted.symbol)]
    order = wanted.order or _order_of(table, records)
    signs = _signs_of(table, records)
    trouble = _Trouble(file=table.file)
    read = (_quote(table, record, (order, signs, wanted.venue), trouble) for record in records)
    quotes = [quote for quote in read if quote is not None]
    return quotes, [*trouble.findings()]


def _is_wanted(table: PriceTable, record: Record, symbol: str | None) -> bool:
    if not any(cell and cell.strip() for cell in record.cells):
        return False
    if symbol is None or not {"symbol", "number"} & table.columns.others.keys():
        return True
    own = {table.cell(record, "symbol"), table.cell(record, "number")}
    return symbol.upper() in {text.upper() for text in own if text is not None}


def _order_of(table: PriceTable, records: Iterable[Record]) -> Order | None:
    place = table.columns.day
    found = find_order(
        [record.cells[place] or "" for record in records if place < len(record.cells)]
    )
    if not isinstance(found, Undecided):
        return found
    raise InputError(
        f"{found.why}: a price of one day would be taken for that of another.",
        where=Place(file=table.file, column="date"),
        remedy="Say which it is (--dates dmy or mdy), or write the year first.",
    )


def _signs_of(table: PriceTable, records: Sequence[Record]) -> Mapping[str, Signs]:
    """Return the decimal sign of the closes, and of the volumes where they tell their own."""
    closes = find_sign(_column(records, table.columns.close))
    place = table.columns.others.get("volume")
    texts = [] if place is None else _column(records, place)
    volumes = find_sign(texts)
    if closes.sign is None and volumes.sign is None:
        raise InputError(
            "its numbers can be read in two ways, with the decimals after a point or a comma, and "
            "nothing in the file tells in which.",
            where=Place(file=table.file, column="close"),
            remedy="Write them without a sign between thousands.",
        )
    if closes.sign is None:
        closes = volumes
    has_own = any(mark in text for text in texts for mark in ".,")
    return {"close": closes, "volume": volumes if has_own and volumes.sign else closes}


def _column(records: Iterable[Record], place: int) -> list[str]:
    cells = (record.cells[place] for record in records if place < len(record.cells))
    return [cell for cell in cells if cell is not None]


def _quote(
    table: PriceTable,
    record: Record,
    how: tuple[Order | None, Mapping[str, Signs], Venue | None],
    trouble: _Trouble,
) -> Quote | None:
    """Read one line; None where it has no day or no close, which is noted."""
    order, signs, venue = how
    columns = table.columns
    cells = _rejoined(record.cells) if columns.is_fails else record.cells
    day_text = (cells[columns.day] if columns.day < len(cells) else None) or ""
    if columns.is_fails and day_text.strip().lower().startswith("trailer"):
        return None
    day = read_day(day_text, order, venue)
    if isinstance(day, str):
        trouble.note(FindingKind.UNREADABLE, day, record.line)
        return None
    text = cells[columns.close] if columns.close < len(cells) else None
    if is_nothing(text):
        trouble.note(FindingKind.MISSING, "there is no close; none is filled in.", record.line)
        return None
    close = signs["close"].read(text or "")
    if close is None:
        trouble.note(
            FindingKind.UNREADABLE, f"the close {(text or '')[:40]!r} is no number.", record.line
        )
        return None
    note = None
    if columns.is_fails:
        note = f"PRICE of settlement date {day}, which is the close of the trading day before"
        day = NEW_YORK.trading_day(day - _DAY, -1)
    numbers = {
        each: _number(table, record, each, signs=signs, trouble=trouble)
        for each in (*_PRICED, "split", "volume")
    }
    return Quote(
        day=day,
        close=close,
        file=table.file,
        line=record.line,
        adjusted=numbers["adjusted"],
        volume=None if columns.is_fails else numbers["volume"],
        currency=plain_currency(table.cell(record, "currency")),
        symbol=table.cell(record, "symbol"),
        number=table.cell(record, "number"),
        split=numbers["split"],
        dividend=numbers["dividend"],
        note=note,
    )


def _number(
    table: PriceTable,
    record: Record,
    meaning: str,
    *,
    signs: Mapping[str, Signs],
    trouble: _Trouble,
) -> Decimal | None:
    text = table.cell(record, meaning)
    if text is None or is_nothing(text):
        return None
    if meaning == "split" and (":" in text or "/" in text):
        return _ratio(text)
    value = signs.get(meaning, signs["close"]).read(text)
    if value is None:
        what = f"the {meaning} {text[:40]!r} is no number, and is left out."
        trouble.note(FindingKind.UNREADABLE, what, record.line)
    if value is not None and value < 0:
        what = f"the {meaning} {text[:40]!r} is negative, and is left out."
        trouble.note(FindingKind.UNREADABLE, what, record.line)
        return None
    return value


def _ratio(text: str) -> Decimal | None:
    """Read ``4:1`` or ``4/1``."""
    new, _, old = text.replace("/", ":").partition(":")
    numbers = Signs(sign=".").read(new), Signs(sign=".").read(old)
    if numbers[0] is None or not numbers[1]:
        return None
    return numbers[0] / numbers[1]


def _rejoined(cells: Sequence[str | None]) -> Sequence[str | None]:
    """Return the cells of a fails-to-deliver line whose description holds the separator."""
    if len(cells) <= _FAILS_WIDTH:
        return cells
    return [*cells[:4], "|".join(cell or "" for cell in cells[4:-1]), cells[-1]]


def number_findings(quotes: Iterable[Quote]) -> Iterator[Finding]:
    """Tell of several CUSIPs or ISINs under one symbol: a symbol may pass to another security."""
    seen = Counter(quote.number for quote in quotes if quote.number is not None)
    if len(seen) > 1:
        said = ", ".join(f"{number} ({count} lines)" for number, count in seen.most_common())
        yield Finding(
            kind=FindingKind.SYMBOL,
            text=f"The symbol stands for several securities: {said}. Choose one by its number "
            "(--symbol).",
            count=len(seen),
        )


def stated_currency(table: PriceTable) -> str | None:
    """Return the currency that a file as a whole is in, as far as it tells."""
    return NEW_YORK.currency if table.columns.is_fails else table.currency


def venue_of(table: PriceTable, symbol: str | None) -> Venue | None:
    """Return where a security of a file trades, as far as the file or its symbol tells."""
    if table.columns.is_fails:
        return NEW_YORK
    return None if symbol is None else venue_of_symbol(symbol)
