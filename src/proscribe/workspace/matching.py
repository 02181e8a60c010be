"""Files of names against the ledger or a list, and files of pairs, batch by batch."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

import polars as pl

from proscribe.backends.names import NameTable, Unnamed, check_format, join_rows, writing
from proscribe.backends.whole_files import refuse_overwriting
from proscribe.model.errors import InputError
from proscribe.workspace.results import table_html, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from proscribe.matching import Match, Named

    Progress: TypeAlias = Callable[[int], None]

__all__ = ["MatchSummary", "Matching", "Unnamed", "match_list"]

LIMIT, THRESHOLD = 10, 0.7
# Of a score, after the point.
DIGITS = 6
MATCH_COLUMNS: dict[str, pl.DataType] = {
    "query_id": pl.String(),
    "entity_id": pl.String(),
    "score": pl.Float64(),
    "name": pl.String(),
    "matched_name": pl.String(),
    "explanation": pl.String(),
}
# Queries answered, or rows indexed, in one go.
_BATCH = 10_000
_SHOWN = 20


class Searchable(Protocol):
    """Where names are looked for: an index, or a ledger."""

    def search(self, queries: Sequence[Named], *, limit: int, threshold: float) -> Iterator[Match]:
        """Yield who may be meant, best first for each query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSummary:
    """What became of files of names.

    Attributes:
        queries: How many were asked: rows of one id that follow each other are one.
        matched: How many of them matched anybody.
        found: How many matches there are.
        unnamed: Lines without a name, by file; they match nobody.
        warnings: What is odd about the files.
    """

    queries: int
    matched: int
    found: int
    unnamed: tuple[Unnamed, ...]
    warnings: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "queries": self.queries,
            "matched": self.matched,
            "found": self.found,
            "unnamed": to_json(self.unnamed),
            "warnings": list(self.warnings),
        }


class Matching:
    """Files of names being matched: nothing is kept, every answer reads the files anew.

    Args:
        files: Files of names.
        make: Makes ready what they are looked for among; called once, with what to tell the
            number of rows just indexed.
        limit: Most matches for each query.
        threshold: Least score, 0 to 1.
        beside: The file of names they are looked for among, where it is one.

    Raises:
        InputError: A file cannot be read, or the limit or the threshold is out of bounds.
    """

    def __init__(
        self,
        files: Iterable[Path | str],
        make: Callable[[Progress], Searchable],
        *,
        limit: int,
        threshold: float,
        beside: NameTable | None = None,
    ) -> None:
        if limit < 1:
            raise InputError(f"{limit} matches a query are none.", remedy="Ask for 1 or more.")
        check_threshold(threshold)
        self._files = [Path(file) for file in files]
        self._make = make
        self._limit = limit
        self._threshold = threshold
        self._beside = beside
        self._among: Searchable | None = None
        self._opened: _Run | None = _Run(self._files, beside)

    def prepare(self, progress: Progress = lambda _: None) -> Searchable:
        """Make ready and return what is looked among; else the first answer does.

        Args:
            progress: Called with the number of rows just indexed.

        Raises:
            InputError: The list cannot be read.
            StoreError: The ledger cannot be read.
        """
        if self._among is None:
            self._among = self._make(progress)
        return self._among

    def check(self, path: Path | str) -> None:
        """Refuse a file that the matches cannot be written to.

        Raises:
            InputError: Its format is not known, or it is one of the files that were given.
        """
        beside = [] if self._beside is None else [Path(self._beside.file)]
        check_format(Path(path))
        refuse_overwriting(Path(path), [*self._files, *beside])

    def write(self, path: Path | str, progress: Progress = lambda _: None) -> MatchSummary:
        """Write the matches; the extension chooses the format (csv, json, jsonl, xlsx, parquet).

        Args:
            path: Where to.
            progress: Called with the number of queries of each batch.

        Raises:
            InputError: A file cannot be read, or the format is not known.
            StoreError: The disk failed; nothing is left behind.
        """
        self.check(path)
        run = self._run()
        with writing(Path(path), "matches", MATCH_COLUMNS) as writer:
            for frame in self._answers(run, progress):
                writer.add(frame)
            summary = run.summary()
            writer.finish(summary.to_json())
        return summary

    def first(
        self, most: int | None, progress: Progress = lambda _: None
    ) -> tuple[list[dict[str, object]], MatchSummary]:
        """Return the first matches as rows, and what became of all.

        Args:
            most: How many; None for all of them.
            progress: Called with the number of queries of each batch.

        Raises:
            InputError: A file cannot be read.
        """
        run = self._run()
        rows: list[dict[str, object]] = []
        for frame in self._answers(run, progress):
            rows += frame.head(frame.height if most is None else most - len(rows)).to_dicts()
        return rows, run.summary()

    def batches(self) -> Iterator[pl.DataFrame]:
        """Yield the matches, those of some thousand queries at a time."""
        return self._answers(self._run(), lambda _: None)

    def to_polars(self) -> pl.DataFrame:
        """Return all matches as a table."""
        return pl.concat([pl.DataFrame(schema=MATCH_COLUMNS), *self.batches()])

    def _repr_html_(self) -> str:
        rows, summary = self.first(_SHOWN)
        title = f"{summary.matched:,} of {summary.queries:,} queries matched"
        return table_html(title, rows)

    def _run(self) -> _Run:
        run, self._opened = self._opened, None
        return _Run(self._files, self._beside) if run is None else run

    def _answers(self, run: _Run, progress: Progress) -> Iterator[pl.DataFrame]:
        among = self.prepare()
        asked = run.queries()
        while batch := [*islice(asked, _BATCH)]:
            named = [query for query in batch if query.names]
            found = among.search(named, limit=self._limit, threshold=self._threshold)
            frame = _frame(found)
            run.count(len(batch), frame)
            progress(len(batch))
            yield frame


