"""Rows of a case file: read into questions, answered, and written out again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from proscribe.model.errors import InputError, Place
from proscribe.model.time import format_instant, parse_day, parse_moment
from proscribe.model.verdict import Act, Instrument, Investor, Purpose, Question, Verdict
from proscribe.screening.cases import parse_attributes, parse_country

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

KEPT = (
    "id",
    "regime",
    "txn_at",
    "known_at",
    "investor",
    "investor_location",
    "action",
    "purpose",
    "instrument",
    "security_id",
    "issuer",
    "position_held_since",
    "facts",
    "attributes",
)
ADDED = ("verdict", "reason_code", "next_change_at", "citation", "explanation")
NEEDED = ("regime", "txn_at", "action")

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One row of a case file.

    Attributes:
        regime: Key of the regime asked.
        question: The question.
        security: The security identifier as given; may be empty.
        issuer: The issuer's name as given; may be empty.
    """

    regime: str
    question: Question
    security: str
    issuer: str


def parse_row(row: Mapping[str, str], place: Place) -> CaseRow:
    """Read one row; columns not named in :data:`KEPT` are never looked at.

    Raises:
        InputError: A value cannot be read; names the line and column.
    """
    known = _text(row, "known_at") or _text(row, "txn_at")
    return CaseRow(
        regime=_needed(row, "regime", place),
        question=Question(
            act=_choice(Act, row, "action", place),
            investor=_choice(Investor, row, "investor", place, default=Investor.US_PERSON),
            instrument=_choice(Instrument, row, "instrument", place, default=Instrument.EQUITY),
            as_of=_at(place, "txn_at", lambda: parse_moment(_needed(row, "txn_at", place))),
            known_at=_at(place, "known_at", lambda: parse_moment(known)),
            purpose=_purpose(row, place),
            location=_location(row, place),
            held_since=_day(row, "position_held_since", place),
            attributes=_at(place, "attributes", lambda: parse_attributes(_text(row, "attributes"))),
        ),
        security=_text(row, "security_id"),
        issuer=_text(row, "issuer"),
    )


def result_row(row: Mapping[str, str], verdict: Verdict) -> dict[str, str]:
    """Return the row as given, as far as it is kept, with the answer."""
    change = verdict.next_change_at
    answer = (
        verdict.outcome.value,
        verdict.reason.value,
        "" if change is None else format_instant(change, verdict.zone),
        verdict.citation,
        verdict.explanation,
    )
    return {key: row.get(key, "") or "" for key in KEPT} | dict(zip(ADDED, answer, strict=True))


def _text(row: Mapping[str, str], column: str) -> str:
    return (row.get(column) or "").strip()


def _needed(row: Mapping[str, str], column: str, place: Place) -> str:
    text = _text(row, column)
    if not text:
        raise InputError(
            "the value is missing, so the case cannot be asked.",
            where=_in(place, column),
            remedy="Fill it in.",
        )
    return text


def _in(place: Place, column: str) -> Place:
    return Place(file=place.file, line=place.line, column=column)


def _choice(
    kind: type[_Choice],
    row: Mapping[str, str],
    column: str,
    place: Place,
    *,
    default: _Choice | None = None,
) -> _Choice:
    text = _text(row, column).lower()
    if not text and default is not None:
        return default
    try:
        return kind(text)
    except ValueError as error:
        raise InputError(
            f"{text!r} is no {kind.__name__.lower()}.",
            where=_in(place, column),
            remedy=f"Choose one of {', '.join(kind)}.",
        ) from error


def _location(row: Mapping[str, str], place: Place) -> str | None:
    text = _text(row, "investor_location")
    return _at(place, "investor_location", lambda: parse_country(text)) if text else None


def _purpose(row: Mapping[str, str], place: Place) -> Purpose | None:
    return _choice(Purpose, row, "purpose", place) if _text(row, "purpose") else None


def _day(row: Mapping[str, str], column: str, place: Place) -> date | None:
    text = _text(row, column)
    return _at(place, column, lambda: parse_day(text)) if text else None


def _at(place: Place, column: str, read: Callable[[], _Value]) -> _Value:
    """Run a reader; name the place in whatever it refuses."""
    try:
        return read()
    except InputError as error:
        if error.where is not None:
            raise
        raise InputError(error.what, where=_in(place, column), remedy=error.remedy) from error
