"""Owners in the ledger: companies that no list names, owned by those that lists do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.model.listing import (
    Designation,
    Link,
    Listing,
    Name,
    NameKind,
    ParsedEdition,
    SecurityLine,
    SecurityType,
)
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment, parse_moment
from proscribe.model.verdict import Outcome, Reason
from proscribe.registry import load_source
from proscribe.screening.verdicts import Ruling
from proscribe.sources.snapshot import open_snapshot
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.recording import Arrival, record_arrival

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PROGRAMS = {
    "us_ofac_sdn": ("us-ofac", "SDGT"),
    "us_ofac_cons": ("us-ofac", "CMIC-EO13959"),
    "eu_fsf": ("eu-council", "UKR"),
}


@pytest.fixture
def place(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def record(place: str) -> Iterator[Callable[..., None]]:
    """Record an edition of a list with some listings."""
    with open_workspace(place):
        store = open_store(place)

    def write(key: str, *listings: Listing, day: str = "2026-10-30") -> None:
        located = tuple((one, f"entry {one.id}") for one in listings)
        edition = ParsedEdition(
            listings=located, published=parse_moment(day), records=len(listings)
        )
        told = f"{key} {day} {listings}".encode()
        snapshot = open_snapshot([SnapshotFile(name="list", content=told)])
        source = replace(load_source(key), parse=lambda _: edition)
        arrived = Arrival(
            source=source, snapshot=snapshot, published=None, fetched_at=NOW, recorded_at=NOW,
            accept=True,
        )  # fmt: skip
        assert record_arrival(store, arrived).edition.why is None

    yield write
    store.close()


@pytest.fixture
def ask(place: str) -> Callable[..., Ruling]:
    """Ask one regime about one name."""

    def check(
        query: str,
        regime: str = "SDN",
        *,
        as_of: str = "2026-11-01",
        known_at: str = "2026-11-01",
    ) -> Ruling:
        with open_workspace(place) as workspace:
            investor = "eu_person" if regime == "EU-FREEZE" else "us_person"
            result = workspace.check(
                query, regimes=(regime,), investor=investor, as_of=as_of, known_at=known_at
            )
        [ruling] = result.rulings
        return ruling

    return check


def listed(key: str, number: int, name: str, *, on: date = date(2020, 1, 1)) -> Listing:
    authority, program = PROGRAMS[key]
    return Listing(
        id=f"{key}-{number}",
        schema="Company",
        names=(Name(text=name, kind=NameKind.PRIMARY),),
        designations=(
            Designation(
                authority=authority, program=program, listed_on=on, published=Moment(day=on)
            ),
        ),
    )


def company(id_: str, name: str, *links: Link, isin: str | None = None) -> Listing:
    line = SecurityLine(type=SecurityType.EQUITY, isin=isin)
    return Listing(
        id=id_,
        schema="Company",
        names=(Name(text=name, kind=NameKind.PRIMARY),),
        links=links,
        securities=() if isin is None else (line,),
    )


def owner(id_: str, share: str | None, **more: object) -> Link:
    return Link(relation="owner", id=id_, share=share, **more)  # type: ignore[arg-type]


ALPHA = listed("us_ofac_sdn", 1, "Alphaville Trading House")
BRAVO = listed("us_ofac_sdn", 2, "Bravura Metals Combine")


def test_two_listed_owners_are_added_and_the_addition_is_shown(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA, BRAVO)
    record(
        "ftm",
        company(
            "ftm-s",
            "Subterra Holding",
            owner("us_ofac_sdn-1", "30"),
            owner("us_ofac_sdn-2", "25 %"),
        ),
    )

    verdict = ask("Subterra Holding").verdict

    assert (verdict.outcome, verdict.reason) == (
        Outcome.PROHIBITED,
        Reason.FIFTY_PERCENT_AGGREGATE,
    )
    assert verdict.subject == "ftm-s"
    assert (
        "Alphaville Trading House 30 % (ftm of 2026-10-30) + Bravura Metals Combine 25 % "
        "(ftm of 2026-10-30) = 55 % together, the rule counts from 50 % on." in verdict.explanation
    )


@pytest.mark.parametrize(
    "case",
    [
        ("49.99", Outcome.ALLOWED, "counts more than 50 %"),
        ("50", Outcome.PROHIBITED, "counts more than 50 %"),
        ("50.01", Outcome.PROHIBITED, "is treated as designated itself"),
        ("more than 50 %", Outcome.PROHIBITED, "is treated as designated itself"),
        ("25-50%", Outcome.REVIEW, "counts more than 50 %"),
        ("25-75%", Outcome.REVIEW, "Unknown shares could decide it"),
        ("some", Outcome.REVIEW, "Unknown shares could decide it"),
    ],
)
def test_half_counts_for_ofac_and_more_than_half_for_the_union(
    record: Callable[..., None], ask: Callable[..., Ruling], case: tuple[str, Outcome, str]
) -> None:
    share, ofac, union = case
    record("us_ofac_sdn", ALPHA)
    record("eu_fsf", listed("eu_fsf", 1, "Bravura Metals Combine"))
    record(
        "ftm",
        company("ftm-s", "Subterra Holding", owner("us_ofac_sdn-1", share)),
        company("ftm-t", "Terranova Werke", owner("eu_fsf-1", share)),
    )

    assert ask("Subterra Holding").verdict.outcome is ofac
    freeze = ask("Terranova Werke", "EU-FREEZE").verdict
    assert union in freeze.explanation
    # What the Union's list means for a deal, a person must look at: it forbids nothing by itself.
    allowed = union.startswith("counts")
    assert freeze.outcome is (Outcome.ALLOWED if allowed else Outcome.REVIEW)


def test_owners_on_two_lists_are_added_under_neither(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    record("eu_fsf", listed("eu_fsf", 1, "Bravura Metals Combine"))
    record("ftm", company("ftm-s", "Subterra Holding", owner("us_ofac_sdn-1", "30"),
                          owner("eu_fsf-1", "40")))  # fmt: skip

    ruling = ask("Subterra Holding")

    assert ruling.verdict.outcome is Outcome.ALLOWED
    assert ruling.verdict.reason is Reason.FIFTY_PERCENT_AGGREGATE
    assert "Alphaville Trading House 30 %" in ruling.verdict.explanation
    assert "Bravura" not in ruling.verdict.explanation
    assert ask("Subterra Holding", "EU-FREEZE").verdict.outcome is Outcome.ALLOWED


def test_an_owner_of_the_owner_counts_and_a_loop_ends(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    record(
        "ftm",
        company("ftm-h", "Halcyon Beteiligung", owner("us_ofac_sdn-1", "60"), owner("ftm-s", "40")),
        company("ftm-s", "Subterra Holding", owner("ftm-h", "50")),
        company("ftm-x", "Xanadu Loop", owner("ftm-y", "100")),
        company("ftm-y", "Ypsilon Loop", owner("ftm-x", "100")),
    )

    verdict = ask("Subterra Holding").verdict

    assert verdict.outcome is Outcome.PROHIBITED
    assert (
        "Halcyon Beteiligung counts in full: Alphaville Trading House 60 %" in verdict.explanation
    )
    assert ask("Xanadu Loop").verdict.reason is Reason.NOT_LISTED


def test_a_share_through_a_minority_holding_counts_for_nothing(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    record(
        "ftm",
        company("ftm-h", "Halcyon Beteiligung", owner("us_ofac_sdn-1", "49")),
        company("ftm-s", "Subterra Holding", owner("ftm-h", "100")),
    )

    assert ask("Subterra Holding").verdict.outcome is Outcome.ALLOWED


def test_an_edge_counts_only_between_its_days_and_the_next_change_is_named(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    held = owner("us_ofac_sdn-1", "80", since=date(2022, 1, 1), until=date(2026, 10, 31))
    record("ftm", company("ftm-s", "Subterra Holding", held))

    assert ask("Subterra Holding", as_of="2021-12-31").verdict.outcome is Outcome.ALLOWED
    before = ask("Subterra Holding", as_of="2026-10-30").verdict
    assert before.outcome is Outcome.PROHIBITED
    assert str(before.next_change_at) == "2026-11-01 04:00:00+00:00"
    assert ask("Subterra Holding", as_of="2026-11-01").verdict.outcome is Outcome.ALLOWED


def test_an_edge_of_a_year_only_is_open_in_that_year(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    held = owner("us_ofac_sdn-1", "80", role="from 2021; to 2025")
    record("ftm", company("ftm-s", "Subterra Holding", held))

    found = {
        year: ask("Subterra Holding", as_of=f"{year}-06-01").verdict.outcome
        for year in (2020, 2021, 2023, 2025, 2026)
    }
    assert found == {
        2020: Outcome.ALLOWED,
        2021: Outcome.REVIEW,
        2023: Outcome.PROHIBITED,
        2025: Outcome.REVIEW,
        2026: Outcome.ALLOWED,
    }


def test_an_edge_published_later_is_not_known_yet(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA, day="2026-08-01")
    held = owner("us_ofac_sdn-1", "80", since=date(2022, 1, 1))
    record("ftm", company("ftm-s", "Subterra Holding"), day="2026-08-01")
    record("ftm", company("ftm-s", "Subterra Holding", held), day="2026-09-01")

    early = ask("Subterra Holding", as_of="2026-08-20", known_at="2026-08-20")
    assert early.verdict.outcome is Outcome.ALLOWED
    later = ask("Subterra Holding", as_of="2026-08-20", known_at="2026-09-20")
    assert later.verdict.outcome is Outcome.PROHIBITED


def test_an_edge_that_a_later_edition_leaves_out_went_between_the_two(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    held = owner("us_ofac_sdn-1", "80")
    record("ftm", company("ftm-s", "Subterra Holding", held), day="2026-08-01")
    record("ftm", company("ftm-s", "Subterra Holding"), day="2026-09-01")

    outcomes = [
        ask("Subterra Holding", as_of=day).verdict.outcome
        for day in ("2026-07-01", "2026-08-01", "2026-08-15", "2026-09-02")
    ]
    assert outcomes == [Outcome.REVIEW, Outcome.PROHIBITED, Outcome.REVIEW, Outcome.ALLOWED]


def test_an_unknown_share_is_a_doubt_that_names_the_edge_and_its_source(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    parent = Link(relation="parent", id="us_ofac_sdn-1", role="is directly consolidated by")
    record("gleif", company("gleif-5493001KJTIIGC8Y1R12", "Subterra Holding", parent))

    verdict = ask("Subterra Holding").verdict

    assert verdict.outcome is Outcome.REVIEW
    assert (
        "Alphaville Trading House owns an unknown share of the issuer (gleif of 2026-10-30: is "
        "directly consolidated by)" in verdict.explanation
    )


@pytest.mark.parametrize("relation", ["family", "associate", "linked_to", "related", "director"])
def test_ties_that_are_no_ownership_decide_nothing(
    record: Callable[..., None], ask: Callable[..., Ruling], relation: str
) -> None:
    record("us_ofac_sdn", ALPHA)
    tie = Link(relation=relation, id="us_ofac_sdn-1")
    record("ftm", company("ftm-s", "Subterra Holding", tie))

    assert ask("Subterra Holding").verdict.reason is Reason.NOT_LISTED


def test_the_owner_s_own_entry_may_say_so_by_id_or_name(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    by_id = replace(ALPHA, links=(Link(relation="owned", id="ftm-s", share="100"),))
    by_name = replace(BRAVO, links=(Link(relation="subsidiary", name="Terranova Werke GmbH"),))
    record("us_ofac_sdn", by_id, by_name)
    record("ftm", company("ftm-s", "Subterra Holding"), company("ftm-t", "Terranova Werke GmbH"))

    assert ask("Subterra Holding").verdict.outcome is Outcome.PROHIBITED
    assert ask("Terranova Werke").verdict.outcome is Outcome.REVIEW


def test_an_owner_printed_by_name_is_looked_up(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    by_name = Link(relation="owner", name="Alphaville Trading House", share="51")
    record("ftm", company("ftm-s", "Subterra Holding", by_name))

    assert ask("Subterra Holding").verdict.outcome is Outcome.PROHIBITED


def test_a_regime_without_a_rule_says_so(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_cons", listed("us_ofac_cons", 9, "Charlemagne Optics", on=date(2021, 6, 3)))
    record("ftm", company("ftm-s", "Subterra Holding", owner("us_ofac_cons-9", "100")))

    verdict = ask("Subterra Holding", "NS-CMIC").verdict

    assert (verdict.outcome, verdict.reason) == (Outcome.ALLOWED, Reason.NO_50_PERCENT_RULE)


def test_before_ofac_added_owners_up_each_counted_alone(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    names = ("Alphaville Trading House", "Bravura Metals Combine")
    halves = [
        listed("us_ofac_sdn", n, name, on=date(2010, 1, 1)) for n, name in enumerate(names, 1)
    ]
    record("us_ofac_sdn", *halves, day="2014-07-01")
    held = [owner(f"us_ofac_sdn-{n}", "30", since=date(2012, 1, 1)) for n in (1, 2)]
    record("ftm", company("ftm-s", "Subterra Holding", *held), day="2014-07-01")
    whole = owner("us_ofac_sdn-1", "50", since=date(2012, 1, 1))
    record("ftm", company("ftm-s", "Subterra Holding", *held),
           company("ftm-t", "Terranova Werke", whole), day="2014-07-02")  # fmt: skip

    before = {"as_of": "2014-08-12", "known_at": "2014-08-12"}
    assert ask("Subterra Holding", **before).verdict.outcome is Outcome.ALLOWED
    assert ask("Terranova Werke", **before).verdict.outcome is Outcome.PROHIBITED
    after = {"as_of": "2014-08-14", "known_at": "2014-08-14"}
    assert ask("Subterra Holding", **after).verdict.outcome is Outcome.PROHIBITED


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
