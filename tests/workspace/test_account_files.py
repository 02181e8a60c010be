"""Tables of accounts: what cannot be read is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace.accounts import read_accounts


def test_a_country_is_read_however_written(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("account,investor,location\nA,us_person,USA\n", encoding="utf-8")

    assert read_accounts(file)["a"].location == "US"


def test_a_location_that_is_no_country_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "account,investor,location\nA,us_person,US\nB,us_person,Xyz\n", encoding="utf-8"
    )

    with pytest.raises(InputError, match="of account B: there is no country 'Xyz'") as refused:
        read_accounts(file)
    assert f"{file}, line 3" in str(refused.value)
