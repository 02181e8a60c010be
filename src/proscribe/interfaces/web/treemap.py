"""A treemap: areas in proportion to values, as near to squares as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One area.

    Attributes:
        key: What it stands for.
        x: Left edge; ``y`` the upper one.
        width: Its width; ``height`` its height.
    """

    key: int
    x: float
    y: float
    width: float
    height: float


def tiles(values: Sequence[float], width: float, height: float) -> tuple[Tile, ...]:
    """Return an area for each value that is above nothing, the largest first.

    Args:
        values: What the areas are in proportion to.
        width: Width of the whole.
        height: Height of the whole.
    """
    total = sum(value for value in values if value > 0)
    if not total:
        return ()
    unit = width * height / total
    rest = sorted(
        ((value * unit, key) for key, value in enumerate(values) if value > 0), reverse=True
    )
    found: list[Tile] = []
    x = y = 0.0
    while rest:
        side = min(width, height)
        row = _row([area for area, _ in rest], side)
        taken, rest = rest[:row], rest[row:]
        thick = sum(area for area, _ in taken) / side if side else 0.0
        along = 0.0
        for area, key in taken:
            length = area / thick if thick else 0.0
            if width >= height:
                found.append(_tile(key, x, y + along, width=thick, height=length))
            else:
                found.append(_tile(key, x + along, y, width=length, height=thick))
            along += length
        if width >= height:
            x, width = x + thick, width - thick
        else:
            y, height = y + thick, height - thick
    return tuple(found)


def _row(areas: Sequence[float], side: float) -> int:
    """Return how many of the next areas stand in one row, so that none is too narrow."""
    best, worst = 1, float("inf")
    total = 0.0
    for count, area in enumerate(areas, 1):
        total += area
        thick = total / side if side else 1.0
        ratio = max(max(thick * thick / each, each / (thick * thick)) for each in areas[:count])
        if ratio > worst:
            return best
        best, worst = count, ratio
    return best


def _tile(key: int, x: float, y: float, *, width: float, height: float) -> Tile:
    return Tile(
        key=key, x=round(x, 1), y=round(y, 1), width=round(width, 1), height=round(height, 1)
    )
