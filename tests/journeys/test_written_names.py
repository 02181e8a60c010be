"""How many names that people wrote by hand lead to whom they mean, and how many to nobody."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from proscribe.workspace import Workspace, open_workspace
from tests.journeys.written_names import (
    FIRST_LISTED,
    FIRST_OTHERS,
    SECOND_LISTED,
    SECOND_OTHERS,
)

DAYS = {"NS-CMIC": "2024-06-01", "S1260H": "2026-06-20", "SDN": "2022-03-01"}
LISTED, OTHERS = (FIRST_LISTED, SECOND_LISTED), (FIRST_OTHERS, SECOND_OTHERS)


@pytest.fixture(scope="module")
def workspace(shared: Path) -> Iterator[Workspace]:
    """OFAC's lists beside the packaged facts."""
    data = shared / "data"
    with open_workspace("sqlite://") as opened:
        opened.import_files(
            "us_ofac_cons", data / "us_ofac_consolidated" / "2024-05-06" / "consolidated.xml"
        )
        sdn = data / "us_ofac_sdn" / "2022-02-17" / "sdn.csv"
        opened.import_files("us_ofac_sdn", sdn, published="2022-02-17")
        yield opened


def screened(
    workspace: Workspace, folder: Path, names: Sequence[str], regime: str
) -> list[dict[str, object]]:
    file = folder / "names.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("Name", "Type"), *((name, "Equity") for name in names)])
    day = DAYS[regime]
    screening = workspace.screen(file, actions=("buy",), as_of=day, known_at=day, regimes=(regime,))
    return screening.to_polars().to_dicts()


def became(answer: dict[str, object], part: str) -> str:
    """Say what became of a listed issuer's name: found, doubted with the right one, missed."""
    told = [answer[column] for column in ("issuer", "_candidates", "explanation")]
    if answer["matched_by"] is None or _plain(part) not in _plain(json.dumps(told)):
        return "missed"
    return "doubted" if answer["verdict"] == "REVIEW" else "found"


def _plain(text: str) -> str:
    return text.lower().replace("'", "")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (LISTED[0], {"found": 49, "doubted": 85, "missed": 1}),
        (LISTED[1], {"found": 21, "doubted": 38, "missed": 3}),
    ],
    ids=["first", "second"],
)
def test_names_of_listed_issuers_are_found_or_doubted(
    workspace: Workspace, tmp_path: Path, rows: str, expected: dict[str, int]
) -> None:
    count: Counter[str] = Counter()
    for regime in DAYS:
        named = [
            (part, name)
            for key, part, *names in (line.split("|") for line in rows.splitlines())
            if key == regime
            for name in names
        ]
        answers = screened(workspace, tmp_path, [name for _, name in named], regime)
        count.update(became(answer, part) for (part, _), answer in zip(named, answers, strict=True))

    assert count == expected


@pytest.mark.parametrize(
    ("regime", "doubted"),
    [
        ("NS-CMIC", [["SMIC INC"], ["CHINA NUCLEAR POWER-A"]]),
        ("SDN", [["PANDORA A/S", "SMIC INC"], ["CHINA NUCLEAR POWER-A"]]),
    ],
)
def test_names_of_others_lead_hardly_ever_to_anybody(
    workspace: Workspace, tmp_path: Path, regime: str, doubted: list[list[str]]
) -> None:
    for names, expected in zip(OTHERS, doubted, strict=True):
        given = names.replace("\n", "|").strip("|").split("|")
        answers = screened(workspace, tmp_path, given, regime)
        found = zip(given, answers, strict=True)

        assert not any(answer["verdict"] == "PROHIBITED" for answer in answers)
        assert (
            sorted(name for name, answer in found if answer["_candidates"] not in (None, "[]"))
            == expected
        )
