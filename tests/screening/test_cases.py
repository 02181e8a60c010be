"""From a question to a case: attributes, parties, owners in layers, what a fund holds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from proscribe.law.case import Case, Stake
from proscribe.law.load import load_regime
from proscribe.model.errors import InputError
from proscribe.model.time import Moment
from proscribe.model.verdict import Act, Instrument, Investor, Question
from proscribe.screening.cases import (
    ATTRIBUTES,
    Facts,
    build_case,
    check_attributes,
    parse_attributes,
    parse_country,
    stated_standing,
)
from proscribe.workspace import open_workspace
from proscribe.workspace.directory import LedgerDirectory

KNOWN = datetime(2022, 6, 6, tzinfo=UTC)
DAY = Moment(day=date(2022, 6, 6))


def question(**attributes: str) -> Question:
    return Question(
        act=Act.BUY,
        investor=Investor.US_PERSON,
        instrument=Instrument.EQUITY,
        as_of=DAY,
        known_at=DAY,
        attributes=tuple(attributes.items()),
    )


def case(directory: LedgerDirectory, *, suspicious: bool = False, **attributes: str) -> Case:
    return build_case(
        question(**attributes),
        caption="Example Ltd",
        standings=(),
        subject=None,
        facts=Facts(
            directory=directory, known=KNOWN, regime=load_regime("NS-CMIC"), suspicious=suspicious
        ),
    )


def test_attributes_are_read_in_order_with_their_blanks_taken_off() -> None:
    assert parse_attributes(" issued = 2018-01-10 ;; Tenor_Days=20; venue=a=b ;") == (
        ("issued", "2018-01-10"),
        ("tenor_days", "20"),
        ("venue", "a=b"),
    )
    assert parse_attributes("") == parse_attributes(" ; ") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("issued", "attribute 'issued' is not of the form key=value"),
        ("issued=", "attribute 'issued=' is not of the form key=value"),
        ("=2018", "attribute '=2018' is not of the form key=value"),
        ("venue=otc;venue=otc", "attribute 'venue' stands twice"),
        ("tenor=20", "there is no attribute 'tenor', so it would change nothing"),
        ("issued=2018", "attribute issued: '2018' is not a day"),
        ("listed=tomorrow", "attribute listed: 'tomorrow' is not a day"),
        ("tenor_days=-3", "attribute tenor_days='-3' is not a number of days"),
        ("tenor_days=²", "attribute tenor_days='²' is not a number of days"),
        ("located_in=Ruritania", "there is no country 'Ruritania'"),
        ("holds=A:x", "attribute holds: 'x' in 'A:x' is no share"),
        ("holds=A:NaN", "attribute holds: the share NaN of A is not from 0 to 1"),
        ("holds=A:Infinity", "the share Infinity of A is not from 0 to 1"),
        ("holds=A:1.5", "the share 1.5 of A is not from 0 to 1"),
        ("owned_by=A:-0.1", "attribute owned_by: the share -0.1 of A is not from 0 to 1"),
        ("owned_by=:0.5", "attribute owned_by: ':0.5' names nobody"),
        ("owned_by=A:0.6>:0.5", "attribute owned_by: ':0.5' names nobody"),
        ("holds=Ltd:0.5", "attribute holds: 'Ltd:0.5' names nobody"),
    ],
)
def test_an_attribute_that_cannot_be_read_is_refused_with_what_to_do(text: str, says: str) -> None:
    with pytest.raises(InputError, match=re.escape(says)) as refused:
        parse_attributes(text)

    assert refused.value.remedy


def test_every_attribute_is_explained() -> None:
    assert all(ATTRIBUTES.values())
    assert "located_in" in ATTRIBUTES


def test_a_country_is_its_two_letters_however_written() -> None:
    assert [parse_country(text) for text in ("Russia", "ru", "Hong Kong", "UK")] == [
        "RU",
        "RU",
        "HK",
        "GB",
    ]
    assert check_attributes({"located_in": "Russian Federation"}) == (("located_in", "RU"),)


def test_owners_stand_in_layers(directory: LedgerDirectory) -> None:
    built = case(directory, owned_by="X:0.6>Holding:0.5 | Blocked Person B:25% | Y")

    assert built.stakes == (
        Stake(owner="X", owned="Holding", share=Decimal("0.6")),
        Stake(owner="Holding", owned="", share=Decimal("0.5")),
        Stake(owner="Blocked Person B", owned="", share=Decimal("0.25")),
        Stake(owner="Y", owned="", share=None),
    )
    assert {party.name: party.blocked for party in built.parties} == {
        "X": False,
        "Holding": False,
        "Blocked Person B": True,
        "Y": False,
    }


def test_an_unknown_share_is_no_share(directory: LedgerDirectory) -> None:
    built = case(directory, owned_by="X:?|Z:")

    assert [stake.share for stake in built.stakes] == [None, None]


@pytest.mark.parametrize("held", ["Hikvision", "CNE100000PM8", "cne100000pm8", "002415.SZ"])
def test_what_a_fund_holds_is_known_by_name_or_identifier(
    directory: LedgerDirectory, held: str
) -> None:
    built = case(directory, holds=f"{held}:0.01|Unknown Co Ltd:0.2")

    assert built.holdings is not None
    [listed, unknown] = built.holdings
    assert listed.weight == Decimal("0.01")
    assert "CMIC-EO13959" in {s.designation.program for s in listed.party.standings}
    assert unknown.party.standings == ()


def test_a_fund_that_says_nothing_has_no_holdings(directory: LedgerDirectory) -> None:
    assert case(directory).holdings is None


def test_a_party_that_may_be_one_of_several_is_all_of_them_to_the_suspicious(
    directory: LedgerDirectory,
) -> None:
    name = "CHINA TELECOM"
    [plain] = case(directory, owned_by=f"{name}:1").parties
    [wary] = case(directory, suspicious=True, owned_by=f"{name}:1").parties

    assert plain.standings == ()
    assert {standing.designation.program for standing in wary.standings} >= {"CMIC-EO13959"}


def test_a_name_that_closely_matches_is_looked_up(directory: LedgerDirectory) -> None:
    built = case(directory, name_resembles="China Communications Construction Company Limited")

    assert built.resembles is not None
    assert built.resembles.standings


@pytest.mark.parametrize("stated", ["us_person", "non_us_person", "US"])
def test_a_counterparty_told_by_what_it_is_is_no_party(
    directory: LedgerDirectory, stated: str
) -> None:
    assert case(directory, counterparty=stated).counterparty is None


def test_a_counterparty_told_by_name_is_one(directory: LedgerDirectory) -> None:
    built = case(directory, counterparty="blocked person C")

    assert built.counterparty is not None
    assert built.counterparty.blocked


def test_a_subject_has_its_designations_or_those_of_some_programmes(
    directory: LedgerDirectory,
) -> None:
    facts = Facts(directory=directory, known=KNOWN, regime=load_regime("NS-CMIC"))
    [candidate] = facts.resolve("Hikvision").candidates

    every = {s.designation.program for s in facts.standings(candidate.subject, None)}
    one = {
        s.designation.program
        for s in facts.standings(candidate.subject, frozenset({"CCMC-EO13959"}))
    }

    assert {"S1237", "CCMC-EO13959", "CMIC-EO13959"} <= every
    assert one == {"CCMC-EO13959"}


def test_a_case_may_state_a_designation_the_ledger_does_not_know() -> None:
    stated = stated_standing(
        question(listed="2014-09-12", directive="1a"), load_regime("SSI"), "Sberbank"
    )

    assert stated is not None
    assert stated.entity == ""
    assert stated.designation.listed_on == date(2014, 9, 12)
    assert stated.designation.directive == "1A"
    assert stated_standing(question(), load_regime("SSI"), "Sberbank") is None


def test_an_owner_named_twice_holds_both_shares() -> None:
    with open_workspace("sqlite://") as workspace:
        verdicts = [
            workspace.check(
                "A Co", regimes=["SDN"], as_of="2021-05-01", attributes={"owned_by": owners}
            ).verdict.outcome.value
            for owners in (
                "blocked person A:0.4|blocked person A:0.1",
                "blocked person A:0.3|blocked person A:0.1",
                "blocked person A:0.6>Holding:0.4|blocked person B:0.6>Holding:0.4",
            )
        ]

    assert verdicts == ["PROHIBITED", "ALLOWED", "ALLOWED"]


def test_shares_of_one_owner_beyond_the_whole_are_refused() -> None:
    with (
        open_workspace("sqlite://") as workspace,
        pytest.raises(InputError, match=r"add up to 1\.8, more than all"),
    ):
        workspace.check(
            "A Co",
            regimes=["SDN"],
            attributes={"owned_by": "blocked person A:0.9|blocked person A:0.9"},
        )
