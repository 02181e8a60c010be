"""What the law is asked about: a question, and the facts it is applied to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from proscribe.model.listing import Designation
from proscribe.model.verdict import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One designation of one subject, as known when the question is asked.

    Attributes:
        entity: Entity id under which it was made.
        caption: Name of the subject.
        designation: The designation; ``published`` is set, ``ended`` is as known.
        incomplete: What is missing from the list it stands on, where something is.
    """

    entity: str
    caption: str
    designation: Designation
    incomplete: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An owner, counterparty or held issuer named by the case.

    Attributes:
        name: As the case names it.
        standings: Its designations, as far as the ledger knows the name.
        blocked: True where the case itself says so ("blocked person A").
    """

    name: str
    standings: tuple[Standing, ...] = ()
    blocked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Since when and until when something holds, each as an earliest and a latest day.

    Attributes:
        begins: First day on which it may hold; None: it may always have.
        surely_from: First day on which it surely holds; None: it always has.
        surely_until: Last day on which it surely holds; None: it has no end.
        ends: Last day on which it may hold; None: it has no end.
    """

    begins: date | None = None
    surely_from: date | None = None
    surely_until: date | None = None
    ends: date | None = None

    def holds(self, day: date) -> bool | None:
        """Return whether it holds on a day; None where that is not known."""
        if (self.begins or day) > day or (self.ends or day) < day:
            return False
        sure = (self.surely_from or day) <= day <= (self.surely_until or day)
        return True if sure else None

    @property
    def days(self) -> tuple[date, ...]:
        """The first days on which that changes."""
        firsts = [day for day in (self.begins, self.surely_from) if day is not None]
        lasts = [day for day in (self.surely_until, self.ends) if day is not None]
        return (*firsts, *(day + timedelta(days=1) for day in lasts if day < date.max))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """One edge of ownership.

    Attributes:
        owner: Name of the owner.
        owned: Name of what is owned; empty for the issuer asked about.
        share: From 0 to 1, the least where it is a range; None where unknown.
        most: The most where it is a range; None where it is none.
        span: When it holds.
        said: Who says so, in words; empty where the case itself does.
    """

    owner: str
    owned: str
    share: Decimal | None
    most: Decimal | None = None
    span: Span = Span()
    said: str = ""

    def on(self, day: date) -> Stake | None:
        """Return the stake as it is on a day; None where it surely is not held then."""
        holds = self.span.holds(day)
        if holds is None:
            # It may be held, and then as much of it as is said.
            most = self.share if self.most is None else self.most
            return replace(self, share=None if most is None else Decimal(0), most=most)
        return self if holds else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a fund holds: an issuer and its part of the fund.

    Attributes:
        party: Who is held.
        weight: From 0 to 1; None where unknown.
        located_in: ISO 3166 code of the issuer's country, where the fund states it.
        doubt: Why it cannot be told what this part holds, or that it holds it; None otherwise.
        owned: Whether somebody designated owns a part of it, though no list names it.
    """

    party: Party
    weight: Decimal | None
    located_in: str | None = None
    doubt: str | None = None
    owned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question with its facts.

    Attributes:
        question: Who asks to do what, when, known when.
        caption: Name of the issuer asked about.
        subject: Entity id of the issuer, where the ledger knows it.
        standings: All its designations, under whatever programme.
        resembles: A party whose name the issuer's name closely matches.
        parties: Everyone named in ``stakes``.
        stakes: Who owns whom.
        holdings: What the fund holds; None where the instrument is a fund and nobody says.
        counterparty: The other side, where the case names it.
    """

    question: Question
    caption: str
    subject: str | None = None
    standings: tuple[Standing, ...] = ()
    resembles: Party | None = None
    parties: tuple[Party, ...] = ()
    stakes: tuple[Stake, ...] = ()
    holdings: tuple[Holding, ...] | None = None
    counterparty: Party | None = None
