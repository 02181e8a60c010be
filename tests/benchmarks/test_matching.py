"""The benchmarks of matching: every case can run, and what it reports is what was measured."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import bench_matching, matching_job
from benchmarks.bench_matching import CASES
from benchmarks.case import Case, Places
from benchmarks.matchers import Entry, Hit, Pair


class Exact:
    """Finds a name that is written the same, and nothing else."""

    def build(self, entries: Sequence[Entry]) -> None:
        self.entries = {name: key for key, _, name in entries}

    def match(self, queries: Sequence[Entry], threshold: float) -> list[Hit]:
        found = ((key, self.entries.get(name), 1.0) for key, _, name in queries)
        return [(key, entry, score) for key, entry, score in found if entry and score >= threshold]

    def compare(self, pairs: Sequence[Pair]) -> list[float]:
        return [float(one == other) for _, one, other in pairs]


def write(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def names(tmp_path: Path) -> str:
    return write(tmp_path / "n.csv", "id,schema,name", "e1,Person,Ann Lee", "e2,Person,Bo Ek")


@pytest.fixture
def queries(tmp_path: Path) -> str:
    header = "id,schema,name,expected"
    rows = ("q1,Person,Ann Lee,e1", "q2,Person,Bo Eck,e2", "q3,Person,Cy Dee,")
    return write(tmp_path / "q.csv", header, *rows)


def test_a_batch_tells_which_part_of_the_perturbed_names_was_found(
    names: str, queries: str
) -> None:
    assert matching_job.batch(Exact(), names, queries, "3")["remark"] == (
        "50% of the perturbed names found, 0% of the others alert"
    )
    assert matching_job.batch(Exact(), names, queries, "1")["remark"] == (
        "100% of the perturbed names found, 0% of the others alert"
    )


def test_a_batch_tells_how_many_names_that_are_not_in_the_list_alert(
    names: str, tmp_path: Path
) -> None:
    rows = ("q1,Person,Ann Lee,e1", "q2,Person,Bo Ek,", "q3,Person,Cy Dee,")
    queries = write(tmp_path / "others.csv", "id,schema,name,expected", *rows)

    assert matching_job.batch(Exact(), names, queries, "3")["remark"] == (
        "100% of the perturbed names found, 50% of the others alert"
    )


def test_what_is_found_is_written_as_the_scorer_reads_it(
    names: str, queries: str, tmp_path: Path
) -> None:
    matching_job.retrieve(Exact(), names, queries, str(tmp_path / "hits.csv"))

    assert (tmp_path / "hits.csv").read_text().split() == [
        *("query_id,entity_id,score", "q1,e1,1.0"),
    ]


def test_only_as_many_pairs_as_asked_for_are_scored(tmp_path: Path) -> None:
    pairs = write(tmp_path / "p.csv", "pair_id,schema,name1,name2", "a,Person,X,X", "b,Person,X,Y")

    matching_job.pairs(Exact(), pairs, str(tmp_path / "all.csv"))
    matching_job.pairs(Exact(), pairs, str(tmp_path / "one.csv"), "1")

    assert (tmp_path / "all.csv").read_text().split() == ["pair_id,score", "a,1.0", "b,0.0"]
    assert (tmp_path / "one.csv").read_text().split() == ["pair_id,score", "a,1.0"]


def test_a_matcher_without_saved_indexes_refuses_one(tmp_path: Path, queries: str) -> None:
    with pytest.raises(SystemExit, match=r"names\.index: Exact opens no saved index; give names"):
        matching_job.cold(Exact(), str(tmp_path / "names.index"), queries)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to a core")
def test_a_job_is_tied_to_one_core() -> None:
    code = (
        "from benchmarks.matching_job import tie_to_one_core; import json, os; tie_to_one_core(); "
        "print(json.dumps([len(os.sched_getaffinity(0)), os.environ['OMP_NUM_THREADS']]))"
    )
    root = Path(bench_matching.__file__).parent.parent
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout

    assert json.loads(told) == [1, "1"]


def case_of(title: str, who: str) -> Case:
    (found,) = (each for each in CASES if title in each.title and each.subject.startswith(who))
    return found


def test_a_peer_is_asked_for_by_the_name_of_its_package_and_proscribe_by_none() -> None:
    assert {case.peer for case in CASES if case.subject.startswith("proscribe")} == {None}
    assert {case.peer for case in CASES if not case.subject.startswith("proscribe")} == {
        *("nomenklatura", "rapidfuzz"),
    }


def test_each_peer_stands_beside_us_wherever_we_are_measured_at_its_size() -> None:
    titles = {case.title for case in CASES if "1,000,000" not in case.title}

    for who in ("nomenklatura", "rapidfuzz"):
        assert {case.title for case in CASES if case.subject.startswith(who)} == titles


def laid_out(tmp_path: Path, shared: Path, title: str) -> Places:
    places = Places(work=tmp_path, shared=shared)
    case_of(title, "rapidfuzz").prepare(places)
    return places


def test_the_answers_are_not_handed_to_those_who_are_asked(tmp_path: Path, shared: Path) -> None:
    laid_out(tmp_path, shared, "Find the labelled names")

    lines = (tmp_path / "queries.csv").read_text(encoding="utf-8").splitlines()
    assert (lines[0], len(lines)) == ("id,schema,name", 1 + 1_295 + 1_579)


def test_hits_that_are_all_right_score_one_everywhere(tmp_path: Path, shared: Path) -> None:
    places = laid_out(tmp_path, shared, "Find the labelled names")
    queries = bench_matching.read_rows(shared / "bench/matching/queries.csv")
    rows = ((row["id"], row["expected"].split(";")[0], "1.0") for row in queries)
    write_hits(tmp_path / "hits.csv", ("query_id", "entity_id", "score"), rows)

    figures = case_of("Find the labelled names", "rapidfuzz").figures(places, "")

    assert {name: figures[name] for name in ("recall at 10", "at 1 % alerts", "initials")} == {
        "recall at 10": "1.000",
        "at 1 % alerts": "1.000",
        "initials": "1.000",
    }
    assert figures["worst category"].startswith("1.000 ")
    assert figures["alerts, recombined"] == "0.000"


@pytest.mark.parametrize(("flipped", "expected"), [(False, "1.000"), (True, "0.000")])
def test_pairs_told_apart_score_one_and_taken_for_each_other_nothing(
    tmp_path: Path, shared: Path, *, flipped: bool, expected: str
) -> None:
    places = laid_out(tmp_path, shared, "Tell the labelled pairs")
    rows = bench_matching.read_rows(tmp_path / "pairs.csv")
    scores = ((row["pair_id"], str(float((row["is_match"] == "true") != flipped))) for row in rows)
    write_hits(tmp_path / "scores.csv", ("pair_id", "score"), scores)

    figures = case_of("Tell the labelled pairs", "rapidfuzz").figures(places, "")

    assert figures["F1 at 0.7"] == expected


def write_hits(path: Path, header: Sequence[str], rows: object) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)  # type: ignore[arg-type]
