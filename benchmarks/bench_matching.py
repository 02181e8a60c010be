"""Finding names: how well, how fast, and beside whom.

Quality is judged by the scorer that lies beside the labelled names; the speeds are those of
invented lists of the same shape at any size (`many_names`), each on one core, read off by the
process itself (`matching_job`). The peers are used as their authors use them; what they do not
offer, a saved index for one, they are not asked for.
"""

from __future__ import annotations

import atexit
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from benchmarks.case import ROOT, Case, Places, peer_version
from benchmarks.many_names import PAIRS, QUERIES

LABELLED = "bench/matching"
JOB = "{root}/benchmarks/matching_job.py"
SMALL, LARGE = 40_000, 1_000_000
# To build, in batch, one by one, memory, cold start.
TARGETS = {
    SMALL: ("1 s", "10,000 queries a second", "2 ms", "200 MB", "0.5 s"),
    LARGE: ("15 s", "2,500 queries a second", "2 ms", "900 MB", "0.5 s"),
}
# What this category asks for cannot be told from the name.
UNANSWERABLE = "held_out_alias/unrelated"
PYTHONS = {
    "proscribe": "python", "nomenklatura": "{peers}/bin/python", "rapidfuzz": "{peers}/bin/python",
}  # fmt: skip
SUBJECTS = {
    "proscribe": "proscribe",
    "nomenklatura": f"nomenklatura {peer_version('nomenklatura') or ''}, blocking index, logic-v2",
    "rapidfuzz": f"rapidfuzz {peer_version('rapidfuzz') or ''}, token_sort_ratio, no index",
}
# Queries asked of each at once, and one by one; fewer of who is slow.
IN_BATCH = {"proscribe": QUERIES, "nomenklatura": 200, "rapidfuzz": 1_000}
ONE_BY_ONE = {"proscribe": 200, "nomenklatura": 20, "rapidfuzz": 200}
COMPARED = {"proscribe": PAIRS, "nomenklatura": 2_000, "rapidfuzz": PAIRS}


