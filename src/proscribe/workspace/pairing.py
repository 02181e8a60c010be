"""Files of pairs of names: how likely each pair names the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from proscribe.backends.names import PairTable
from proscribe.matching.given import check_threshold
from proscribe.workspace.answering import DIGITS, FileAnswers, FileSummary
from proscribe.workspace.matching import THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proscribe.workspace.answering import Progress

PAIR_COLUMNS: dict[str, pl.DataType] = {"pair_id": pl.String(), "score": pl.Float64()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSummary(FileSummary):
    """What became of a file of pairs; one that lacks a name scores 0.

    Attributes:
        pairs: How many were scored; ``matched`` of them reach the threshold.
    """

    pairs: int


class Pairing(FileAnswers[PairSummary]):
    """A file of pairs being scored.

    Args:
        file: The file.
        threshold: Score from which on a pair counts as matched; all are kept.

    Raises:
        InputError: The file cannot be read, or the threshold is out of bounds.
    """

    def __init__(self, file: Path | str, *, threshold: float = THRESHOLD) -> None:
        check_threshold(threshold)
        super().__init__([Path(file)], "scores", PAIR_COLUMNS)
        self._threshold = threshold
        self._table = PairTable(Path(file))

    def _run(self) -> _Run:
        return _Run(self._table, self._threshold)


class _Run:
    def __init__(self, table: PairTable, threshold: float) -> None:
        self._table = table
        self._threshold = threshold
        self._pairs = self._matched = 0

    def answers(self, progress: Progress) -> Iterator[pl.DataFrame]:
        from proscribe.matching import compare_pairs

        for batch in self._table.batches():
            scores = compare_pairs(batch.pairs)
            frame = pl.DataFrame({"pair_id": batch.ids, "score": scores}, schema=PAIR_COLUMNS)
            score = pl.when(batch.lacking).then(0.0).otherwise(pl.col("score"))
            frame = frame.with_columns(score.round(DIGITS).alias("score"))
            self._pairs += frame.height
            self._matched += int((frame["score"] >= self._threshold).sum())
            progress(frame.height)
            yield frame

    def summary(self) -> PairSummary:
        unnamed = self._table.unnamed
        return PairSummary(
            pairs=self._pairs,
            matched=self._matched,
            unnamed=() if unnamed is None else (unnamed,),
            warnings=self._table.warnings,
        )
