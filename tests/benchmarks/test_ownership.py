"""The invented graph of the ownership benchmarks."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import ownership_job
from benchmarks.bench_ownership import CASES, read_seconds
from benchmarks.ownership_job import blocked_of, make_graph, run
from proscribe.securities.ownership.graph import UNIT


def test_the_graph_is_the_same_each_time_and_has_what_it_says() -> None:
    edges = make_graph(2_000, 6_000, 50)
    owner, owned, least, most = edges.T

    assert np.array_equal(edges, make_graph(2_000, 6_000, 50))
    assert 0.02 < ((least == 0) & (most == UNIT)).mean() < 0.05
    assert (owner > owned).any()
    assert (owner < owned).any()
    assert [owned[at] for at in range(3)] == [1, 2, 3]


@pytest.mark.parametrize("task", ["join", "aggregate", "single", "economic"])
def test_each_task_tells_its_time_and_what_it_found(
    task: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ownership_job, "COMPANIES", 500)
    monkeypatch.setattr(ownership_job, "EDGES", 1_500)
    monkeypatch.setattr(ownership_job, "CHAIN", 20)
    graph = tmp_path / "graph.npy"
    run("make", graph, 0)

    told = run(task, graph, 10)

    assert read_seconds(json.dumps(told)) > 0
    assert told["remark"]


def test_nobody_is_blocked_twice() -> None:
    blocked = blocked_of(100, 20)

    assert blocked[0] == 0
    assert len(blocked) == len(set(blocked))


def test_every_case_names_its_target() -> None:
    assert all("target" in case.title for case in CASES)
