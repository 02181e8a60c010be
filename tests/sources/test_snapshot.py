from __future__ import annotations

import gzip
import hashlib
import zipfile
from collections.abc import Iterable
from io import BytesIO

import pytest

from proscribe.model.errors import QuarantineError, SourceError
from proscribe.model.source import SnapshotFile
from proscribe.sources.snapshot import open_snapshot


def file(name: str, content: bytes) -> SnapshotFile:
    return SnapshotFile(name=name, content=content)


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def test_the_digest_of_one_file_is_its_sha_256() -> None:
    assert open_snapshot([file("a", b"abc")]).digest == hashlib.sha256(b"abc").hexdigest()


def test_packing_names_and_order_do_not_change_the_digest() -> None:
    plain = open_snapshot([file("a.csv", b"1"), file("b.csv", b"2")])
    other = open_snapshot([file("z", gzip.compress(b"2")), file("y", b"1")])
    packed = open_snapshot([file("set.zip", zipped([("b.csv", b"2"), ("a.csv", b"1")]))])

    assert plain.digest == other.digest == packed.digest
    assert plain.digest != open_snapshot([file("a.csv", b"12")]).digest


def test_gzip_loses_its_suffix_and_may_have_several_members() -> None:
    snapshot = open_snapshot([file("a.xml.gz", gzip.compress(b"<a>") + gzip.compress(b"</a>"))])

    assert snapshot.files == (file("a.xml", b"<a></a>"),)


def test_a_zip_gives_its_members_without_folders() -> None:
    packed = zipped([("t/", b""), ("t/a.csv", b"1"), ("__MACOSX/t/a.csv", b"?")])

    assert open_snapshot([file("set.zip", packed)]).files == (file("t/a.csv", b"1"),)


def test_a_spreadsheet_is_not_taken_apart() -> None:
    packed = zipped([("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")])

    assert open_snapshot([file("list.xlsx", packed)]).files == (file("list.xlsx", packed),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (gzip.compress(b"a" * 1000)[:-9], "breaks off before its end"),
        (gzip.compress(b""), "the file is empty"),
        (b"\x1f\x8b" + b"\0" * 40, "the gzip file is damaged"),
        (gzip.compress(b"abc") + b"tail", "the gzip file is damaged"),
        (zipped([("a", b"a" * 1000)])[:-9], "the zip file is damaged or breaks off"),
        (b"PK\x03\x04" + b"\0" * 40, "the zip file is damaged or breaks off"),
        (zipped([("a", b"a" * 1000)])[:4] + zipped([("a", b"a" * 1000)])[20:], "negative seek"),
    ],
)
def test_a_damaged_file_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(QuarantineError, match=message):
        open_snapshot([file("list", content)])


def test_a_zip_whose_member_was_changed_is_refused() -> None:
    packed = bytearray(zipped([("a", bytes(range(256)))]))
    packed[60] ^= 0xFF

    with pytest.raises(QuarantineError, match="the zip file is damaged"):
        open_snapshot([file("set.zip", bytes(packed))])


@pytest.mark.parametrize(
    "bomb",
    [
        gzip.compress(b"\0" * 10_001),
        zipped([("a", b"\0" * 10_001)]),
        zipped([("a", b"\0" * 6_000), ("b", b"\0" * 6_000)]),
        zipped([("a.gz", gzip.compress(b"\0" * 10_001))]),
        b"x" * 10_001,
    ],
)
def test_what_unpacks_to_more_than_the_bound_is_refused(bomb: bytes) -> None:
    with pytest.raises(QuarantineError, match="unpacks to more than 10,000 bytes"):
        open_snapshot([file("bomb", bomb)], limit=10_000)


def test_what_unpacks_to_just_the_bound_is_opened() -> None:
    assert open_snapshot([file("a", gzip.compress(b"\0" * 10_000))], limit=10_000).files


def test_the_bound_holds_for_all_files_together() -> None:
    with pytest.raises(QuarantineError, match="unpacks to more than"):
        open_snapshot([file("a", b"x" * 6_000), file("b", b"y" * 6_000)], limit=10_000)


def test_packing_within_packing_has_an_end() -> None:
    nested = b"abc"
    for _ in range(6):
        nested = gzip.compress(nested)

    with pytest.raises(QuarantineError, match="without end"):
        open_snapshot([file("a", nested)])


def test_no_file_is_no_snapshot() -> None:
    with pytest.raises(SourceError, match="no file was given"):
        open_snapshot([])


@pytest.mark.parametrize(
    "packing",
    [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA],
)
def test_a_zip_with_any_one_bit_turned_is_opened_as_it_was_or_refused(packing: int) -> None:
    content = b"90001,EXAMPLE\n" * 20
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        archive.writestr("list.csv", content)
    whole = packed.getvalue()

    for at in range(len(whole)):
        for bit in range(8):
            damaged = whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
            try:
                (opened,) = open_snapshot([file("set.zip", damaged)]).files
            except SourceError:
                continue
            assert opened.content in {content, damaged}
