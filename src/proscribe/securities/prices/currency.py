"""In which currency closes are, on whose word; pence and pounds are told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from proscribe.model.errors import InputError, Place
from proscribe.securities.prices.series import Finding, FindingKind, Quote
from proscribe.securities.prices.telling import lines_told
from proscribe.securities.prices.venues import Venue, quoted_currency

_PENCE = {"GBX", "GBp", "GBPX", "GBPENCE", "PENCE", "p"}
_HUNDREDTH = Decimal("0.01")
_LETTERS = 3


class Told(Protocol):
    """What is known of where a series trades."""

    @property
    def venue(self) -> Venue | None:
        """Where."""

    @property
    def symbol(self) -> str | None:
        """Under which symbol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The currency of a series.

    Attributes:
        name: ISO 4217, or GBX for pence; None where nothing tells it.
        factors: By the currency of a line, what its close is multiplied with.
        findings: What to say.
    """

    name: str | None
    factors: Mapping[str | None, Decimal] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def plain_currency(text: str | None) -> str | None:
    """Return a currency in capitals; pence, however written, as ``GBX``; None for none."""
    given = (text or "").strip()
    if given in _PENCE or given.upper() in _PENCE:
        return "GBX"
    plain = given.upper()
    return plain if len(plain) == _LETTERS and plain.isalpha() else None


def one_currency(quotes: Sequence[Quote], stated: str | None, said_by: str, told: Told) -> Unit:
    """Return the one currency of all lines.

    Args:
        quotes: The lines.
        stated: What is said of the file as a whole.
        said_by: Who says so.
        told: Where it trades.

    Raises:
        InputError: The lines are in several currencies, or in another than is stated.
    """
    own = dict.fromkeys(quote.currency for quote in quotes)
    named = [currency for currency in own if currency is not None]
    if set(named) == {"GBX", "GBP"} and stated in {None, "GBX", "GBP"}:
        return _pounds(quotes)
    wanted = [*dict.fromkeys([*named, *([] if stated is None else [stated])])]
    if len(wanted) > 1:
        raise _several(quotes, wanted, stated, said_by)
    if wanted:
        return Unit(name=wanted[0], findings=_against_venue(wanted[0], told))
    return _by_venue(told)


def with_currency(
    quotes: Sequence[Quote], stated: str | None
) -> tuple[list[Quote], tuple[Finding, ...]]:
    """Return the lines that state their currency, where others of the same security do."""
    lacking = [quote for quote in quotes if quote.currency is None]
    if stated is not None or not lacking or len(lacking) == len(quotes):
        return [*quotes], ()
    text = (
        f"{len(lacking)} left out: no currency, and other lines state one {lines_told(lacking)}. "
        "State it for all with --currency."
    )
    finding = Finding(kind=FindingKind.CURRENCY, text=text, count=len(lacking))
    return [quote for quote in quotes if quote.currency is not None], (finding,)


def _pounds(quotes: Sequence[Quote]) -> Unit:
    pence = [quote for quote in quotes if quote.currency == "GBX"]
    text = (
        f"{len(pence)} in pence (GBX) and the others in pounds (GBP) {lines_told(pence)}: pence "
        "are divided by 100."
    )
    finding = Finding(kind=FindingKind.CURRENCY, text=text, count=len(pence))
    return Unit(name="GBP", factors={"GBX": _HUNDREDTH}, findings=(finding,))


def _several(
    quotes: Sequence[Quote], named: Sequence[str], stated: str | None, said_by: str
) -> InputError:
    places = []
    for currency in named:
        first = next((quote for quote in quotes if quote.currency == currency), None)
        where = f"{first.file}:{first.line}" if first is not None else f"says {said_by}"
        places.append(f"{currency} ({where})")
    return InputError(
        f"the closes are in several currencies: {', '.join(places)}. A move from one to another "
        "would be none of the price.",
        where=Place(file=quotes[0].file),
        remedy="Give one currency a file, or choose a security with --symbol."
        if stated is None
        else "Leave --currency out, or give another file.",
    )


def _against_venue(currency: str, told: Told) -> tuple[Finding, ...]:
    """Say where closes are in another currency than their venue quotes in."""
    venue = told.venue
    quoted = None if venue is None else quoted_currency(venue, told.symbol)
    if venue is None or quoted in {None, currency}:
        return ()
    text = (
        f"{told.symbol or 'It'} is quoted in {quoted} in {venue.title}, and the closes are said to "
        f"be in {currency}: they were converted by somebody, or one of the two is wrong."
    )
    return (Finding(kind=FindingKind.CURRENCY, text=text),)


def _by_venue(told: Told) -> Unit:
    venue = told.venue
    currency = None if venue is None else quoted_currency(venue, told.symbol)
    if venue is not None and currency is not None:
        text = (
            f"The file states no currency; {told.symbol or 'it'} is quoted in {currency} in "
            f"{venue.title}, and so it is taken. State another with --currency."
        )
    elif venue is not None and venue.country == "GB":
        text = (
            "The file states no currency, and London quotes in pence (GBX) and in pounds (GBP): "
            "the closes have no unit. State it with --currency."
        )
    else:
        text = "The file states no currency: the closes have no unit. State it with --currency."
    finding = Finding(kind=FindingKind.CURRENCY, text=text)
    return Unit(name=currency, findings=(finding,))
