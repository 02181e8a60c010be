"""Statements of brokers that are no tables, read as if they were: a row for each position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from proscribe.backends.portfolios.source import Chunk, Head, frame_of
from proscribe.model.errors import InputError, Place
from proscribe.securities.records import Record


class StatementFile:
    """Rows taken from a statement; they are numbered from 1, as its positions stand."""

    def __init__(
        self,
        rows: Sequence[Mapping[str, str]],
        *,
        facts: Mapping[str, str] | None = None,
        warnings: Sequence[str] = (),
    ) -> None:
        headers = tuple(dict.fromkeys(header for row in rows for header in row))
        self._rows = [[row.get(header) for header in headers] for row in rows]
        self.head = Head(
            headers=headers,
            preamble=tuple(
                Record(line=0, cells=(name, value)) for name, value in (facts or {}).items()
            ),
            warnings=tuple(warnings),
        )

    def chunks(self, size: int) -> Iterator[Chunk]:
        """Read the rows, at most `size` at a time."""
        for start in range(0, len(self._rows), size):
            part = self._rows[start : start + size]
            lines = range(start + 1, start + 1 + len(part))
            yield Chunk(lines=lines, frame=frame_of(zip(*part, strict=True)))


def refuse(file: str, what: str, remedy: str, line: int | None = None) -> InputError:
    """Return the error for a statement that cannot be read."""
    return InputError(what, where=Place(file=file, line=line), remedy=remedy)
