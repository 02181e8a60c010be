"""Files of names: those looked for, those looked among, and what was found."""

from proscribe.backends.names.pairs import PairBatch, PairTable
from proscribe.backends.names.reading import NameTable, join_rows
from proscribe.backends.names.rows import Unnamed
from proscribe.backends.names.writing import TableWriter, check_format, writing

__all__ = [
    "NameTable",
    "PairBatch",
    "PairTable",
    "TableWriter",
    "Unnamed",
    "check_format",
    "join_rows",
    "writing",
]
