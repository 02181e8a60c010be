"""Tickers in one form, whoever wrote them: ``HK:1186``, ``CN:600050``, ``US:BRK.B``.

The part before the colon is the country of the market (ISO 3166). A market is
never guessed: a bare number could be listed anywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from proscribe.securities.markets import (
    BY_COUNTRY,
    dotted_market,
    is_derivative_venue,
    named_market,
    spaced_market,
)

# Signs that nobody sees; pages that tickers are copied from set them beside and within.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_YELLOW_KEY = re.compile(r"\s+EQUITY\Z")
_PREFIXED = re.compile(r"([A-Z]{2,8})\s*:\s*(\S.*)\Z")
_GLUED = re.compile(r"(?:(\d{6})(CN|CH|C1|C2|CG|CS)|(\d{1,5})(HK))\Z")
_SPACED = re.compile(r"(\S(?:.*\S)?)\s+([A-Z][A-Z0-9])\Z")
_DOTTED = re.compile(r"(\S+)\.([A-Z]{1,3}\d?)\Z")
# FactSet's ``941-HK``: codes of digits and American symbols only, as others may be share classes.
_HYPHENED = re.compile(r"(\d{1,6})-(HK|CN|TW|KR|JP|MY|SA)\Z|([A-Z]{1,6})-(US)\Z")
_SUFFIXED = re.compile(r"(\S+?)\s*(?::\s*([A-Z]{2,4})|\.(X[A-Z]{3}))\Z")
_LED = re.compile(r"(?:SH|SZ|BJ)(\d{6})\Z|HK(\d{4,5})\Z")
_BARE = re.compile(r"[A-Z]{1,5}(?:[./ -][A-Z]{1,2})?\Z")
_SYMBOL = re.compile(r"[A-Z0-9&]+(?:\.[A-Z0-9&]+)*\Z")
_JOINTS = re.compile(r"[\s/\-_.]+")
_LONGEST = 24
_CODE_LENGTH_CHINA = 6
_LONGEST_CODE_HONG_KONG = 5


@lru_cache(maxsize=65_536)
def ticker_key(ticker: str, exchange: str | None = None, *, home: str | None = None) -> str | None:
    """Return the canonical key of a ticker.

    Args:
        ticker: With its market (``0981.HK``, ``600050 CN``, ``XIACY US``, ``NYSE:BRK.B``), or
            bare where `exchange` or `home` names it.
        exchange: The exchange as the file names it, a MIC, or a code; it decides what a
            suffix means (``BP.A`` in London is no suffix of a market).
        home: Country of a bare ticker of letters, where whoever asks means one.

    Returns:
        ``COUNTRY:SYMBOL``, or None where the market cannot be told, or where ticker and
        exchange contradict each other.
    """
    text = _YELLOW_KEY.sub("", " ".join(seen(ticker).upper().split()))
    if not text or len(text) > _LONGEST:
        return None
    if exchange is None or not exchange.strip(" -\u00a0"):
        return _placed_by_itself(text) or _at_home(text, home)
    if is_derivative_venue(exchange):
        return None
    return _placed_by_exchange(text, exchange)


def seen(ticker: str) -> str:
    """Return a ticker or a text as people see it, in the letters and figures of ASCII."""
    if ticker.isascii() and ticker.isprintable():
        return ticker
    return _UNSEEN.sub("", normalize("NFKC", ticker))


def _placed_by_itself(text: str) -> str | None:
    symbol, country = split_market(text)
    return None if country is None else canonical_ticker(country, symbol)


def _at_home(text: str, home: str | None) -> str | None:
    if home is None or not _BARE.match(text):
        return None
    return canonical_ticker(home, text)


def _placed_by_exchange(text: str, exchange: str) -> str | None:
    symbol, country = split_market(text)
    market = named_market(exchange, symbol)
    if market is None:
        return None if country is None else canonical_ticker(country, symbol)
    if country is None or (country != market and not symbol.isdigit()):
        symbol = text
    elif country != market:
        return None
    if market == "CN" and not _names_an_exchange(exchange) and len(symbol) != _CODE_LENGTH_CHINA:
        return None
    return canonical_ticker(market, symbol)


def _names_an_exchange(exchange: str) -> bool:
    """Tell an exchange of China from the mere country, which may mean Hong Kong too."""
    return exchange.strip().casefold() not in {"cn", "ch", "chn", "china"}


def split_market(text: str) -> tuple[str, str | None]:
    """Take a ticker in capitals apart into its symbol and the country of its market."""
    first, second = _split_at_colon(text), _split_by_form(text)
    if first is not None and first[1] is not None:
        return first
    if second is not None:
        return second
    if match := _SPACED.match(text):
        country = spaced_market(match[2], match[1])
        if country is not None:
            return match[1], country
    if match := _DOTTED.match(text):
        country = dotted_market(match[2], match[1])
        if country is not None:
            return match[1], country
    return first or (text, None)


def _split_at_colon(text: str) -> tuple[str, str | None] | None:
    """Read ``NYSE:BRK.B``, ``941:HK`` and ``0941.XHKG``."""
    prefixed, suffixed = _PREFIXED.match(text), _SUFFIXED.match(text)
    if prefixed is not None:
        own = prefixed[1] if prefixed[1] in BY_COUNTRY else None
        country = own or named_market(prefixed[1], prefixed[2])
        if country is not None or suffixed is None:
            return prefixed[2], country
    if suffixed is None:
        return None
    country = named_market(suffixed[2] or suffixed[3], suffixed[1])
    return None if country is None else (suffixed[1], country)


def _split_by_form(text: str) -> tuple[str, str] | None:
    """Read ``601186CN``, ``SH601186`` and ``941-HK``."""
    if match := _GLUED.match(text):
        return (match[1], "CN") if match[1] else (match[3], "HK")
    if match := _LED.match(text):
        return (match[1], "CN") if match[1] else (match[2], "HK")
    if match := _HYPHENED.match(text):
        return (match[1], match[2]) if match[1] else (match[3], match[4])
    return None


def canonical_ticker(country: str, symbol: str) -> str | None:
    """Return ``COUNTRY:SYMBOL`` in its one form; None where there is no symbol.

    Share classes stand after a dot (``BRK/B``, ``BRK-B`` and ``BRK B`` are ``BRK.B``);
    Hong Kong codes lose their leading zeros, the codes of digits of other Asian
    markets get back those that a spreadsheet took.
    """
    plain = _JOINTS.sub(".", symbol.strip().rstrip("*")).strip(".")
    if country == "TR":
        plain = plain.removesuffix(".E")
    if not _SYMBOL.match(plain):
        return None
    if plain.isdigit():
        plain = _code(country, plain)
    return f"{country}:{plain}" if plain else None


def _code(country: str, digits: str) -> str:
    market = BY_COUNTRY.get(country)
    if market is None or market.digits == 0:
        return digits
    stripped = digits.lstrip("0")
    if country == "HK" and len(stripped) > _LONGEST_CODE_HONG_KONG:
        return ""
    if country == "CN" and len(stripped) > _CODE_LENGTH_CHINA:
        return ""
    return stripped.zfill(market.digits) if stripped else ""
