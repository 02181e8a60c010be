"""Files that are handed in: only what has an end is read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.sources.snapshot import LARGEST_EXPANSION
from proscribe.workspace import Workspace
from proscribe.workspace.reading import read_files


def refused(*files: Path, most_bytes: int = LARGEST_EXPANSION) -> str:
    with pytest.raises(InputError) as caught:
        read_files(files, most_bytes=most_bytes)
    assert caught.value.remedy
    assert caught.value.where is not None
    return str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_may_have_no_end_is_not_begun(tmp_path: Path, workspace: Workspace) -> None:
    pipe = tmp_path / "list.xml"
    os.mkfifo(pipe)

    assert "list.xml: this is a folder, a device or a pipe" in refused(pipe)
    with pytest.raises(InputError, match="so it may have no end"):
        workspace.import_files("us_ofac_cons", "/dev/zero")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "this is a folder" in refused(tmp_path)


def test_a_file_larger_than_any_list_is_refused_unread(tmp_path: Path) -> None:
    huge = tmp_path / "huge.xml"
    with huge.open("wb") as file:
        file.truncate(3 << 30)  # a hole, which takes no room on the disk

    assert "the file holds 3,221,225,472 bytes; an edition may hold 1,073,741,824" in refused(huge)


def test_the_bound_is_for_all_files_of_an_edition(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_bytes(b"1234")
    other.write_bytes(b"5678")

    assert [file.content for file in read_files([one, other], most_bytes=8)] == [b"1234", b"5678"]
    assert "other.csv: the file holds 4 bytes; an edition may hold 7" in refused(
        one, other, most_bytes=7
    )
