"""A regime: the law that gives programmes their effects, as read from its YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from proscribe.law.when import ALWAYS, When
from proscribe.model.time import Moment
from proscribe.model.verdict import Act, Investor, Reason


class RegimeKind(StrEnum):
    """What triggers a regime."""

    LISTED = "listed"
    TERRITORIAL = "territorial"
    NO_INVESTMENT_BAN = "no_investment_ban"


class Effect(StrEnum):
    """What a rule does when it applies."""

    PROHIBIT = "prohibit"
    REVIEW = "review"


class CourtOrder(StrEnum):
    """What a court did."""

    INJUNCTION = "injunction"
    VACATUR = "vacatur"


class OwnershipMode(StrEnum):
    """How a regime follows owners."""

    NONE = "none"
    SINGLE = "single"
    AGGREGATE = "aggregate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A legal text or published reading of one.

    Attributes:
        title: Its name.
        published: When it became public, which decides what was knowable.
        in_force: When it took effect; None means with its publication.
        cite: Short citation.
        note: What a reader should know of it.
    """

    title: str
    published: Moment
    in_force: Moment | None = None
    cite: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """How a rule's start or end is computed.

    Exactly one of ``fixed``, ``after`` and ``text`` is set.

    Attributes:
        fixed: A calendar day of the text itself.
        after: ``listed``: days are counted from the listing day.
        days: How many days after; every day counts, none is rolled.
        text: The moment that text takes effect.
        at: Time of day.
        zone: Zone the time is read in; governs.
        also: Zones of other readings of the same words; between the readings
            the answer is REVIEW.
    """

    fixed: date | None = None
    after: str | None = None
    days: int = 0
    text: str | None = None
    at: time = time(0, 0)
    zone: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A prohibition, or an open question, with its start and end.

    Attributes:
        text: Key of the text it stands in.
        clause: The clause.
        acts: Acts it speaks of.
        effect: What it does.
        klass: Class of designation it binds; None binds all.
        directives: Directives it stands in; None means all.
        unlisted: True where it reaches those no list names, by what ``when`` says of them.
        when: Further conditions.
        start: From when; None means with its text.
        until: Until when; None means without end.
        repealed_by: Key of the text that ends it.
        reason: The ground once it applies.
        before: The ground before it applies.
        otherwise: The ground where its conditions are not met.
        cite: Further citations.
        says: What it says, in our words.
    """

    text: str
    clause: str
    acts: tuple[Act, ...]
    reason: Reason
    effect: Effect = Effect.PROHIBIT
    klass: str | None = None
    directives: tuple[str, ...] | None = None
    unlisted: bool = False
    when: When = ALWAYS
    start: Point | None = None
    until: Point | None = None
    repealed_by: str | None = None
    before: Reason = Reason.NOT_YET_EFFECTIVE
    otherwise: Reason = Reason.NOT_COVERED
    cite: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A carve-out for trades made solely to divest.

    Attributes:
        text: Key of the text it stands in.
        clause: The clause.
        acts: Acts it allows.
        until: When it closes.
        held_at: The position must have been held then; None where that does not matter.
        klass: Class of designation.
        repealed_by: Key of the text that ends it.
        cite: Further citations.
    """

    text: str
    clause: str
    acts: tuple[Act, ...]
    until: Point
    held_at: Point | None = None
    klass: str | None = None
    repealed_by: str | None = None
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Acts the regime leaves free while it forbids others."""

    text: str
    acts: tuple[Act, ...]
    reason: Reason
    when: When = ALWAYS
    directives: tuple[str, ...] | None = None
    clause: str = ""
    cite: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A general licence with its validity.

    Attributes:
        text: Key of the licence's own text.
        reason: The ground while it runs.
        until: When it expires.
        when: What it covers.
        klass: Class of designation; None means all.
        cite: Further citations.
    """

    text: str
    reason: Reason
    until: Point
    when: When = ALWAYS
    klass: str | None = None
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """A published reading that names the ground of a prohibition more exactly."""

    text: str
    reason: Reason
    when: When
    cite: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A court order laid over the listing of one subject.

    Attributes:
        kind: Injunction or vacatur.
        entity: Entity id of the designation it touches.
        listed_on: The listing it touches; None means every one before the order.
        on: When it was made.
        published: When it became public; None means when it was made.
        until: When it ended, where it did.
        until_published: When that became public.
        cite: Citation.
        says: What it orders, in our words.
    """

    kind: CourtOrder
    entity: str
    on: Moment
    cite: str
    says: str
    listed_on: date | None = None
    published: Moment | None = None
    until: Moment | None = None
    until_published: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipRule:
    """How owners count, from the moment its text took effect.

    Attributes:
        text: Key of the text.
        mode: None, any single owner, or all together.
        threshold: Share needed, as a decimal text from 0 to 1.
        strict: True where more than the threshold is needed.
        adding_open: True where the text leaves open whether shares of several owners add up.
        cite: Further citations.
    """

    text: str
    mode: OwnershipMode
    threshold: str = "0.5"
    strict: bool = False
    adding_open: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundRule:
    """From what part of a fund forbidden issuers taint its shares.

    Attributes:
        text: Key of the text.
        at_least: Part of the fund by value, as a decimal text; None means any part.
        unsure_from: Part from which the text leaves the answer open.
        names: Parts of issuers' names that count though no list names them (lower case).
        cite: Further citations.
    """

    text: str
    at_least: str | None = None
    unsure_from: str | None = None
    names: tuple[str, ...] = ()
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Designations a regime looks at.

    Attributes:
        authority: Who designates.
        program: Under which programme; ``*`` means all that stand in a source of the regime.
        source: The only source that counts, where the programme stands in others for
            something else; None means every one.
    """

    authority: str
    program: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Klass:
    """A class of designations by listing day."""

    key: str
    listed_through: date | None = None
    listed_after: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A text that ends this regime, and the regime that follows."""

    text: str
    successor: str
    lists: tuple[Lists, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor:
    """The regime this one followed, and its lists."""

    text: str
    regime: str
    lists: tuple[Lists, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """Something a reader must know of answers for moments after a day."""

    after: date
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Binds:
    """Who is bound: kinds of investor, and anyone within a territory (ISO 3166 codes)."""

    investors: tuple[Investor, ...]
    territory: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One legal regime, as its file states it; the fields mirror the file's keys.

    Attributes:
        key: Short name, as in the CSV column ``regime``.
        summary: What it forbids, in one or two sentences of ours.
        sources: Sources that must be on file for "not listed" to be said.
        territory: Country codes of issuers a territorial regime reaches; empty means all.
    """

    key: str
    title: str
    authority: str
    kind: RegimeKind
    zone: str
    checked_through: date
    binds: Binds
    instruments: dict[str, Text]
    summary: str
    aliases: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    lists: tuple[Lists, ...] = ()
    sources: tuple[str, ...] = ()
    classes: tuple[Klass, ...] = ()
    rules: tuple[Rule, ...] = ()
    windows: tuple[Window, ...] = ()
    permits: tuple[Permit, ...] = ()
    licences: tuple[Licence, ...] = ()
    glosses: tuple[Gloss, ...] = ()
    courts: tuple[Court, ...] = ()
    ownership: tuple[OwnershipRule, ...] = ()
    funds: tuple[FundRule, ...] = ()
    exempt: tuple[Permit, ...] = ()
    resemblance: str | None = None
    succession: Succession | None = None
    predecessor: Predecessor | None = None
    caveats: tuple[Caveat, ...] = ()

    @property
    def directives(self) -> frozenset[str]:
        """Directives its rules and permits speak of."""
        told = (*(one.directives for one in self.rules), *(one.directives for one in self.permits))
        return frozenset(one for directives in told for one in directives or ())
