"""Portfolio files: CSV, workbooks and Parquet, as custodians and fund houses write them.

Every record of a file comes out either as a row of a batch or as a note.
"""

from proscribe.backends.portfolios.portfolio import (
    Batch,
    Portfolio,
    Portfolios,
    open_portfolio,
    open_portfolios,
)
from proscribe.securities.records import Note, NoteKind

__all__ = [
    "Batch",
    "Note",
    "NoteKind",
    "Portfolio",
    "Portfolios",
    "open_portfolio",
    "open_portfolios",
]
