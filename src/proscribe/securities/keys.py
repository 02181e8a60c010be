"""The keys under which a security line is found."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from proscribe.securities.identifiers import check_identifier, related_keys
from proscribe.securities.tickers import ticker_key

if TYPE_CHECKING:
    from proscribe.model.listing import SecurityLine

_KINDS = ("isin", "cusip", "sedol", "figi")
# Lists and fact files print a ticker of letters alone for an American line, and only there.
_HOME = "US"


@lru_cache(maxsize=100_000)
def security_keys(line: SecurityLine) -> tuple[tuple[str, str], ...]:
    """Return the search keys (kind, normalised value) of a line; a wrong identifier gives none."""
    found: dict[tuple[str, str], None] = {}
    for kind in _KINDS:
        value = getattr(line, kind)
        if value is None:
            continue
        checked = check_identifier(kind, value)
        if checked.value is not None:
            found[kind, checked.value] = None
            found.update(dict.fromkeys(related_keys(kind, checked.value)))
    if line.ticker is not None:
        # Where a ticker names its market itself, the venue is a floor of it, however it is coded.
        own = ticker_key(line.ticker)
        key = own or ticker_key(line.ticker, line.venue, home=_HOME)
        if key is not None:
            found["ticker", key] = None
    return tuple(found)
