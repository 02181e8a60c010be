"""Prices that stand still: trading had ended or paused, and the file repeats the last close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from proscribe.securities.prices.series import Close, Finding, FindingKind
from proscribe.securities.prices.telling import lines_told

_SPARSE_RUN = 3
_DAILY_RUN = 6
# A price that jumps to where it then stands for ever has no trade to show for the jump either.
_JUMP = Decimal("0.15")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A series parted into what moves and what repeats.

    Attributes:
        moving: The closes that may be used.
        left_out: Closes that repeat one before them without a trade.
        ended: The last day with a close of its own, where the series stands still to its end.
        findings: What to say.
    """

    moving: list[Close]
    left_out: list[Close]
    ended: date | None
    findings: list[Finding]


def find_standing(closes: Sequence[Close], *, is_sparse: bool) -> Standing:
    """Part closes that repeat without a trade from the others.

    A close with a volume was traded, however often it repeats. Without one, a run of equal
    closes is suspect from the third on where the file is sparse, else from the sixth on.

    Args:
        closes: In order of days.
        is_sparse: Whether three in a row are enough.
    """
    least = _SPARSE_RUN if is_sparse else _DAILY_RUN
    moving: list[Close] = []
    left_out: list[Close] = []
    findings: list[Finding] = []
    ended: date | None = None
    for (price, traded), group in groupby(closes, key=lambda c: (c.close, bool(c.volume))):
        run = [*group]
        if traded or len(run) < least:
            moving += run
            continue
        is_last = run[-1] is closes[-1]
        doubted = is_last and bool(moving) and abs(price / moving[-1].close - 1) > _JUMP
        if not doubted:
            moving.append(run[0])
        left_out += run if doubted else run[1:]
        ended = moving[-1].day if is_last else ended
        findings.append(_stale(run, moving[-1], is_last=is_last))
    findings += [*_last_two(moving, is_sparse=is_sparse), *_untraded(closes)]
    return Standing(moving=moving, left_out=left_out, ended=ended, findings=findings)


def _stale(run: Sequence[Close], used: Close, *, is_last: bool) -> Finding:
    """Say what a run of equal closes means."""
    until = "to the end of the series" if is_last else f"until {run[-1].day}"
    ended = "trading has ended or is suspended" if is_last else "nothing traded, or nobody says"
    rest = [close for close in run if close is not used]
    last = f"Only the first of them ({used.source}) is used; the {len(rest)} after it are no prices"
    if used is not run[0]:
        last = (
            f"It jumped there from {used} without a trade to show for that either, so none of the "
            f"{len(rest)} is used"
        )
    return Finding(
        kind=FindingKind.STALE,
        text=f"The price stands at {run[0].close} from {run[0].day} {until}, {len(run)} times "
        f"without a trade to show for it: {ended}. {last} {lines_told(rest)}.",
        count=len(rest),
    )


def _last_two(moving: Sequence[Close], *, is_sparse: bool) -> list[Finding]:
    if not is_sparse or len(moving) < len("ab"):
        return []
    one, last = moving[-2:]
    if one.close != last.close:
        return []
    text = (
        f"The last two closes are equal ({one}; {last}): the second may repeat the first because "
        "trading had ended."
    )
    return [Finding(kind=FindingKind.STALE, text=text)]


def _untraded(closes: Sequence[Close]) -> list[Finding]:
    """Tell of days of which a volume of zero is said although the price moved."""
    odd = [
        after
        for before, after in pairwise(closes)
        if after.volume == 0 and after.close != before.close
    ]
    if not odd:
        return []
    text = (
        f"{len(odd)} with a volume of 0 although the price moved {lines_told(odd)}: the volume of "
        "those days is missing, and averages leave them out."
    )
    return [Finding(kind=FindingKind.VOLUME, text=text, count=len(odd))]
