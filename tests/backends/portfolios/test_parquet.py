"""Portfolios as Parquet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from proscribe.backends.portfolios import open_portfolio
from proscribe.model.errors import InputError

XIAOMI = "KYG9830T1067"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.parquet"
    pl.DataFrame(
        {
            "isin": [XIAOMI, None, "US0378331005"],
            "quantity": [1.234, None, 2],
            "market_value": [Decimal("12345.60"), None, Decimal("-1.50")],
            "acquired": [date(2021, 3, 15), None, None],
            "flags": [["a"], None, []],
            "raw": [b"x", None, b""],
        }
    ).write_parquet(path)
    return path


def test_typed_columns_are_read_without_guessing(path: Path) -> None:
    portfolio = open_portfolio(path)
    lines = pl.concat([batch.lines for batch in portfolio.batches()])

    assert lines["line"].to_list() == [1, 3]
    assert lines["isin"].to_list() == [XIAOMI, "US0378331005"]
    assert lines["quantity"].to_list() == [Decimal("1.234"), Decimal(2)]
    assert lines["market_value"].to_list() == [Decimal("12345.6"), Decimal("-1.5")]
    assert lines["acquired"].to_list() == [date(2021, 3, 15), None]
    assert [(note.line, note.kind.value) for note in portfolio.notes] == [(2, "blank")]


def test_all_cells_are_given_as_text(path: Path) -> None:
    (batch,) = open_portfolio(path).batches()

    assert set(batch.given.dtypes) == {pl.String}
    assert batch.given.row(0) == (XIAOMI, "1.234", "12345.60", "2021-03-15", "['a']", "b'x'")


def test_rows_are_numbered_over_all_chunks(path: Path) -> None:
    assert [b.lines["line"].to_list() for b in open_portfolio(path).batches(1)] == [[1], [3]]


def test_a_file_that_is_cut_off_is_refused(path: Path) -> None:
    whole = path.read_bytes()

    for length in (len(whole) - 5, len(whole) // 2, 6):
        path.write_bytes(whole[:length])
        with pytest.raises(InputError, match=r"p\.parquet: the Parquet file is damaged or cut off"):
            open_portfolio(path)


def test_damage_in_the_middle_is_told_when_it_is_reached(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    names = [f"{number * 7919 % 100_003:x}" for number in range(50_000)]
    pl.DataFrame({"name": names}).write_parquet(path, row_group_size=1000, compression="zstd")
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 2000] = bytes(2000)
    path.write_bytes(whole)
    batches = open_portfolio(path).batches(1000)

    assert next(batches).lines["name"].to_list() == names[:1000]
    with pytest.raises(InputError, match=r"the Parquet file after row [1-9]\d*000 is damaged"):
        list(batches)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    offsets = pa.array([0, 2], pa.int32()).buffers()[1]
    broken = pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(b"\xff\xfe")])
    pq.write_table(pa.table({"name": broken}), path)

    with pytest.raises(InputError, match="the Parquet file after row 0 is damaged"):
        list(open_portfolio(path).batches())


def test_a_file_without_an_identifying_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    pl.DataFrame({"foo": [1]}).write_parquet(path)

    with pytest.raises(InputError, match="found: 'foo'"):
        open_portfolio(path)
