"""Equal names of companies in another country than the list gives: a doubt, never nobody."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.matching import Index, Match, Named
from proscribe.matching.attributes import combine, held_by_name
from proscribe.matching.evidence import Evidence

CHINESE = {"country": ("cn",), "jurisdiction": ("ky",), "leiCode": ("529900T8BM49AURSDO55",)}
ENTRIES = (
    Named(id="xiaomi", schema="Company", names=("Xiaomi Corporation",), properties=CHINESE),
    Named(id="finance", schema="Company", names=("Xiaomi Finance Company",)),
    Named(
        id="luokung",
        schema="Company",
        names=("Luokung Technology Corp.",),
        properties={"country": ("cn",)},
    ),
    Named(
        id="moustafa",
        schema="Person",
        names=("MOUSTAFA, Djamel Qader",),
        properties={"country": ("dz",)},
    ),
    Named(
        id="body",
        schema="LegalEntity",
        names=("Zarqawi Overseas Trading",),
        properties={"country": ("ir",)},
    ),
)


@pytest.fixture(scope="module")
def index(shared: Path) -> Index:
    """An index in which two names share a word, so that it tells less."""
    with (shared / "bench/matching/index.csv").open(encoding="utf-8") as rows:
        names = [
            Named(id=row["id"], schema=row["schema"], names=(row["name"],))
            for row in islice(csv.DictReader(rows), 1_000)
        ]
    return Index.build([*names, *ENTRIES])


def best(index: Index, schema: str, name: str, entity: str, **known: str) -> Match:
    asked = Named(
        id="q",
        schema=schema,
        names=(name,),
        properties={prop: (value,) for prop, value in known.items()},
    )
    found = {one.entity_id: one for one in index.search([asked], limit=20, threshold=0.0)}
    return found[entity]


@pytest.mark.parametrize(
    ("prop", "value"), [("country", "us"), ("country", "Germany"), ("jurisdiction", "ru")]
)
@pytest.mark.parametrize("name", ["Xiaomi Corporation", "XIAOMI CORP", "Xiaomi Corp.", "Xiaomi"])
def test_the_country_alone_takes_no_equal_name_of_a_company_away(
    index: Index, name: str, prop: str, value: str
) -> None:
    alone = best(index, "Company", name, "xiaomi")
    placed = best(index, "Company", name, "xiaomi", **{prop: value})

    assert alone.score > 0.7
    assert placed.score == pytest.approx(min(alone.score, 0.75), abs=1e-3)
    assert placed.score > 0.7
    assert "country " in placed.explanation
    assert "equal name Xiaomi Corporation +" in placed.explanation


def test_a_name_that_is_sure_is_lowered_by_the_country_as_before(index: Index) -> None:
    alone = best(index, "Company", "Luokung Technology Corp", "luokung")
    placed = best(index, "Company", "Luokung Technology Corp", "luokung", country="us")

    assert 0.75 < placed.score < alone.score
    assert "equal name" not in placed.explanation


def test_bodies_of_which_no_more_is_known_are_held_too(index: Index) -> None:
    for schema in ("LegalEntity", "Company", "Organization"):
        placed = best(index, schema, "Zarqawi Overseas Trading", "body", country="us")
        assert placed.score > 0.7


@pytest.mark.parametrize("name", ["Xiaomi Tea House", "Xiaoming Corporation", "Xiaomi Finance Inc"])
def test_a_name_that_is_only_alike_falls_in_another_country(index: Index, name: str) -> None:
    alone = best(index, "Company", name, "xiaomi")
    placed = best(index, "Company", name, "xiaomi", country="us")

    assert placed.score < alone.score - 0.02
    assert "equal name" not in placed.explanation


def test_a_person_of_an_equal_name_falls_in_another_country(index: Index) -> None:
    alone = best(index, "LegalEntity", "Djamel Moustafa", "moustafa")
    for schema in ("Person", "LegalEntity"):
        placed = best(index, schema, "Djamel Moustafa", "moustafa", country="us")
        assert placed.score < alone.score - 0.02
        assert "equal name" not in placed.explanation


def test_an_equal_name_outweighs_nothing_but_the_country(index: Index) -> None:
    other = best(
        index,
        "Company",
        "Xiaomi Corporation",
        "xiaomi",
        country="us",
        leiCode="5493001KJTIIGC8Y1R12",
    )

    assert other.score < 0.5
    assert "equal name" not in other.explanation


@given(
    names=st.floats(1e-6, 1),
    country=st.floats(-10, -0.1),
    more=st.lists(st.floats(0, 12), max_size=3),
)
def test_an_equal_name_holds_a_score_and_never_lifts_it_above_that_of_the_names(
    names: float, country: float, more: list[float]
) -> None:
    def evidence(feature: str, log_odds: float) -> Evidence:
        return Evidence(feature=feature, log_odds=log_odds, given="a", found="b")

    known = (evidence("country", country), *(evidence("address", weight) for weight in more))
    held = combine(names, held_by_name(names, known, "Kave Ltd", "KAVE LIMITED"))

    assert held >= min(names, 0.75) - 1e-4
    assert held <= max(combine(names, known), min(names, 0.75)) + 1e-2
    assert held_by_name(names, known, "Kave Ltd", "Kave Foods Ltd") == known
    assert held_by_name(names, known, "Kave Ltd", "Kave PJSC") == known
