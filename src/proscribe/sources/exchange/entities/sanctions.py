"""Designations as others copy them from the lists of authorities (schema ``Sanction``)."""

from __future__ import annotations

import re
from datetime import date
from sys import intern

from proscribe.model.listing import Designation, Ending, EndKind, Measure, StatedReason
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.exchange.entities.files import Entity, properties_of, values_of
from proscribe.sources.findings import Findings

# A copy is not the list: its designations stand under a name of their own, so that no rule of law
# that rests on the list itself takes them for it.
PREFIX = "ftm"
_UNNAMED = "UNNAMED"
# Only where the text can mean no other body.
_AUTHORITIES = {
    "us-ofac": ("office of foreign assets control", "us ofac", "ofac"),
    "un-sc": (
        "united nations security council",
        "united nations security council (unsc)",
        "un security council",
    ),
    "eu-council": ("council of the european union", "european council"),
    "gb-hmt": (
        "hm treasury",
        "office of financial sanctions implementation",
        "office of financial sanctions implementation (ofsi)",
    ),
    "gb-fcdo": (
        "foreign, commonwealth & development office",
        "foreign, commonwealth and development office",
    ),
    "ch-seco": (
        "state secretariat for economic affairs",
        "state secretariat for economic affairs (seco)",
        "seco",
    ),
    "ca-gac": ("global affairs canada",),
    "au-dfat": (
        "australian department of foreign affairs and trade",
        "department of foreign affairs and trade (australia)",
    ),
    "us-bis": ("bureau of industry and security",),
    "us-dod": ("us department of defense", "united states department of defense"),
    "worldbank": ("world bank", "the world bank", "world bank group"),
}
_KEYS = {text: key for key, texts in _AUTHORITIES.items() for text in texts}
_MEASURES = (
    (re.compile(r"asset\w* freez|freez\w* (?:of )?(?:funds|assets)|block(?:ed|ing)", re.IGNORECASE),
     Measure.ASSET_FREEZE),
    (re.compile(r"travel ban|entry ban|visa", re.IGNORECASE), Measure.TRAVEL_BAN),
    (re.compile(r"arms embargo", re.IGNORECASE), Measure.ARMS_EMBARGO),
    (re.compile(r"invest", re.IGNORECASE), Measure.INVESTMENT_BAN),
    (re.compile(r"debt|equity", re.IGNORECASE), Measure.DEBT_EQUITY_LIMITS),
    (re.compile(r"correspondent|payable", re.IGNORECASE), Measure.CORRESPONDENT_ACCOUNT_BAN),
    (re.compile(r"export", re.IGNORECASE), Measure.EXPORT_CONTROL),
    (re.compile(r"import", re.IGNORECASE), Measure.IMPORT_BAN),
    (re.compile(r"debar|procurement", re.IGNORECASE), Measure.DEBARMENT),
    (re.compile(r"port entry|transport|vessel|flight", re.IGNORECASE), Measure.TRANSPORT_BAN),
    (re.compile(r"trade", re.IGNORECASE), Measure.TRADE_RESTRICTION),
)  # fmt: skip
_READ = frozenset(
    {
        "authority", "authorityId", "description", "duration", "endDate", "entity", "listingDate",
        "program", "programId", "programUrl", "provisions", "reason", "recordId", "startDate",
        "status", "summary", "unscId", "sourceUrl", "date",
    }
)  # fmt: skip
# Of the producer's own work, not of the designation; the country is that of the authority.
_UNUSED = frozenset(
    {
        "alephUrl", "country", "indexText", "modifiedAt", "namesMentioned", "proof", "publisher",
        "publisherUrl", "retrievedAt",
    }
)  # fmt: skip
_ENDLESS_YEAR = 2900
_SLUG = re.compile(r"[^a-z0-9]+")


def designations_of(
    entity: Entity, published: Moment | None, findings: Findings
) -> tuple[Designation, ...]:
    """Return the designation an entity states, once for each programme it names.

    Args:
        entity: Of schema ``Sanction``.
        published: When the edition was published, where it says so.
        findings: Where what is not read is noted.
    """
    id_ = str(entity["id"])
    for prop in properties_of(entity):
        if prop not in _READ and prop not in _UNUSED:
            findings.note(f"unread property Sanction {prop}", id_)
    listed = _first_day(entity, "listingDate", findings)
    begins = _first_day(entity, "startDate", findings)
    last = _first_day(entity, "endDate", findings, last=True)
    numbers = values_of(entity, "authorityId") or values_of(entity, "recordId")
    programs = values_of(entity, "program") or values_of(entity, "programId") or [_UNNAMED]
    return tuple(
        Designation(
            authority=_authority(values_of(entity, "authority")),
            program=intern(program),
            authority_id=", ".join(sorted(numbers)) or None,
            listed_on=listed,
            effective_on=begins,
            measures=_measures(values_of(entity, "provisions")),
            legal_basis=tuple(map(intern, sorted(values_of(entity, "programId")))),
            reasons=_reasons(entity, (listed, begins, last)),
            ended=_ended(last, published),
        )
        for program in sorted(programs)
    )


def properties_of_holder(entity: Entity) -> tuple[tuple[str, str], ...]:
    """Return what a ``Sanction`` says of its subject: the property, and the value."""
    pairs = [("unscId", value) for value in values_of(entity, "unscId")]
    urls = values_of(entity, "sourceUrl") + values_of(entity, "programUrl")
    return (*pairs, *(("sourceUrl", intern(value)) for value in urls))


def _authority(named: list[str]) -> str:
    keys = {_KEYS.get(" ".join(text.lower().split())) or _slug(text) for text in named}
    return intern(":".join([PREFIX, *sorted(keys)][:2]))


def _slug(text: str) -> str:
    return _SLUG.sub("-", text.lower()).strip("-") or "unnamed"


def _measures(provisions: list[str]) -> tuple[Measure, ...]:
    found = {measure for text in provisions for said, measure in _MEASURES if said.search(text)}
    return tuple(sorted(found))


def _reasons(entity: Entity, days: tuple[date | None, ...]) -> tuple[StatedReason, ...]:
    """Return the texts of a designation, and what no other field says in full."""
    texts = [
        text
        for prop in ("reason", "summary", "description", "provisions")
        for text in sorted(values_of(entity, prop))
    ]
    texts += [
        f"{prop} {text}"
        for prop in ("status", "duration", "date")
        for text in sorted(values_of(entity, prop))
    ]
    texts += [
        f"{prop} {text}"
        for prop, day in zip(("listingDate", "startDate", "endDate"), days, strict=True)
        for text in sorted(values_of(entity, prop))
        if read_date(text).day is None or read_date(text).day != day
    ]
    cleaned = dict.fromkeys(" ".join(text.split()) for text in texts)
    return tuple(StatedReason(text=intern(text)) for text in cleaned)


def _first_day(entity: Entity, prop: str, findings: Findings, *, last: bool = False) -> date | None:
    """Return the earliest whole day of a property; a month or year alone is no day."""
    days: list[date] = []
    for text in values_of(entity, prop):
        read = read_date(text)
        if read.prefix is None:
            findings.note(f"unread date {text!r}", str(entity["id"]))
        elif read.day is not None:
            days.append(read.day)
    if not days:
        return None
    return max(days) if last else min(days)


def _ended(day: date | None, published: Moment | None) -> Ending | None:
    if day is None or day.year >= _ENDLESS_YEAR:
        return None
    on = Moment(day=day)
    # What the producer knew when the end became known is not said: it was by that day.
    return Ending(on=on, published=published or on, kind=EndKind.EXPIRED)
