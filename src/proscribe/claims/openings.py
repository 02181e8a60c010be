"""Whether the word that begins a sentence is a name."""

from __future__ import annotations

import re

_OF_A_NAME = re.compile(
    r"[’']s? (?:\w+ )?(?:bid|shares|stock|listing|designation|challenge|appeal|lawsuit|suit|action|"
    r"application|inclusion|addition|removal|petition|request|motion)\b|"
    r" (?:shares|stock) (?:fell|rose|slid|sank|dropped|jumped|surged|plunged|tumbled|gained|lost|"
    r"climbed|closed|traded|were|was|have|has)\b"
)
_MET = re.compile(
    r" (?:(?:was|has been|had been|is) (?:\w+ly |also |then )?(?:added|sanctioned|blacklisted|"
    r"placed|removed|delisted|designated|listed|fined)|(?:has |had |also )*(?:denied|denies|sued|"
    r"appealed))\b"
)
_COMMON = re.compile(
    r"Tech|Technology|Oil|Chip|Chipmaker|Energy|Mining|Airline|Defen[cs]e|Semiconductor|Global|"
    r"Domestic|Foreign|Local|Ordinary|Preferred|Common|Class|Public|Private|Minority|Management|"
    r"Counsel|Prosecution|Industry|Parliament|Trade|Fund"
)


def acts_as_a_name(text: str, start: int, end: int) -> bool:
    """Return whether a word is a name by what follows it.

    ``Acme shares slid``, ``Acme's appeal``, ``Acme was fined``: hardly another word begins so.

    Args:
        text: The text.
        start: Where the word begins.
        end: Where it ends.
    """
    if _COMMON.fullmatch(text, start, end) is not None:
        return False
    if _OF_A_NAME.match(text, end) is not None:
        return True
    return text[end - 1] != "s" and _MET.match(text, end) is not None
