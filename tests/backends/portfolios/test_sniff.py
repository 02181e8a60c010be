"""Files that are no portfolio are refused in words."""

from __future__ import annotations

import gzip
import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from proscribe.backends.portfolios.sniff import Format, detect_format, find_encoding
from proscribe.model.errors import InputError


def package(*members: tuple[str, bytes]) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def write(folder: Path, content: bytes, name: str = "p.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"isin,name\n", Format.TEXT),
        (gzip.compress(b"isin,name\n"), Format.GZIP),
        (package(("xl/workbook.xml", b"<x/>")), Format.WORKBOOK),
        (b"PAR1 and so on", Format.PARQUET),
    ],
)
def test_the_content_tells_the_format_whatever_the_name(
    tmp_path: Path, content: bytes, found: Format
) -> None:
    assert detect_format(write(tmp_path, content)) is found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (b"<!DOCTYPE html><html><table><tr><td>isin", "a web page or XML"),
        (b"\xef\xbb\xbf\n <HTML>", "a web page or XML"),
        (b'<?xml version="1.0"?><Workbook/>', "a web page or XML"),
        (b"%PDF-1.7", "a PDF"),
        (package(("holdings.csv", b"isin")), "a zip archive"),
        (b"PK\x03\x04 and then nothing of it", "damaged or cut off"),
        (b"x" * (1 << 20) + b"x", "one endless line"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        detect_format(write(tmp_path, content, "holdings.xlsx"))

    assert caught.value.remedy
    assert "holdings.xlsx" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes(range(256)) * 8, "no text"),
        (b"\x00" * 64, "the file is empty"),
        (gzip.compress(b"<html>"), "a web page"),
        (gzip.compress(b""), "the file is empty"),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        find_encoding(write(tmp_path, content))


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder"):
        detect_format(tmp_path)
    with pytest.raises(InputError, match="No such file or directory"):
        detect_format(tmp_path / "none.csv")


def test_a_workbook_that_unpacks_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(17):
                member.write(b" " * (1 << 26))

    with pytest.raises(InputError, match="unpacks to more than 1024 MiB"):
        detect_format(write(tmp_path, stream.getvalue(), "bomb.xlsx"))


def test_a_workbook_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    noise = b"".join(sha256(b"%d" % number).digest() for number in range(50_000))
    honest = package(("xl/workbook.xml", noise), ("xl/a.xml", b" " * 5_000_000))
    liar = honest.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    assert detect_format(write(tmp_path, honest, "honest.xlsx")) is Format.WORKBOOK
    with pytest.raises(InputError, match="damaged or cut off"):
        detect_format(write(tmp_path, liar, "liar.xlsx"))


def test_a_gzip_that_unpacks_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    line = b"KYG9830T1067,Xiaomi\n"
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb", compresslevel=9) as stream:
        stream.write(b"isin,name\n")
        for _ in range(1100):
            stream.write(line * 52_429)

    with pytest.raises(InputError, match="unpacks to more than"):
        find_encoding(path)
