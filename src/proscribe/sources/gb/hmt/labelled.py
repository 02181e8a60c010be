"""``Other Information`` of the consolidated list since 2021: labelled values within free text.

``(UK Sanctions List Ref):RUS0251. (UK Statement of Reasons):… (Gender):Male``: what the XML has
as elements of their own, the CSV has here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.sources.gb.hmt.columns import column_name

_LABEL = re.compile(r"\(([A-Za-z][^():]{2,}(?:\((?:s|HIN)\)[^():]*)?)\)\s?:\s*")
# What looks like a label and is a part of the text.
_NO_LABELS = frozenset({"SNR"})
# Values that end before the free text that follows them without a label.
_SHORT = {
    "UK Sanctions List Ref": re.compile(r"[A-Z]{3}\d{4}(?:(?:[\s,&]|and)+[A-Z]{3}\d{4})*"),
    "UN Ref": re.compile(r"[A-Z]{2}[ie]\.?\s?\d{3}(?:(?:[\s,&]|and)+[A-Z]{2}[ie]\.\d{3})*"),
    "Gender": re.compile(r"\w+"),
    "IMO Number": re.compile(r"(?:IMO\s?)?\d{7}"),
    "Date of Additional Sanctions": re.compile(r"\d{1,2}/\d{1,2}/\d{4}"),
}


def labelled(text: str) -> Iterator[tuple[str | None, str]]:
    """Yield (column, value) of each labelled value, and (None, text) of each free text.

    A label that is not known yields a column of its own, to be reported as unread.
    """
    column: str | None = None
    start = 0
    for label in _LABEL.finditer(text):
        if label.group(1) in _NO_LABELS:
            continue
        yield from _value(column, text[start : label.start()])
        column = column_name(label.group(1)) or f"Other Information ({label.group(1)})"
        start = label.end()
    yield from _value(column, text[start:])


def _value(column: str | None, text: str) -> Iterator[tuple[str | None, str]]:
    value = " ".join(text.split())
    short = _SHORT.get(column or "")
    match = None if short is None else short.match(value)
    rest = value if match is None else value[match.end() :]
    if match is not None:
        yield column, match.group()
    elif column is not None and value:
        yield column, value
        return
    if rest.strip(" ."):
        yield None, rest.lstrip(" .")
