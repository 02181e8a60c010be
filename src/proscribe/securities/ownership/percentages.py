"""Shares of ownership as sources print them: exact, a range, a bound, or nothing that can be read.

What is read is from at least to at most, as parts of one. Words that bound a share from one side
("more than 50 %", "up to 25 %") leave the other side at all or nothing. "More than" is taken for
the smallest share above.
"""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHOLE = Decimal(1)
_NONE = Decimal(0)
_STEP = Decimal("0.000000001")
# More decimals than anybody states would be lost in a sum.
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,20})?|[.,]\d{1,20})\s*(?:%|per\s?cent|percent|pct\.?)?"
_RANGE = re.compile(
    rf"(?:from\s+|between\s+)?{_NUMBER}\s*(?:-|–|—|to|and|\.\.+|,?\s*but\s+less\s+than)\s*{_NUMBER}"
)
_BETWEEN = re.compile(
    rf"(more\s+than|over|above|at\s+least|from)\s*{_NUMBER}\s*,?\s*(?:but|and)\s+"
    rf"(less\s+than|under|below|not\s+more\s+than|at\s+most|up\s+to)\s*{_NUMBER}"
)
_ABOVE = re.compile(rf"(?:more\s+than|over|above|greater\s+than|exceeding|>)\s*{_NUMBER}")
_BELOW = re.compile(rf"(?:less\s+than|under|below|fewer\s+than|<)\s*{_NUMBER}")
_FROM = re.compile(rf"(?:at\s+least|not\s+less\s+than|min(?:imum)?\.?|>=|≥)\s*{_NUMBER}")
_FROM_AFTER = re.compile(rf"{_NUMBER}\s*(?:or\s+more|or\s+above|and\s+over|\+)")
_UP_TO = re.compile(rf"(?:at\s+most|up\s+to|not\s+more\s+than|max(?:imum)?\.?|<=|≤)\s*{_NUMBER}")
_INCLUDING = frozenset({"at least", "from", "not more than", "at most", "up to"})
_EXACT = re.compile(_NUMBER)
# A comma before three figures may be a mark of thousands: a number of shares, not a part.
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_FRACTION = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})")
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
_SAID = (
    (("all", "whole", "wholly owned", "wholly-owned", "sole owner", "fully owned"), _WHOLE, _WHOLE),
    (("half",), _HALF, _HALF),
    (("majority", "majority owned", "majority-owned"), _HALF + _STEP, _WHOLE),
    (("minority",), _NONE, _HALF - _STEP),
    (("nil", "none"), _NONE, _NONE),
)
_WORDS = {word: (least, most) for words, least, most in _SAID for word in words}
# The classes of a register's persons with significant control.
_CLASS = re.compile(r"(?:.*\b)?(\d{1,3})[-_ ]to[-_ ](\d{1,3})[-_ ]percent.*")


class Bounds(NamedTuple):
    """A share: at least and at most, parts of one."""

    least: Decimal
    most: Decimal

    @property
    def exact(self) -> bool:
        """True where the share is known."""
        return self.least == self.most

    @property
    def unknown(self) -> bool:
        """True where nothing is known of the share."""
        return self == UNKNOWN

    def __str__(self) -> str:
        """Return it in words."""
        if self.exact:
            return f"{_percent(self.least)} %"
        if self.unknown:
            return "an unknown share"
        return f"{_percent(self.least)} to {_percent(self.most)} %"


UNKNOWN = Bounds(_NONE, _WHOLE)


def stated_apart(shares: Iterable[Bounds]) -> Bounds:
    """Return the share of one owner of whom several are stated: one told again, or one more."""
    listed = list(shares)
    most = sum((one.most for one in listed), _NONE)
    return Bounds(max(one.least for one in listed), min(most, _WHOLE))


@lru_cache(maxsize=65_536)
def parse_percentage(text: str) -> Bounds | None:
    """Return the share that a text states in per cent; None where it states none that can be read.

    Several shares joined by ``;`` are a range from the least to the most of them. Those joined by
    `` + `` were stated apart and may be one share told twice, or be added: at least the largest,
    at most their sum. A decimal number of one or less without a sign of per cent may be a part of
    one or per cent: it bounds both. A comma is a decimal mark.
    """
    apart = text.split(" + ")
    if len(apart) > 1:
        each = [parse_percentage(one) for one in apart]
        return stated_apart(one or UNKNOWN for one in each)
    parts = [part for part in (each.strip() for each in text.split(";")) if part]
    read = [_parse(part.lower()) for part in parts]
    known = [one for one in read if one is not None]
    if not known or len(known) < len(read):
        return None
    return Bounds(min(one.least for one in known), max(one.most for one in known))


def _parse(text: str) -> Bounds | None:
    plain = normalize("NFKC", text).replace("\N{FRACTION SLASH}", "/")
    text = " ".join(plain.split()).strip("().")
    if _THOUSANDS.search(text):
        return None
    if text in _WORDS:
        return Bounds(*_WORDS[text])
    fraction = _FRACTION.fullmatch(text)
    if fraction is not None:
        return _fraction(Decimal(fraction[1]), Decimal(fraction[2]))
    ranged = _RANGE.fullmatch(text)
    if ranged is not None:
        above = _STEP if "but less" in text else _NONE
        return _checked(_part(ranged[1]), _most(ranged[2], text) - above)
    classed = _CLASS.fullmatch(text)
    if classed is not None:
        # "25 to 50 percent" is more than the lower bound in the registers that use it.
        return _checked(_part(classed[1]) + _STEP, _part(classed[2]))
    return _worded(text)


def _fraction(above: Decimal, below: Decimal) -> Bounds | None:
    """Return a part of a whole; "49/51" are the shares of two owners, not told whose is which.

    One that no decimal number states, such as 1/3, is bounded by the billionths beside it: six
    times 1/12 must not miss a half by a rounding.
    """
    if not below or above + below == _HUNDRED:
        return None
    least = (above / below).quantize(_STEP, ROUND_FLOOR)
    return _checked(least, least if least * below == above else least + _STEP)


def _worded(text: str) -> Bounds | None:
    between = _BETWEEN.fullmatch(text)
    if between is not None:
        above, below = (
            _NONE if " ".join(words.split()) in _INCLUDING else _STEP
            for words in between.group(1, 3)
        )
        return _checked(_part(between[2]) + above, _most(between[4], text) - below)
    for pattern, build in (
        (_ABOVE, lambda part, _: (part + _STEP, _WHOLE)),
        (_BELOW, lambda _, most: (_NONE, most - _STEP)),
        (_FROM, lambda part, _: (part, _WHOLE)),
        (_FROM_AFTER, lambda part, _: (part, _WHOLE)),
        (_UP_TO, lambda _, most: (_NONE, most)),
    ):
        found = pattern.fullmatch(text)
        if found is not None:
            return _checked(*build(_part(found[1]), _most(found[1], text)))
    found = _EXACT.fullmatch(text)
    if found is None:
        return None
    return _checked(_part(found[1]), _most(found[1], text))


def _part(number: str) -> Decimal:
    return Decimal(number.replace(",", ".")) / 100


def _most(number: str, text: str) -> Decimal:
    """Return the share at its most: 0.5 or 1 without a sign of per cent may be parts of one."""
    part = _part(number)
    signed = "%" in text or "pct" in text or "cent" in text
    fractional = "." in number or "," in number or number == "1"
    return part * 100 if fractional and not signed and _NONE < part * 100 <= 1 else part


def _checked(least: Decimal, most: Decimal) -> Bounds | None:
    return Bounds(least, most) if _NONE <= least <= most <= _WHOLE else None


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}"
