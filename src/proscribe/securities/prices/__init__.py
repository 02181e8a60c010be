"""Daily prices: series with the file and line of each close, and what they did around a day.

Every figure names the two closes it rests on; what a file does not tell is refused, not filled in.
"""

from proscribe.securities.prices.abnormal import (
    AbnormalReturn,
    Model,
    Windows,
    abnormal_return,
)
from proscribe.securities.prices.building import SeriesFacts, build_series
from proscribe.securities.prices.drawdown import Drawdown, find_drawdown
from proscribe.securities.prices.fetcher import PriceFetcher, PriceRequest
from proscribe.securities.prices.moves import Move, Since, move_between, moves_since
from proscribe.securities.prices.picking import Picked, Rule
from proscribe.securities.prices.series import (
    Close,
    Finding,
    FindingKind,
    PriceSeries,
    Quote,
    Refusal,
)
from proscribe.securities.prices.venues import Venue, venue_named
from proscribe.securities.prices.volume import (
    AverageVolume,
    ExitTime,
    average_volume,
    days_to_exit,
)

__all__ = [
    "AbnormalReturn",
    "AverageVolume",
    "Close",
    "Drawdown",
    "ExitTime",
    "Finding",
    "FindingKind",
    "Model",
    "Move",
    "Picked",
    "PriceFetcher",
    "PriceRequest",
    "PriceSeries",
    "Quote",
    "Refusal",
    "Rule",
    "SeriesFacts",
    "Since",
    "Venue",
    "Windows",
    "abnormal_return",
    "average_volume",
    "build_series",
    "days_to_exit",
    "find_drawdown",
    "move_between",
    "moves_since",
    "venue_named",
]
