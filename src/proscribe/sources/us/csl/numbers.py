"""The column ``ids``: numbers, features and dates of an entry, each with its label.

Before 2023 and since 2025 the label stands last (``US, 80-0890696, Tax ID No.``), between it
stood first (``Tax ID No., 80-0890696, US``). What is a label is known, so the column tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from proscribe.sources.us.ofac.labels import meaning
from proscribe.sources.us.ofac.record import Fact

_PARTED = re.compile(r";\s+")
_COUNTRY = re.compile(r"([A-Z]{2})(?:, |\Z)")
_DATES = re.compile(r"(?:\d{4}-\d{2}-\d{2}(?:, |\Z))+")
_LAST_COUNTRY = re.compile(r", ([A-Z]{2})\Z")
_LAST_DATES = re.compile(r"(?:, \d{4}-\d{2}-\d{2})+\Z")


def label_stands_last(cells: Iterable[str]) -> bool:
    """Tell from all cells of a file whether the label of a number stands behind it."""
    first = last = 0
    for cell in cells:
        for part in _PARTED.split(cell):
            last += _is_label(part.rpartition(", ")[2])
            first += _is_label(part.partition(", ")[0])
    return last >= first


def read_ids(cell: str, *, label_last: bool) -> tuple[list[tuple[Fact, str | None]], list[str]]:
    """Divide a cell into facts with the code of the country that issued each.

    When a document was issued and expires is not used: an expired passport still
    identifies its holder.

    Returns:
        The facts, and the parts in which no label is known.
    """
    facts: list[tuple[Fact, str | None]] = []
    unread: list[str] = []
    for part in filter(None, (each.strip() for each in _PARTED.split(cell))):
        read = _ending_in_label(part) if label_last else _beginning_with_label(part)
        read = read or (_beginning_with_label(part) if label_last else _ending_in_label(part))
        if read is None:
            unread.append(part)
        else:
            facts.append(read)
    return facts, unread


def _ending_in_label(part: str) -> tuple[Fact, str | None] | None:
    value, _, label = part.rpartition(", ")
    if not value or not _is_label(label):
        return None
    country = _COUNTRY.match(value)
    if country is not None and country.end() < len(value):
        value = value[country.end() :]
    else:
        country = None
    dates = _DATES.match(value)
    if dates is not None and dates.end() < len(value):
        value = value[dates.end() :]
    return Fact(label, value), None if country is None else country.group(1)


def _beginning_with_label(part: str) -> tuple[Fact, str | None] | None:
    label, _, value = part.partition(", ")
    if not value or not _is_label(label):
        return None
    value = _LAST_DATES.sub("", value)
    country = _LAST_COUNTRY.search(value)
    if country is not None:
        value = value[: country.start()]
    value = _LAST_DATES.sub("", value)
    return Fact(label, value), None if country is None else country.group(1)


def _is_label(text: str) -> bool:
    return meaning(text.strip()) is not None
