"""Where a share trades: its zone, the hour its close is made, and on which days it trades."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from proscribe.model.errors import UnknownNameError
from proscribe.model.time import local_instant
from proscribe.securities.tickers import split_market, ticker_key

_SATURDAY = 5
_DAY = timedelta(days=1)
_LONGEST_CLOSURE = 30
_HALF_DAY, _PUBLIC = "half_day", "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """An exchange, or the exchanges of one country that keep the same hours.

    Attributes:
        key: ISO 10383 code of the main exchange.
        title: What people call it.
        country: ISO 3166 code; ``ticker_key`` begins with it.
        zone: IANA zone of its hours.
        closes: When the close of a full day is made.
        closes_early: When that of a half day is made.
        calendar: Code of its calendar of holidays; None where none is at hand.
        known_from: First year of that calendar.
        currency: What its shares are quoted in, where that is one currency for all.
    """

    key: str
    title: str
    country: str
    zone: str
    closes: time
    closes_early: time | None = None
    calendar: str | None = None
    known_from: int = 2000
    currency: str | None = None

    def is_open(self, day: date) -> bool | None:
        """Return whether it trades on a day; None where the calendar does not reach."""
        if day.weekday() >= _SATURDAY:
            return False
        if not self.knows(day):
            return None
        return day not in _closed(self.calendar or "", day.year)

    def knows(self, day: date) -> bool:
        """Return whether its calendar holds that day."""
        return self.calendar is not None and day.year >= self.known_from

    def is_half_day(self, day: date) -> bool:
        """Return whether it closes early on a day, as far as its calendar tells."""
        if self.closes_early is None or not self.knows(day):
            return False
        return day in _halved(self.calendar or "", day.year)

    def closed_at(self, day: date) -> datetime:
        """Return the instant (UTC) at which the close of a day is made."""
        early = self.closes_early if self.is_half_day(day) else None
        return local_instant(day, self.closes if early is None else early, self.zone)

    def trading_day(self, day: date, step: int) -> date:
        """Return the first trading day from `day` on, going forwards (1) or backwards (-1).

        Where the calendar does not reach, every weekday counts as one.
        """
        found = day
        for _ in range(_LONGEST_CLOSURE):
            if self.is_open(found) is not False:
                return found
            found += step * _DAY
        return day

    def last_closed(self, instant: datetime) -> date:
        """Return the last trading day whose close was made at or before an instant."""
        day = self.trading_day(instant.date() + _DAY, -1)
        while self.closed_at(day) > instant:
            day = self.trading_day(day - _DAY, -1)
        return day

    def days_between(self, first: date, last: date) -> tuple[date, ...]:
        """Return the trading days from `first` to `last`, both included, that are sure to be so."""
        span = ((first + number * _DAY) for number in range((last - first).days + 1))
        return tuple(day for day in span if self.is_open(day))


@lru_cache(maxsize=512)
def _closed(calendar: str, year: int) -> frozenset[date]:
    return _holidays(calendar, year, _PUBLIC)


@lru_cache(maxsize=512)
def _halved(calendar: str, year: int) -> frozenset[date]:
    return _holidays(calendar, year, _HALF_DAY)


def _holidays(calendar: str, year: int, category: str) -> frozenset[date]:
    from holidays import financial_holidays

    return frozenset(financial_holidays(calendar, years=year, categories=(category,)))


_NEW_YORK, _SHANGHAI = "America/New_York", "Asia/Shanghai"
_VENUES = (
    Venue(
        key="XNYS", title="New York (NYSE, Nasdaq, OTC)", country="US", zone=_NEW_YORK,
        closes=time(16), closes_early=time(13), calendar="XNYS", known_from=1900, currency="USD",
    ),
    Venue(
        key="XHKG", title="Hong Kong", country="HK", zone="Asia/Hong_Kong",
        closes=time(16, 10), closes_early=time(12, 10), calendar="XHKG", known_from=2014,
    ),
    Venue(
        key="XLON", title="London", country="GB", zone="Europe/London",
        closes=time(16, 35), closes_early=time(12, 35), calendar="XLON",
    ),
    Venue(
        key="XSHG", title="Shanghai and Shenzhen", country="CN", zone=_SHANGHAI,
        closes=time(15), calendar="XSHG", known_from=2001,
    ),
    Venue(
        key="XTKS", title="Tokyo", country="JP", zone="Asia/Tokyo", closes=time(15, 30),
        currency="JPY",
    ),
    Venue(
        key="XETR", title="Germany (Xetra, Frankfurt)", country="DE", zone="Europe/Berlin",
        closes=time(17, 35), calendar="XETR", known_from=2016, currency="EUR",
    ),
    Venue(
        key="XPAR", title="Paris", country="FR", zone="Europe/Paris", closes=time(17, 35),
        closes_early=time(14, 5), calendar="XPAR", known_from=2019, currency="EUR",
    ),
    Venue(
        key="XAMS", title="Amsterdam", country="NL", zone="Europe/Amsterdam",
        closes=time(17, 35), closes_early=time(14, 5), calendar="XAMS", known_from=2019,
        currency="EUR",
    ),
    Venue(
        key="XSWX", title="Zurich", country="CH", zone="Europe/Zurich", closes=time(17, 30),
        calendar="XSWX", currency="CHF",
    ),
    Venue(
        key="XTSE", title="Toronto", country="CA", zone="America/Toronto", closes=time(16),
        closes_early=time(13), calendar="XTSE", known_from=2002,
    ),
    Venue(
        key="XASX", title="Sydney", country="AU", zone="Australia/Sydney",
        closes=time(16, 12), closes_early=time(14, 12), calendar="XASX", currency="AUD",
    ),
    Venue(
        key="XSES", title="Singapore", country="SG", zone="Asia/Singapore",
        closes=time(17, 16), closes_early=time(12, 16), calendar="XSES",
    ),
    Venue(
        key="XTAI", title="Taiwan", country="TW", zone="Asia/Taipei", closes=time(13, 30),
        calendar="XTAI", known_from=2008, currency="TWD",
    ),
    Venue(
        key="XKRX", title="Korea", country="KR", zone="Asia/Seoul", closes=time(15, 30),
        calendar="XKRX", currency="KRW",
    ),
    Venue(
        key="MISX", title="Moscow", country="RU", zone="Europe/Moscow", closes=time(18, 50),
        currency="RUB",
    ),
)  # fmt: skip
VENUES = {venue.key: venue for venue in _VENUES}
_BY_COUNTRY = {venue.country: venue for venue in _VENUES}
_BY_ZONE = {venue.zone: venue for venue in _VENUES}
NEW_YORK = VENUES["XNYS"]


def venue_named(name: str) -> Venue:
    """Return the venue of that MIC or country code.

    Raises:
        UnknownNameError: There is none; the message names those there are.
    """
    text = name.strip().upper()
    found = VENUES.get(text) or _BY_COUNTRY.get(text)
    if found is None:
        known = ", ".join(f"{venue.key} ({venue.title})" for venue in _VENUES)
        raise UnknownNameError(f"there is no venue {name!r}.", remedy=f"Choose one of {known}.")
    return found


def venue_of_symbol(symbol: str) -> Venue | None:
    """Return where a ticker with its market (``1810.HK``, ``XIACY US``) trades; None if unsaid."""
    key = ticker_key(symbol)
    return None if key is None else _BY_COUNTRY.get(key.partition(":")[0])


def quoted_currency(venue: Venue, symbol: str | None) -> str | None:
    """Return the currency a venue quotes that symbol in, where its rules leave only one.

    Hong Kong numbers its counters by currency: 8xxxx trades in renminbi and 9xxxx in US
    dollars. London quotes in pence and in pounds, so nothing follows from the place.
    """
    if venue.country not in {"HK", "CN"} or symbol is None:
        return venue.currency
    digits, _ = split_market(symbol.upper())
    if not digits.isdigit():
        return None
    if venue.country == "CN":
        return {"900": "USD", "200": "HKD"}.get(digits[:3], "CNY")
    plain = digits.lstrip("0")
    has_five = len(plain) == len("81810")
    return {"8": "CNY", "9": "USD"}.get(plain[0], "HKD") if has_five else "HKD"
