"""What the matcher finds in the labelled names, by their own scorer; floors, not targets."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proscribe.matching import Index, compare_pairs


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    labelled = shared / "bench/matching"
    index = Index.build([(r["id"], r["schema"], r["name"]) for r in rows(labelled / "index.csv")])
    queries = [
        (r["id"], r["schema"], r["name"])
        for name in ("queries.csv", "negatives.csv")
        for r in rows(labelled / name)
    ]
    hits = tmp_path_factory.mktemp("hits") / "hits.csv"
    with hits.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["query_id", "entity_id", "score"])
        writer.writerows(index.match(queries, threshold=0.0))
    scored = subprocess.run(
        [sys.executable, labelled / "score.py", hits], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(scored.stdout)
    return found


@pytest.mark.parametrize(
    ("figure", "floor"),
    [("recall_at_10", 0.985), ("recall_1pct", 0.94), ("recall_01pct", 0.85)],
)
def test_most_names_are_found(figures: dict[str, Any], figure: str, floor: float) -> None:
    assert figures[figure] >= floor


@pytest.mark.parametrize(
    ("category", "floor"),
    [
        ("native_script/arabic", 0.88),
        ("perturbed/initial_first", 0.8),
        ("perturbed/org_abbreviation", 0.9),
        ("perturbed/cyrillic", 0.95),
        ("perturbed/vessel_number", 0.95),
        ("perturbed/leet", 0.9),
        ("perturbed/org_ocr", 0.9),
    ],
)
def test_names_of_each_kind_are_found(figures: dict[str, Any], category: str, floor: float) -> None:
    assert figures["by_category_1pct"][category] >= floor


def test_clean_names_are_left_in_peace(figures: dict[str, Any]) -> None:
    assert figures["alerts_1pct"]["negatives_recombined"] <= 0.1
    for names in ("negatives_us", "negatives_global", "negatives_org"):
        assert figures["alerts_default"][names] <= 0.01


def test_pairs_are_told_apart(shared: Path) -> None:
    labelled = rows(shared / "bench/matching/pairs.csv")
    scores = compare_pairs([(r["schema"], r["name1"], r["name2"]) for r in labelled])
    said = [score >= 0.7 for score in scores]
    true = [r["is_match"] == "true" for r in labelled]
    right = sum(a and b for a, b in zip(said, true, strict=True))

    assert 2 * right / (sum(said) + sum(true)) >= 0.87
