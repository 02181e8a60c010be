"""UN Security Council consolidated list: one XML file of everyone listed by any committee.

A delisting is not announced in it: the record is gone from the next file. Ids are the list's
own record numbers (``DATAID``), which have stayed the same since before the permanent
reference numbers (``QDi.001``) came in; those are the authority's number of the designation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from proscribe.model.errors import InputError, Place, QuarantineError
from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.model.time import Moment, parse_day, parse_moment
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings
from proscribe.sources.numbers import whole_number
from proscribe.sources.un.consolidated.record import ListRules, read_record
from proscribe.sources.un.consolidated.references import reference_in
from proscribe.sources.xml import local_name, root_name, text_of, walk

_KEY = "un_sc_sanctions"
_ROOT = "CONSOLIDATED_LIST"
_SECTIONS = {"INDIVIDUALS": "INDIVIDUAL", "ENTITIES": "ENTITY"}
_DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}(?=\D|\Z)")
_FETCH_AGAIN = "Fetch the list again and compare it with the publisher's."
# Records that were given a new number while their listing went on, and the number they had:
# KPe.068 (listed 2018-03-30) is 6908682 in editions of 2021 and 6908967 in those of 2026.
_RENUMBERED = {"6908967": "6908682"}


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition of the consolidated XML.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    file = _only_file(snapshot)
    root = root_name(file)
    if root != _ROOT:
        raise QuarantineError(
            f"the XML has the root {root!r}, not {_ROOT}: this is not the UN consolidated list.",
            where=Place(file=file.name),
            remedy="Fetch https://scsanctions.un.org/resources/xml/en/consolidated.xml.",
        )
    findings = Findings()
    for _, element in walk(file, _ROOT):
        published = _generated(element, file)
        records = [*_records(element, file, findings)]
        listings = tuple(_listings(records, file, findings))
        return ParsedEdition(
            listings=listings,
            published=published,
            records=len(listings),
            warnings=findings.sentences(),
        )
    raise QuarantineError("the file holds no list.", where=Place(file=file.name))


def _only_file(snapshot: Snapshot) -> SnapshotFile:
    if len(snapshot.files) > 1:
        raise QuarantineError(
            f"{len(snapshot.files)} files were given together; an edition is one XML file.",
            where=Place(file=snapshot.files[0].name),
            remedy="Give each edition by itself.",
        )
    return snapshot.files[0]


def _generated(element: etree._Element, file: SnapshotFile) -> Moment | None:
    """Return when the file was generated: an instant where it has an offset, else the day."""
    text = (element.get("dateGenerated") or "").strip()
    if not text:
        return None
    try:
        return parse_moment(text)
    except InputError as error:
        day = _DATE_ONLY.match(text)
        try:
            return Moment(day=parse_day(day.group() if day else ""))
        except InputError:
            raise QuarantineError(
                f"dateGenerated is {text!r}, which is neither a day nor an instant.",
                where=Place(file=file.name, column="dateGenerated"),
                remedy=_FETCH_AGAIN,
            ) from error


def _records(
    root: etree._Element, file: SnapshotFile, findings: Findings
) -> Iterator[etree._Element]:
    """Yield every record; report a section or a record of a kind that is not known."""
    found = False
    for section in root:
        wanted = _SECTIONS.get(local_name(section))
        if wanted is None:
            findings.note(f"unread section {local_name(section)}", "")
            continue
        for record in section:
            if local_name(record) == wanted:
                found = True
                yield record
            else:
                findings.note(
                    f"unread record {local_name(section)}/{local_name(record)}", text_of(record)
                )
    if not found:
        raise QuarantineError(
            "the list holds no record: part of it is missing.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )


def _listings(
    records: list[etree._Element], file: SnapshotFile, findings: Findings
) -> Iterator[tuple[Listing, str]]:
    numbers: dict[str, str] = {}
    by_reference: dict[str, str] = {}
    for record in records:
        fields = Fields(record, file.name)
        number = fields.text("DATAID")
        if whole_number(number) is None:
            raise fields.error(
                "a record has no number (DATAID), so it could be anyone's.", _FETCH_AGAIN
            )
        number = _RENUMBERED.get(number, number)
        if number in numbers:
            raise fields.error(f"the number {number} stands twice.", _FETCH_AGAIN)
        numbers[number] = number
        reference = reference_in(fields.text("REFERENCE_NUMBER"))
        if reference is not None:
            by_reference[reference] = f"{_KEY}-{number}"
    rules = ListRules(key=_KEY, authority="un-sc", by_reference=by_reference)
    for number, record in zip(numbers, records, strict=True):
        listing = read_record(Fields(record, file.name), number, rules, findings)
        yield listing, f"{local_name(record)} DATAID={number}"


SOURCE = Source(
    key=_KEY,
    authority="un-sc",
    title="UN Security Council consolidated list",
    url="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
    habit_days=60,
    parse=parse,
)
