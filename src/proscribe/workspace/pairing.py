"""Files of pairs of names: how likely each pair names the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from proscribe.backends.names import PairTable, check_format, writing
from proscribe.backends.whole_files import refuse_overwriting
from proscribe.workspace.matching import DIGITS, THRESHOLD, check_threshold
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proscribe.backends.names import Unnamed
    from proscribe.workspace.matching import Progress

PAIR_COLUMNS: dict[str, pl.DataType] = {"pair_id": pl.String(), "score": pl.Float64()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSummary:
    """What became of a file of pairs.

    Attributes:
        pairs: How many were scored.
        matched: How many of them reach the threshold.
        unnamed: Lines that lack a name; they score 0.
        warnings: What is odd about the file.
    """

    pairs: int
    matched: int
    unnamed: tuple[Unnamed, ...]
    warnings: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "pairs": self.pairs,
            "matched": self.matched,
            "unnamed": to_json(self.unnamed),
            "warnings": list(self.warnings),
        }


class Pairing:
    """A file of pairs being scored: nothing is kept, every answer reads the file anew.

    Args:
        file: The file.
        threshold: Score from which on a pair counts as matched; all are kept.

    Raises:
        InputError: The file cannot be read, or the threshold is out of bounds.
    """

    def __init__(self, file: Path | str, *, threshold: float = THRESHOLD) -> None:
        check_threshold(threshold)
        self._file = Path(file)
        self._threshold = threshold
        self._table = PairTable(self._file)

    def check(self, path: Path | str) -> None:
        """Refuse a file that the scores cannot be written to.

        Raises:
            InputError: Its format is not known, or it is the file that was given.
        """
        check_format(Path(path))
        refuse_overwriting(Path(path), [self._file])

    def write(self, path: Path | str, progress: Progress = lambda _: None) -> PairSummary:
        """Write the scores; the extension chooses the format (csv, json, jsonl, xlsx, parquet).

        Args:
            path: Where to.
            progress: Called with the number of pairs of each batch.

        Raises:
            InputError: The file cannot be read, or the format is not known.
            StoreError: The disk failed; nothing is left behind.
        """
        self.check(path)
        pairs = matched = 0
        with writing(Path(path), "scores", PAIR_COLUMNS) as writer:
            for frame in self.batches():
                writer.add(frame)
                pairs += frame.height
                matched += int((frame["score"] >= self._threshold).sum())
                progress(frame.height)
            summary = self._summary(pairs, matched)
            writer.finish(summary.to_json())
        return summary

    def first(
        self, most: int | None, progress: Progress = lambda _: None
    ) -> tuple[list[dict[str, object]], PairSummary]:
        """Return the first scores as rows, and what became of all.

        Args:
            most: How many; None for all of them.
            progress: Called with the number of pairs of each batch.

        Raises:
            InputError: The file cannot be read.
        """
        rows: list[dict[str, object]] = []
        pairs = matched = 0
        for frame in self.batches():
            rows += frame.head(frame.height if most is None else most - len(rows)).to_dicts()
            pairs += frame.height
            matched += int((frame["score"] >= self._threshold).sum())
            progress(frame.height)
        return rows, self._summary(pairs, matched)

    def batches(self) -> Iterator[pl.DataFrame]:
        """Yield the scores in the order of the file, some thousands at a time."""
        from proscribe.matching import compare_pairs

        for batch in self._table.batches():
            scores = compare_pairs(batch.pairs)
            frame = pl.DataFrame({"pair_id": batch.ids, "score": scores}, schema=PAIR_COLUMNS)
            score = pl.when(batch.lacking).then(0.0).otherwise(pl.col("score"))
            yield frame.with_columns(score.round(DIGITS).alias("score"))

    def to_polars(self) -> pl.DataFrame:
        """Return all scores as a table."""
        return pl.concat([pl.DataFrame(schema=PAIR_COLUMNS), *self.batches()])

    def _summary(self, pairs: int, matched: int) -> PairSummary:
        unnamed = self._table.unnamed
        return PairSummary(
            pairs=pairs,
            matched=matched,
            unnamed=() if unnamed is None else (unnamed,),
            warnings=self._table.warnings,
        )
