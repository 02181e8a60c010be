"""Arrays in one run of bytes that is read where it lies: nothing is copied but what must be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from proscribe.model.errors import InputError

_MAGIC = b"PRSCRBIX"
FORMAT = 2
_ALIGNMENT = 64
_HEAD = 24

Array: TypeAlias = npt.NDArray[Any]


def pack(arrays: Mapping[str, Array]) -> bytes:
    """Return arrays as one run of bytes, each at an address its numbers may stand at."""
    entries: dict[str, list[object]] = {}
    offset = 0
    for name, array in arrays.items():
        entries[name] = [array.dtype.str, list(array.shape), offset]
        offset += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    table = json.dumps({"format": FORMAT, "bytes": offset, "arrays": entries}).encode()
    start = -(-(_HEAD + len(table)) // _ALIGNMENT) * _ALIGNMENT
    image = bytearray(start + offset)
    image[: len(_MAGIC)] = _MAGIC
    image[8:16] = len(table).to_bytes(8, "little")
    image[16:24] = start.to_bytes(8, "little")
    image[_HEAD : _HEAD + len(table)] = table
    for name, array in arrays.items():
        at = start + int(str(entries[name][2]))
        image[at : at + array.nbytes] = np.ascontiguousarray(array).tobytes()
    return bytes(image)


def unpack(image: bytes | bytearray | memoryview) -> dict[str, Array]:
    """Return the arrays of a run of bytes, as views of it.

    Raises:
        InputError: The bytes are no index, are cut off, or of another version.
    """
    view = memoryview(image).cast("B")
    if len(view) < _HEAD or bytes(view[: len(_MAGIC)]) != _MAGIC:
        raise InputError("This is no index of names. Build it anew.")
    length, start = (int.from_bytes(view[at : at + 8], "little") for at in (8, 16))
    try:
        table = json.loads(bytes(view[_HEAD : _HEAD + length]))
        found = table["format"], table["bytes"]
    except (ValueError, KeyError, TypeError):
        raise InputError("This index of names is damaged. Build it anew.") from None
    if found[0] != FORMAT:
        raise InputError(
            f"This index of names is of format {found[0]}; this version reads {FORMAT}. "
            "Build it anew."
        )
    if start + found[1] > len(view):
        raise InputError("This index of names is cut off. Build it anew.")
    try:
        return {
            name: _array(view, start + offset, dtype, shape)
            for name, (dtype, shape, offset) in table["arrays"].items()
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        raise InputError("This index of names is damaged. Build it anew.") from None


def _array(view: memoryview, at: int, dtype: str, shape: list[int]) -> Array:
    kind = np.dtype(dtype)
    size = int(np.prod(shape))
    array: Array = np.frombuffer(view, dtype=kind, count=size, offset=at).reshape(shape)
    return array


def pack_texts(texts: list[str]) -> tuple[Array, Array]:
    """Return texts as the bytes of all of them, and where each ends."""
    lengths = (
        len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
        for text in texts
    )
    ends = np.fromiter(lengths, np.int64, count=len(texts)).cumsum()
    return np.frombuffer("".join(texts).encode("utf-8", "surrogatepass"), dtype=np.uint8), ends


class Texts:
    """Texts in one run of bytes, decoded when they are asked for."""

    def __init__(self, data: Array, ends: Array) -> None:
        self.data = data
        self.ends = ends

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, place: int) -> str:
        start = int(self.ends[place - 1]) if place else 0
        return bytes(self.data[start : int(self.ends[place])]).decode("utf-8", "surrogatepass")

    def all(self) -> list[str]:
        """Return every text."""
        whole, starts = bytes(self.data), [0, *self.ends.tolist()]
        return [
            whole[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(starts)
        ]
