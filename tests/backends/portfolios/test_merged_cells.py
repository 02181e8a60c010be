"""Workbooks whose cells span rows, and whose other sheets hold positions too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from proscribe.backends.portfolios import open_portfolio, open_portfolios
from proscribe.backends.portfolios.merged import Merged, with_merged
from tests.sources.ods_files import ods

Rows = Sequence[Sequence[str | float | None]]
HEADER = ("Issuer", "Security Name", "Quantity", "Market Value")


def write(folder: Path, sheets: Mapping[str, Rows], merged: Mapping[str, object]) -> Path:
    """Write a workbook: sheets by name; of the first, ranges that are one cell, with its value."""
    path = folder / "p.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for place, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(row, column, cell)
            if place == 0:
                for cells_range, value in merged.items():
                    sheet.merge_range(cells_range, value)
    return path


def test_the_value_of_a_merged_cell_counts_for_all_its_rows(tmp_path: Path) -> None:
    rows: Rows = [HEADER, *[(None, f"Bond {n}", n, 5) for n in range(4)]]
    path = write(tmp_path, {"a": rows}, {"A2:A4": "Hikvision"})

    (batch,) = open_portfolio(path).batches()

    assert batch.lines["issuer"].to_list() == ["Hikvision", "Hikvision", "Hikvision", None]
    assert batch.given["Issuer"].to_list() == ["Hikvision", "Hikvision", "Hikvision", None]
    assert batch.lines["line"].to_list() == [2, 3, 4, 5]


def test_columns_and_rows_before_the_table_move_no_merged_cell(tmp_path: Path) -> None:
    rows: Rows = [
        (None,),
        (None, None, "My fund"),
        (None, None, *HEADER),
        *[(None, None, None, f"Bond {n}", n, 5) for n in range(3)],
    ]
    path = write(tmp_path, {"a": rows}, {"C4:C5": "Hikvision"})

    (batch,) = open_portfolio(path).batches()

    assert batch.lines["issuer"].to_list() == ["Hikvision", "Hikvision", None]


def test_merged_numbers_count_once_and_merged_text_below_makes_no_lines(tmp_path: Path) -> None:
    rows: Rows = [HEADER, *[("Alpha", f"Bond {n}", n, None) for n in range(3)]]
    merged = {"D2:D4": 30, "A6:D8": "All figures are unaudited.", "A10:C10": "End"}
    path = write(tmp_path, {"a": rows}, merged)

    (batch,) = open_portfolio(path).batches()

    assert batch.lines["market_value"].to_list() == [30, None, None]
    assert batch.lines["line"].to_list() == [2, 3, 4]


def test_of_merged_cells_that_overlap_one_counts() -> None:
    table = pl.DataFrame({"a": ["Issuer", "Alpha", "Beta", None], "b": ["Name", "1", "2", "3"]})
    merged = [Merged(0, 1, 1_048_575), *[Merged(0, 2, 1_048_575)] * 100_000]

    filled = with_merged(table, merged, below=1, numbers=())

    assert filled["a"].to_list() == ["Issuer", "Alpha", "Alpha", "Alpha"]


def test_a_sheet_of_what_papers_are_on_is_read_too(tmp_path: Path) -> None:
    derivatives: Rows = [("Contract", "Underlying", "Notional"), ("Swap 7", "Hikvision", 5)]
    shares: Rows = [HEADER, ("Alpha", "ORD SHS", 1, 2)]
    path = write(tmp_path, {"Shares": shares, "Derivatives": derivatives}, {})

    portfolios = open_portfolios([path])
    read = [name for batch in portfolios.batches() for name in batch.lines["name"]]

    assert read == ["ORD SHS", "Swap 7"]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_sheet_without_a_known_header_is_named(tmp_path: Path, kind: str) -> None:
    sheets: dict[str, Rows] = {
        "Shares": [HEADER, ("Alpha", "ORD SHS", 1, 2)],
        "Margin": [("Wer", "Wieviel"), ("Hikvision", 5)],
        "Empty": [],
    }
    if kind == "xlsx":
        path = write(tmp_path, sheets, {})
    else:
        path = tmp_path / "p.ods"
        texts = [(name, [list(map(str, row)) for row in rows]) for name, rows in sheets.items()]
        path.write_bytes(ods(*texts))

    portfolios = open_portfolios([path])
    list(portfolios.batches())

    (warning,) = portfolios.warnings
    assert "'Margin'" in warning
    assert "Empty" not in warning
