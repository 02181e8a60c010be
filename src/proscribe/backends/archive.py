"""Keeps the bytes of editions for ever, each file under the hash of its content."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import fsspec
from fsspec.implementations.local import LocalFileSystem

from proscribe.backends.private import make_folder, opener
from proscribe.model.errors import InputError, Place, StoreError

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class Archive:
    """A content-addressed store of files in a folder, in memory or at an object store.

    Args:
        location: A folder, or an address that fsspec knows (``memory://demo``, ``s3://…``).

    Raises:
        InputError: The address is of a kind that is not known, or not installed.
    """

    def __init__(self, location: str) -> None:
        try:
            self._files, self._root = fsspec.core.url_to_fs(location)
        except (ImportError, ValueError) as error:
            raise InputError(
                f"{location!r} is no place for an archive that we can reach ({error}).",
                remedy="Name a folder, or install the package that reaches such addresses.",
            ) from error

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256, hex. Keeping them twice is once.

        They are written under another name first, so that no reader and no crash ever meets
        half a file.

        Raises:
            StoreError: They could not be written.
        """
        digest = sha256(content).hexdigest()
        path = self._path(digest)
        try:
            if not self._holds(path, len(content)):
                self._write(path, content)
        except OSError as error:
            raise StoreError(
                f"the bytes of an edition could not be kept ({error}), and without them no answer"
                " that rests on it could be proven.",
                where=Place(file=path),
                remedy="Check that the folder may be written and the disk has room.",
            ) from error
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes of that SHA-256.

        Raises:
            StoreError: They are not there, cannot be read, or are no longer those bytes.
        """
        path = self._path(digest)
        try:
            content: bytes = self._files.cat_file(path)
        except OSError as error:
            raise StoreError(
                f"the archive has no readable file for {digest} ({error}).",
                where=Place(file=path),
                remedy="Restore the archive from a copy, or import the edition again.",
            ) from error
        if sha256(content).hexdigest() != digest:
            raise StoreError(
                f"the file for {digest} was changed after it was archived, so it proves nothing.",
                where=Place(file=path),
                remedy="Remove it, and restore it from a copy or import the edition again.",
            )
        return content

    @property
    def is_there(self) -> bool:
        """Whether anything was ever archived here."""
        return bool(self._files.exists(self._root))

    def __contains__(self, digest: str) -> bool:
        return bool(self._files.exists(self._path(digest)))

    def _path(self, digest: str) -> str:
        """Spread the files over 256 folders: some file systems slow down with many in one."""
        if not _DIGEST.match(digest):
            raise InputError(
                f"{digest!r} is not a SHA-256, so nothing can be archived under it.",
                remedy="Give its 64 characters 0 to 9 and a to f.",
            )
        return f"{self._root}/{digest[:2]}/{digest}"

    def _holds(self, path: str, size: int) -> bool:
        """Return whether the file is there whole; a damaged one of that size shows on reading."""
        return bool(self._files.exists(path)) and self._files.size(path) == size

    def _write(self, path: str, content: bytes) -> None:
        folder, _, name = path.rpartition("/")
        unfinished = f"{folder}/.{name}.{uuid4().hex}"
        is_here = isinstance(self._files, LocalFileSystem)
        if is_here:
            make_folder(Path(folder))
        else:
            self._files.makedirs(folder, exist_ok=True)
        try:
            with (
                open(unfinished, "wb", opener=opener)
                if is_here
                else self._files.open(unfinished, "wb")
            ) as file:
                file.write(content)
                if is_here:
                    file.flush()
                    os.fsync(file.fileno())
            self._files.mv(unfinished, path)
        except OSError:
            with suppress(OSError):
                self._files.rm_file(unfinished)
            raise
