"""OpenDocument workbooks written in a test, as the FCDO writes its own."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_SPACES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("table", "office", "text")
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(*sheets: tuple[str, Sequence[Sequence[str]]]) -> bytes:
    """Return a workbook whose `mimetype` is not first, with empty rows to the end of the sheet."""
    return ods_of("".join(_sheet(name, rows) for name, rows in sheets))


def ods_of(sheets: str) -> bytes:
    """Return a workbook of sheets written as XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_SPACES}>'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
    return packed.getvalue()


def cell(text: str) -> str:
    """Return a cell of text, as XML."""
    paragraph = f"<text:p>{escape(text)}</text:p>" if text else "<text:p>\n </text:p>"
    return f'<table:table-cell office:value-type="string">{paragraph}</table:table-cell>'


def _sheet(name: str, rows: Sequence[Sequence[str]]) -> str:
    written = "".join(
        f"<table:table-row>{''.join(map(cell, row))}"
        '<table:table-cell table:number-columns-repeated="16376"/></table:table-row>'
        for row in rows
    )
    return (
        f'<table:table table:name="{name}">{written}'
        '<table:table-row table:number-rows-repeated="1043268">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
