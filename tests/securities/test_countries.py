"""Countries as fund files write them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from proscribe.securities.countries import COUNTRIES, SPELLINGS, country_code
from proscribe.securities.wording import plain_words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Korea (South)", "KR"),
        ("Russian Federation", "RU"),
        ("Czech Republic", "CZ"),
        ("European Union", "EU"),
        ("HONG KONG", "HK"),
        ("Côte d’Ivoire", "CI"),
        ("U.S.A.", "US"),
        ("CHN", "CN"),
        ("cn", "CN"),
        ("中国", "CN"),
        ("NA", "NA"),  # Namibia
    ],
)
def test_a_country_is_known_however_written(text: str, code: str) -> None:
    assert country_code(text) == code


def test_what_is_no_country_has_no_code() -> None:
    assert country_code("Emerging Markets") is None
    assert country_code("") is None


def test_no_spelling_means_two_countries() -> None:
    pairs = {(plain_words(w), code) for code, pair in COUNTRIES.items() for w in (code, *pair)}
    pairs |= {(plain_words(w), code) for code, words in SPELLINGS.items() for w in words}

    assert len({spelling for spelling, _ in pairs}) == len(pairs)


@pytest.mark.parametrize("file", ["2020-03-03/IEMG_holdings.csv", "2022-03-10/EEM_holdings.csv"])
def test_every_location_of_the_fund_files_is_known(shared: Path, file: str) -> None:
    path = shared / "data" / "holdings_ishares" / file
    with path.open(encoding="utf-8-sig", newline="") as stream:
        places = {row["Location"] for row in csv.DictReader(stream)} - {"-", ""}

    assert len(places) >= 25
    assert [place for place in sorted(places) if country_code(place) is None] == []
