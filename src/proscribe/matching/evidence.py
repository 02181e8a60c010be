"""What an attribute says about two entries being the same, as log-odds."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_SHOWN = 40
# More values than this of one attribute are not read: answers come in bounded time.
MOST_VALUES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one attribute adds to what the names say.

    Attributes:
        feature: What was compared (``birth date``, ``country``, ``LEI``, …).
        log_odds: Natural logarithm of how many times likelier the two values are where both are
            the same than where they are not; positive speaks for the same.
        given: The value of the query, or those of it that count.
        found: The value of the entry.
        decides: Whether it is an identifier that, being equal or different, settles the matter
            whatever else is known.
    """

    feature: str
    log_odds: float
    given: str
    found: str
    decides: bool = False


def shown(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Return a text fit to be printed in a line: short, without controls or broken characters.

    Args:
        text: Any text, unpaired surrogates and line breaks included.
        longest: Characters to keep; a longer text ends in an ellipsis.
    """
    kept = text[: longest + 1]
    if not (kept.isascii() and kept.isprintable()):
        kept = "".join(each if each.isprintable() else " " for each in kept)
    return kept if len(kept) <= longest else f"{kept[: longest - 1]}…"
