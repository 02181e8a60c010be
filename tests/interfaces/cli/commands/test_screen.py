from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.interfaces.cli.running import Command

PORTFOLIO = """\
ISIN,Name,Market value,Currency
KYG9830T1067,XIAOMI CORP,1000000,HKD
US0378331005,APPLE INC,5000,USD
KYG9830T1068,,10,USD
"""
ASKED = ("screen", "portfolio.csv", "--as-of", "2021-03-16", "--known-at", "2021-03-06")


@pytest.fixture(autouse=True)
def portfolio(folder: Path) -> Path:
    path = folder / "portfolio.csv"
    path.write_text(PORTFOLIO, encoding="utf-8")
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def test_the_report_has_a_row_for_each_line_and_act(proscribe: Command, folder: Path) -> None:
    run = proscribe(*ASKED, "--out", "report.csv")

    rows = read_csv(folder / "report.csv")
    assert run.code == 0
    assert len(rows) == 9
    assert [(row["action"], row["verdict"]) for row in rows][0::3] == [
        ("buy", "PROHIBITED"),
        ("buy", "ALLOWED"),
        ("buy", "REVIEW"),
    ]


def test_a_value_says_how_many_lines_it_leaves_out(proscribe: Command, folder: Path) -> None:
    more = PORTFOLIO + "US5949181045,MICROSOFT CORP,,USD\n"
    (folder / "portfolio.csv").write_text(more, encoding="utf-8")

    run = proscribe(*ASKED, "--out", "report.json")

    told = " ".join(run.out.split())
    assert "USD 5,010.00 over 3 of 4 lines; 1 without a value." in told
    summary = json.loads((folder / "report.json").read_bytes())["summary"]
    assert (summary["lines"], summary["valued"]) == (4, 3)


def test_the_summary_tells_verdicts_money_unresolved_lines_and_what_was_not_checked(
    proscribe: Command,
) -> None:
    run = proscribe(*ASKED, "--out", "report.csv")

    assert run.out.startswith("3 lines, 0 of them cash;")
    assert "market value HKD 1,000,000.00 + USD 5,010.00" in run.out
    assert ["buy", "PROHIBITED", "1", "HKD", "1,000,000.00"] in [
        line.split() for line in run.out.splitlines()
    ]
    assert "Unresolved: 1 line" in run.out
    assert "portfolio.csv line 4: (no name): " in run.out
    assert "the last digit should be 7" in run.out
    assert "SDN: no edition of us_ofac_sdn is on file" in run.out
    assert "Report: report.csv" in run.out
    assert "3 lines in" in run.err


def test_acts_and_regimes_may_be_repeated(proscribe: Command, folder: Path) -> None:
    acts = ("--action", "buy", "--action", "receive_dividend")

    proscribe(*ASKED, *acts, "--regime", "CCMC", "--out", "report.csv")

    rows = read_csv(folder / "report.csv")
    assert {row["action"] for row in rows} == {"buy", "receive_dividend"}
    assert {one["regime"] for row in rows for one in json.loads(row["regimes"])} <= {"CCMC"}


def test_json_sums_up_on_standard_output_and_the_report_is_written_too(
    proscribe: Command, folder: Path
) -> None:
    run = proscribe(*ASKED, "--out", "report.json", "--json")

    assert run.document["report"] == "report.json"
    assert run.document["summary"]["lines"] == 3
    assert run.document["summary"]["unresolved_lines"] == 1
    assert run.document["head"]["as_of"] == "2021-03-16"
    assert len(json.loads((folder / "report.json").read_bytes())["rows"]) == 9


def test_exit_code_1_where_a_line_is_not_allowed_or_not_resolved(
    proscribe: Command, portfolio: Path
) -> None:
    barred = proscribe(*ASKED, "--out", "report.csv", "--exit-code")
    portfolio.write_text("ISIN,Name\nUS0378331005,APPLE INC\n", encoding="utf-8")
    free = proscribe(*ASKED, "--out", "report.csv", "--exit-code")

    assert (barred.code, free.code) == (1, 0)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("screen", "nowhere.csv", "--out", "report.csv"), "nowhere.csv"),
        (("screen", "portfolio.csv", "--out", "report.doc"), "report.doc"),
        (("screen", "portfolio.csv"), "Missing option '--out'"),
        ((*ASKED, "--regime", "NONE", "--out", "report.csv"), "there is no regime 'NONE'"),
    ],
)
def test_bad_input_ends_with_2_and_leaves_no_report(
    proscribe: Command, folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    run = proscribe(*arguments)

    assert run.code == 2
    assert told in run.err
    assert [*folder.glob("report.*")] == []


def test_a_plan_is_written_in_each_format_asked_for_and_summed_up(
    proscribe: Command, folder: Path
) -> None:
    run = proscribe(*ASKED, "--out", "r.json", "--plan", "plan.csv", "--plan", "plan.ics")

    rows = read_csv(folder / "plan.csv")
    assert run.code == 0
    assert [row["standing"] for row in rows] == ["UNCLEAR", "DECIDE_FIRST"]
    assert (folder / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert json.loads((folder / "r.json").read_bytes())["plan"]["lines"][0]["line"] == 2
    assert "Plan to get out" in run.out
    assert "Plan: plan.csv" in run.out


def test_a_plan_without_a_format_is_refused_before_the_report_is_written(
    proscribe: Command, folder: Path
) -> None:
    run = proscribe(*ASKED, "--out", "r.csv", "--plan", "plan.doc")

    assert run.code == 2
    assert ".csv, .json, .html, .xlsx, .ics" in run.err
    assert not (folder / "r.csv").exists()


def test_a_supposition_stands_above_the_summary_and_in_the_json(
    proscribe: Command, folder: Path
) -> None:
    del folder
    what_if = ("--what-if", "lift injunction of Xiaomi")
    asked = ("screen", "portfolio.csv", "--as-of", "2021-03-16", "--known-at", "2021-03-20")

    shown = proscribe(*asked, *what_if, "--out", "r.csv")
    told = proscribe(*asked, *what_if, "--out", "r.csv", "--json")

    says = "Supposing that the injunction of 2021-03-12 (CCMC) on Xiaomi Corporation had never"
    assert says in " ".join(shown.out.split())
    assert json.loads(told.out)["head"]["suppositions"][0].startswith(says)


def test_a_supposition_that_is_not_understood_is_refused(proscribe: Command) -> None:
    run = proscribe(*ASKED, "--what-if", "Xiaomi is listed", "--out", "r.csv")

    assert run.code == 2
    assert "list NAME under REGIME on DAY" in " ".join(run.err.split())


def test_a_column_means_what_is_said_of_it(proscribe: Command, folder: Path) -> None:
    (folder / "odd.csv").write_text("Was,ISIN\nHikvision,none\n", encoding="utf-8")
    asked = ("screen", "odd.csv", "--out", "odd-report.csv", "--column", "Was=name")

    assert proscribe(*asked, "--action", "buy").code == 0
    assert "us_ofac_cons-30946" in (folder / "odd-report.csv").read_text(encoding="utf-8")
    refused = proscribe(*asked, "--column", "ISIN=colour")
    assert refused.code == 2
    assert "the column 'ISIN' cannot mean 'colour'" in refused.err
