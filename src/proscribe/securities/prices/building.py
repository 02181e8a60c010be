"""From the lines of price files to a series: what cannot stand is left out and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from proscribe.model.errors import InputError, Place
from proscribe.securities.prices.currency import one_currency, with_currency
from proscribe.securities.prices.series import (
    Close,
    Finding,
    FindingKind,
    PriceSeries,
    Quote,
)
from proscribe.securities.prices.splits import find_splits
from proscribe.securities.prices.standing import find_standing
from proscribe.securities.prices.telling import lines_told
from proscribe.securities.prices.venues import Venue

_SATURDAY = 5
_FRIDAY = 4
_TOLD_DAYS = 5
_LONGEST_PAUSE = 5
_BROKEN = 5
_PENCE_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFacts:
    """What is known of a series besides its lines.

    Attributes:
        today: No close is of a later day.
        symbol: Its symbol.
        venue: Where it trades.
        currency: What the user, or the file as a whole, says the closes are in.
        currency_said_by: Who says so.
        splits: By day, new shares for one old share, as the user states them.
        trades_seen: True where a line is there only if something happened to the security, so that
            three equal closes are enough to suspect a price that no longer moves.
        findings: What reading the files has already found.
    """

    today: date
    symbol: str | None = None
    venue: Venue | None = None
    currency: str | None = None
    currency_said_by: str = "you"
    splits: Mapping[date, Decimal] = field(default_factory=dict)
    trades_seen: bool = False
    findings: tuple[Finding, ...] = ()


def build_series(quotes: Sequence[Quote], facts: SeriesFacts) -> PriceSeries:
    """Return the series that the lines of one security make up.

    Raises:
        InputError: No line can stand, or the lines are in several currencies.
    """
    findings = [*facts.findings, *_order(quotes)]
    standing = [quote for quote in quotes if not _impossible(quote, facts)]
    findings += _told_impossible(quotes, facts)
    standing, unstated = with_currency(standing, facts.currency)
    standing, apart = _one_a_day(standing)
    findings += [*unstated, *apart]
    if not standing:
        raise _nothing_stands(quotes, findings)
    unit = one_currency(standing, facts.currency, facts.currency_said_by, facts)
    closes = [_close(quote, unit.name, unit.factors.get(quote.currency)) for quote in standing]
    still = find_standing(closes, is_sparse=facts.trades_seen)
    stated = {q.day: q.split for q in standing if q.split is not None and q.split not in (0, 1)}
    splits, breaks, told = find_splits(still.moving, stated, facts.splits)
    adjusted = _adjusted(standing)
    findings += [*unit.findings, *still.findings, *told, *adjusted]
    findings += _gaps(still.moving, facts.venue, still.ended)
    return PriceSeries(
        symbol=facts.symbol,
        venue=facts.venue,
        currency=unit.name,
        closes=tuple(still.moving),
        stale=tuple(still.left_out),
        ended=still.ended,
        splits=splits,
        breaks=breaks,
        dividend_adjusted=bool(adjusted),
        files=tuple(dict.fromkeys(quote.file for quote in quotes)),
        findings=tuple(findings),
    )


def _close(quote: Quote, currency: str | None, factor: Decimal | None) -> Close:
    scale = Decimal(1) if factor is None else factor
    return Close(
        day=quote.day,
        close=quote.close * scale if factor is not None else quote.close,
        currency=currency,
        file=quote.file,
        line=quote.line,
        adjusted=None if quote.adjusted is None else quote.adjusted * scale,
        volume=quote.volume,
        note=quote.note,
    )


def _nothing_stands(quotes: Sequence[Quote], findings: Sequence[Finding]) -> InputError:
    aside = {FindingKind.SYMBOL, FindingKind.VENUE, FindingKind.CURRENCY}
    why = " ".join(str(one) for one in findings if one.kind not in aside)
    return InputError(
        f"no close can be used. {why}".strip(),
        where=Place(file=quotes[0].file) if quotes else None,
        remedy="Give a file with a day and a close on each line.",
    )


def _order(quotes: Sequence[Quote]) -> Iterator[Finding]:
    """Tell of days that neither rise nor fall within a file."""
    for file in dict.fromkeys(quote.file for quote in quotes):
        own = [quote for quote in quotes if quote.file == file]
        rises = [one for one, next_one in pairwise(own) if next_one.day > one.day]
        falls = [next_one for one, next_one in pairwise(own) if next_one.day < one.day]
        if rises and falls:
            odd = falls if len(falls) <= len(rises) else rises
            yield Finding(
                kind=FindingKind.ORDER,
                text=f"The days of {file} are out of order {lines_told(odd)}: they were sorted.",
                count=len(odd),
            )


def _impossible(quote: Quote, facts: SeriesFacts) -> FindingKind | None:
    if quote.close <= 0:
        return FindingKind.NOT_POSITIVE
    if quote.day > facts.today:
        return FindingKind.FUTURE
    if quote.day.weekday() >= _SATURDAY:
        return FindingKind.NO_TRADING_DAY
    is_closed = facts.venue is not None and facts.venue.is_open(quote.day) is False
    if is_closed and not quote.volume:
        return FindingKind.NO_TRADING_DAY
    return None


def _told_impossible(quotes: Sequence[Quote], facts: SeriesFacts) -> Iterator[Finding]:
    odd: dict[FindingKind, list[Quote]] = defaultdict(list)
    for quote in quotes:
        kind = _impossible(quote, facts)
        if kind is not None:
            odd[kind].append(quote)
    words = {
        FindingKind.NOT_POSITIVE: "a close that is zero or negative, which is no price",
        FindingKind.FUTURE: f"a day after today, {facts.today}",
        FindingKind.NO_TRADING_DAY: "a day on which the market was closed",
    }
    by_day = {quote.day: quote for quote in quotes}
    for kind, lines in odd.items():
        told = f"{len(lines)} left out: {words[kind]} {lines_told(lines)}."
        if kind is FindingKind.NO_TRADING_DAY:
            told += "".join(_repeats_friday(line, by_day) for line in lines[:1])
        yield Finding(kind=kind, text=told, count=len(lines))


def _repeats_friday(line: Quote, by_day: Mapping[date, Quote]) -> str:
    days = (line.day.weekday() - _FRIDAY) % 7
    friday = by_day.get(date.fromordinal(line.day.toordinal() - days))
    if friday is None or friday.close != line.close:
        return ""
    return f" {line.day} repeats the close of Friday {friday.day}."


def _one_a_day(quotes: Iterable[Quote]) -> tuple[list[Quote], list[Finding]]:
    """Return one line for each day, earliest first, and what was wrong with the others."""
    days: dict[date, list[Quote]] = defaultdict(list)
    for quote in quotes:
        days[quote.day].append(quote)
    kept: list[Quote] = []
    repeated: list[Quote] = []
    findings: list[Finding] = []
    for day in sorted(days):
        first, *others = days[day]
        if all(one.close == first.close and one.currency == first.currency for one in others):
            kept.append(first)
            repeated += others
        else:
            said = ", ".join(f"{q.close} ({q.file}:{q.line})" for q in days[day])
            text = f"{day} has several closes: {said}. None of them is used."
            findings.append(Finding(kind=FindingKind.CONFLICT, text=text, count=len(others) + 1))
    if repeated:
        text = f"{len(repeated)} repeated with the same close {lines_told(repeated)}: counted once."
        findings.append(Finding(kind=FindingKind.DUPLICATE, text=text, count=len(repeated)))
    return kept, findings


def _adjusted(quotes: Sequence[Quote]) -> list[Finding]:
    """Tell whether closes before a dividend are adjusted for it: they then fit no tick."""
    paid = [quote.day for quote in quotes if quote.dividend]
    if not paid or any(quote.adjusted is not None for quote in quotes):
        return []
    early = [quote.close for quote in quotes if quote.day < paid[-1]]
    finer = [close for close in early if -_exponent(close) > _PENCE_PLACES]
    if len(finer) * 2 <= len(early):
        return []
    text = (
        f"Closes before {paid[-1]} are adjusted for dividends ({len(paid)} in the file): they are "
        "not what was paid on the day, and a move is one with dividends reinvested."
    )
    return [Finding(kind=FindingKind.ADJUSTED, text=text, count=len(early))]


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _gaps(closes: Sequence[Close], venue: Venue | None, ended: date | None) -> Iterator[Finding]:
    """Tell of days on which the venue traded and the series has no close."""
    if not closes:
        return
    first, last = closes[0].day, closes[-1].day if ended is None else ended
    if venue is None or not (venue.knows(first) and venue.knows(last)):
        wide = [(a, b) for a, b in pairwise(closes) if (b.day - a.day).days > _LONGEST_PAUSE]
        if wide:
            said = ", ".join(f"{a.day} to {b.day}" for a, b in wide[:_TOLD_DAYS])
            text = f"{len(wide)} pauses of more than {_LONGEST_PAUSE} days: {said}. Not filled."
            yield Finding(kind=FindingKind.GAP, text=text, count=len(wide))
        return
    have = {close.day for close in closes}
    days = venue.days_between(first, last)
    lacking = [day for day in days if day not in have]
    if lacking:
        said = ", ".join(map(str, lacking[:_TOLD_DAYS]))
        more = f" and {len(lacking) - _TOLD_DAYS} more" if len(lacking) > _TOLD_DAYS else ""
        broken = len(lacking) * _BROKEN > len(days)
        text = (
            f"{len(lacking)} of {len(days)} trading days from {first} to {last} have no close: "
            f"{said}{more}. None was filled in{'; this is a broken series' if broken else ''}."
        )
        yield Finding(kind=FindingKind.GAP, text=text, count=len(lacking))
