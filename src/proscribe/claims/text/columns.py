"""The order in which a person reads the lines of a printed page: column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_STEPS = 60
_LEAST_LINES = 4
_LEAST_SHARE = 0.2
_MOST_CROSSING = 0.12
_LONGEST_CELL = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a printed page, or the part of it that stands in one column.

    Attributes:
        text: Its characters.
        left: Where it begins, in points from the left edge.
        right: Where it ends.
        bottom: Its lower edge, in points from the foot of the page.
        top: Its upper edge.
        column: Number of the column on its page, from 0; -1 across columns.
        page: Number of its page, from 0.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    column: int = -1
    page: int = 0

    @property
    def height(self) -> float:
        """How tall it is: the size of its type."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Half its height above the foot of the page."""
        return (self.top + self.bottom) / 2


def in_reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of a page as blocks, one below or beside another as they are read.

    A line across both columns parts what stands above it from what stands below.
    """
    gutter = find_gutter(lines)
    ordered = sorted(lines, key=lambda line: -line.middle)
    if gutter is None:
        return [ordered]
    blocks: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []

    def close(*parts: list[Line]) -> None:
        for part in parts:
            if part:
                blocks.append([*part])
                part.clear()

    for line in ordered:
        if line.left < gutter < line.right:
            close(left, right)
            across.append(line)
        else:
            close(across)
            (left if line.right <= gutter else right).append(line)
    close(across, left, right)
    return blocks


def find_gutter(lines: Sequence[Line]) -> float | None:
    """Return where two columns part, in points from the left; None where there is but one."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    if width <= 0:
        return None
    places = [left + width * (0.3 + 0.4 * step / _STEPS) for step in range(_STEPS + 1)]
    crossing = [sum(line.left < at < line.right for line in lines) for at in places]
    fewest = min(crossing)
    if fewest > _MOST_CROSSING * len(lines):
        return None
    best = [at for at, count in zip(places, crossing, strict=True) if count == fewest]
    at = _middle_of_longest(best, width * 0.4 / _STEPS)
    beside = _side_by_side(lines, at)
    return at if beside >= max(_LEAST_LINES, _LEAST_SHARE * len(lines)) else None


def _side_by_side(lines: Sequence[Line], at: float) -> int:
    """Count the lines of the smaller side that have a line of the other side beside them."""
    before = [line for line in lines if line.right <= at]
    after = [line for line in lines if line.left >= at]
    return min(_beside(before, after), _beside(after, before))


def _beside(some: Iterable[Line], others: Sequence[Line]) -> int:
    return sum(
        any(other.bottom < line.top and line.bottom < other.top for other in others)
        # Numbers of a table are short; lines of a column are not.
        and len(line.text) > _LONGEST_CELL
        for line in some
    )


def _middle_of_longest(places: Sequence[float], step: float) -> float:
    runs: list[list[float]] = [[places[0]]]
    for at in places[1:]:
        if at - runs[-1][-1] <= 1.5 * step:
            runs[-1].append(at)
        else:
            runs.append([at])
    longest = max(runs, key=len)
    return longest[len(longest) // 2]