def job(who: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of a task of a matcher."""
    return (PYTHONS[who], JOB, who, *arguments)


def peer_of(who: str) -> str | None:
    """Return the package a matcher needs beside Proscribe."""
    return None if who == "proscribe" else who


def read_seconds(output: str) -> float:
    """Return what the job measured."""
    return float(json.loads(output)["seconds"])


def read_remark(_places: Places, output: str) -> str:
    """Return what the job remarked."""
    return str(json.loads(output).get("remark", ""))


def lay_out_queries(places: Places) -> None:
    """Write queries and negatives into one file, without what they should find."""
    with (places.work / "queries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "schema", "name"))
        for part in ("queries.csv", "negatives.csv"):
            for row in read_rows(places.shared / LABELLED / part):
                writer.writerow((row["id"], row["schema"], row["name"]))


def lay_out_pairs(places: Places) -> None:
    """Write the pairs under the heading that the scorer reads, and the scorer beside them."""
    rows = read_rows(places.shared / LABELLED / "pairs.csv")
    with (places.work / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("pair_id", "schema", "name1", "name2", "is_match"))
        for row in rows:
            key = row.get("pair_id") or row["id"]
            writer.writerow((key, row["schema"], row["name1"], row["name2"], row["is_match"]))
    scorer = (places.shared / LABELLED / "score.py").read_bytes()
    (places.work / "score.py").write_bytes(scorer)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score(scorer: Path, *arguments: str) -> dict[str, float | dict[str, float]]:
    """Return what the scorer says."""
    command = [sys.executable, str(scorer), *arguments]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    scores: dict[str, float | dict[str, float]] = json.loads(told)
    return scores


def figures_of_search(places: Places, _output: str) -> Mapping[str, str]:
    """Return how well the names were found."""
    scores = score(places.shared / LABELLED / "score.py", str(places.work / "hits.csv"))
    alerts, found = scores["alerts_1pct"], scores["by_category_1pct"]
    if not isinstance(alerts, dict) or not isinstance(found, dict):
        raise TypeError("score.py: alerts_1pct and by_category_1pct are no tables any more")
    rates = ((rate, name) for name, rate in found.items() if name != UNANSWERABLE)
    worst, where = min(rates)
    return {
        "recall at 10": f"{scores['recall_at_10']:.3f}",
        "at 1 % alerts": f"{scores['recall_1pct']:.3f}",
        "at 0.1 %": f"{scores['recall_01pct']:.3f}",
        "alerts, recombined": f"{alerts['negatives_recombined']:.3f}",
        "Arabic script": f"{found['native_script/arabic']:.3f}",
        "initials": f"{found['perturbed/initial_first']:.3f}",
        "worst category": f"{worst:.3f} {where}",
    }


def figures_of_pairs(places: Places, _output: str) -> Mapping[str, str]:
    """Return how well the pairs were told apart."""
    scores = score(places.work / "score.py", "--pairs", str(places.work / "scores.csv"))
    return {
        "F1 at 0.7": f"{scores['f1_default']:.3f}",
        "best F1": f"{scores['f1_best']:.3f}",
        "at": f"{scores['best_threshold']:.3g}",
    }


def figures_each(count: int) -> Callable[[Places, str], Mapping[str, str]]:
    """Return a reader of the time that one of so many takes."""

    def read(_places: Places, output: str) -> Mapping[str, str]:
        return {"microseconds each": f"{float(f'{1e6 * read_seconds(output) / count:.3g}'):,g}"}

    return read


@cache
def many_names(shared: Path, count: int) -> Path:
    """Return a folder with a list of so many names; it is made once for all cases."""
    folder = Path(tempfile.mkdtemp(prefix="proscribe-bench-names-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    program, stock = ROOT / "benchmarks" / "many_names.py", shared / LABELLED / "index.csv"
    run_python(folder, str(program), str(stock), str(folder), str(count))
    return folder


@cache
def saved_index(shared: Path, count: int) -> Path:
    """Return Proscribe's index of so many names as a file; where it cannot be built, none is."""
    folder = many_names(shared, count)
    program = ROOT / "benchmarks" / "matching_job.py"
    names, saved = folder / "names.csv", folder / "names.index"
    run_python(folder, str(program), "proscribe", "build", str(names), str(saved), is_sure=False)
    return saved


def run_python(folder: Path, *arguments: str, is_sure: bool = True) -> None:
    """Run a program by itself: what it holds must not count for those measured after it."""
    subprocess.run(
        [sys.executable, *arguments], cwd=folder, check=is_sure, stdout=subprocess.DEVNULL
    )


def lay_out(count: int, *, is_saved: bool) -> Callable[[Places], None]:
    """Return a preparation: a list of so many names, its queries and pairs, and its index."""

    def prepare(places: Places) -> None:
        if is_saved:
            saved_index(places.shared, count)
        for file in many_names(places.shared, count).iterdir():
            (places.work / file.name).symlink_to(file)

    return prepare


def find_labelled(who: str) -> Case:
    """Return the case that is judged by the labelled queries."""
    index = f"{{shared}}/{LABELLED}/index.csv"
    ours = ("proscribe", "match", "queries.csv", "--list", index)
    return Case(
        title="Find the labelled names in a list of 19,243 (target: recall at 10 0.99, at 1 % "
        "alerts 0.94, at 0.1 % 0.80; alerts on recombined names 0.10; Arabic script 0.85, "
        "initials 0.80, worst category 0.70)",
        subject=SUBJECTS[who],
        command=(*ours, "--threshold", "0", "--out", "hits.csv")
        if who == "proscribe"
        else job(who, "retrieve", index, "queries.csv", "hits.csv"),
        needs=(LABELLED,),
        peer=peer_of(who),
        prepare=lay_out_queries,
        figures=figures_of_search,
    )


def tell_labelled_apart(who: str) -> Case:
    """Return the case that is judged by the labelled pairs."""
    return Case(
        title="Tell the labelled pairs of names apart (target: F1 0.87 at the default threshold)",
        subject=SUBJECTS[who],
        command=("proscribe", "match", "--pairs", "pairs.csv", "--out", "scores.csv")
        if who == "proscribe"
        else job(who, "pairs", "pairs.csv", "scores.csv"),
        needs=(LABELLED,),
        peer=peer_of(who),
        prepare=lay_out_pairs,
        figures=figures_of_pairs,
    )


def compare_many(who: str) -> Case:
    """Return the case of the speed at which pairs are scored."""
    count = COMPARED[who]
    return Case(
        title="Score invented pairs of names, all different, half of them alike: the scoring alone "
        "(target: 10 microseconds a pair)",
        subject=SUBJECTS[who],
        command=job(who, "pairs", "pairs.csv", "scores.csv", str(count)),
        counts=(count, "pairs"),
        needs=(LABELLED,),
        peer=peer_of(who),
        prepare=lay_out(SMALL, is_saved=False),
        clock=read_seconds,
        figures=figures_each(count),
    )


def cases_of_size(who: str, size: int) -> Iterator[Case]:
    """Yield what is timed on an invented list of so many names."""
    at = f"{size:,} names"
    build, batch, single, memory, cold = TARGETS[size]
    source = "names.index" if who == "proscribe" else "names.csv"
    timed = partial(
        Case,
        subject=SUBJECTS[who],
        needs=(LABELLED,),
        peer=peer_of(who),
        prepare=lay_out(size, is_saved=who == "proscribe"),
    )
    yield timed(
        title=f"Build an index of {at} that are read already (target: {build})",
        command=job(who, "build", "names.csv"),
        counts=(size, "names"),
        clock=read_seconds,
    )
    yield timed(
        title=f"Search {at} in one batch of queries, half of them perturbed names of the list, "
        f"half other names: the search alone (target: {batch}, {memory})",
        subject=f"{SUBJECTS[who]}, {IN_BATCH[who]:,} queries",
        command=job(who, "batch", source, "queries.csv", str(IN_BATCH[who])),
        counts=(IN_BATCH[who], "queries"),
        clock=read_seconds,
        figures=figures_each(IN_BATCH[who]),
        remark=read_remark,
    )
    yield timed(
        title=f"Search {at} query by query, warm: one query, the median (target: {single})",
        subject=f"{SUBJECTS[who]}, {ONE_BY_ONE[who]} queries",
        command=job(who, "single", source, "queries.csv", str(ONE_BY_ONE[who])),
        counts=(1, "queries"),
        clock=read_seconds,
        remark=read_remark,
    )
    yield timed(
        title=f"Start, open the index of {at} and answer one query; a peer that saves none reads "
        f"the list and builds one (target: {cold})",
        command=job(who, "cold", source, "queries.csv"),
        remark=read_remark,
    )


def find_cases() -> Iterator[Case]:
    """Yield all cases; the peers take part at the smaller size, at the larger they are too slow."""
    for case in (find_labelled, tell_labelled_apart, compare_many):
        yield from map(case, SUBJECTS)
    for who in SUBJECTS:
        yield from cases_of_size(who, SMALL)
    yield from cases_of_size("proscribe", LARGE)


CASES = [*find_cases()]
