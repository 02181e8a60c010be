"""What kind of file lies at a path, told by its content, and whether it is safe to open."""

from __future__ import annotations

import codecs
import gzip
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from proscribe.model.errors import InputError, Place

_BLOCK = 1 << 20
# A workbook of a million lines and sixteen columns unpacks to about 800 MiB.
LARGEST_WORKBOOK = 1 << 30
# DEFLATE cannot pack more tightly than about 1,032 to 1.
_TIGHTEST = 1032
_TIGHTEST_TEXT = 200
_STATEMENT_HEAD = 1 << 12
_LARGEST_STATEMENT = 1 << 28
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<table", b"<div", b"<script", b"<?xml")


class Format(StrEnum):
    """How a portfolio is stored."""

    TEXT = "text"
    GZIP = "gzip"
    WORKBOOK = "workbook"
    OPENDOCUMENT = "opendocument"
    OFX = "ofx"
    FLEX = "flex"
    PARQUET = "parquet"


def detect_format(path: Path) -> Format:
    """Tell the format of a file by its first bytes, whatever it is called.

    Raises:
        InputError: There is no such file, it is empty, or it is nothing that holds a table.
    """
    file = str(path)
    if path.is_dir():
        raise InputError(
            "this is a folder, not a table.",
            where=Place(file=file),
            remedy="Name the files in it, one by one.",
        )
    try:
        with path.open("rb") as stream:
            start = stream.read(_BLOCK)
    except OSError as error:
        raise unreadable(file, error) from error
    if not start.strip():
        raise empty(file)
    return _format_of(start, path)


def _format_of(start: bytes, path: Path) -> Format:
    file = str(path)
    if start.startswith(b"PAR1"):
        return Format.PARQUET
    if start.startswith(b"\x1f\x8b"):
        return _statement_of(_unpacked_start(path)) or Format.GZIP
    if start.startswith(b"PK\x03\x04"):
        return _check_workbook(path)
    statement = _statement_of(start)
    if statement is not None:
        return statement
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return Format.WORKBOOK
    if start.startswith(b"%PDF"):
        raise _no_table(file, "a PDF", "Ask for it as CSV or XLSX.")
    check_text(start, file)
    return Format.TEXT


def _statement_of(start: bytes) -> Format | None:
    """Tell a broker's statement, which is markup and yet no web page, by how it begins."""
    plain = start[:_STATEMENT_HEAD].replace(b"\x00", b"").lower()
    if b"<ofx>" in plain or b"ofxheader" in plain:
        return Format.OFX
    return Format.FLEX if b"<flexqueryresponse" in plain else None


def _unpacked_start(path: Path) -> bytes:
    try:
        with gzip.open(path) as stream:
            return stream.read(_STATEMENT_HEAD)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise damaged(str(path), "gzip", error) from error


def read_statement(path: Path) -> bytes:
    """Return the bytes of a statement, plain or gzipped.

    Raises:
        InputError: It cannot be read, or is larger than any statement.
    """
    try:
        with open_bytes(path) as stream:
            content = stream.read(_LARGEST_STATEMENT + 1)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise damaged(str(path), "gzip", error) from error
    except OSError as error:
        raise unreadable(str(path), error) from error
    if len(content) > _LARGEST_STATEMENT:
        raise InputError(
            f"the statement is larger than {_LARGEST_STATEMENT >> 20} MiB, and none is.",
            where=Place(file=str(path)),
            remedy="Download it again, or ask for CSV.",
        )
    return content


def check_text(start: bytes, file: str) -> None:
    """Refuse what is saved under the name of a table but is a web page or has no lines.

    Raises:
        InputError: It is such a file.
    """
    if start.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_MARKUP):
        raise _no_table(
            file,
            "a web page or XML, whatever its name says",
            "Download it again as CSV or XLSX; a login page may have come instead.",
        )
    if len(start) == _BLOCK and b"\n" not in start and b"\r" not in start:
        raise _no_table(
            file, "one endless line", "Save it as CSV with a line for each row, or as XLSX."
        )


def empty(file: str) -> InputError:
    """Return the error for a file without content."""
    return InputError("the file is empty.", where=Place(file=file), remedy="Export it again.")


def unreadable(file: str, error: Exception) -> InputError:
    """Return the error for a file that the system does not hand out."""
    said = error.strerror if isinstance(error, OSError) else None
    return InputError(
        f"the file cannot be read: {said or error}.",
        where=Place(file=file),
        remedy="Check its name, and that you may read it.",
    )


