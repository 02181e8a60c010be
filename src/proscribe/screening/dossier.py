"""What the dossier of a subject shows: everything known of it at one moment of knowledge."""

from __future__ import annotations

from dataclasses import dataclass

from proscribe.screening.report import EditionUsed, RegimeUsed
from proscribe.screening.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierVerdict:
    """How one act stands under one regime; moments are RFC 3339."""

    regime: str
    regime_title: str
    action: str
    verdict: str
    reason_code: str
    citation: str
    explanation: str
    effective_at: str | None = None
    deadline_at: str | None = None
    next_change_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierDesignation:
    """One designation, as printed and as it ended.

    Attributes:
        program: Programme code.
        authority: Title of the body that designates.
        listed: Listing day.
        published: When it became public.
        effective: Effective date as printed.
        divest: Divestment date as printed.
        ended: From when it is no longer in force; None while it is.
        ended_why: Why, in words.
        as_printed: The name as it stands in the list.
        measures: What the list says it brings, in words.
        legal_basis: The acts it rests on, as printed.
        provenance: Edition and place in it, one text for each that shows it.
        cite: Keys of :attr:`DossierPage.citations`.
    """

    program: str
    authority: str
    listed: str | None = None
    published: str | None = None
    effective: str | None = None
    divest: str | None = None
    ended: str | None = None
    ended_why: str | None = None
    as_printed: str | None = None
    measures: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    provenance: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSecurity:
    """One security line of the subject."""

    type: str
    name: str | None = None
    ticker: str | None = None
    isin: str | None = None
    cusip: str | None = None
    sedol: str | None = None
    figi: str | None = None
    program: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierEntry:
    """One entry of the time line: when it happened, when it became public, what, says who.

    ``claimed`` tells what an article claims from what an official source states.
    """

    on: str
    published: str
    what: str
    source: str
    cite: tuple[str, ...] = ()
    claimed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReason:
    """Why the subject was designated, in our words, and on whose word."""

    text: str
    said_by: str | None = None
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLink:
    """A tie to another subject."""

    relation: str
    name: str
    id: str | None = None
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCitation:
    """Where a fact can be looked up."""

    key: str
    title: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """Everything the page of a subject shows.

    Attributes:
        caption: The name to show.
        names: Other names in any script, as (kind, name).
        entity_id: Entity id.
        referents: Its ids in other lists.
        schema: FollowTheMoney schema.
        properties: Other facts, as (what, values).
        as_of: The moment asked about, as the reader should see it.
        known_at: The moment of knowledge, as the reader should see it.
        investor: Who asks, in words.
        version: Version of Proscribe.
        verdicts: How each act stands under each regime, the strictest first.
        designations: Newest first.
        securities: Lines of the subject.
        timeline: In order of time.
        reasons: Why it was designated.
        links: Ties to others.
        citations: Everything cited.
        regimes: Regimes that were asked.
        editions: Editions that were searched.
        not_checked: What was left out: key, and why.
        warnings: What the reader must know.
        told: What articles claim of it; None where none were given.
    """

    caption: str
    entity_id: str
    schema: str
    as_of: str
    known_at: str
    investor: str
    version: str
    names: tuple[tuple[str, str], ...] = ()
    referents: tuple[str, ...] = ()
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    verdicts: tuple[DossierVerdict, ...] = ()
    designations: tuple[DossierDesignation, ...] = ()
    securities: tuple[DossierSecurity, ...] = ()
    timeline: tuple[DossierEntry, ...] = ()
    reasons: tuple[DossierReason, ...] = ()
    links: tuple[DossierLink, ...] = ()
    citations: tuple[DossierCitation, ...] = ()
    regimes: tuple[RegimeUsed, ...] = ()
    editions: tuple[EditionUsed, ...] = ()
    not_checked: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    told: Told | None = None