class _Run:
    """One reading of the files, and what is counted on the way."""

    def __init__(self, files: Sequence[Path], beside: NameTable | None) -> None:
        several = len(files) > 1
        self._tables = [NameTable(file, f"{file.name}:" if several else "") for file in files]
        self._beside = [] if beside is None else [beside]
        self._queries = self._matched = self._found = 0

    def queries(self) -> Iterator[Named]:
        """Yield what is asked, file after file."""
        return chain.from_iterable(join_rows(table.rows()) for table in self._tables)

    def count(self, queries: int, frame: pl.DataFrame) -> None:
        """Count what was answered."""
        self._queries += queries
        self._matched += frame["query_id"].rle_id().n_unique()
        self._found += frame.height

    def summary(self) -> MatchSummary:
        """Return what became of the files; they are read to the end."""
        tables = (*self._beside, *self._tables)
        return MatchSummary(
            queries=self._queries,
            matched=self._matched,
            found=self._found,
            unnamed=tuple(table.unnamed for table in tables if table.unnamed is not None),
            warnings=tuple(warning for table in tables for warning in table.warnings),
        )


def match_list(
    files: Iterable[Path | str],
    names: Path | str,
    *,
    limit: int = LIMIT,
    threshold: float = THRESHOLD,
) -> Matching:
    """Look for names among those of one file only; no ledger is asked.

    Args:
        files: Files of names.
        names: The file of names to look among; several rows of one id are several names.
        limit: Most matches for each query.
        threshold: Least score, 0 to 1.

    Raises:
        InputError: A file cannot be read, or the limit or the threshold is out of bounds.
    """
    table = NameTable(Path(names))

    def make(progress: Progress) -> Searchable:
        from proscribe.matching import Index

        return Index.build(_told(table.rows(), progress))

    return Matching(files, make, limit=limit, threshold=threshold, beside=table)


def check_threshold(threshold: float) -> None:
    """Refuse a threshold that no score can be compared with.

    Raises:
        InputError: It is none of 0 to 1.
    """
    if not 0 <= threshold <= 1:
        raise InputError(
            f"a score is 0 to 1, and none can be held against {threshold}.",
            remedy="Give a threshold from 0 to 1, for instance 0.7.",
        )


def _told(rows: Iterable[Named], progress: Progress) -> Iterator[Named]:
    """Yield the rows that have a name, and tell of every thousands of them."""
    told = (row for row in rows if row.names)
    while batch := [*islice(told, _BATCH)]:
        yield from batch
        progress(len(batch))


def _frame(found: Iterable[Match]) -> pl.DataFrame:
    matches = [*found]
    columns = {
        "query_id": [match.query_id for match in matches],
        "entity_id": [match.entity_id for match in matches],
        "score": [match.score for match in matches],
        "name": [match.name for match in matches],
        "matched_name": [match.matched_name for match in matches],
        "explanation": [match.explanation for match in matches],
    }
    return pl.DataFrame(columns, schema=MATCH_COLUMNS).with_columns(pl.col("score").round(DIGITS))
