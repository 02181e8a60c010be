"""Money and percentages named in a text, with their sign where words give it (``down 25%``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from proscribe.model.claim import ClaimValue, Span, ValueKind

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_SIGNS = {
    "HK$": "HKD", "US$": "USD", "U.S.$": "USD", "C$": "CAD", "A$": "AUD", "S$": "SGD",
    "NT$": "TWD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₩": "KRW",
    "RMB": "CNY", "CNY": "CNY", "USD": "USD", "HKD": "HKD", "EUR": "EUR", "GBP": "GBP",
    "JPY": "JPY", "RUB": "RUB", "CHF": "CHF",
}  # fmt: skip
_WORDS = {
    "hong kong dollars": "HKD", "u.s. dollars": "USD", "us dollars": "USD", "dollars": "USD",
    "dollar": "USD", "yuan": "CNY", "renminbi": "CNY", "euros": "EUR", "euro": "EUR",
    "pounds": "GBP", "rubles": "RUB", "roubles": "RUB", "yen": "JPY", "won": "KRW",
    "港元": "HKD", "港币": "HKD", "美元": "USD", "人民币": "CNY", "元": "CNY", "欧元": "EUR",
    "英镑": "GBP", "卢布": "RUB", "日元": "JPY", "美金": "USD", "руб.": "RUB", "руб": "RUB",
    "долл.": "USD",
    "фунтов": "GBP", "фунта": "GBP", "гонконгского доллара": "HKD", "гонконгских доллара": "HKD",
    "юаня": "CNY", "юань": "CNY", "долларам": "USD", "рубль": "RUB",
    "долларов": "USD", "доллара": "USD", "доллар": "USD", "рублей": "RUB", "рубля": "RUB",
    "евро": "EUR", "юаней": "CNY", "гонконгских долларов": "HKD",
}  # fmt: skip
_SCALES = {
    "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "mln": 1_000_000, "bln": 1_000_000_000, "mn": 1_000_000,
    "bn": 1_000_000_000, "m": 1_000_000, "万": 10_000, "亿": 100_000_000,
    "тыс.": 1_000, "тыс": 1_000, "тысячи": 1_000, "тысяч": 1_000, "миллион": 1_000_000,
    "миллиона": 1_000_000, "миллионов": 1_000_000, "миллиард": 1_000_000_000,
    "миллиарда": 1_000_000_000, "миллиардов": 1_000_000_000, "万亿": 1_000_000_000_000,
    "млн": 1_000_000, "млрд": 1_000_000_000,
}  # fmt: skip


def _any(words: dict[str, object] | dict[str, str] | dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SCALE = rf"(?P<scale>{_any(_SCALES)})"
_MONEY = (
    re.compile(
        rf"(?<![A-Za-z$])(?P<sign>{_any(_SIGNS)})\s?(?P<number>{_NUMBER})(?:[\s-]?{_SCALE}(?!\w))?"
    ),
    re.compile(
        rf"(?<![A-Za-z\d.,])(?P<number>{_NUMBER})[\s-]?(?:{_SCALE}[\s-]?)?(?P<word>"
        rf"{_any(_WORDS)})(?![a-zа-я])",
        re.IGNORECASE,
    ),
)
_PER_SHARE = re.compile(
    r"\s*(?:a|per|each|/)\s*(?:share|ADR|ADS|receipt)\b|\s*apiece\b|每股|\s*за (?:акцию|бумагу)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?<![A-Za-z\d.,])(?P<minus>[-−–+]?)(?P<number>{_NUMBER})\s?"
    r"(?:[%％]|per\s?cent\b|percent\b|percentage points?\b|процент\w*)"
)
_CHINESE_PERCENT = re.compile(r"百分之(?P<number>\d+(?:\.\d+)?)")
# ``lost a fifth of its value``, ``fell by a quarter``.
_PARTS = {"half": 50, "quarter": 25, "fifth": 20, "tenth": 10}
_FRACTION = re.compile(
    r"\b(?:(?:a|one)[ -])?(?P<part>half|quarter|fifth|tenth)(?= of (?:its|their|the) (?:\w+ )?"
    r"(?:value|worth|capitali[sz]ation)\b)|"
    r"(?<=\bby )(?:(?:a|one) )?(?P<share>half|quarter|fifth|tenth)\b(?! of)",
    re.IGNORECASE,
)
_DOWN = (
    r"down|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|los(?:t|es|ing)|declin(?:ed|es|ing)|decline|"
    r"slump(?:ed|s|ing)?|plung(?:ed|es|ing)|plunge|tumbl(?:ed|es|ing)|sank|sink(?:s|ing)?|slid|"
    r"slides?|cratered|skidded|nosedived|eased|slipp?(?:ed|ing|s)?|shed(?:s|ding)?|dipp(?:ed|ing)"
    r"|collapsed|tanked|crash(?:ed|es|ing)?|dived?|retreated|decreased|"
    r"lower|weaker|下跌|大跌|跌|走低|收低|回落|急挫|降|обвалил\w*|просел\w*|сократил\w*|"
    r"опустил\w*|下挫|重挫|暴跌|下滑|упал\w*|снизил\w*|подешевел\w*|рухнул\w*|потерял\w*|"
    r"снижени\w+|падени\w+"
)
_UP = (
    r"up|rose|ris(?:e|es|en|ing)|gain(?:ed|s|ing)?|jump(?:ed|s|ing)?|surg(?:ed|es|ing)|surge|"
    r"soar(?:ed|s|ing)?|反弹|climb(?:ed|s|ing)?|advanc(?:ed|es|ing)|rall(?:ied|ies|ying)|rally|"
    r"add(?:ed|s|ing)|increas(?:ed|es|ing)|higher|rebounded|leap(?:t|ed|s)|rocketed|skyrocketed"
    r"|spiked|上涨|大涨|涨|走高|收高|"
    r"升|взлетел\w*|подскочил\w*|увеличил\w*|上升|飙升|"
    r"вырос\w*|подорожал\w*|прибавил\w*|поднял\w*|рост\w*"
)
_MOVE = re.compile(rf"(?<![a-zа-я])(?:(?P<down>{_DOWN})|(?P<up>{_UP}))(?![a-z])", re.IGNORECASE)
_REACH = 60
_GROUPED = 3


def find_money(text: str, *, start: int = 0) -> tuple[ClaimValue, ...]:
    """Return the amounts of money of a text, in order.

    Args:
        text: The text, or a part of it.
        start: Where the part begins, to be added to the offsets.
    """
    found: dict[tuple[int, int], ClaimValue] = {}
    for pattern in _MONEY:
        for match in pattern.finditer(text):
            if any(match.start() < end and begin < match.end() for begin, end in found):
                continue
            found[match.span()] = _money(match, text, start)
    return tuple(found[span] for span in sorted(found))


def _money(match: re.Match[str], text: str, start: int) -> ClaimValue:
    groups = match.groupdict()
    sign = groups.get("sign")
    currency = _SIGNS[sign] if sign is not None else _WORDS[groups["word"].lower()]
    scale = groups.get("scale")
    amount = _number(match["number"])
    if scale is not None:
        amount *= _SCALES[scale if scale in _SCALES else scale.lower()]
    per = _PER_SHARE.match(text, match.end()) or text[: match.start()].endswith("每股")
    return ClaimValue(
        kind=ValueKind.MONEY,
        span=_span(match, start),
        amount=amount,
        currency=currency,
        per="share" if per else None,
    )


def find_percents(text: str, *, start: int = 0) -> tuple[tuple[ClaimValue, bool], ...]:
    """Return the percentages of a text, in order, and whether words make each a move.

    Args:
        text: The text, or a part of it.
        start: Where the part begins, to be added to the offsets.
    """
    return tuple(_percents(text, start))


def _percents(text: str, start: int) -> Iterator[tuple[ClaimValue, bool]]:
    matches = [
        *_PERCENT.finditer(text),
        *_CHINESE_PERCENT.finditer(text),
        *_FRACTION.finditer(text),
    ]
    for match in sorted(matches, key=lambda one: one.start()):
        move = _move(text, match)
        groups = match.groupdict()
        minus = groups.get("minus") or ""
        part = groups.get("part") or groups.get("share")
        amount = _number(match["number"]) if part is None else Decimal(_PARTS[part.lower()])
        down = minus in "-−–" and minus != "" if move is None else move[1]
        begin = match.start() if move is None else move[0]
        span = Span(text=text[begin : match.end()], start=start + begin, end=start + match.end())
        signed = -amount if down else amount
        yield (
            ClaimValue(kind=ValueKind.PERCENT, span=span, amount=signed),
            (move is not None or minus != ""),
        )


def _move(text: str, match: re.Match[str]) -> tuple[int, bool] | None:
    """Return where the move before (or right behind) a percentage begins, and if it is down."""
    before = text[max(0, match.start() - _REACH) : match.start()]
    clause = re.split(r"[.;:!?。；]\s", before)[-1]
    moves = list(_MOVE.finditer(clause))
    if moves:
        last = moves[-1]
        begin = match.start() - len(clause) + last.start()
        near = not re.search(r"\d\s*(?:%|per ?cent)", clause[last.end() :])
        if near:
            return (begin if len(clause) - last.end() <= 1 else match.start()), bool(last["down"])
    after = text[match.end() : match.end() + 20].lstrip(" -")
    behind = _MOVE.match(after) or _BESIDE.match(after)
    return None if behind is None else (match.start(), bool(behind["down"]))


# ``11.8% below Wednesday's close``
_BESIDE = re.compile(r"(?:(?P<down>below)|above)\b")


def _number(text: str) -> Decimal:
    """Read ``1,234.5``, ``15.34`` and ``3,5``: a comma before three digits groups thousands."""
    head, comma, tail = text.rpartition(",")
    if comma and "." not in text and len(tail) != _GROUPED:
        return Decimal(f"{head}.{tail}")
    return Decimal(text.replace(",", ""))


def _span(match: re.Match[str], start: int) -> Span:
    return Span(text=match.group(), start=start + match.start(), end=start + match.end())
