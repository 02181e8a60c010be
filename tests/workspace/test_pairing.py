"""Files of pairs: each is scored, none is lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace.pairing import Pairing

PAIRS = """\
pair_id,schema,name1,name2
same,Person,Ada Lovelace,"LOVELACE, Ada"
twin,Person,Ada Lovelace,Ada Lovejoy
none,Person,Ada Lovelace,
same,Company,Huawei Technologies,"Huawei Technologies Co., Ltd."
"""


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(PAIRS, encoding="utf-8")
    return path


def test_a_pair_of_one_person_scores_and_a_twin_does_not(given: Path) -> None:
    scores = Pairing(given).to_polars()

    assert scores["pair_id"].to_list() == ["same", "twin", "none", "same"]
    assert [score >= 0.7 for score in scores["score"]] == [True, False, False, True]
    assert scores["score"][2] == 0


def test_every_pair_is_written_and_those_that_lack_a_name_are_told(
    given: Path, tmp_path: Path
) -> None:
    told: list[int] = []

    summary = Pairing(given).write(tmp_path / "scores.csv", told.append)

    with (tmp_path / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.reader(file)]
    assert rows[0] == ["pair_id", "score"]
    assert [row[0] for row in rows[1:]] == ["same", "twin", "none", "same"]
    assert rows[3][1] == "0.000000"
    assert (summary.pairs, summary.matched, told) == (4, 2, [4])
    assert [one.lines for one in summary.unnamed] == [(4,)]


def test_the_threshold_counts_and_drops_nothing(given: Path) -> None:
    rows, summary = Pairing(given, threshold=0).first(2)

    assert (len(rows), summary.pairs, summary.matched) == (2, 4, 4)


def test_scores_are_not_written_over_the_pairs(given: Path) -> None:
    with pytest.raises(InputError, match="written over the file that was given"):
        Pairing(given).write(given)


def test_a_format_that_is_none_is_refused(given: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'txt'"):
        Pairing(given).write(tmp_path / "scores.txt")
