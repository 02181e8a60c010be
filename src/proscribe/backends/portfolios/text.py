"""Portfolios as text: CSV and its kin, with any separator, in any encoding, plain or gzipped."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from proscribe.backends.portfolios.foreign import foreign_encoding
from proscribe.backends.portfolios.sniff import (
    damaged,
    find_encoding,
    find_undecodable_line,
    open_bytes,
)
from proscribe.backends.portfolios.source import (
    HEAD_RECORDS,
    HOLDINGS,
    Chunk,
    Head,
    Heading,
    frame_of,
)
from proscribe.backends.portfolios.strays import strays_told, without_strays
from proscribe.model.errors import InputError, Place
from proscribe.securities.records import Record, filled_cells, holds_identifier, is_prose

_SEPARATORS = (",", ";", "\t", "|")
# Stands between nothing: for a list of one column, whose names may contain any separator.
_NO_SEPARATOR = "\x1f"
_LONGEST_RECORD = 1000
_PART = 1000


class Lines:
    """The physical lines of a text, numbered from 1; lines can be given back."""

    def __init__(self, stream: Iterator[str]) -> None:
        self._stream = stream
        self._back: deque[str] = deque()
        self.number = 1

    def pull(self) -> str | None:
        """Return the next line; None after the last."""
        line = self._back.popleft() if self._back else next(self._stream, None)
        self.number += line is not None
        return line

    def take(self, count: int) -> list[str]:
        """Return the next lines, at most `count`."""
        lines = [self._back.popleft() for _ in range(min(count, len(self._back)))]
        lines += islice(self._stream, count - len(lines))
        self.number += len(lines)
        return lines

    def push_back(self, lines: Sequence[str]) -> None:
        """Give lines back, to be returned again in the same order."""
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


def naive_cells(line: str, separator: str) -> list[str]:
    """Split a line at every separator, as if quotation marks meant nothing."""
    return [cell.strip().strip('"') for cell in line.rstrip("\r\n").split(separator)]


class RecordReader:
    """Reads record after record, and loses no line to a quotation mark that is never closed."""

    def __init__(self, lines: Lines, separator: str, width: int | None = None) -> None:
        self._lines = lines
        self._separator = separator
        self._width = width

    def read(self) -> Record | None:
        """Return the next record; None after the last."""
        number = self._lines.number
        line = self._lines.pull()
        if line is None:
            return None
        if '"' not in line:
            plain = line.rstrip("\r\n")
            return Record(line=number, cells=plain.split(self._separator) if plain else [])
        return self._read_quoted(number, line)

    def read_until(self, end: int) -> Iterator[Record]:
        """Yield the records up to the line `end`, or as far beyond as the last one goes."""
        while self._lines.number < end:
            start = self._lines.number
            part = self._lines.take(min(_PART, end - start))
            read = list(self._read_part(part, start))
            yield from (record for _, record in read)
            done = read[-1][0] if read else 0
            if done < len(part):
                self._lines.push_back(part[done:])
                single = self.read()
                if single is not None:
                    yield single

    def _read_part(self, part: list[str], start: int) -> Iterator[tuple[int, Record]]:
        """Yield records, each with the lines done by then, up to the first that needs more care."""
        reader = csv.reader(part, delimiter=self._separator, strict=True)
        done = 0
        try:
            for cells in reader:
                if self._swallowed(part[done : reader.line_num], cells):
                    return
                record = Record(line=start + done, cells=cells)
                done = reader.line_num
                yield done, record
        except csv.Error:
            return

    def _read_quoted(self, number: int, line: str) -> Record:
        taken = [line]
        try:
            cells = next(self._parse(self._feed(taken)))
        except (csv.Error, StopIteration):
            return self._rescue(number, taken)
        if self._swallowed(taken, cells):
            return self._rescue(number, taken)
        return Record(line=number, cells=cells)

    def _parse(self, lines: Iterator[str], *, strict: bool = True) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._separator, strict=strict)

    def _feed(self, taken: list[str]) -> Iterator[str]:
        yield taken[0]
        while len(taken) < _LONGEST_RECORD and (line := self._lines.pull()) is not None:
            taken.append(line)
            yield line

    def _swallowed(self, taken: list[str], cells: list[str]) -> bool:
        """Tell whether an open quotation mark has run over lines that are whole by themselves."""
        if len(taken) == 1 or self._width is None:
            return False
        inner = (naive_cells(line, self._separator) for line in taken[1:])
        whole = (each for each in inner if len(each) == self._width)
        if len(cells) == self._width:
            return self._width > 1 and any(map(holds_identifier, whole))
        return not all(map(is_prose, whole))

    def _rescue(self, number: int, taken: list[str]) -> Record:
        """Read the first line by itself and give the others back."""
        self._lines.push_back(taken[1:])
        try:
            cells = next(self._parse(iter(taken[:1]), strict=False))
        except (csv.Error, StopIteration):
            cells = []
        if not cells or (self._width is not None and len(cells) != self._width):
            cells = naive_cells(taken[0], self._separator)
        return Record(
            line=number, cells=cells, problem="Quotation marks in this line are out of order."
        )


class TextFile:
    """A table as text, opened as far as its header."""

    def __init__(
        self, path: Path, encoding: str | None = None, heading: Heading = HOLDINGS
    ) -> None:
        self._path = path
        found, is_mixed = find_encoding(path)
        foreign = foreign_encoding(path) if is_mixed and encoding is None else None
        self._encoding = foreign or found if encoding is None else _known_encoding(encoding)
        self._is_mixed = is_mixed and encoding is None and foreign is None
        with self._lines() as lines:
            start = lines.take(HEAD_RECORDS)
        self._separator, preamble, header = _find_header(start, str(path), heading)
        self.head = Head(
            headers=tuple(cell or "" for cell in header.cells),
            preamble=tuple(preamble),
            warnings=self._strays() if self._is_mixed else _told_foreign(foreign),
        )

    def chunks(self, size: int) -> Iterator[Chunk]:
        """Read the records below the header, about `size` at a time."""
        width = len(self.head.headers)
        with self._lines() as lines:
            reader = RecordReader(lines, self._separator)
            for _ in range(len(self.head.preamble) + 1):
                reader.read()
            reader = RecordReader(lines, self._separator, width)
            while taken := lines.take(size):
                chunk = self._quick(taken, lines.number - len(taken))
                if chunk is None:
                    end = lines.number
                    lines.push_back(taken)
                    chunk = _chunk(list(reader.read_until(end)))
                yield chunk

    def _quick(self, taken: list[str], start: int) -> Chunk | None:
        """Parse lines of which each is one record; None where one is not."""
        try:
            rows = list(csv.reader(taken, delimiter=self._separator, strict=True))
        except csv.Error:
            return None
        if len(rows) != len(taken):
            return None
        numbers = range(start, start + len(taken))
        width = len(self.head.headers)
        if set(map(len, rows)) == {width}:
            return Chunk(lines=numbers, frame=frame_of(zip(*rows, strict=True)))
        return Chunk(lines=numbers, rows=rows)

    @contextmanager
    def _lines(self) -> Iterator[Lines]:
        with self._text() as text:
            yield Lines(map(without_strays, text) if self._is_mixed else text)

    def _strays(self) -> tuple[str, ...]:
        """Return the warning that tells where bytes are in another encoding."""
        with self._text() as text:
            return strays_told(text)

    @contextmanager
    def _text(self) -> Iterator[io.TextIOWrapper]:
        errors = "surrogateescape" if self._is_mixed else "strict"
        try:
            with (
                open_bytes(self._path) as stream,
                io.TextIOWrapper(stream, self._encoding, errors, newline="") as text,
            ):
                yield text
        except UnicodeDecodeError as error:
            raise _not_encoded(self._path, error, self._encoding) from error
        except (gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise damaged(str(self._path), "gzip", error) from error


def _told_foreign(encoding: str | None) -> tuple[str, ...]:
    if encoding is None:
        return ()
    told = f"The text is not UTF-8: it was read as {encoding}. Check the names there, or save the "
    return (f"{told}file as UTF-8.",)


def _known_encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise InputError(
            f"there is no encoding {name!r}.", remedy="Name one such as utf-8 or gb18030."
        ) from error


def _chunk(records: Sequence[Record]) -> Chunk:
    problems = {
        place: record.problem for place, record in enumerate(records) if record.problem is not None
    }
    return Chunk(
        lines=[record.line for record in records],
        rows=[record.cells for record in records],
        problems=problems,
    )


def _not_encoded(path: Path, error: UnicodeDecodeError, encoding: str) -> InputError:
    return InputError(
        f"the text is not {encoding} ({error.reason}).",
        where=Place(file=str(path), line=find_undecodable_line(path, encoding)),
        remedy="Save it as UTF-8, or name its encoding.",
    )


def _find_header(start: list[str], file: str, heading: Heading) -> tuple[str, list[Record], Record]:
    """Return the separator, the records before the header, and the header."""
    best: tuple[tuple[bool, int], str, list[Record], Record] | None = None
    widest: Record | None = None
    for separator in _SEPARATORS:
        records = _read_all(start, separator)
        widest = max((r for r in (widest, *records) if r is not None), key=_filled, default=None)
        for place, record in enumerate(records):
            score = heading.score([cell or "" for cell in record.cells])
            rank = (len(record.cells) > 1, score)
            if score > 0 and (best is None or rank > best[0]):
                best = (rank, separator, records[:place], record)
    if best is None:
        cells = () if widest is None else widest.cells
        raise heading.missing([cell or "" for cell in cells], file)
    _, separator, preamble, header = best
    if len(header.cells) == 1:
        records = _read_all(start, _NO_SEPARATOR)
        place = next(p for p, record in enumerate(records) if record.line == header.line)
        return _NO_SEPARATOR, records[:place], records[place]
    return separator, preamble, header


def _filled(record: Record) -> int:
    return len(filled_cells(record.cells))


def _read_all(start: list[str], separator: str) -> list[Record]:
    reader = RecordReader(Lines(iter(start)), separator)
    read: Callable[[], Record | None] = reader.read
    return list(iter(read, None))
