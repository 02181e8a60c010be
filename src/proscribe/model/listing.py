"""What an official list says of one subject, as published."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from proscribe.model.script import script_of
from proscribe.model.time import Moment


class NameKind(StrEnum):
    """How a name stands to its bearer."""

    PRIMARY = "primary"
    ALIAS = "alias"
    WEAK = "weak"
    FORMER = "former"
    MISSPELT = "misspelt"
    ISSUER = "issuer"


class SecurityType(StrEnum):
    """The kind of a security line."""

    EQUITY = "equity"
    ADR = "adr"
    DEBT = "debt"
    WARRANT = "warrant"
    ETF = "etf"
    FUND = "fund"
    CONVERTIBLE = "convertible"
    OTHER = "other"


class EndKind(StrEnum):
    """Why a designation is no longer in force."""

    REMOVED = "removed"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    ABSENT = "absent"


class Measure(StrEnum):
    """What a list says a designation brings; the law, not the list, decides its effect."""

    ASSET_FREEZE = "asset_freeze"
    TRAVEL_BAN = "travel_ban"
    ARMS_EMBARGO = "arms_embargo"
    INVESTMENT_BAN = "investment_ban"
    DEBT_EQUITY_LIMITS = "debt_equity_limits"
    CORRESPONDENT_ACCOUNT_BAN = "correspondent_account_ban"
    EXPORT_CONTROL = "export_control"
    IMPORT_BAN = "import_ban"
    TRADE_RESTRICTION = "trade_restriction"
    TRANSPORT_BAN = "transport_ban"
    DEBARMENT = "debarment"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a subject.

    Attributes:
        text: The name as printed.
        kind: How it stands to its bearer; weak names alone never prove identity.
        lang: ISO 639-3 code where known.
        cite: Keys of citations, in packaged facts.
    """

    text: str
    kind: NameKind
    lang: str | None = None
    cite: tuple[str, ...] = ()

    @property
    def script(self) -> str | None:
        """ISO 15924 code of the script most of its letters are in; None where it has none."""
        return script_of(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityLine:
    """A security as printed for its issuer.

    Attributes:
        type: Kind of the line.
        isin: ISO 6166.
        cusip: CUSIP, nine characters.
        sedol: SEDOL, seven characters.
        figi: FIGI, twelve characters.
        ticker: As printed (``00981 HK``, ``600050 CN``) or in exchange form (``0981.HK``).
        name: What the line is called.
        program: Set where the line was printed for one designation only: it
            identifies the issuer under that programme and under no other.
        since: First day of the line, where known.
        until: Last day of the line, where known.
        ratio: ADR ratio in words.
        venue: Where it trades, as printed: the name or code of an exchange.
        cite: Keys of citations, in packaged facts.
    """

    type: SecurityType
    isin: str | None = None
    cusip: str | None = None
    sedol: str | None = None
    figi: str | None = None
    ticker: str | None = None
    name: str | None = None
    program: str | None = None
    since: date | None = None
    until: date | None = None
    ratio: str | None = None
    venue: str | None = None
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How and when a designation ceased.

    Attributes:
        on: The day, or instant, from which it is no longer in force.
        published: When that became public.
        kind: Why; ``absent`` where it is inferred from a later edition.
        cite: Keys of citations.
    """

    on: Moment
    published: Moment
    kind: EndKind
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedReason:
    """Why a subject was designated, in our words, and on whose word.

    Attributes:
        text: The reason.
        said_by: Who gives it.
        cite: Keys of citations, in packaged facts.
        published: When it became public; None means with the designation.
    """

    text: str
    said_by: str | None = None
    cite: tuple[str, ...] = ()
    published: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """The act that names a subject under a programme.

    Listing, effective and divestment dates are three different things and
    are kept apart. The last two are only what the authority itself prints:
    the law, not the list, decides from when an act is barred.

    Attributes:
        authority: Key of the body that designates.
        program: Programme code as the authority writes it.
        authority_id: The authority's own id, where it has one.
        listed_on: Listing or determination day; None where the list prints none.
        published: When it became public; None means with its edition.
        effective_on: Effective date as printed.
        divest_on: Divestment date as printed.
        directive: Directive within the programme (``"1"``, ``"2"``, …).
        as_printed: The name as it stands in the list, where it matters.
        tranche: The batch it was named in.
        measures: What the list says it brings, sorted.
        legal_basis: The acts it rests on, as printed.
        reasons: The stated basis.
        ended: Explicit end; None while in force or where ends show by absence.
        cite: Keys of citations, in packaged facts.
    """

    authority: str
    program: str
    authority_id: str | None = None
    listed_on: date | None = None
    published: Moment | None = None
    effective_on: date | None = None
    divest_on: date | None = None
    directive: str | None = None
    as_printed: str | None = None
    tranche: str | None = None
    measures: tuple[Measure, ...] = ()
    legal_basis: tuple[str, ...] = ()
    reasons: tuple[StatedReason, ...] = ()
    ended: Ending | None = None
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie to another subject, as published.

    Attributes:
        relation: What the other is to the subject: parent, subsidiary, owner, owned, family,
            associate, member, director, listed_unit, related, linked_to, …
        id: Entity id of the other, where known.
        name: Name of the other, where only that is printed.
        role: The tie in the authority's own words.
        share: Per cent held, as printed.
        since: First day of the tie, where printed.
        until: Last day of the tie, where printed.
        cite: Keys of citations.
    """

    relation: str
    id: str | None = None
    name: str | None = None
    role: str | None = None
    share: str | None = None
    since: date | None = None
    until: date | None = None
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated fact about a subject that is not a designation."""

    on: Moment
    published: Moment
    kind: str
    text: str
    said_by: str | None = None
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One entry of one list, as published.

    Attributes:
        id: Entity id, ``SOURCEKEY-ID`` with the authority's own id.
        schema: FollowTheMoney schema.
        names: The first is the primary name.
        properties: Other FollowTheMoney properties, sorted by name.
        designations: Under which programmes the subject is named.
        securities: Lines the entry names.
        links: Ties to other subjects.
        same_as: Entity ids of the same subject in other sources.
        events: Dated facts that are not designations.
        remarks: Free text of the entry that no field above took over.
    """

    id: str
    schema: str
    names: tuple[Name, ...]
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    designations: tuple[Designation, ...] = ()
    securities: tuple[SecurityLine, ...] = ()
    links: tuple[Link, ...] = ()
    same_as: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    remarks: str | None = None

    @property
    def caption(self) -> str:
        """The name to show."""
        return self.names[0].text


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a fact can be looked up."""

    title: str
    publisher: str | None = None
    published: Moment | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedEdition:
    """Everything one published state of a list says.

    Attributes:
        listings: Every entry with its locator in the file (``sdnEntry uid=30951``).
        published: The date the file states, or None where it states none.
        records: The publisher's own count of records as found in the file.
        stated_records: The count the file itself claims, where it claims one.
        citations: Citations the entries refer to by key.
        warnings: Values that were not understood, one sentence each.
        complete: False where the file holds a part of the list only.
        note: What is missing, in plain words, where ``complete`` is False.
        checked_through: Last day the file was compared with the texts (packaged facts).
    """

    listings: tuple[tuple[Listing, str], ...]
    published: Moment | None
    records: int
    stated_records: int | None = None
    citations: tuple[tuple[str, Citation], ...] = ()
    warnings: tuple[str, ...] = ()
    complete: bool = True
    note: str | None = None
    checked_through: date | None = None
    extras: tuple[tuple[str, str], ...] = field(default=())
