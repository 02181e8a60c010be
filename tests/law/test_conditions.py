"""Conditions in three values: met, not met, open for want of a fact."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from proscribe.law import conditions
from proscribe.law.case import Case, Standing
from proscribe.law.conditions import Setting
from proscribe.law.when import Span, When
from proscribe.model.errors import InputError
from proscribe.model.listing import Designation, Ending, EndKind
from proscribe.model.time import Moment, parse_moment
from proscribe.model.verdict import Act, Instrument, Investor, Question


def setting(
    *,
    instrument: Instrument = Instrument.EQUITY,
    listed: str | None = "2014-09-12",
    **attributes: str,
) -> Setting:
    return stating(attributes, instrument=instrument, listed=listed)


def stating(
    attributes: dict[str, str],
    *,
    instrument: Instrument = Instrument.EQUITY,
    listed: str | None = "2014-09-12",
) -> Setting:
    moment = parse_moment("2018-01-15T15:00:00+00:00")
    question = Question(
        act=Act.BUY,
        investor=Investor.US_PERSON,
        instrument=instrument,
        as_of=moment,
        known_at=moment,
        attributes=tuple(attributes.items()),
    )
    standing = Standing(
        entity="us_ofac_cons-1",
        caption="A listed bank",
        designation=Designation(
            authority="us-ofac",
            program="X",
            listed_on=None if listed is None else date.fromisoformat(listed),
            published=Moment(day=date(2014, 9, 12)),
        ),
    )
    case = Case(question=question, caption="A bank", standings=(standing,))
    return Setting(case=case, standing=standing, at=moment.starts("UTC"), zone="America/New_York")


def met(when: When, given: Setting) -> bool | None:
    return conditions.test(when, given).met


def test_no_condition_is_always_met() -> None:
    assert conditions.test(When(), setting()) == conditions.Tested(met=True)


def test_a_missing_fact_is_named_with_how_to_state_it() -> None:
    tested = conditions.test(When(tenor_over=14, issued=Span(since=date(2017, 11, 28))), setting())

    assert tested.met is None
    assert tested.missing == (
        "the issue date (issued=YYYY-MM-DD)",
        "the tenor (tenor_days=N, or issued and matures)",
    )


def test_a_condition_that_fails_outweighs_one_that_is_open() -> None:
    when = When(instruments=(Instrument.DEBT,), tenor_over=14)

    assert conditions.test(when, setting()) == conditions.Tested(met=False)


def test_an_instrument_of_another_kind_is_not_decided() -> None:
    when = When(instruments=(Instrument.DEBT,))

    assert met(when, setting(instrument=Instrument.OTHER)) is None
    assert met(when, setting(instrument=Instrument.DEBT)) is True


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span(since=date(2017, 11, 28)), True, True),
        (Span(after=date(2017, 11, 28)), False, True),
        (Span(before=date(2017, 11, 29)), True, False),
        (Span(through=date(2017, 11, 29)), True, True),
        (Span(since=date(2017, 11, 28), before=date(2017, 11, 29)), True, False),
    ],
)
def test_bounds_of_an_issue_date(span: Span, *, first: bool, last: bool) -> None:
    assert met(When(issued=span), setting(issued="2017-11-28")) is first
    assert met(When(issued=span), setting(issued="2017-11-29")) is last


def test_new_counts_from_the_issuers_own_listing_day() -> None:
    when = When(issued_from_listing_plus=0)

    assert met(when, setting(issued="2014-09-12")) is True
    assert met(when, setting(issued="2014-09-11")) is False
    assert met(when, setting()) is None


def test_without_a_listing_day_only_what_was_issued_after_the_list_is_surely_new() -> None:
    when = When(issued_from_listing_plus=0)

    assert met(when, setting(listed=None, issued="2014-09-13")) is True
    assert met(when, setting(listed=None, issued="2014-09-01")) is None


def test_a_tenor_is_stated_or_computed() -> None:
    when = When(tenor_over=14)

    assert met(when, setting(tenor_days="14")) is False
    assert met(when, setting(tenor_days="15")) is True
    assert met(when, setting(issued="2018-01-01", matures="2018-01-16")) is True
    assert met(when, setting(issued="2018-01-01", matures="2018-01-15")) is False


@pytest.mark.parametrize("tenor", ["two weeks", "-1", "14.5", "²", "9" * 5_000])
def test_a_tenor_that_is_no_number_is_refused(tenor: str) -> None:
    with pytest.raises(InputError, match="whole days"):
        met(When(tenor_over=14), setting(tenor_days=tenor))


@pytest.mark.parametrize("venue", ["private", "OTC bilateral", "bilateral", "not publicly traded"])
def test_a_private_venue_is_not_publicly_traded(venue: str) -> None:
    assert met(When(publicly_traded="yes"), setting(venue=venue)) is False
    assert met(When(publicly_traded="no"), setting(venue=venue)) is True


@pytest.mark.parametrize("venue", ["NYSE", "otc", "HKEX", "OTC Pink"])
def test_an_exchange_or_the_counter_is(venue: str) -> None:
    assert met(When(publicly_traded="yes"), setting(venue=venue)) is True


def test_a_derivative_may_count_by_what_it_derives_from() -> None:
    private = setting(instrument=Instrument.DERIVATIVE, venue="bilateral")

    assert met(When(publicly_traded="underlying"), private) is True
    assert met(When(publicly_traded="yes"), private) is False


def test_the_issue_itself_ends_a_week_after_the_issue_date() -> None:
    when = When(primary_market=True)

    assert met(when, setting(venue="primary")) is True
    assert met(when, setting(venue="secondary")) is False
    assert met(when, setting(issued="2018-01-14")) is None
    assert met(when, setting(issued="2018-01-01")) is False
    issued = setting(issued="2018-01-01").case
    assert conditions.issue_over(issued, "America/New_York") == datetime(2018, 1, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "expected"), [("0001-01-01", False), ("9999-12-31", None), ("9998-12-31", None)]
)
def test_an_issue_at_the_edge_of_the_calendar_is_read(day: str, *, expected: bool | None) -> None:
    for zone in ("America/New_York", "Asia/Shanghai", "UTC"):
        given = replace(setting(issued=day), zone=zone)

        assert met(When(primary_market=True), given) is expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, None),
        ({"ordinary_course": "yes"}, True),
        ({"benefit": "non_us_person"}, True),
        ({"ordinary_course": "no", "benefit": "non_us_person"}, False),
        ({"ordinary_course": "yes", "benefit": "us_person"}, False),
        ({"ordinary_course": "yes", "employer": "us_entity"}, False),
    ],
)
def test_acting_for_a_foreign_employer(
    attributes: dict[str, str], *, expected: bool | None
) -> None:
    assert met(When(for_non_us_employer=True), stating(attributes)) is expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, None),
        ({"counterparty": "non_us_person"}, True),
        ({"counterparty": "non_us_person", "benefit": "non-US person"}, True),
        ({"counterparty": "non_us_person", "benefit": "us_person"}, False),
        ({"counterparty": "Somebody"}, None),
    ],
)
def test_acting_between_foreigners(attributes: dict[str, str], *, expected: bool | None) -> None:
    assert met(When(for_non_us_parties=True), stating(attributes)) is expected


@pytest.mark.parametrize("stated", ["4D", "4d", "(4D)", "reg. 4d"])
def test_a_group_is_told_by_letters_and_figures(stated: str) -> None:
    known = ("4D", "REG4D")

    assert met(When(group=known), setting(directive=stated)) is True
    assert met(When(group_beyond=known), setting(directive=stated)) is False


def test_an_unstated_group_is_the_empty_one() -> None:
    assert met(When(group=("", "2")), setting()) is True
    assert met(When(group=("4D",)), setting()) is False


def test_once_removed_from_a_list() -> None:
    given = setting()
    standing = given.case.standings[0]
    ended = Ending(
        on=parse_moment("2018-01-14"), published=parse_moment("2018-01-14"), kind=EndKind.REMOVED
    )
    removed = Standing(
        entity=standing.entity,
        caption=standing.caption,
        designation=Designation(authority="us-ofac", program="X", ended=ended),
    )
    case = Case(question=given.case.question, caption="A bank", standings=(removed,))

    assert met(When(removed_from="X"), given) is False
    assert met(When(removed_from="X"), Setting(case=case, standing=None, at=given.at, zone="UTC"))
    assert met(When(removed_from="Y"), given) is False


def test_every_condition_a_file_may_state_can_be_tested() -> None:
    values: dict[str, Any] = {
        "instruments": (Instrument.DEBT,),
        "investors": (Investor.US_PERSON,),
        "acts": (Act.BUY,),
        "issued": Span(),
        "issued_from_listing_plus": 0,
        "listed_since": date(2014, 1, 1),
        "primary_market": True,
        "tenor_over": 1,
        "located_in": ("RU",),
        "counterparty": "non_us_person",
        "publicly_traded": "yes",
        "resemblance": True,
        "named": ("bank",),
        "group": ("2",),
        "group_beyond": ("2",),
        "for_non_us_employer": True,
        "for_non_us_parties": True,
        "for_us_exchange": True,
        "removed_from": "X",
    }

    assert values.keys() == {field.name for field in fields(When)}
    for name, value in values.items():
        when = When(**{name: value})
        assert met(when, setting()) in (True, False, None)
