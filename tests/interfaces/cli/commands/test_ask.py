from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.interfaces.cli.ofac import LANTERN, Entry, write_list
from tests.interfaces.cli.running import Command

TRADE = ("check", "Xiaomi", "--action", "buy", "--as-of", "2021-03-16")


@pytest.mark.parametrize(
    ("known_at", "verdict", "reason"),
    [
        ("2021-03-06", "PROHIBITED", "EFFECTIVE_60D"),
        ("2021-03-15", "ALLOWED_ENJOINED", "PRELIMINARY_INJUNCTION"),
        (None, "ALLOWED", "VACATED"),
    ],
)
def test_one_trade_in_xiaomi_has_three_right_answers_at_three_moments_of_knowledge(
    proscribe: Command, known_at: str | None, verdict: str, reason: str
) -> None:
    known = () if known_at is None else ("--known-at", known_at)

    run = proscribe(*TRADE, *known, "--json")

    assert run.code == 0
    assert (run.document["verdict"], run.document["reason_code"]) == (verdict, reason)


def test_the_verdict_stands_first_then_its_reasons_and_what_was_left_out(
    proscribe: Command,
) -> None:
    run = proscribe(*TRADE, "--known-at", "2021-03-06")

    first, until, *rest = run.out.splitlines()
    assert first == (
        "PROHIBITED: A US person may not buy Xiaomi (equity), "
        "as of 2021-03-16, on what was known by 2021-03-06."
    )
    assert until == "No later change is known."
    assert "CCMC" in run.out
    assert "PROHIBITED EFFECTIVE_60D" in run.out
    assert "in force from 2021-03-15 09:30 -04:00" in run.out
    assert "EO 13959 s.1(a)(ii), 85 FR 73185" in run.out
    assert any(line.startswith("    2021-01-14 + 60 days, 09:30") for line in rest)
    assert "Taken to be Xiaomi Corporation (us_dod_1237-xiaomi)" in run.out
    assert "SDN: no edition of us_ofac_sdn is on file" in run.out
    assert run.out.rstrip().endswith("This is no legal advice.")


def test_an_answer_that_will_change_says_when_in_the_zone_of_the_regime(
    proscribe: Command,
) -> None:
    run = proscribe("check", "XIACY", "--as-of", "2021-03-01", "--known-at", "2021-03-01")

    assert "This holds until 2021-03-15 09:30 -04:00 (America/New_York, CCMC)." in run.out


def test_a_sale_before_the_ban_on_holding_is_allowed_to_divest_until_the_deadline(
    proscribe: Command,
) -> None:
    run = proscribe(
        *("check", "1810.HK", "--action", "sell", "--purpose", "divest"),
        *("--held-since", "2020-06-01", "--regime", "CCMC"),
        *("--as-of", "2021-04-01", "--known-at", "2021-03-06"),
    )

    assert run.out.startswith(
        "ALLOWED_DIVEST: A US person may sell 1810.HK (equity), but only to get out"
    )
    assert "This holds until 2022-01-14 23:59 -05:00 (America/New_York, CCMC)." in run.out


def test_regimes_may_be_chosen_and_repeated(proscribe: Command) -> None:
    run = proscribe("check", "Xiaomi", "--regime", "CCMC", "--regime", "NS-CMIC", "--json")

    assert {one["regime"] for one in run.document["regimes"]} == {"CCMC", "NS-CMIC"}


def test_json_holds_the_whole_answer_and_standard_output_nothing_else(
    proscribe: Command,
) -> None:
    run = proscribe(*TRADE, "--known-at", "2021-03-06", "--json")

    ccmc = run.document["regimes"][0]
    assert ccmc["regime"] == "CCMC"
    assert ccmc["effective_at"] == "2021-03-15T09:30:00-04:00"
    assert ccmc["candidates"][0]["entity_id"] == "us_dod_1237-xiaomi"
    assert "SDN" in {one["regime"] for one in run.document["not_checked"]}
    assert run.err == ""


@pytest.mark.parametrize(("known_at", "code"), [("2021-03-06", 1), ("2021-05-26", 0)])
def test_exit_code_1_where_the_act_is_not_simply_allowed(
    proscribe: Command, known_at: str, code: int
) -> None:
    run = proscribe(*TRADE, "--known-at", known_at, "--exit-code")

    assert run.code == code


def test_without_exit_code_a_prohibition_is_a_normal_end(proscribe: Command) -> None:
    assert proscribe(*TRADE, "--known-at", "2021-03-06").code == 0


