"""What brings prices from elsewhere: the contract of a fetcher.

Another package adds one through an entry point of the group ``proscribe.prices``: its name is
the key, and it leads to a callable that takes an address and returns a :class:`PriceFetcher`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRequest:
    """Whose prices are wanted.

    Attributes:
        symbols: Tickers with their markets, ISINs and CUSIPs of the security, best first.
        since: First day wanted; None for as early as there is.
        until: Last day wanted; None for as late as there is.
    """

    symbols: Sequence[str]
    since: date | None = None
    until: date | None = None


@runtime_checkable
class PriceFetcher(Protocol):
    """Brings files of prices; what they hold is read and judged as any file of the user."""

    def fetch(self, request: PriceRequest) -> Sequence[Path]:
        """Return files with the prices asked for; none where it has none.

        Raises:
            InputError: The request cannot be served, and why.
            SourceError: Whoever publishes the prices could not be reached.
        """
