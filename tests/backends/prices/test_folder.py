from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.backends.prices import PriceFolder
from proscribe.model.errors import InputError
from proscribe.securities.prices import PriceFetcher, PriceRequest


def test_files_are_found_by_the_symbols_they_are_called_after(tmp_path: Path) -> None:
    for name in ("1810.HK.csv", "XIACY.csv.gz", "0941.HK.csv", "notes.md"):
        (tmp_path / name).touch()
    fetcher = PriceFolder(str(tmp_path))

    found = fetcher.fetch(PriceRequest(symbols=("XIACY", "01810 HK")))

    assert isinstance(fetcher, PriceFetcher)
    assert [path.name for path in found] == ["XIACY.csv.gz", "1810.HK.csv"]
    assert fetcher.fetch(PriceRequest(symbols=("0700.HK",))) == ()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder of prices"):
        PriceFolder(str(tmp_path / "nowhere"))