def test_a_mistyped_isin_is_named_with_the_digit_it_should_end_in(proscribe: Command) -> None:
    run = proscribe("check", "KYG9830T1068")

    assert run.code == 2
    assert run.out == ""
    assert "ISIN KYG9830T1068 fails its check digit: the last digit should be 7" in run.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--regime", "CMCC"), "there is no regime 'CMCC'"),
        (("--as-of", "16.3.2021"), "'--as-of': '16.3.2021' is neither a day nor an instant"),
        (("--known-at", "2021-02-30"), "'--known-at': '2021-02-30' is not a day"),
        (("--as-of", "2021-03-16T09:30:00"), "has no offset"),
        (("--held-since", "June"), "'--held-since': 'June' is not a day"),
        (("--action", "short"), "'short' is not one of 'buy', 'sell'"),
        (("--investor", "me"), "'me' is not one of 'us_person'"),
        (("--attribute", "tenor_days"), "Write key=value"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_to_write(
    proscribe: Command, arguments: tuple[str, str], told: str
) -> None:
    run = proscribe("check", "Xiaomi", *arguments)

    assert run.code == 2
    assert told in run.err
    assert run.out == ""


def test_a_name_that_fits_two_companies_shows_each_with_its_verdict(
    proscribe: Command, folder: Path
) -> None:
    twin = Entry(uid=90104, name="EXAMPLE LANTERN SYSTEMS LIMITED", ticker="00994 HK")
    proscribe("import", "us_ofac_cons", write_list(folder / "a.xml", "06/03/2021", LANTERN, twin))

    run = proscribe(
        *("check", "Example Lantern Systems", "--regime", "NS-CMIC"),
        *("--as-of", "2021-08-03", "--known-at", "2021-08-03"),
    )

    assert run.out.startswith("REVIEW: Whether a US person may buy Example Lantern Systems")
    assert "\nWho may be meant\n" in run.out
    rows = [line for line in run.out.splitlines() if line.startswith("us_ofac_cons-9010")]
    assert [row.split()[0] for row in rows] == ["us_ofac_cons-90101", "us_ofac_cons-90104"]
    assert all(row.endswith("PROHIBITED  NS-CMIC") for row in rows)


def test_an_attribute_reaches_the_law(proscribe: Command) -> None:
    asked = (
        *("check", "Gazprombank", "--regime", "SSI", "--instrument", "debt"),
        *("--as-of", "2018-01-10", "--attribute", "issued=2018-01-05"),
    )

    short = proscribe(*asked, "--attribute", "tenor_days=14", "--json").document
    long = proscribe(*asked, "--attribute", "tenor_days=15", "--json").document

    assert (short["verdict"], long["verdict"]) == ("ALLOWED", "PROHIBITED")


CASES = """\
id,regime,txn_at,known_at,investor,action,instrument,security_id,issuer,expected_verdict
a,CCMC,2021-03-16T11:00:00-04:00,2021-03-06T12:00:00-05:00,us_person,buy,adr,XIACY,Xiaomi,ALLOWED
b,CCMC,2021-03-16T11:00:00-04:00,2021-03-15T09:00:00-04:00,us_person,buy,adr,XIACY,Xiaomi,NONSENSE
"""


def test_cases_are_answered_without_looking_at_what_is_expected(
    proscribe: Command, folder: Path
) -> None:
    (folder / "cases.csv").write_text(CASES, encoding="utf-8")

    run = proscribe("evaluate", "cases.csv", "--out", "results.csv")

    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert run.code == 0
    assert [(row["id"], row["verdict"]) for row in rows] == [
        ("a", "PROHIBITED"),
        ("b", "ALLOWED_ENJOINED"),
    ]
    assert "expected_verdict" not in rows[0]
    assert "2 cases written to results.csv" in run.out
    assert "2 cases in" in run.err


def test_a_case_that_cannot_be_read_is_named_and_the_others_are_answered(
    proscribe: Command, folder: Path
) -> None:
    (folder / "cases.csv").write_text(CASES.replace("CCMC,2021-03-16", "CCMC,later", 1))

    run = proscribe("evaluate", "cases.csv", "--out", "results.csv")

    assert run.code == 2
    assert "Not answered: 1 case" in run.out
    assert "cases.csv, line 2, column txn_at" in run.out
    assert "ALLOWED_ENJOINED" in (folder / "results.csv").read_text(encoding="utf-8")


def test_results_as_json_leave_standard_output_to_the_document(
    proscribe: Command, folder: Path
) -> None:
    (folder / "cases.csv").write_text(CASES, encoding="utf-8")

    run = proscribe("evaluate", "cases.csv", "--out", "results.csv", "--json")

    assert [row["verdict"] for row in run.document["rows"]] == ["PROHIBITED", "ALLOWED_ENJOINED"]
    assert run.document["problems"] == []
    assert run.document["out"] == "results.csv"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("missing.csv", "--out", "results.csv"), "missing.csv: the case file cannot be read"),
        (("empty.csv", "--out", "results.csv"), "empty.csv, line 1: the column regime"),
        (("empty.csv",), "Missing option '--out'"),
        (("empty.csv", "--out", "nowhere/results.csv"), "there is no folder nowhere"),
        (("empty.csv", "--out", "."), ". is a folder"),
    ],
)
def test_cases_that_cannot_be_had_or_written_end_with_2(
    proscribe: Command, folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    (folder / "empty.csv").write_text("id\n", encoding="utf-8")

    run = proscribe("evaluate", *arguments)

    assert run.code == 2
    assert told in run.err
    assert not (folder / "results.csv").exists()


def test_every_published_case_is_answered(proscribe: Command, folder: Path, shared: Path) -> None:
    cases = shared / "reference" / "golden_verdicts.csv"

    run = proscribe("evaluate", cases, "--out", folder / "results.csv", "--json")

    with cases.open(encoding="utf-8", newline="") as file:
        wanted = {row["id"]: row["expected_verdict"] for row in csv.DictReader(file)}
    assert {row["id"]: row["verdict"] for row in run.document["rows"]} == wanted


def test_an_answer_says_first_what_it_supposes(proscribe: Command) -> None:
    what_if = ("--what-if", "list Xiaomi under NS-CMIC on 2026-12-01")

    shown = proscribe("check", "Xiaomi", "--as-of", "2027-02-15", *what_if)
    told = proscribe("check", "Xiaomi", "--as-of", "2027-02-15", *what_if, "--json")

    says = "Supposing that Xiaomi Corporation is listed under NS-CMIC on 2026-12-01."
    assert shown.code == 0
    assert " ".join(shown.out.split()).startswith(says)
    assert json.loads(told.out)["suppositions"] == [says]
    assert json.loads(told.out)["verdict"] == "PROHIBITED"
