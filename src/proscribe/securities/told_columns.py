"""What a person says of columns whose headers do not say it, or say something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, Place
from proscribe.securities.headers import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of a column that is read as nothing; it is looked through all the same for whom it names.
ONLY_SHOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnTold:
    """What one column means.

    Attributes:
        file: Name of the file; empty for every file that has such a column.
        header: The header, as the file has it and made unique.
        meaning: One of ``MEANINGS``; empty for none of these.
    """

    file: str
    header: str
    meaning: str


def columns_told(columns: Iterable[ColumnTold], file: str) -> dict[str, str]:
    """Return what the columns of a file mean, by header, as far as somebody said so.

    Args:
        columns: What was said.
        file: Name of the file.

    Raises:
        InputError: Something is said that no column can mean, or two columns mean the same.
    """
    found: dict[str, str] = {}
    for one in columns:
        if one.file not in ("", file):
            continue
        if one.meaning not in (ONLY_SHOWN, *MEANINGS):
            raise InputError(
                f"the column {one.header!r} cannot mean {one.meaning!r}.",
                where=Place(file=file),
                remedy=f"Choose among {', '.join(MEANINGS)}.",
            )
        other = next((h for h, m in found.items() if m == one.meaning != ONLY_SHOWN), None)
        if other is not None:
            raise InputError(
                f"the columns {other!r} and {one.header!r} cannot both mean {one.meaning!r}.",
                where=Place(file=file),
                remedy="Say of one of them that it is none of these.",
            )
        found[one.header] = one.meaning
    return found
