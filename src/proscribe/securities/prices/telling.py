"""How places of lines read in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_MOST = 5


class Placed(Protocol):
    """What stands on a line of a file."""

    @property
    def file(self) -> str:
        """The file."""

    @property
    def line(self) -> int:
        """The line, from 1."""


def lines_told(lines: Sequence[Placed]) -> str:
    """Return where lines stand: ``(prices.csv:3, 9 and 4 more)``."""
    shown: list[str] = []
    file = None
    for one in lines[:_MOST]:
        shown.append(str(one.line) if one.file == file else f"{one.file}:{one.line}")
        file = one.file
    more = f" and {len(lines) - _MOST:,} more" if len(lines) > _MOST else ""
    return f"({', '.join(shown)}{more})"
