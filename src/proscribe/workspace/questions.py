"""Questions from the words of a caller."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from proscribe.model.errors import UnknownNameError
from proscribe.model.time import Moment, parse_day, parse_moment
from proscribe.model.verdict import Act, Instrument, Investor, Purpose, Question
from proscribe.screening.cases import check_attributes, parse_country

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULT_PURPOSE = {"buy": "invest", "sell": "divest"}

_Choice = TypeVar("_Choice", bound=StrEnum)


def build_question(
    *,
    action: str,
    purpose: str | None,
    investor: str,
    location: str | None,
    instrument: str,
    as_of: str | date | datetime | None,
    known_at: str | date | datetime | None,
    held_since: str | date | None,
    attributes: Mapping[str, str],
) -> Question:
    """Return the question that those words ask; a moment that is not given is now.

    Raises:
        InputError: One of them cannot be read.
    """
    meant = purpose or _DEFAULT_PURPOSE.get(action)
    now = datetime.now(UTC)
    held = parse_day(held_since) if isinstance(held_since, str) else held_since
    return Question(
        act=choose(Act, action),
        investor=choose(Investor, investor),
        instrument=choose(Instrument, instrument),
        as_of=parse_moment(now if as_of is None else as_of),
        known_at=parse_moment(now if known_at is None else known_at),
        purpose=None if meant is None else choose(Purpose, meant),
        location=None if location is None else parse_country(location),
        held_since=held,
        attributes=check_attributes(attributes),
    )


def build_moment(value: str | date | datetime | None) -> Moment:
    """Return a moment; now where none is given.

    Raises:
        InputError: It cannot be read.
    """
    return parse_moment(datetime.now(UTC) if value is None else value)


def choose(kind: type[_Choice], text: str) -> _Choice:
    """Return the value of an enumeration that is spelt like that.

    Raises:
        UnknownNameError: There is none; the message names those there are.
    """
    try:
        return kind(text)
    except ValueError as error:
        raise UnknownNameError(
            f"{text!r} is no {kind.__name__.lower()}.",
            remedy=f"Choose one of {', '.join(kind)}.",
        ) from error
