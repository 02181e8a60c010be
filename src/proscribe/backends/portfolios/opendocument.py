"""Portfolios as OpenDocument workbooks (ODS)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from proscribe.backends.portfolios.source import HEAD_RECORDS, HOLDINGS, Chunk, Head, Heading
from proscribe.model.errors import InputError, Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.securities.records import Record, filled_cells
from proscribe.sources.ods import ods_records, ods_sheet_names


class OpenDocumentFile:
    """A table as an OpenDocument workbook, read whole."""

    def __init__(self, path: Path, sheet: str | None = None, heading: Heading = HOLDINGS) -> None:
        self._path = path
        try:
            file = SnapshotFile(name=path.name, content=path.read_bytes())
            names = ods_sheet_names(file)
            if sheet is not None and sheet not in names:
                raise no_sheet(path, sheet, names)
            self._find(file, names if sheet is None else (sheet,), heading)
        except QuarantineError as error:
            raise InputError(
                error.what, where=Place(file=str(path)), remedy="Save it again, as XLSX or CSV."
            ) from error

    def _find(self, file: SnapshotFile, names: tuple[str, ...], heading: Heading) -> None:
        found: list[tuple[str, list[tuple[int, list[str]]], int]] = []
        rest: list[str] = []
        widest: list[str] = []
        for name in names:
            rows = list(ods_records(file, name))
            top = [cells for _, cells in rows[:HEAD_RECORDS]]
            widest = max((widest, *map(filled_cells, top)), key=len)
            scores = list(map(heading.score, top))
            if any(scores):
                found.append((name, rows, scores.index(max(scores))))
            elif any(map(filled_cells, top)):
                rest.append(name)
        if not found:
            raise heading.missing(widest, str(self._path))
        (first, rows, header), *others = found
        self.sheet, self.others = first, tuple(name for name, _, _ in others)
        self._rows = rows[header + 1 :]
        self.head = Head(
            headers=tuple(rows[header][1]),
            preamble=tuple(Record(line=line, cells=cells) for line, cells in rows[:header]),
            warnings=(*only_sheet(first, self.others), *without_header(rest)),
        )

    def chunks(self, size: int) -> Iterator[Chunk]:
        """Read the records below the header, `size` at a time."""
        for start in range(0, len(self._rows), size):
            part = self._rows[start : start + size]
            yield Chunk(
                lines=[line for line, _ in part],
                rows=[[cell or None for cell in cells] for _, cells in part],
            )


def no_sheet(path: Path, sheet: str, names: tuple[str, ...] | list[str]) -> InputError:
    """Return the error for a sheet a workbook does not have."""
    return InputError(
        f"there is no sheet {sheet!r}.",
        where=Place(file=str(path)),
        remedy=f"Name one of {', '.join(map(repr, names))}.",
    )


def only_sheet(read: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return the warning that other sheets look like tables too, where some do."""
    if not others:
        return ()
    return (f"Only the sheet {read!r} was read; {', '.join(map(repr, others))} may hold more.",)


def without_header(sheets: Sequence[str]) -> tuple[str, ...]:
    """Return the warning that sheets hold something and were not read, where some do."""
    if not sheets:
        return ()
    names = ", ".join(map(repr, sheets))
    return (f"Sheets without a header that says what is held were not read: {names}.",)
