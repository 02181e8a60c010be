"""SECO's consolidated list of Swiss sanctions ("Gesamtliste"): one XML file.

It holds the whole history: a target that was de-listed stays in the file, with the days of
every listing, amendment and de-listing. It is read with its end, so that one edition tells
what was in force before it. Ids are SECO's numbers (``ssid``) of the targets.

A programme is what SECO calls it in English (``Belarus``). Its sanctions sets, articles or
annexes of one ordinance, bring different measures: the number of the set is the directive,
and the ordinance and the set are the legal basis.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from proscribe.model.errors import InputError, Place, QuarantineError
from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.model.time import Moment, parse_moment
from proscribe.sources.ch.sesam.places import SesamPlace, read_place
from proscribe.sources.ch.sesam.programs import SanctionsSet, read_program
from proscribe.sources.ch.sesam.target import Register, read_target
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings
from proscribe.sources.xml import local_name, root_name, walk

_KEY = "ch_seco_sanctions"
_ROOT = "swiss-sanctions-list"
_PROGRAM, _TARGET, _PLACE = _PARTS = ("sanctions-program", "target", "place")
_WHOLE = "whole-list"
_FETCH_AGAIN = "Fetch the list again and compare it with the publisher's."


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    file = _only_file(snapshot)
    root = root_name(file)
    if root != _ROOT:
        raise QuarantineError(
            f"the XML has the root {root!r}, not {_ROOT}: this is not SECO's sanctions list.",
            where=Place(file=file.name),
            remedy=f"Fetch {SOURCE.url}.",
        )
    findings = Findings()
    register, kind, published = _read_register(file, findings)
    listings = tuple(_listings(file, register, findings))
    is_whole = kind == _WHOLE
    return ParsedEdition(
        listings=listings,
        published=published,
        records=len(listings),
        warnings=findings.sentences(),
        complete=is_whole,
        note=None if is_whole else f"SECO calls the file {kind or 'nothing'}, not {_WHOLE}.",
    )


def _only_file(snapshot: Snapshot) -> SnapshotFile:
    if len(snapshot.files) > 1:
        raise QuarantineError(
            f"{len(snapshot.files)} files were given together; an edition is one XML file.",
            where=Place(file=snapshot.files[0].name),
            remedy="Give each edition by itself.",
        )
    return snapshot.files[0]


def _parts(file: SnapshotFile, findings: Findings | None = None) -> Iterator[etree._Element]:
    """Yield what stands directly below the root, not its copies inside a target's history.

    Args:
        file: The list.
        findings: Where an element that is not known is noted; None not to look for any.
    """
    for _, element in walk(file, *_PARTS):
        parent = element.getparent()
        if parent is None or parent.getparent() is not None:
            continue
        for other in element.itersiblings(preceding=True):
            if findings is not None and local_name(other) not in _PARTS:
                findings.note(f"unread element {local_name(other)}", "")
        yield element


def _read_register(file: SnapshotFile, findings: Findings) -> tuple[Register, str, Moment | None]:
    """Read what targets refer to, which partly stands after them."""
    sets: dict[str, SanctionsSet] = {}
    places: dict[str, SesamPlace] = {}
    targets: set[str] = set()
    kind, published = "", None
    for element in _parts(file, findings):
        name, fields = local_name(element), Fields(element, file.name)
        if not (sets or places or targets):
            kind, published = _head(element.getroottree().getroot(), file)
        if name == _PROGRAM:
            sets |= {each.number: each for each in read_program(fields, findings)}
        elif name == _PLACE:
            place = read_place(fields, findings)
            places[place.number] = place
        else:
            targets.add(_number(fields, targets))
    if not targets:
        raise QuarantineError(
            "the list holds no target: part of it is missing.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )
    return Register(key=_KEY, sets=sets, places=places, targets=targets), kind, published


def _head(root: etree._Element, file: SnapshotFile) -> tuple[str, Moment | None]:
    text = (root.get("date") or "").strip()
    try:
        published = parse_moment(text) if text else None
    except InputError as error:
        raise QuarantineError(
            f"the date of the list is {text!r}, which is no day.",
            where=Place(file=file.name, column="date"),
            remedy=_FETCH_AGAIN,
        ) from error
    return (root.get("list-type") or "").strip(), published


def _number(fields: Fields, seen: set[str]) -> str:
    number = fields.attribute("ssid")
    if not number:
        raise fields.error("a target has no number (ssid), so it could be anyone's.", _FETCH_AGAIN)
    if number in seen:
        raise fields.error(f"the number {number} stands twice.", _FETCH_AGAIN)
    return number


def _listings(
    file: SnapshotFile, register: Register, findings: Findings
) -> Iterator[tuple[Listing, str]]:
    for element in _parts(file):
        if local_name(element) == _TARGET:
            listing = read_target(Fields(element, file.name), register, findings)
            yield listing, f"target ssid={element.get('ssid')}"


SOURCE = Source(
    key=_KEY,
    authority="ch-seco",
    title="SECO consolidated list of Swiss sanctions",
    url=(
        "https://www.sesam.search.admin.ch/sesam-search-web/pages/"
        "downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction"
    ),
    habit_days=21,
    parse=parse,
)
