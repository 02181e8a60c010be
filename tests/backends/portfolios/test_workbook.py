"""Portfolios as workbooks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from proscribe.backends.portfolios import NoteKind, open_portfolio, open_portfolios
from proscribe.model.errors import InputError
from tests.sources.ods_files import ods

XIAOMI = "KYG9830T1067"
Cell = str | float | date | bool | None
HEADERS: Sequence[Cell] = ("ISIN", "Name", "Shares", "Market Value", "Trade Date")


def write(folder: Path, sheets: Mapping[str, Mapping[int, Sequence[Cell]]]) -> Path:
    """Write a workbook: sheets, rows by number from 1, cells from the first column."""
    path = folder / "p.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in rows.items():
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(number - 1, column, cell, day)
                    else:
                        sheet.write(number - 1, column, cell)
    return path


def test_a_sheet_with_preamble_gaps_and_footer_is_read(tmp_path: Path) -> None:
    line = (XIAOMI, "Xiaomi", 1000, 1_000_000_000.3, date(2021, 3, 15))
    path = write(
        tmp_path,
        {
            "Cover": {1: ("Nothing here",)},
            "Holdings": {
                3: ("My fund",),
                5: HEADERS,
                6: line,
                7: line,
                9: line,
                11: ("End of the list",),
            },
        },
    )

    portfolio = open_portfolio(path)
    (batch,) = portfolio.batches()

    assert batch.lines["line"].to_list() == [6, 7, 9]
    assert batch.given.row(0) == (XIAOMI, "Xiaomi", "1000", "1000000000.3", "2021-03-15 00:00:00")
    first = batch.lines.row(0, named=True)
    assert (first["quantity"], first["market_value"]) == (Decimal(1000), Decimal("1000000000.3"))
    assert first["acquired"] == date(2021, 3, 15)
    assert batch.lines["problem"].to_list() == [None] * 3
    assert portfolio.facts == {"title": "My fund"}
    assert [(note.line, note.kind, note.records) for note in portfolio.notes] == [
        (1, NoteKind.BLANK, 2),
        (3, NoteKind.PREAMBLE, 1),
        (4, NoteKind.BLANK, 1),
        (8, NoteKind.BLANK, 1),
        (10, NoteKind.BLANK, 1),
        (11, NoteKind.FOOTER, 1),
    ]


def test_columns_that_begin_further_right_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, {"a": {2: (None, *HEADERS), 3: (None, XIAOMI, "x", 7, 0.1)}})

    (batch,) = open_portfolio(path).batches()

    row = batch.lines.row(0, named=True)
    assert (row["isin"], row["quantity"], row["market_value"]) == (
        XIAOMI,
        Decimal(7),
        Decimal("0.1"),
    )


def test_three_decimals_of_a_number_are_no_thousands(tmp_path: Path) -> None:
    path = write(tmp_path, {"a": {1: ("ISIN", "Shares"), 2: (XIAOMI, 1.234)}})

    (batch,) = open_portfolio(path).batches()

    assert batch.lines["quantity"].to_list() == [Decimal("1.234")]


def test_text_that_looks_like_a_number_goes_by_its_column(tmp_path: Path) -> None:
    path = write(tmp_path, {"a": {1: ("ISIN", "Shares"), 2: (XIAOMI, "1.234,5"), 3: (XIAOMI, "7")}})

    (batch,) = open_portfolio(path).batches()

    assert batch.lines["quantity"].to_list() == [Decimal("1234.5"), Decimal(7)]


def test_a_sheet_can_be_named_and_others_are_warned_of(tmp_path: Path) -> None:
    sheets = {"a": {1: HEADERS, 2: (XIAOMI,)}, "b": {1: HEADERS, 2: ("US0378331005",)}}
    path = write(tmp_path, sheets)

    first, named = open_portfolio(path), open_portfolio(path, sheet="b")

    assert [b.lines["isin"].to_list() for b in first.batches()] == [[XIAOMI]]
    assert first.warnings == ("Only the sheet 'a' was read; 'b' may hold more.",)
    assert [b.lines["isin"].to_list() for b in named.batches()] == [["US0378331005"]]
    assert named.warnings == ()
    with pytest.raises(InputError, match=r"there is no sheet 'c'\. Name one of 'a', 'b'"):
        open_portfolio(path, sheet="c")


def test_a_workbook_without_a_portfolio_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, {"a": {1: ("Foo", "Bar")}, "b": {}})

    with pytest.raises(InputError, match="found: 'Foo', 'Bar'"):
        open_portfolio(path)


def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, {"a": {1: HEADERS, 2: (XIAOMI,)}})
    whole = path.read_bytes()

    for length in (len(whole) - 30, len(whole) // 2, 100):
        path.write_bytes(whole[:length])
        with pytest.raises(InputError, match="damaged or cut off"):
            open_portfolio(path)


def test_what_only_pretends_to_be_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    with pytest.raises(InputError, match=r"old\.xls: the workbook cannot be read"):
        open_portfolio(path)


def test_chunks_of_a_workbook_keep_their_row_numbers(tmp_path: Path) -> None:
    rows = {1: HEADERS, **{number: (XIAOMI, f"name {number}") for number in range(2, 12)}}
    path = write(tmp_path, {"a": rows})

    lines = pl.concat([batch.lines for batch in open_portfolio(path).batches(3)])

    assert lines["line"].to_list() == list(range(2, 12))
    assert lines["name"].to_list() == [f"name {number}" for number in range(2, 12)]


def test_every_sheet_of_positions_of_a_workbook_is_read_and_others_are_named(
    tmp_path: Path,
) -> None:
    sheets: dict[str, dict[int, Sequence[Cell]]] = {
        "US": {1: HEADERS, 2: (XIAOMI, "Xiaomi", 1, 2)},
        "Legend": {1: ("ISIN", "Name", "Comment"), 2: (XIAOMI, "Xiaomi", "x")},
        "Trades": {1: ("ISIN", "Side", "Quantity"), 2: (XIAOMI, "Buy", 5)},
        "LUX": {1: ("Units", "isin"), 2: (3, "US0378331005")},
    }
    path = write(tmp_path, sheets)

    portfolios = open_portfolios([path])
    read = [(b.file, b.lines["isin"].to_list()) for b in portfolios.batches()]

    assert read == [(f"{path} [US]", [XIAOMI]), (f"{path} [LUX]", ["US0378331005"])]
    assert portfolios.warnings == (f"{path} [US]: Other sheets were not read: 'Legend', 'Trades'.",)


def test_an_opendocument_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "p.ods"
    book = [["My fund"], ["ISIN", "Shares"], [XIAOMI, "1000"]]
    path.write_bytes(ods(("Cover", [["Nothing"]]), ("Book", book)))

    portfolio = open_portfolio(path)
    (batch,) = portfolio.batches()

    assert batch.lines.select("line", "isin", "quantity").rows() == [(3, XIAOMI, Decimal(1000))]
    assert portfolio.facts == {"title": "My fund"}
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(InputError, match="damaged or cut off"):
        open_portfolio(path)


def test_empty_columns_of_a_sheet_print_nothing(tmp_path: Path) -> None:
    rows = {1: HEADERS, 2: (XIAOMI, "Xiaomi"), 40: (*[None] * 9, "far away")}
    path = write(tmp_path, {"Holdings": rows})
    program = (
        "from pathlib import Path; from proscribe.backends.portfolios import open_portfolio;"
        f"print(sum(b.lines.height for b in open_portfolio(Path({str(path)!r})).batches()))"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert int(ran.stdout) >= 1
    assert ran.stderr == ""


def test_a_cell_far_below_leaves_one_note_of_what_is_blank_between(tmp_path: Path) -> None:
    file = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ISIN", "Name", "Currency"])
        sheet.write_row(1, 0, ["KYG9830T1067", "XIAOMI", "HKD"])
        sheet.write_row(999_999, 0, ["US0378331005", "APPLE", "USD"])
    portfolio = open_portfolio(file)
    lines = [line for batch in portfolio.batches() for line in batch.lines["line"]]

    assert lines == [2, 1_000_000]
    assert [(note.line, note.records) for note in portfolio.notes] == [(3, 999_997)]


def test_a_formula_without_a_result_is_told_and_one_with_a_result_is_read(tmp_path: Path) -> None:
    file = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ISIN", "Name", "Quantity"])
        for row, result in enumerate(["", 20], start=1):
            sheet.write_row(row, 0, ["KYG9830T1067", "XIAOMI"])
            sheet.write_formula(row, 2, "=10*2", value=result)
    portfolio = open_portfolio(file)
    (batch,) = portfolio.batches()

    assert [problem and problem[:41] for problem in batch.lines["problem"]] == [
        "Formulas without a stored result (C2) rea",
        None,
    ]
    assert batch.lines["quantity"].to_list() == [None, 20]
    assert any("the first in C2" in warning for warning in portfolio.warnings)
