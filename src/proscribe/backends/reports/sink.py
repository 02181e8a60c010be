"""What all writers of reports share: the columns they show, and the order rows come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import polars as pl

from proscribe.model.errors import InternalError
from proscribe.model.verdict import Outcome
from proscribe.screening.plan import Plan
from proscribe.screening.report import (
    FILE_COLUMN,
    REPORT_COLUMNS,
    Note,
    ReportHead,
    given_columns,
)
from proscribe.screening.summary import Summary

# Above so many lines a page or a workbook shows only what is not ALLOWED or unresolved.
SHOWN_LINES = 50_000
_LONG = ("explanation", "citation", "regimes", "_candidates")


class Sink(Protocol):
    """A report being written."""

    def add(self, frame: pl.DataFrame) -> None:
        """Write rows; each call brings whole lines."""

    def finish(self, summary: Summary, notes: Sequence[Note], plan: Plan | None = None) -> None:
        """Write what is known only now, and make the file whole."""

    def close(self) -> None:
        """Let go of the file, whole or not."""


def whole_lines(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield the same rows cut so that the rows of one line stand in one frame.

    Raises:
        InternalError: The frames have not all the same columns.
    """
    held: pl.DataFrame | None = None
    for incoming in frames:
        if held is not None and held.schema != incoming.schema:
            raise InternalError("the batches of a report have not the same columns.")
        frame = incoming if held is None else pl.concat([held, incoming], rechunk=False)
        if frame.is_empty():
            yield frame
            continue
        file, line = frame.select("_file", "line").row(-1)
        last = frame.select(
            (pl.col("line").eq_missing(line) & pl.col("_file").eq_missing(file)).sum()
        ).item()
        yield frame.head(frame.height - last)
        held = frame.tail(last)
    if held is not None:
        yield held


def flat(frame: pl.DataFrame, head: ReportHead) -> pl.DataFrame:
    """Return the columns of a table: as given, then ours; the file where there are several."""
    file = [pl.col("_file").alias(FILE_COLUMN)] if len(head.portfolio) > 1 else []
    return frame.select(*given_columns(frame), *file, *REPORT_COLUMNS)


def empty_table(head: ReportHead) -> pl.DataFrame:
    """Return a table without rows, for a portfolio that gave none."""
    file = (FILE_COLUMN,) if len(head.portfolio) > 1 else ()
    return pl.DataFrame(schema=dict.fromkeys((*file, *REPORT_COLUMNS), pl.String))


class ShownRows:
    """The rows a page or a workbook shows: all, or above 50,000 lines those that matter.

    Attributes:
        is_cut: True where lines on which every act is allowed are left out.
        left_out: Lines that matter and are left out nevertheless, for want of room.
    """

    def __init__(self, limit: int = SHOWN_LINES) -> None:
        self.is_cut = False
        self.left_out = 0
        self._limit = limit
        self._lines = 0
        self._frames: list[pl.DataFrame] = []

    def add(self, frame: pl.DataFrame) -> None:
        """Keep of these rows what is shown."""
        if self.is_cut:
            self._keep(_that_matter(frame))
            return
        self._lines += frame.select(pl.struct("_file", "line").n_unique()).item()
        self._frames.append(_compact(frame))
        if self._lines > self._limit:
            self.is_cut = True
            self._lines = 0
            frames, self._frames = self._frames, []
            for each in frames:
                self._keep(_that_matter(each))

    def rows(self) -> pl.DataFrame | None:
        """Return what is shown, in the order of the portfolio; None where no row ever came."""
        return pl.concat(self._frames) if self._frames else None

    def _keep(self, frame: pl.DataFrame) -> None:
        lines = frame.select(pl.struct("_file", "line").n_unique()).item()
        if self._lines + lines > self._limit:
            room = max(self._limit - self._lines, 0)
            number = pl.struct("_file", "line").rle_id()
            frame = frame.filter(number < room)
            self.left_out += lines - room
            lines = room
        self._lines += lines
        self._frames.append(_compact(frame))


def _compact(frame: pl.DataFrame) -> pl.DataFrame:
    """Hold each of the long texts once: many lines are of one subject."""
    long = [name for name in _LONG if name in frame.columns]
    return frame.with_columns(pl.col(long).cast(pl.Categorical))


def _that_matter(frame: pl.DataFrame) -> pl.DataFrame:
    few = frame.filter((pl.col("verdict") != Outcome.ALLOWED.value) | pl.col("_unresolved"))
    # A filtered frame still holds all the text of the whole one: copy it through Arrow.
    return pl.DataFrame(few.to_arrow(compat_level=pl.CompatLevel.oldest()))
