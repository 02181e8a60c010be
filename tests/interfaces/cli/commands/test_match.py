"""`proscribe match`: files of names and of pairs, from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.interfaces.cli.running import Command

QUERIES = """\
id,schema,name
q1,Company,Huawei Tecnologies Co Ltd
q2,Company,Haier Smart Home
q3,Company,
"""
NAMES = """\
id,schema,name
h,Company,"Huawei Technologies Co., Ltd."
x,Company,Xiaomi Corporation
"""
PAIRS = """\
pair_id,schema,name1,name2
p1,Company,Huawei Technologies,Huawei Tecnologies
p2,Company,Huawei Technologies,Haier Technologies
"""
ASKED = ("match", "queries.csv", "--list", "list.csv")


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    for name, text in (("queries", QUERIES), ("list", NAMES), ("pairs", PAIRS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def test_what_is_found_in_a_list_is_written(proscribe: Command, folder: Path) -> None:
    run = proscribe(*ASKED, "--out", "matches.csv")

    (row,) = read_csv(folder / "matches.csv")
    assert run.code == 0
    assert [*row] == ["query_id", "entity_id", "score", "name", "matched_name", "explanation"]
    assert (row["query_id"], row["entity_id"]) == ("q1", "h")
    assert run.out == "3 queries, 1 of them matched: 1 match.\nWritten to matches.csv\n"
    assert "2 names in" in run.err
    assert "3 queries in" in run.err
    assert "queries.csv: 1 line without a name, so nobody was looked for: 4." in run.err


def test_without_a_file_a_table_is_shown(proscribe: Command) -> None:
    run = proscribe(*ASKED)

    head, row, _, end = run.out.splitlines()
    assert head.split() == ["Query", "Name", "Score", "Matched", "name", "Entity", "Why"]
    assert "Huawei Tecnologies Co Ltd" in row
    assert "Huawei Technologies Co., Ltd." in row
    assert end == "3 queries, 1 of them matched: 1 match."


def test_json_holds_every_match_or_says_where_they_are(proscribe: Command, folder: Path) -> None:
    shown = proscribe(*ASKED, "--json").document
    written = proscribe(*ASKED, "--json", "--out", "matches.json").document

    (match,) = shown["matches"]
    assert (match["query_id"], match["entity_id"]) == ("q1", "h")
    assert (shown["queries"], shown["matched"], shown["found"]) == (3, 1, 1)
    assert shown["unnamed"] == [{"file": "queries.csv", "count": 1, "lines": [4]}]
    assert written["out"] == "matches.json"
    assert json.loads((folder / "matches.json").read_bytes())["matches"] == [match]


def test_names_are_looked_for_in_the_ledger_as_known_at_a_moment(
    proscribe: Command, folder: Path
) -> None:
    (folder / "queries.csv").write_text(
        "id,schema,name\nq1,Company,Xiaomi Corporation\n", encoding="utf-8"
    )

    now = proscribe("match", "queries.csv", "--threshold", "0.5", "--json").document
    before = proscribe("match", "queries.csv", "--known-at", "1990-01-01", "--json").document

    assert any("xiaomi" in row["entity_id"] for row in now["matches"])
    assert before["matches"] == []


def test_pairs_are_scored_in_their_order(proscribe: Command, folder: Path) -> None:
    run = proscribe("match", "--pairs", "pairs.csv", "--out", "scores.csv")

    rows = read_csv(folder / "scores.csv")
    assert run.code == 0
    assert [row["pair_id"] for row in rows] == ["p1", "p2"]
    assert float(rows[0]["score"]) >= 0.7 > float(rows[1]["score"])
    assert run.out.startswith("2 pairs, 1 of them at the threshold or above.")


def test_pairs_without_a_file_are_shown(proscribe: Command) -> None:
    shown = proscribe("match", "--pairs", "pairs.csv").out
    document = proscribe("match", "--pairs", "pairs.csv", "--json").document

    assert [line.split()[0] for line in shown.splitlines()[:3]] == ["Pair", "p1", "p2"]
    assert [row["pair_id"] for row in document["scores"]] == ["p1", "p2"]


def test_one_of_a_kind_is_told_as_one(proscribe: Command, folder: Path) -> None:
    (folder / "one.csv").write_text("id,name\n1,Xiaomi Corporation\n", encoding="utf-8")
    (folder / "pair.csv").write_text("name1,name2\nXiaomi,Xiaomi\n", encoding="utf-8")

    names = proscribe("match", "one.csv", "--list", "one.csv")
    pairs = proscribe("match", "--pairs", "pair.csv")

    assert names.out.endswith("\n1 query, 1 of them matched: 1 match.\n")
    assert "1 name in " in names.err
    assert "1 query in " in names.err
    assert "1 pair in " in pairs.err
    assert pairs.out.endswith("\n1 pair, 1 of them at the threshold or above.\n")


def test_it_is_told_how_many_matches_a_person_has_left_out(
    proscribe: Command, folder: Path
) -> None:
    (folder / "queries.csv").write_text("id,name\nq1,Cnook\n", encoding="utf-8")
    asked = ("match", "queries.csv", "--threshold", "0.1", "--json")
    (hit, *others) = proscribe(*asked).document["matches"]
    clear = ("clear", "Cnook", hit["entity_id"], "--because", "a bistro", "--by", "ana")
    proscribe(*clear, "--schema", "LegalEntity")

    run = proscribe(*asked)

    assert run.document["silenced"] == 1
    assert run.document["matches"] == others
    assert "1 match left out, since a person told the two apart" in run.err
    assert "left out" not in proscribe(*asked[:2], "--list", "list.csv").err


def test_a_name_that_is_not_read_whole_is_told_with_its_line(
    proscribe: Command, folder: Path
) -> None:
    rows = f"1,{'q' * 2_000} Xiaomi Corporation\n2,Haier\n3,{'q' * 61}\n"
    (folder / "queries.csv").write_text(f"id,name\n{rows}", encoding="utf-8")

    run = proscribe(*ASKED, "--json")

    assert [row["entity_id"] for row in run.document["matches"]] == ["x"]
    assert "queries.csv: 2 names are too long to be read whole" in run.err
    assert "was not looked for: lines 2, 4." in run.err
    assert len(run.document["warnings"]) == 1


def test_exit_code_1_where_anybody_matched(proscribe: Command) -> None:
    assert proscribe(*ASKED, "--exit-code").code == 1
    assert proscribe(*ASKED, "--exit-code", "--threshold", "1").code == 0
    assert proscribe("match", "--pairs", "pairs.csv", "--exit-code").code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "there are no names"),
        (("absent.csv",), "No such file"),
        (("queries.csv", "--pairs", "pairs.csv"), "pairs are scored by themselves"),
        ((*ASKED[1:], "--known-at", "2021-03-06"), "of no moment"),
        ((*ASKED[1:], "--out", "matches.txt"), "cannot be written as 'txt'"),
        ((*ASKED[1:], "--out", "list.csv"), "written over the file that was given"),
        ((*ASKED[1:], "--threshold", "1.5"), "--threshold"),
        ((*ASKED[1:], "--limit", "0"), "--limit"),
        (("--pairs", "list.csv"), "name1 and name2"),
    ],
)
def test_what_makes_no_sense_ends_with_2(
    proscribe: Command, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    run = proscribe("match", *arguments)

    assert run.code == 2
    assert said in run.err
    assert (folder / "list.csv").read_text(encoding="utf-8") == NAMES


def test_an_unknown_schema_ends_with_2_and_its_line_and_writes_nothing(
    proscribe: Command, folder: Path
) -> None:
    (folder / "queries.csv").write_text(f"{QUERIES}q4,Alien,Zork\n", encoding="utf-8")

    run = proscribe(*ASKED, "--out", "matches.csv")

    assert run.code == 2
    assert "queries.csv, line 5, column schema: 'Alien' is no FollowTheMoney schema" in run.err
    assert "Person, Company" in run.err
    assert not [*folder.glob("*matches*")]


def test_no_store_is_opened_for_a_list(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("PROSCRIBE_DB", f"sqlite:///{folder / 'absent' / 'ledger.db'}")

    assert proscribe(*ASKED).code == 0
    assert proscribe("match", "queries.csv").code == 3
