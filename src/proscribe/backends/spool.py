"""The spool: files of jobs on their way in and out, each job's in a folder of its own.

A file that is handed in is written piece by piece, counted as it comes, and flushed to the disk
before the job is on file. Its name is only ever shown: what in it could lead elsewhere is gone.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from secrets import token_hex
from time import time
from types import TracebackType
from typing import BinaryIO, Self

from proscribe.backends.private import make_folder, opener
from proscribe.backends.whole_files import disk
from proscribe.model.errors import InputError, Place, TooLargeError
from proscribe.operations.jobs import FileRole, JobFile

UPLOAD_BYTES = 32 * 1024 * 1024
MOST_FILES = 100
# What lies there without a job on file for so long was left by a process that was killed.
STRAY_SECONDS = 3_600
_NAME_BYTES = 120
_ALSO_IN_NAMES = frozenset(" ._-+()&,")
_PIECE = 1 << 20


class Spool:
    """A folder of files of jobs.

    Args:
        folder: Where; it is made when the first file comes, for its owner alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def receive(self, *, most_bytes: int = UPLOAD_BYTES) -> Upload:
        """Begin to take files in; use it in a ``with`` statement, which drops what is not kept."""
        with disk(self._folder, "upload"):
            make_folder(self._folder)
        return Upload(self._folder, token_hex(16), most_bytes=most_bytes)

    def folder_of(self, job_id: str) -> Path:
        """Return the folder of a job.

        Raises:
            InputError: That is no id of a job.
        """
        if len(job_id) != len(token_hex(16)) or not set(job_id) <= set("0123456789abcdef"):
            raise InputError("that is no id of a job.", remedy="Take the id the job came with.")
        return self._folder / job_id

    def drop(self, job_id: str) -> None:
        """Delete all files of a job; there may be none."""
        shutil.rmtree(self.folder_of(job_id), ignore_errors=True)

    def flush(self, job_id: str, paths: Sequence[str]) -> None:
        """Have files that a job made outlive a power cut."""
        folder = self.folder_of(job_id)
        with disk(folder, "report"):
            for path in (folder / each for each in paths):
                _flush(path)
                _flush(path.parent)

    def strays(self) -> frozenset[str]:
        """Return the ids of folders that have lain there for so long that a job should be known."""
        if not self._folder.is_dir():
            return frozenset()
        before = time() - STRAY_SECONDS
        with os.scandir(self._folder) as found:
            return frozenset(one.name for one in found if one.stat().st_mtime < before)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A file being taken in."""

    role: FileRole
    name: str
    path: Path


class Upload:
    """Files on their way in; make one with :meth:`Spool.receive`.

    Threads may write one after another, but not at once.

    Args:
        spool: The folder of the spool.
        job_id: The id the job will have.
        most_bytes: How much is taken, all files together.
    """

    def __init__(self, spool: Path, job_id: str, *, most_bytes: int) -> None:
        self.job_id = job_id
        self.files: tuple[JobFile, ...] = ()
        self._folder = spool / job_id
        self._left = self._most = most_bytes
        self._kept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._kept:
            shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def file(self, name: str, role: FileRole = FileRole.PORTFOLIO) -> Iterator[Incoming]:
        """Take one file in, piece by piece.

        Args:
            name: What it is called by whoever sends it; it may be anything.
            role: What it is for.

        Raises:
            InputError: Too many files, or two holdings files of one name.
            TooLargeError: The files have more bytes than are taken, together.
            StoreError: The disk failed.
        """
        part = self._part(safe_name(name), role)
        with disk(Path(part.name), "upload"):
            make_folder(part.path.parent)
            incoming = Incoming(open(part.path, "xb", opener=opener), self)  # noqa: SIM115
        with incoming:
            yield incoming
            with disk(Path(part.name), "upload"):
                incoming.flush()
        made = JobFile(
            role=part.role,
            name=part.name,
            path=part.path.relative_to(self._folder).as_posix(),
            size=incoming.size,
            sha256=incoming.digest,
        )
        self.files = (*self.files, made)

    def copy(self, path: Path, role: FileRole = FileRole.PORTFOLIO) -> None:
        """Take in a file of this machine.

        Raises:
            InputError: It cannot be read.
        """
        try:
            source = path.open("rb")
        except OSError as error:
            raise InputError(
                f"the file cannot be read: {error.strerror}.",
                where=Place(file=str(path)),
                remedy="Name a file that exists and that you may read.",
            ) from error
        with source, self.file(path.name, role) as incoming:
            while piece := source.read(_PIECE):
                incoming.write(piece)

    def keep(self) -> None:
        """See that the files outlive the ``with`` statement, and a power cut."""
        with disk(self._folder, "upload"):
            folders = {self._folder.parent, self._folder}
            folders.update((self._folder / one.path).parent for one in self.files)
            folders.update(folder.parent for folder in tuple(folders) if folder != self._folder)
            for folder in sorted(folders):
                _flush(folder)
        self._kept = True

    def release(self) -> None:
        """Take back :meth:`keep`: the files go at the end after all."""
        self._kept = False

    def take(self, number: int) -> None:
        """Count bytes that came.

        Raises:
            TooLargeError: They are more than are taken.
        """
        self._left -= number
        if self._left < 0:
            raise TooLargeError(
                f"the files have more than {self._most:,} bytes together, and that is the most "
                "that is taken at once; nothing was kept.",
                remedy="Send it packed (gzip or zip), or in several parts.",
            )

    def _part(self, name: str, role: FileRole) -> _Part:
        if len(self.files) >= MOST_FILES:
            raise InputError(
                f"more than {MOST_FILES} files are given at once.", remedy="Send several jobs."
            )
        # All of a kind in one folder, where a process that works there calls them by their names.
        within = self._folder / "in" / role.value
        if role is FileRole.FUND and (within / name).exists():
            raise InputError(
                "two holdings files have one name, so their funds cannot be told apart.",
                where=Place(file=name),
                remedy="Call each file by the ticker or identifier of its fund.",
            )
        stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
        numbered = (f"{stem} ({number}){dot}{ending}" for number in count(2))
        free = next(each for each in chain([name], numbered) if not (within / each).exists())
        return _Part(role=role, name=free, path=within / free)


class Incoming:
    """One file being written."""

    def __init__(self, file: BinaryIO, upload: Upload) -> None:
        self._file = file
        self._upload = upload
        self._hash = sha256()
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # What is still in the buffer would be written now; where that fails it failed before.
        with suppress(OSError):
            self._file.close()

    def flush(self) -> None:
        """Have everything written to the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    @property
    def digest(self) -> str:
        """SHA-256 of what was written, hex."""
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> None:
        """Write a piece.

        Raises:
            TooLargeError: The upload has more bytes than are taken; the piece is not written.
            StoreError: The disk failed.
        """
        self._upload.take(len(piece))
        self._hash.update(piece)
        with disk(Path("upload"), "upload"):
            self._file.write(piece)
        self.size += len(piece)


def safe_name(given: str) -> str:
    """Return a name as a file of ours may have it: no folder, no sign that steers, not too long.

    Letters of every script stay; the ending stays, for it tells the format.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign if _may_stand(sign) else "_" for sign in last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        stem, ending = kept, ""
    ending = _cut(f"{dot}{ending}", _NAME_BYTES // 4)
    return f"{_cut(stem, _NAME_BYTES - len(ending.encode())).strip(' .') or 'file'}{ending}"


def _may_stand(sign: str) -> bool:
    return sign.isalnum() or sign in _ALSO_IN_NAMES or unicodedata.category(sign) in {"Mn", "Mc"}


def _cut(text: str, most: int) -> str:
    return text.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore")


def _flush(path: Path) -> None:
    """Have the system write a file, or the entries of a folder, where it can be asked to."""
    if os.name != "posix":
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
