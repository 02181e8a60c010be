"""How answered cases are summed up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page, styled
from proscribe.model.verdict import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from proscribe.workspace.answers import EvaluationResult


def show_evaluation(result: EvaluationResult, out: Path) -> None:
    """Write counts per verdict, and every row that could not be read, to standard output."""
    page = Page()
    counts = Counter(row["verdict"] for row in result.rows)
    page.table(
        ("Verdict", "Cases>"),
        [
            (styled((outcome.value, words.STYLES[outcome])), f"{counts[outcome.value]:,}")
            for outcome in Outcome
            if counts[outcome.value]
        ],
    )
    if result.problems:
        page.head(f"Not answered: {words.counted(len(result.problems), 'case')}")
        for problem in result.problems:
            page.say((problem, "red"))
    page.gap()
    page.say(f"{words.counted(len(result.rows), 'case')} written to {out}")
    page.write()
