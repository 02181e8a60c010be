"""Dates of birth as the list writes them: lettered, or with or, with remarks in between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proscribe.sources.dates import read_date

_LETTER = re.compile(r"(?<![A-Za-z])[a-z]\)")
_BETWEEN = re.compile(
    r";|>>|(?<=\d)\s+(?=\d{1,2}/)|\)\s+(?=\d)|\bor\b|,\s*(?:and\b)?|\b(?:alternative|alt)\.?\s*(?:DOB)?:?"
)
_YEAR_FIRST = re.compile(r"(\d{4}), (\d{1,2} [A-Za-z]+)")
_WORDS_DATE = re.compile(r"([A-Za-z]{1,20} \d{1,2}), (\d{4})")
_SAID = re.compile(r"\s*\(.*")
_SPAN = re.compile(r"\bbetween\b.*|.*\d{4}\s*[-/–]\s*\d{4}|.*\bto\b.*\d{4}", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/ .][A-Za-z\d]+[-/ .]\d{2}\Z")
_STOPPED = re.compile(r"(?<=[a-z])\.(?=\d)")
# Cells in which a person sees no day.
_JUDGED = frozenset({"10/061962", "August", "Approximately (30-35 years old)"})
_NOTHING = {"", "na", "n/a", "unknown", "nil"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BornOn:
    """One date: as written, and how far it can be read."""

    text: str
    prefix: str | None
    understood: bool = True


def read_births(text: str) -> Iterator[BornOn]:
    """Yield the dates of a cell; one known only about, and a span of years, has no prefix."""
    spaced = _STOPPED.sub(". ", text)
    ordered = _WORDS_DATE.sub(r"\1 \2", _YEAR_FIRST.sub(r"\2 \1", spaced))
    for part in _LETTER.split(ordered):
        for piece in _pieces(part):
            cleaned = piece.strip(" .,;")
            if cleaned.lower() not in _NOTHING:
                yield _read(cleaned)


def _pieces(text: str) -> list[str]:
    if _SPAN.fullmatch(text.strip()):
        return [text]
    return _BETWEEN.split(text)


def _read(text: str) -> BornOn:
    bare = _SAID.sub("", text.lstrip("(")).strip(" .)")
    if (
        text in _JUDGED
        or "hijri" in text.lower()
        or _SPAN.fullmatch(bare)
        or _SHORT_YEAR.fullmatch(bare)
    ):
        return BornOn(text=text, prefix=None)
    month = re.fullmatch(r"([A-Za-z]+ \d{1,2}) (\d{4})", bare)
    read = read_date(bare if month is None else f"{month.group(1)}, {month.group(2)}")
    if read.about:
        return BornOn(text=text, prefix=None)
    return BornOn(text=text, prefix=read.prefix, understood=read.prefix is not None)
