"""Lines of one issuer lead to one issuer; disputed numbers lead to nobody for certain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace import Workspace, open_workspace

XIAOMI = ("XIACY", "US98421U1088", "KYG9830T1067", "1810.HK", "BG0ZMJ9", "98421U108", "Xiaomi")
TABLE = """\
issuer,country,isin,ticker,exchange,type
ZTE Corporation,China,NLJPMSP0MIY6,0763.HK,XHKG,equity
XIAOMI CORP. CL.B,China,,3CP.DU,XDUS,equity
CNOOC LTD O.N.,China,,NC2X,Xetra,equity
Chagee Holdings Ltd,China,US15743P1049,CHA,Nasdaq,adr
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Workspace]:
    """OFAC's list of 2024, and a table of securities of which one number is another's."""
    table = tmp_path_factory.mktemp("table") / "securities.csv"
    table.write_text(TABLE, encoding="utf-8")
    ofac = shared / "data" / "us_ofac_consolidated" / "2024-05-06" / "consolidated.xml"
    with open_workspace("sqlite://") as opened:
        opened.import_files("us_ofac_cons", ofac)
        opened.import_files("securities", table, published="2024-05-01")
        yield opened


def verdicts(workspace: Workspace, query: str, as_of: str = "2024-06-01") -> tuple[str, str]:
    found = workspace.check(query, as_of=as_of, regimes=("NS-CMIC",))
    verdict = found.rulings[0].verdict
    return verdict.outcome.value, verdict.explanation


def screened(workspace: Workspace, folder: Path, text: str) -> list[dict[str, object]]:
    file = folder / "portfolio.csv"
    file.write_text(text, encoding="utf-8")
    screening = workspace.screen(
        file, actions=("buy",), as_of="2024-06-01", known_at="2024-06-01", regimes=("NS-CMIC",)
    )
    return screening.to_polars().to_dicts()


@pytest.mark.parametrize("query", XIAOMI)
def test_receipt_and_ordinary_share_are_of_one_issuer_with_one_verdict(
    workspace: Workspace, query: str
) -> None:
    found = workspace.check(
        query, as_of="2021-03-16", known_at="2021-03-16", regimes=("CCMC",)
    ).rulings[0]

    assert found.candidates[0].candidate.subject.id == "us_dod_1237-xiaomi"
    assert found.verdict.outcome.value == "ALLOWED_ENJOINED"


@pytest.mark.parametrize(
    ("queries", "issuer"),
    [
        (("CHL US", "US16941M1099", "0941.HK", "600941.SS", "6073556"), "30923"),
        (("CEO US", "126132109", "883 HK", "600938 CN", "NC2X GR"), "30926"),
        (("US1694261033", "0728.HK", "601728 CN"), "30882"),
        (("CHU US", "762 HK", "HK0000049939"), "30924"),
        (("SMICY", "81663N206", "981 HK", "688981.SS", "KYG8020E1199"), "30951"),
        (("1186 HK", "601186 CN", "CNE100000981", "CNE1000009T1"), "30959"),
    ],
)
def test_shares_of_every_market_and_receipts_are_of_one_issuer(
    workspace: Workspace, queries: tuple[str, ...], issuer: str
) -> None:
    for query in queries:
        found = workspace.check(query, as_of="2024-06-01", regimes=("NS-CMIC",)).rulings[0]
        assert found.candidates[0].candidate.subject.id == f"us_ofac_cons-{issuer}", query


def test_a_line_asked_about_after_its_end_is_still_the_issuers_and_says_so(
    workspace: Workspace,
) -> None:
    found = workspace.check("SMICY", as_of="2024-06-01", regimes=("NS-CMIC",)).rulings[0]

    assert found.verdict.outcome.value == "PROHIBITED"
    assert found.candidates[0].candidate.note == (
        "ticker US:SMICY ended on 2021-03-04; it is still a security of SEMICONDUCTOR "
        "MANUFACTURING INTERNATIONAL CORPORATION."
    )
    before = workspace.check("SMICY", as_of="2021-03-04", regimes=("CCMC",)).rulings[0]
    assert before.candidates[0].candidate.note == ""


