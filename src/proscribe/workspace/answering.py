"""Tables that answer files of names, batch by batch: shown, or written in any format."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

import polars as pl

from proscribe.backends.names import Unnamed, check_format, writing
from proscribe.backends.whole_files import refuse_overwriting
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Progress: TypeAlias = Callable[[int], None]

# Of a score, after the point.
DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSummary:
    """What became of files, as far as it is the same of all.

    Attributes:
        matched: How many of what was asked matched.
        unnamed: Lines without a name, by file.
        warnings: What is odd about the files.
    """

    matched: int
    unnamed: tuple[Unnamed, ...]
    warnings: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values, what was counted first."""
        said = {field.name: to_json(getattr(self, field.name)) for field in fields(self)}
        last = {name: said.pop(name) for name in ("unnamed", "warnings")}
        return said | last


Summary_co = TypeVar("Summary_co", bound=FileSummary, covariant=True)


class Run(Protocol[Summary_co]):
    """One reading of the files, and what is counted on the way."""

    def answers(self, progress: Progress) -> Iterator[pl.DataFrame]:
        """Yield the answers, some thousands at a time."""

    def summary(self) -> Summary_co:
        """Return what became of the files; they are read to the end."""


class FileAnswers(ABC, Generic[Summary_co]):
    """Files being answered: nothing is kept, every answer reads the files anew.

    Args:
        files: The files that are read.
        key: What the rows of the answer are, in the plural.
        columns: Their columns.
    """

    def __init__(self, files: Sequence[Path], key: str, columns: Mapping[str, pl.DataType]) -> None:
        self._files = files
        self._key = key
        self._columns = columns

    @abstractmethod
    def _run(self) -> Run[Summary_co]:
        """Begin to read the files."""

    def check(self, path: Path | str) -> None:
        """Refuse a file that the answers cannot be written to.

        Raises:
            InputError: Its format is not known, or it is one of the files that were given.
        """
        check_format(Path(path))
        refuse_overwriting(Path(path), self._files)

    def write(self, path: Path | str, progress: Progress = lambda _: None) -> Summary_co:
        """Write the answers; the extension chooses the format (csv, json, jsonl, xlsx, parquet).

        Args:
            path: Where to.
            progress: Called with the number of queries or pairs of each batch.

        Raises:
            InputError: A file cannot be read, or the format is not known.
            StoreError: The disk failed; nothing is left behind.
        """
        self.check(path)
        run = self._run()
        with writing(Path(path), self._key, self._columns) as writer:
            for frame in run.answers(progress):
                writer.add(frame)
            summary = run.summary()
            writer.finish(summary.to_json())
        return summary

    def first(
        self, most: int | None, progress: Progress = lambda _: None
    ) -> tuple[list[dict[str, object]], Summary_co]:
        """Return the first answers as rows, and what became of all.

        Args:
            most: How many; None for all of them.
            progress: Called with the number of queries or pairs of each batch.

        Raises:
            InputError: A file cannot be read.
        """
        run = self._run()
        rows: list[dict[str, object]] = []
        for frame in run.answers(progress):
            rows += frame.head(frame.height if most is None else most - len(rows)).to_dicts()
        return rows, run.summary()

    def batches(self) -> Iterator[pl.DataFrame]:
        """Yield the answers, some thousands at a time."""
        return self._run().answers(lambda _: None)

    def to_polars(self) -> pl.DataFrame:
        """Return all answers as a table."""
        return pl.concat([pl.DataFrame(schema=self._columns), *self.batches()])
