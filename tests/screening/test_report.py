from __future__ import annotations

import polars as pl
import pytest

from proscribe.model.errors import InternalError
from proscribe.screening.report import (
    HELPER_COLUMNS,
    REPORT_COLUMNS,
    ReportBatch,
    given_columns,
    report_names,
)
from tests.backends.reports.samples import book


def test_the_columns_of_a_report_are_those_of_the_interface() -> None:
    assert list(REPORT_COLUMNS) == [
        *("line", "issuer", "entity_id", "matched_by", "match_score", "regime", "action"),
        *("verdict", "reason_code", "effective_at", "deadline_at", "next_change_at", "citation"),
        *("market_value", "regimes", "explanation"),
    ]


def test_a_given_column_the_report_needs_itself_is_prefixed() -> None:
    assert report_names(["ISIN", "issuer", "currency", "file"]) == (
        *("ISIN", "given_issuer", "currency", "given_file"),
    )


def test_no_given_column_is_lost_when_names_are_equal() -> None:
    assert report_names(["a", "a", "line", "given_line", "a"]) == (
        *("a", "a_2", "given_line", "given_line_2", "a_3"),
    )


def test_a_batch_puts_given_columns_first_and_ours_in_their_types() -> None:
    shuffled = book().select(pl.col("line").cast(pl.Int32), pl.exclude("line"))

    frame = ReportBatch.of(shuffled).frame

    assert tuple(frame.columns) == ("Name", "Shares", *REPORT_COLUMNS, *HELPER_COLUMNS)
    assert frame.schema["line"] == pl.Int64
    assert given_columns(frame) == ("Name", "Shares")


def test_a_batch_without_a_column_of_the_report_is_refused() -> None:
    with pytest.raises(InternalError, match="needs the columns verdict, _weight"):
        ReportBatch.of(book().drop("verdict", "_weight"))


def test_a_batch_with_a_value_of_the_wrong_type_is_refused() -> None:
    with pytest.raises(InternalError, match="wrong type"):
        ReportBatch.of(book().with_columns(market_value=pl.lit("a lot")))
