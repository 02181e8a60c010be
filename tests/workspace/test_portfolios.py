"""Portfolios screened through the workspace: reports, warnings, lists of one's own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from proscribe.law.load import load_regimes
from proscribe.model.errors import InputError
from proscribe.model.time import parse_moment
from proscribe.model.verdict import Act, Instrument, Investor, Question
from proscribe.workspace import LineTerms, Workspace
from proscribe.workspace.portfolios import without_binding
from tests.workspace.ofac import company, write_list

DAY = "2022-06-06"
PORTFOLIO = """isin,name,market value,currency
CNE100000PM8,HIKVISION,100.50,USD
US0378331005,APPLE INC,200,USD
,CHINA TELECOM,300,HKD
Total,,600.50,
"""


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    file = tmp_path / "p.csv"
    file.write_text(PORTFOLIO, encoding="utf-8")
    return file


def own_list(folder: Path, text: str, name: str = "house.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def verdicts(rows: pl.DataFrame) -> list[tuple[str, str]]:
    return [(row["verdict"], row["regime"]) for row in rows.to_dicts()]


def test_a_report_says_what_was_asked_and_of_what(packaged: Workspace, portfolio: Path) -> None:
    head = packaged.screen(portfolio, as_of=DAY, known_at=DAY, actions=["buy"]).head

    assert (head.portfolio, head.as_of, head.known_at) == (("p.csv",), DAY, DAY)
    assert head.actions == (Act.BUY,)
    regimes = {regime.key for regime in head.regimes}
    assert {"CCMC", "NS-CMIC"} <= regimes
    assert regimes.isdisjoint(dict(head.not_checked))
    assert "no edition of us_ofac_sdn is on file" in dict(head.not_checked)["SDN"]
    assert {edition.source for edition in head.editions} >= {"us_ofac_cmic", "us_dod_1237"}


def test_a_report_has_every_line_and_notes_the_total(
    packaged: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    screening = packaged.screen(portfolio, as_of=DAY, actions=["buy", "hold"])
    summary = screening.write(tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))

    assert summary.lines == 3
    assert [(row["line"], row["action"]) for row in report["rows"]] == [
        (line, act) for line in (2, 3, 4) for act in ("buy", "hold")
    ]
    assert [(note["line"], note["kind"]) for note in report["notes"]] == [
        (0, "check"),  # no line states a currency
        (5, "total"),
    ]


@pytest.mark.parametrize("name", ["report.csv", "report.html", "report.xlsx", "report.parquet"])
def test_a_report_is_written_in_the_format_of_its_name(
    packaged: Workspace, portfolio: Path, tmp_path: Path, name: str
) -> None:
    told: list[int] = []

    summary = packaged.screen(portfolio, as_of=DAY).write(tmp_path / name, told.append)

    assert (tmp_path / name).stat().st_size > 0
    assert (summary.lines, sum(told)) == (3, 3)


def test_reading_a_screening_twice_gives_the_same(packaged: Workspace, portfolio: Path) -> None:
    screening = packaged.screen(portfolio, as_of=DAY, known_at=DAY)

    assert screening.to_polars().equals(screening.to_polars())
    assert screening.summary.lines == 3
    assert "PROHIBITED" in screening._repr_html_()


def test_the_flat_report_holds_the_cells_as_given(
    packaged: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    packaged.screen(portfolio, as_of=DAY, actions=["buy"]).to_csv(tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [row["isin"] for row in rows] == ["CNE100000PM8", "US0378331005", ""]
    assert [row["verdict"] for row in rows] == ["PROHIBITED", "ALLOWED", "REVIEW"]


def test_a_list_of_ones_own_is_asked_beside_the_ledger_and_not_recorded(
    packaged: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    house = own_list(tmp_path, "name,isin\nApple Inc,US0378331005\nHikvision,CNE100000PM8\n")

    with_list = packaged.screen(portfolio, as_of=DAY, actions=["buy"], private_list=house)
    without = packaged.screen(portfolio, as_of=DAY, actions=["buy"])

    assert [verdict for verdict, _ in verdicts(with_list.to_polars())] == [
        "PROHIBITED",
        "PROHIBITED",
        "REVIEW",
    ]
    assert verdicts(with_list.to_polars())[1] == ("PROHIBITED", "LIST")
    assert [verdict for verdict, _ in verdicts(without.to_polars())] == [
        "PROHIBITED",
        "ALLOWED",
        "REVIEW",
    ]
    assert {e.source for e in with_list.head.editions} > {e.source for e in without.head.editions}


def test_a_list_of_ones_own_weakens_no_answer_of_the_law(
    packaged: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    house = own_list(tmp_path, "name,isin\nHikvision,CNE100000PM8\n")
    rows = packaged.screen(portfolio, as_of=DAY, actions=["buy"], private_list=house).to_polars()
    told = json.loads(rows["regimes"][0])

    assert {(one["regime"], one["verdict"]) for one in told} >= {
        ("LIST", "PROHIBITED"),
        ("NS-CMIC", "PROHIBITED"),
    }


@pytest.mark.parametrize("known_at", ["2021-03-06", None])
def test_a_list_given_with_the_question_counts_at_every_moment(
    packaged: Workspace, portfolio: Path, tmp_path: Path, known_at: str | None
) -> None:
    house = own_list(tmp_path, "name\nApple Inc\n")
    rows = packaged.screen(
        portfolio, as_of="2021-03-06", known_at=known_at, actions=["buy"], private_list=house
    ).to_polars()

    assert verdicts(rows)[1] == ("PROHIBITED", "LIST")


def test_a_list_given_and_one_on_file_both_count_though_ids_are_the_same(
    workspace: Workspace, tmp_path: Path
) -> None:
    recorded = own_list(tmp_path, "id,name,isin\n1,Apple Inc,US0378331005\n")
    given = own_list(tmp_path, "id,name,isin\n1,Microsoft Corp,US5949181045\n", "given.csv")
    workspace.import_files("list", recorded)
    book = tmp_path / "book.csv"
    book.write_text("isin,name\nUS0378331005,Apple\nUS5949181045,Microsoft\n")

    rows = workspace.screen(book, actions=["buy"], private_list=given).to_polars()

    assert verdicts(rows) == [("PROHIBITED", "LIST")] * 2
    assert rows["issuer"].to_list() == ["Apple Inc", "Microsoft Corp"]


@pytest.mark.parametrize("text", ["", "colour\nred\n", "name\n", "name\n\0"])
def test_a_list_of_ones_own_that_names_nobody_is_refused(
    packaged: Workspace, portfolio: Path, tmp_path: Path, text: str
) -> None:
    house = tmp_path / "house.csv"
    house.write_bytes(text.encode("latin-1"))

    with pytest.raises(InputError, match=r"house\.csv"):
        packaged.screen(portfolio, private_list=house)
    with pytest.raises(InputError, match="absent"):
        packaged.screen(portfolio, private_list=tmp_path / "absent.csv")


def test_regimes_that_do_not_bind_the_investor_are_not_asked() -> None:
    def question(investor: Investor, location: str | None = None) -> Question:
        return Question(
            act=Act.BUY,
            investor=investor,
            instrument=Instrument.EQUITY,
            as_of=parse_moment(DAY),
            known_at=parse_moment(DAY),
            location=location,
        )

    binding, other = without_binding(load_regimes(), question(Investor.US_PERSON))
    assert {"NS-CMIC", "SDN"} <= {regime.key for regime in binding}
    assert "UK-16" in {regime.key for regime in other}

    abroad, _ = without_binding(load_regimes(), question(Investor.NON_US_PERSON))
    at_home, _ = without_binding(load_regimes(), question(Investor.NON_US_PERSON, "us"))
    assert "NS-CMIC" not in {regime.key for regime in abroad}
    assert "NS-CMIC" in {regime.key for regime in at_home}


def test_several_portfolios_are_read_one_after_the_other(
    packaged: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    other = tmp_path / "q.csv"
    other.write_text("security,ticker,exchange,currency\nHIKVISION,002415,Shenzhen,CNY\n")
    screening = packaged.screen(portfolio, other, as_of=DAY, actions=["buy"])

    rows = screening.to_polars()
    summary = screening.write(tmp_path / "both.csv")

    assert rows["line"].to_list() == [2, 3, 4, 2]
    assert rows["_file"].n_unique() == 2
    assert rows.columns[:7] == [
        "isin", "name", "market value", "currency", "security", "ticker", "exchange",
    ]  # fmt: skip
    assert rows["verdict"].to_list() == ["PROHIBITED", "ALLOWED", "REVIEW", "PROHIBITED"]
    assert (rows["security"].to_list(), summary.lines) == ([None, None, None, "HIKVISION"], 4)


def test_an_old_edition_is_warned_of(workspace: Workspace, tmp_path: Path, portfolio: Path) -> None:
    workspace.import_files(
        "us_ofac_cons", write_list(tmp_path / "c.xml", "06/03/2021", [company(1, "EXAMPLE CO.")])
    )
    warnings = workspace.screen(portfolio, as_of=DAY).head.warnings

    assert any("us_ofac_cons on file is of 2021-06-03, 368 days before" in w for w in warnings)
    assert any("RU-INV is answered only for lines that state where" in w for w in warnings)


def test_a_portfolio_that_cannot_be_read_is_refused(packaged: Workspace, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("")

    for file in (empty, tmp_path / "absent.csv"):
        with pytest.raises(InputError):
            packaged.screen(file).to_polars()
    with pytest.raises(InputError, match="is no act"):
        packaged.screen(empty, actions=["steal"])


def test_a_portfolio_without_lines_has_an_empty_report(packaged: Workspace, tmp_path: Path) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text("isin,name\n")

    screening = packaged.screen(bare)

    assert screening.to_polars().height == 0
    assert screening.summary.lines == 0


def test_a_report_is_not_written_over_anything_that_was_read(
    packaged: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    house = own_list(tmp_path, "name\nApple Inc\n")
    accounts = own_list(tmp_path, "account,investor\nA,us_person\n", "accounts.csv")
    fund = own_list(tmp_path, "Name,Weight (%)\nApple Inc,100\n", "fund.csv")
    terms = LineTerms(accounts=accounts, funds={"FND": fund})
    screening = packaged.screen(portfolio, as_of=DAY, private_list=house, terms=terms)

    for given in (portfolio, house, accounts, fund):
        before = given.read_bytes()
        with pytest.raises(InputError, match="written over the file that was given"):
            screening.write(given)
        assert given.read_bytes() == before
    screening.write(tmp_path / "other.csv")


def test_a_link_that_leads_to_itself_is_a_file_that_cannot_be_read(
    packaged: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)

    with pytest.raises(InputError, match="cannot be read"):
        packaged.screen(loop, as_of=DAY).write(tmp_path / "r.csv")
    folder = LineTerms(fund_folder=tmp_path)
    packaged.screen(portfolio, as_of=DAY, terms=folder).write(tmp_path / "r.csv")


def test_a_file_given_twice_is_refused_and_a_copy_of_it_is_not(
    packaged: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.csv"
    copy.write_bytes(portfolio.read_bytes())

    with pytest.raises(InputError, match="given twice"):
        packaged.screen(portfolio, tmp_path / "." / "p.csv", as_of=DAY)
    packaged.screen(portfolio, copy, as_of=DAY).write(tmp_path / "r.csv")


def test_a_day_that_could_be_two_is_a_doubt_for_nobody_but_the_listed(
    packaged: Workspace, tmp_path: Path
) -> None:
    book = tmp_path / "book.csv"
    book.write_text(
        "ISIN,Name,Acquired\nUS0378331005,APPLE INC,06/01/2020\n"
        "US0378331006,APPLE INC,06/01/2020\nHK0941009539,CHINA MOBILE LTD,06/01/2020\n",
        encoding="utf-8",
    )
    rows = packaged.screen(
        book, actions=["buy"], regimes=["NS-CMIC"], as_of="2022-06-06"
    ).to_polars()

    assert rows["verdict"].to_list() == ["ALLOWED", "REVIEW", "PROHIBITED"]
    assert "'06/01/2020' could be" in rows["explanation"][0]
