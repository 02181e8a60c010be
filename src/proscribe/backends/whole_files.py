"""Files that appear under their name only when they are whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os.path import realpath
from pathlib import Path
from secrets import token_hex

from proscribe.backends.private import opener
from proscribe.model.errors import InputError, Place, StoreError


@contextmanager
def replacing(path: Path, what: str) -> Iterator[Path]:
    """Give a new name beside `path`; afterwards what was written there takes the place.

    A file of that name that was there before stays as it was if anything fails.

    Args:
        path: Where the file is to be.
        what: What it is, in a word, for messages.

    Raises:
        InputError: No file can be made there.
    """
    temporary = path.with_name(f".{path.name}.{token_hex(6)}.part")
    try:
        temporary.touch(exist_ok=False)
    except OSError as error:
        raise InputError(
            f"no {what} can be written there: {error.strerror}.",
            where=Place(file=str(path)),
            remedy="Name a folder that exists and that you may write to.",
        ) from error
    try:
        yield temporary
        if path.is_dir():
            raise InputError("this is a folder, not a file.", where=Place(file=str(path)))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def disk(path: Path, what: str) -> Iterator[None]:
    """Turn a failure of the system while a file is written into one of the store.

    Args:
        path: Where the file is to be.
        what: What it is, in a word, for messages.

    Raises:
        StoreError: The disk failed.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"the {what} could not be written: {error.strerror or error}. Nothing was left behind.",
            where=Place(file=str(path)),
            remedy="See to the disk, then run it again.",
        ) from error


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a lock until the block ends: others wait, in any process, where the system can.

    Args:
        lock: Its file, made where it is not there; where it cannot be, nobody waits.
    """
    try:
        import fcntl

        file = open(lock, "ab", opener=opener)  # noqa: SIM115
    except (ImportError, OSError):
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def refuse_overwriting(out: Path, given: Iterable[Path]) -> None:
    """Refuse to write an answer over what was asked.

    Raises:
        InputError: The output is one of the files given.
    """
    if any(realpath(out) == realpath(file) for file in given):
        raise InputError(
            "the answer would be written over the file that was given, and that would be lost.",
            where=Place(file=str(out)),
            remedy="Write it to another file (--out).",
        )
