"""The reports that are tables, read back: CSV, JSON, Parquet, XLSX."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import polars as pl
import pyarrow.parquet as pq
import pytest
from openpyxl.workbook import Workbook

from proscribe.screening.report import REPORT_COLUMNS
from tests.backends.reports.samples import (
    BAN_BEGINS,
    EVIL,
    HEAD,
    NOTES,
    book,
    make_frame,
    make_line,
    make_row,
    write,
)

HEADER = ["Name", "Shares", *REPORT_COLUMNS]
ARMED = "=1+1"


def read_csv(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return [*csv.reader(file)]


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    write(tmp_path / "report.xlsx", book())
    return openpyxl.load_workbook(tmp_path / "report.xlsx")


def cells(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return [*book[sheet].iter_rows(values_only=True)]


def test_csv_has_the_line_as_given_and_then_our_columns(tmp_path: Path) -> None:
    write(tmp_path / "report.csv", book())

    header, *rows = read_csv(tmp_path / "report.csv")

    assert header == HEADER
    assert len(rows) == 8
    assert dict(zip(header, rows[2], strict=True)) == {
        "Name": "XIAOMI CORP B",
        "Shares": "10",
        "line": "3",
        "issuer": "Xiaomi Corporation",
        "entity_id": "us_dod_1237-xiaomi",
        "matched_by": "isin",
        "match_score": "1.0",
        "regime": "CCMC",
        "action": "buy",
        "verdict": "ALLOWED",
        "reason_code": "NOT_YET_EFFECTIVE",
        "effective_at": BAN_BEGINS,
        "deadline_at": "",
        "next_change_at": BAN_BEGINS,
        "citation": "EO 13959 s.1(a)(ii), https://www.federalregister.gov/d/2020-25459",
        "market_value": "351240.5",
        "regimes": "[]",
        "explanation": "2021-01-14 + 60 days = 2021-03-15.",
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [("1000", "1000"), ("0.0001", "0.0001"), ("-20.50", "-20.5"), ("0", "0")],
)
def test_csv_writes_money_as_it_is_without_zeros_at_the_end(
    value: str, written: str, tmp_path: Path
) -> None:
    write(tmp_path / "report.csv", make_frame([make_row(market_value=Decimal(value))]))

    header, row = read_csv(tmp_path / "report.csv")

    assert row[header.index("market_value")] == written


def test_csv_of_several_portfolios_names_the_file_of_each_line(tmp_path: Path) -> None:
    frame = make_frame([*make_line(2), *make_line(2, _file="other.csv")])

    write(tmp_path / "report.csv", frame, head=replace(HEAD, portfolio=("book.csv", "other.csv")))

    header, *rows = read_csv(tmp_path / "report.csv")
    assert header == ["Name", "Shares", "file", *REPORT_COLUMNS]
    assert [row[2] for row in rows] == ["book.csv", "book.csv", "other.csv", "other.csv"]


def test_csv_without_lines_is_a_header(tmp_path: Path) -> None:
    write(tmp_path / "none.csv")
    write(tmp_path / "empty.csv", book().clear())

    assert read_csv(tmp_path / "none.csv") == [[*REPORT_COLUMNS]]
    assert read_csv(tmp_path / "empty.csv") == [HEADER]


def test_csv_defuses_what_the_portfolio_and_the_lists_say(tmp_path: Path) -> None:
    row = make_row(Name=ARMED, issuer="@x", citation="+y", explanation="-z", Shares="-10")

    write(tmp_path / "report.csv", make_frame([row]))

    header, found = read_csv(tmp_path / "report.csv")
    values = dict(zip(header, found, strict=True))
    assert (values["Name"], values["issuer"]) == ("'=1+1", "'@x")
    assert (values["citation"], values["explanation"]) == ("'+y", "'-z")
    assert values["Shares"] == "-10"


def test_csv_defuses_the_headers_of_the_portfolio_too(tmp_path: Path) -> None:
    frame = make_frame([make_row()]).rename({"Name": "=cmd()", "Shares": "a,b"})

    write(tmp_path / "report.csv", frame)

    assert read_csv(tmp_path / "report.csv")[0][:2] == ["'=cmd()", "a,b"]


def test_json_is_one_document_with_exact_money(tmp_path: Path) -> None:
    write(tmp_path / "report.json", book().head(3), book().tail(5))

    text = (tmp_path / "report.json").read_text(encoding="utf-8")
    document = json.loads(text, parse_float=Decimal)

    assert [*document] == ["head", "rows", "summary", "unresolved", "notes"]
    assert [*document["rows"][0]][:18] == HEADER
    assert document["rows"][2]["market_value"] == Decimal("351240.5")
    assert document["rows"][4]["regimes"][1]["regime"] == "SDN"
    assert document["rows"][6]["_candidates"][0]["caption"] == EVIL
    assert document["notes"] == [note._asdict() for note in NOTES]


def test_json_says_what_was_asked_on_which_editions(tmp_path: Path) -> None:
    write(tmp_path / "report.json", book())

    head = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["head"]

    assert (head["as_of"], head["investor"]) == ("2021-03-06 (end of day)", "us_person")
    assert head["actions"] == ["buy", "sell"]
    assert head["regimes"][0]["checked_through"] == "2026-08-01"
    assert head["not_checked"] == [{"key": "EU-833", "why": "binds EU persons only"}]
    assert head["editions"][0]["published"] == "2021-03-05"
    assert head["editions"][0]["fetched"] == "2026-11-01T08:00:00+00:00"


def test_json_gives_totals_per_verdict_and_candidates_of_unresolved_lines(tmp_path: Path) -> None:
    write(tmp_path / "report.json", book())

    document = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))

    assert document["summary"]["verdicts"][0] == {
        "action": "buy",
        "verdict": "PROHIBITED",
        "rows": 1,
        "valued": 1,
        "market_value": {"USD": 1000},
        "weight": None,
    }
    assert document["summary"]["answer"][0] == "1 of 4 lines may not be bought."
    assert document["unresolved"][0]["given"] == {"Name": EVIL, "Shares": "10"}
    assert document["unresolved"][0]["candidates"][1]["entity_id"] == "b-2"


def test_parquet_keeps_types_and_carries_the_rest_as_metadata(tmp_path: Path) -> None:
    write(tmp_path / "report.parquet", book().head(3), book().tail(5))

    file = pq.ParquetFile(tmp_path / "report.parquet")
    table = file.read()
    carried = json.loads(file.metadata.metadata[b"proscribe"])

    assert table.column_names == HEADER
    assert table.column("market_value").to_pylist()[2] == Decimal("351240.5000")
    assert table.column("line").to_pylist() == [2, 2, 3, 3, 4, 4, 5, 5]
    assert table.column("Name").to_pylist()[6] == EVIL
    assert [*carried] == ["head", "summary", "unresolved", "notes"]
    assert carried["summary"]["lines"] == 4


def test_parquet_is_compressed_with_zstd_and_dictionaries(tmp_path: Path) -> None:
    write(tmp_path / "report.parquet", book())

    column = pq.ParquetFile(tmp_path / "report.parquet").metadata.row_group(0).column(0)

    assert column.compression == "ZSTD"
    assert "RLE_DICTIONARY" in column.encodings


def test_parquet_does_not_change_a_text_no_spreadsheet_will_run(tmp_path: Path) -> None:
    write(tmp_path / "report.parquet", make_frame([make_row(Name=ARMED)]))

    assert pq.read_table(tmp_path / "report.parquet").column("Name").to_pylist() == [ARMED]


def test_the_workbook_has_its_sheets_in_order(workbook: Workbook) -> None:
    assert workbook.sheetnames == ["Summary", "Lines", "Unresolved", "Not holdings", "Sources"]


def test_lines_of_the_workbook_are_real_numbers_and_dates(workbook: Workbook) -> None:
    header, *rows = cells(workbook, "Lines")

    assert [*header] == HEADER
    xiaomi = dict(zip(HEADER, rows[2], strict=True))
    assert xiaomi["line"] == 3
    assert xiaomi["market_value"] == 351240.5
    assert str(xiaomi["effective_at"]) == "2021-03-15 09:30:00"
    assert xiaomi["deadline_at"] is None
    assert len(rows) == 8


def test_lines_of_the_workbook_can_be_filtered_and_are_coloured(workbook: Workbook) -> None:
    sheet = workbook["Lines"]

    assert sheet.auto_filter.ref == "A1:R9"
    assert sheet.freeze_panes == "A2"
    (area,) = {str(each.sqref) for each in sheet.conditional_formatting}
    assert area == "J2:J10"


def test_the_workbook_never_holds_a_formula(tmp_path: Path) -> None:
    row = make_row(Name=ARMED, issuer="@x", explanation="https://a.example")

    write(tmp_path / "report.xlsx", make_frame([row]))

    read = openpyxl.load_workbook(tmp_path / "report.xlsx")
    found = [cell for sheet in read for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in found if cell.data_type == "f"] == []
    assert [cell.value for cell in found if str(cell.value).endswith("1+1")] == ["'=1+1"]
    assert [cell.value for cell in found if cell.hyperlink] == []


def test_numbers_and_days_excel_cannot_hold_are_written_as_text(tmp_path: Path) -> None:
    given = make_frame([make_row()]).with_columns(
        Name=pl.lit(12345678901234567),
        Shares=pl.date(1890, 5, 17),
    )

    write(tmp_path / "report.xlsx", given)

    row = cells(openpyxl.load_workbook(tmp_path / "report.xlsx"), "Lines")[1]
    assert row[:2] == ("12345678901234567", "1890-05-17")


def test_given_numbers_and_days_stay_what_they_are(tmp_path: Path) -> None:
    given = make_frame([make_row()]).with_columns(
        Name=pl.lit(12.5),
        Shares=pl.date(2021, 3, 6),
    )

    write(tmp_path / "report.xlsx", given)

    row = cells(openpyxl.load_workbook(tmp_path / "report.xlsx"), "Lines")[1]
    assert (row[0], str(row[1])) == (12.5, "2021-03-06 00:00:00")


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    write(tmp_path / "report.xlsx", make_frame([make_row(explanation="x" * 40_000)]))

    row = cells(openpyxl.load_workbook(tmp_path / "report.xlsx"), "Lines")[1]

    assert len(str(row[-1])) == 32_767
    assert str(row[-1]).endswith("x…")


def test_the_workbook_names_unresolved_lines_with_every_candidate(workbook: Workbook) -> None:
    header, first, second = cells(workbook, "Unresolved")

    assert header[:5] == ("line", "file", "as given", "why", "candidate")
    assert first[0] == 5
    assert first[2] == f"Name: {EVIL}; Shares: 10"
    assert (first[4], second[4]) == (EVIL, "CNOOC Engineering")


def test_the_workbook_says_what_it_rests_on_and_what_was_left_out(workbook: Workbook) -> None:
    rows = cells(workbook, "Sources")

    assert rows[2][:2] == ("EU-833", "binds EU persons only")
    law = next(row for row in rows if row[0] == "CCMC")
    assert str(law[2]) == "2026-08-01 00:00:00"
    edition = next(row for row in rows if row[0] == "us_ofac_sdn")
    assert (edition[4], edition[5], edition[6]) == (9012, "ab" * 32, False)


def test_the_first_sheet_has_a_native_chart_where_anything_is_not_allowed(tmp_path: Path) -> None:
    write(tmp_path / "barred.xlsx", book())
    write(tmp_path / "free.xlsx", make_frame(make_line(2)))

    charts = {
        name: [each for each in ZipFile(tmp_path / name).namelist() if "charts/chart" in each]
        for name in ("barred.xlsx", "free.xlsx")
    }

    assert charts == {"barred.xlsx": ["xl/charts/chart1.xml"], "free.xlsx": []}


def test_the_first_sheet_has_the_answer_and_the_totals(workbook: Workbook) -> None:
    rows = cells(workbook, "Summary")

    assert rows[1][0] == "1 of 4 lines may not be bought."
    header = rows.index(("act", "PROHIBITED", "REVIEW", "ALLOWED_DIVEST", "ALLOWED", *[None] * 3))
    assert rows[header + 1][:5] == ("buy", 1, 1, 0, 2)


def test_lines_that_are_no_holdings_have_their_sheet(workbook: Workbook) -> None:
    assert cells(workbook, "Not holdings")[1:] == [tuple(note) for note in NOTES]


def test_dates_of_the_summary_are_dates(workbook: Workbook) -> None:
    found = [row for row in cells(workbook, "Summary") if row[1] == "prohibition begins"]

    assert [isinstance(row[0], datetime) for row in found] == [True, True]
    assert [str(row[0]) for row in found] == ["2021-01-11 09:30:00", "2021-03-15 09:30:00"]


def test_a_workbook_says_how_many_lines_the_value_leaves_out(workbook: Workbook) -> None:
    (row,) = (row for row in cells(workbook, "Summary") if row[0] == "market value USD")

    assert row[1:3] == (352_341, "over 3 of 4 lines; 1 without a value")
