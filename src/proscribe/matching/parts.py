"""What each thing that is weighed of a pair adds to its score, in words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from proscribe.matching.features import FEATURES
from proscribe.matching.scoring import Weights

_SAID = {
    **dict.fromkeys(("met", "rarest", "share_given", "share_found", "whole"), "what met"),
    **dict.fromkeys(("unlike", "worst", "least", "cut_off"), "spelling"),
    **dict.fromkeys(("left_both", "differ", "lone"), "other words in each"),
    **dict.fromkeys(("first_words", "last_words"), "first or last word"),
    "left_given": "left over",
    "left_found": "not given",
    "sounds": "sound alone",
    "initials": "initials",
    "numbers": "other number",
    "forms": "other legal form",
    "fathers": "other father",
    "order": "order",
    "fathers_sons": "father for son",
    "acronyms": "acronym",
    "joined": "spaces",
    "reading": "read from signs",
}
BEFORE, TOO_LITTLE = "before", "too little told"
_ROUNDING = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one thing adds to a score.

    Attributes:
        what: What was weighed: ``what met``, ``left over``, ``order``, …
        log_odds: What it adds to the logarithm of the odds that both names are one.
    """

    what: str
    log_odds: float


def parts_of(features: Sequence[float], weights: Weights, odds: float) -> tuple[Part, ...]:
    """Return what makes the score of a pair, the heaviest first; together they are its log-odds.

    Args:
        features: What is weighed of the pair.
        weights: How it is weighed.
        odds: The log-odds that came of it.
    """
    told: dict[str, float] = {BEFORE: weights.base}
    for name, value, bends, values in zip(
        FEATURES, features, weights.bends, weights.parts, strict=True
    ):
        told[_SAID[name]] = told.get(_SAID[name], 0.0) + _read_off(value, bends, values)
    rest = odds - sum(told.values())
    told[TOO_LITTLE] = min(rest, 0.0) if abs(rest) > _ROUNDING else 0.0
    found = [Part(what=what, log_odds=value) for what, value in told.items() if value]
    return tuple(sorted(found, key=lambda part: -abs(part.log_odds)))


def _read_off(value: float, bends: Sequence[float], values: Sequence[float]) -> float:
    """Return the height of a line with bends at a value; beyond its ends it is level."""
    place = bisect_right(bends, value)
    if place in (0, len(bends)):
        return values[max(place - 1, 0)]
    low, high = bends[place - 1], bends[place]
    share = (value - low) / (high - low)
    return values[place - 1] + share * (values[place] - values[place - 1])
