"""From the cells of a portfolio file to lines that can be screened.

A line is never refused: what is wrong with it is said in its ``problem``, and
the rest of it is read all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import polars as pl

from proscribe.securities.cells import clean_cells
from proscribe.securities.checks import Finding
from proscribe.securities.columns import check_column, ticker_column
from proscribe.securities.countries import country_code
from proscribe.securities.currencies import currency_code
from proscribe.securities.dates import parse_day_of_file
from proscribe.securities.deals import DealReader
from proscribe.securities.headers import IDENTIFIERS, IDENTIFYING, PARTIES, Layout
from proscribe.securities.identifiers import check_identifier
from proscribe.securities.instruments import TOTAL_LABEL, LineKind, classify_lines
from proscribe.securities.markets import is_known_exchange
from proscribe.securities.named import name_each, read_names
from proscribe.securities.numbers import (
    AMOUNT,
    Amounts,
    DecimalSigns,
    parse_amounts,
    parse_undecided,
)
from proscribe.securities.other_columns import BESIDE, beside_of
from proscribe.securities.unread import UnreadAmounts, compare_signs

LINE_SCHEMA: dict[str, pl.DataType] = {
    "line": pl.UInt32(),
    **{
        name: pl.String()
        for name in ("kind", "instrument", *IDENTIFIERS, "ticker_key", "symbol", "name")
    },
    **dict.fromkeys(PARTIES, pl.String()),  # null where the name already says so
    "beside": BESIDE,  # texts of columns that are read as nothing else
    "location": pl.String(),
    "currency": pl.String(),
    "local_currency": pl.String(),
    "quantity": AMOUNT,
    "price": AMOUNT,
    "market_value": AMOUNT,
    "weight": AMOUNT,
    "percent": pl.Boolean(),  # whether header or cell says that the weight is per cent
    "account": pl.String(),
    "investor": pl.String(),  # as written
    "side": pl.String(),  # what a trade does (``securities.sides``); null in a position
    "short": pl.Boolean(),  # whether it is a short position
    "acquired": pl.Date(),
    "traded": pl.Date(),
    "issued": pl.Date(),
    "matures": pl.Date(),
    "problem": pl.String(),
    "only_days": pl.Boolean(),  # whether that is of days only, which matter to what is listed
}
_NUMBERS = ("quantity", "price", "market_value", "weight")
_DAYS = ("acquired", "traded", "issued", "matures")
_LOOKS_LIKE_ISIN = r"^[A-Za-z]{2}[A-Za-z0-9]{9}[0-9]$"
_ISIN_AND_MORE = r"^([A-Z]{2}[A-Z0-9]{9}[0-9])(?: ?/ ?| ?\(| )[A-Z0-9]{6,7}\)?$"
_MOST_UNKNOWN_EXCHANGES = 20

Problems = defaultdict[int, list[str]]


class LineReader:
    """Reads the batches of one file into lines; it remembers how the file writes numbers.

    Args:
        layout: What the columns mean.
        typed: Columns whose cells were numbers, not text, in the file.
        home: Country of bare tickers of letters, where the user has named it.
    """

    def __init__(
        self, layout: Layout, *, typed: frozenset[str] = frozenset(), home: str | None = None
    ) -> None:
        self._layout = layout
        self._home = home
        self._signs = DecimalSigns(frozenset(m for m in _NUMBERS if layout.columns.get(m) in typed))
        self._unknown_exchanges: dict[str, None] = {}
        self._deals = DealReader(layout)
        self._unread = UnreadAmounts({m: layout.columns.get(m, m) for m in _NUMBERS})

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The cells that say something and count for nothing."""
        return self._unread.findings

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was odd about the file, beyond single lines."""
        if not self._unknown_exchanges:
            return ()
        names = ", ".join(repr(name) for name in self._unknown_exchanges)
        return (
            f"Exchanges that are not known, so that bare tickers on them are not read: {names}.",
        )

    def read(
        self, given: pl.DataFrame, line: pl.Series, problems: Mapping[int, str] | None = None
    ) -> pl.DataFrame:
        """Read a batch.

        Args:
            given: The cells as text, under the headers of the layout.
            line: Number of each line in the file.
            problems: What is already known to be wrong, by row.

        Returns:
            One row for each row of `given`, with the columns of `LINE_SCHEMA`.
        """
        found: Problems = defaultdict(list)
        for row, text in (problems or {}).items():
            found[row].append(text)
        cells = {
            meaning: clean_cells(given[column], number=meaning in _NUMBERS)
            for meaning, column in self._layout.columns.items()
        }
        self._deals.sort_out(cells)
        name_each(cells)
        read: dict[str, pl.Series] = {}
        doubts: Problems = defaultdict(list)
        self._identify(cells, read, doubts)
        self._compare_seconds(given, cells, doubts)
        self._classify(given, cells, read)
        _keep_for_holdings(read, doubts, found)
        read["beside"] = beside_of(given, cells, read, self._layout)
        self._place(cells, read)
        self._count(cells, read, found)
        self._unread.add(cells, line)
        before = {*found}
        _date(cells, read, found)
        dated = {*found} - before
        self._deals.read(cells, read)
        told = {row: len(texts) for row, texts in found.items()}
        _miss_nothing(cells, read, found)
        dated -= {row for row, texts in found.items() if len(texts) != told.get(row)}
        texts = [" ".join(found[row]) if row in found else None for row in range(len(line))]
        read |= {"line": line, "problem": pl.Series(texts, dtype=pl.String)}
        read["only_days"] = pl.Series([row in dated for row in range(len(line))], dtype=pl.Boolean)
        return _table(read, len(line))

    def _identify(
        self, cells: dict[str, pl.Series], read: dict[str, pl.Series], doubts: Problems
    ) -> None:
        for kind in IDENTIFIERS:
            if kind in cells:
                read[kind] = _checked(kind, cells[kind], doubts)
        _compare_isin_and_cusip(read, doubts)
        exchange = cells.get("exchange")
        if "ticker" in cells:
            read["ticker_key"] = ticker_column(cells["ticker"], exchange, home=self._home)
        if "identifier" in cells:
            _spread(cells["identifier"], read, doubts)
        if "name" in cells:
            read_names(cells["name"], read)
        if exchange is not None:
            self._notice_exchanges(exchange)

    def _compare_seconds(
        self, given: pl.DataFrame, cells: dict[str, pl.Series], doubts: Problems
    ) -> None:
        """Doubt lines in which two columns of one identifier name two securities."""
        for kind, header in self._layout.seconds:
            first, second = cells[kind], clean_cells(given[header])
            for row in (first != second).fill_null(value=False).arg_true():
                doubts[row].append(
                    f"The columns {self._layout.columns[kind]!r} and {header!r} name two "
                    f"securities: {first[row]} and {second[row]}."
                )

    def _notice_exchanges(self, exchange: pl.Series) -> None:
        for name in exchange.drop_nulls().unique(maintain_order=True):
            if len(self._unknown_exchanges) >= _MOST_UNKNOWN_EXCHANGES:
                return
            if not is_known_exchange(name):
                self._unknown_exchanges[name] = None

    def _classify(
        self, given: pl.DataFrame, cells: dict[str, pl.Series], read: dict[str, pl.Series]
    ) -> None:
        rows = given.height
        known = [read[kind] for kind in (*IDENTIFIERS, "ticker_key") if kind in read]
        identified = _any([series.is_not_null() for series in known], rows)
        lines = pl.DataFrame(
            {
                "name": _named(cells, rows),
                "asset_class": cells.get("asset_class", _nulls(rows)),
                "exchange": cells.get("exchange", _nulls(rows)),
                "identified": identified,
                "labelled_total": _labelled_total(given, self._layout, identified),
            }
        )
        read.update(classify_lines(lines).to_dict())

    def _place(self, cells: dict[str, pl.Series], read: dict[str, pl.Series]) -> None:
        for meaning in ("name", *PARTIES, "account", "investor"):
            if meaning in cells:
                read[meaning] = cells[meaning]
        symbols = cells.get("ticker", cells.get("identifier"))
        if symbols is not None:
            read["symbol"] = symbols.str.to_uppercase()
        if "location" in cells:
            location = cells["location"]
            distinct = location.drop_nulls().unique().to_list()
            codes = {name: country_code(name) or name for name in distinct}
            read["location"] = location.replace_strict(codes, return_dtype=pl.String)
        for meaning in ("currency", "local_currency"):
            if meaning in cells:
                currency = cells[meaning]
                distinct = currency.drop_nulls().unique().to_list()
                plain = {name: currency_code(name) for name in distinct}
                read[meaning] = currency.replace_strict(plain, return_dtype=pl.String)
        if "currency" not in cells and self._layout.currency is not None:
            rows = len(read["kind"])
            read["currency"] = pl.Series([self._layout.currency]).new_from_index(0, rows)

    def _count(
        self, cells: dict[str, pl.Series], read: dict[str, pl.Series], found: Problems
    ) -> None:
        columns = {meaning: cells[meaning] for meaning in _NUMBERS if meaning in cells}
        self._signs.learn(columns)
        for meaning, series in columns.items():
            sign = self._signs.sign(meaning)
            label = meaning.replace("_", " ")
            amounts: Amounts = (
                parse_undecided(series, label)
                if sign is None
                else parse_amounts(series, sign, label)
            )
            read[meaning] = amounts.values
            if meaning == "weight":
                marked = series.str.contains("%", literal=True).fill_null(value=False)
                read["percent"] = marked | pl.Series([self._layout.percent])
            for row, text in amounts.problems:
                found[row].append(_sentence(text))
        if "market_value" in cells:
            for row, text in compare_signs(cells["market_value"], read):
                found[row].append(text)


def _named(cells: dict[str, pl.Series], rows: int) -> pl.Series:
    """Return the names of lines; words in the column of tickers name a line that has no name."""
    names = cells.get("name", _nulls(rows))
    if "ticker" not in cells:
        return names
    words = cells["ticker"].str.extract("^(.* .*)$")
    return pl.select(pl.coalesce(names, words)).to_series()


def _nulls(rows: int) -> pl.Series:
    return pl.Series([None], dtype=pl.String).new_from_index(0, rows)


def _any(masks: list[pl.Series], rows: int) -> pl.Series:
    together = pl.Series([False]).new_from_index(0, rows)
    for mask in masks:
        together |= mask
    return together


def _checked(kind: str, cells: pl.Series, doubts: Problems) -> pl.Series:
    values, right = check_column(kind, cells)
    wrong = ~right & values.is_not_null()
    if bool(wrong.any()) and kind == "isin":
        values, right = check_column(kind, _without_second_number(cells, wrong))
        wrong = ~right & values.is_not_null()
    if not bool(wrong.any()):
        return values
    for row in wrong.arg_true():
        problem = check_identifier(kind, cells[row]).problem
        if problem is not None:
            doubts[row].append(problem)
    return values.set(wrong, None)


def _without_second_number(cells: pl.Series, wrong: pl.Series) -> pl.Series:
    """Leave the ISIN of cells such as ``DE0007164600 / 716460``."""
    first = cells.str.extract(_ISIN_AND_MORE)
    return pl.select(pl.when(wrong).then(pl.coalesce(first, cells)).otherwise(cells)).to_series()


def _spread(cells: pl.Series, read: dict[str, pl.Series], doubts: Problems) -> None:
    """Give each cell of a column of mixed identifiers to the kind whose check it passes.

    What passes none is a ticker only if it names its market itself: it may as well be
    the custodian's own number.
    """
    left = cells.is_not_null()
    for kind in IDENTIFIERS:
        values, right = check_column(kind, cells)
        values, known = values.set(~right, None), read.get(kind, _nulls(len(cells)))
        if kind == "isin":
            for row in (known != values).fill_null(value=False).arg_true():
                doubts[row].append(f"ISIN {known[row]} and ISIN {values[row]} are two securities.")
        read[kind] = _first(known, values)
        left &= ~right
    tickers = ticker_column(cells.set(~left, None))
    read["ticker_key"] = _first(read.get("ticker_key", _nulls(len(cells))), tickers)
    for row in (left & cells.str.contains(_LOOKS_LIKE_ISIN)).arg_true():
        problem = check_identifier("isin", cells[row]).problem
        if problem is not None:
            doubts[row].append(problem)


def _first(series: pl.Series, other: pl.Series) -> pl.Series:
    return pl.select(pl.coalesce(series, other)).to_series()


def _compare_isin_and_cusip(read: dict[str, pl.Series], doubts: Problems) -> None:
    if "isin" not in read or "cusip" not in read:
        return
    isin, cusip = read["isin"], read["cusip"]
    american = isin.str.slice(0, 2).is_in(["US", "CA"])
    apart = american & cusip.is_not_null() & (isin.str.slice(2, 9) != cusip)
    for row in apart.fill_null(value=False).arg_true():
        doubts[row].append(f"ISIN {isin[row]} and CUSIP {cusip[row]} are two securities.")


def _labelled_total(given: pl.DataFrame, layout: Layout, identified: pl.Series) -> pl.Series:
    """Tell which lines call themselves a total in a cell that would name what is held."""
    total = pl.Series([False]).new_from_index(0, given.height)
    if bool(identified.all()):
        return total
    names = (layout.columns.get(m) for m in IDENTIFYING)
    for column in dict.fromkeys((layout.headers[0], *names)):
        if column is not None:
            total |= given[column].str.contains(TOTAL_LABEL).fill_null(value=False)
    return total


def _keep_for_holdings(read: dict[str, pl.Series], doubts: Problems, found: Problems) -> None:
    """Drop tickers of cash and totals, and complaints about what stands for their identifiers."""
    holding = read["kind"] == LineKind.HOLDING.value
    if "ticker_key" in read:
        read["ticker_key"] = read["ticker_key"].set(~holding, None)
    for row, texts in doubts.items():
        if holding[row]:
            found[row] += texts


def _date(cells: dict[str, pl.Series], read: dict[str, pl.Series], found: Problems) -> None:
    for meaning in _DAYS:
        if meaning not in cells:
            continue
        series = cells[meaning]
        distinct = series.drop_nulls().unique().to_list()
        days = {text: parse_day_of_file(text, ahead=meaning == "matures") for text in distinct}
        good = {text: day for text, day in days.items() if isinstance(day, date)}
        read[meaning] = series.replace_strict(good, default=None, return_dtype=pl.Date)
        if len(good) == len(days):
            continue
        if meaning == "traded":
            continue  # it matters only where each trade is asked about as of its own day
        for row in (read[meaning].is_null() & series.is_not_null()).arg_true():
            found[row].append(f"The day {meaning}, {days[series[row]]}")


def _miss_nothing(cells: dict[str, pl.Series], read: dict[str, pl.Series], found: Problems) -> None:
    """Say of each holding that nothing can be looked up by why that is so."""
    rows = len(read["kind"])
    names = [read[kind] for kind in (*IDENTIFIERS, "ticker_key", "name") if kind in read]
    lost = ~_any([series.is_not_null() for series in names], rows)
    lost &= read["kind"] == LineKind.HOLDING.value
    tickers = cells.get("ticker", cells.get("identifier"))
    for row in lost.arg_true():
        ticker = None if tickers is None else tickers[row]
        if ticker is not None:
            found[row].append(
                f"Ticker {ticker!r} does not tell its market: add a column exchange, "
                "or write it as in 1810.HK."
            )
        elif row not in found:
            found[row].append("The line names no security.")


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _table(read: dict[str, pl.Series], rows: int) -> pl.DataFrame:
    columns = []
    for name, dtype in LINE_SCHEMA.items():
        series = read.get(name)
        if series is None:
            series = pl.Series([None], dtype=dtype).new_from_index(0, rows)
        columns.append(series.cast(dtype).alias(name))
    return pl.DataFrame(columns)
