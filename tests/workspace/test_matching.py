"""Files of names against a list: who is found, in which order, and what is counted."""

from __future__ import annotations

import csv
from math import nan
from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace import matching
from proscribe.workspace.matching import MATCH_COLUMNS, Matching, match_list

NAMES = """\
id,schema,name,birthDate
h,Company,"Huawei Technologies Co., Ltd.",
m,Company,"Beijing Megvii Technology Co., Ltd.",
m,Company,旷视科技,
a,Person,Ada Lovelace,1815-12-10
b,Person,Ada Lovelace,1990-01-01
"""


@pytest.fixture
def among(tmp_path: Path) -> Path:
    return write(tmp_path / "list.csv", NAMES)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def pairs(found: Matching) -> list[tuple[str, str]]:
    return [(row["query_id"], row["entity_id"]) for row in found.to_polars().to_dicts()]


def test_a_name_in_another_writing_is_found_and_its_twin_is_not(
    tmp_path: Path, among: Path
) -> None:
    asked = write(
        tmp_path / "queries.csv",
        "id,schema,name\n1,Company,Huawei Tecnologies Co\n2,Company,Haier Technologies\n"
        "3,Company,旷视科技\n",
    )

    assert pairs(match_list([asked], among)) == [("1", "h"), ("3", "m")]


def test_a_row_tells_both_names_and_a_score_of_six_digits(tmp_path: Path, among: Path) -> None:
    asked = write(tmp_path / "queries.csv", "id,schema,name\n1,Company,MEGVII TECHNOLOGY BEIJING\n")

    (row,) = match_list([asked], among).to_polars().to_dicts()

    assert [*row] == [*MATCH_COLUMNS]
    assert (row["query_id"], row["entity_id"]) == ("1", "m")
    assert row["name"] == "MEGVII TECHNOLOGY BEIJING"
    assert row["matched_name"] == "Beijing Megvii Technology Co., Ltd."
    assert 0.7 <= row["score"] <= 1
    assert row["score"] == round(row["score"], 6)
    assert "megvii" in row["explanation"]


def test_what_else_is_given_puts_the_one_it_fits_first(tmp_path: Path, among: Path) -> None:
    asked = write(
        tmp_path / "queries.csv", "id,schema,name,birthDate\n1,Person,Ada Lovelace,1990-01-01\n"
    )
    found = match_list([asked], among, threshold=0).to_polars()

    assert found["entity_id"].to_list() == ["b", "a"]
    assert found["score"].is_sorted(descending=True)


def test_at_most_the_limit_is_found_and_at_the_threshold_or_above(
    tmp_path: Path, among: Path
) -> None:
    asked = write(tmp_path / "queries.csv", "id,schema,name\n1,Person,Ada Lovelace\n")

    assert len(pairs(match_list([asked], among, limit=1))) == 1
    assert len(pairs(match_list([asked], among))) == 2
    assert pairs(match_list([asked], among, threshold=1)) == []


def test_rows_of_one_id_are_one_query_and_every_line_is_counted(
    tmp_path: Path, among: Path
) -> None:
    asked = write(
        tmp_path / "queries.csv",
        "id,schema,name\n1,Company,Nobody Knows\n1,Company,Huawei Technologies\n2,Company,\n"
        "3,Person,Grace Hopper\n",
    )
    found = match_list([asked], among)

    rows, summary = found.first(None)

    assert [(row["query_id"], row["name"]) for row in rows] == [("1", "Huawei Technologies")]
    assert (summary.queries, summary.matched, summary.found) == (3, 1, 1)
    assert [(one.file, one.count, one.lines) for one in summary.unnamed] == [(str(asked), 1, (4,))]