def _no_table(file: str, what: str, remedy: str) -> InputError:
    return InputError(f"this is {what}, not a table.", where=Place(file=file), remedy=remedy)


def _check_workbook(path: Path) -> Format:
    """Refuse a zip that is no workbook, and one that unpacks to more than a workbook would."""
    file = str(path)
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            office = any(name.startswith("xl/") for name in names)
            if not office and "content.xml" not in names:
                raise _no_table(file, "a zip archive", "Unpack it and name the files in it.")
            if path.stat().st_size * _TIGHTEST > LARGEST_WORKBOOK:
                _measure(package, file)
            return Format.WORKBOOK if office else Format.OPENDOCUMENT
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(file, "workbook", error) from error
    except OSError as error:
        raise unreadable(file, error) from error


def _measure(package: zipfile.ZipFile, file: str) -> None:
    """Unpack without keeping anything, because the sizes a zip states may be lies."""
    left = LARGEST_WORKBOOK
    if sum(member.file_size for member in package.infolist()) > left:
        raise _too_large(file)
    for member in package.infolist():
        with package.open(member) as stream:
            while block := stream.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise _too_large(file)


def _too_large(file: str) -> InputError:
    return InputError(
        f"the workbook unpacks to more than {LARGEST_WORKBOOK >> 20} MiB, and no table does.",
        where=Place(file=file),
        remedy="Save the sheet as CSV or Parquet.",
    )


def damaged(file: str, what: str, error: Exception) -> InputError:
    """Return the error for a file that is cut off or broken."""
    return InputError(
        f"the {what} is damaged or cut off ({error}).",
        where=Place(file=file),
        remedy="Download or export it again.",
    )


def open_bytes(path: Path) -> BinaryIO:
    """Open a plain or gzipped file for reading."""
    with path.open("rb") as stream:
        is_gzip = stream.read(2) == b"\x1f\x8b"
    return cast("BinaryIO", gzip.open(path)) if is_gzip else path.open("rb")


def find_encoding(path: Path) -> tuple[str, bool]:
    """Tell the encoding of a text file.

    Returns:
        Its name, and whether single bytes of it are in another one.

    Raises:
        InputError: It is no text, or a gzip that is damaged.
    """
    file = str(path)
    try:
        with open_bytes(path) as stream:
            start = stream.read(_BLOCK)
            if not start.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
                raise empty(file)
            check_text(start, file)
            marked = _by_mark(start) or _by_nulls(start, file)
            if marked is not None:
                return marked, False
            wrong = _first_undecodable_line(chain((start,), _bounded(stream, path)), "utf-8")
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise damaged(file, "gzip", error) from error
    except OSError as error:
        raise unreadable(file, error) from error
    return "utf-8-sig", wrong is not None


def _by_mark(start: bytes) -> str | None:
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _by_nulls(start: bytes, file: str) -> str | None:
    """Tell UTF-16 without a mark by where its zero bytes stand."""
    if b"\x00" not in start:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) // 8 and even < odd // 8:
        return "utf-16-le"
    if even > len(start) // 8 and odd < even // 8:
        return "utf-16-be"
    raise _no_table(file, "no text", "Save it as CSV, XLSX or Parquet.")


def _bounded(stream: BinaryIO, path: Path) -> Iterator[bytes]:
    """Yield the rest of a file block by block; refuse one that is packed as no table can be."""
    bound = max(LARGEST_WORKBOOK, path.stat().st_size * _TIGHTEST_TEXT)
    while block := stream.read(_BLOCK):
        bound -= len(block)
        if bound < 0:
            raise InputError(
                f"the gzip unpacks to more than {_TIGHTEST_TEXT} times its size, as no table does.",
                where=Place(file=str(path)),
                remedy="Export it again.",
            )
        yield block


def _first_undecodable_line(blocks: Iterable[bytes], encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    for block in chain(blocks, (b"",)):
        try:
            line += decoder.decode(block, final=not block).count("\n")
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(encoding, errors="ignore")
            return line + before.count("\n")
    return None


def find_undecodable_line(path: Path, encoding: str) -> int | None:
    """Return the first line of a text that is not in that encoding; None where all are."""
    with open_bytes(path) as stream:
        return _first_undecodable_line(_bounded(stream, path), encoding)
