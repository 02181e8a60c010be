"""OFAC's consolidated list as published, each edition read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from proscribe.model.listing import ParsedEdition
from proscribe.sources.us.us_ofac_cons import SOURCE
from tests.sources.editions import read_edition

NEWEST_CSV = "2025-12-19"


@cache
def real(shared: Path, day: str) -> ParsedEdition:
    folder = shared / "data" / "us_ofac_consolidated" / day
    if day == NEWEST_CSV:
        return read_edition(SOURCE, *sorted(folder.glob("*.csv")))
    return read_edition(SOURCE, folder / "consolidated.xml")


@cache
def real_advanced(shared: Path) -> ParsedEdition:
    folder = shared / "data" / "us_ofac_consolidated" / "2020-03-17"
    return read_edition(SOURCE, folder / "cons_advanced.xml")
