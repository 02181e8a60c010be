"""Permanent reference numbers of the committees (``QDi.001``), in fields and in free text."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Committee, i(ndividual) or e(ntity), number. Free text has them in capitals and ill spaced.
_REFERENCE = re.compile(r"\b([A-Za-z]{2})([ieIE])\s?\.\s?(\d{3})\b")


def reference_in(text: str) -> str | None:
    """Return the reference number a field consists of, as the UN writes it; else None."""
    match = _REFERENCE.fullmatch(text.strip(" ."))
    return None if match is None else _written(match)


def references_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each reference number in a text begins and ends, and the number."""
    for match in _REFERENCE.finditer(text):
        yield match.start(), match.end(), _written(match)


def _written(match: re.Match[str]) -> str:
    committee, kind, number = match.groups()
    return f"{committee.upper()}{kind.lower()}.{number}"
