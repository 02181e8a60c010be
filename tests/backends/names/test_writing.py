"""What was found, written to files."""

from __future__ import annotations

import csv
import errno
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl
import pytest

from proscribe.backends.names import writing
from proscribe.backends.names.writing import FORMATS
from proscribe.model.errors import InputError, StoreError

COLUMNS: dict[str, pl.DataType] = {
    "query_id": pl.String(),
    "score": pl.Float64(),
    "name": pl.String(),
}
ROWS = (("=q1", 1.0, "Ada"), ("q2", 0.712345, "=HYPERLINK(1)"))


def frame(*rows: tuple[str, float, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def write(path: Path, frames: Iterable[pl.DataFrame] = ()) -> None:
    with writing(path, "matches", COLUMNS) as writer:
        for each in frames:
            writer.add(each)
        writer.finish({"queries": 2})


def test_csv_has_six_digits_and_no_formula_and_ids_come_back_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "matches.csv"

    write(path, [frame(ROWS[0]), frame(ROWS[1])])

    with path.open(newline="", encoding="utf-8") as file:
        assert [*csv.reader(file)] == [
            ["query_id", "score", "name"],
            ["=q1", "1.000000", "Ada"],
            ["q2", "0.712345", "'=HYPERLINK(1)"],
        ]


def test_json_is_one_document_with_the_sums_behind_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "matches.json"

    write(path, [frame(ROWS[0]), frame(), frame(ROWS[1])])

    document = json.loads(path.read_bytes())
    assert [*document] == ["matches", "queries"]
    assert [(row["query_id"], row["score"]) for row in document["matches"]] == [
        ("=q1", 1.0),
        ("q2", 0.712345),
    ]


def test_json_lines_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "matches.jsonl"

    write(path, [frame(*ROWS)])

    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["name"] for line in lines] == ["Ada", "=HYPERLINK(1)"]


def test_parquet_and_a_workbook_hold_ids_as_they_are_and_no_formula(
    tmp_path: Path,
) -> None:
    for ending in ("parquet", "xlsx"):
        write(tmp_path / f"matches.{ending}", [frame(ROWS[0]), frame(ROWS[1])])

    assert pl.read_parquet(tmp_path / "matches.parquet").rows() == [*ROWS]
    book = pl.read_excel(tmp_path / "matches.xlsx")
    assert book["query_id"].to_list() == ["=q1", "q2"]
    assert book["name"].to_list() == ["Ada", "'=HYPERLINK(1)"]
    assert book["score"].to_list() == [1.0, 0.712345]


@pytest.mark.parametrize("ending", FORMATS)
def test_where_nothing_is_found_the_file_is_there_and_whole(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"matches.{ending}"

    write(path)

    if ending == "csv":
        assert path.read_text() == "query_id,score,name\n"
    if ending == "json":
        assert json.loads(path.read_bytes()) == {"matches": [], "queries": 2}
    if ending == "parquet":
        assert pl.read_parquet(path).schema == COLUMNS
    assert path.is_file()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_failure_leaves_the_file_that_was_there(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"matches.{ending}"
    path.write_text("of yesterday")

    def interrupted() -> Iterator[pl.DataFrame]:
        yield frame(*ROWS)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(path, interrupted())

    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "of yesterday"


@pytest.mark.parametrize(
    ("name", "said"), [("matches.txt", "'txt'"), ("matches", "does not say its format")]
)
def test_a_name_whose_ending_is_no_format_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        write(tmp_path / name)

    assert ".csv, .json, .jsonl, .parquet, .xlsx" in caught.value.remedy


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class FullDisk:
        def __init__(self, *_: object) -> None: ...

        def add(self, *_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        def finish(self, *_: object) -> None: ...

        def close(self) -> None: ...

    monkeypatch.setitem(FORMATS, "csv", FullDisk)

    with pytest.raises(StoreError, match="No space left on device"):
        write(tmp_path / "matches.csv", [frame(*ROWS)])

    assert [*tmp_path.iterdir()] == []
