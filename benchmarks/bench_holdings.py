"""Listed issuers in funds' holdings and fails to deliver, by one kind of column at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from benchmarks.case import Case, Places


def read_parts(output: str) -> Iterator[Mapping[str, object]]:
    """Yield the parts that the job has printed."""
    for line in output.splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def names_of(part: Mapping[str, object], kind: str) -> list[str]:
    """Return the names a part tells under a heading."""
    held = part[kind]
    return [str(name) for name in held] if isinstance(held, list) else []


def figures_of(_places: Places, output: str) -> Mapping[str, str]:
    """Return for each part how much of what is there was found, how surely, and what else was."""
    return {
        f"{part['file']}, only {part['only']}": f"{part['certain']} + {part['review']} of "
        f"{part['expected']}; {len(names_of(part, 'wrong'))} wrong, "
        f"{len(names_of(part, 'raised'))} raised"
        for part in read_parts(output)
    }


def remark_of(_places: Places, output: str) -> str:
    """Return the names that were missed, wrongly barred, or raised for a look."""
    parts = [*read_parts(output)]
    told = {
        kind: sorted({name for part in parts for name in names_of(part, kind)})
        for kind in ("missed", "wrong", "raised")
    }
    return "; ".join(f"{kind}: {', '.join(names) or 'none'}" for kind, names in told.items())


CASES = (
    Case(
        title="Find NS-CMIC issuers in holdings by one kind of column "
        "(PROHIBITED + REVIEW of those expected; others barred wrongly, others raised for a look)",
        subject="proscribe",
        command=("python", "{root}/benchmarks/holdings_job.py", "{shared}/data"),
        needs=("data/holdings_ishares", "data/sec_ftd", "data/us_ofac_consolidated"),
        figures=figures_of,
        remark=remark_of,
    ),
)
