"""The harness measures real processes and reports what it could not measure."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.case import Case, Places
from benchmarks.measure import Measured, NotMeasured, measure, measure_pace
from benchmarks.page import write_page, write_rate

HOLDS_64_MIB = "import time; held = bytearray(b'x') * 2**26; time.sleep(0.05); print(len(held))"
PACES = (6e6,)


def python(code: str) -> Case:
    return Case(title="Hold 64 MiB", subject="python", command=(sys.executable, "-c", code))


def test_time_and_peak_memory_are_those_of_the_process(tmp_path: Path) -> None:
    outcome = measure(python(HOLDS_64_MIB), tmp_path)

    assert isinstance(outcome, Measured)
    assert [run.output for run in outcome.runs] == ["67108864\n"] * 5
    assert outcome.seconds >= 0.05
    assert outcome.peak_bytes > 64 * 2**20


def test_a_failing_command_is_reported_with_its_last_words(tmp_path: Path) -> None:
    case = python("raise SystemExit('no such list')")

    outcome = measure(case, tmp_path)

    expected = NotMeasured(case=case, why="failed with 1: no such list", is_failure=True)
    assert outcome == expected
    assert "failed with 1: no such list |" in write_page([outcome], date(2026, 8, 1), PACES)


def test_a_case_without_its_data_is_left_out_and_no_failure(tmp_path: Path) -> None:
    case = Case(title="t", subject="s", command=("true",), needs=("bench/names.csv",))

    outcome = measure(case, tmp_path)

    assert isinstance(outcome, NotMeasured)
    assert (outcome.why, outcome.is_failure) == ("left out, the data lacks bench/names.csv", False)


def test_folders_are_prepared_once_and_named_in_the_command(tmp_path: Path) -> None:
    def prepare(places: Places) -> None:
        (places.work / "in.txt").write_text("7")

    def remark(places: Places, output: str) -> str:
        return f"{output} in {(places.work / 'in.txt').read_text()}"

    code = "import sys; print(open(sys.argv[1]).read() * 2, end='')"
    case = Case(
        title="Double",
        subject="python",
        command=(sys.executable, "-c", code, "{work}/in.txt"),
        prepare=prepare,
        remark=remark,
    )

    outcome = measure(case, tmp_path)

    assert isinstance(outcome, Measured)
    assert outcome.remark == "77 in 7"


def test_fewer_than_five_runs_are_refused() -> None:
    with pytest.raises(ValueError, match="4 runs, at least 5 needed"):
        Case(title="t", subject="s", command=("true",), repeats=4)


def test_a_part_of_the_process_is_timed_by_what_it_prints_itself(tmp_path: Path) -> None:
    case = replace(python("print(0.00125)"), clock=float)

    outcome = measure(case, tmp_path)

    assert isinstance(outcome, Measured)
    assert outcome.seconds == 0.00125
    assert "| python | 0.00125 | 0.00125 to 0.00125 |" in write_page(
        [outcome], date(2026, 8, 1), PACES
    )


def test_a_peer_that_is_not_installed_has_a_row_that_says_so_and_is_no_failure(
    tmp_path: Path,
) -> None:
    case = replace(python("pass"), peer="no_such_peer")

    outcome = measure(case, tmp_path)

    assert isinstance(outcome, NotMeasured)
    assert not outcome.is_failure
    why = "left out, no_such_peer is not installed (make bench installs it)"
    page = write_page([outcome], date(2026, 8, 1), PACES)
    assert f"| python |  |  |  |  |  | {why} |" in page.splitlines()


def test_figures_have_columns_that_a_case_without_them_leaves_empty(tmp_path: Path) -> None:
    with_figures = replace(python("pass"), subject="one", figures=lambda *_: {"recall": "0.9"})
    outcomes = [measure(case, tmp_path) for case in (with_figures, python("pass"))]

    rows = [
        line.split(" | ")[-3:]
        for line in write_page(outcomes, date(2026, 8, 1), PACES).splitlines()
        if line.startswith("| ")
    ]

    assert rows[0] == ["runs", "recall", "remark |"]
    assert rows[2:] == [["5", "0.9", " |"], ["5", "", " |"]]


def test_a_page_tells_how_fast_the_machine_was() -> None:
    page = write_page([], date(2026, 8, 1), [6.04e6, 2e6, 3e6])

    assert "- Pace: 2.0 to 6.0 million additions a second of a loop" in page
    assert measure_pace() > 0


def test_rates_have_three_digits() -> None:
    assert write_rate((100_000, "names"), 1.2345) == "81,000 names"
    assert write_rate((1, "demo"), 8.0) == "0.125 demo"
