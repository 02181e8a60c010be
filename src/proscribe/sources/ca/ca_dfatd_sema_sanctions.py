"""Canada's Consolidated Autonomous Sanctions List: persons, entities and ships.

One XML file of all that stand in the schedules to regulations under the Special Economic
Measures Act and the Justice for Victims of Corrupt Foreign Officials Act. A removal is not
announced: the record is gone from the next file. The file states no day of its own.

**Ids.** The list has none. What cites a record is its place in the law: regulations, schedule
and item. An item that is repealed is left empty and its number is not given out again, so the
place, with the kind of the subject, is the id, and stays when a spelling is corrected. A
further record at the same place, and one without an item, adds a hash of its name. The first
schedule has been printed as ``1``, as ``1, Part 1``, as ``N/A`` and not at all; it is one.

**Country** is the regime, not where the subject is from, so it becomes the programme and
never a nationality. Regulations under both acts forbid dealing in any property of those in
their schedules, which is an asset freeze, with exceptions: the second and third schedule on
Russia, and the banks that the regulations on Belarus name outside a schedule, are barred from
new debt and securities alone, and of ships it is not property but dealings with the ship that
are restricted, which is left unnamed. What else regulations forbid is not in this list.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from rigour.ids.imo import IMO

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Designation, Measure, NameKind, ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.sources.ca.sema.names import aliases, entity_names
from proscribe.sources.ca.sema.regimes import english_half, halves, regime_of
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings
from proscribe.sources.xml import root_name, walk

_KEY = "ca_dfatd_sema_sanctions"
_ROOT, _RECORD = "data-set", "record"
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."
_NO_SCHEDULE = {"", "n/a"}
_FIRST_PART = re.compile(r",?\s*part\s+1\Z", re.IGNORECASE)
_HASH_LENGTH = 10
# Regime and schedule whose subjects are not frozen; those outside any schedule have none.
_DEBT_LIMITS = {("ru", "2"), ("ru", "3"), ("by", "")}
# Names of the fields: at first, and since the list holds ships.
_FIELDS = {
    "country": ("Country", "Country-Pays"),
    "surname": ("LastName", "LastName-NomDeFamille"),
    "given": ("GivenName", "GivenName-Prenom"),
    "entity": ("Entity", "EntityOrShip", "EntityOrShip-EntiteOuNavire"),
    "aliases": ("Aliases", "Aliases-Alias"),
    "title": ("Title", "TitleOrShip", "TitleOrShipType", "TitleOrShipType-TitreOuTypeDeNavire"),
    "imo": ("ShipIMONumber", "ShipIMONumber-NumeroOMIDuNavire"),
    "born": (
        "DateOfBirth",
        "DateOfBirthOrShipBuildDate",
        "DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire",
    ),
    "schedule": ("Schedule", "Schedule-Annexe"),
    "item": ("Item", "Item-NumeroDarticle"),
    "listed": ("DateOfListing", "DateOfListing-DateDinscription"),
}


@dataclass(frozen=True, slots=True)
class _Begun:
    """A listing in the making, where it stands, and its name as ids take it."""

    draft: Draft
    locator: str
    normal_name: str


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition in either layout.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"an edition of {_KEY} is one file, not {len(snapshot.files)}.",
            remedy="Give sema-lmes.xml alone.",
        )
    (file,) = snapshot.files
    root = root_name(file)
    if root != _ROOT:
        raise QuarantineError(
            f"this is not {_KEY}: its root is {root}, that of the list is {_ROOT}.",
            where=Place(file=file.name, column=root),
            remedy="Give it under the key of its own source, or fetch the list again.",
        )
    return _parse_records(file)


def _parse_records(file: SnapshotFile) -> ParsedEdition:
    findings, drafts = Findings(), dict[str, _Begun]()
    records = 0

    def other(name: str) -> None:
        findings.note(f"unread field {name}", "the file")

    for _, element in walk(file, _RECORD, other=other):
        records += 1
        fields = Fields(element, file.name)
        _read_record(fields, drafts, findings, f"{_RECORD} {records}")
    if not drafts:
        raise QuarantineError(
            "the file holds no record: to take it for the list would end every designation.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )
    return ParsedEdition(
        listings=tuple((begun.draft.build(), begun.locator) for begun in drafts.values()),
        published=None,
        records=records,
        warnings=findings.sentences(),
    )


def _read_record(
    fields: Fields, drafts: dict[str, _Begun], findings: Findings, locator: str
) -> None:
    held = {
        field: " ".join(filter(None, (fields.text(name) for name in names)))
        for field, names in _FIELDS.items()
    }
    name = held["entity"] or " ".join(filter(None, (held["given"], held["surname"])))
    if not held["country"]:
        raise fields.error(
            "a record names no regime (Country), so it is not known what it is listed under.",
            _FETCH_AGAIN,
        )
    if not name:
        raise fields.error("a record has no name, so nobody could be told by it.", _FETCH_AGAIN)
    schema = _schema(held)
    id_ = _id(held, schema, name, drafts)
    if id_ in drafts:
        findings.note("printed twice at one place of a schedule", id_)
    begun = _Begun(Draft(id=id_, schema=schema, findings=findings), locator, _normal(name))
    draft = drafts.setdefault(id_, begun).draft
    _add_names(draft, held, name)
    _add_facts(draft, held)
    draft.designations.append(_designation(draft, held))
    draft.designations = list(dict.fromkeys(draft.designations))
    fields.close(findings, id_)


def _schema(held: dict[str, str]) -> str:
    if not held["entity"]:
        return "Person"
    return "Vessel" if held["imo"] or held["title"] else "Organization"


def _id(held: dict[str, str], schema: str, name: str, drafts: dict[str, _Begun]) -> str:
    program = english_half(held["country"])
    regime = regime_of(program)
    place = (regime.key if regime is not None else program, _schedule(held), held["item"])
    slugs = (re.sub(r"[^\w.]+", "-", part.lower()).strip("-") for part in (*place, schema))
    id_ = f"{_KEY}-{'-'.join(filter(None, slugs))}"
    if held["item"] and (id_ not in drafts or drafts[id_].normal_name == _normal(name)):
        return id_
    digest = hashlib.sha256(_normal(name).encode()).hexdigest()[:_HASH_LENGTH]
    return f"{id_}-{digest}"


def _normal(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _schedule(held: dict[str, str]) -> str:
    schedule = held["schedule"]
    return "1" if schedule.lower() in _NO_SCHEDULE else _FIRST_PART.sub("", schedule)


def _add_names(draft: Draft, held: dict[str, str], name: str) -> None:
    if held["entity"]:
        for each in entity_names(held["entity"]):
            draft.name(each.text, each.kind, each.lang)
        for part in ("given", "surname"):
            if held[part]:
                draft.note(f"an entity with a {part} name")
                draft.keep(held[part])
    else:
        draft.name(name, NameKind.PRIMARY)
        draft.put("firstName", held["given"])
        draft.put("lastName", held["surname"])
    for each in aliases(held["aliases"], given=held["given"], surname=held["surname"]):
        draft.name(each.text, each.kind, each.lang)
    if "," in held["aliases"]:
        draft.keep(f"aliases as printed: {held['aliases']}")


def _add_facts(draft: Draft, held: dict[str, str]) -> None:
    if draft.schema == "Vessel":
        draft.put("type", *halves(held["title"]))
        _add_imo(draft, held["imo"])
    else:
        draft.put("title", *halves(held["title"]))
        draft.keep(f"IMO number {held['imo']}" if held["imo"] else None)
    prop = {"Person": "birthDate", "Vessel": "buildDate"}.get(draft.schema, "incorporationDate")
    alternatives = re.split(r"\s+(?:or|ou)\s+|\s*/\s*", held["born"])
    if len(alternatives) > 1 and all(read_date(each).prefix for each in alternatives):
        for each in alternatives:
            draft.put_date(prop, each)
    else:
        draft.put_date(prop, held["born"])


def _add_imo(draft: Draft, text: str) -> None:
    digits = re.sub(r"\D", "", text)
    if text and IMO.is_valid(digits):
        draft.put("imoNumber", digits)
    elif text:
        draft.note("an IMO number whose check digit is wrong")
        draft.keep(f"IMO number {text}")


def _designation(draft: Draft, held: dict[str, str]) -> Designation:
    program = english_half(held["country"])
    regime = regime_of(program)
    if regime is None:
        draft.note(f"unknown programme {program!r}")
    listed_on = read_date(held["listed"]).day
    if held["listed"] and listed_on is None:
        draft.note(f"unread date of listing {held['listed']!r}")
        draft.keep(f"date of listing {held['listed']}")
    schedule = held["schedule"] if held["schedule"].lower() not in _NO_SCHEDULE else ""
    place = ", ".join(
        f"{label} {value}"
        for label, value in (("Schedule", schedule), ("item", held["item"]))
        if value
    )
    regulations = "" if regime is None else regime.regulations
    basis = ", ".join(filter(None, (regulations, place)))
    return Designation(
        authority="ca-gac",
        program=program,
        authority_id=place or None,
        listed_on=listed_on,
        measures=(_measure(draft, held, "" if regime is None else regime.key),),
        legal_basis=(basis,) if basis else (),
    )


def _measure(draft: Draft, held: dict[str, str], regime: str) -> Measure:
    schedule = _schedule(held) if held["item"] else ""
    if (regime, schedule) in _DEBT_LIMITS:
        return Measure.DEBT_EQUITY_LIMITS
    return Measure.OTHER if draft.schema == "Vessel" else Measure.ASSET_FREEZE


SOURCE = Source(
    key=_KEY,
    authority="ca-gac",
    title="Canada's Consolidated Autonomous Sanctions List (SEMA, JVCFOA)",
    url=(
        "https://www.international.gc.ca/world-monde/assets/office_docs/"
        "international_relations-relations_internationales/sanctions/sema-lmes.xml"
    ),
    habit_days=60,
    parse=parse,
)
