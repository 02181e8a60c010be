"""Lines that name a security in one column and its issuer, or its parent, in another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proscribe.workspace import LineTerms, Workspace
from proscribe.workspace.pages.given_lines import read_given
from proscribe.workspace.surveying import told_columns

DAY = "2022-06-06"
Rows = Callable[..., list[dict[str, object]]]


@pytest.fixture
def rows(packaged: Workspace, tmp_path: Path) -> Rows:
    """Screen lines under a header; return the rows of the report."""

    def screen(head: str, *lines: str, **options: object) -> list[dict[str, object]]:
        file = tmp_path / "p.csv"
        file.write_text("\n".join((head, *lines, "")), encoding="utf-8")
        asked = {"as_of": DAY, "known_at": DAY, "actions": ["buy"], **options}
        return packaged.screen(file, **asked).to_polars().to_dicts()  # type: ignore[arg-type]

    return screen


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("Security Name,Issuer,Quantity,Market value", "ORD SHS CLASS H,Hikvision,1,1"),
        ("Issuer,Security Name,Quantity", "Hikvision,ORD SHS CLASS H,1"),
        ("Name,Issuer Name", "Bearer shares,Semiconductor Manufacturing International Corp"),
        ("Name,Emittent", "Stammaktien,Hikvision"),
        ("证券名称,发行人", "A股,HIKVISION"),
        ("Name,Эмитент", "Акции обыкновенные,HIKVISION"),
        ("Security Name,ISIN,Issuer", "ORD SHS,US0378331006,Hikvision"),
        ("Description,Company", "ORD SHS,Hikvision"),
    ],
)
def test_a_company_of_the_issuer_column_that_is_barred_bars_the_line(
    rows: Rows, head: str, line: str
) -> None:
    (row,) = rows(head, line)

    assert (row["verdict"], row["regime"], row["matched_by"]) == ("PROHIBITED", "NS-CMIC", "name")
    assert "as its issuer" in str(row["explanation"])


def test_the_name_counts_as_before_where_the_issuer_is_nobody_on_file(rows: Rows) -> None:
    (row,) = rows("Security Name,Issuer", "HIKVISION,Trust Company of the North")

    assert (row["verdict"], row["issuer"]) == (
        "PROHIBITED",
        "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD. (HIKVISION)",
    )
    assert "as its issuer" not in str(row["explanation"])


def test_a_line_both_of_whose_names_are_nobodys_is_allowed(rows: Rows) -> None:
    (row,) = rows("Security Name,Issuer", "ORD SHS,Northern Harbour plc")

    assert (row["verdict"], row["issuer"]) == ("ALLOWED", "Northern Harbour plc")


def test_an_issuer_that_is_only_likely_leaves_the_line_to_a_person(rows: Rows) -> None:
    (row,) = rows("Security Name,Issuer", "ORD SHS,Hangzhou Hikvison Digital Technolgy")

    assert (row["verdict"], row["reason_code"]) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert "as its issuer" in str(row["explanation"])
    assert row["_candidates"] is not None
    assert row["issuer"] == "Hangzhou Hikvison Digital Technolgy"


def test_two_names_that_surely_mean_two_parties_leave_the_line_to_a_person(rows: Rows) -> None:
    """Xiaomi was delisted in 2021, so that it is on file and not barred."""
    head = "Security Name,Issuer"
    first, second, third = rows(
        head, "Xiaomi Corporation,Hikvision", "HIKVISION,Xiaomi Corp", "SMIC,Hikvision"
    )

    for row in (first, second):
        assert (row["verdict"], row["reason_code"]) == ("REVIEW", "IDENTITY_UNCERTAIN")
        assert "surely mean two parties" in str(row["explanation"])
        candidates = str(row["_candidates"])
        assert "Xiaomi" in candidates
        assert "HIKVISION" in candidates
    assert third["verdict"] == "PROHIBITED"


def test_of_two_names_the_report_says_which_one_is_not_sure(rows: Rows) -> None:
    (row,) = rows("Security Name,Issuer", "Hangzhou Hikvison Digital Technolgy,Northern Trustees")

    assert (row["verdict"], row["issuer"]) == ("REVIEW", "Hangzhou Hikvison Digital Technolgy")


def test_a_barred_parent_does_not_bar_by_itself_and_is_never_passed_over(rows: Rows) -> None:
    head = "Security Name,Issuer,Ultimate Parent"
    first, second = rows(head, "ORD SHS,Northern Harbour,Hikvision", "ORD SHS,Hikvision,Hikvision")

    assert (first["verdict"], first["reason_code"]) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert "as its parent or guarantor" in str(first["explanation"])
    assert second["verdict"] == "PROHIBITED"


def test_a_line_without_a_name_is_known_by_its_issuer(rows: Rows) -> None:
    first, second = rows("Security Name,Issuer,Quantity", ",Hikvision,1", "-,Northern Harbour,2")

    assert (first["verdict"], second["verdict"]) == ("PROHIBITED", "ALLOWED")


def test_equal_names_of_two_issuers_are_not_one_security_twice(
    packaged: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "p.csv"
    file.write_text("Security Name,Issuer\nORD SHS,Northern Harbour\nORD SHS,Apple Inc\n", "utf-8")
    screening = packaged.screen(file, as_of=DAY, actions=["buy"])
    screening.to_csv(tmp_path / "r.csv")

    assert not [note.text for note in screening.findings if "same security" in note.text]


def test_a_person_says_which_column_is_the_issuers(packaged: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text("Papier,Haus\nORD SHS,Hikvision\n", "utf-8")
    terms = LineTerms(columns=told_columns({"Papier": "name", "Haus": "issuer"}))
    screening = packaged.screen(file, as_of=DAY, actions=["buy"], terms=terms)

    assert screening.to_polars()["verdict"].to_list() == ["PROHIBITED"]


def test_whom_a_person_told_apart_from_an_issuer_is_not_raised_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    listed, file = tmp_path / "list.csv", tmp_path / "p.csv"
    listed.write_text("id,schema,name\na,Company,Lantern Optical Systems\n", encoding="utf-8")
    workspace.import_files("list", listed, published="2026-01-01")
    file.write_text("Name,Issuer\nORD SHS,Lantern Optical Sistems\n", encoding="utf-8")

    def verdicts() -> list[str]:
        return workspace.screen(file, actions=["buy"]).to_polars()["verdict"].to_list()

    assert verdicts() == ["REVIEW"]
    given = read_given([file], None, 2)
    assert given.names == ("ORD SHS", "Lantern Optical Sistems")
    workspace.clearances.clear(given.names, "list-a", reason="a lamp shop", by="ana")

    assert verdicts() == ["ALLOWED"]


def test_a_fund_that_holds_a_barred_issuer_is_seen_to_hold_it(
    packaged: Workspace, tmp_path: Path
) -> None:
    fund, file = tmp_path / "FND.csv", tmp_path / "p.csv"
    columns = "Name,Issuer,Weight (%),Market value\n"
    fund.write_text(columns + "ORD SHS,HIKVISION,60,60\nOther,Northern Harbour,40,40\n", "utf-8")
    file.write_text("ticker,exchange,name\nFND,US,Some ETF\n", encoding="utf-8")
    terms = LineTerms(funds={"FND": fund})
    head = packaged.screen(file, as_of=DAY, known_at=DAY, actions=["buy"], terms=terms).head

    assert [line.verdict for line in head.funds[0].holdings] == ["PROHIBITED"]
