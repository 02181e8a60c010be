"""Plain text: taken as it is, to the last character."""

from __future__ import annotations

import re

from proscribe.claims.dates import find_dateline
from proscribe.claims.leftovers import find_leftovers
from proscribe.claims.text.extracted import Content, Dated, DateOrigin, Given
from proscribe.model.time import Moment

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LONGEST_TITLE = 200
_ENDS_A_SENTENCE = re.compile(r"[.。！!]\Z")
_HEAD = 5_000


def read_plain(text: str, given: Given) -> Content:
    """Read plain text; its characters stay what they are, and where they are.

    Raises:
        UnreadableTextError: There is not a word in it.
    """
    if not any(character.isalpha() for character in text):
        raise given.unreadable(
            "there is not a word in the file.", "Save the article again, and give that file."
        )
    warnings = []
    if nulls := text.count("\0"):
        warnings.append(f"The text holds {nulls:,} null characters, which were left in place.")
    return Content(
        text=text, title=find_title(text), dated=find_day(text), warnings=tuple(warnings)
    )


def find_title(text: str) -> str | None:
    """Return the headline of a plain text: its first line of its own, if it ends no sentence."""
    head = text[:_HEAD]
    left = {span.start for span in find_leftovers(head)}
    for line in _LINE.finditer(head):
        words = line.group().strip()
        if not words or line.start() + line.group().index(words[0]) in left:
            continue
        is_title = len(words) <= _LONGEST_TITLE and not _ENDS_A_SENTENCE.search(words)
        return words if is_title else None
    return None


def find_day(text: str) -> Dated | None:
    """Return the day that a text says at its head it was filed."""
    day = find_dateline(text)
    return None if day is None else Dated(moment=Moment(day), origin=DateOrigin.DATELINE)
