"""Rows of a case file: what is read, what is refused, and where."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from proscribe.model.errors import InputError, Place
from proscribe.model.verdict import (
    Act,
    Instrument,
    Investor,
    Outcome,
    Purpose,
    Question,
    Reason,
    Verdict,
)
from proscribe.screening.evaluation import ADDED, KEPT, parse_row, result_row

ROW = {
    "id": "D25",
    "regime": "SSI",
    "txn_at": "2018-01-15T10:00:00-05:00",
    "known_at": "2018-01-16",
    "investor": "us_person",
    "investor_location": "US",
    "action": "buy",
    "purpose": "invest",
    "instrument": "debt",
    "security_id": " XS123 ",
    "issuer": "Sberbank",
    "position_held_since": "2017-05-01",
    "facts": "for people only",
    "attributes": "listed=2014-09-12;directive=1",
    "expected_verdict": "POISON",
}
PLACE = Place(file="cases.csv", line=7)


def test_a_row_becomes_a_question() -> None:
    case = parse_row(ROW, PLACE)

    assert (case.regime, case.security, case.issuer) == ("SSI", "XS123", "Sberbank")
    assert case.question == Question(
        act=Act.BUY,
        investor=Investor.US_PERSON,
        instrument=Instrument.DEBT,
        as_of=case.question.as_of,
        known_at=case.question.known_at,
        purpose=Purpose.INVEST,
        location="US",
        held_since=date(2017, 5, 1),
        attributes=(("listed", "2014-09-12"), ("directive", "1")),
    )
    assert case.question.as_of.instant == datetime(2018, 1, 15, 15, tzinfo=UTC)
    assert (case.question.known_at.day, case.question.known_at.instant) == (date(2018, 1, 16), None)


def test_what_may_be_left_out_is_filled_in() -> None:
    case = parse_row({"regime": "SSI", "txn_at": "2018-01-15", "action": "HOLD"}, PLACE)

    assert case.question.act is Act.HOLD
    assert case.question.investor is Investor.US_PERSON
    assert case.question.instrument is Instrument.EQUITY
    assert case.question.known_at == case.question.as_of
    assert case.question.purpose is None
    assert (case.security, case.issuer) == ("", "")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("regime", ""),
        ("txn_at", " "),
        ("action", ""),
        ("txn_at", "yesterday"),
        ("txn_at", "2018-01-15T10:00:00"),
        ("known_at", "2018-13-01"),
        ("action", "steal"),
        ("investor", "martian"),
        ("instrument", "nft"),
        ("purpose", "fun"),
        ("investor_location", "Ruritania"),
        ("position_held_since", "2018"),
        ("attributes", "nonsense"),
        ("attributes", "colour=red"),
        ("attributes", "issued=2018"),
        ("attributes", "listed=2018"),
        ("attributes", "holds=A:2"),
    ],
)
def test_a_value_that_cannot_be_read_names_file_line_and_column(column: str, value: str) -> None:
    with pytest.raises(InputError, match=f"^cases.csv, line 7, column {column}: ") as refused:
        parse_row(ROW | {column: value}, PLACE)

    assert refused.value.remedy


def test_a_result_keeps_the_case_and_adds_the_answer() -> None:
    verdict = Verdict(
        regime="SSI",
        outcome=Outcome.ALLOWED,
        reason=Reason.NEW_DEBT_TENOR,
        explanation="Because.",
        citation="Directive 1",
        zone="America/New_York",
        checked_through=date(2026, 8, 22),
        next_change_at=datetime(2018, 3, 1, 5, tzinfo=UTC),
    )

    row = result_row(ROW, verdict)

    assert tuple(row) == (*KEPT, *ADDED)
    assert row["facts"] == "for people only"
    assert [row[key] for key in ADDED] == [
        "ALLOWED",
        "NEW_DEBT_TENOR",
        "2018-03-01T00:00:00-05:00",
        "Directive 1",
        "Because.",
    ]


def test_a_row_that_is_too_short_keeps_what_it_has() -> None:
    verdict = Verdict(
        regime="SSI",
        outcome=Outcome.ALLOWED,
        reason=Reason.NOT_LISTED,
        explanation="",
        citation="",
        zone="UTC",
        checked_through=date(2026, 8, 22),
    )

    row = result_row({"id": "1"}, verdict)

    assert (row["id"], row["issuer"], row["next_change_at"]) == ("1", "", "")
