"""What stands in entities of its own and belongs to others: ties, securities, papers, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from sys import intern

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Link, SecurityLine, SecurityType
from proscribe.sources.dates import read_date
from proscribe.sources.exchange.entities.files import Entity, properties_of, values_of
from proscribe.sources.exchange.entities.terms import ends_of
from proscribe.sources.findings import Findings

_RELATIONS = {
    "asset": "owned",
    "associate": "associate",
    "object": "linked_to",
    "relative": "family",
    "subject": "linked_to",
}
# ``person`` is the near end of two kinds of edge.
_PERSONS = {"Associate": "associate", "Family": "family"}
_ROLE = ("role", "relationship", "secretary", "legalBasis", "ownershipType", "sharesType",
         "sharesCount", "status", "summary", "description")  # fmt: skip
_EDGE_READ = frozenset({*_ROLE, "percentage", "startDate", "endDate"})
_MOST_PAIRS = 100_000
# Of the producer's own work, and amounts that are no part of a tie.
_UNUSED = frozenset(
    {
        "alephUrl", "date", "indexText", "modifiedAt", "namesMentioned", "proof", "publisher",
        "publisherUrl", "recordId", "retrievedAt", "sharesCurrency", "sharesValue", "sourceUrl",
        "createdAt", "amount", "amountEur", "amountUsd", "currency",
    }
)  # fmt: skip
_TYPES = (
    ("adr", SecurityType.ADR),
    ("depositary", SecurityType.ADR),
    ("convertible", SecurityType.CONVERTIBLE),
    ("warrant", SecurityType.WARRANT),
    ("bond", SecurityType.DEBT),
    ("debt", SecurityType.DEBT),
    ("note", SecurityType.DEBT),
    ("etf", SecurityType.ETF),
    ("fund", SecurityType.FUND),
    ("equity", SecurityType.EQUITY),
    ("share", SecurityType.EQUITY),
    ("stock", SecurityType.EQUITY),
)
_POST_READ = frozenset(
    {"holder", "post", "constituency", "politicalGroup", "declarationDate", "electionDate",
     "periodStart", "periodEnd"}
)  # fmt: skip
_SECURITY_READ = frozenset(
    {"isin", "ticker", "figiCode", "issuer", "name", "type", "issueDate", "maturityDate",
     "classification", "alias", "previousName", "weakAlias", "registrationNumber", "country",
     "topics", "notes", "summary", "description", "collateral", "program", "programId",
     "keywords", "address", "addressEntity", "riskSource", "wikidataId", "wikipediaUrl"}
)  # fmt: skip
_ADDRESS = ("remarks", "postOfficeBox", "street", "street2", "city", "postalCode", "region",
            "state", "country")  # fmt: skip


def links_of(entity: Entity, findings: Findings) -> Iterator[tuple[str, Link]]:
    """Yield each tie of an edge with the id of the entity it belongs to.

    The ``id`` of a link is here the other's id as the file writes it.

    Raises:
        QuarantineError: It ties thousands to thousands.
    """
    schema, id_ = str(entity["schema"]), str(entity["id"])
    near, far = ends_of(schema)
    _note_unread(entity, _EDGE_READ | {near, far}, findings)
    sources, targets = values_of(entity, near), values_of(entity, far)
    if not sources or not targets:
        findings.note(f"a {schema} without both ends", id_)
        return
    if len(sources) * len(targets) > _MOST_PAIRS:
        raise QuarantineError(
            f"the {schema} {id_!r} ties {len(sources)} entities to {len(targets)}, which no one "
            "tie does.",
            remedy="Look at the file: write one entity for each tie.",
        )
    role = "; ".join(dict.fromkeys(_said(entity)))
    share = "; ".join(values_of(entity, "percentage"))
    since = min(_days(entity, "startDate", findings), default=None)
    until = max(_days(entity, "endDate", findings), default=None)
    if since is not None and until is not None and until < since:
        findings.note("a tie that ends before it begins", id_)
    for source in sources:
        for target in targets:
            for holder, other, prop in ((source, target, far), (target, source, near)):
                yield (
                    holder,
                    Link(
                        relation=_relation(schema, prop),
                        id=other,
                        role=intern(role) if role else None,
                        share=intern(share) if share else None,
                        since=since,
                        until=until,
                    ),
                )


def lines_of_security(entity: Entity, findings: Findings) -> tuple[SecurityLine, ...]:
    """Return the lines of a security: one for each ISIN, or one by its other identifiers."""
    _note_unread(entity, _SECURITY_READ, findings)
    isins, tickers = values_of(entity, "isin"), values_of(entity, "ticker")
    figis, names = values_of(entity, "figiCode"), values_of(entity, "name")
    said = " ".join((*values_of(entity, "type"), *values_of(entity, "classification"))).lower()
    kind = next((each for word, each in _TYPES if word in said), SecurityType.OTHER)
    since, until = _day(entity, "issueDate", findings), _day(entity, "maturityDate", findings)
    # Several identifiers of one kind cannot be told which belongs to which: each is its own line.
    width = max(len(isins), len(tickers), len(figis), 1)
    single = len(isins) <= 1 and len(tickers) <= 1 and len(figis) <= 1
    keyed = [(isins[:1], tickers[:1], figis[:1])] if single or width == 1 else [
        *(([isin], [], []) for isin in isins),
        *(([], [ticker], []) for ticker in tickers),
        *(([], [], [figi]) for figi in figis),
    ]  # fmt: skip
    return tuple(
        SecurityLine(
            type=kind,
            isin=isin[0].upper() if isin else None,
            ticker=ticker[0] if ticker else None,
            figi=figi[0].upper() if figi else None,
            name=names[0] if names else None,
            since=since,
            until=until,
        )
        for isin, ticker, figi in keyed
    )


def address_of(entity: Entity, findings: Findings) -> str | None:
    """Return an address as one text."""
    known = {*_ADDRESS, "full", "name", "latitude", "longitude", "osmId", "googlePlaceId"}
    _note_unread(entity, known, findings)
    full = values_of(entity, "full") or values_of(entity, "name")
    if full:
        return full[0]
    parts = (text for prop in _ADDRESS for text in values_of(entity, prop))
    return ", ".join(parts) or None


def paper_of(entity: Entity, findings: Findings) -> Iterator[tuple[str, str]]:
    """Yield what an identity paper says: (property of its holder, value), and its description.

    The description has the property ``notes``.
    """
    schema = str(entity["schema"])
    read = {"number", "passportNumber", "personalNumber", "type", "country", "authority"}
    dates = ("startDate", "endDate", "date", "birthDate")
    texts = ("summary", "description", "birthPlace", "gender", "surname", "givenName")
    _note_unread(entity, {*read, *dates, *texts, "holder"}, findings)
    numbers = dict.fromkeys(values_of(entity, "number") + values_of(entity, "passportNumber"))
    prop = "passportNumber" if schema == "Passport" else "idNumber"
    for number in numbers:
        yield prop, number
    for number in values_of(entity, "personalNumber"):
        yield "idNumber", number
    said = [
        f"{name} {text}"
        for name in ("type", "country", "authority", *dates, *texts)
        for text in values_of(entity, name)
    ]
    if said:
        yield "notes", f"{schema} {', '.join(numbers)}: {', '.join(said)}"


def post_of(entity: Entity, titles: Iterable[str], findings: Findings) -> Iterator[str]:
    """Yield the positions an ``Occupancy`` gives its holder, with the time where it is stated."""
    _note_unread(entity, _EDGE_READ | _POST_READ, findings)
    begins, ends = values_of(entity, "startDate"), values_of(entity, "endDate")
    span = "-".join((begins[0] if begins else "", ends[0] if ends else "")).strip("-")
    for title in titles:
        yield f"{title} ({span})" if span else title


def _said(entity: Entity) -> Iterator[str]:
    """Yield what is said of a tie, with dates that are no whole day."""
    for prop in _ROLE:
        yield from values_of(entity, prop)
    for prop, word in (("startDate", "from"), ("endDate", "to")):
        yield from (
            f"{word} {text}" for text in values_of(entity, prop) if read_date(text).day is None
        )


def _relation(schema: str, prop: str) -> str:
    known = _PERSONS.get(schema) if prop == "person" else _RELATIONS.get(prop)
    return intern(known or prop)


def _day(entity: Entity, prop: str, findings: Findings) -> date | None:
    return next(_days(entity, prop, findings), None)


def _days(entity: Entity, prop: str, findings: Findings) -> Iterator[date]:
    """Yield each whole day; of several for one tie the longest time counts, the safe side."""
    for text in values_of(entity, prop):
        read = read_date(text)
        if read.prefix is None:
            findings.note(f"unread date {text!r}", str(entity["id"]))
        if read.day is not None:
            yield read.day


def _note_unread(entity: Entity, read: Iterable[str], findings: Findings) -> None:
    schema, id_ = str(entity["schema"]), str(entity["id"])
    for prop in properties_of(entity):
        if prop not in _UNUSED and prop not in read:
            findings.note(f"unread property {schema} {prop}", id_)
