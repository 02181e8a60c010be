"""Files that somebody hands in, read within bounds: what has no end is never begun."""

from __future__ import annotations

from stat import S_ISREG
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, Place
from proscribe.model.source import SnapshotFile
from proscribe.sources.snapshot import LARGEST_EXPANSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read_files(files: Iterable[Path], *, most_bytes: int = LARGEST_EXPANSION) -> list[SnapshotFile]:
    """Read the files of one edition.

    Args:
        files: Where they lie.
        most_bytes: What they may hold together; more is refused before it is read.

    Raises:
        InputError: One is no regular file, cannot be read, or goes beyond that.
    """
    read: list[SnapshotFile] = []
    left = most_bytes
    for file in files:
        try:
            _check(file, left, most_bytes)
            content = file.read_bytes()
        except OSError as error:
            raise InputError(
                f"the file cannot be read: {error.strerror or error}.",
                where=Place(file=str(file)),
                remedy="Check the path and its permissions.",
            ) from error
        left -= len(content)
        read.append(SnapshotFile(name=file.name, content=content))
    return read


def _check(file: Path, left: int, most_bytes: int) -> None:
    found = file.stat()
    if not S_ISREG(found.st_mode):
        raise InputError(
            "this is a folder, a device or a pipe, so it may have no end.",
            where=Place(file=str(file)),
            remedy="Save what it holds as a file, and give that.",
        )
    if found.st_size > left:
        raise InputError(
            f"the file holds {found.st_size:,} bytes; an edition may hold {most_bytes:,}.",
            where=Place(file=str(file)),
            remedy="A list is smaller than that: look at where the file comes from.",
        )
