"""From a line of a portfolio to the question that is asked of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from proscribe.model.verdict import OF_UNKNOWN, Act, Instrument, Question
from proscribe.screening.asked import MONEY
from proscribe.securities.countries import country_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proscribe.screening.terms import Holder, Terms


def question_of(
    row: Mapping[str, object], asked: Question, terms: Terms, *, holder: Holder, act: Act
) -> Question:
    """Return what is asked of a line.

    Args:
        row: The line, in canonical columns.
        asked: What is asked of all lines; its act and instrument are replaced.
        terms: What the line says of who acts, and when.
        holder: Who acts.
        act: The act.
    """
    attributes = dict(asked.attributes)
    for column in ("issued", "matures"):
        if row[column] is not None:
            attributes[column] = str(row[column])
    place = place_of(row)
    if place is None and str(row["isin"] or "").startswith("RU"):
        place = "RU"
    if place is not None:
        attributes["located_in"] = place
    instrument = str(row["instrument"] or Instrument.EQUITY)
    if _is_of_unknown(row, touched=bool(row["touched"])):
        attributes[OF_UNKNOWN] = "yes"
    held = row["acquired"]
    return replace(
        asked,
        act=act,
        purpose=dict(terms.acts)[act],
        investor=holder.investor,
        location=holder.location,
        as_of=terms.as_of,
        instrument=_instrument(instrument, row, touched=bool(row["touched"])),
        held_since=held if isinstance(held, date) else holder.held_since or asked.held_since,
        attributes=tuple(attributes.items()),
    )


def place_of(row: Mapping[str, object]) -> str | None:
    """Return the country of a line; a word that is none says nothing."""
    place = row["location"]
    return None if place is None else country_code(str(place))


def _instrument(text: str, row: Mapping[str, object], *, touched: bool) -> Instrument:
    """An unnamed derivative is like a fund: what it exposes to is not stated.

    Money that bears the identifier or name of a subject is no plain money.
    """
    if touched and row["kind"] in MONEY:
        return Instrument.OTHER
    if row["fund"] is not None and text not in (Instrument.ETF, Instrument.FUND):
        return Instrument.FUND
    return Instrument.FUND if _is_of_unknown(row, touched=touched) else Instrument(text)


def _is_of_unknown(row: Mapping[str, object], *, touched: bool) -> bool:
    return row["kind"] == "derivative" and row["fund"] is None and not touched
