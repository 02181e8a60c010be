"""Claims of prices and their moves, against the price files that are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from proscribe.model.authority import authority_zone
from proscribe.model.claim import Claim, DateRole, RecordStanding, Weighed
from proscribe.model.time import Moment
from proscribe.screening.weighing.fitting import first_day, last_day, stated
from proscribe.screening.weighing.view import View
from proscribe.securities.prices import Close, Move, PriceSeries, move_between, moves_since

_CONFIRMED = RecordStanding.CONFIRMED
_CONTRADICTED = RecordStanding.CONTRADICTED
_OVERSTATED = RecordStanding.OVERSTATED
_WITHIN_DAY = re.compile(
    r"\bas (?:much|low|high) as|\bintraday|\bopen(?:ed|ing|s)?\b|\bearly trad|\bmid-?day|\btouch"
    r"|\bat one point|\bmorning|\bafternoon|\bpre-?market|\bafter-hours"
    r"|一度|盘中|开盘|早盘|в ходе торгов|на открытии",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\bclos(?:e|ed|ing)\b|收盘|收于|收报|закры", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b|以来|自.{1,12}后|\bс момента|\bпосле\b", re.IGNORECASE)
_RECEIPT = re.compile(r"\bAD[RS]s?\b|deposit[ao]ry", re.IGNORECASE)
_CLOSE_ENOUGH = Decimal("0.005")
_POINTS = Decimal(2)
_LONGEST_BACK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One move a claim may mean.

    Attributes:
        series: Whose prices.
        move: The move.
    """

    series: PriceSeries
    move: Move


def weigh_price(claim: Claim, view: View) -> Weighed:
    """Return how the closes on file stand to a price."""
    value, series = claim.value, _series(claim, view)
    if value is None or value.amount is None or not series:
        return _without_files(claim, view)
    fitting = [one for one in series if value.currency in (None, one.currency)] or list(series)
    day = stated(claim)
    closes = [(one, close) for one in fitting if (close := _close(one, day, view)) is not None]
    if not closes:
        return view.unknown(f"The price files have no close of {day or view.day}.")
    words = "; ".join(f"{one.label}: close {close}{_note(close)}" for one, close in closes)
    for one, close in closes:
        if value.currency == one.currency and _is_price(value.amount, close.close):
            return view.weighed(_CONFIRMED, words)
    same_money = value.currency in {one.currency for one, _ in closes}
    at_close = _CLOSED.search(claim.quote.text) and not _WITHIN_DAY.search(claim.quote.text)
    if same_money and at_close and day is not None:
        return view.weighed(_CONTRADICTED, f"The close was another: {words}")
    if not same_money:
        return view.unknown(f"No price file of it is in {value.currency}. {words}")
    return view.unknown(
        f"The files have closes only; of which day and hour this price is, is not said. {words}"
    )


def weigh_price_change(claim: Claim, view: View) -> Weighed:
    """Return how the closes on file stand to a move in per cent."""
    value, series = claim.value, _series(claim, view)
    if value is None or value.amount is None or not series:
        return _without_files(claim, view)
    moves = list(_moves(claim, view, series))
    if not moves:
        return view.unknown("The price files do not reach over the days meant.")
    amount = value.amount
    met = [one for one in moves if _is_move(amount, one.move.percent)]
    words = " ".join(f"{one.series.label}: {one.move}." for one in moves)
    if met:
        told = dict.fromkeys(one.series.label for one in met)
        others = [s.label for s in series if s.label not in told and _tried(moves, s)]
        says = f"It holds for {', '.join(told)}"
        says += f", and does not for {', '.join(others)}." if others else "."
        return view.weighed(_CONFIRMED, f"{says} {words}")
    if _WITHIN_DAY.search(claim.quote.text):
        return view.unknown(f"The files have closes only, not moves within a day. {words}")
    return _apart(view, amount, moves, words)


def _apart(view: View, amount: Decimal, moves: Sequence[Told], words: str) -> Weighed:
    percents = [one.move.percent for one in moves]
    if any(abs(one - amount) <= _POINTS for one in percents):
        return view.unknown(f"Near it, and not it: from which close is counted decides. {words}")
    if all(one * amount > 0 and abs(one) < abs(amount) for one in percents):
        return view.weighed(_OVERSTATED, f"It moved less. {words}")
    return view.weighed(_CONTRADICTED, words)


