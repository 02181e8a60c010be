"""Edges that editions state, leave out or correct, and owners that only an LEI names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.listing import Link
from proscribe.model.verdict import Outcome
from proscribe.screening.verdicts import Ruling
from proscribe.workspace import open_workspace
from tests.workspace.ownership.companies import ALPHA, company, listed, owner

LEI = "529900T8BM49AURSDO55"
CHILD = "gleif-5493001KJTIIGC8Y1R12"
BEARER = replace(ALPHA, properties=(("leiCode", (LEI,)),))
OTHER_BEARER = replace(
    listed("eu_fsf", 1, "Bravura Metals Combine"), properties=(("leiCode", (LEI,)),)
)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_database")
        return url
    return f"sqlite:///{tmp_path / 'ledger.db'}"


def parent(share: str | None) -> Link:
    return Link(relation="parent", id=f"gleif-{LEI}", share=share)


def test_a_file_about_others_ends_no_edge_of_the_one_before(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    held = owner("us_ofac_sdn-1", "80")
    record("ftm", company("ftm-s", "Subterra Holding", held), day="2026-08-01")
    record("ftm", company("ftm-u", "Ultramar Freight"), day="2026-09-01")

    assert ask("Subterra Holding").verdict.outcome is Outcome.PROHIBITED


def test_a_file_that_prints_the_owner_only_ends_no_edge_of_what_it_owns(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    owned = Link(relation="owned", id="ftm-s", share="80")
    held = owner("ftm-a", "80")
    tied = replace(company("ftm-a", "Alphaville Trading House", owned), same_as=("us_ofac_sdn-1",))
    record("ftm", tied, company("ftm-s", "Subterra Holding", held), day="2026-08-01")
    record("ftm", replace(tied, links=()), day="2026-09-01")

    assert ask("Subterra Holding").verdict.outcome is Outcome.PROHIBITED

    record("ftm", company("ftm-s", "Subterra Holding"), day="2026-10-01")

    assert ask("Subterra Holding").verdict.outcome is Outcome.ALLOWED


def test_a_selection_of_the_register_ends_no_parent_of_companies_it_leaves_out(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", BEARER)
    record("gleif", company(CHILD, "Subterra Holding", parent("100")), day="2026-08-01")
    record("gleif", company("gleif-98450079F6BCCAC14F29", "Ultramar Freight"), day="2026-09-01")

    assert ask("Subterra Holding").verdict.outcome is Outcome.PROHIBITED


def test_an_end_that_a_later_edition_adds_ends_the_edge_of_the_earlier_one(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA, day="2026-07-30")
    held = owner("us_ofac_sdn-1", "80")
    ended = replace(held, until=date(2026, 8, 20))
    record("ftm", company("ftm-s", "Subterra Holding", held), day="2026-08-01")
    record("ftm", company("ftm-s", "Subterra Holding", ended), day="2026-09-01")

    found = {
        day: ask("Subterra Holding", as_of=day).verdict.outcome
        for day in ("2026-07-31", "2026-08-01", "2026-08-20", "2026-08-21", "2026-09-02")
    }
    assert found == {
        "2026-07-31": Outcome.REVIEW,
        "2026-08-01": Outcome.PROHIBITED,
        "2026-08-20": Outcome.PROHIBITED,
        "2026-08-21": Outcome.ALLOWED,
        "2026-09-02": Outcome.ALLOWED,
    }
    early = ask("Subterra Holding", as_of="2026-08-25", known_at="2026-08-25")
    assert early.verdict.outcome is Outcome.PROHIBITED


def test_two_times_of_one_edition_stay_two(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    first = owner("us_ofac_sdn-1", "80", since=date(2021, 1, 1), until=date(2021, 12, 31))
    second = owner("us_ofac_sdn-1", "80", since=date(2023, 1, 1))
    record("ftm", company("ftm-s", "Subterra Holding", first, second))

    found = [
        ask("Subterra Holding", as_of=f"{year}-06-01").verdict.outcome
        for year in (2021, 2022, 2023)
    ]
    assert found == [Outcome.PROHIBITED, Outcome.ALLOWED, Outcome.PROHIBITED]


def test_a_share_that_changes_between_editions_counts_as_each_says_and_is_open_between(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    for day, share in (("2026-08-01", "60"), ("2026-09-01", "40"), ("2026-10-01", "55")):
        record("ftm", company("ftm-s", "Subterra Holding", owner("us_ofac_sdn-1", share)), day=day)

    days = ("2026-08-01", "2026-08-15", "2026-09-01", "2026-09-15", "2026-10-02")
    found = [ask("Subterra Holding", as_of=day).verdict.outcome for day in days]
    assert found == [
        Outcome.PROHIBITED, Outcome.REVIEW, Outcome.REVIEW, Outcome.REVIEW, Outcome.PROHIBITED,
    ]  # fmt: skip


def test_of_two_who_bear_the_parent_s_lei_either_may_be_the_parent(
    record: Callable[..., None], ask: Callable[..., Ruling], place: str
) -> None:
    record("us_ofac_sdn", BEARER)
    record("eu_fsf", OTHER_BEARER)
    record("gleif", company(CHILD, "Subterra Holding", parent("100")))
    with open_workspace(place) as workspace:
        workspace.decide("us_ofac_sdn-1", "eu_fsf-1", "different", reason="two houses", by="ana")

    verdict = ask("Subterra Holding").verdict

    assert verdict.outcome is Outcome.REVIEW
    assert "Alphaville Trading House owns an unknown share of the issuer" in verdict.explanation
    assert ask("Subterra Holding", "EU-FREEZE").verdict.outcome is Outcome.REVIEW


def test_a_portfolio_line_owned_by_whom_only_an_lei_names_is_answered_as_by_name(
    record: Callable[..., None], place: str, tmp_path: Path
) -> None:
    record("us_ofac_sdn", BEARER)
    record("gleif", company(CHILD, "Subterra Holding", parent("100")))
    book = tmp_path / "book.csv"
    book.write_text("name\nSubterra Holding\n", encoding="utf-8")

    with open_workspace(place) as workspace:
        screening = workspace.screen(
            book, actions=("buy",), as_of="2026-11-01", known_at="2026-11-01", regimes=("SDN",)
        )
        [row] = screening.to_polars().to_dicts()

    assert row["verdict"] == "PROHIBITED"
