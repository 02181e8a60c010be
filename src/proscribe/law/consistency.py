"""What a regime file must keep to beyond its form: every name it uses is one it defines."""

from __future__ import annotations

from datetime import time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, LawError
from proscribe.model.time import local_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proscribe.law.regime import Point, Regime
    from proscribe.law.when import When

_NOON = time(12, 0)
_TRADED = ("yes", "no", "underlying")
_SIDES = ("us_person", "non_us_person")


def check(regime: Regime, name: str) -> None:
    """Hold a regime file to what it defines itself.

    Args:
        regime: What the file says.
        name: File name, for messages.

    Raises:
        LawError: It uses a text, class, zone or word that does not exist.
    """
    problems = [*_texts(regime), *_classes(regime), *_points(regime), *_words(regime)]
    problems += _shares(regime)
    if problems:
        raise LawError(
            f"the regime file {name} contradicts itself: {'; '.join(problems)}.",
            remedy="Define what it names, or correct the name.",
        )


def check_together(regimes: Iterable[Regime]) -> None:
    """Hold regime files to each other.

    Raises:
        LawError: Two have one key, or one names a regime that does not exist.
    """
    regimes = tuple(regimes)
    names = [name for regime in regimes for name in (regime.key, *regime.aliases)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise LawError(
            f"several regime files have the key {', '.join(twice)}.", remedy="Give each its own."
        )
    for regime in regimes:
        for named in _other_regimes(regime):
            if named not in names:
                raise LawError(
                    f"regime {regime.key} names the regime {named!r}, which does not exist.",
                    remedy=f"Choose one of {', '.join(sorted(names))}.",
                )


def _other_regimes(regime: Regime) -> Iterator[str]:
    if regime.succession is not None:
        yield regime.succession.successor
    if regime.predecessor is not None:
        yield regime.predecessor.regime


def _texts(regime: Regime) -> Iterator[str]:
    used: list[str | None] = [rule.text for rule in regime.rules]
    used += [rule.repealed_by for rule in regime.rules]
    used += [window.text for window in regime.windows]
    used += [window.repealed_by for window in regime.windows]
    used += [permit.text for permit in (*regime.permits, *regime.exempt)]
    used += [licence.text for licence in regime.licences]
    used += [gloss.text for gloss in regime.glosses]
    used += [rule.text for rule in regime.ownership]
    used += [rule.text for rule in regime.funds]
    used += [point.text for point in _all_points(regime)]
    used += [regime.resemblance]
    used += [] if regime.succession is None else [regime.succession.text]
    used += [] if regime.predecessor is None else [regime.predecessor.text]
    for key in dict.fromkeys(used):
        if key is not None and key not in regime.instruments:
            yield f"the text {key!r} does not stand under instruments"


def _classes(regime: Regime) -> Iterator[str]:
    defined = {klass.key for klass in regime.classes}
    used = [rule.klass for rule in regime.rules]
    used += [window.klass for window in regime.windows]
    used += [licence.klass for licence in regime.licences]
    for key in dict.fromkeys(used):
        if key is not None and key not in defined:
            yield f"the class {key!r} does not stand under classes"


def _all_points(regime: Regime) -> Iterator[Point]:
    for rule in regime.rules:
        yield from (point for point in (rule.start, rule.until) if point is not None)
    for window in regime.windows:
        yield from (point for point in (window.until, window.held_at) if point is not None)
    yield from (licence.until for licence in regime.licences)


def _points(regime: Regime) -> Iterator[str]:
    zones = {regime.zone}
    for point in _all_points(regime):
        zones |= {zone for zone in (point.zone, *point.also) if zone is not None}
        if sum(one is not None for one in (point.fixed, point.after, point.text)) != 1:
            yield "a point in time needs exactly one of fixed, after, text"
        if point.after not in (None, "listed"):
            yield f"a point in time counts after {point.after!r}; write after: listed"
    day = regime.checked_through
    for zone in sorted(zones):
        try:
            local_instant(day, _NOON, zone)
        except InputError:
            yield f"there is no time zone {zone!r}"


def _words(regime: Regime) -> Iterator[str]:
    for when in _conditions(regime):
        if when.publicly_traded not in (None, *_TRADED):
            yield f"publicly_traded is {when.publicly_traded!r}; write {', '.join(_TRADED)}"
        if when.counterparty not in (None, *_SIDES):
            yield f"counterparty is {when.counterparty!r}; write {', '.join(_SIDES)}"


def _conditions(regime: Regime) -> Iterator[When]:
    yield from (rule.when for rule in regime.rules)
    yield from (permit.when for permit in (*regime.permits, *regime.exempt))
    yield from (licence.when for licence in regime.licences)
    yield from (gloss.when for gloss in regime.glosses)


def _shares(regime: Regime) -> Iterator[str]:
    shares: list[str | None] = [rule.threshold for rule in regime.ownership]
    shares += [rule.at_least for rule in regime.funds]
    shares += [rule.unsure_from for rule in regime.funds]
    for share in shares:
        if share is not None and not _is_share(share):
            yield f"the share {share!r} is no number from 0 to 1"


def _is_share(text: str) -> bool:
    try:
        return 0 <= Decimal(text) <= 1
    except InvalidOperation:
        return False
