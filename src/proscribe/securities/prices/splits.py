"""Splits: those a file states, and jumps that look like one nobody states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from proscribe.securities.prices.series import (
    Break,
    Close,
    Finding,
    FindingKind,
    Split,
)

# New shares for one old, and how far from them (in parts) a jump may be to look like one.
_USUAL = tuple(map(Decimal, ("2", "2.5", "3", "4", "5", "6", "7", "8", "10", "15", "20")))
_NEAR, _VERY_NEAR = Decimal("0.07"), Decimal("0.02")
_ALWAYS = Decimal("4.5")
_THREE_FOR_TWO = Decimal("1.5")
_PENCE = Decimal(100)
_YOURS = "you"


def find_splits(
    closes: Sequence[Close], stated: Mapping[date, Decimal], given: Mapping[date, Decimal]
) -> tuple[tuple[Split, ...], tuple[Break, ...], list[Finding]]:
    """Return the splits that are stated, the jumps that look like one, and what to say of them.

    Args:
        closes: In order of days.
        stated: By day, the ratios the file states.
        given: By day, the ratios the user states; 1 says that a jump is none.
    """
    splits = [*_given(given), *_stated(closes, stated, given)]
    known = {split.day for split in splits}
    breaks = [
        Break(before=before, after=after, looks_like=seen)
        for before, after in pairwise(closes)
        if not any(before.day < day <= after.day for day in known)
        and (seen := looks_like_split(before.close, after.close)) is not None
    ]
    findings = [*map(_said, splits), *map(_seen, breaks)]
    return tuple(splits), tuple(breaks), findings


def _given(given: Mapping[date, Decimal]) -> Iterable[Split]:
    for day, ratio in given.items():
        yield Split(day=day, ratio=ratio, applied=ratio != 1, said_by=_YOURS)


def _stated(
    closes: Sequence[Close], stated: Mapping[date, Decimal], given: Mapping[date, Decimal]
) -> Iterable[Split]:
    for day, ratio in stated.items():
        if day in given:
            continue
        before = [close for close in closes if close.day < day]
        after = [close for close in closes if close.day >= day]
        applied = bool(before and after) and _still_raw(before[-1].close, after[0].close, ratio)
        yield Split(day=day, ratio=ratio, applied=applied, said_by="the file")


def _still_raw(before: Decimal, after: Decimal, ratio: Decimal) -> bool:
    """Return whether the closes jump by the ratio, rather than being level."""
    jump = (before / after).ln()
    return abs(jump - ratio.ln()) < abs(jump)


def looks_like_split(before: Decimal, after: Decimal) -> str | None:
    """Return what a jump between two closes looks like; None where it may be a move."""
    factor, is_reverse = (before / after, False) if before > after else (after / before, True)
    if abs(factor / _PENCE - 1) < _NEAR:
        return f"a factor of {factor:.1f}: pence beside pounds, or a split of 100 to 1"
    usual = next((ratio for ratio in _USUAL if abs(factor / ratio - 1) < _NEAR), None)
    if usual is None and abs(factor / _THREE_FOR_TWO - 1) < _VERY_NEAR:
        usual = _THREE_FOR_TWO
    if usual is None:
        return f"a factor of {factor:.1f} overnight" if factor >= _ALWAYS else None
    split = f"1 for {usual}, a reverse split" if is_reverse else f"{usual} for 1"
    return f"a factor of {factor:.2f}, as in a split of {split}"


def _said(split: Split) -> Finding:
    if split.said_by == _YOURS and not split.applied:
        text = f"You state that there was no split on {split.day}: the jump counts as a move."
    elif split.applied:
        text = (
            f"A split of {split.ratio.normalize():f} for 1 on {split.day}, says {split.said_by}; "
            "closes before it are in old shares, so a move across it is told in new ones."
        )
    else:
        text = (
            f"A split of {split.ratio.normalize():f} for 1 on {split.day}, says {split.said_by}; "
            "closes before it are adjusted for it already: they are not what was paid."
        )
    return Finding(kind=FindingKind.SPLIT, text=text)


def _seen(jump: Break) -> Finding:
    return Finding(
        kind=FindingKind.JUMP,
        text=f"From {jump.before} to {jump.after} the close changes by {jump.looks_like}; no split "
        "is stated, so no move is told across it. State the split (--split "
        f"{jump.after.day}:RATIO), or that there was none (--split {jump.after.day}:1).",
    )
