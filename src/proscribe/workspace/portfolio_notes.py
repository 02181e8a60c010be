"""What a report says of the records of a portfolio that are no holdings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.screening.report import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from proscribe.backends.portfolios import Portfolios
    from proscribe.screening.other_columns import BesideNames

_OUTSIDE = ("preamble", "footer")


def notes_of(portfolio: Portfolios, totals: list[Note]) -> tuple[Note, ...]:
    """Return what is noted of files, by place.

    Args:
        portfolio: The files, read to their end.
        totals: What was noted beside.
    """
    own = [
        Note(file=note.file or "", line=note.line, kind=note.kind, text=note.text)
        for note in portfolio.notes
    ]
    told = [Note(file="", line=0, kind="warning", text=text) for text in portfolio.warnings]
    return tuple(sorted([*told, *own, *totals], key=lambda note: (note.file, note.line)))


def named_outside(portfolio: Portfolios, names: BesideNames) -> Iterator[Note]:
    """Yield a warning of each record above or below the lines that surely names somebody listed.

    Args:
        portfolio: The files, read to their end.
        names: Whom remarks name.
    """
    for note in portfolio.notes:
        whom = names.whom(note.text) if note.kind in _OUTSIDE else ()
        if whom:
            text = (
                f"“{note.text}” names {', '.join(whom)}, whom a list names or named, and is part "
                "of no line: see whether that bears on the lines."
            )
            yield Note(file=note.file or "", line=note.line, kind="warning", text=text)


def total_notes(given: pl.DataFrame, lines: pl.DataFrame) -> list[Note]:
    """Return a note of each line that is a total.

    Args:
        given: The lines as they stand in the file.
        lines: The same lines, as they are read.
    """
    texts = [" | ".join(str(v) for v in row if v) for row in given.iter_rows()]
    places = zip(lines["file"].to_list(), lines["line"].to_list(), strict=True)
    return [
        Note(file=file or "", line=line, kind="total", text=text)
        for (file, line), text in zip(places, texts, strict=True)
    ]
