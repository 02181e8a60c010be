"""Portfolios as Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from proscribe.backends.portfolios.sniff import damaged
from proscribe.backends.portfolios.source import Chunk, Head

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAMAGE = (pa.ArrowException, OSError, UnicodeDecodeError)


class ParquetFile:
    """A portfolio as Parquet; its rows are numbered from 1."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with pq.ParquetFile(path) as file:
                schema = file.schema_arrow
        except _DAMAGE as error:
            raise damaged(str(path), "Parquet file", error) from error
        self.head = Head(headers=tuple(schema.names), typed=_numbers(schema))

    def chunks(self, size: int) -> Iterator[Chunk]:
        """Read the rows, at most `size` at a time."""
        start = 1
        try:
            with pq.ParquetFile(self._path) as file:
                for batch in file.iter_batches(batch_size=size):
                    batch.validate(full=True)  # text that is no UTF-8 would end the process
                    frame = _as_text(batch)
                    yield Chunk(lines=range(start, start + frame.height), frame=frame)
                    start += frame.height
        except _DAMAGE as error:
            raise damaged(str(self._path), f"Parquet file after row {start - 1}", error) from error


def _numbers(schema: pa.Schema) -> frozenset[int]:
    return frozenset(
        place
        for place, kind in enumerate(schema.types)
        if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


def _as_text(batch: pa.RecordBatch) -> pl.DataFrame:
    columns: Sequence[pa.Array] = batch.columns
    return pl.DataFrame(
        [_text_of(f"column_{place}", column) for place, column in enumerate(columns)]
    )


def _text_of(name: str, column: pa.Array) -> pl.Series:
    series = pl.Series(name, pl.from_arrow(column))
    if series.dtype == pl.Binary or series.dtype.is_nested():
        texts = [None if value is None else str(value) for value in series.to_list()]
        return pl.Series(name, texts, dtype=pl.String)
    return series.cast(pl.String)
