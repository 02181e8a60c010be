"""What the benchmark of pages reads, and what is said where no browser is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.bench_pages import CASES, read_figures, read_heaviest, read_slowest
from benchmarks.case import Places
from benchmarks.measure import NotMeasured, measure

TOLD = json.dumps({"ask": {"ms": 210.4, "bytes": 61_000}, "review": {"ms": 480.6, "bytes": 40_000}})


def test_figures_are_read_off_what_the_browser_told(tmp_path: Path) -> None:
    places = Places(work=tmp_path, shared=tmp_path)

    assert read_slowest(TOLD) == pytest.approx(0.4806)
    assert read_figures(places, TOLD) == {"ms, ask": "210", "ms, review": "481"}
    assert read_heaviest(places, TOLD).startswith("the heaviest page, ask, is 61 kB")


def test_without_a_browser_it_is_left_out_with_words(tmp_path: Path) -> None:
    outcome = measure(replace(CASES[0], programs=("no-such-browser",)), tmp_path)

    assert isinstance(outcome, NotMeasured)
    assert not outcome.is_failure
    assert outcome.why == "left out, none of no-such-browser is installed"
