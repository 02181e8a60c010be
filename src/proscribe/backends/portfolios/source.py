"""What every kind of table file gives: headers, and the records below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import polars as pl

from proscribe.model.errors import InputError
from proscribe.securities.headers import header_score, no_identifying_column
from proscribe.securities.records import Record

HEAD_RECORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """How the header of a kind of table is told from what stands around it.

    Attributes:
        score: Tells how well cells would do as the header; 0 where they cannot be one.
        missing: Returns the error for a file without one, from the cells most like it and the
            file.
    """

    score: Callable[[Sequence[str]], int]
    missing: Callable[[Sequence[str], str], InputError]


HOLDINGS = Heading(score=header_score, missing=no_identifying_column)


def holdings_heading(told: Mapping[str, str]) -> Heading:
    """Return how the header of holdings is found where a person said what some columns mean."""
    if not told:
        return HOLDINGS
    return Heading(score=partial(header_score, told=told), missing=no_identifying_column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the beginning of a file.

    Attributes:
        headers: The headers as in the file.
        preamble: The records before them.
        typed: Places of columns whose cells are numbers, not text, in the file.
        warnings: What is odd about the file, one sentence each.
    """

    headers: tuple[str, ...]
    preamble: tuple[Record, ...] = ()
    typed: frozenset[int] = frozenset()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some records that follow each other.

    Attributes:
        lines: Where each starts in the file, from 1.
        rows: Their cells; None where they stand in `frame`.
        frame: Their cells as columns, all as wide as the header; None where they do not.
        problems: What is wrong with single records, by place in the chunk.
        runs: How many blank records a blank one stands for, by place in the chunk.
    """

    lines: Sequence[int]
    rows: Sequence[Sequence[str | None]] | None = None
    frame: pl.DataFrame | None = None
    problems: Mapping[int, str] = field(default_factory=dict)
    runs: Mapping[int, int] = field(default_factory=dict)

    def records(self) -> Iterator[Record]:
        """Yield the records one by one."""
        rows: Iterator[Sequence[str | None]]
        rows = self.frame.iter_rows() if self.frame is not None else iter(self.rows or ())
        for place, (line, cells) in enumerate(zip(self.lines, rows, strict=True)):
            problem, run = self.problems.get(place), self.runs.get(place, 1)
            yield Record(line=line, cells=cells, problem=problem, records=run)


class PortfolioFile(Protocol):
    """One file, opened as far as its header."""

    @property
    def head(self) -> Head:
        """What stands at its beginning."""

    def chunks(self, size: int) -> Iterator[Chunk]:
        """Read the records below the header, about `size` at a time."""


def frame_of(columns: Iterable[Sequence[str | None]]) -> pl.DataFrame:
    """Return columns of text as a table whose columns have no names of their own."""
    return pl.DataFrame(
        [
            pl.Series(f"column_{place}", column, dtype=pl.String)
            for place, column in enumerate(columns)
        ]
    )
