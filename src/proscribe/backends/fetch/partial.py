"""A file while it is being fetched: what there is of it outlives a cut, a kill and a restart."""

from __future__ import annotations

import os
import sys
import time
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import FileIO
from pathlib import Path
from uuid import uuid4

import orjson

from proscribe.model.errors import Place, StoreError

if sys.platform != "win32":
    import fcntl

_WEEK = 7 * 24 * 3_600
_WEAK = "W/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server said of the file that is being fetched.

    Attributes:
        etag: Its mark of this state of the file.
        last_modified: When it says the file last changed.
        encoding: How the bytes are packed on the wire.
        total: How many there are on the wire, where it says so.
    """

    etag: str | None
    last_modified: str | None
    encoding: str
    total: int | None

    @property
    def validator(self) -> str | None:
        """What tells the server which state of the file we have a part of."""
        if self.etag is not None:
            return None if self.etag.startswith(_WEAK) else self.etag
        return self.last_modified


class Partial(AbstractContextManager["Partial"]):
    """The bytes had so far of one address.

    Two processes never write one such file: the second gets another, which is not kept.

    Args:
        folder: Where such files lie; made where it is missing.
        key: What the file is named by.
    """

    def __init__(self, folder: Path, key: str) -> None:
        name = sha256(key.encode()).hexdigest()[:32]
        self._path = folder / f"{name}.part"
        self._notes = folder / f"{name}.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file, self._is_kept = self._open()
        except OSError as error:
            raise self._trouble(error) from error
        self._is_done = False
        self.answer = self._read_notes()
        self.size = 0 if self.answer is None else os.fstat(self._file.fileno()).st_size

    def __exit__(self, *_: object) -> None:
        self._remove()  # while nobody else can have it
        self._file.close()
        if sys.platform == "win32":  # where an open file cannot be removed
            self._remove()

    @property
    def validator(self) -> str | None:
        """What to go on with the file by; None where it must begin anew."""
        return None if self.answer is None or not self.size else self.answer.validator

    def restart(self, answer: Answer | None) -> None:
        """Forget what there is, and note what the server says of what is to come."""
        try:
            self._file.truncate(0)
            self._file.seek(0)
            if self._is_kept:
                self._write_notes(answer)
        except OSError as error:
            raise self._trouble(error) from error
        self.answer, self.size = answer, 0

    def add(self, piece: bytes) -> None:
        """Put a piece at the end."""
        try:
            rest = memoryview(piece)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise self._trouble(error) from error
        self.size += len(piece)

    def content(self) -> bytes:
        """Return everything there is."""
        try:
            self._file.seek(0)
            return self._file.readall()
        except OSError as error:
            raise self._trouble(error) from error

    def discard(self) -> None:
        """Remove the file when it is let go of: it is whole and was read, or is of no use."""
        self._is_done = True

    def _open(self) -> tuple[FileIO, bool]:
        """Return the file, locked; or, where another process has it, one of our own."""
        file = FileIO(self._path, "a+")
        if _is_locked(file) and _is_at(self._path, file):
            return file, True
        file.close()
        self._path = self._path.with_name(f"{self._path.stem}.{uuid4().hex}.part")
        return FileIO(self._path, "a+"), False

    def _remove(self) -> None:
        """Remove what is of no more use."""
        with suppress(OSError):
            if self._is_done and self._is_kept:
                self._notes.unlink(missing_ok=True)
            if self._is_done or not self._is_kept:
                self._path.unlink(missing_ok=True)

    def _read_notes(self) -> Answer | None:
        if not self._is_kept:
            return None
        try:
            return Answer(**orjson.loads(self._notes.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def _write_notes(self, answer: Answer | None) -> None:
        if answer is None:
            self._notes.unlink(missing_ok=True)
            return
        unfinished = self._notes.with_suffix(".new")
        unfinished.write_bytes(orjson.dumps(asdict(answer)))
        unfinished.replace(self._notes)

    def _trouble(self, error: OSError) -> StoreError:
        return StoreError(
            f"a file that is being fetched could not be kept ({error.strerror or error}).",
            where=Place(file=str(self._path)),
            remedy="Check that the folder may be written and the disk has room; PROSCRIBE_DATA "
            "names another.",
        )


def _is_locked(file: FileIO) -> bool:
    """Lock a file; False where another process has it, or files cannot be locked."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_at(path: Path, file: FileIO) -> bool:
    """Tell whether an open file is still the one of that name: its last owner may remove it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


def sweep(folder: Path) -> None:
    """Remove what was left a week ago or earlier: its list has long been fetched otherwise."""
    oldest = time.time() - _WEEK
    with suppress(OSError):
        for file in folder.iterdir():
            if file.suffix in {".part", ".json", ".new"} and file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
