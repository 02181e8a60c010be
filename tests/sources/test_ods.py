"""Sheets of OpenDocument workbooks."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.snapshot import open_snapshot
from proscribe.sources.table import sheet_names, sheet_records
from tests.sources.ods_files import cell, ods, ods_of


def file(content: bytes) -> SnapshotFile:
    return SnapshotFile(name="list.ods", content=content)


def row_of(*cells: str, repeated: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}'
        "</table:table-row>"
    )


def sheet_of(*rows: str, name: str = "One") -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def test_a_workbook_whose_mimetype_is_not_first_is_read() -> None:
    workbook = file(ods(("One", [["a", "b"], ["1", ""]]), ("Two", [["c"]])))

    assert sheet_names(workbook) == ("One", "Two")
    assert list(sheet_records(workbook)) == [(1, ["a", "b"]), (2, ["1", ""])]
    assert list(sheet_records(workbook, "Two")) == [(1, ["c"])]
    assert list(sheet_records(workbook, 1)) == [(1, ["c"])]


def test_it_stays_packed_in_a_snapshot() -> None:
    (opened,) = open_snapshot([file(ods(("One", [["a"]])))]).files

    assert list(sheet_records(opened)) == [(1, ["a"])]


def test_repeated_cells_and_rows_are_written_out_and_empty_rows_only_counted() -> None:
    repeated = '<table:table-cell table:number-columns-repeated="2"'
    twice = cell("x").replace("<table:table-cell", repeated)
    gap = f"{repeated}/>"
    rows = (row_of(twice, gap, cell("y")), row_of(gap, repeated=5), row_of(cell("z"), repeated=2))
    workbook = file(ods_of(sheet_of(*rows)))

    assert list(sheet_records(workbook)) == [
        (1, ["x", "x", "", "", "y"]),
        (7, ["z", "", "", "", ""]),
        (8, ["z", "", "", "", ""]),
    ]


def test_dates_and_numbers_are_read_from_their_values() -> None:
    typed = (
        '<table:table-cell office:value-type="date" office:date-value="2025-08-11">'
        "<text:p>11 Aug</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2025-08-11T00:00:00"/>'
        '<table:table-cell office:value-type="float" office:value="12703"><text:p>12,703</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="3.0"/>'
    )

    assert list(sheet_records(file(ods_of(sheet_of(row_of(typed)))))) == [
        (1, ["2025-08-11", "2025-08-11", "12703", "3"])
    ]


def test_blanks_lines_and_spans_belong_to_a_text_and_comments_do_not() -> None:
    text = (
        "<table:table-cell><office:annotation><text:p>a comment</text:p></office:annotation>"
        '<text:p>A<text:s text:c="2"/>B<text:tab/><text:span>C</text:span></text:p>'
        "<text:p>D</text:p></table:table-cell>"
    )

    assert list(sheet_records(file(ods_of(sheet_of(row_of(text)))))) == [(1, ["A  B\tC\nD"])]


@pytest.mark.parametrize(
    "rows",
    [
        row_of(cell("x"), repeated=1_048_577),
        row_of(cell("x"), repeated=99_999_999_999_999_999_999),
        row_of(
            cell("x").replace(
                "<table:table-cell", '<table:table-cell table:number-columns-repeated="99999"'
            )
        ),
        row_of(cell("x")) * 3 + row_of(cell("x"), repeated=1_048_574),
        row_of(*[cell("x")] * 1_000) + row_of(cell("x"), repeated=1_000_000),
    ],
    ids=["rows", "more digits than numbers", "columns", "rows together", "cells together"],
)
def test_a_few_bytes_that_claim_millions_of_cells_are_refused(rows: str) -> None:
    with pytest.raises(QuarantineError, match=r"more rows, cells or bytes|is repeated"):
        list(sheet_records(file(ods_of(sheet_of(rows)))))


def test_a_sheet_that_is_not_there_is_refused() -> None:
    with pytest.raises(QuarantineError, match="no sheet 'Two'"):
        list(sheet_records(file(ods(("One", [["a"]]))), "Two"))


def test_a_damaged_workbook_is_refused() -> None:
    whole = ods(("One", [["a", "b"]] * 50))
    for cut in range(0, len(whole), 97):
        with pytest.raises(QuarantineError):
            list(sheet_records(file(whole[:cut])))


def test_a_document_type_in_it_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")

    with pytest.raises(QuarantineError, match="document type"):
        sheet_names(file(packed.getvalue()))
