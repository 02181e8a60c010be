"""Images of indexes in files: written whole or not at all, mapped into memory, shared by all.

A file is named after what it holds, so it is never written anew with other content, and a
process that has mapped one keeps reading it whatever becomes of its name. All of this is derived:
a file that is missing, damaged or cannot be written costs the time to build an index, nothing else.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from proscribe.backends.private import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

# Magic, version of this layout, number of the last content held, length and sum of the image.
_HEAD = struct.Struct("<16sQQQQ")
_MAGIC, _LAYOUT = b"proscribe index\n", 1
_OFFSET = 64
_ENDING, _UNFINISHED = ".index", ".part"
# Some for other ledgers that share the folder, and for processes that are a step behind.
_KEPT = 4
_DAY = 86_400
_WORD = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The image of an index.

    Attributes:
        held: Number of the last content of the ledger that it holds.
        buffer: The image; of a file, a private map that shares its pages while nobody writes.
    """

    held: int
    buffer: memoryview


class IndexFiles:
    """A folder of images.

    Args:
        folder: Where they are; made when the first one is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def within(self, name: str) -> IndexFiles:
        """Return a folder of images inside this one, whose old ones are let go of by themselves."""
        return IndexFiles(self._folder / name)

    def load(self, name: str) -> Image | None:
        """Map the image of that name; None where there is none, or it is damaged."""
        path = self._path(name)
        try:
            with path.open("rb") as file, suppress(ValueError):
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
                image = _read(memoryview(mapped))
                if image is not None:
                    # What is in use is not old.
                    with suppress(OSError):
                        os.utime(path)
                    return image
        except OSError:
            return None
        return None

    def keep(self, name: str, image: Image) -> bool:
        """Write an image, and let go of old ones.

        Returns:
            False where the folder cannot be written: then nothing is left of it.
        """
        head = _HEAD.pack(_MAGIC, _LAYOUT, image.held, len(image.buffer), _sum(image))
        draft: Path | None = None
        try:
            make_folder(self._folder)
            number, text = tempfile.mkstemp(suffix=_UNFINISHED, dir=self._folder)
            draft = Path(text)
            with os.fdopen(number, "wb") as file:
                file.write(head.ljust(_OFFSET, b"\0"))
                file.write(image.buffer)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path(name))
        except OSError:
            if draft is not None:
                with suppress(OSError):
                    draft.unlink(missing_ok=True)
            return False
        self._let_go()
        return True

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_ENDING}"

    def _let_go(self) -> None:
        """Remove the oldest images, and what a process that was killed left unfinished."""
        images = sorted(_aged(self._folder.glob(f"*{_ENDING}")), reverse=True)
        unfinished = _aged(self._folder.glob(f"*{_UNFINISHED}"))
        left = [path for age, path in unfinished if age < time() - _DAY]
        for path in (*(path for _, path in images[_KEPT:]), *left):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _aged(paths: Iterator[Path]) -> Iterator[tuple[float, Path]]:
    for path in paths:
        with suppress(OSError):
            yield path.stat().st_mtime, path


def _read(content: memoryview) -> Image | None:
    """Return the image in the bytes of a file; None where they are not what was written."""
    if len(content) < _OFFSET:
        return None
    magic, layout, held, length, total = _HEAD.unpack_from(content)
    image = Image(held=held, buffer=content[_OFFSET:])
    if (magic, layout, length) != (_MAGIC, _LAYOUT, len(image.buffer)) or _sum(image) != total:
        return None
    return image


def _sum(image: Image) -> int:
    """Return a sum that any damaged word changes: at the speed of memory, unlike a digest."""
    import numpy as np

    buffer = image.buffer
    whole = len(buffer) - len(buffer) % _WORD
    words = np.frombuffer(buffer[:whole], dtype="<u8")
    rest = int.from_bytes(buffer[whole:], "little")
    return (int(np.add.reduce(words, dtype=np.uint64)) + rest + image.held) % 2**64
