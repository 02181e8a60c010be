"""Names too long to be read whole: that somebody may hide in them is told with their lines."""

from __future__ import annotations

from collections.abc import Sequence

from proscribe.matching.overlong import LONGEST_READ, LONGEST_WORD, pieces_of

UNREAD = "The name is too long to be read whole."
_TOLD = 5


def is_unread(name: str) -> bool:
    """Return whether part of a name is not read."""
    return len(name) > LONGEST_WORD and not pieces_of(name).whole


def unread_told(lines: Sequence[int]) -> str:
    """Return the sentence that tells in which lines such names stand."""
    what = "a name is" if len(lines) == 1 else f"{len(lines):,} names are"
    return (
        f"{what} too long to be read whole (words of {LONGEST_WORD} letters, {LONGEST_READ:,} "
        f"characters), so whom the rest names was not looked for: {lines_told(lines)}."
    )


def lines_told(lines: Sequence[int]) -> str:
    """Return the first of some lines, and how many more there are."""
    shown = ", ".join(map(str, lines[:_TOLD]))
    more = f" and {len(lines) - _TOLD:,} more" if len(lines) > _TOLD else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {shown}{more}"
