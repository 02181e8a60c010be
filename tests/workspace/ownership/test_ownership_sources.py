"""Owners in portfolios, files of others, older ledgers, and shown by themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.model.errors import InputError
from proscribe.model.listing import (
    Link,
)
from proscribe.model.verdict import Outcome
from proscribe.screening.verdicts import Ruling
from proscribe.workspace import Workspace, open_workspace
from tests.workspace.ownership.companies import ALPHA, company, listed, owner


def test_a_portfolio_line_of_an_owned_company_is_answered_by_isin_and_by_name(
    record: Callable[..., None], place: str, tmp_path: Path
) -> None:
    record("us_ofac_sdn", ALPHA)
    record(
        "ftm",
        company("ftm-s", "Subterra Holding", owner("us_ofac_sdn-1", "51"), isin="US5949181045"),
        company("ftm-u", "Ultramar Freight", owner("us_ofac_sdn-1", None)),
        company("ftm-v", "Valdivia Lumber", owner("ftm-w", "100")),
        company("ftm-w", "Wendover Pulp"),
    )
    book = tmp_path / "book.csv"
    book.write_text(
        "name,isin\nSome share,US5949181045\nSUBTERRA HOLDING,\nUltramar Freight,\n"
        "Valdivia Lumber,\n",
        encoding="utf-8",
    )

    with open_workspace(place) as workspace:
        screening = workspace.screen(
            book, actions=("buy",), as_of="2026-11-01", known_at="2026-11-01", regimes=("SDN",)
        )
        rows = screening.to_polars().to_dicts()

    assert [row["verdict"] for row in rows] == ["PROHIBITED", "PROHIBITED", "REVIEW", "ALLOWED"]
    assert [row["entity_id"] for row in rows[:2]] == ["ftm-s", "ftm-s"]
    assert "= 51 % together" in rows[0]["explanation"]
    assert rows[3]["reason_code"] == "NOT_LISTED"


def write_ftm(path: Path, entities: Iterable[dict[str, object]]) -> Path:
    path.write_text("\n".join(map(json.dumps, entities)), encoding="utf-8")
    return path


def test_ownership_of_a_followthemoney_file_is_followed(
    record: Callable[..., None], place: str, ask: Callable[..., Ruling], tmp_path: Path
) -> None:
    record("us_ofac_sdn", ALPHA)
    file = write_ftm(
        tmp_path / "entities.ftm.json",
        [
            {"id": "a", "schema": "Company", "properties": {"name": ["Alphaville Trading House"]},
             "referents": ["ofac-1"], "datasets": ["us_ofac_sdn"]},
            {"id": "s", "schema": "Company", "properties": {"name": ["Subterra Holding"]}},
            {"id": "o", "schema": "Ownership", "properties": {
                "owner": ["a"], "asset": ["s"], "percentage": ["62.5%"], "startDate": ["2020"]}},
        ],
    )  # fmt: skip
    with open_workspace(place) as workspace:
        workspace.import_files("ftm", file, published="2026-10-30", accept=True)
        same(workspace)

    verdict = ask("Subterra Holding").verdict

    assert verdict.outcome is Outcome.PROHIBITED
    assert "Alphaville Trading House 62.5 %" in verdict.explanation


@pytest.fixture
def tell(place: str, tmp_path: Path) -> Callable[..., None]:
    """Import FollowTheMoney entities, of which ``a`` is the first subject of OFAC's."""

    def write(*entities: dict[str, object], day: str = "2026-10-30", key: str = "ftm") -> None:
        file = write_ftm(tmp_path / "entities.ftm.json", entities)
        with open_workspace(place) as workspace:
            imported = workspace.import_files(key, file, published=day)
            assert imported.state == "recorded", imported.edition.why
            if any(entity["id"] == "a" for entity in entities):
                same(workspace)

    return write


def same(workspace: Workspace) -> None:
    """Say that the two entries are one company, where nothing else has."""
    workspace.decide("us_ofac_sdn-1", "ftm-a", "same", reason="one house", by="tester")


def test_a_ledger_of_many_lists_tells_whom_ownership_can_reach(
    record: Callable[..., None], place: str
) -> None:
    from proscribe.workspace.ownership import reachable

    record("us_ofac_sdn", ALPHA)
    record(
        "ftm",
        company("ftm-s", "Subterra Holding", owner("us_ofac_sdn-1", "1")),
        company("ftm-t", "Terranova Werke", owner("ftm-s", "1")),
        company("ftm-v", "Valdivia Lumber", owner("ftm-w", "100")),
        company("ftm-w", "Wendover Pulp"),
    )
    store: SqlStore = open_store(place)

    found = reachable(store)
    store.close()

    assert {"ftm-s", "ftm-t"} <= found
    assert found.isdisjoint({"ftm-v", "ftm-w"})


