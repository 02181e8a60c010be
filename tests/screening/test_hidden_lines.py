"""Lines in which somebody may hide are never allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from proscribe.model.verdict import Outcome
from proscribe.workspace.opening import MEMORY, open_workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_a_name_with_signs_nobody_sees_is_that_name_and_one_not_read_whole_needs_review(
    tmp_path: Path,
) -> None:
    portfolio = tmp_path / "portfolio.csv"
    rows = ["Harmless Holdings", "Xia\u200bomi Corporation", "q" * 70 + " Trading"]
    portfolio.write_text("name\n" + "\n".join(rows) + "\n", encoding="utf-8")

    with open_workspace(MEMORY) as workspace:
        report = workspace.screen(
            portfolio, as_of="2021-03-20", known_at="2021-03-11", actions=("buy",)
        ).to_polars()

    assert report["verdict"].to_list() == ["ALLOWED", "PROHIBITED", "REVIEW"]
    assert "too long to be read whole" in report["explanation"][2]


@pytest.mark.parametrize(
    ("query", "outcome"),
    [
        ("1810.HK\u200b", Outcome.PROHIBITED),
        ("１８１０．ＨＫ", Outcome.PROHIBITED),
        ("Xiaomi\u200bCorp", Outcome.REVIEW),
        ("Xiaomi\u00adCorporation", Outcome.REVIEW),
        ("Xiaomi\0Corp", Outcome.REVIEW),
        ("Hikvision\u200bDigital", Outcome.REVIEW),
        ("XiaomiCorp", Outcome.REVIEW),
        ("XIAOMICORP", Outcome.REVIEW),
        ("HikvisionDigital", Outcome.REVIEW),
        ("ChinaMobile", Outcome.REVIEW),
        ("PayPal", Outcome.ALLOWED),
        ("BlackRock", Outcome.ALLOWED),
        ("PetroChina", Outcome.ALLOWED),
    ],
)
def test_a_question_whose_words_nothing_seen_parts_is_never_free(
    query: str, outcome: Outcome
) -> None:
    with open_workspace(MEMORY) as workspace:
        found = workspace.check(query, as_of="2021-03-20", known_at="2021-03-11", regimes=["CCMC"])

    assert found.verdict.outcome is outcome
