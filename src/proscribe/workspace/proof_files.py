"""The proof of an answer that is a file: hashes of what was read and of what was written."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, Place
from proscribe.operations.receipts import canonical
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_CHUNK = 1 << 20
_CALENDAR, _STAMP = ".ics", b"DTSTAMP"


def given_files(files: Iterable[Path | str]) -> list[dict[str, object]]:
    """Return path, size and hash of files that are given, those in folders included.

    What is no file is left out: whoever reads it says so.
    """
    found = []
    for path in map(Path, files):
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [_told(one) for one in inside if one.is_file()]
    return found


def check_given(told: Sequence[Mapping[str, object]]) -> None:
    """Refuse to ask again about files that are not there any more, or others by now.

    Raises:
        InputError: One is.
    """
    for one in told:
        path = Path(str(one["path"]))
        if not path.is_file():
            raise InputError(
                "the file is not there any more, so the question cannot be asked again.",
                where=Place(file=str(path)),
                remedy="Put it back from where you keep such files; its hash is in the receipt.",
            )
        if _told(path)["sha256"] != one["sha256"]:
            raise InputError(
                "the file is not the one that was given, so the question would be another.",
                where=Place(file=str(path)),
                remedy="Put it back as it was; its hash is in the receipt.",
            )


def files_answer(written: Sequence[Path | str], summary: object) -> bytes:
    """Return the answer that a receipt holds: hashes of what was written, and the totals."""
    files = [{"format": Path(one).suffix, "sha256": _written(Path(one))} for one in written]
    return canonical({"written": files, "summary": to_json(summary)})


def _told(path: Path) -> dict[str, object]:
    try:
        digest, size = sha256(), 0
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {error.strerror or error}.",
            where=Place(file=str(path)),
            remedy="Check the path and its permissions.",
        ) from error
    return {"path": str(path.absolute()), "bytes": size, "sha256": digest.hexdigest()}


def _written(path: Path) -> str:
    """Return the hash of a report; of a calendar less when it was written, which it must state."""
    if path.suffix.lower() != _CALENDAR:
        return str(_told(path)["sha256"])
    lines = path.read_bytes().splitlines()
    return sha256(b"\n".join(one for one in lines if not one.startswith(_STAMP))).hexdigest()
