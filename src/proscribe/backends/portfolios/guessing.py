"""What the columns of a file seem to mean, for a person to correct before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from proscribe.backends.portfolios.source import HOLDINGS, Heading
from proscribe.backends.portfolios.table import open_table
from proscribe.model.errors import InputError
from proscribe.securities.headers import (
    MEANINGS,
    column_meaning,
    no_identifying_column,
    read_layout,
    unique_headers,
)
from proscribe.securities.records import holds_identifier
from proscribe.securities.told_columns import ONLY_SHOWN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from proscribe.backends.portfolios.source import PortfolioFile

_SAMPLED_RECORDS = 50
_SAMPLES = 3
_LONGEST_SAMPLE = 40
_NUMBER = frozenset("0123456789.,'’-+% ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """One column of a file.

    Attributes:
        header: Its header, made unique.
        meaning: What it seems to mean, one of ``MEANINGS``; empty for none of these.
        samples: Some of its first values.
    """

    header: str
    meaning: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGuess:
    """What a file seems to hold.

    Attributes:
        columns: Its columns.
        warnings: What is odd about how it could be read, whole sentences.
        is_known: False where its headers are too few or strange to be read without a person's word.
    """

    columns: tuple[ColumnGuess, ...]
    warnings: tuple[str, ...]
    is_known: bool


def guess_table(path: Path) -> TableGuess:
    """Return the columns of a portfolio with what they seem to mean.

    A file in which no column says what is held is shown, too: a person may know which one does.

    Raises:
        InputError: The file cannot be read, or no line of it can be a header.
    """
    is_known = True
    try:
        source = open_table(path, heading=HOLDINGS)
    except InputError:
        source, is_known = open_table(path, heading=_ANY), False
    headers = unique_headers(source.head.headers)
    meanings = _meanings(headers, source.head.headers, path)
    samples = _samples(source, len(headers))
    columns = tuple(
        ColumnGuess(header=header, meaning=meanings.get(header, ONLY_SHOWN), samples=found)
        for header, found in zip(headers, samples, strict=True)
    )
    return TableGuess(columns=columns, warnings=source.head.warnings, is_known=is_known)


def _meanings(unique: Sequence[str], headers: Sequence[str], path: Path) -> dict[str, str]:
    try:
        columns = read_layout(headers, str(path)).columns
    except InputError:
        columns = {}
        for header, name in zip(headers, unique, strict=True):
            columns.setdefault(column_meaning(header) or ONLY_SHOWN, name)
    return {header: meaning for meaning, header in columns.items() if meaning in MEANINGS}


def _samples(source: PortfolioFile, width: int) -> list[tuple[str, ...]]:
    found: list[dict[str, None]] = [{} for _ in range(width)]
    for chunk in islice(source.chunks(_SAMPLED_RECORDS), 1):
        for record in chunk.records():
            for place, cell in enumerate(record.cells[:width]):
                if cell and cell.strip() and len(found[place]) < _SAMPLES:
                    found[place][cell.strip()[:_LONGEST_SAMPLE]] = None
    return [tuple(values) for values in found]


def _score(cells: Sequence[str]) -> int:
    """Tell how well a line would do as a header of words we do not know; no holding is taken."""
    filled = [cell for cell in cells if cell.strip()]
    if any(set(cell) <= _NUMBER for cell in filled) or holds_identifier(filled):
        return 0
    return len(filled) if len(filled) > 1 else 0


_ANY = Heading(score=_score, missing=no_identifying_column)
