"""Files and folders that their owner alone reads: they tell whom somebody asked about or lists.

What is there already stays as it is: whoever made it may have meant it so.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_FOLDER, _FILE = 0o700, 0o600


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are not there.

    Raises:
        OSError: It cannot be made.
    """
    # Folders between are made with the mode of the process, so each is made by itself.
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(mode=_FOLDER, exist_ok=True)


def make_file(file: Path | str) -> None:
    """Make an empty file where there is none; of what cannot be made, whoever opens it says why."""
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, _FILE))


def opener(path: str, flags: int) -> int:
    """Open a file for ``open``: a new one is its owner's alone."""
    return os.open(path, flags, mode=_FILE)
