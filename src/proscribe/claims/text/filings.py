"""The text of a PDF, such as a filing at a court: in reading order, in whole paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from proscribe.claims.text.columns import Line
from proscribe.claims.text.days import parse_moment
from proscribe.claims.text.extracted import Content, Dated, DateOrigin, Given
from proscribe.claims.text.paragraphs import write_paragraphs
from proscribe.claims.text.plain import find_day

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MOST_PAGES = 400
"""Pages of a PDF that are read: more is a collection of documents, not one."""

_MOST_CHARACTERS = 5_000_000
_FEWEST_A_PAGE = 5
_PASSWORD = "password"  # noqa: S105  # the word by which the library says that one is needed
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_STAMP = re.compile(
    r"(?:Case|Document)\b.{0,80}?\bFiled:?\s+(\d\d?)/(\d\d?)/(\d{4}|\d\d)\b", re.IGNORECASE
)
_OPENING = 3_000
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 200
# The gap between words of one line is narrower, in heights of a letter; that of columns wider.
_WIDEST_SPACE = 1.2
_PLANES, _SURROGATES = range(1, 0x110000), range(0xD800, 0xE000)
_CENTURY = 100
_HYPHENS = "\x02\ufffe\u00ad"


def read_filing(given: Given) -> Content:
    """Read the text of a PDF.

    Raises:
        UnreadableTextError: It is damaged, locked with a password, or holds pictures only.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(given.data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise given.unreadable(
                "the PDF is locked with a password.",
                "Open it with the password, print it to a new PDF, and give that file.",
            ) from error
        raise given.unreadable(
            f"the PDF is damaged ({error}).", "Fetch it again, and give that file."
        ) from error
    with closing(document):
        return _read(document, given)


def _read(document: PdfDocument, given: Given) -> Content:
    warnings = []
    count = len(document)
    if count > MOST_PAGES:
        warnings.append(f"Of the {count:,} pages of the PDF only the first {MOST_PAGES} were read.")
    pages: list[list[Line]] = []
    heights: list[float] = []
    room = _MOST_CHARACTERS
    for number in range(min(count, MOST_PAGES)):
        lines, height = _page(document, number, room)
        room -= sum(len(line.text) for line in lines)
        pages.append(lines)
        heights.append(height)
    seen = sum(len(line.text) for lines in pages for line in lines)
    if seen < _FEWEST_A_PAGE * max(1, len(pages)):
        raise given.unreadable(
            "the PDF holds pictures only, no text.",
            "Put it through a text recognition program, and give what comes out.",
        )
    if empty := [number for number, lines in enumerate(pages, 1) if not lines]:
        warnings.append(f"{len(empty):,} of the {len(pages):,} pages read hold no text (pictures).")
    raw = "\n".join(line.text for line in pages[0])
    text = write_paragraphs(pages, heights)
    dated, hints = _dated(document, raw, text)
    return Content(
        text=text, title=_title(document, text), dated=dated, warnings=(*warnings, *hints)
    )


def _page(document: PdfDocument, number: int, room: int) -> tuple[list[Line], float]:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return [], 0.0
    with closing(page), closing(page.get_textpage()) as text_page:
        return [*_lines(text_page, number, room)], float(page.get_height())


def _lines(page: PdfTextPage, number: int, room: int) -> Iterator[Line]:
    """Yield runs of characters that stand close to each other on one line."""
    run: list[str] = []
    box: tuple[float, float, float, float] | None = None
    for character, at in _characters(page, room):
        if character in "\r\n":
            if box is not None:
                yield from _line(run, box, number)
            run, box = [], None
        elif at is None or character.isspace():
            run.append(" ")
        elif box is None or _continues(box, at):
            run.append(character)
            box = at if box is None else _around(box, at)
        else:
            yield from _line(run, box, number)
            run, box = [character], at
    if box is not None:
        yield from _line(run, box, number)


def _characters(
    page: PdfTextPage, room: int
) -> Iterator[tuple[str, tuple[float, float, float, float] | None]]:
    """Yield the characters of a page with their boxes (left, bottom, right, top)."""
    from pypdfium2 import raw

    for index in range(min(page.count_chars(), room)):
        code = raw.FPDFText_GetUnicode(page, index)
        character = chr(code) if code in _PLANES and code not in _SURROGATES else "�"
        if character in _HYPHENS:
            character = "-"
        if raw.FPDFText_IsGenerated(page, index) == 1 and character != "-":
            yield character, None
        else:
            yield character, page.get_charbox(index, loose=True)


def _continues(
    box: tuple[float, float, float, float], at: tuple[float, float, float, float]
) -> bool:
    """Whether a character stands on the line of a run, right behind it."""
    height = max(box[3] - box[1], at[3] - at[1], 1.0)
    on_line = abs((box[1] + box[3]) - (at[1] + at[3])) / 2 < height / 2
    return on_line and -height < at[0] - box[2] < _WIDEST_SPACE * height


def _around(
    box: tuple[float, float, float, float], at: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return (
        min(box[0], at[0]),
        min(box[1], at[1]),
        max(box[2], at[2]),
        max(box[3], at[3]),
    )


def _line(run: list[str], box: tuple[float, float, float, float], number: int) -> Iterator[Line]:
    text = " ".join("".join(run).split())
    if text:
        yield Line(text=text, left=box[0], bottom=box[1], right=box[2], top=box[3], page=number)


def _dated(document: PdfDocument, raw: str, text: str) -> tuple[Dated | None, tuple[str, ...]]:
    """Return when it was filed or published; when the file was made only hints at that."""
    if stamp := _STAMP.search(raw):
        month, day, year = (int(part) for part in stamp.groups())
        moment = parse_moment(
            f"{year + 20 * _CENTURY if year < _CENTURY else year}-{month:02}-{day:02}"
        )
        if moment is not None:
            return Dated(moment=moment, origin=DateOrigin.STAMP), ()
    dated = find_day(text)
    if dated is not None:
        return dated, ()
    made = _PDF_DATE.match(document.get_metadata_value("CreationDate"))
    moment = None if made is None else parse_moment("-".join(made.groups()))
    if moment is None:
        return None, ()
    hint = (
        f"The file was made on {moment.day}, which is taken for the day of publication; nothing "
        "else in it tells."
    )
    return Dated(moment=moment, origin=DateOrigin.FILE), (hint,)


def _title(document: PdfDocument, text: str) -> str | None:
    named = " ".join(document.get_metadata_value("Title").split())
    if len(named) >= _SHORTEST_TITLE and named in text[:_OPENING]:
        return named
    first = text.partition("\n")[0]
    return first if 0 < len(first) <= _LONGEST_TITLE and not first.endswith(".") else None
