"""What the benchmarks of the server send, and how they read what comes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.bench_service import CASES, copy_or_share, read_figures, read_seconds
from benchmarks.case import Places
from benchmarks.service_job import (
    BODIES,
    family,
    read_opening,
    read_processor,
    read_pss,
    write_bodies,
)

TOLD = {
    "requests": 20_000, "seconds": 16.0, "failed": 3, "ms_50": 12.34, "ms_99": 45.678,
    "processor": 30.0, "pss_mib": 1_234.5, "client": "wrk",
}  # fmt: skip


def test_figures_are_read_off_what_the_job_tells(tmp_path: Path) -> None:
    figures = read_figures(Places(work=tmp_path, shared=tmp_path), json.dumps(TOLD))

    assert read_seconds(json.dumps(TOLD)) == pytest.approx(0.0008)
    assert [*figures.values()] == ["12.3", "45.7", "3", "1.50", "1,234"]


def test_each_request_asks_one_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("queries.csv").write_text('id,schema,name\nq1,Person,Jos\u00e9\nq2,Company,"A, B"\n')
    write_bodies()

    asked = [json.loads(line)["queries"]["q"] for line in BODIES.read_text().splitlines()]
    assert [one["properties"]["name"] for one in asked] == [["Jos\u00e9"], ["A, B"]]
    assert asked[0]["schema"] == "Person"


def test_the_opening_of_a_server_is_read_over_several_lines() -> None:
    program = 'print(\'{\\n"key": "k",\\n"address": "a"\\n}\')'
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as server:
        assert read_opening(server) == {"key": "k", "address": "a"}


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells memory there")
def test_the_memory_and_the_time_of_a_process_and_those_below_it_are_read() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert {os.getpid(), child.pid} <= {*family(os.getpid())}
        assert read_pss(os.getpid()) > read_pss(child.pid) > 0
        assert read_processor(os.getpid()) > 0
        child.communicate(b"\n")


def test_one_worker_is_measured_beside_four_with_few_names_and_with_many() -> None:
    assert [case.command[2] for case in CASES] == ["1", "2", "4"] * 2
    assert len({case.title for case in CASES[:3]}) == len({case.title for case in CASES[3:]}) == 1
    assert ["1,000,000 names" in case.title for case in CASES[2:4]] == [False, True]


def test_what_is_large_is_shared_by_copies_of_a_store_and_its_database_is_not(
    tmp_path: Path,
) -> None:
    for name in ("proscribe.db", "names.index"):
        (tmp_path / name).write_text("as made")
        copy_or_share(str(tmp_path / name), str(tmp_path / f"copy of {name}"))

    assert not (tmp_path / "proscribe.db").samefile(tmp_path / "copy of proscribe.db")
    assert (tmp_path / "names.index").samefile(tmp_path / "copy of names.index")