def _moves(claim: Claim, view: View, series: Sequence[PriceSeries]) -> Iterator[Told]:
    when = claim.date
    since = when is not None and when.role is DateRole.SINCE
    for one in series:
        if since or _SINCE.search(claim.quote.text):
            yield from _since(claim, view, one)
        else:
            move = _of_day(one, stated(claim), view)
            if move is not None:
                yield Told(series=one, move=move)


def _since(claim: Claim, view: View, series: PriceSeries) -> Iterator[Told]:
    claimed = stated(claim)
    begins = claim.date is not None and claim.date.role is DateRole.SINCE
    until = _close(series, None if begins else claimed, view)
    if until is None:
        return
    if begins and claimed is not None and len(claimed) == len("YYYY-MM-DD"):
        move = move_between(series, date.fromisoformat(claimed), until.day)
        if isinstance(move, Move):
            yield Told(series=series, move=move)
        return
    for moment, zone in _events(claim, view):
        for found in moves_since(series, moment, zone=zone, until=until.day).moves:
            if isinstance(found, Move):
                yield Told(series=series, move=found)


def _events(claim: Claim, view: View) -> Iterator[tuple[Moment, str]]:
    """Yield when what a move is counted from became public: the last listing before the text."""
    found = [one for one in view.designations(claim.subject) if one.record.begins <= view.day]
    found = [one for one in found if one.record.designation.published is not None]
    if not found:
        return
    last = max(found, key=lambda one: one.record.begins).record.designation
    if last.published is not None:
        yield last.published, authority_zone(last.authority)


def _of_day(series: PriceSeries, claimed: str | None, view: View) -> Move | None:
    close = _close(series, claimed, view)
    if close is None:
        return None
    before = [one for one in series.closes if one.day < close.day]
    if not before or (close.day - before[-1].day).days > _LONGEST_BACK:
        return None
    move = move_between(series, before[-1].day, close.day)
    return move if isinstance(move, Move) else None


def _close(series: PriceSeries, claimed: str | None, view: View) -> Close | None:
    if claimed is None:
        return _last_close(series, view.article or view.day)
    if len(claimed) < len("YYYY-MM-DD"):
        inside = [c for c in series.closes if first_day(claimed) <= c.day <= last_day(claimed)]
        return inside[-1] if inside else None
    return series.on(date.fromisoformat(claimed))


def _last_close(series: PriceSeries, day: date) -> Close | None:
    before = [one for one in series.closes if one.day <= day]
    if not before or (day - before[-1].day).days > _LONGEST_BACK:
        return None
    return before[-1]


def _series(claim: Claim, view: View) -> tuple[PriceSeries, ...]:
    found = {
        one.label: one
        for subject in view.latest(claim.subject)
        for one in view.record.prices(subject)
    }
    security = view.entity(claim.object) or view.entity(claim.subject)
    text = "" if security is None else " ".join((security.name, *security.aliases))
    first = "USD" if _RECEIPT.search(text) else None
    return tuple(sorted(found.values(), key=lambda one: (one.currency != first, one.label)))


def _is_price(claimed: Decimal, close: Decimal) -> bool:
    exponent = claimed.as_tuple().exponent
    if isinstance(exponent, int) and round(close, max(-exponent, 0)) == claimed:
        return True
    return abs(close - claimed) <= _CLOSE_ENOUGH * close


def _is_move(claimed: Decimal, percent: Decimal) -> bool:
    """Return whether a move is what is claimed, rounded as the text rounds it."""
    exponent = claimed.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    unit = Decimal(1).scaleb(-digits)
    return abs(percent - claimed) <= max(unit / 2, Decimal("0.1"))


def _tried(moves: Sequence[Told], series: PriceSeries) -> bool:
    return any(one.series.label == series.label for one in moves)


def _note(close: Close) -> str:
    return f" ({close.note})" if close.note else ""


def _without_files(claim: Claim, view: View) -> Weighed:
    if claim.value is None or claim.value.amount is None:
        return view.unknown("No figure is given.")
    if not view.latest(claim.subject):
        return view.nobody(claim)
    return view.unknown(
        f"No price file of its securities was given, so {claim.value.amount} was not checked."
    )