def test_a_company_that_only_its_owner_s_entry_prints_is_a_doubt_too(
    record: Callable[..., None], ask: Callable[..., Ruling], place: str, tmp_path: Path
) -> None:
    record("us_ofac_sdn", replace(ALPHA, links=(Link(relation="subsidiary", name="Zephyr Kiln"),)))
    book = tmp_path / "book.csv"
    book.write_text("name\nZephyr Kiln Ltd\nZephyr Kitchens\n", encoding="utf-8")

    assert ask("Zephyr Kiln").verdict.outcome is Outcome.REVIEW
    with open_workspace(place) as workspace:
        screening = workspace.screen(
            book, actions=("buy",), as_of="2026-11-01", known_at="2026-11-01", regimes=("SDN",)
        )
        rows = screening.to_polars().to_dicts()
    assert [row["verdict"] for row in rows] == ["REVIEW", "ALLOWED"]


def test_an_owner_of_whom_only_the_lei_is_known_is_met_on_a_list(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    lei = "529900T8BM49AURSDO55"
    record("us_ofac_sdn", replace(ALPHA, properties=(("leiCode", (lei,)),)))
    parent = Link(relation="parent", id=f"gleif-{lei}", share="100.00")
    record("gleif", company("gleif-5493001KJTIIGC8Y1R12", "Subterra Holding", parent))

    assert ask("Subterra Holding").verdict.outcome is Outcome.PROHIBITED


def test_owners_are_shown_with_what_counts_under_which_regime(
    record: Callable[..., None], place: str
) -> None:
    record("us_ofac_sdn", ALPHA)
    record("eu_fsf", listed("eu_fsf", 1, "Bravura Metals Combine"))
    record(
        "ftm",
        company("ftm-h", "Halcyon Beteiligung", owner("us_ofac_sdn-1", "60")),
        company(
            "ftm-s", "Subterra Holding", owner("ftm-h", "50"), owner("eu_fsf-1", "55"),
            Link(relation="linked_to", name="Somebody Else"),
        ),
    )  # fmt: skip
    day = "2026-11-01"

    with open_workspace(place) as workspace:
        found = workspace.owners("Subterra Holding", as_of=day, known_at=day)
        below = workspace.owners("us_ofac_sdn-1", owned=True, as_of=day, known_at=day)

    sdn = next(one for one in found.counts if one.regime == "SDN")
    assert (sdn.counts, sdn.share, sdn.economic) == (True, Decimal("0.5"), Decimal("0.3"))
    assert sdn.path == ("Alphaville Trading House", "Halcyon Beteiligung", "Subterra Holding")
    assert {one.regime for one in found.counts} == {"SDN", "EU-FREEZE"}
    assert [(one.owner, one.owned, one.share, one.holds) for one in found.stakes] == [
        ("Halcyon Beteiligung", "Subterra Holding", "50 %", True),
        ("Bravura Metals Combine", "Subterra Holding", "55 %", True),
        ("Alphaville Trading House", "Halcyon Beteiligung", "60 %", True),
    ]
    assert found.over == ("Subterra Holding",)
    assert [tie.name for tie in found.ties] == ["Somebody Else"]
    assert [(one.subject, one.rule) for one in below.counts] == [
        ("Halcyon Beteiligung", "50 % or more"),
        ("Subterra Holding", "50 % or more"),
        ("Halcyon Beteiligung", "more than 50 %"),
    ]


def test_what_was_recorded_before_ties_had_keys_is_followed_too(
    record: Callable[..., None], place: str
) -> None:
    from importlib import import_module

    record("us_ofac_sdn", replace(ALPHA, links=(Link(relation="subsidiary", name="Zephyr Kiln"),)))
    record("ftm", company("ftm-s", "Subterra Holding", owner("us_ofac_sdn-1", "51")))
    migration = import_module("proscribe.backends.stores.migrations.versions.0005_ownership_keys")
    store: SqlStore = open_store(place)
    kinds = ("owned", "owned_name", "owner", "owner_name")

    written = {(kind, value) for kind, value, _ in store.keys(kinds)}
    bodies = [row[0] for row in bodies_of(store)]
    store.close()

    found = {key for body in bodies for key in migration.keys_of(body)}
    assert {("owner", "us_ofac_sdn-1"), ("owned_name", "zephyr kiln")} <= found
    assert found == written


def bodies_of(store: SqlStore) -> list[tuple[str]]:
    from sqlalchemy import select

    from proscribe.backends.stores.schema import content

    with store.connection() as connection:
        return [(body,) for (body,) in connection.execute(select(content.c.body))]


def held(
    id_: str, share: str, since: str | None = None, until: str | None = None
) -> dict[str, object]:
    days = {"startDate": since, "endDate": until}
    told = {prop: [day] for prop, day in days.items() if day is not None}
    return {
        "id": id_, "schema": "Ownership",
        "properties": {"owner": ["a"], "asset": ["s"], "percentage": [share], **told},
    }  # fmt: skip


@pytest.mark.parametrize(
    "case",
    [
        ([held("1", "30"), held("2", "30")], Outcome.REVIEW),
        ([held("1", "30"), held("2", "25 %")], Outcome.REVIEW),
        ([held("1", "30"), held("2", "15")], Outcome.ALLOWED),
        ([held("1", "55"), held("2", "30")], Outcome.PROHIBITED),
        ([held("1", "30", until="2022-12-31"), held("2", "30", "2023-01-01")], Outcome.ALLOWED),
        ([held("1", "30", "2020-01-01"), held("2", "30", "2023-01-01")], Outcome.REVIEW),
    ],
)
def test_two_shares_of_one_owner_may_be_one_told_twice_or_be_added(
    record: Callable[..., None],
    tell: Callable[..., None],
    ask: Callable[..., Ruling],
    case: tuple[list[dict[str, object]], Outcome],
) -> None:
    edges, outcome = case
    record("us_ofac_sdn", ALPHA)
    tell(
        {"id": "a", "schema": "Company", "properties": {"name": ["Alphaville Trading House"]}},
        {"id": "s", "schema": "Company", "properties": {"name": ["Subterra Holding"]}},
        *edges,
    )

    assert ask("Subterra Holding").verdict.outcome is outcome


def test_an_owner_written_by_its_id_on_a_list_is_that_entry(
    record: Callable[..., None], tell: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    tell(
        {"id": "s", "schema": "Company", "properties": {"name": ["Subterra Holding"]}},
        {"id": "o", "schema": "Ownership", "properties": {
            "owner": ["us_ofac_sdn-1"], "asset": ["s"], "percentage": ["50"]}},
    )  # fmt: skip

    assert ask("Subterra Holding").verdict.outcome is Outcome.PROHIBITED


OWNED = (
    {"id": "a", "schema": "Company", "properties": {"name": ["Alphaville Trading House"]}},
    {"id": "s", "schema": "Company", "properties": {"name": ["Subterra Holding"]}},
    held("1", "80"),
)
# Another file, whose author used the same ids for others.
UNRELATED = (
    {"id": "s", "schema": "Company", "properties": {"name": ["Shropshire Dairies"]}},
    {"id": "t", "schema": "Company", "properties": {"name": ["Terranova Werke"]}},
    {"id": "2", "schema": "Ownership", "properties": {"owner": ["us_ofac_sdn-1"], "asset": ["t"],
                                                      "percentage": ["90"]}},
)  # fmt: skip


def test_another_data_set_is_refused_under_the_key_of_the_first_and_taken_under_its_own(
    record: Callable[..., None], tell: Callable[..., None], ask: Callable[..., Ruling], place: str
) -> None:
    record("us_ofac_sdn", ALPHA)
    tell(*OWNED, day="2026-09-01")

    with pytest.raises(AssertionError, match=r"another data set.*proscribe import ftm:NAME"):
        tell(*UNRELATED, day="2026-10-01")
    tell(*UNRELATED, day="2026-10-01", key="ftm:dairies")

    assert ask("Subterra Holding").verdict.outcome is Outcome.PROHIBITED
    assert ask("Terranova Werke").verdict.subject == "ftm-dairies:t"
    assert ask("Terranova Werke").verdict.outcome is Outcome.PROHIBITED
    assert ask("Shropshire Dairies").verdict.outcome is Outcome.ALLOWED
    with open_workspace(place) as workspace:
        status = {one.key: one for one in workspace.sources()}
        assert workspace.owners("ftm-dairies:t").stakes[0].source == "ftm:dairies"
    assert status["ftm:dairies"].edition is not None


def test_the_next_edition_of_a_named_data_set_ends_what_it_leaves_out(
    record: Callable[..., None], tell: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    tell(*UNRELATED, day="2026-09-01", key="ftm:dairies")
    tell(*UNRELATED[:2], day="2026-10-01", key="ftm:dairies")

    assert ask("Terranova Werke").verdict.outcome is Outcome.ALLOWED


@pytest.mark.parametrize("key", ["ftm:", "ftm:Dairies", "ftm:a b", "ftm:-", "us_ofac_sdn:mine"])
def test_what_cannot_be_the_name_of_a_data_set_is_refused(
    tell: Callable[..., None], key: str
) -> None:
    with pytest.raises(InputError, match=r"name of a data set|one list"):
        tell(*UNRELATED, key=key)


def test_an_owner_given_by_an_id_that_is_on_no_edition_of_the_list_is_a_doubt(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    record(
        "ftm",
        company("ftm-s", "Subterra Holding", owner("us_ofac_sdn-99999999", "60")),
        company("ftm-t", "Tremaine Foundry", owner("us_ofac_sdn-99999999", "49")),
        company("ftm-u", "Ultramar Freight", owner("ftm-99999999", "60")),
    )

    doubt = ask("Subterra Holding").verdict
    assert doubt.outcome is Outcome.REVIEW
    assert "us_ofac_sdn-99999999 (an id that no edition on file has) 60 %" in doubt.explanation
    assert ask("Tremaine Foundry").verdict.outcome is Outcome.ALLOWED
    assert ask("Ultramar Freight").verdict.outcome is Outcome.ALLOWED
