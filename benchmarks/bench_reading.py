"""Reading articles into claims: how many a second, among how many names, and how soon it can begin.

The articles are those that the tests read, of 300 to 4,000 characters. No peer is measured: nothing
else at hand turns a text into attributed claims.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from benchmarks.bench_matching import LABELLED, many_names
from benchmarks.case import Case, Places
from benchmarks.reading_job import ROUNDS

NAMES = 300_000


def prepare(places: Places) -> None:
    """Make the names, and keep the gazetteer of them."""
    from benchmarks.reading_job import keep

    names = many_names(places.shared, NAMES) / "names.csv"
    (places.work / "names.csv").symlink_to(names)
    keep(names, places.work / "gazetteer")


def clocked(what: str) -> Callable[[str], float]:
    """Return what reads seconds of the processor off a run's output."""
    return lambda output: float(json.loads(output)[what])


def figures(_places: Places, output: str) -> Mapping[str, str]:
    """Return how large the articles were, and what was found in them."""
    told = json.loads(output)
    return {
        "articles": f"{told['articles']:,}",
        "characters each": f"{told['characters'] / told['articles']:,.0f}",
        "claims each": f"{told['claims'] / told['articles']:.1f}",
    }


def case(title: str, least: int, most: int, count: int) -> Case:
    """Return the reading of articles of some length."""
    return Case(
        title=title,
        subject="proscribe",
        command=(
            "python", "{root}/benchmarks/reading_job.py", "read", "{work}/gazetteer",
            str(least), str(most), str(count),
        ),
        counts=(count * ROUNDS, "articles"),
        needs=(LABELLED,),
        prepare=prepare,
        clock=clocked("seconds"),
        figures=figures,
    )  # fmt: skip


CASES = [
    case(
        "Read short articles into claims, 300,000 names known (target: 100 a second)", 300, 900, 50
    ),
    case("Read long articles into claims, 300,000 names known", 900, 10_000, 20),
    Case(
        title="Load the gazetteer of 300,000 names (target: 1 s)",
        subject="proscribe",
        command=("python", "{root}/benchmarks/reading_job.py", "load", "{work}/gazetteer"),
        needs=(LABELLED,),
        prepare=prepare,
        clock=clocked("seconds"),
    ),
]
