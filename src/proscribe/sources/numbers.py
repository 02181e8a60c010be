"""Whole numbers as lists write them."""

from __future__ import annotations

_LONGEST = 12


def whole_number(text: str) -> int | None:
    """Return the number a text consists of; None where it is none.

    Only the digits 0 to 9 make one, at most twelve of them, with no sign, blank or separator.
    What ``str.isdigit`` takes for digits beside these (``²``, ``٣``) is no number of a list, and
    of a text of thousands of digits ``int`` makes none.
    """
    is_number = 0 < len(text) <= _LONGEST and text.isascii() and text.isdigit()
    return int(text) if is_number else None
