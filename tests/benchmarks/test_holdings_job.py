"""The truth of the holdings benchmark, and how an answer is judged."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.custodian_names import LISTED, OTHERS
from benchmarks.holdings_job import Score, parts, printed_isins


def answer(verdict: str, entity: str | None = None, *candidates: str) -> dict[str, object]:
    held = json.dumps([{"entity_id": each} for each in candidates])
    return {"verdict": verdict, "entity_id": entity, "_candidates": held}


def test_the_isins_are_those_ofac_prints_for_its_list(shared: Path) -> None:
    isins = printed_isins(shared / "data")

    assert isins["HK0941009539"] == 30923
    assert isins["KYG8020E1199"] == 30951
    assert "KYG9830T1067" not in isins


def test_thirteen_lines_of_the_fund_are_joined_and_one_is_added_by_hand(shared: Path) -> None:
    numbers = {
        (file, kind): [number for number in expected if number is not None]
        for file, kind, _, expected in parts(shared / "data")
    }

    assert len(numbers["IEMG", "ISIN"]) == 14
    assert numbers["EEM", "ticker"] == []
    assert len(numbers["fails to deliver", "CUSIP"]) == 316


def test_an_answer_is_right_only_for_the_entry_that_is_meant() -> None:
    score = Score()
    score.add("right", 1, answer("PROHIBITED", "us_ofac_cons-1"))
    score.add("doubted", 1, answer("REVIEW", None, "us_ofac_cons-1", "us_ofac_cons-2"))
    score.add("other", 1, answer("PROHIBITED", "us_ofac_cons-2"))
    score.add("nobody", 1, answer("ALLOWED"))
    score.add("affiliate", None, answer("PROHIBITED", "us_ofac_cons-2"))
    score.add("namesake", None, answer("REVIEW", None, "us_ofac_cons-2"))
    score.add("cash", None, answer("REVIEW"))

    report = score.report("file", "name")
    assert (report["expected"], report["certain"], report["review"]) == (4, 1, 1)
    assert (report["recall"], report["precision"]) == (0.5, 0.5)
    assert report["missed"] == ["nobody", "other"]
    assert (report["wrong"], report["raised"]) == (["affiliate"], ["namesake"])


def test_no_name_is_both_listed_and_another() -> None:
    assert {name for name, _ in LISTED}.isdisjoint(OTHERS)
