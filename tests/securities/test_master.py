"""The security master: what is one security, and what sources cannot both be right about."""

from __future__ import annotations

from datetime import date

import pytest

from proscribe.model.listing import SecurityLine, SecurityType
from proscribe.securities.master import (
    ConflictKind,
    Statement,
    conflicts_of,
    end_of,
    securities_of,
)

ZTE = "CNE1000004Y2"
STRUCTURED = "NLJPMSP0MIY6"


def said(
    source: str = "a",
    issuer: str = "x",
    *,
    isin: str | None = None,
    cusip: str | None = None,
    sedol: str | None = None,
    ticker: str | None = None,
    type: SecurityType = SecurityType.OTHER,  # noqa: A002
    since: date | None = None,
    until: date | None = None,
    program: str | None = None,
    countries: tuple[str, ...] = (),
    official: bool = True,
) -> Statement:
    line = SecurityLine(
        type=type, isin=isin, cusip=cusip, sedol=sedol, ticker=ticker,
        since=since, until=until, program=program,
    )  # fmt: skip
    return Statement(
        issuer=issuer, caption=issuer.upper(), source=source, place="line 1", line=line,
        countries=frozenset(countries), official=official,
    )  # fmt: skip


def kinds(*statements: Statement) -> set[ConflictKind]:
    return {conflict.kind for conflict in conflicts_of(statements)}


def test_an_identifier_two_sources_give_to_two_issuers_is_a_conflict_that_names_both() -> None:
    [conflict] = conflicts_of([said("a", "x", isin=ZTE), said("b", "y", isin=ZTE)])

    assert conflict.kind is ConflictKind.TWO_ISSUERS
    assert conflict.text == (
        "ISIN CNE1000004Y2 is a security of X by a (line 1), and of Y by b (line 1)."
    )


@pytest.mark.parametrize(
    "other",
    [
        said("b", "x", isin=ZTE),
        said("a", "y", isin=ZTE),
        said("b", "y", isin=ZTE, program="CCMC-EO13959"),
        said("b", "y", isin="HK0941009539"),
    ],
    ids=["same issuer", "same source", "printed for one programme", "another number"],
)
def test_what_may_both_be_true_is_none(other: Statement) -> None:
    assert kinds(said("a", "x", isin=ZTE), other) == set()


def test_one_ticker_at_one_time_has_one_isin() -> None:
    wrong = said("a", isin=STRUCTURED, ticker="0763.HK")
    right = said("b", isin=ZTE, ticker="763 HK")

    [conflict] = conflicts_of([wrong, right])
    assert (conflict.kind, conflict.key) == (ConflictKind.TWO_ISINS, ("ticker", "HK:763"))
    assert {STRUCTURED, ZTE} == {s.line.isin for s in conflict.statements}


def test_a_ticker_that_has_passed_on_has_another_isin_and_issuer_in_peace() -> None:
    before = said("a", "x", isin="US1694261033", ticker="CHA US", until=date(2021, 1, 8))
    after = said("b", "y", isin="US15743P1049", ticker="CHA US", since=date(2025, 4, 17))

    assert kinds(before, after) == set()


def test_an_isin_and_the_cusip_beside_it_must_be_of_one_security() -> None:
    assert kinds(said(isin="US98421U1088", cusip="98421U108")) == set()
    assert kinds(said(isin="US98421U1088", cusip="16941M109")) == {ConflictKind.TWO_NUMBERS}


def test_the_sedol_in_an_isin_is_that_of_the_british_market_only() -> None:
    jersey = "JE00B3MW7P88"

    assert kinds(said(isin=jersey, sedol="B4N6NB4", ticker="2233 HK")) == set()
    assert kinds(said(isin=jersey, sedol="B4N6NB4", ticker="WCC LN")) == {ConflictKind.TWO_NUMBERS}


@pytest.mark.parametrize(
    ("statement", "foreign"),
    [
        (said(isin=STRUCTURED, ticker="0763.HK", countries=("CN",), official=False), True),
        (said(isin=STRUCTURED, ticker="0763.HK", countries=("CN",), official=True), False),
        (said(isin=ZTE, ticker="0763.HK", countries=("CN",), official=False), False),
        (said(isin="KYG9830T1067", ticker="1810.HK", countries=("CN",), official=False), False),
        (said(isin=STRUCTURED, ticker="0763.HK", official=False), False),
        (
            said(isin=STRUCTURED, countries=("CN",), official=False, type=SecurityType.DEBT),
            False,
        ),
        (said(isin="NL0009805522", ticker="YNDX US", countries=("NL",), official=False), False),
    ],
)
def test_a_share_with_an_isin_of_a_country_it_has_nothing_to_do_with_is_doubted(
    statement: Statement, *, foreign: bool
) -> None:
    assert (ConflictKind.FOREIGN_ISIN in kinds(statement)) is foreign


def test_one_number_is_not_a_share_and_a_bond() -> None:
    share = said("a", isin=ZTE, type=SecurityType.EQUITY)

    assert kinds(share, said("b", isin=ZTE, type=SecurityType.DEBT)) == {ConflictKind.TWO_TYPES}
    assert kinds(share, said("b", isin=ZTE)) == set()


def test_statements_that_share_a_number_are_one_security_with_all_their_sources() -> None:
    found = securities_of(
        [
            said("a", isin="KYG9830T1067", ticker="1810.HK", since=date(2018, 7, 9)),
            said("b", isin="KYG9830T1067", sedol="BG0ZMJ9", type=SecurityType.EQUITY),
            said("c", ticker="01810 HK"),
            said("a", isin="US98421U1088", ticker="XIACY", type=SecurityType.ADR),
        ]
    )

    assert [dict(one.keys) for one in found] == [
        {
            ("isin", "KYG9830T1067"): ("a", "b"),
            ("sedol", "BG0ZMJ9"): ("b",),
            ("ticker", "HK:1810"): ("a", "c"),
        },
        {("isin", "US98421U1088"): ("a",), ("ticker", "US:XIACY"): ("a",)},
    ]
    assert found[0].since == date(2018, 7, 9)


def test_a_ticker_of_two_isins_makes_no_one_security_of_them() -> None:
    found = securities_of(
        [said("a", isin=STRUCTURED, ticker="763 HK"), said("b", isin=ZTE, ticker="763 HK")]
    )

    assert len(found) == 2


def test_a_line_has_ended_after_its_last_day_and_not_on_it() -> None:
    lines = [said(ticker="CHL US", until=date(2021, 1, 8)).line, said(ticker="CHL US").line]
    key = ("ticker", "US:CHL")

    assert end_of(key, lines, date(2021, 1, 8)) is None
    assert end_of(key, lines, date(2021, 1, 9)) == date(2021, 1, 8)


def test_a_ticker_that_began_anew_has_not_ended() -> None:
    lines = [
        said(ticker="SMI US", until=date(2019, 6, 13)).line,
        said(ticker="SMI US", since=date(2022, 1, 3)).line,
    ]

    assert end_of(("ticker", "US:SMI"), lines, date(2023, 1, 1)) is None
