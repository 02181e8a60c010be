"""The rows of a table as columns of text, all as wide as the header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from proscribe.backends.names.columns import ANY_SCHEMA, SchemaReader, begins_a_table, doubled
from proscribe.backends.portfolios.source import Chunk, Heading, frame_of
from proscribe.backends.portfolios.table import open_table
from proscribe.backends.portfolios.unread import is_unread, lines_told, unread_told
from proscribe.backends.reports.formula import defuse
from proscribe.model.errors import InputError, Place
from proscribe.securities.records import filled_cells

# Rows that are read at a time.
BATCH = 10_000
_TOLD = 5
# Letters and figures, less letters that stand for nothing and are not seen.
_TELLING = r"[\p{L}\p{N}--[\x{115f}\x{1160}\x{3164}\x{ffa0}]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Some rows that follow each other.

    Attributes:
        lines: Where each starts in the file, from 1.
        frame: Their cells.
    """

    lines: Sequence[int]
    frame: pl.DataFrame

    def texts(self, place: int) -> pl.Series:
        """Return the cells of a column without blanks around them; empty ones are ``""``."""
        return self.frame.to_series(place).fill_null("").str.strip_chars()

    def ids(self, place: int | None, label: str, file: str) -> list[str]:
        """Return the ids; where there is none the line, which never is another row's id.

        Args:
            place: The column; None where there is none.
            label: What stands before the line where no row has an id.
            file: The name of the file; stands before the line where other rows have an id.
        """
        if place is None:
            return [f"{label}{line}" for line in self.lines]
        given = self.texts(place).to_list()
        if all(given):
            return given
        return [one or f"{file}:{line}" for one, line in zip(given, self.lines, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """Lines without a name.

    Attributes:
        file: The file they stand in.
        count: How many there are.
        lines: The first of them.
    """

    file: str
    count: int
    lines: tuple[int, ...]


class TableRows:
    """A table of names, opened as far as its header; read row by row, none is lost in silence.

    Args:
        path: Where it is: text in any encoding and separator (also gzipped), XLSX or Parquet.
        heading: How its header is told.

    Raises:
        InputError: The file cannot be read, or has no such header.
    """

    def __init__(self, path: Path, heading: Heading) -> None:
        self.file, self.name = str(path), path.name
        self._source = open_table(path, heading=heading)
        self.headers = self._source.head.headers
        if not heading.score(self.headers):
            raise heading.missing(self.headers, self.file)
        for row in self._source.head.preamble:
            above = [cell or "" for cell in row.cells]
            if begins_a_table(above):
                raise heading.missing(above, self.file)
        self._problems: list[int] = []
        self._unnamed: list[int] = []
        self._unread: list[int] = []
        self._formulas: list[int] = []
        self._schemata: SchemaReader | None = None
        self._count, self._is_done = 0, False

    @property
    def unnamed(self) -> Unnamed | None:
        """The lines without a name; None where all have one. Complete after the last row."""
        lines = tuple(self._unnamed[:_TOLD])
        count = len(self._unnamed)
        return Unnamed(file=self.file, count=count, lines=lines) if count else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is odd about the file, one sentence each; complete after the last row."""
        found = [f"{self.file}: {each}" for each in self._source.head.warnings]
        above = [r for r in self._source.head.preamble if filled_cells(r.cells)]
        if above:
            shown = ", ".join(header for header in self.headers if header)
            found.append(
                f"{self.file}: what stands above the header ({shown}) is not read: "
                f"{len(above)} line{'' if len(above) == 1 else 's'} from line {above[0].line} on."
            )
        found += [f"{self.file}: {each}" for each in doubled(self.headers)]
        if self._is_done and not self._count:
            shown = ", ".join(header for header in self.headers if header)
            found.append(f"{self.file}: nothing stands below the header, {shown}.")
        if self._problems:
            found.append(
                f"{self.file}: quotation marks are out of order in {lines_told(self._problems)}."
            )
        if self._formulas:
            found.append(
                f"{self.file}: ids that a spreadsheet takes for formulas are kept as they are, in "
                f"{lines_told(self._formulas)}; open what is written as text only."
            )
        if self._unread:
            found.append(f"{self.file}: {unread_told(self._unread)}")
        return tuple(found)

    def chunks(self) -> Iterator[Rows]:
        """Yield the rows, some thousands at a time, without those that are blank.

        Raises:
            InputError: A row has more cells than there are columns, or the file is damaged.
        """
        self._problems, self._unnamed, self._unread, self._formulas = [], [], [], []
        self._count, self._is_done = 0, False
        for chunk in self._source.chunks(BATCH):
            self._problems += [chunk.lines[place] for place in chunk.problems]
            rows = self._fitted(chunk)
            self._count += rows.frame.height
            if rows.frame.height:
                yield rows
        self._is_done = True

    def schemata(self, rows: Rows, place: int | None) -> list[str]:
        """Return the schemata of rows, from the column at a place.

        Raises:
            InputError: There is no such schema.
        """
        if place is None:
            return [ANY_SCHEMA] * len(rows.lines)
        if self._schemata is None:
            self._schemata = SchemaReader(self.file, self.headers[place])
        return self._schemata.read(rows.texts(place).to_list(), rows.lines)

    def note_formulas(self, rows: Rows, ids: Sequence[str]) -> None:
        """Remember the rows whose id a spreadsheet would take for a formula."""
        given = pl.DataFrame({"id": ids}, schema={"id": pl.String()})
        armed = given["id"] != defuse(given)["id"]
        if armed.any():
            self._formulas += [rows.lines[place] for place in armed.arg_true().to_list()]

    def note_unnamed(self, rows: Rows, lacking: pl.Series) -> None:
        """Remember the rows that lack a name, of which that column of truth values tells."""
        if lacking.any():
            self._unnamed += [rows.lines[place] for place in lacking.arg_true().to_list()]

    def note_unread(self, rows: Rows, names: Iterable[Sequence[str]]) -> None:
        """Remember the rows with a name too long to be read whole, from the names of each."""
        self._unread += [
            line
            for line, given in zip(rows.lines, names, strict=True)
            if any(is_unread(name) for name in given)
        ]

    def _fitted(self, chunk: Chunk) -> Rows:
        width = len(self.headers)
        lines, frame = chunk.lines, chunk.frame
        if frame is None:
            found = [
                (line, self._row(line, cells, width))
                for line, cells in zip(lines, chunk.rows or (), strict=True)
            ]
            lines = [line for line, _ in found]
            frame = frame_of(zip(*(cells for _, cells in found), strict=True))
        return _filled(lines, frame)

    def _row(self, line: int, cells: Sequence[str | None], width: int) -> Sequence[str | None]:
        if len(cells) == width:
            return cells
        if any((cell or "").strip() for cell in cells[width:]):
            raise InputError(
                f"the row has {len(cells)} cells and the header {width}, so what is its name "
                "cannot be told.",
                where=Place(file=self.file, line=line),
                remedy="Put quotation marks around a name that holds the separator.",
            )
        return [*cells[:width], *("",) * (width - len(cells))]


def names_nobody(texts: pl.Series) -> pl.Series:
    """Return of each text whether no letter and no figure stands in it."""
    return ~texts.str.contains(_TELLING)


def _filled(lines: Sequence[int], frame: pl.DataFrame) -> Rows:
    """Return the rows in which anything stands."""
    if not frame.height:
        return Rows(lines=lines, frame=frame)
    held = frame.select(
        pl.any_horizontal(pl.all().fill_null("").str.strip_chars() != "")
    ).to_series()
    if held.all():
        return Rows(lines=lines, frame=frame)
    places = held.arg_true().to_list()
    return Rows(lines=[lines[place] for place in places], frame=frame.filter(held))
