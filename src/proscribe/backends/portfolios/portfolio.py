"""Open a portfolio, whatever it is stored as, and read it batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from proscribe.backends.portfolios.headings import Parts
from proscribe.backends.portfolios.source import (
    Chunk,
    PortfolioFile,
    frame_of,
    holdings_heading,
)
from proscribe.backends.portfolios.table import open_table
from proscribe.backends.portfolios.unread import UNREAD, is_unread, unread_told
from proscribe.matching.overlong import LONGEST_WORD
from proscribe.model.errors import InputError, Place, TooLargeError
from proscribe.securities.checks import Finding, LineChecks
from proscribe.securities.deals import is_bare_type
from proscribe.securities.headers import PARTIES, Layout, read_layout
from proscribe.securities.lines import LineReader
from proscribe.securities.records import (
    Note,
    NoteKind,
    Record,
    RecordSorter,
    is_in_order,
    note_preamble,
    read_facts,
)
from proscribe.securities.told_columns import ColumnTold, columns_told

BATCH_SIZE = 50_000
# As many as a sheet of a spreadsheet has.
MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some lines of a portfolio.

    Attributes:
        file: The file they stand in.
        given: The cells as in the file, all text, under its own headers.
        lines: What they mean, row for row: the columns of ``securities.lines.LINE_SCHEMA``,
            and before them ``file`` where several files are read together.
    """

    file: str
    given: pl.DataFrame
    lines: pl.DataFrame


