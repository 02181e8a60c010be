"""What one process of the matching benchmarks does: `matching_job.py MATCHER TASK FILE…`.

The tasks, each on one core, print one line of JSON with the seconds of what they measure:

- `retrieve NAMES QUERIES HITS`: search all queries, at threshold 0, and write what was found;
- `pairs PAIRS SCORES [COUNT]`: score the pairs, or the first of them, and write the scores;
- `build NAMES [SAVED]`: build the index from names already read, and save it;
- `batch SOURCE QUERIES COUNT`: answer so many queries in one call;
- `single SOURCE QUERIES COUNT`: answer so many one by one; the median of one;
- `cold SOURCE QUERIES`: be ready and answer one query, as a new process does.

A SOURCE is a file of names, or a saved index where it ends in `.index`.

The file is a program of its own because the peers' Python has no Proscribe, and the other way
round; before a library is loaded, it ties itself to one core.
"""

from __future__ import annotations

import csv
import json
import os
import statistics
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

from benchmarks.matchers import Entry, Matcher, Saving, load_matcher

THREADS = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"),
    *("POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "NOMENKLATURA_DUCKDB_THREADS"),
)
THRESHOLD = 0.7
TOP = 10
MIB = 2**20
Report = dict[str, float | str]


def tie_to_one_core() -> None:
    """Run on one processor only, with one thread in each library that would start more."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_names(path: Path, count: int | None = None) -> list[Entry]:
    """Read `id,schema,name`, all or the first."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = islice(csv.DictReader(file), count)
        return [(row["id"], row["schema"], row["name"]) for row in rows]


def write_rows(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def make_ready(matcher: Matcher, source: Path) -> None:
    """Open a saved index, or build one from names."""
    if source.suffix != ".index":
        matcher.build(read_names(source))
    elif isinstance(matcher, Saving):
        matcher.open(source)
    else:
        raise SystemExit(f"{source}: {type(matcher).__name__} opens no saved index; give names")


def retrieve(matcher: Matcher, names: str, queries: str, hits: str) -> Report:
    """Search all queries and write what was found."""
    matcher.build(read_names(Path(names)))
    asked = read_names(Path(queries))
    began = perf_counter()
    found = matcher.match(asked, 0.0)
    seconds = perf_counter() - began
    write_rows(Path(hits), ("query_id", "entity_id", "score"), found)
    return {"seconds": seconds}


def pairs(matcher: Matcher, source: str, scores: str, count: str = "") -> Report:
    """Score pairs; a few before them, one a script, load what is loaded once."""
    rows = read_rows(Path(source))[: int(count) if count else None]
    given = [(row["schema"], row["name1"], row["name2"]) for row in rows]
    matcher.compare(
        [
            ("Person", "Ada Lovelace", other)
            for other in ("Ада Лавлейс", "أدا لوفليس", "愛達", "에이다")
        ]
    )
    began = perf_counter()
    found = matcher.compare(given)
    seconds = perf_counter() - began
    keys = (row["pair_id"] for row in rows)
    write_rows(Path(scores), ("pair_id", "score"), list(zip(keys, found, strict=True)))
    return {"seconds": seconds}


def build(matcher: Matcher, names: str, saved: str = "") -> Report:
    """Build the index; reading the file of names does not count, nor does saving."""
    entries = read_names(Path(names))
    began = perf_counter()
    matcher.build(entries)
    seconds = perf_counter() - began
    if saved and isinstance(matcher, Saving):
        matcher.save(Path(saved))
    return {"seconds": seconds}


def batch(matcher: Matcher, source: str, queries: str, count: str) -> Report:
    """Answer queries in one call, and tell how many of the perturbed names, and others, found."""
    make_ready(matcher, Path(source))
    rows = read_rows(Path(queries))
    asked = [(row["id"], row["schema"], row["name"]) for row in rows][: int(count)]
    matcher.match(asked[:1], THRESHOLD)
    began = perf_counter()
    found = matcher.match(asked, THRESHOLD)
    seconds = perf_counter() - began
    hits = {(query, entity) for query, entity, _ in found}
    expected = [(row["id"], row["expected"]) for row in rows[: int(count)] if row["expected"]]
    right = sum(each in hits for each in expected) / len(expected)
    others = {row["id"] for row in rows[: int(count)] if not row["expected"]}
    alerts = len(others & {query for query, _, _ in found}) / max(1, len(others))
    told = f"{right:.0%} of the perturbed names found, {alerts:.0%} of the others alert"
    return {"seconds": seconds, "remark": told}


def single(matcher: Matcher, source: str, queries: str, count: str) -> Report:
    """Answer queries one by one, all but the first few counted, and return the median."""
    make_ready(matcher, Path(source))
    asked = read_names(Path(queries), int(count))
    warm, times = asked[:TOP], []
    for query in (*warm, *asked):
        began = perf_counter()
        matcher.match([query], THRESHOLD)
        times.append(perf_counter() - began)
    counted = sorted(times[len(warm) :])
    slow = counted[int(len(counted) * 0.95)]
    return {
        "seconds": statistics.median(counted),
        "remark": f"95 in 100 under {1000 * slow:.1f} ms",
    }


def cold(matcher: Matcher, source: str, queries: str) -> Report:
    """Be ready and answer one query; the whole process is measured, from outside."""
    make_ready(matcher, Path(source))
    found = matcher.match(read_names(Path(queries), 1), THRESHOLD)
    return {"remark": f"{len(found)} found"}


TASKS: dict[str, Callable[..., Report]] = {
    "retrieve": retrieve,
    "pairs": pairs,
    "build": build,
    "batch": batch,
    "single": single,
    "cold": cold,
}


def main(name: str, task: str, *files: str) -> None:
    """Run one task of one matcher."""
    tie_to_one_core()
    print(json.dumps(TASKS[task](load_matcher(name), *files)))


if __name__ == "__main__":
    main(*sys.argv[1:])
