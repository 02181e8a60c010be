"""The examples read by people, weighed: what must be said unaided, and the scorer's figures."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.claim import RecordCheck, RecordStanding
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.weighing import LedgerRecord, weigh_claims
from tests.claimed import Text, as_json, read_text

TODAY = date(2026, 11, 27)
SEED_DAY = date(2021, 3, 6)
CONFIRMED = RecordStanding.CONFIRMED
CONTRADICTED = RecordStanding.CONTRADICTED
OVERSTATED = RecordStanding.OVERSTATED


@pytest.fixture(scope="module")
def seed(
    record: LedgerRecord, directory: LedgerDirectory, shared: Path
) -> tuple[Text, dict[str, RecordCheck]]:
    text = read_text(shared / "reference/seed_claims.json")
    checks = weigh_claims(
        text.entities, text.claims, record, directory, published=SEED_DAY, now=TODAY
    )
    return text, checks


def test_prohibited_now_is_contradicted_with_the_day_the_ban_was_to_begin(
    seed: tuple[Text, dict[str, RecordCheck]],
) -> None:
    check = seed[1]["c03"]

    assert (check.then.standing, check.then.expected_date) == (CONTRADICTED, "2021-03-15")
    assert "2021-01-14 + 60 days" in check.then.record
    assert "EO 13959 s.1(a)(ii), 85 FR 73185" in check.then.record
    assert "injunction" not in check.then.record
    assert check.now is not None
    assert "final order of 2021-05-25 vacated" in check.now.record


def test_november_11_is_contradicted_as_the_day_of_the_first_31(
    seed: tuple[Text, dict[str, RecordCheck]],
) -> None:
    check = seed[1]["c04"]

    assert (check.then.standing, check.then.expected_date) == (CONTRADICTED, "2022-01-14")
    assert "2021-01-14 + 365 days" in check.then.record
    assert "2021-11-11 is the day of the first 31 companies" in check.then.record


def test_eight_others_are_counted_in_the_tranche(
    seed: tuple[Text, dict[str, RecordCheck]],
) -> None:
    check = seed[1]["c13"]

    assert check.then.standing is CONFIRMED
    assert "The act of 2021-01-14 under S1237 names 9" in check.then.record


def test_the_close_is_confirmed_from_the_file_of_fails(
    seed: tuple[Text, dict[str, RecordCheck]],
) -> None:
    check = seed[1]["c06"]

    assert check.then.standing is CONFIRMED
    assert "XIACY: close 15.34 USD of 2021-03-05" in check.then.record
    assert "settlement date 2021-03-08" in check.then.record


def test_down_a_quarter_holds_for_the_share_and_not_for_the_receipt(
    seed: tuple[Text, dict[str, RecordCheck]],
) -> None:
    check = seed[1]["c07"]

    assert check.then.standing is CONFIRMED
    assert check.then.record.startswith("It holds for 1810.HK, and does not for XIACY.")
    assert "(24.45 - 32.65) / 32.65 = -25.1 %" in check.then.record
    assert "(15.34 - 19.75) / 19.75 = -22.3 %" in check.then.record


@pytest.mark.parametrize("id_", ["c08", "c22", "c40"])
def test_the_award_as_the_reason_is_overstated_by_the_other_reason(
    seed: tuple[Text, dict[str, RecordCheck]], id_: str
) -> None:
    check = seed[1][id_]

    assert check.then.standing is OVERSTATED
    assert "5G and artificial intelligence" in check.then.record


def test_that_the_filing_also_names_the_investment_is_confirmed(
    seed: tuple[Text, dict[str, RecordCheck]],
) -> None:
    assert seed[1]["c28"].then.standing is CONFIRMED


def test_the_denial_is_tied_to_what_it_denies(
    seed: tuple[Text, dict[str, RecordCheck]],
) -> None:
    check = seed[1]["c18"]

    assert check.then.standing is CONFIRMED
    assert "It disputes: “alleged ties with the Chinese military”." in check.then.record


@pytest.mark.parametrize(
    ("id_", "expected"), [("c29", "2021-01-29"), ("c32", "2020-06-12"), ("c33", "2020-12-03")]
)
def test_the_suit_and_the_other_names_on_the_list_are_confirmed(
    seed: tuple[Text, dict[str, RecordCheck]], id_: str, expected: str
) -> None:
    check = seed[1][id_]

    assert (check.then.standing, check.then.expected_date) == (CONFIRMED, expected)


def test_checks_of_the_examples_agree_with_those_made_by_people(
    record: LedgerRecord, directory: LedgerDirectory, shared: Path, tmp_path: Path
) -> None:
    files = [
        shared / "reference/seed_claims.json",
        *(shared / "reference/dev_claims").glob("*.json"),
    ]
    for file in files:
        held = json.loads(file.read_text(encoding="utf-8"))
        text = read_text(file)
        day = date.fromisoformat(held["doc"].get("published") or str(SEED_DAY))
        checks = weigh_claims(
            text.entities, text.claims, record, directory, published=day, now=TODAY
        )
        for one in held["claims"]:
            check = checks[one["id"]]
            one["record_check"] = dict(as_json(check.then))
            if check.now is not None:
                one["record_check"]["now"] = as_json(check.now)
        (tmp_path / file.name).write_text(json.dumps(held), encoding="utf-8")

    scorer = shared / "bench/claims/score_checks.py"
    run = subprocess.run(
        [
            *(sys.executable, str(scorer), "--gold", *map(str, files)),
            *("--pred", str(tmp_path), "--text-dir", str(shared / "seeds")),
            *("--min", "macro=0.9", "--min", "dates=1", "--max-accused", "0"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout
