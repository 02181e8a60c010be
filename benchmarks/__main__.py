"""Measures all cases and writes docs/benchmarks.md: `python -m benchmarks [WORD…]`.

With words, only cases whose title, subject or module has one of them are run, and the page is
printed instead of written: a part of the figures must not pass for all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks.case import Case
from benchmarks.measure import Measured, NotMeasured, measure, measure_pace
from benchmarks.page import write_page, write_seconds

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"


def find_cases(words: Sequence[str]) -> Iterator[Case]:
    """Yield the cases of all `bench_*.py`, by module name; with words, those that have one."""
    for path in sorted(HERE.glob("bench_*.py")):
        for case in import_module(f"benchmarks.{path.stem}").CASES:
            text = f"{path.stem} {case.title} {case.subject}".lower()
            if not words or any(word.lower() in text for word in words):
                yield case


def main(words: Sequence[str]) -> int:
    """Measure, report, and return the exit code: 1 where a case failed."""
    shared = (HERE.parent / os.environ.get("PROSCRIBE_TEST_DATA", "../shared")).resolve()
    outcomes: list[Measured | NotMeasured] = []
    paces: list[float] = []
    for case in find_cases(words):
        paces.append(measure_pace())
        print(f"{case.title}: {case.subject} …", end=" ", file=sys.stderr, flush=True)
        outcome = measure(case, shared)
        told = (
            f"{write_seconds(outcome.seconds)} s" if isinstance(outcome, Measured) else outcome.why
        )
        print(told, file=sys.stderr)
        outcomes.append(outcome)
    paces.append(measure_pace())
    page = write_page(outcomes, datetime.now(tz=UTC).date(), paces)
    if words:
        print(page)
    else:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page, encoding="utf-8")
        print(f"Written: {PAGE}", file=sys.stderr)
    return int(any(isinstance(each, NotMeasured) and each.is_failure for each in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
