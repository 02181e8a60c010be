"""Suppositions as they are written."""

from __future__ import annotations

from datetime import date

import pytest

from proscribe.law.regime import CourtOrder
from proscribe.model.errors import InputError
from proscribe.screening.supposing import FORMS, SupposedKind, parse_supposition


def test_a_listing_names_whom_under_what_and_when() -> None:
    asked = parse_supposition("  list  China Under Armour Co  under NS-CMIC on 2026-12-01 ")

    assert asked.kind is SupposedKind.LIST
    assert asked.name == "China Under Armour Co"
    assert (asked.regime, asked.day) == ("NS-CMIC", date(2026, 12, 1))


def test_a_listing_may_name_a_directive() -> None:
    asked = parse_supposition("LIST Sberbank UNDER SSI DIRECTIVE 1 ON 2026-12-01")

    assert (asked.name, asked.regime, asked.directive) == ("Sberbank", "SSI", "1")


def test_a_delisting_may_leave_the_regime_out() -> None:
    one = parse_supposition("delist Hikvision on 2026-12-01")
    other = parse_supposition("delist Hikvision under NS-CMIC on 2026-12-01")

    assert (one.name, one.regime) == ("Hikvision", None)
    assert (other.name, other.regime) == ("Hikvision", "NS-CMIC")


@pytest.mark.parametrize(
    ("order", "kinds"),
    [
        ("injunction", {CourtOrder.INJUNCTION}),
        ("vacatur", {CourtOrder.VACATUR}),
        ("court order", {CourtOrder.INJUNCTION, CourtOrder.VACATUR}),
        ("COURT-ORDER", {CourtOrder.INJUNCTION, CourtOrder.VACATUR}),
    ],
)
def test_an_order_of_a_court_is_lifted_by_its_kind(order: str, kinds: set[CourtOrder]) -> None:
    asked = parse_supposition(f"lift {order} of Xiaomi on 2021-04-01")

    assert (asked.kind, asked.name) == (SupposedKind.LIFT, "Xiaomi")
    assert asked.orders == kinds
    assert asked.day == date(2021, 4, 1)


def test_an_order_may_be_lifted_without_a_day() -> None:
    assert parse_supposition("lift injunction of Turn on Media").day is None


@pytest.mark.parametrize(
    "text",
    ["", "list Xiaomi", "list Xiaomi on 2026-12-01", "delist Xiaomi", "list X under Y on tomorrow"],
)
def test_what_is_not_understood_is_refused_with_every_form(text: str) -> None:
    with pytest.raises(InputError, match="not understood") as refused:
        parse_supposition(text)

    assert all(form in str(refused.value) for form in FORMS)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="is not a day"):
        parse_supposition("list Xiaomi under NS-CMIC on 2026-02-30")
