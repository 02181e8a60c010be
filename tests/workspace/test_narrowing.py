"""Of a file too large for the ledger, what somebody asks about is kept, and the rest is counted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace import Workspace

ROWS = """\
LEI,ISIN
5493001KJTIIGC8Y1R12,US0378331005
5493001KJTIIGC8Y1R12,US5949181045
529900T8BM49AURSDO55,DE0007164600
9ZZZ00EXAMPLE0000A58,FR0000120271
"""
TABLE = "issuer,isin\nExample,US0378331005\n"
PORTFOLIO = "ISIN,Name\nDE0007164600,SOMETHING\n"


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    file = tmp_path / "lei-isin-20250515.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("lei-isin-20250515.csv", ROWS)
    return file


def test_keeps_the_issuers_that_the_ledger_names(
    workspace: Workspace, packed: Path, tmp_path: Path
) -> None:
    table = tmp_path / "securities.csv"
    table.write_text(TABLE, encoding="utf-8")
    workspace.import_files("securities", table, published="2025-01-01")
    found = workspace.import_files("gleif_isin", packed)

    assert (found.state, found.edition.entities, found.edition.records) == ("recorded", 1, 2)
    assert found.edition.note is not None
    assert found.edition.note.startswith("2 of 4 rows of lei-isin-20250515.csv")
    assert "1 issuers that the ledger names; others are left out." in found.edition.note


def test_keeps_the_issuers_that_a_portfolio_names_too(
    workspace: Workspace, packed: Path, tmp_path: Path
) -> None:
    portfolio = tmp_path / "portfolio.csv"
    portfolio.write_text(PORTFOLIO, encoding="utf-8")
    found = workspace.import_files("gleif_isin", packed, portfolios=[portfolio])

    assert found.edition.entities == 1
    assert "the ledger or the portfolio portfolio.csv names" in str(found.edition.note)


def test_what_the_ledger_names_later_is_kept_by_the_next_import_of_the_same_file(
    workspace: Workspace, packed: Path, tmp_path: Path
) -> None:
    portfolio, table = tmp_path / "portfolio.csv", tmp_path / "securities.csv"
    portfolio.write_text(PORTFOLIO, encoding="utf-8")
    table.write_text(TABLE, encoding="utf-8")
    first = workspace.import_files("gleif_isin", packed, portfolios=[portfolio])
    workspace.import_files("securities", table, published="2025-01-01")
    second = workspace.import_files("gleif_isin", packed, portfolios=[portfolio])

    assert (first.edition.entities, second.edition.entities) == (1, 2)
    assert second.state == "recorded"


def test_a_portfolio_chooses_nothing_of_a_list_that_is_recorded_whole(
    workspace: Workspace, tmp_path: Path
) -> None:
    table = tmp_path / "securities.csv"
    table.write_text(TABLE, encoding="utf-8")

    with pytest.raises(InputError, match="recorded whole"):
        workspace.import_files("securities", table, portfolios=[table])


def test_a_damaged_file_is_refused_as_ever(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "lei-isin.csv"
    file.write_text("LEI,BIC\nX,Y\n", encoding="utf-8")

    found = workspace.import_files("gleif_isin", file)
    assert found.state == "quarantined"
    assert "no columns LEI and ISIN" in str(found.edition.why)
