"""Opens the files of one edition and fixes their digest."""

from __future__ import annotations

import hashlib
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from proscribe.model.errors import Place, QuarantineError, SourceError
from proscribe.model.source import Snapshot, SnapshotFile

LARGEST_EXPANSION = 1 << 30
_DEEPEST_PACKING = 3
_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP_WINDOW = 31
# Spreadsheets and documents are zip files too; their members mean nothing by themselves.
_DOCUMENT_MARKS = {"[Content_Types].xml", "mimetype"}
# What reading a damaged zip file raises, beside what is not known of it.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, OSError, ValueError, struct.error),
)
_BY_HAND = "Unpack it, and give the files inside."
_FETCH_AGAIN = "Fetch the file again and compare its size with the publisher's."


def open_snapshot(files: Iterable[SnapshotFile], *, limit: int = LARGEST_EXPANSION) -> Snapshot:
    """Open gzip and zip files, told by their first bytes, and compute the digest.

    The digest is that of the unpacked bytes: of one file its SHA-256, of
    several the SHA-256 over their sorted hexadecimal SHA-256. Names, order and
    packing do not count.

    Args:
        files: The files as given; one zip may hold several.
        limit: Most bytes all of them may unpack to.

    Raises:
        SourceError: No file was given.
        QuarantineError: A file is empty, truncated, damaged, or unpacks to more than `limit`.
    """
    opening = _Opening(limit, limit)
    opened = tuple(member for file in files for member in opening.members(file))
    if not opened:
        raise SourceError("no file was given.", remedy="Name the files of the edition.")
    return Snapshot(files=opened, digest=_digest(opened))


def _digest(files: tuple[SnapshotFile, ...]) -> str:
    digests = sorted(hashlib.sha256(file.content).hexdigest() for file in files)
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _damaged(file: SnapshotFile, what: str, remedy: str = _FETCH_AGAIN) -> QuarantineError:
    return QuarantineError(what, where=Place(file=file.name), remedy=remedy)


@dataclass(slots=True)
class _Opening:
    """Unpacks files within a bound for all of them.

    Attributes:
        limit: Most bytes they may unpack to.
        left: What of that is left.
    """

    limit: int
    left: int

    def members(self, file: SnapshotFile, depth: int = 0) -> Iterator[SnapshotFile]:
        """Yield the file, or the files packed in it."""
        if not file.content:
            raise _damaged(file, "the file is empty.")
        if depth > _DEEPEST_PACKING:
            raise _damaged(file, "the file is packed within packed files without end.", _BY_HAND)
        if file.content.startswith(_GZIP_MAGIC):
            name = file.name.removesuffix(".gz")
            unpacked = SnapshotFile(name=name, content=self._gunzip(file))
            yield from self.members(unpacked, depth + 1)
        elif file.content.startswith(_ZIP_MAGICS):
            yield from self._unzip(file, depth)
        else:
            yield self._plain(file)

    def _plain(self, file: SnapshotFile) -> SnapshotFile:
        self._check(file, len(file.content))
        self.left -= len(file.content)
        return file

    def _check(self, file: SnapshotFile, size: int) -> None:
        if size > self.left:
            raise _damaged(
                file,
                f"the edition unpacks to more than {self.limit:,} bytes.",
                "A list is smaller than that: look at where the file comes from.",
            )

    def _gunzip(self, file: SnapshotFile) -> bytes:
        parts: list[bytes] = []
        size = 0
        rest = file.content
        while rest:
            inflater = zlib.decompressobj(wbits=_GZIP_WINDOW)
            try:
                parts.append(inflater.decompress(rest, self.left - size + 1))
            except zlib.error as error:
                raise _damaged(file, f"the gzip file is damaged ({error}).") from error
            size += len(parts[-1])
            self._check(file, size)
            if not inflater.eof:
                raise _damaged(file, "the gzip file breaks off before its end.")
            rest = inflater.unused_data.lstrip(b"\0")
        return b"".join(parts)

    def _unzip(self, file: SnapshotFile, depth: int) -> Iterator[SnapshotFile]:
        try:
            with zipfile.ZipFile(BytesIO(file.content)) as archive:
                members = [member for member in archive.infolist() if _is_data(member)]
                if _DOCUMENT_MARKS & {member.filename for member in members}:
                    yield self._plain(file)
                    return
                for member in members:
                    unpacked = self._member(archive, member)
                    yield from self.members(unpacked, depth + 1)
        except _DAMAGE as error:
            raise _damaged(file, f"the zip file is damaged or breaks off ({error}).") from error
        except RuntimeError as error:  # encrypted, or of a compression Python does not know
            raise _damaged(file, f"the zip file cannot be opened ({error}).", _BY_HAND) from error

    def _member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> SnapshotFile:
        with archive.open(member) as stream:
            unpacked = SnapshotFile(name=member.filename, content=stream.read(self.left + 1))
        self._check(unpacked, len(unpacked.content))
        return unpacked


def _is_data(member: zipfile.ZipInfo) -> bool:
    return not member.is_dir() and not member.filename.startswith("__MACOSX/")
