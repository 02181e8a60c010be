"""Writes what was found to files: CSV, JSON, JSON lines, XLSX or Parquet, by extension.

- JSON is one document: the rows under their own key, then what sums them up.
- In CSV and XLSX a text that a spreadsheet would take for a formula gets an apostrophe before it.
- Ids come back unchanged in every format, for they are joined with what they are of; that some
  begin like a formula is told when they are read.
- In CSV a score has six digits after the point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import orjson
import polars as pl

from proscribe.backends.names.columns import RESULT_IDS
from proscribe.backends.reports.formula import defuse
from proscribe.backends.whole_files import disk, replacing
from proscribe.model.errors import InputError, Place

if TYPE_CHECKING:
    import pyarrow as pa

# Of a number, after the point.
_DIGITS = 6
_ROWS_AT_ONCE = 8_192


class _Sink(Protocol):
    def add(self, frame: pl.DataFrame) -> None:
        """Write rows."""

    def finish(self, summary: Mapping[str, object]) -> None:
        """Make the file whole."""

    def close(self) -> None:
        """Let go of the file, whole or not."""


class TableWriter:
    """A file being written; get one from :func:`writing`."""

    def __init__(self, path: Path, what: str, sink: _Sink) -> None:
        self._path = path
        self._what = what
        self._sink = sink

    def add(self, frame: pl.DataFrame) -> None:
        """Write rows.

        Raises:
            StoreError: The disk failed.
        """
        with disk(self._path, self._what):
            self._sink.add(frame)

    def finish(self, summary: Mapping[str, object]) -> None:
        """Write what is known only now, where the format has a place for it.

        Raises:
            StoreError: The disk failed.
        """
        with disk(self._path, self._what):
            self._sink.finish(summary)


@contextmanager
def writing(path: Path, key: str, columns: Mapping[str, pl.DataType]) -> Iterator[TableWriter]:
    """Write a table to a file that appears only when it is whole.

    Args:
        path: Where to; its extension chooses csv, json, jsonl, xlsx or parquet.
        key: What the rows are, in the plural; their key in JSON.
        columns: The columns, each with its type.

    Raises:
        InputError: The format is not known, or no file can be made there.
        StoreError: The disk failed while writing.
    """
    make = check_format(path)
    with replacing(path, "answer") as draft, closing(make(draft, key, columns)) as sink:
        yield TableWriter(path, "answer", sink)


class _Csv:
    def __init__(self, path: Path, key: str, columns: Mapping[str, pl.DataType]) -> None:
        del key
        self._ids = [name for name in columns if name in RESULT_IDS]
        self._file = path.open("wb")
        self._file.write(f"{','.join(columns)}\n".encode())

    def add(self, frame: pl.DataFrame) -> None:
        harmless = defuse(frame.drop(self._ids))
        table = frame.select(*self._ids).hstack(harmless).select(frame.columns)
        table.write_csv(self._file, include_header=False, float_precision=_DIGITS)

    def finish(self, summary: Mapping[str, object]) -> None:
        del summary
        self._file.flush()

    def close(self) -> None:
        self._file.close()


class _Json:
    def __init__(self, path: Path, key: str, columns: Mapping[str, pl.DataType]) -> None:
        del columns
        self._file = path.open("wb")
        self._file.write(b'{"' + key.encode() + b'":[')
        self._parting = b"\n"

    def add(self, frame: pl.DataFrame) -> None:
        for part in frame.iter_slices(_ROWS_AT_ONCE):
            self._file.write(self._parting + b",\n".join(map(orjson.dumps, part.to_dicts())))
            self._parting = b",\n"

    def finish(self, summary: Mapping[str, object]) -> None:
        rest = orjson.dumps(dict(summary)).removeprefix(b"{")
        self._file.write(b"\n]" + (b"," if summary else b"") + rest + b"\n")
        self._file.flush()

    def close(self) -> None:
        self._file.close()


class _JsonLines:
    def __init__(self, path: Path, key: str, columns: Mapping[str, pl.DataType]) -> None:
        del key, columns
        self._file = path.open("wb")

    def add(self, frame: pl.DataFrame) -> None:
        for part in frame.iter_slices(_ROWS_AT_ONCE):
            lines = (orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in part.to_dicts())
            self._file.writelines(lines)

    def finish(self, summary: Mapping[str, object]) -> None:
        del summary
        self._file.flush()

    def close(self) -> None:
        self._file.close()


class _Parquet:
    def __init__(self, path: Path, key: str, columns: Mapping[str, pl.DataType]) -> None:
        import pyarrow.parquet as pq

        del key
        schema = _arrow(pl.DataFrame(schema=columns)).schema
        self._writer = pq.ParquetWriter(path, schema, compression="zstd")

    def add(self, frame: pl.DataFrame) -> None:
        self._writer.write_table(_arrow(frame))

    def finish(self, summary: Mapping[str, object]) -> None:
        del summary
        self.close()

    def close(self) -> None:
        if self._writer.is_open:
            self._writer.close()


def _workbook(path: Path, key: str, columns: Mapping[str, pl.DataType]) -> _Sink:
    from proscribe.backends.names.workbook import WorkbookFile

    return WorkbookFile(path, key, columns)


_Make = Callable[[Path, str, Mapping[str, pl.DataType]], _Sink]
FORMATS: dict[str, _Make] = {
    "csv": _Csv,
    "json": _Json,
    "jsonl": _JsonLines,
    "parquet": _Parquet,
    "xlsx": _workbook,
}


def check_format(path: Path) -> _Make:
    """Refuse a name whose ending is no format that can be written.

    Raises:
        InputError: It is none.
    """
    key = path.suffix.removeprefix(".").lower()
    if key not in FORMATS:
        endings: Sequence[str] = [f".{each}" for each in FORMATS]
        raise InputError(
            f"what is found cannot be written as {key!r}."
            if key
            else "the name of the file does not say its format.",
            where=Place(file=str(path)),
            remedy=f"Let it end in one of {', '.join(endings)}.",
        )
    return FORMATS[key]


def _arrow(frame: pl.DataFrame) -> pa.Table:
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest())
