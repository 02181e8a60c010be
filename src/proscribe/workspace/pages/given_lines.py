"""What a line of a portfolio gives, as decisions on it are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from proscribe.backends.portfolios import open_portfolios
from proscribe.model.errors import AbsentError
from proscribe.screening.clearing import given_line
from proscribe.screening.index import KINDS
from proscribe.securities.countries import country_code
from proscribe.securities.headers import PARTIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from proscribe.model.clearance import Given
    from proscribe.securities.told_columns import ColumnTold


def read_given(
    files: Sequence[Path], file: str | None, line: int, *, columns: Sequence[ColumnTold] = ()
) -> Given:
    """Return what a line gives: its name, its identifiers and its country.

    Args:
        files: The files of the portfolio.
        file: The file of the line as the report calls it; None where there is only one.
        line: Number of the line.
        columns: What a person said that columns mean.

    Raises:
        AbsentError: There is no such line.
    """
    wanted = pl.col("line") == line
    if file is not None:
        wanted &= pl.col("file") == file
    for batch in open_portfolios(files, bare_names=True, columns=columns).batches():
        for row in batch.lines.filter(wanted).iter_rows(named=True):
            keys = [
                (kind, str(value))
                for kind in KINDS
                if (value := row["ticker_key" if kind == "ticker" else kind]) is not None
            ]
            stated = None if row["location"] is None else str(row["location"])
            place = None if stated is None else country_code(stated) or stated
            names = [str(row[one] or "") for one in ("name", *PARTIES)]
            return given_line(*names, keys=keys, country=place)
    raise AbsentError(f"the portfolio has no line {line}.")
