"""Single bytes in another encoding than the rest of a text: read as Windows wrote them, and told.

A text is decoded with ``surrogateescape``, which keeps each byte that is not UTF-8 as one sign of
its own; here these become what they are in Windows-1252. All that is UTF-8 stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_STRAY = re.compile("[\udc80-\udcff]+")
_TOLD = 3


def without_strays(line: str) -> str:
    """Return a line with its stray bytes read as Windows-1252; what is nothing there becomes �."""
    return line if line.isascii() else _STRAY.sub(_read, line)


def _read(strays: re.Match[str]) -> str:
    return strays[0].encode("ascii", "surrogateescape").decode("cp1252", "replace")


def strays_told(lines: Iterable[str]) -> tuple[str, ...]:
    """Return a sentence that tells where stray bytes stand; none where there are none.

    Args:
        lines: All lines of a text, from the first on.
    """
    found = (
        (number, met.start() + 1)
        for number, line in enumerate(lines, 1)
        if not line.isascii() and (met := _STRAY.search(line)) is not None
    )
    first, count = [], 0
    for count, place in enumerate(found, 1):
        if count <= _TOLD:
            first.append("line {:,}, column {:,}".format(*place))
    if not count:
        return ()
    more = count - len(first)
    told = "; ".join(first) + (f"; and {more:,} more line{'s'[: more > 1]}" if more else "")
    sentence = (
        f"Not all is UTF-8 ({told}): what is not was read as Windows-1252 (cp1252). "
        "Check the names there, or save the file as UTF-8."
    )
    return (sentence,)
