"""Each regime against cases whose answers a person read from the texts, never from the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.law.evaluate import evaluate
from tests.law.cases import FOLDER, Row, build, instant, read_rows

ROWS = tuple(read_rows())
REGIMES = Path(__file__).parents[2] / "src" / "proscribe" / "law" / "regimes"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.file}: {row.fields['name']}")
def test_the_answer_is_that_of_the_texts(row: Row) -> None:
    verdict = evaluate(row.regime, build(row))

    assert (verdict.outcome, verdict.reason) == (row.text("verdict"), row.text("reason")), (
        verdict.explanation
    )
    change, expected = verdict.next_change_at, row.text("next_change_at")
    if expected == "none":
        assert change is None
    elif expected is not None:
        assert change == instant(expected, verdict.zone)
    for part in (row.text("cite") or "").split("; "):
        assert part in verdict.citation


def test_every_regime_has_its_cases() -> None:
    regimes = {str(path.relative_to(REGIMES)) for path in REGIMES.glob("*/*.yml")}

    assert {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*.yml")} == regimes


def test_no_two_cases_of_a_regime_have_the_same_name() -> None:
    names = [(row.file, row.fields["name"]) for row in ROWS]

    assert len(names) == len(set(names))


def test_the_files_hold_enough_cases_to_mean_something() -> None:
    assert len(ROWS) >= 100
