"""What one LEI record says, whatever format it comes in, and the listing it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from sys import intern

from rigour.langs import iso_639_alpha3
from stdnum import isin, lei

from proscribe.model.listing import Link, Listing, NameKind, SecurityLine, SecurityType
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings

_KEY = "gleif"
_SCHEMATA = {
    "": "Company",
    "BRANCH": "Company",
    "FUND": "Organization",
    "GENERAL": "Company",
    "INTERNATIONAL_ORGANIZATION": "Organization",
    "NULL": "Company",
    "RESIDENT_GOVERNMENT_ENTITY": "PublicBody",
    "SOLE_PROPRIETOR": "LegalEntity",
}
_NAMES = {
    "ALTERNATIVE_LANGUAGE_LEGAL_NAME": NameKind.ALIAS,
    "AUTO_ASCII_TRANSLITERATED_LEGAL_NAME": NameKind.ALIAS,
    "LEGAL_NAME": NameKind.ALIAS,
    "OTHER_LEGAL": NameKind.ALIAS,
    "PREFERRED_ASCII_TRANSLITERATED_LEGAL_NAME": NameKind.ALIAS,
    "PREVIOUS_LEGAL_NAME": NameKind.FORMER,
    "TRADING_OR_OPERATING_NAME": NameKind.ALIAS,
}
# What the end node is to the start node of a relationship, and the other way about.
_RELATIONS = {
    "IS_DIRECTLY_CONSOLIDATED_BY": ("parent", "subsidiary"),
    "IS_FEEDER_TO": ("master_fund", "feeder_fund"),
    "IS_FUND-MANAGED_BY": ("fund_manager", "managed_fund"),
    "IS_INTERNATIONAL_BRANCH_OF": ("head_office", "branch"),
    "IS_SUBFUND_OF": ("umbrella_fund", "sub_fund"),
    "IS_ULTIMATELY_CONSOLIDATED_BY": ("ultimate_parent", "ultimate_subsidiary"),
}
_NO_FORM = frozenset({"", "8888", "9999"})
_LENGTH = 20
_NOON = "12"
_SHARED = frozenset({"country", "jurisdiction", "legalForm", "mainCountry", "status"})


@dataclass(slots=True, kw_only=True)
class Record:
    """What a level 1 record says; an empty text stands for what it does not.

    Attributes:
        lei: The identifier.
        locator: Where the record stands.
        names: (text, type, language); the legal name comes first and has the type ``""``.
        addresses: Each as one text.
        country: Country of the legal address.
        main_country: Country of the headquarters.
        registered_at: Code of the register.
        registered_as: Number in it.
        jurisdiction: Country or region whose law it is under.
        category: Kind of entity.
        legal_form: ELF code, or the form in words where the code is none.
        status: Whether the entity is active.
        created: Day of its creation.
        expired: Day it ceased.
        registration: State of the LEI's own registration.
        bics: SWIFT codes.
        others: (relation, LEI, name) of entities it is tied to.
        notes: What no property takes.
    """

    lei: str
    locator: str
    names: list[tuple[str, str, str]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    country: str = ""
    main_country: str = ""
    registered_at: str = ""
    registered_as: str = ""
    jurisdiction: str = ""
    category: str = ""
    legal_form: str = ""
    status: str = ""
    created: str = ""
    expired: str = ""
    registration: str = ""
    bics: list[str] = field(default_factory=list)
    others: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Relationship:
    """What a level 2 record says of two entities."""

    start: str
    end: str
    type: str
    status: str = ""
    since: date | None = None
    until: date | None = None
    share: str = ""
    notes: list[str] = field(default_factory=list)

    def hold(self, periods: Iterable[tuple[str, str]]) -> None:
        """Take the first and the last moment of periods: of several, the longest time counts."""
        listed = list(periods)
        self.since = min((_first_day(since) for since, _ in listed), default=date.min)
        self.until = max((_last_day(until) for _, until in listed), default=date.max)
        self.since = None if self.since == date.min else self.since
        self.until = None if self.until == date.max else self.until


@dataclass(slots=True)
class Said:
    """What other files say of entities, by LEI, until their records are read."""

    links: dict[str, list[Link]] = field(default_factory=dict)
    isins: dict[str, list[str]] = field(default_factory=dict)
    bics: dict[str, list[str]] = field(default_factory=dict)
    exceptions: dict[str, list[str]] = field(default_factory=dict)

    def add_relationship(self, told: Relationship, findings: Findings) -> None:
        """Give a relationship to both its ends."""
        far, near = _RELATIONS.get(told.type, ("related", "related"))
        if told.type not in _RELATIONS:
            findings.note(f"unknown relationship {told.type!r}", f"{told.start} {told.end}")
        words = [told.type.lower().replace("_", " ")]
        words += [] if told.status in {"", "ACTIVE"} else [told.status.lower()]
        role = intern("; ".join((*words, *told.notes)))
        for holder, other, relation in ((told.start, told.end, far), (told.end, told.start, near)):
            link = Link(
                relation=relation,
                id=f"{_KEY}-{other}",
                role=role,
                share=told.share or None,
                since=told.since,
                until=told.until,
            )
            self.links.setdefault(holder, []).append(link)

    def add_exception(self, lei_: str, category: str, reasons: list[str]) -> None:
        """Keep why an entity names no parent."""
        which = category.lower().replace("_", " ")
        text = intern(f"no {which} reported: {', '.join(reasons)}")
        self.exceptions.setdefault(lei_, []).append(text)

    def strangers(self, known: Mapping[str, object]) -> int:
        """Return of how many entities something is said that have no record here."""
        held = {*self.links, *self.isins, *self.bics, *self.exceptions}
        return sum(1 for each in held if each not in known)


def listing_of(record: Record, said: Said, findings: Findings) -> Listing:
    """Return the listing of an entity, with what other files say of it."""
    draft = Draft(id=f"{_KEY}-{record.lei}", schema="Company", findings=findings)
    draft.schema = _schema(draft, record.category)
    if len(record.lei) != _LENGTH or not lei.is_valid(record.lei):
        draft.note("an LEI with a wrong check digit")
    draft.put("leiCode", record.lei)
    _put_names(draft, record)
    draft.put("address", *record.addresses)
    draft.put_country("country", record.country)
    draft.put_country("mainCountry", record.main_country)
    # Of a region's law (US-DE) the property keeps the country, and a remark the region.
    draft.put_country("jurisdiction", record.jurisdiction.partition("-")[0])
    draft.put("registrationNumber", record.registered_as)
    draft.put("legalForm", record.legal_form if record.legal_form not in _NO_FORM else None)
    draft.put("status", record.status)
    _put_day(draft, "incorporationDate", record.created)
    _put_day(draft, "dissolutionDate", record.expired)
    draft.put("swiftBic", *record.bics, *said.bics.get(record.lei, ()))
    for text in _remarks(record):
        draft.keep(intern(text))
    for text in said.exceptions.get(record.lei, ()):
        draft.keep(text)
    draft.links += said.links.get(record.lei, ())
    draft.links += (
        Link(relation=relation, id=f"{_KEY}-{other}" if other else None, name=name or None)
        for relation, other, name in record.others
    )
    draft.securities += _securities(said.isins.get(record.lei, ()), draft)
    return _thrifty(draft.build())


def day_of(text: str) -> date | None:
    """Return the day of a date with or without its time."""
    return read_date(text).day if text else None


def _first_day(text: str) -> date:
    return day_of(text) or date.min


def _last_day(text: str) -> date:
    """Return the last day of a period: what ends late on a day (UTC) ends at the next midnight."""
    day = day_of(text)
    if day is None:
        return date.max
    return day + timedelta(days=1) if text.partition("T")[2][:2] >= _NOON else day


def _schema(draft: Draft, category: str) -> str:
    schema = _SCHEMATA.get(category)
    if schema is None:
        draft.note(f"unknown category {category!r}")
        draft.keep(f"category {category}")
    return schema or "Company"


def _put_names(draft: Draft, record: Record) -> None:
    for text, type_, language in record.names:
        kind = NameKind.PRIMARY if not type_ else _NAMES.get(type_)
        if kind is None:
            draft.note(f"unknown name type {type_!r}")
        draft.name(text, kind or NameKind.ALIAS, iso_639_alpha3(language.partition("-")[0]))


def _put_day(draft: Draft, prop: str, text: str) -> None:
    """Put the day of a moment; the hour says when an office wrote it."""
    draft.put_date(prop, text.partition("T")[0])


def _remarks(record: Record) -> Iterator[str]:
    if record.registered_at:
        yield f"registered at {record.registered_at}"
    if "-" in record.jurisdiction:
        yield f"jurisdiction {record.jurisdiction}"
    if record.registration not in {"", "ISSUED"}:
        yield f"LEI {record.registration}"
    yield from record.notes


def _securities(isins: list[str] | tuple[str, ...], draft: Draft) -> Iterator[SecurityLine]:
    for number in isins:
        if not isin.is_valid(number):
            draft.note("an ISIN with a wrong check digit")
        yield SecurityLine(type=SecurityType.OTHER, isin=number)


def _thrifty(listing: Listing) -> Listing:
    """Return the listing with one copy in memory of each value that many others have too."""
    return replace(
        listing,
        properties=tuple(
            (intern(prop), tuple(map(intern, values)) if prop in _SHARED else values)
            for prop, values in listing.properties
        ),
        remarks=None if listing.remarks is None else intern(listing.remarks),
    )
