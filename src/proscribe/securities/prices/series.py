"""A daily series of closes, each with the file and line it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from proscribe.securities.prices.venues import Venue


class FindingKind(StrEnum):
    """What is odd about a series."""

    GAP = "gap"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    ORDER = "order"
    SPLIT = "split"
    JUMP = "jump"
    CURRENCY = "currency"
    NOT_POSITIVE = "not_positive"
    NO_TRADING_DAY = "no_trading_day"
    FUTURE = "future"
    STALE = "stale"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    VOLUME = "volume"
    ADJUSTED = "adjusted"
    SYMBOL = "symbol"
    VENUE = "venue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One oddity of a series, in words that say what was done about it.

    Attributes:
        kind: Its kind.
        text: What is odd, where, and what becomes of it.
        count: How many lines it concerns.
    """

    kind: FindingKind
    text: str
    count: int = 1

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One line of a price file, read but not yet judged.

    Attributes:
        day: The day its close is of.
        close: The close.
        file: Where it stands.
        line: On which line, from 1.
        adjusted: The close adjusted for splits and dividends, where the file has both.
        volume: Shares traded.
        currency: As the line states it.
        symbol: As the line states it.
        number: CUSIP or ISIN, as the line states it.
        split: New shares for one old share on that day; None where the file is silent.
        dividend: Dividend of that day, in the currency of the close.
        note: What else to know of the day of the close.
    """

    day: date
    close: Decimal
    file: str
    line: int
    adjusted: Decimal | None = None
    volume: Decimal | None = None
    currency: str | None = None
    symbol: str | None = None
    number: str | None = None
    split: Decimal | None = None
    dividend: Decimal | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """The close of one day.

    Attributes:
        day: The trading day.
        close: The close as the file gives it.
        currency: Its currency; None where nothing tells it.
        file: The file it was read from.
        line: The line of that file, from 1.
        adjusted: Adjusted for splits and dividends, where the file has both.
        volume: Shares traded; None where the file does not tell.
        note: What else to know of the day of the close.
    """

    day: date
    close: Decimal
    currency: str | None
    file: str
    line: int
    adjusted: Decimal | None = None
    volume: Decimal | None = None
    note: str | None = None

    @property
    def source(self) -> str:
        """File and line, as ``FILE:LINE``."""
        return f"{self.file}:{self.line}"

    def __str__(self) -> str:
        unit = "" if self.currency is None else f" {self.currency}"
        return f"{self.close}{unit} of {self.day} ({self.source})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A split between the close before `day` and the close of it.

    Attributes:
        day: First day on which the new shares trade.
        ratio: New shares for one old share.
        applied: True where closes before it are still in old shares, so that a move across it
            multiplies; False where the file has adjusted them already.
        said_by: Who says so.
    """

    day: date
    ratio: Decimal
    applied: bool
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A jump between two closes that looks like a split nobody states: no move is told across.

    Attributes:
        before: The close before it.
        after: The close after it.
        looks_like: What it looks like, in words.
    """

    before: Close
    after: Close
    looks_like: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSeries:
    """The closes of one security at one venue, earliest first, one for each day.

    Attributes:
        symbol: Its symbol, where known.
        venue: Where it trades; None where nothing tells it.
        currency: What the closes are in; None where nothing tells it.
        closes: The closes that may be used.
        stale: Closes left out because the price had stopped moving when trading ended or paused.
        ended: The last day with a close of its own where the series stands still from then on.
        splits: Splits that are stated.
        breaks: Jumps that look like splits nobody states.
        dividend_adjusted: True where closes before a dividend are not what was paid on the day.
        files: The files it was read from.
        findings: What is odd about it.
    """

    symbol: str | None
    venue: Venue | None
    currency: str | None
    closes: tuple[Close, ...]
    stale: tuple[Close, ...] = ()
    ended: date | None = None
    splits: tuple[Split, ...] = ()
    breaks: tuple[Break, ...] = ()
    dividend_adjusted: bool = False
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def label(self) -> str:
        """What to call it."""
        return self.symbol or ", ".join(self.files)

    def on(self, day: date) -> Close | None:
        """Return the close of a day; None where there is none to be used."""
        return next((close for close in self.closes if close.day == day), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a figure is not given, and what would help."""

    why: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.why} {self.remedy}".strip()