def test_a_ticker_that_passed_to_another_issuer_is_that_issuers(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = screened(
        workspace,
        tmp_path,
        "ticker,exchange,name,type\nCHA,Nasdaq,CHAGEE HOLDINGS LTD ADR,equity\n"
        "CHA,NYSE,CHINA TELECOM CORP LTD ADR,equity\nCHA,Nasdaq,QUITE ANOTHER INC,equity\n",
    )

    assert [row["verdict"] for row in rows] == ["ALLOWED", "PROHIBITED", "REVIEW"]
    assert rows[0]["issuer"] == "Chagee Holdings Ltd"


def test_an_isin_of_a_structured_product_makes_nobody_zte_for_certain(
    workspace: Workspace,
) -> None:
    outcome, why = verdicts(workspace, "NLJPMSP0MIY6")

    assert outcome == "REVIEW"
    assert "its country NL is neither that of the issuer (CN) nor of the venue" in why
    assert "securities (line 2, edition of 2024-05-01)" in why


def test_a_line_whose_isin_another_source_denies_is_kept_and_named_for_review(
    workspace: Workspace, tmp_path: Path
) -> None:
    [zte, mobile, product] = screened(
        workspace,
        tmp_path,
        "ticker,exchange,isin,name\n763,HKEX,CNE1000004Y2,ZTE CORP H\n"
        "941,HKEX,HK0941009539,CHINA MOBILE LTD\n,,NLJPMSP0MIY6,SOME STRUCTURED PRODUCT\n",
    )

    assert zte["verdict"] == "REVIEW"
    assert "NLJPMSP0MIY6 by securities" in str(zte["explanation"])
    assert "CNE1000004Y2 by the line itself" in str(zte["explanation"])
    assert (mobile["verdict"], mobile["entity_id"]) == ("PROHIBITED", "us_ofac_cons-30923")
    assert (product["verdict"], product["entity_id"]) == ("REVIEW", None)


def test_a_number_only_a_table_knows_leads_through_its_name_to_the_list(
    workspace: Workspace,
) -> None:
    outcome, _ = verdicts(workspace, "NC2X GR")
    found = workspace.check("3CP GR", as_of="2021-03-16", regimes=("CCMC",)).rulings[0]

    assert outcome == "PROHIBITED"
    assert found.candidates[0].candidate.subject.id == "us_dod_1237-xiaomi"
    assert "XIAOMI CORP. CL.B by securities (line 3" in found.candidates[0].candidate.note


def test_shows_every_line_of_an_issuer_with_who_says_so(workspace: Workspace) -> None:
    [found] = workspace.security("XIACY", as_of="2021-03-16").issuers
    issuer: dict[str, Any] = found.to_json()
    asked = [one for one in issuer["securities"] if one["asked_about"]]

    assert issuer["entity_id"] == "us_dod_1237-xiaomi"
    assert [one["types"] for one in asked] == [["adr"]]
    assert asked[0]["ratio"] == "1 ADR = 5 shares"
    assert {"kind": "cusip", "value": "98421U108", "sources": ["us_dod_1237"]} in asked[0][
        "identifiers"
    ]


def test_shows_the_conflict_of_an_issuer_that_is_on_no_list(workspace: Workspace) -> None:
    [issuer] = workspace.security("0763.HK").issuers

    assert (issuer.candidate.subject.caption, issuer.is_meant) == ("ZTE Corporation", True)
    assert [one.key for one in issuer.conflicts] == [("isin", "NLJPMSP0MIY6")]


def test_what_no_source_knows_is_refused_with_what_to_do() -> None:
    with open_workspace("sqlite://") as empty, pytest.raises(InputError, match="no source on file"):
        empty.security("DE0007164600")


def test_a_number_with_a_wrong_check_digit_is_told_to_have_one() -> None:
    with open_workspace("sqlite://") as empty, pytest.raises(InputError, match="should be 5"):
        empty.security("US0378331004")
