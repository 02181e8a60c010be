"""Rows copied from OFAC's lists, read as OFAC's own files are.

What the copy leaves out stays out: it says neither which other names are weak or former
nor from when an entry stands where OFAC's own file does not print that. Its other names are
therefore weak, and OFAC's own lists say better.
"""

from __future__ import annotations

import re
from dataclasses import replace

from proscribe.model.listing import Listing
from proscribe.sources.dates import read_date
from proscribe.sources.findings import Findings
from proscribe.sources.table import Row
from proscribe.sources.us.csl.lists import CopiedList
from proscribe.sources.us.csl.numbers import read_ids
from proscribe.sources.us.ofac.builder import ListRules, build_listing
from proscribe.sources.us.ofac.countries import is_country, spelling_of
from proscribe.sources.us.ofac.dates import written
from proscribe.sources.us.ofac.record import Address, Alias, Fact, Party, Record, printed_name
from proscribe.sources.us.ofac.remarks import read_remarks

_PARTED = re.compile(r";\s+")
_COUNTRY = re.compile(r"(?:(.*), )?([A-Z]{2})\Z", re.DOTALL)
_COLUMNS = {
    "call_sign": "Vessel Call Sign",
    "vessel_type": "Vessel Type",
    "gross_tonnage": "Vessel Tonnage",
    "gross_registered_tonnage": "Vessel Gross Registered Tonnage",
    "vessel_owner": "Vessel Owner",
}
_COUNTRIES = {"citizenships": "citizen", "nationalities": "nationality"}
# Flags by a spelling that OFAC's own files do not use.
_FLAGS = {
    "British Virgin Islands": "Virgin Islands, British",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
}
# The copy writes the list's name for the programme: which it is, the labels of its measures say.
_MENU = "MBS"
_MENU_PROGRAMS = {"14024": "RUSSIA-EO14024", "CAATSA": "CAATSA - RUSSIA"}
_PARTIES = {"": None, **{party.value: party for party in Party}}


def read_row(
    row: Row, copied: CopiedList, source: str, findings: Findings, *, label_last: bool
) -> Listing:
    """Return the listing of a row of one of OFAC's lists.

    Args:
        row: The row, whose columns are taken.
        copied: The list it is copied from.
        source: Key of the source.
        findings: Takes what is not understood.
        label_last: Whether labels stand behind their values.
    """
    uid = row.text("entity_number")
    own, other = "us_ofac_sdn", "us_ofac_cons"
    if not copied.blocking:
        own, other = other, own
    rules = ListRules(
        source=source, other=other, authority=copied.authority, blocking=copied.blocking
    )
    record = _record(row, uid, findings, label_last=label_last)
    listing = build_listing(record, rules, findings)
    return replace(listing, same_as=tuple(sorted({*listing.same_as, f"{own}-{uid}"})))


def _record(row: Row, uid: str, findings: Findings, *, label_last: bool) -> Record:
    kind, title = row.text("type"), row.text("title")
    party = _PARTIES.get(kind.lower())
    if party is None:
        findings.note(f"unknown type {kind!r}", uid)
    record = Record(
        uid=uid,
        locator=row.locator,
        party=party,
        name=printed_name(" ".join(row.text("name").split()), party),
        programs=[tag for tag in _PARTED.split(row.text("programs")) if tag],
        title=" ".join(title.split()) or None,
    )
    for name in filter(None, _PARTED.split(row.text("alt_names"))):
        alias = printed_name(" ".join(name.split()), party)
        record.aliases.append(Alias(alias, "a.k.a.", weak=True))
    read_remarks(record, row.text("remarks"))
    facts, unread = read_ids(row.text("ids"), label_last=label_last)
    for fact, code in facts:
        record.facts.append(replace(fact, country=None if code is None else _spelling(code)))
    for part in unread:
        findings.note(f"unknown id {part.rpartition(', ')[2]!r}", uid)
        record.notes.append(part)
    _add_columns(record, row)
    record.addresses += [_address(part) for part in _PARTED.split(row.text("addresses")) if part]
    _settle_menu(record)
    return record


def _add_columns(record: Record, row: Row) -> None:
    for column, label in _COLUMNS.items():
        value = row.text(column)
        if value:
            record.facts.append(Fact(label, " ".join(value.split())))
    flag = row.text("vessel_flag")
    if flag:
        record.facts.append(Fact("Vessel Flag", _FLAGS.get(flag, flag)))
    for column, label in _COUNTRIES.items():
        codes = filter(None, _PARTED.split(row.text(column)))
        record.facts += [Fact(label, _spelling(code)) for code in codes]
    born = filter(None, _PARTED.split(row.text("dates_of_birth")))
    record.facts += [Fact("DOB", _ofac_date(day)) for day in born]
    places = filter(None, _PARTED.split(row.text("places_of_birth")))
    record.facts += [Fact("POB", place) for place in places]


def _settle_menu(record: Record) -> None:
    """Name the programme where the copy prints the list that chooses from its measures."""
    for mark, program in _MENU_PROGRAMS.items():
        if _MENU in record.programs and any(mark in fact.label for fact in record.facts):
            tags = [program if tag == _MENU else tag for tag in record.programs]
            record.programs = list(dict.fromkeys(tags))


def _address(text: str) -> Address:
    match = _COUNTRY.match(text)
    spelling = None if match is None else _spelling(match.group(2))
    if match is None or spelling is None or not is_country(spelling):
        return Address(" ".join(text.split()), None)
    return Address(" ".join((match.group(1) or "").split()), spelling)


def _spelling(code: str) -> str:
    """Return OFAC's spelling of a country; an unknown code stays, and is reported."""
    return spelling_of(code.lower()) or code


def _ofac_date(text: str) -> str:
    """Write an ISO day as OFAC does; ``circa 1958`` and ``1958 to 1960`` it writes alike."""
    read = read_date(text)
    return text if read.day is None else written(read.day)
