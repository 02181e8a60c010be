"""Prices as a use of the workspace."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proscribe.screening.directory import Directory
    from proscribe.workspace.prices import Prices


class _Asked(Protocol):
    def _directory(self, further: int = 0) -> Directory: ...


class PricedWorkspace:
    """What the workspace does with price files."""

    def prices(  # noqa: PLR0913 - each is an option of its own, by keyword
        self: _Asked,
        query: str,
        *files: Path | str,
        since: str | date | datetime | None = None,
        until: str | date | None = None,
        benchmark: Path | str | None = None,
        symbol: str | None = None,
        benchmark_symbol: str | None = None,
        currency: str | None = None,
        venue: str | None = None,
        splits: Mapping[date, Decimal] | None = None,
        dates: str | None = None,
        model: str = "market",
        window: tuple[int, int] = (0, 5),
        known_at: str | date | datetime | None = None,
    ) -> Prices:
        """Say what the price of a subject's securities did around what happened to it.

        Args:
            query: A name, an identifier or a ticker of the subject.
            files: Price files, or ``KEY:ADDRESS`` of a fetcher, such as ``folder:prices``.
            since: A day, an instant, or ``designation``: what is counted from; by default the
                first designation that falls into the files.
            until: The day to end with; by default the last close.
            benchmark: A price file of what stands for the market.
            symbol: Symbol, CUSIP or ISIN, where a file holds several.
            benchmark_symbol: The same of the benchmark.
            currency: Currency of the closes, where the files do not state it.
            venue: MIC or country of the exchange, where neither file nor symbol tells it.
            splits: By first day, new shares for one old; 1 says that a jump was no split.
            dates: ``dmy`` or ``mdy``, where days such as 01/02/2021 can be read in two ways.
            model: ``market`` (market model) or ``difference``, for the abnormal return.
            window: First and last day of the abnormal return, in trading days from the event.
            known_at: Only events that were public by then count.

        Raises:
            InputError: Nothing fits the query, or a file cannot be read without guessing.
        """
        from proscribe.workspace.prices import PriceOptions, read_prices

        options = PriceOptions.of(
            since=since, until=until, benchmark=benchmark, symbol=symbol,
            benchmark_symbol=benchmark_symbol, currency=currency, venue=venue,
            splits=splits or {}, dates=dates, model=model, window=window, known_at=known_at,
        )  # fmt: skip
        return read_prices(query, files, options, self._directory())
