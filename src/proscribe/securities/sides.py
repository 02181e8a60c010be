"""On which side of a trade a line stands: what an order file asks to do.

A short sale is a sale that gets rid of nothing; covering one is a purchase. A word
that is not known is never taken for either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from proscribe.securities.wording import plain_words


class Side(StrEnum):
    """What a line of an order file, or of a list of trades, does; or which way a position goes."""

    BUY = "buy"
    SELL = "sell"
    SELL_SHORT = "sell_short"
    COVER = "cover"
    RECEIVE_DIVIDEND = "receive_dividend"
    REINVEST_DIVIDEND = "reinvest_dividend"
    HOLD = "hold"
    CONVERT = "convert"
    TRANSFER = "transfer"
    LONG = "long"
    SHORT = "short"
    UNKNOWN = "unknown"


SIDES: dict[Side, tuple[str, ...]] = {
    Side.BUY: (
        *(
            "buy",
            "b",
            "bot",
            "bought",
            "purchase",
            "purchased",
            "by",
            "bl",
            "buy long",
            "subscribe",
        ),
        *("buy to open", "buy open", "bto", "market buy", "limit buy", "subscription", "acquire"),
        *("kauf", "kaufen", "k", "wertpapierkauf", "zeichnung", "achat", "acheter", "compra"),
        *("comprar", "acquisto", "koop", "aankoop", "买入", "买", "買入", "buystock", "buymf"),
        *("buydebt", "buyother", "buyopt", "buytoopen"),
    ),
    Side.SELL: (
        *("sell", "s", "sld", "sold", "sale", "sl", "sell long", "redeem", "redemption"),
        *(
            "sell to close",
            "sell close",
            "stc",
            "market sell",
            "limit sell",
            "liquidate",
            "dispose",
        ),
        *(
            "verkauf",
            "verkaufen",
            "v",
            "wertpapierverkauf",
            "rucknahme",
            "vente",
            "vendre",
            "venta",
        ),
        *("vender", "vendita", "verkoop", "卖出", "卖", "賣出", "sellstock", "sellmf", "selldebt"),
        *("sellother", "sellopt", "selltoclose"),
    ),
    Side.SELL_SHORT: (
        *("sell short", "short sell", "short sale", "sold short", "ss", "sellshort", "sshrt"),
        *("sell to open", "sell open", "sto", "shortsell", "sell short exempt", "sse"),
        *("leerverkauf", "vente a decouvert", "venta en corto", "卖空", "selltoopen"),
    ),
    Side.COVER: (
        *("cover", "buy to cover", "cover short", "buy cover", "btc", "bc", "cs", "short cover"),
        *("buy to close", "buy close", "buytocover", "buytoclose", "short covering"),
        *("eindeckung", "ruckkauf", "couverture", "买入平仓"),
    ),
    Side.RECEIVE_DIVIDEND: (
        *("dividend", "div", "cash dividend", "dividend received", "qualified dividend"),
        *("dividende", "ausschuttung", "dividendo", "non qualified dividend", "income"),
    ),
    Side.REINVEST_DIVIDEND: (
        *("reinvest", "reinvestment", "dividend reinvestment", "reinvest dividend", "drip"),
        *("reinvest shares", "reinvested dividend", "wiederanlage"),
    ),
    Side.HOLD: ("hold", "keep", "halten", "conserver", "mantener"),
    Side.CONVERT: ("conversion", "convert", "wandlung", "umtausch"),
    Side.TRANSFER: (
        *("transfer", "transfer in", "transfer out", "receive", "deliver", "security transfer"),
        *("ubertrag", "depotubertrag", "einlieferung", "auslieferung"),
    ),
    Side.LONG: ("long", "l", "lang", "cash", "margin", "asset"),
    Side.SHORT: ("short", "sh", "short position"),
}
# Which way a position goes; among trades the same words are, or may be, a short sale.
_POSITIONS = frozenset({Side.LONG, Side.SHORT})
_BY_WORDS = {words: side for side, spellings in SIDES.items() for words in spellings}
# Brokers begin whole sentences with these; a correction or a cancellation is no trade.
_SENTENCE = re.compile(r"you (bought|sold short|sold)\b(?! short cover)")
_UNDONE = re.compile(r"\b(?:cancel\w*|correct\w*|revers\w*|storno\w*|void\w*|rebook\w*)\b")


def read_side(text: str) -> Side:
    """Return what a word says; :attr:`Side.UNKNOWN` where it is not surely one of them."""
    words = plain_words(text)
    known = _BY_WORDS.get(words)
    if known is not None:
        return known
    sentence = _SENTENCE.match(words)
    if sentence is None or _UNDONE.search(words):
        return Side.UNKNOWN
    return _BY_WORDS[sentence[1]]


def are_trades(texts: Iterable[str]) -> bool:
    """Tell whether the words of a column are of trades, not of long and short positions."""
    return any(read_side(text) not in _POSITIONS for text in texts)


def of_trades(texts: Iterable[str]) -> dict[str, str]:
    """Return the side each word of a column of trades means; ``short`` is a short sale there."""
    read = {text: read_side(text) for text in texts}
    meant = {Side.SHORT: Side.SELL_SHORT, Side.LONG: Side.UNKNOWN}
    return {text: meant.get(side, side).value for text, side in read.items()}


def are_all_sides(texts: Iterable[str]) -> bool:
    """Tell whether every word is a purchase or a sale, whatever its column is called."""
    plain = {Side.BUY, Side.SELL, Side.SELL_SHORT, Side.COVER}
    sides = [read_side(text) for text in texts]
    return bool(sides) and plain.issuperset(sides)


def are_account_types(texts: Iterable[str]) -> bool:
    """Tell whether a column called ``type`` says how shares are held, not what they are."""
    words = {plain_words(text) for text in texts}
    return bool(words) and words <= {"cash", "margin", "short", "cash account", "margin account"}
