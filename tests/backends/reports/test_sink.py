from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.backends.reports.sink import ShownRows, flat, whole_lines
from proscribe.model.errors import InternalError
from proscribe.screening.report import ReportBatch
from tests.backends.reports.samples import HEAD, book, make_frame, make_line, make_row

BOOK = ReportBatch.of(book()).frame


def cut(frame: pl.DataFrame, places: list[int]) -> Iterator[pl.DataFrame]:
    edges = [0, *sorted(places), frame.height]
    for start, end in pairwise(edges):
        yield frame.slice(start, end - start)


@given(st.lists(st.integers(0, BOOK.height), max_size=9))
def test_however_rows_are_cut_each_line_comes_whole_and_in_order(places: list[int]) -> None:
    frames = [*whole_lines(cut(BOOK, places))]

    assert pl.concat(frames).equals(BOOK)
    for line in BOOK["line"].unique():
        assert sum(line in frame["line"] for frame in frames) == 1


def test_an_empty_portfolio_keeps_its_columns() -> None:
    frames = [*whole_lines([BOOK.clear()])]

    assert [frame.columns for frame in frames] == [BOOK.columns]


def test_batches_with_other_columns_are_refused() -> None:
    with pytest.raises(InternalError, match="not the same columns"):
        list(whole_lines([BOOK, BOOK.drop("Shares")]))


def test_the_file_stands_before_the_line_only_where_there_are_several() -> None:
    two = replace(HEAD, portfolio=("book.csv", "other.csv"))

    assert flat(BOOK, HEAD).columns[:4] == ["Name", "Shares", "line", "issuer"]
    assert flat(BOOK, two).columns[:4] == ["Name", "Shares", "file", "line"]


def test_up_to_the_limit_everything_is_shown() -> None:
    shown = ShownRows(limit=4)

    shown.add(BOOK)

    rows = shown.rows()
    assert not shown.is_cut
    assert rows is not None
    assert rows.equals(BOOK)


def test_above_the_limit_only_what_is_not_allowed_or_unresolved_is_shown() -> None:
    shown = ShownRows(limit=3)
    allowed_unresolved = make_frame([make_row(line=7, _unresolved=True)])

    shown.add(BOOK)
    shown.add(ReportBatch.of(allowed_unresolved).frame)

    rows = shown.rows()
    assert shown.is_cut
    assert rows is not None
    assert rows.select("line", "action", "verdict").rows() == [
        (4, "buy", "PROHIBITED"),
        (4, "sell", "ALLOWED_DIVEST"),
        (5, "buy", "REVIEW"),
        (5, "sell", "REVIEW"),
        (7, "buy", "ALLOWED"),
    ]


def test_what_matters_is_bounded_too_and_the_rest_is_counted() -> None:
    barred = [row for line in range(1, 11) for row in make_line(line, verdict="PROHIBITED")]
    shown = ShownRows(limit=3)

    for frame in cut(ReportBatch.of(make_frame(barred)).frame, [4, 8]):
        shown.add(frame)

    rows = shown.rows()
    assert rows is not None
    assert rows["line"].to_list() == [1, 1, 2, 2, 3, 3]
    assert shown.left_out == 7
