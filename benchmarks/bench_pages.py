"""The pages: how long a reader looks at nothing, in a browser on the same machine."""

from __future__ import annotations

import json
from collections.abc import Mapping

from benchmarks.case import Case, Places
from benchmarks.paint_job import BROWSERS

JOB = "{root}/benchmarks/paint_job.py"


def read_slowest(output: str) -> float:
    """Return the seconds until the slowest page shows something."""
    told = json.loads(output)
    return float(max(one["ms"] for one in told.values())) / 1_000


def read_figures(_places: Places, output: str) -> Mapping[str, str]:
    """Return the paint of each page in milliseconds."""
    return {f"ms, {name}": f"{one['ms']:.0f}" for name, one in json.loads(output).items()}


def read_heaviest(_places: Places, output: str) -> str:
    """Tell what the heaviest page weighs."""
    told = json.loads(output)
    name = max(told, key=lambda each: told[each]["bytes"])
    return f"the heaviest page, {name}, is {told[name]['bytes'] / 1_000:.0f} kB with all it loads"


CASES = [
    Case(
        title="Show a page: from asking to the first contentful paint of the slowest one, in "
        "Chromium with an empty cache (target: 1 s)",
        subject="proscribe",
        command=("python", JOB),
        programs=BROWSERS,
        clock=read_slowest,
        figures=read_figures,
        remark=read_heaviest,
    )
]
