"""Owners in the ledger: companies that no list names, owned by those that lists do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from proscribe.model.listing import (
    Link,
)
from proscribe.model.verdict import Outcome, Reason
from proscribe.screening.verdicts import Ruling
from proscribe.workspace import open_workspace
from tests.workspace.ownership.companies import ALPHA, BRAVO, company, listed, owner


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


@pytest.mark.parametrize(
    "case",
    [
        ("50", "counts more than 50 %", Outcome.ALLOWED),
        ("50.01", "is treated as designated itself", Outcome.REVIEW),
        # Control without a share.
        (None, "Unknown shares could decide it", Outcome.REVIEW),
    ],
)
def test_more_than_half_counts_for_the_united_kingdom(
    record: Callable[..., None], place: str, case: tuple[str | None, str, Outcome]
) -> None:
    share, said, outcome = case
    record("gb_fcdo_sanctions", listed("gb_fcdo_sanctions", 1, "Bravura Metals Combine"))
    record("ftm", company("ftm-t", "Terranova Werke", owner("gb_fcdo_sanctions-1", share)))

    with open_workspace(place) as workspace:
        [ruling] = workspace.check(
            "Terranova Werke", regimes=("UK-FREEZE",), investor="uk_person", as_of="2026-11-01",
            known_at="2026-11-01",
        ).rulings  # fmt: skip

    assert said in ruling.verdict.explanation
    assert ruling.verdict.outcome is outcome


def test_six_twelfths_are_a_half_whatever_their_decimals(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    owners = [listed("us_ofac_sdn", n, f"Alphaville Mill {n}") for n in range(1, 7)]
    record("us_ofac_sdn", *owners)
    held = [owner(f"us_ofac_sdn-{n}", "1/12") for n in range(1, 7)]
    record("ftm", company("ftm-s", "Subterra Holding", *held),
           company("ftm-t", "Terranova Werke", *held[:5]))  # fmt: skip

    assert ask("Subterra Holding").verdict.outcome is Outcome.REVIEW
    assert ask("Terranova Werke").verdict.outcome is Outcome.ALLOWED


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


def test_an_edge_that_ends_before_it_begins_is_open_on_every_day(
    record: Callable[..., None], ask: Callable[..., Ruling]
) -> None:
    record("us_ofac_sdn", ALPHA)
    held = owner("us_ofac_sdn-1", "80", since=date(2022, 1, 1), until=date(2021, 1, 1))
    record("ftm", company("ftm-s", "Subterra Holding", held))

    days = ("2020-06-01", "2021-06-01", "2026-11-01")
    verdicts = [ask("Subterra Holding", as_of=day).verdict for day in days]
    assert [one.outcome for one in verdicts] == [Outcome.REVIEW] * 3
    assert verdicts[0].next_change_at is None


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
