"""What one process of the ownership benchmarks does: `ownership_job.py TASK GRAPH [BLOCKED]`.

`make` invents a graph of companies, always the same, and writes it; `join` and the tasks named
after modes of counting (`aggregate`, `single`) and `economic` read one, are timed without the
reading, and print one line of JSON with the seconds and how many were found.

In the graph most companies have one to five owners; their shares are random and add up to between
60 and 100 % of each. A tenth of the edges lead back, so that there are loops, a twentieth of a per
cent of the companies are said to be owned by more than all, one edge in thirty has no known share,
and a chain leads through 10,000 companies.
"""

from __future__ import annotations

import json
import os
import sys
from decimal import Decimal
from pathlib import Path
from time import perf_counter

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np

from proscribe.securities.ownership.counting import Counting, Mode, count_owned
from proscribe.securities.ownership.economic import indirect_shares
from proscribe.securities.ownership.graph import UNIT, Shares

SEED = 13_959
COMPANIES, EDGES = 1_000_000, 3_000_000
CHAIN = 10_000
# Parts of the edges that lead back and that have no known share, and of companies over-owned.
BACK, UNKNOWN, OVER = 0.1, 1 / 30, 0.0005


def make_graph(
    companies: int, edges: int, chain: int
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return edges as rows: owner, owned, the share at least and at most in billionths."""
    chance = np.random.default_rng(SEED)
    # Few own much, as in real registers.
    owner = (companies * chance.random(edges) ** 2).astype(np.int64)
    owned = chance.integers(0, companies, edges)
    back = chance.random(edges) < BACK
    low, high = np.minimum(owner, owned), np.maximum(owner, owned)
    owner, owned = np.where(back, high, low), np.where(back, low, high)
    part = chance.random(edges) + 0.05
    whole = np.bincount(owned, weights=part, minlength=companies)
    held = chance.uniform(0.6, 1.0, companies)
    held[chance.random(companies) < OVER] = 1.5
    least = np.minimum(part / whole[owned] * held[owned] * UNIT, UNIT).astype(np.int64)
    most = least.copy()
    unknown = chance.random(edges) < UNKNOWN
    least[unknown], most[unknown] = 0, UNIT
    owner[:chain], owned[:chain] = np.arange(chain), np.arange(1, chain + 1)
    least[:chain] = most[:chain] = UNIT * 6 // 10
    return np.column_stack((owner, owned, least, most))


def blocked_of(companies: int, count: int) -> list[int]:
    """Return which companies are blocked."""
    chance = np.random.default_rng(SEED + 1)
    return [0, *(int(one) for one in chance.choice(companies, count - 1, replace=False) if one)]


def run(task: str, graph: Path, count: int) -> dict[str, float | str]:
    """Do one task on a graph that was made."""
    if task == "make":
        np.save(graph, make_graph(COMPANIES, EDGES, CHAIN))
        return {"seconds": 0.0}
    edges = np.load(graph)
    companies = int(edges[:, :2].max()) + 1
    began = perf_counter()
    shares = Shares.of(companies, edges)
    if task == "join":
        return {"seconds": perf_counter() - began, "remark": f"{shares.owner.size:,} edges"}
    blocked = blocked_of(companies, count)
    began = perf_counter()
    if task == "economic":
        indirect = indirect_shares(shares, blocked)
        held, capped = int((indirect.share > 0).sum()), int(indirect.capped.sum())
        told = f"{held:,} held in part, {capped:,} capped"
        return {"seconds": perf_counter() - began, "remark": told}
    rule = Counting(mode=Mode(task), threshold=Decimal("0.5"))
    counted = count_owned(shares, blocked, rule)
    seconds = perf_counter() - began
    certain, open_ = int(counted.certain.sum()), int(counted.open.sum())
    return {"seconds": seconds, "remark": f"{certain:,} blocked or owned, {open_:,} perhaps"}


if __name__ == "__main__":
    name, file, *rest = sys.argv[1:]
    print(json.dumps(run(name, Path(file), int(rest[0]) if rest else 0)))
