"""The golden cases, asked through the same door users take."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace import open_workspace

_HIDDEN = ("expected_verdict", "reason_code", "reason", "next_change_at", "citation")


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    local, bracket, zone = text.partition("[")
    moment = datetime.fromisoformat(local)
    return moment.replace(tzinfo=ZoneInfo(zone.rstrip("]"))) if bracket else moment


@pytest.fixture(scope="module")
def answered(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Answers to the golden cases from a copy in which every expected column is poisoned."""
    folder = tmp_path_factory.mktemp("golden")
    rows = _golden(shared)
    blinded = [row | dict.fromkeys(_HIDDEN, "POISON") for row in rows]
    cases, results = folder / "cases.csv", folder / "results.csv"
    with cases.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(blinded)
    run = [sys.executable, "-m", "proscribe", "evaluate", str(cases), "--out", str(results)]
    done = subprocess.run(
        [*run, "--db", f"sqlite:///{folder / 'p.db'}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with results.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def _golden(shared: Path) -> list[dict[str, str]]:
    with (shared / "reference" / "golden_verdicts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_golden_case_has_the_expected_verdict_reason_and_next_change(
    shared: Path, answered: dict[str, dict[str, str]]
) -> None:
    expected = {
        row["id"]: (row["expected_verdict"], row["reason_code"], _moment(row["next_change_at"]))
        for row in _golden(shared)
    }
    found = {
        key: (row["verdict"], row["reason_code"], _moment(row["next_change_at"]))
        for key, row in answered.items()
    }

    assert len(expected) == 25
    assert found == expected


def test_results_keep_the_case_and_drop_what_was_expected(
    answered: dict[str, dict[str, str]],
) -> None:
    row = answered["D02"]

    assert list(row)[:14] == [
        "id", "regime", "txn_at", "known_at", "investor", "investor_location", "action", "purpose",
        "instrument", "security_id", "issuer", "position_held_since", "facts", "attributes",
    ]  # fmt: skip
    assert list(row)[14:] == [
        "verdict", "reason_code", "next_change_at", "citation", "explanation",
    ]  # fmt: skip
    assert "POISON" not in "".join(row.values())


def test_each_answer_cites_the_text_it_rests_on_and_shows_its_arithmetic(
    answered: dict[str, dict[str, str]],
) -> None:
    assert "EO 13959 s.1(a)(ii), 85 FR 73185" in answered["D02"]["citation"]
    assert (
        "2021-01-14 + 60 days, 09:30 America/New_York = 2021-03-15T09:30:00-04:00"
        in answered["D02"]["explanation"]
    )
    assert "ECF 21" in answered["D03"]["citation"]
    assert "86 FR 4875" in answered["D05"]["citation"]
    assert "FAQ 896" in answered["D06"]["citation"]
    assert "FAQ 1046" in answered["D15"]["citation"]
    assert "FAQ 857" in answered["D23"]["citation"]


def test_xiaomi_bought_on_one_day_has_three_right_answers_by_what_was_known() -> None:
    with open_workspace("sqlite://") as workspace:
        answers = [
            workspace.check("Xiaomi", action="buy", as_of="2021-03-16", known_at=known).verdict
            for known in ("2021-03-06", "2021-03-15", None)
        ]

    assert [(answer.outcome.value, answer.reason.value) for answer in answers] == [
        ("PROHIBITED", "EFFECTIVE_60D"),
        ("ALLOWED_ENJOINED", "PRELIMINARY_INJUNCTION"),
        ("ALLOWED", "VACATED"),
    ]


def test_an_answer_is_never_written_over_the_question(tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    text = "id,regime,txn_at,action,issuer\n1,CCMC,2021-03-16,buy,Xiaomi\n"
    cases.write_text(text, encoding="utf-8")

    with (
        open_workspace("sqlite://") as workspace,
        pytest.raises(InputError, match="written over the file that was given"),
    ):
        workspace.evaluate(cases, out=cases)
    assert cases.read_text(encoding="utf-8") == text


def test_directive_1_of_2021_bars_the_primary_market_on_what_was_known_then() -> None:
    with open_workspace("sqlite://") as workspace:
        verdict = workspace.check(
            "Ministry of Finance of the Russian Federation",
            regimes=["RU-D1A"],
            investor="us_financial_institution",
            instrument="debt",
            as_of="2021-12-02",
            known_at="2021-12-02",
            attributes={"issued": "2021-12-01", "venue": "primary"},
        ).verdict

    assert verdict.outcome.value == "PROHIBITED"
