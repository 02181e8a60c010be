"""Keeps spreadsheets from running what a portfolio or a list says.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break is a
formula to Excel, LibreOffice and Google Sheets (and so are the full-width forms
of these signs in some locales): a security named ``=HYPERLINK(…)`` would act when
the report is opened. Such a text gets an apostrophe before it, which
spreadsheets take for "this is text". A text that is nothing but a number
(``-1,250.00``, ``+3%``) or a dash that fills an empty cell is left as it is, and
numbers are never touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_STARTS = r"\A[=+\-@\t\r\n＝＋－＠]"
_NUMBER = r"\A(?:[+\-]?[0-9][0-9.,'\u00a0 ]*%?|[+\-]+)\z"
_STARTS_IN_PYTHON = re.compile(_STARTS)
_NUMBER_IN_PYTHON = re.compile(_NUMBER.replace(r"\z", r"\Z"))


def defuse(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the same table with every text that looks like a formula made harmless."""
    import polars as pl

    kinds = (pl.String, pl.Categorical, pl.Enum)
    texts = [name for name, kind in frame.schema.items() if kind in kinds]
    frame = frame.with_columns(pl.col(texts).cast(pl.String))
    found = frame.select(pl.col(texts).str.contains(_STARTS).any()).to_dicts()
    armed = [name for name in texts if found[0][name]]
    return frame.with_columns(
        pl.when(_is_armed(pl.col(name)))
        .then(pl.concat_str(pl.lit("'"), pl.col(name)))
        .otherwise(pl.col(name))
        .alias(name)
        for name in armed
    )


def defuse_text(text: str) -> str:
    """Return the text, with an apostrophe before it where it looks like a formula."""
    if _STARTS_IN_PYTHON.match(text) and not _NUMBER_IN_PYTHON.match(text):
        return f"'{text}"
    return text


def _is_armed(text: pl.Expr) -> pl.Expr:
    return text.str.contains(_STARTS) & ~text.str.contains(_NUMBER)
