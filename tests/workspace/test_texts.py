"""Questions and lines that hold an identifier or a name beside anything else are never free."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace import Workspace
from proscribe.workspace.results import CheckResult
from tests.workspace.ofac import numbered, write_list

DAY = "2022-06-06"


def answer(result: CheckResult) -> tuple[str, str]:
    return result.verdict.outcome.value, result.verdict.reason.value


XIAOMI_AND_MORE = [
    *("KYG9830T1067.", "'KYG9830T1067'", '="KYG9830T1067"', "KYG9830T1067 (ADR)"),
    *("Holding KYG9830T1067", "KYG9830T1067;US0378331005", "US0378331005 KYG9830T1067"),
    *("1810.HK (Xiaomi)", "1810.HK H shares", "1810.HK-R", "ISIN code KYG9830T1067"),
]
PERHAPS_XIAOMI = [
    *("XIACY (OTC)", "XIACY / AAPL", "XIACY US EQUITY SPONSORED ADR", "Xiaomi; Apple Inc"),
    *("Apple Inc (not Xiaomi)", "Xiaomi-Apple basket", "Apple & Xiaomi", "Xiaomi, Apple Inc"),
]


@pytest.mark.parametrize("query", XIAOMI_AND_MORE)
def test_an_identifier_is_found_beside_anything_else(packaged: Workspace, query: str) -> None:
    result = packaged.check(query, as_of="2021-03-16", known_at="2021-03-06", regimes=["CCMC"])

    assert answer(result)[0] == "PROHIBITED"


@pytest.mark.parametrize("query", PERHAPS_XIAOMI)
def test_a_symbol_or_a_name_among_others_is_a_doubt_that_says_so(
    packaged: Workspace, query: str
) -> None:
    result = packaged.check(query, as_of="2021-03-16", known_at="2021-03-06", regimes=["CCMC"])

    assert answer(result) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert "Xiaomi Corporation" in result.verdict.explanation
    assert "in the text" in result.verdict.explanation or "beside" in result.verdict.explanation


def test_a_barred_issuer_beside_one_that_is_free_is_a_doubt(packaged: Workspace) -> None:
    result = packaged.check("KYG9830T1067; Hikvision", as_of=DAY, known_at=DAY)

    assert answer(result)[0] == "REVIEW"
    assert "HIKVISION" in result.verdict.explanation


def test_an_identifier_with_a_wrong_digit_beside_words_is_refused(packaged: Workspace) -> None:
    with pytest.raises(InputError, match="the last digit should be 7"):
        packaged.check("KYG9830T1068 (ADR)")


def test_lines_that_hold_an_identifier_or_a_name_among_others_are_not_free(
    packaged: Workspace, tmp_path: Path
) -> None:
    names = [*XIAOMI_AND_MORE[3:], *PERHAPS_XIAOMI]
    file = tmp_path / "portfolio.csv"
    file.write_text("\n".join(["Name", *(f'"{name}"' for name in (*names, "Johnson & Johnson"))]))

    screened = packaged.screen(
        file, as_of="2021-03-16", known_at="2021-03-06", regimes=["CCMC"], actions=["buy"]
    )
    *found, other = screened.to_polars()["verdict"].to_list()

    assert set(found) == {"PROHIBITED", "REVIEW"}
    assert other == "ALLOWED"


@pytest.fixture
def registered(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace with a ship, a company and a bank on the blocked list, by their numbers."""
    ship = "Vessel Registration Identification"
    entries = [
        numbered(90301, "EXAMPLE GULL", ship, "IMO 9187629", schema="Vessel"),
        numbered(90302, "EXAMPLE HERON TRADE", "Tax ID No.", "7708004767"),
        numbered(90303, "EXAMPLE IBIS BANK", "SWIFT/BIC", "BTANIRTH"),
    ]
    workspace.import_files(
        "us_ofac_sdn", write_list(tmp_path / "sdn.xml", "06/01/2022", entries), accept=True
    )
    return workspace


def test_a_number_of_a_register_is_found_however_it_is_written(registered: Workspace) -> None:
    wanted = {
        "GULL": ("9187629", "IMO 9187629", "IMO9187629", "imo: 9187629", "IMO No. 9187629"),
        "HERON": ("INN 7708004767", "tax no. 7708004767", "Heron (INN: 7708004767)"),
        "IBIS": ("BTANIRTH", "SWIFT/BIC: BTANIRTHXXX", "bic btanirth", "Ibis, SWIFT BTANIRTH"),
    }
    found = {
        query: registered.check(query, as_of=DAY, known_at=DAY, regimes=["SDN"])
        for queries in wanted.values()
        for query in queries
    }

    assert {query: answer(result)[0] for query, result in found.items()} == dict.fromkeys(
        found, "PROHIBITED"
    )
    assert all(
        name in found[query].verdict.explanation
        for name, queries in wanted.items()
        for query in queries
    )


def test_a_number_that_nothing_names_is_a_doubt(registered: Workspace) -> None:
    result = registered.check("Heron 7708004767", as_of=DAY, known_at=DAY, regimes=["SDN"])

    assert answer(result) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert "“7708004767” beside other words" in result.verdict.explanation
