"""Articles kept in files."""

from __future__ import annotations

from pathlib import Path

from proscribe.claims.text import Extracted, extract
from proscribe.claims.text.kinds import MOST_BYTES
from proscribe.model.errors import InputError, Place


def read_article(path: Path) -> Extracted:
    """Read the article in a file: a page, plain text, a PDF or a mail.

    Args:
        path: The file.

    Raises:
        InputError: There is no such file, or it cannot be opened.
        UnreadableTextError: It holds no article, or none that can be read.
    """
    try:
        with path.open("rb") as file:
            # One byte more tells that there is more.
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(
            f"the file cannot be opened: {said}.",
            where=Place(file=str(path)),
            remedy="Name a file that is there and that you may read.",
        ) from error
    return extract(data, name=str(path))
