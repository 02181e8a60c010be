"""A screening report as one leafs through it: lines, the gravest first, a page at a time.

A report of 100,000 lines has several hundred thousand rows. It is put in the order it is shown in
once, in small groups, so that any page is read without the rest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq

from proscribe.backends.reports.parquet_file import METADATA_KEY
from proscribe.backends.reports.report_view import Line, lines_of
from proscribe.backends.whole_files import replacing
from proscribe.model.errors import StoreError
from proscribe.model.verdict import Outcome
from proscribe.screening.report import HELPER_COLUMNS, REPORT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

_GROUP_ROWS = 2_000
_BOOKS = 16
_SEVERITY = {outcome.value: outcome.severity for outcome in Outcome}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesPage:
    """Some lines of a report.

    Attributes:
        lines: The lines, the gravest first.
        total: How many lines fit what was asked.
        first: Place of the first of these among them, from 0.
    """

    lines: tuple[Line, ...]
    total: int
    first: int


class ReportBook:
    """The lines of one report, in the order in which they are shown.

    Args:
        path: The report, as Parquet.
        folder: Where its order is kept; made once.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self._rows, self._index = folder / "book.parquet", folder / "book-index.parquet"
        if not self._index.is_file():
            _bind(path, self._rows, self._index)
        self.document = read_document(path)
        self._lines = pl.read_parquet(self._index)

    def page(
        self, *, verdict: Outcome | None = None, find: str = "", first: int = 0, most: int = 50
    ) -> LinesPage:
        """Return some lines.

        Args:
            verdict: Only lines whose strictest verdict is this.
            find: Only lines in whose name this stands.
            first: How many to pass over; past the end, the last are returned.
            most: How many to return.
        """
        chosen = self._lines
        if verdict is not None:
            chosen = chosen.filter(pl.col("severity") == verdict.severity)
        if find.strip():
            words = pl.col("words").str.contains(find.strip().casefold(), literal=True)
            chosen = chosen.filter(words)
        if first >= chosen.height:
            first = max(chosen.height - 1, 0) // most * most
        shown = chosen.slice(first, most)
        return LinesPage(lines=tuple(self._read(shown)), total=chosen.height, first=first)

    def counts(self) -> Mapping[Outcome, int]:
        """Return how many lines have each strictest verdict."""
        found = dict(self._lines.group_by("severity").len().iter_rows())
        return {outcome: found.get(outcome.severity, 0) for outcome in Outcome}

    def _read(self, shown: pl.DataFrame) -> list[Line]:
        if shown.is_empty():
            return []
        rows = pl.scan_parquet(self._rows)
        parts = [
            rows.slice(start, count).collect()
            for start, count in _runs(shown["start"].to_list(), shown["rows"].to_list())
        ]
        return [*lines_of(pl.concat(parts))]


def open_book(path: Path, folder: Path) -> ReportBook:
    """Return the lines of a report; one that was opened lately is at hand."""
    return _opened(path, folder, path.stat().st_mtime_ns)


@lru_cache(maxsize=_BOOKS)
def _opened(path: Path, folder: Path, _changed: int) -> ReportBook:
    return ReportBook(path, folder)


def _runs(starts: list[int], counts: list[int]) -> list[tuple[int, int]]:
    """Return places of rows as few runs: what follows each other is read at once."""
    runs: list[tuple[int, int]] = []
    for start, count in zip(starts, counts, strict=True):
        if runs and sum(runs[-1]) == start:
            runs[-1] = (runs[-1][0], runs[-1][1] + count)
        else:
            runs.append((start, count))
    return runs


def read_document(path: Path) -> Mapping[str, object]:
    """Return what stands around the lines of a report; one that was read lately is at hand.

    Args:
        path: The report, as Parquet.

    Raises:
        StoreError: The file is damaged, or gone.
    """
    try:
        return _document(path, path.stat().st_mtime_ns)
    # Damaged Parquet and damaged JSON are both errors of a value.
    except (ValueError, OSError) as error:
        raise StoreError(
            "the report of this screening cannot be read: its file is damaged or gone.",
            remedy="Screen the portfolio again.",
        ) from error


@lru_cache(maxsize=_BOOKS)
def _document(path: Path, _changed: int) -> Mapping[str, object]:
    held = pq.read_metadata(path).metadata or {}
    document: dict[str, object] = json.loads(held.get(METADATA_KEY.encode(), b"{}"))
    # Where a file lies on the server is nobody's business.
    for part in ("unresolved", "notes"):
        lines = document.get(part)
        for line in lines if isinstance(lines, list) else []:
            if line.get("file"):
                line["file"] = Path(line["file"]).name
    return document


def _bind(path: Path, rows: Path, index: Path) -> None:
    """Write the rows of a report in the order they are shown in, and where each line begins."""
    frame = _whole(pl.read_parquet(path))
    by_line = ["_file", "line"]
    severity = pl.col("verdict").replace_strict(_SEVERITY, return_dtype=pl.Int8)
    frame = frame.with_columns(severity.min().over(by_line).alias("_severity"))
    frame = frame.sort(["_severity", "_file", "line"], maintain_order=True)
    given = [name for name in frame.columns if name not in (*REPORT_COLUMNS, *HELPER_COLUMNS)]
    texts = [name for name in ("issuer", "entity_id", *given) if frame[name].dtype == pl.String]
    words = pl.concat_str(texts, separator=" ", ignore_nulls=True).str.to_lowercase()
    lines = (
        frame.with_row_index("start")
        .group_by(by_line, maintain_order=True)
        .agg(
            pl.col("start").first().cast(pl.Int64),
            pl.len().cast(pl.Int64).alias("rows"),
            pl.col("_severity").first().alias("severity"),
            words.first().alias("words"),
        )
    )
    with replacing(rows, "report") as temporary:
        frame.drop("_severity").write_parquet(temporary, row_group_size=_GROUP_ROWS)
    with replacing(index, "report") as temporary:
        lines.write_parquet(temporary)


def _whole(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the columns that only writers use, where the file left them out."""
    if "file" in frame.columns and "_file" not in frame.columns:
        frame = frame.rename({"file": "_file"}).with_columns(
            pl.col("_file").str.replace(r"^.*[/\\]", "")
        )
    missing = [name for name in HELPER_COLUMNS if name not in frame.columns]
    return frame.with_columns(pl.lit(None, pl.String).alias(name) for name in missing)
