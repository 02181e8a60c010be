"""Cells of a file as text: without outer spaces, and without what spreadsheets guard text with."""

from __future__ import annotations

import polars as pl

from proscribe.securities.numbers import MISSING_TEXT

# ``="0123"`` and ``'0123`` keep a spreadsheet from reading a text as a number.
_GUARDED = r'^(?:="([^"]*)"|\'([^\'].*))$'


def clean_cells(series: pl.Series, *, number: bool = False) -> pl.Series:
    """Return a column without outer spaces and guards, null where a cell is empty.

    Args:
        series: Cells.
        number: Whether they are numbers, which have more ways to say so; they stay as they are.
    """
    plain = _unguarded(series.str.strip_chars())
    if number:
        return plain
    missing = plain.is_in(MISSING_TEXT)
    return plain.set(missing, None) if bool(missing.any()) else plain


def _unguarded(series: pl.Series) -> pl.Series:
    guarded = series.str.contains("^[=']").fill_null(value=False)
    if not bool(guarded.any()):
        return series
    inner = series.str.extract_groups(_GUARDED)
    bare = pl.coalesce(inner.struct[0], inner.struct[1], series).str.strip_chars()
    return pl.select(pl.when(guarded).then(bare).otherwise(series)).to_series()
