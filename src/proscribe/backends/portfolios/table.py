"""Opens a file that holds a table, whatever it is stored as."""

from __future__ import annotations

from pathlib import Path

from proscribe.backends.portfolios.sniff import Format, detect_format, read_statement
from proscribe.backends.portfolios.source import HOLDINGS, Heading, PortfolioFile
from proscribe.backends.portfolios.text import TextFile


def open_table(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    heading: Heading = HOLDINGS,
) -> PortfolioFile:
    """Open a table: text (also gzipped), a workbook, Parquet or a statement, told by its content.

    Args:
        path: Where it is.
        sheet: The sheet of a workbook; the first with a header where none is named.
        encoding: The encoding of a text; found where none is named.
        heading: How its header is told.

    Raises:
        InputError: The file cannot be read, or has no header of that kind.
    """
    match detect_format(path):
        case Format.WORKBOOK:
            from proscribe.backends.portfolios.workbook import WorkbookFile

            return WorkbookFile(path, sheet, heading)
        case Format.OPENDOCUMENT:
            from proscribe.backends.portfolios.opendocument import OpenDocumentFile

            return OpenDocumentFile(path, sheet, heading)
        case Format.OFX:
            from proscribe.backends.portfolios.ofx import OfxFile

            return OfxFile(path, read_statement(path))
        case Format.FLEX:
            from proscribe.backends.portfolios.flex import FlexFile

            return FlexFile(path, read_statement(path))
        case Format.PARQUET:
            from proscribe.backends.portfolios.parquet import ParquetFile

            return ParquetFile(path)
        case Format.TEXT | Format.GZIP:
            return TextFile(path, encoding, heading)
