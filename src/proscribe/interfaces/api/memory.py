"""Memory of a server that answers for months: what is not needed any more is given back."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress

# M_ARENA_MAX of glibc, and how many there shall be.
_ARENA_MAX, _ARENAS = -8, 2


def spare_memory() -> None:
    """Have the threads of this process and those forked from it share few heaps, on Linux.

    Else each of many threads gets one that stays as large as it once had to be.
    """
    if sys.platform == "linux":
        # Other C libraries have no such setting.
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Give back what nobody needs any more, such as what was ready before.

    Left to itself the collector would find it much later, and the C library keep the pages.
    """
    gc.collect()
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)
