"""Ownership: shares as printed, graphs of millions of them, and who counts as owned."""

from __future__ import annotations

from proscribe.securities.ownership.counting import Counted, Counting, Mode, count_owned
from proscribe.securities.ownership.economic import Indirect, indirect_shares
from proscribe.securities.ownership.graph import UNIT, Shares
from proscribe.securities.ownership.percentages import Bounds, parse_percentage
from proscribe.securities.ownership.relations import Side, side_of

__all__ = [
    "UNIT",
    "Bounds",
    "Counted",
    "Counting",
    "Indirect",
    "Mode",
    "Shares",
    "Side",
    "count_owned",
    "indirect_shares",
    "parse_percentage",
    "side_of",
]
