"""A house's own list reaches whoever it names, however a line names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.workspace.opening import MEMORY, open_workspace

if TYPE_CHECKING:
    from pathlib import Path

XIAOMI, APPLE = "KYG9830T1067", "US0378331005"


def test_a_line_with_an_identifier_is_on_the_list_that_names_its_issuer(tmp_path: Path) -> None:
    portfolio, own = tmp_path / "portfolio.csv", tmp_path / "own.csv"
    rows = [(XIAOMI, "XIAOMI CORP"), (XIAOMI, ""), (APPLE, "APPLE INC"), ("", "Xiaomi")]
    portfolio.write_text("isin,name\n" + "".join(f"{isin},{name}\n" for isin, name in rows))
    own.write_text("name\nXIAOMI CORP\n")

    with open_workspace(MEMORY) as workspace:
        report = workspace.screen(portfolio, private_list=own, actions=("buy",)).to_polars()
        without = workspace.screen(portfolio, actions=("buy",)).to_polars()

    assert report["verdict"].to_list() == ["PROHIBITED", "PROHIBITED", "ALLOWED", "PROHIBITED"]
    assert report["reason_code"][1] == "PRIVATE_LIST"
    assert without["verdict"].to_list() == ["ALLOWED"] * 4
