"""Formulas of a workbook whose result was never stored: they read as empty cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, is_zipfile

from lxml import etree

_PART = 1 << 20
_CELL_END = b"</c>"
# A formula whose result is an empty text says so by its type.
_UNSTORED = re.compile(
    rb"<c\b(?P<attributes>[^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*$"
)
_PLACE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
_EMPTY_TEXT = re.compile(rb'\bt="str"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def unstored_formulas(path: Path, sheet: str) -> Mapping[int, tuple[str, ...]]:
    """Return the cells of a sheet that hold a formula and no result, by row from 1.

    Args:
        path: The workbook; of another kind than XLSX nothing is found.
        sheet: The name of the sheet.
    """
    if not is_zipfile(path):
        return {}
    found: dict[int, list[str]] = defaultdict(list)
    try:
        with ZipFile(path) as book:
            part = part_of(book, sheet)
            for column, row in () if part is None else _cells(book, part):
                found[row].append(f"{column}{row}")
    except (BadZipFile, KeyError, etree.XMLSyntaxError):
        return {}
    return {row: tuple(cells) for row, cells in found.items()}


def formulas_told(found: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the sentence that tells of such cells; none where there are none."""
    if not found:
        return ()
    cells = sum(map(len, found.values()))
    first = next(iter(found.values()))[0]
    what = f"Formulas without a stored result: {cells:,}, the first in {first}. They read as empty"
    return (f"{what}, and a row of nothing else is no line. Let a spreadsheet compute and save.",)


def part_of(book: ZipFile, sheet: str) -> str | None:
    """Return the member of an XLSX workbook that holds a sheet; None where none does."""
    names = set(book.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    targets = {
        str(one.get("Id")): str(one.get("Target", ""))
        for one in _parsed(book, "xl/_rels/workbook.xml.rels")
    }
    for one in _parsed(book, "xl/workbook.xml").iter("{*}sheet"):
        if one.get("name") == sheet:
            target = targets.get(one.get(_RELATION) or "", "")
            part = str(PurePosixPath("xl") / target) if target[:1] != "/" else target[1:]
            return part if part in names else None
    return None


def _parsed(book: ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(book.read(part), parser)


def _cells(book: ZipFile, part: str) -> Iterator[tuple[str, int]]:
    """Yield column and row of each such cell; memory does not grow with the sheet."""
    left = b""
    with book.open(part) as stream:
        while read := stream.read(_PART):
            *cells, left = (left + read).split(_CELL_END)
            for cell in cells:
                if b"<f" not in cell:
                    continue
                met = _UNSTORED.search(cell, max(0, cell.rfind(b"<c ")))
                place = None if met is None else _PLACE.search(met["attributes"])
                if met is not None and place and not _EMPTY_TEXT.search(met["attributes"]):
                    yield place[1].decode(), int(place[2])
