"""Images of indexes in files: whole or absent, shared, and never a reason to fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import time

import pytest

from proscribe.backends.indexes import Image, IndexFiles

CONTENT = bytes(range(256)) * 40 + b"odd"


def image(content: bytes = CONTENT, held: int = 7) -> Image:
    return Image(held=held, buffer=memoryview(content))


def aged(path: Path, seconds: float) -> None:
    os.utime(path, (time() - seconds, time() - seconds))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "indexes"


@pytest.fixture
def files(folder: Path) -> IndexFiles:
    return IndexFiles(folder)


def test_what_is_kept_is_mapped_byte_for_byte(files: IndexFiles) -> None:
    assert files.load("a") is None
    assert files.keep("a", image())

    found = files.load("a")

    assert found is not None
    assert (found.held, bytes(found.buffer)) == (7, CONTENT)
    assert files.load("b") is None


@pytest.mark.parametrize("content", [b"", b"1", b"12345678", b"123456789"])
def test_an_image_of_any_length_is_kept(files: IndexFiles, content: bytes) -> None:
    assert files.keep("a", image(content))

    found = files.load("a")

    assert found is not None
    assert bytes(found.buffer) == content


@pytest.mark.parametrize("place", [0, 16, 24, 32, 40, 64, 5_000, -1])
def test_a_file_with_one_byte_changed_is_none(files: IndexFiles, folder: Path, place: int) -> None:
    files.keep("a", image())
    path = folder / "a.index"
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)

    assert files.load("a") is None


@pytest.mark.parametrize("length", [0, 1, 63, 64, 1_000, -1])
def test_a_file_cut_off_is_none(files: IndexFiles, folder: Path, length: int) -> None:
    files.keep("a", image())
    path = folder / "a.index"
    path.write_bytes(path.read_bytes()[:length])

    assert files.load("a") is None


def test_a_foreign_file_of_that_name_is_none_and_is_replaced(
    files: IndexFiles, folder: Path
) -> None:
    folder.mkdir(parents=True)
    (folder / "a.index").write_bytes(b"PK\x03\x04" * 100)

    assert files.load("a") is None
    assert files.keep("a", image())
    assert files.load("a") is not None


def test_a_folder_of_that_name_is_no_image_and_nothing_is_kept(
    files: IndexFiles, folder: Path
) -> None:
    (folder / "a.index").mkdir(parents=True)

    assert files.load("a") is None
    assert not files.keep("a", image())
    assert [*folder.iterdir()] == [folder / "a.index"]


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    files = IndexFiles(blocked / "indexes")

    assert not files.keep("a", image())
    assert files.load("a") is None


def test_readers_keep_the_image_they_mapped_when_it_is_replaced_or_removed(
    files: IndexFiles, folder: Path
) -> None:
    files.keep("a", image())
    found = files.load("a")
    assert found is not None

    files.keep("a", image(b"another", held=8))
    (folder / "a.index").unlink()

    assert bytes(found.buffer) == CONTENT


def test_only_the_newest_few_are_kept_and_what_is_read_counts_as_new(
    files: IndexFiles, folder: Path
) -> None:
    for place, name in enumerate("abcdef"):
        files.keep(name, image())
        aged(folder / f"{name}.index", 1_000 - place)
    assert files.load("a") is None
    assert files.load("c") is not None

    files.keep("g", image())

    assert sorted(path.stem for path in folder.iterdir()) == ["c", "e", "f", "g"]


def test_what_a_killed_process_left_is_removed_a_day_later(files: IndexFiles, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, age in (("old.part", 100_000), ("new.part", 10)):
        (folder / name).write_bytes(b"half")
        aged(folder / name, age)

    files.keep("a", image())

    assert sorted(path.name for path in folder.iterdir()) == ["a.index", "new.part"]


def test_what_one_process_writes_into_its_map_no_other_sees(files: IndexFiles) -> None:
    files.keep("a", image())
    one, other = files.load("a"), files.load("a")
    assert one is not None
    assert other is not None

    one.buffer[0] = 99

    assert other.buffer[0] == CONTENT[0]
    assert files.load("a") is not None


def test_another_process_reads_what_this_one_kept(files: IndexFiles, folder: Path) -> None:
    files.keep("a", image())
    program = (
        "import sys; from pathlib import Path; from proscribe.backends.indexes import IndexFiles; "
        "print(len(IndexFiles(Path(sys.argv[1])).load('a').buffer))"
    )

    told = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True
    )

    assert int(told.stdout) == len(CONTENT)
