"""Several values in one cell: ``(1) German (2) Moroccan``, ``a) General, b) Minister``."""

from __future__ import annotations

import re
from functools import lru_cache

from proscribe.sources.numbers import whole_number

_MARK = re.compile(r"(?<![^\s.,;:)\]-])(\(?)([1-9][0-9]?|[A-Za-z])\)")
_MOST = 40
# Between the marks of a range, `(1)-(5) Tunisia` and `(1) to (6) Algeria`, stands no value.
_NO_VALUE = frozenset({"", "-", "–", "to", "and"})


@lru_cache(maxsize=16384)
def enumerated(text: str) -> tuple[str, ...]:
    """Return the values of a cell; the whole text where it counts none.

    What stands before the first mark (``Jordanian passport numbers (1) …``) holds for each value
    and is put before it.
    """
    marks = _marks(text)
    if not marks:
        whole = _trim(text)
        return (whole,) if whole not in _NO_VALUE else ()
    before = _trim(text[: marks[0].start()])
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    values = (_trim(text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True))
    return tuple(
        dict.fromkeys(
            f"{before} {value}".strip() for value in values if value.lower() not in _NO_VALUE
        )
    )


def _marks(text: str) -> list[re.Match[str]]:
    """Return the marks of one enumeration: the first counts as one, each next as more."""
    found: list[re.Match[str]] = []
    last = 0
    for mark in _MARK.finditer(text):
        number = _number(mark.group(2))
        follows = number == last + 1 or (bool(mark.group(1)) and last < number <= _MOST)
        if follows and (found or number == 1):
            found.append(mark)
            last = number
    return found


def _number(mark: str) -> int:
    number = whole_number(mark)
    return ord(mark.lower()) - ord("a") + 1 if number is None else number


def _trim(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")