class Portfolio:
    """One portfolio file, opened as far as its header."""

    def __init__(
        self,
        file: str,
        source: PortfolioFile,
        home: str | None = None,
        *,
        told: Mapping[str, str] | None = None,
    ) -> None:
        head = source.head
        if len(head.headers) > MOST_COLUMNS:
            raise TooLargeError(
                f"the file has {len(head.headers):,} columns; {MOST_COLUMNS:,} are read at most.",
                where=Place(file=file),
                remedy="Leave out what is no column of the portfolio.",
            )
        self.file = file
        self.layout: Layout = read_layout(head.headers, file, told)
        self.facts: Mapping[str, str] = read_facts(head.preamble)
        self._source = source
        # A symbol beside a CUSIP, as in the SEC's files, is one of an American market.
        self._home = "US" if home is None and _is_american(self.layout) else home
        self._preamble = tuple(note_preamble(head.preamble))
        self._warnings = (*head.warnings, *self.layout.warnings)
        self._notes: tuple[Note, ...] = self._preamble
        self._later_warnings: tuple[str, ...] = ()
        self._unread: list[int] = []
        self._checks: tuple[Note, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers as in the file, made unique."""
        return self.layout.headers

    @property
    def notes(self) -> tuple[Note, ...]:
        """The records that are no lines, by place; complete after the last batch."""
        return self._notes

    @property
    def may_be_trades(self) -> bool:
        """Whether the column of classes is called so that it may hold sides of trades."""
        return is_bare_type(self.layout.columns.get("asset_class", ""))

    @property
    def checks(self) -> tuple[Note, ...]:
        """What does not add up, by line (0: the whole file); complete after the last batch."""
        return self._checks

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is odd about the file, one sentence each; complete after the last batch."""
        unread = (unread_told(self._unread),) if self._unread else ()
        return (*self._warnings, *self._later_warnings, *unread)

    def leave_sheets(self, left: Sequence[str]) -> None:
        """Warn of those sheets only that were left unread."""
        kept = tuple(one for one in self._warnings if not one.startswith("Only the sheet "))
        names = ", ".join(map(repr, left))
        self._warnings = (*kept, *((f"Other sheets were not read: {names}.",) if left else ()))

    def batches(self, size: int = BATCH_SIZE) -> Iterator[Batch]:
        """Read the lines, about `size` at a time; memory does not grow with the file.

        Raises:
            InputError: The file turns out to be damaged; what was read before is good.
        """
        if size < 1:
            raise InputError(
                f"a batch of {size} lines cannot be read.", remedy="Ask for 1 or more."
            )
        head = self._source.head
        typed = frozenset(self.columns[place] for place in head.typed)
        first = LineReader(self.layout, typed=typed, home=self._home)
        reader = Parts(self.file, self.layout, first, self._home)
        sorter, checks = RecordSorter(head.headers), LineChecks()
        lines = 0
        self._unread = []
        for chunk in self._source.chunks(size):
            batch = self._read_chunk(chunk, sorter, reader)
            self._remember(sorter, reader)
            if batch is not None:
                lines += batch.lines.height
                checks.add(batch.lines)
                yield self._without_faith(batch)
        last = self._from_records(sorter.finish(), reader, sorter.repeated)
        self._remember(sorter, reader)
        if last is not None:
            checks.add(last.lines)
            yield self._without_faith(last)
        elif lines == 0:
            self._later_warnings = ("There is a header, but no line below it.",)
        self._check((*reader.findings, *checks.findings))

    def _check(self, findings: Iterable[Finding]) -> None:
        told = sorted(findings, key=lambda one: one.line)
        self._checks = tuple(
            Note(line=found.line, kind=NoteKind.CHECK, text=found.text) for found in told
        )

    def _without_faith(self, batch: Batch) -> Batch:
        """Note the lines whose names are not read whole: nothing can be relied on there."""
        named = [batch.lines[column] for column in ("name", *PARTIES)]
        rows = sorted({row for names in named for row in _unread_names(names)})
        if not rows:
            return batch
        self._unread += [batch.lines["line"][row] for row in rows]
        problems = batch.lines["problem"].to_list()
        for row in rows:
            problems[row] = " ".join(filter(None, (problems[row], UNREAD)))
        told = batch.lines.with_columns(pl.Series("problem", problems, dtype=pl.String))
        return replace(batch, lines=told)

    def _remember(self, sorter: RecordSorter, reader: Parts) -> None:
        later = sorted((*sorter.notes, *reader.notes), key=lambda note: note.line)
        self._notes = (*self._preamble, *later)
        self._later_warnings = reader.warnings

    def _read_chunk(self, chunk: Chunk, sorter: RecordSorter, reader: Parts) -> Batch | None:
        frame = chunk.frame
        if frame is None or sorter.is_waiting or not is_in_order(frame, self._source.head.headers):
            records = sorter.sort(chunk.records())
            return self._from_records(records, reader, sorter.repeated)
        sorter.skip_sorting(frame.height)
        return self._batch(frame, chunk.lines, reader, (chunk.problems, sorter.repeated))

    def _from_records(
        self, records: Sequence[Record], reader: Parts, repeated: Sequence[int]
    ) -> Batch | None:
        if not records:
            return None
        frame = frame_of(zip(*(record.cells for record in records), strict=True))
        problems = {
            place: record.problem
            for place, record in enumerate(records)
            if record.problem is not None
        }
        return self._batch(frame, [record.line for record in records], reader, (problems, repeated))

    def _batch(
        self,
        frame: pl.DataFrame,
        numbers: Sequence[int],
        reader: Parts,
        odd: tuple[Mapping[int, str], Sequence[int]],
    ) -> Batch:
        given = frame.rename(dict(zip(frame.columns, self.columns, strict=True)))
        line = pl.Series("line", numbers, dtype=pl.UInt32)
        kept, lines = reader.read(given, line, *odd)
        return Batch(file=self.file, given=kept, lines=lines)


def _is_american(layout: Layout) -> bool:
    columns = layout.columns
    return {"ticker", "cusip"} <= columns.keys() and not {"exchange", "isin", "sedol"} & {*columns}


class Portfolios:
    """Several portfolio files, read one after the other."""

    def __init__(self, portfolios: Sequence[Portfolio]) -> None:
        self.portfolios = tuple(portfolios)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The records that are no lines, each with its file."""
        return tuple(
            replace(note, file=portfolio.file)
            for portfolio in self.portfolios
            for note in portfolio.notes
        )

    @property
    def checks(self) -> tuple[Note, ...]:
        """What does not add up, each with its file."""
        return tuple(
            replace(note, file=portfolio.file)
            for portfolio in self.portfolios
            for note in portfolio.checks
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is odd about the files, each with its file."""
        return tuple(
            f"{portfolio.file}: {warning}"
            for portfolio in self.portfolios
            for warning in portfolio.warnings
        )

    def batches(self, size: int = BATCH_SIZE) -> Iterator[Batch]:
        """Read the lines, about `size` at a time; ``lines`` has the column ``file`` first."""
        for portfolio in self.portfolios:
            for batch in portfolio.batches(size):
                file = pl.lit(portfolio.file, dtype=pl.String).alias("file")
                yield replace(batch, lines=batch.lines.select(file, pl.all()))


def open_portfolio(
    path: Path | str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    home: str | None = None,
) -> Portfolio:
    """Open a portfolio: CSV (also gzipped), XLSX, ODS, Parquet, OFX or a Flex query.

    Args:
        path: Where it is.
        sheet: The sheet of a workbook; the first with a header where none is named.
        encoding: The encoding of a text; found where none is named.
        home: Country (ISO 3166) of bare tickers of letters; without it they are not read.

    Raises:
        InputError: The file cannot be read, or no column says what is held.
    """
    source = open_table(Path(path), sheet=sheet, encoding=encoding)
    return Portfolio(str(path), source, home)


def open_portfolios(
    paths: Iterable[Path | str],
    *,
    home: str | None = None,
    bare_names: bool = False,
    columns: Sequence[ColumnTold] = (),
) -> Portfolios:
    """Open several portfolios to be read as one.

    Args:
        paths: Where they are.
        home: Country (ISO 3166) of bare tickers of letters; without it they are not read.
        bare_names: Whether lines call their file by its name alone, and not by where it lies.
        columns: What a person said that columns mean.

    Raises:
        InputError: One of them cannot be read; none has been read by then.
    """
    return Portfolios(
        [
            one
            for path in map(Path, paths)
            for one in _open_all(
                path,
                home,
                path.name if bare_names else str(path),
                columns_told(columns, path.name),
            )
        ]
    )


def _open_all(
    path: Path, home: str | None, called: str, told: Mapping[str, str]
) -> list[Portfolio]:
    """Open a portfolio: of a workbook each sheet that holds positions as the first one does."""
    heading = holdings_heading(told)
    source = open_table(path, heading=heading)
    others = getattr(source, "others", ())
    first = Portfolio(called, source, home, told=told)
    if not others:
        return [first]
    more = [(name, open_table(path, sheet=name, heading=heading)) for name in others]
    layouts = [read_layout(one.head.headers, str(path), told) for _, one in more]
    alike = [one for one, own in zip(more, layouts, strict=True) if _is_alike(first.layout, own)]
    if not alike:
        return [first]
    left = tuple(name for name in others if name not in dict(alike))
    sheets = [(str(getattr(source, "sheet", "")), source), *alike]
    portfolios = [Portfolio(f"{called} [{name}]", one, home, told=told) for name, one in sheets]
    portfolios[0].leave_sheets(left)
    return portfolios


def _is_alike(first: Layout, other: Layout) -> bool:
    """Tell whether a further sheet holds what the first one does: amounts, and trades or none."""
    amounts = {"quantity", "market_value", "weight", "notional"}
    same_kind = ("side" in first.columns) == ("side" in other.columns)
    return same_kind and not amounts.isdisjoint(other.columns)


def _unread_names(names: pl.Series) -> Iterator[int]:
    """Yield the rows whose names are not read whole."""
    long = (names.str.len_chars() > LONGEST_WORD).fill_null(value=False).arg_true().to_list()
    yield from (row for row in long if is_unread(names[row]))
