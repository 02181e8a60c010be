"""Files of names against the ledger or a list, and files of pairs, batch by batch."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import polars as pl

from proscribe.backends.names import NameTable, Unnamed, join_rows
from proscribe.matching.given import check_bounds
from proscribe.workspace.answering import DIGITS, FileAnswers, FileSummary
from proscribe.workspace.results import table_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from proscribe.matching import Index, Match, Named
    from proscribe.workspace.answering import Progress

__all__ = ["MatchSummary", "Matching", "Unnamed", "match_list"]

LIMIT, THRESHOLD = 10, 0.7
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
    """Where names are looked for: a list, or a ledger.

    Attributes:
        silenced: How many pairs of a query and a subject were silent until now, since a person
            told them apart.
    """

    silenced: int

    def search(self, queries: Sequence[Named], *, limit: int, threshold: float) -> Iterator[Match]:
        """Yield who may be meant, best first for each query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSummary(FileSummary):
    """What became of files of names.

    Attributes:
        queries: How many were asked: rows of one id that follow each other are one; ``matched`` of
            them matched anybody.
        found: How many matches there are.
        silenced: How many more there would be, had nobody told the two apart.
    """

    queries: int
    found: int
    silenced: int


class Matching(FileAnswers[MatchSummary]):
    """Files of names being matched.

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
        check_bounds(limit, threshold)
        self._asked = [Path(file) for file in files]
        read = self._asked if beside is None else [*self._asked, Path(beside.file)]
        super().__init__(read, "matches", MATCH_COLUMNS)
        self._make = make
        self._bounds = (limit, threshold)
        self._beside = beside
        self._among: Searchable | None = None
        self._opened: list[NameTable] | None = self._open()

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

    def _repr_html_(self) -> str:
        rows, summary = self.first(_SHOWN)
        queries = "query" if summary.queries == 1 else "queries"
        return table_html(f"{summary.matched:,} of {summary.queries:,} {queries} matched", rows)

    def _open(self) -> list[NameTable]:
        several = len(self._asked) > 1
        return [NameTable(file, f"{file.name}:" if several else "") for file in self._asked]

    def _run(self) -> _Run:
        tables, self._opened = self._opened, None
        return _Run(
            self._open() if tables is None else tables, self._beside, self.prepare, self._bounds
        )


class _Run:
    def __init__(
        self,
        tables: Sequence[NameTable],
        beside: NameTable | None,
        prepare: Callable[[], Searchable],
        bounds: tuple[int, float],
    ) -> None:
        self._tables = tables
        self._beside = [] if beside is None else [beside]
        self._prepare = prepare
        self._limit, self._threshold = bounds
        self._queries = self._matched = self._found = self._silenced = 0

    def answers(self, progress: Progress) -> Iterator[pl.DataFrame]:
        among = self._prepare()
        before = among.silenced
        asked = chain.from_iterable(join_rows(table.rows()) for table in self._tables)
        while batch := [*islice(asked, _BATCH)]:
            named = [query for query in batch if query.names]
            frame = _frame(among.search(named, limit=self._limit, threshold=self._threshold))
            self._queries += len(batch)
            self._matched += frame["query_id"].rle_id().n_unique()
            self._found += frame.height
            self._silenced = among.silenced - before
            progress(len(batch))
            yield frame

    def summary(self) -> MatchSummary:
        tables = (*self._beside, *self._tables)
        return MatchSummary(
            queries=self._queries,
            matched=self._matched,
            found=self._found,
            silenced=self._silenced,
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

        return _ListSearch(Index.build(_told(table.rows(), progress)))

    return Matching(files, make, limit=limit, threshold=threshold, beside=table)


@dataclass(slots=True)
class _ListSearch:
    """A list of names; nobody is told apart from those on it."""

    index: Index
    silenced: int = 0

    def search(self, queries: Sequence[Named], *, limit: int, threshold: float) -> Iterator[Match]:
        return self.index.search(queries, limit=limit, threshold=threshold)


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