def test_lines_of_the_list_without_a_name_are_told_too(tmp_path: Path) -> None:
    among = write(tmp_path / "list.csv", "id,name\nx,\ny,Ada Lovelace\n")
    asked = write(tmp_path / "queries.csv", "id,name\n1,Ada Lovelace\n")

    rows, summary = match_list([asked], among).first(None)

    assert [row["entity_id"] for row in rows] == ["y"]
    assert [(one.file, one.lines) for one in summary.unnamed] == [(str(among), (2,))]


def test_lines_of_several_files_without_ids_are_told_apart(tmp_path: Path, among: Path) -> None:
    files = [
        write(tmp_path / name, "name\nHuawei Technologies\n") for name in ("one.csv", "two.csv")
    ]

    assert pairs(match_list(files, among)) == [("one.csv:2", "h"), ("two.csv:2", "h")]
    assert pairs(match_list(files[:1], among)) == [("2", "h")]


def test_batches_change_nothing(
    tmp_path: Path, among: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(f"{n // 2},Company,Huawei Technologies {'Co' * (n % 2)}\n" for n in range(20))
    asked = write(tmp_path / "queries.csv", f"id,schema,name\n{lines}")
    whole = match_list([asked], among).to_polars()

    monkeypatch.setattr(matching, "_BATCH", 3)
    told: list[int] = []
    found = match_list([asked], among)
    rows, summary = found.first(None, told.append)

    assert rows == whole.to_dicts()
    assert told == [3, 3, 3, 1]
    assert (summary.queries, summary.matched, summary.found) == (10, 10, 10)


def test_an_answer_can_be_had_twice(tmp_path: Path, among: Path) -> None:
    asked = write(tmp_path / "queries.csv", "id,name\n1,Huawei Technologies\n")
    found = match_list([asked], among)

    assert found.first(None) == found.first(None)
    assert found.first(0)[1].found == 1


def test_what_is_written_is_what_was_found(tmp_path: Path, among: Path) -> None:
    asked = write(tmp_path / "queries.csv", "id,schema,name\n1,Person,Ada Lovelace\n")
    found = match_list([asked], among)

    summary = found.write(tmp_path / "matches.csv")

    with (tmp_path / "matches.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert summary.found == len(rows) == 2
    assert [row["entity_id"] for row in rows] == ["a", "b"]
    assert all(len(row["score"].partition(".")[2]) == 6 for row in rows)


@pytest.mark.parametrize("name", ["queries.csv", "list.csv"])
def test_an_answer_is_not_written_over_what_was_given(
    tmp_path: Path, among: Path, name: str
) -> None:
    asked = write(tmp_path / "queries.csv", "id,name\n1,Ada Lovelace\n")

    with pytest.raises(InputError, match="written over the file that was given"):
        match_list([asked], among).write(tmp_path / name)

    assert among.read_text(encoding="utf-8") == NAMES


@pytest.mark.parametrize(
    ("bounds", "said"),
    [((0, 0.7), "limit of 0"), ((10, 1.1), "held against 1.1"), ((10, nan), "nan")],
)
def test_a_limit_or_threshold_out_of_bounds_is_refused(
    tmp_path: Path, among: Path, bounds: tuple[int, float], said: str
) -> None:
    asked = write(tmp_path / "queries.csv", "id,name\n1,Ada Lovelace\n")

    with pytest.raises(InputError, match=said):
        match_list([asked], among, limit=bounds[0], threshold=bounds[1])


def test_a_notebook_shows_the_first_matches(tmp_path: Path, among: Path) -> None:
    asked = write(tmp_path / "queries.csv", "id,name\n1,<Ada> Lovelace\n")

    shown = match_list([asked], among)._repr_html_()

    assert "1 of 1 query matched" in shown
    assert "&lt;Ada&gt; Lovelace" in shown


def test_nobody_is_looked_for_before_all_files_are_open(tmp_path: Path) -> None:
    def make(_: object) -> matching.Searchable:
        pytest.fail("the list was indexed although a file of names is not there")

    with pytest.raises(InputError, match="No such file"):
        Matching([tmp_path / "absent.csv"], make, limit=10, threshold=0.7)
