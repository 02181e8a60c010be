"""Names of laws: nobody a measure could be against."""

from __future__ import annotations

import re

# ``the Export Administration Regulations (EAR)``: a law is nobody.
_LAW = re.compile(
    r"(?:\A|\s)(?:Act|Acts|Treaty|Convention|Order)\Z|(?:\w+ ){2}Regulations?\Z|\bFiscal "
    r"Year\b|\AFY\d\d|"
    r"\bAct for\b"
)
_SHORT_LAW = re.compile(
    r"\b(?:Act|Regulations?)(?: (?:of|for) [^()]{4,24})? \((?:the )?[“\"]?([A-Z][A-Z0-9]+)[”\"]?\)"
)


def is_law(name: str) -> bool:
    """Return whether a name with capitals is that of a law, by its form."""
    return _LAW.search(name) is not None


def short_names_of_laws(text: str) -> frozenset[str]:
    """Return the initials that stand in brackets behind the names of laws."""
    return frozenset(_SHORT_LAW.findall(text))
