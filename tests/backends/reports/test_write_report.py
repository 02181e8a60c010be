from __future__ import annotations

import csv
import errno
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from proscribe.backends import reports
from proscribe.backends.reports import FORMATS, write_report
from proscribe.model.errors import InputError, SourceError, StoreError
from proscribe.screening.report import ReportBatch
from tests.backends.reports.samples import HEAD, NOTES, book, make_frame, make_row, write

EXTENSIONS = ("csv", "html", "json", "parquet", "xlsx")


def failing_batches() -> Iterator[ReportBatch]:
    yield ReportBatch.of(book())
    raise SourceError("the portfolio ends in the middle of a line.")


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_every_format_gives_the_same_totals(extension: str, tmp_path: Path) -> None:
    file = tmp_path / f"report.{extension}"

    summary = write(file, book().head(3), book().tail(5))

    assert (summary.lines, summary.rows, summary.unresolved_lines, summary.notes) == (4, 8, 1, 2)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.stat().st_size > 0


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_failure_leaves_the_old_report_and_no_half_one(extension: str, tmp_path: Path) -> None:
    file = tmp_path / f"report.{extension}"
    file.write_text("yesterday's")

    with pytest.raises(SourceError, match="middle of a line"):
        write_report(file, HEAD, failing_batches(), lambda: NOTES)

    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.read_text() == "yesterday's"


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_portfolio_without_lines_has_a_report(extension: str, tmp_path: Path) -> None:
    summary = write(tmp_path / f"report.{extension}")

    assert summary.lines == 0


def test_an_unknown_format_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written as 'docx'") as caught:
        write(tmp_path / "report.docx", book())

    assert ".csv, .html, .json, .parquet, .xlsx" in str(caught.value)
    assert [*tmp_path.iterdir()] == []


def test_a_name_without_a_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not say its format"):
        write(tmp_path / "report", book())


def test_the_extension_may_be_in_capitals(tmp_path: Path) -> None:
    write(tmp_path / "REPORT.CSV", book())

    assert (tmp_path / "REPORT.CSV").read_text().startswith("Name,")


def test_a_format_can_be_named_whatever_the_name_ends_in(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"

    write_report(file, HEAD, [ReportBatch.of(book())], lambda: NOTES, force_format="csv")

    with file.open(newline="") as opened:
        assert len([*csv.DictReader(opened)]) == 8


def test_a_folder_that_does_not_exist_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file or directory") as caught:
        write(tmp_path / "absent" / "report.csv", book())

    assert str(tmp_path / "absent" / "report.csv") in str(caught.value)


def test_a_folder_in_the_place_of_the_report_is_the_users_error(tmp_path: Path) -> None:
    (tmp_path / "report.csv").mkdir()

    with pytest.raises(InputError, match="a folder"):
        write(tmp_path / "report.csv", book())

    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_full_disk_leaves_nothing_behind(
    extension: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk:
        def __init__(self, *_: object) -> None: ...

        def add(self, *_: object) -> None: ...

        def finish(self, *_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self) -> None: ...

    monkeypatch.setitem(reports.FORMATS, extension, FullDisk)

    with pytest.raises(StoreError, match="No space left on device"):
        write(tmp_path / f"report.{extension}", book())

    assert [*tmp_path.iterdir()] == []


def test_notes_are_asked_for_only_when_the_rows_are_through(tmp_path: Path) -> None:
    seen: list[str] = []

    def batches() -> Iterator[ReportBatch]:
        yield ReportBatch.of(book())
        seen.append("rows")

    def notes() -> tuple[()]:
        seen.append("notes")
        return ()

    write_report(tmp_path / "report.csv", HEAD, batches(), notes)

    assert seen == ["rows", "notes"]


@pytest.fixture(scope="module")
def large() -> pl.DataFrame:
    """More lines than a page shows; every thousandth is prohibited."""
    one = make_frame([make_row()])
    line = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    many = pl.concat([one] * 50_001).with_columns(line=line)
    barred = pl.col("line") % 1000 == 0
    return many.with_columns(
        verdict=pl.when(barred).then(pl.lit("PROHIBITED")).otherwise("verdict")
    )


def test_above_50000_lines_csv_and_parquet_keep_every_row(
    large: pl.DataFrame, tmp_path: Path
) -> None:
    write(tmp_path / "report.csv", large)
    write(tmp_path / "report.parquet", large)

    assert pl.scan_csv(tmp_path / "report.csv").select(pl.len()).collect().item() == 50_001
    assert pl.read_parquet(tmp_path / "report.parquet").height == 50_001


def test_above_50000_lines_a_page_shows_what_is_not_allowed_and_says_so(
    large: pl.DataFrame, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"

    summary = write(file, large)

    page = file.read_text(encoding="utf-8")
    assert summary.lines == 50_001
    assert "50 of 50,001 lines may not be bought." in page
    assert page.count("<tbody id=") == 50
    assert "more than 50,000 lines" in page


def test_the_formats_are_those_of_the_interface() -> None:
    assert tuple(sorted(FORMATS)) == EXTENSIONS
