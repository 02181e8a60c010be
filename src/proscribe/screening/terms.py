"""On which terms each line is asked about: which acts, for whom, as of when.

A position is asked about for the acts of the whole screening; a line of an order file
for its own act. Accounts may belong to different investors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from proscribe.model.time import Moment
from proscribe.model.verdict import INVESTORS, Act, Investor, Purpose
from proscribe.securities.investors import read_investor
from proscribe.securities.sides import Side

if TYPE_CHECKING:
    from proscribe.law.regime import Regime
    from proscribe.model.verdict import Question

PURPOSES = {Act.BUY: Purpose.INVEST, Act.SELL: Purpose.DIVEST}
_MEANT: Mapping[str, tuple[Act, Purpose | None]] = {
    Side.BUY: (Act.BUY, Purpose.INVEST),
    Side.SELL: (Act.SELL, Purpose.DIVEST),
    Side.SELL_SHORT: (Act.SELL, Purpose.INVEST),
    Side.COVER: (Act.BUY, Purpose.INVEST),
    Side.RECEIVE_DIVIDEND: (Act.RECEIVE_DIVIDEND, None),
    Side.REINVEST_DIVIDEND: (Act.REINVEST_DIVIDEND, None),
    Side.HOLD: (Act.HOLD, None),
    Side.CONVERT: (Act.CONVERT, None),
    Side.TRANSFER: (Act.TRANSFER, None),
}
_SAID = {
    Side.SELL_SHORT: "A short sale: it gets rid of nothing, so it is no divestment.",
    Side.COVER: "Covering a short sale is a purchase.",
}
_SHORT_POSITION = (
    "A short position: buying covers it and is a purchase; a sale adds to it and is no divestment."
)
_NO_SIDE = "Whether this is a purchase or a sale cannot be read"
_NO_DAY = "The day of the trade cannot be read"
_AGAINST = "A purchase of a negative quantity contradicts itself"
_ANYBODY = (Investor.US_PERSON, Investor.EU_PERSON, Investor.UK_PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose an account is.

    Attributes:
        investor: Who acts.
        location: ISO 3166 code of where that is, where it is stated.
        held_since: Since when positions are held whose line does not say.
    """

    investor: Investor
    location: str | None = None
    held_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByLine:
    """What lines may say for themselves.

    Attributes:
        accounts: Holders by the plain name of their account; empty where none was given.
        sides: Whether the side of a trade takes the place of the acts asked about.
        days: Whether a trade is asked about as of its own day.
        purposes: What the acts of a position are for, where that is known.
        investors_named: Whether other lines than those asked about name investors.
    """

    accounts: Mapping[str, Holder] = field(default_factory=dict)
    sides: bool = True
    days: bool = False
    purposes: Mapping[Act, Purpose] = field(default_factory=lambda: PURPOSES)
    investors_named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is asked of a line.

    Attributes:
        acts: Acts, each with what it is for.
        holder: Who acts.
        others: Who may act as well, where it is not known whose the account is.
        as_of: The moment asked about.
        unsure: Why it is not known whose the account is; empty where it is.
        doubt: Why no permission can be relied on; empty where one can.
        note: What the reader should know of these terms; empty for nothing.
    """

    acts: tuple[tuple[Act, Purpose | None], ...]
    holder: Holder
    as_of: Moment
    others: tuple[Holder, ...] = ()
    unsure: str = ""
    doubt: str = ""
    note: str = ""


class TermsReader:
    """Finds the terms of lines; equal ones are one.

    Args:
        question: What is asked where a line says nothing: investor, location, moments.
        acts: The acts asked about.
        by_line: What lines may say for themselves.
    """

    def __init__(self, question: Question, acts: Iterable[Act], by_line: ByLine) -> None:
        self._question = question
        self._acts = tuple(acts)
        self._by_line = by_line
        self._default = Holder(
            investor=question.investor,
            location=question.location,
            held_since=question.held_since,
        )
        self._numbers: dict[Terms, int] = {}
        self._investors_named = by_line.investors_named
        self.every: list[Terms] = []

    def column(self, lines: pl.DataFrame) -> pl.Series:
        """Return for each line the place of its terms in :attr:`every`."""
        self._investors_named |= lines["investor"].null_count() < lines.height
        whose = bool(self._by_line.accounts) or self._investors_named
        negative = (lines["quantity"] < 0).fill_null(value=False) & lines["side"].is_not_null()
        keys = lines.select(
            "side",
            pl.col("short").fill_null(value=False),
            negative.alias("negative"),
            *(pl.col(c) if whose else pl.lit(None, pl.String).alias(c) for c in _WHOSE),
            pl.col("traded") if self._by_line.days else pl.lit(None, pl.Date).alias("traded"),
        )
        distinct = keys.unique(maintain_order=True)
        found = [self._number(self._terms(row)) for row in distinct.iter_rows(named=True)]
        known = distinct.with_columns(pl.Series("terms", found, dtype=pl.UInt32))
        return keys.join(
            known, on=keys.columns, how="left", nulls_equal=True, maintain_order="left"
        )["terms"]

    def _number(self, terms: Terms) -> int:
        number = self._numbers.setdefault(terms, len(self.every))
        if number == len(self.every):
            self.every.append(terms)
        return number

    def _terms(self, row: dict[str, object]) -> Terms:
        side = None if row["side"] is None or not self._by_line.sides else Side(str(row["side"]))
        holder, unsure = self._holder(row)
        doubts = [*self._doubts(row, side)]
        notes = []
        as_of = self._question.as_of
        if self._by_line.days and isinstance(row["traded"], date):
            as_of = Moment(day=row["traded"])
            notes.append(f"Asked as of its trade date, {row['traded']}.")
        elif self._by_line.days and row["side"] is not None:
            notes.append(f"{_NO_DAY}: asked as of {as_of.day}.")
        acts = tuple((act, self._by_line.purposes.get(act)) for act in self._acts)
        if side is Side.UNKNOWN:
            acts = tuple((act, PURPOSES[act]) for act in (Act.BUY, Act.SELL))
        elif side is not None:
            acts = (_MEANT[side],)
            notes += [_SAID[side]] if side in _SAID else []
        elif row["short"] and row["side"] is None:
            acts = tuple((act, Purpose.INVEST if act is Act.SELL else p) for act, p in acts)
            notes.append(_SHORT_POSITION)
        return Terms(
            acts=acts,
            holder=holder,
            as_of=as_of,
            others=tuple(self._others(holder)) if unsure else (),
            unsure=unsure,
            doubt="; ".join(doubts),
            note=" ".join(notes),
        )

    def _doubts(self, row: dict[str, object], side: Side | None) -> Iterator[str]:
        if side is Side.UNKNOWN:
            yield _NO_SIDE
        if side in (Side.BUY, Side.COVER) and row["negative"]:
            yield _AGAINST
        if self._by_line.days and row["side"] is not None and row["traded"] is None:
            yield _NO_DAY

    def _holder(self, row: dict[str, object]) -> tuple[Holder, str]:
        """Return who acts, and why that is not sure, where it is not."""
        account, word = row["account"], row["investor"]
        known = None
        if account is not None:
            known = self._by_line.accounts.get(plain_account(str(account)))
        asked = f"It was asked about for {INVESTORS[self._default.investor]}."
        if word is not None:
            investor = read_investor(str(word))
            if investor is None:
                return known or self._default, f"The investor {word!r} is not known. {asked}"
            base = known or self._default
            same = known is not None or investor is self._default.investor
            return Holder(
                investor=investor,
                location=base.location if same else None,
                held_since=base.held_since,
            ), ""
        if known is not None:
            return known, ""
        if self._by_line.accounts:
            whose = "The line names no account" if account is None else f"Account {account}"
            told = "" if account is None else " is not among the accounts given"
            return self._default, f"{whose}{told}. {asked}"
        if self._investors_named:
            return self._default, f"The line names no investor, as others do. {asked}"
        return self._default, ""

    def _others(self, holder: Holder) -> Iterator[Holder]:
        """Yield who else may act: everybody with an account, or anybody a list binds."""
        given = dict.fromkeys(self._by_line.accounts.values())
        yield from (
            one
            for one in given or (Holder(investor=each) for each in _ANYBODY)
            if one.investor is not holder.investor or one.location != holder.location
        )


_WHOSE = ("account", "investor")


def plain_account(text: str) -> str:
    """Return an account as it is compared: whatever its case and blanks."""
    return " ".join(text.split()).casefold()


def binds(regime: Regime, holder: Holder) -> bool:
    """Return whether a regime binds that investor, or whoever is in that place."""
    place = (holder.location or "").upper()
    return holder.investor in regime.binds.investors or place in regime.binds.territory


def acts_of(sides: Iterable[str | None], acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Return the acts lines of those sides are asked about, in order.

    Args:
        sides: Sides of lines; None for a line that is no trade.
        acts: The acts of lines that are no trades.
    """
    found: dict[Act, None] = {}
    for side in sorted(sides, key=lambda one: one or ""):
        own = (Act.BUY, Act.SELL) if side == Side.UNKNOWN else ()
        found.update(dict.fromkeys(acts if side is None else own or (_MEANT[side][0],)))
    ordered = (*acts, *Act)
    return tuple(dict.fromkeys(act for act in ordered if act in found)) or acts
