"""Which records of a portfolio file are lines of the portfolio, and which only stand around them.

Files come with preambles, blank lines, page headers and legal footers. Each of
them is noted; whatever could be a holding stays a line, with what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import polars as pl

from proscribe.securities.identifiers import SCHEMES, check_identifier
from proscribe.securities.instruments import TOTAL_LABEL
from proscribe.securities.numbers import MISSING_TEXT

_TOTAL = re.compile(TOTAL_LABEL)
_NUMBER = re.compile(r"[-+(]?[\d.,' ]*\d[\d.,' ]*[)%]?")
_REMARK = re.compile(
    r"(?:©|\(c\)|\*|copyright\b|sources?:|notes?:|disclaimer\b|(?:data )?as (?:of|at)\b"
    r"|generated\b|printed\b|report date\b|end of (?:report|file)\b|page \d)",
    re.IGNORECASE,
)
_WORDS_OF_PROSE = 12
_NARROW = 2
_SHOWN = 300
_MOST_WAITING = 1000


class NoteKind(StrEnum):
    """Why a record is no line of the portfolio, or that a line is odd."""

    PREAMBLE = "preamble"
    BLANK = "blank"
    FOOTER = "footer"
    REPEATED_HEADER = "repeated_header"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A record, or a run of blank ones, that is no line of the portfolio.

    Attributes:
        line: Where it starts in the file, from 1.
        kind: Why it is no line.
        text: What stands there, cut after 300 characters.
        records: How many records it stands for; more than one in a run of blank ones only.
        file: Which file, where several are read together.
    """

    line: int
    kind: NoteKind
    text: str
    records: int = 1
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a file.

    Attributes:
        line: Where it starts in the file, from 1.
        cells: Its cells; None where a record is too short to have one.
        problem: What is wrong with it; None where nothing is.
        records: How many records it stands for; more than one in a run of blank ones only.
    """

    line: int
    cells: Sequence[str | None]
    problem: str | None = None
    records: int = 1


def shown(cells: Iterable[str | None]) -> str:
    """Return a record for people to read."""
    filled = (" ".join(cell.split()) for cell in cells if cell)
    return " | ".join(text for text in filled if text)[:_SHOWN]


def is_prose(cells: Iterable[str | None]) -> bool:
    """Tell whether a record is a text or a remark, not data."""
    filled = filled_cells(cells)
    if any(_NUMBER.fullmatch(text) for text in filled):
        return False
    if len(filled) == 1 and _REMARK.match(filled[0]):
        return True
    return any(len(text.split()) >= _WORDS_OF_PROSE for text in filled)


def filled_cells(cells: Iterable[str | None]) -> list[str]:
    """Return the cells in which something stands."""
    return [text for cell in cells if cell is not None and (text := cell.strip())]


class RecordSorter:
    """Tells the lines of one file from what stands around them, in one pass.

    A record that might belong to a footer waits until the next full line shows
    that it stands among holdings, or the end of the file that it does not.
    """

    def __init__(self, headers: Sequence[str]) -> None:
        self._headers = [header.strip() for header in headers]
        self._width = len(headers)
        self._waiting: list[Record] = []
        self._has_lines = False
        self.notes: list[Note] = []

    @property
    def is_waiting(self) -> bool:
        """Whether records wait for what follows them."""
        return bool(self._waiting)

    @property
    def repeated(self) -> list[int]:
        """The lines that repeat the header, as far as is known."""
        return [note.line for note in self.notes if note.kind is NoteKind.REPEATED_HEADER]

    def skip_sorting(self, rows: int) -> None:
        """Take note that lines were found to be in order without being sorted."""
        self._has_lines = self._has_lines or rows > 0

    def sort(self, records: Iterable[Record]) -> list[Record]:
        """Return the lines that are certain by now, in order, each as wide as the header."""
        lines: list[Record] = []
        for record in records:
            if not self._waiting and self._is_plain(record.cells):
                lines.append(record)
                self._has_lines = True
                continue
            filled = filled_cells(record.cells)
            if len(filled) > 1 and self._is_header(record.cells):
                self._note(record, NoteKind.REPEATED_HEADER)
            elif self._may_be_apart(record, filled):
                self._waiting.append(record)
                if len(self._waiting) > _MOST_WAITING:
                    lines += self._settle_as_lines()
            else:
                lines += self._settle_as_lines()
                lines.append(self._fit(record))
                self._has_lines = True
        return lines

    def finish(self) -> list[Record]:
        """Return the last lines; what is left over is noted as footer."""
        lines: list[Record] = []
        in_footer = False
        for record in self._waiting:
            filled = filled_cells(record.cells)
            if not filled:
                self._note(record, NoteKind.BLANK)
                in_footer = self._has_lines
            elif _must_stay(filled) or not (in_footer or is_prose(filled)):
                lines.append(self._fit(record))
            else:
                self._note(record, NoteKind.FOOTER)
                in_footer = True
        self._waiting = []
        return lines

    def _is_plain(self, cells: Sequence[str | None]) -> bool:
        """Tell quickly whether a record is a line like most."""
        if len(cells) != self._width or self._width <= _NARROW:
            return False
        first, second = (cells[0] or "").strip(), (cells[1] or "").strip()
        return first != "" and second != "" and first != self._headers[0]

    def _is_header(self, cells: Sequence[str | None]) -> bool:
        return [(cell or "").strip() for cell in cells[: self._width]] == self._headers

    def _may_be_apart(self, record: Record, filled: list[str]) -> bool:
        if not filled:
            return True
        if self._width <= _NARROW:
            return is_prose(filled) and len(record.cells) != self._width
        return len(filled) == 1 or (len(record.cells) != self._width and is_prose(filled))

    def _settle_as_lines(self) -> list[Record]:
        waiting, self._waiting = self._waiting, []
        lines = []
        for record in waiting:
            if filled_cells(record.cells):
                lines.append(self._fit(record))
            else:
                self._note(record, NoteKind.BLANK)
        return lines

    def _fit(self, record: Record) -> Record:
        """Return the record with as many cells as there are headers."""
        cells = list(record.cells)
        surplus = filled_cells(cells[self._width :])
        said = [] if record.problem is None else [record.problem]
        if surplus:
            said.append(f"{self._count(cells)}; left over: {shown(surplus)!r}.")
        elif len(cells) < self._width:
            said.append(f"{self._count(cells)}.")
        padded = [*cells, *[None] * (self._width - len(cells))][: self._width]
        return replace(record, cells=padded, problem=" ".join(said) or None)

    def _count(self, cells: Sequence[str | None]) -> str:
        cells_of_line = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        return f"The line has {cells_of_line} where the header has {self._width}"

    def _note(self, record: Record, kind: NoteKind) -> None:
        text = shown(record.cells)
        self.notes.append(Note(line=record.line, kind=kind, text=text, records=record.records))
        join_blanks(self.notes)


def join_blanks(notes: list[Note]) -> None:
    """Make one note of the last two, where both are of blank records next to each other."""
    if len(notes) < _NARROW:
        return
    last, new = notes[-2:]
    if last.kind is new.kind is NoteKind.BLANK and last.line + last.records == new.line:
        notes[-2:] = [replace(last, records=last.records + new.records)]


def note_preamble(records: Iterable[Record]) -> list[Note]:
    """Note what stands before the header."""
    notes: list[Note] = []
    for record in records:
        kind = NoteKind.PREAMBLE if filled_cells(record.cells) else NoteKind.BLANK
        notes.append(Note(line=record.line, kind=kind, text=shown(record.cells)))
        join_blanks(notes)
    return notes


def read_facts(records: Iterable[Record]) -> dict[str, str]:
    """Return what a preamble says of the portfolio, as in ``Fund Holdings as of,"Mar 10, 2022"``.

    A line of its own, as fund files begin with, is the ``title``.
    """
    facts: dict[str, str] = {}
    for record in records:
        filled = filled_cells(record.cells)
        if len(filled) == 1:
            name, colon, value = filled[0].partition(":")
            if colon and value.strip():
                facts.setdefault(name.strip(), value.strip())
            else:
                facts.setdefault("title", filled[0][:_SHOWN])
        elif len(filled) == _NARROW and filled[1] not in MISSING_TEXT:
            facts.setdefault(filled[0].rstrip(": "), filled[1])
    return facts


def _must_stay(filled: list[str]) -> bool:
    """Tell whether a record at the end of a file holds an identifier, a total, or data."""
    if _TOTAL.match(filled[0]) or any(_NUMBER.fullmatch(text) for text in filled):
        return True
    if len(filled) > 1 and not is_prose(filled):
        return True
    return holds_identifier(filled)


def holds_identifier(cells: Iterable[str]) -> bool:
    """Tell whether an identifier with the right check digit stands in one of the cells."""
    return any(check_identifier(kind, text).value for text in cells for kind in SCHEMES)


def is_in_order(frame: pl.DataFrame, headers: Sequence[str]) -> bool:
    """Tell whether every row is plainly a line: something in two cells, and no header."""
    if frame.width <= _NARROW:
        certain = _is_filled(frame.to_series(0))
    else:
        certain = _is_filled(frame.to_series(0)) & _is_filled(frame.to_series(1))
    if not bool(certain.all()):
        unclear = frame.filter(~certain)
        filled = pl.sum_horizontal(_is_filled(column) for column in unclear)
        if int(pl.select(filled.min()).item()) <= (1 if frame.width > _NARROW else 0):
            return False
    return not bool((frame.to_series(0).str.strip_chars() == headers[0].strip()).any())


def _is_filled(series: pl.Series) -> pl.Series:
    return (series.str.strip_chars() != "").fill_null(value=False)
