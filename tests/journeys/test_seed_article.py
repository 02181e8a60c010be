"""The article Proscribe began with, and four short ones, scored as their annotators' scorers do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from proscribe.workspace.opening import MEMORY, open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from proscribe.workspace.articles import ReadArticle

FIGURE = re.compile(r"(\w+)=([\d.]+)")


@pytest.fixture(scope="module")
def read(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ReadArticle]:
    """Read every article with packaged facts alone; return the folder of claims, and the seed."""
    folder = tmp_path_factory.mktemp("claims")
    reference, data = shared / "reference", shared / "data"
    golds = [reference / "seed_claims.json", *sorted((reference / "dev_claims").glob("*.json"))]
    prices = [
        data / "prices_hk/2020-2025/1810.HK.csv",
        data / "sec_ftd/extract-2020-09_2021-06/ftd_chinese_names.psv",
    ]
    seed = None
    with open_workspace(MEMORY) as workspace:
        for gold in golds:
            doc = json.loads(gold.read_text(encoding="utf-8"))["doc"]
            file = folder / f"{doc['id']}.txt"
            if "text" in doc:
                file.write_bytes(doc["text"].encode())
            else:
                file.write_bytes((shared / "seeds" / doc["source_file"]).read_bytes())
            is_seed = doc["id"] == "seed-xiaomi"
            published = "2021-03-06" if is_seed else doc["published"]
            found = workspace.read(file, published=published, prices=prices if is_seed else ())
            claims = folder / f"{doc['id']}.json"
            claims.write_text(json.dumps(found.to_json()), encoding="utf-8")
            seed = found if is_seed else seed
    assert seed is not None
    return folder, seed


def scored(shared: Path, scorer: str, folder: Path, *golds: str) -> dict[str, float]:
    run = subprocess.run(
        [
            *(sys.executable, str(shared / "bench/claims" / scorer), "--gold"),
            *(str(shared / "reference" / gold) for gold in golds),
            *("--text-dir", str(shared / "seeds"), "--pred", str(folder)),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    last = run.stdout.strip().splitlines()[-1]
    return {name: float(value) for name, value in FIGURE.findall(last)}


@pytest.mark.parametrize("gold", ["seed_claims.json", "dev_claims"])
def test_claims_are_found_as_well_as_asked(
    shared: Path, read: tuple[Path, ReadArticle], gold: str
) -> None:
    figures = scored(shared, "score_claims.py", read[0], gold)

    assert figures["found"] >= 0.88
    assert figures["right"] >= 0.78
    assert figures["sourced"] >= 0.70
    assert figures["unanchored"] == 0
    assert figures["offset_errors"] == 0


def test_checks_agree_with_those_of_the_annotators(
    shared: Path, read: tuple[Path, ReadArticle]
) -> None:
    figures = scored(shared, "score_checks.py", read[0], "seed_claims.json")

    assert figures["macro"] >= 0.9
    assert figures["caught"] == 1
    assert figures["accused"] == 0


@pytest.mark.parametrize(
    "expected",
    [
        ("prohibited", "now prohibited", "contradicted", "2021-03-15"),
        ("divest_by", "November 11th", "contradicted", "2022-01-14"),
        ("listed", "eight other Chinese companies", "confirmed", "names 9"),
        ("price", "$15.34", "confirmed", "15.34"),
        ("price_change", "down 25%", "confirmed", "24.45"),
        ("sued", "filed a lawsuit", "confirmed", "1:21-cv-00280"),
    ],
)
def test_the_article_is_held_against_the_record(
    read: tuple[Path, ReadArticle], expected: tuple[str, str, str, str]
) -> None:
    type_, words, standing, record = expected
    cards = [one for one in read[1].cards if one.type == type_ and words in one.quote]

    assert standing in {one.standing.value for one in cards if one.standing is not None}
    assert any(record in f"{one.record} {one.expected}" for one in cards)


def test_the_award_rests_on_the_filing_the_newspaper_cited_and_the_denial_meets_the_allegation(
    read: tuple[Path, ReadArticle],
) -> None:
    reasons = [one for one in read[1].cards if one.type == "reason" and "That report" in one.quote]
    assert "Wall Street Journal" in reasons[0].sources
    assert "filing" in reasons[0].sources[-1] or "Defense" in reasons[0].sources[-1]
    [denial] = [one for one in read[1].cards if one.type == "denial"]
    denied = {one.id: one.type for one in read[1].cards}[denial.denies or ""]
    assert denied in ("allegation", "reason", "listed")
