"""How long selling the lines of a portfolio takes, from price files with volumes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.prices import open_prices
from proscribe.securities.keys import security_keys
from proscribe.securities.prices import ExitTime, PriceSeries, Refusal, days_to_exit
from proscribe.securities.tickers import ticker_key
from proscribe.workspace.price_files import Reading, found_files, read_series, symbols_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from proscribe.ledger.record import Subject
    from proscribe.screening.directory import Directory
    from proscribe.screening.planning import Row
    from proscribe.securities.prices import Venue

_KINDS = ("isin", "cusip", "sedol", "figi", "ticker")


class ExitTimes:
    """Says how long selling takes, line by line.

    Args:
        files: Price files.
        directory: Knows which identifiers are of one security.
        known: Up to when the directory's facts count (UTC).
        until: The day asked about; no later volume counts.
        participation: Part of the daily volume one sells.

    Raises:
        InputError: A file cannot be read without guessing.
    """

    def __init__(
        self,
        files: Sequence[Path | str],
        directory: Directory,
        *,
        known: datetime,
        until: date,
        participation: Decimal,
    ) -> None:
        self._directory = directory
        self._known = known
        self._until = until
        self._participation = participation
        self._tables = [(path, open_prices(path)) for path in found_files(files, None)]
        self._series: dict[tuple[Path, str | None], PriceSeries] = {}

    def __call__(
        self, row: Row, quantity: Decimal | None, entity: str | None
    ) -> tuple[ExitTime | Refusal, Venue | None]:
        """Return how long selling a line takes, and where it trades by its prices."""
        found = self._of(self._names(row, entity))
        if not found:
            return (
                Refusal(
                    why="No price file is of this security, by ISIN, CUSIP or ticker.",
                    remedy="Name a file after its ticker (1810.HK.csv), or state its ISIN or "
                    "ticker in the portfolio.",
                ),
                None,
            )
        if quantity is None:
            why = "The line states no quantity, so how long selling takes is not known."
            return Refusal(why=why, remedy="State how many shares are held."), found[0].venue
        answers = [(self._exit(quantity, series), series.venue) for series in found]
        timed = [(one, venue) for one, venue in answers if isinstance(one, ExitTime)]
        if not timed:
            return answers[0]
        # Of several series of one security the slowest counts: that is the safe side.
        return max(timed, key=lambda pair: pair[0].days)

    def _exit(self, quantity: Decimal, series: PriceSeries) -> ExitTime | Refusal:
        if series.closes[0].day > self._until:
            return Refusal(
                why=f"The prices begin on {series.closes[0].day}, after the day asked about.",
                remedy="Give a file that reaches that day.",
            )
        found = days_to_exit(abs(quantity), series, self._participation, until=self._until)
        if quantity < 0 and isinstance(found, ExitTime):
            return replace(found, caveats=(*found.caveats, "The position is short: it is bought."))
        return found

    def _names(self, row: Row, entity: str | None) -> set[str]:
        """Return the identifiers of a line's security: its own, and those of the same security."""
        own = {
            (kind, str(value))
            for kind in _KINDS
            if (value := row["ticker_key" if kind == "ticker" else kind]) is not None
        }
        subjects = () if entity is None else self._directory.subjects([entity], self._known)
        return {value for _, value in own | _same_security(own, subjects)}

    def _of(self, names: set[str]) -> list[PriceSeries]:
        meant = [
            (path, symbol) for path, table in self._tables for symbol in symbols_of(table, names)
        ]
        for key in meant:
            if key not in self._series:
                self._series[key] = self._read(*key)
        return [self._series[key] for key in meant]

    def _read(self, path: Path, symbol: str | None) -> PriceSeries:
        reading = Reading(
            today=datetime.now(UTC).date(), symbol=symbol, currency=None, venue=None, splits={},
            order=None,
        )  # fmt: skip
        return read_series([path], reading, None)[0]


def _same_security(own: set[tuple[str, str]], subjects: Sequence[Subject]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for subject in subjects:
        for line in subject.securities:
            keys = set(security_keys(line))
            if line.ticker is not None and (key := ticker_key(line.ticker, home="US")):
                keys.add(("ticker", key))
            if keys & own:
                found |= keys
    return found
