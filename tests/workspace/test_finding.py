"""Names found in a ledger: subjects, as they were known at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.matching import Match, Named
from proscribe.model.errors import InputError
from proscribe.workspace import Workspace
from proscribe.workspace.finding import LedgerSearch
from proscribe.workspace.naming import LedgerNames
from tests.ledger.stories import Story, designation, listing

EARLY, LATE = datetime(2021, 3, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC)
HUAWEI, MEGVII = "us_ofac_cons-1", "us_ofac_cons-2"


@pytest.fixture
def store() -> Iterator[SqlStore]:
    told = Story()
    first = listing(HUAWEI, designation(), name="Huawei Technologies Co., Ltd.")
    told.publish("us_ofac_cons", "2021-01-01", first)
    new = listing(MEGVII, designation(), name="Beijing Megvii Technology Co., Ltd.")
    renamed = listing(HUAWEI, designation(), name="Futurewei Holdings Corporation")
    told.publish("us_ofac_cons", "2021-06-01", renamed, new)
    with open_store("sqlite://") as opened:
        told.record_in(opened)
        yield opened


def found(store: SqlStore, known: datetime, *names: str, limit: int = 10) -> list[Match]:
    queries = [Named(id=name, schema="Company", names=(name,)) for name in names]
    search = LedgerSearch(store, LedgerNames(store).index(), known)
    return [*search.search(queries, limit=limit, threshold=0.7)]


def test_a_misspelt_name_finds_its_subject_and_another_name_nobody(store: SqlStore) -> None:
    matches = found(store, LATE, "Bejing Megvii Technology", "Haier Smart Home")

    assert [(match.query_id, match.entity_id) for match in matches] == [
        ("Bejing Megvii Technology", MEGVII)
    ]


def test_who_came_later_is_not_found_at_an_earlier_moment(store: SqlStore) -> None:
    assert found(store, EARLY, "Bejing Megvii Technology") == []


def test_a_name_counts_only_while_it_is_the_name(store: SqlStore) -> None:
    def who(known: datetime, name: str) -> list[str]:
        return [match.entity_id for match in found(store, known, name)]

    assert who(EARLY, "Huawei Tecnologies") == [HUAWEI]
    assert who(EARLY, "Futurewei Holdngs") == []
    assert who(LATE, "Futurewei Holdings") == [HUAWEI]


def test_a_subject_on_several_lists_is_found_once(workspace: Workspace, tmp_path: Path) -> None:
    asked = tmp_path / "queries.csv"
    asked.write_text("id,schema,name\n1,Company,Xiaomi Corporation\n", encoding="utf-8")

    rows, _ = workspace.match(asked, threshold=0.5).first(None)

    ids = [row["entity_id"] for row in rows]
    assert "us_ofac_ccmc-xiaomi" in ids or "us_dod_1237-xiaomi" in ids
    assert len(ids) == len({*ids})


def test_the_ledger_before_anything_was_known_has_nobody(
    workspace: Workspace, tmp_path: Path
) -> None:
    asked = tmp_path / "queries.csv"
    asked.write_text("id,schema,name\n1,Company,Xiaomi Corporation\n", encoding="utf-8")

    assert workspace.match(asked, known_at="1990-01-01").to_polars().is_empty()
    with pytest.raises(InputError):
        workspace.match(asked, known_at="yesterday")
