"""Opens a price file: text in any encoding and separator (also gzipped), XLSX or Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from proscribe.backends.portfolios.source import Heading
from proscribe.backends.portfolios.table import open_table
from proscribe.securities.prices.currency import plain_currency
from proscribe.securities.prices.headers import no_prices, price_score, read_columns
from proscribe.securities.prices.reading import PriceTable
from proscribe.securities.prices.venues import venue_of_symbol
from proscribe.securities.records import read_facts

PRICES = Heading(score=price_score, missing=no_prices)
_BATCH = 50_000
_KINDS = {".csv", ".gz", ".parquet", ".psv", ".tsv", ".txt", ".xlsx"}
_SYMBOL_FACTS = ("security", "symbol", "ticker", "ric", "identifier", "instrument")
_CURRENCY_FACTS = ("currency", "ccy", "crncy")


def open_prices(path: Path) -> PriceTable:
    """Read a price file as text, with what it says as a whole.

    Raises:
        InputError: It cannot be read, or no line heads days and closes.
    """
    file = str(path)
    source = open_table(path, heading=PRICES)
    headers = source.head.headers
    if not price_score(headers):
        raise no_prices(headers, file)
    columns = read_columns(headers, file)
    facts = {name.lower(): value for name, value in read_facts(source.head.preamble).items()}
    above = _first(facts, _CURRENCY_FACTS)
    return PriceTable(
        file=file,
        columns=columns,
        records=[record for chunk in source.chunks(_BATCH) for record in chunk.records()],
        symbol=_first(facts, _SYMBOL_FACTS) or symbol_in_name(path),
        name=_bare_name(path),
        currency=plain_currency(above) or columns.currency,
    )


def symbol_in_name(path: Path) -> str | None:
    """Return the symbol a file is named after (``1810.HK.csv``); None where it names no market."""
    name = _bare_name(path)
    return name if venue_of_symbol(name) is not None else None


def _bare_name(path: Path) -> str:
    name = path.name
    while Path(name).suffix.lower() in _KINDS:
        name = Path(name).stem
    return name


def _first(facts: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((facts[name] for name in names if name in facts), None)
