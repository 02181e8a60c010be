"""The bytes of editions, each under its hash."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.backends.archive import Archive
from proscribe.model.errors import InputError, StoreError

CONTENT = "小米集团\n".encode()
# By sha256sum.
DIGEST = "7a6d810763ab74601b25aad6cde4d710361c5e940be7bfe4af05567eea905385"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(str(tmp_path / "not made" / "yet"))


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_bytes_are_kept_under_their_sha_256(archive: Archive, tmp_path: Path) -> None:
    assert archive.put(CONTENT) == DIGEST
    assert archive.get(DIGEST) == CONTENT
    assert DIGEST in archive
    assert [path.name for path in files_of(tmp_path)] == [DIGEST]


def test_keeping_twice_is_keeping_once(archive: Archive, tmp_path: Path) -> None:
    archive.put(CONTENT)
    (file,) = files_of(tmp_path)
    written = file.stat().st_mtime_ns

    archive.put(CONTENT)

    assert files_of(tmp_path) == [file]
    assert file.stat().st_mtime_ns == written


def test_another_archive_in_the_same_folder_finds_them(tmp_path: Path) -> None:
    Archive(str(tmp_path)).put(CONTENT)

    assert Archive(str(tmp_path)).get(DIGEST) == CONTENT


@given(st.binary(max_size=200))
def test_an_archive_in_memory_keeps_any_bytes(content: bytes) -> None:
    archive = Archive("memory://proscribe-test")

    assert archive.get(archive.put(content)) == content


def test_what_was_never_kept_is_named_with_its_place(archive: Archive) -> None:
    assert DIGEST not in archive
    with pytest.raises(StoreError, match="no readable file") as caught:
        archive.get(DIGEST)

    assert caught.value.where is not None
    assert str(caught.value.where).endswith(f"yet/{DIGEST[:2]}/{DIGEST}")
    assert "import the edition again" in str(caught.value)


def test_a_changed_file_is_refused(archive: Archive, tmp_path: Path) -> None:
    archive.put(CONTENT)
    (file,) = files_of(tmp_path)
    file.write_bytes(CONTENT.replace(b"\n", b"!"))

    with pytest.raises(StoreError, match="changed after it was archived"):
        archive.get(DIGEST)


def test_a_file_cut_short_by_a_crash_is_written_anew(archive: Archive, tmp_path: Path) -> None:
    archive.put(CONTENT)
    (file,) = files_of(tmp_path)
    file.write_bytes(CONTENT[:3])

    archive.put(CONTENT)

    assert archive.get(DIGEST) == CONTENT


def test_a_write_that_fails_leaves_no_file(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(StoreError, match="No space left on device"):
        archive.put(CONTENT)

    assert files_of(tmp_path) == []


def test_a_folder_that_is_a_file_is_refused_in_plain_words(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")

    with pytest.raises(StoreError, match="could not be kept"):
        Archive(str(file)).put(CONTENT)


@pytest.mark.parametrize("digest", ["", "..", "../../etc/passwd", DIGEST.upper(), DIGEST[:-1]])
def test_only_a_hash_leads_to_a_file(archive: Archive, digest: str) -> None:
    with pytest.raises(InputError, match="not a SHA-256"):
        archive.get(digest)


def test_an_address_nobody_knows_is_refused() -> None:
    with pytest.raises(InputError, match="Protocol not known: nowhere"):
        Archive("nowhere://at/all")
