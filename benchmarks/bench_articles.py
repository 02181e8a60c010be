"""Taking articles out of web pages: how well, how fast, and beside whom.

The pages are ours (`article_pages`), as no public benchmark of articles can be packaged; they are
few, so the figures tell of kinds of furniture, not of the web. The peer is the library that we
build on, as it comes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version

from benchmarks.article_pages import pages
from benchmarks.case import Case, Places

COUNT = sum(1 for _ in pages())
SUBJECTS = {
    "proscribe": "proscribe",
    "trafilatura": f"trafilatura {version('trafilatura')}, default settings",
    "nobody": "every word shown, as a floor",
}


def read_seconds(output: str) -> float:
    """Return the processor seconds of one round over all pages."""
    return float(json.loads(output)["seconds"])


def figures(_places: Places, output: str) -> Mapping[str, str]:
    """Return how well the words of the articles were found."""
    judged = json.loads(output)
    return {name: f"{judged[name]:.3f}" for name in ("precision", "recall", "f1")}


CASES = [
    Case(
        title="Take the articles out of pages (target: 100 a second; figures over words)",
        subject=subject,
        command=("python", "{root}/benchmarks/article_job.py", who),
        counts=(COUNT, "pages"),
        clock=read_seconds,
        figures=figures,
    )
    for who, subject in SUBJECTS.items()
]
