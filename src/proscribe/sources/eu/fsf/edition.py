"""Reads one edition of the Financial Sanctions Files: tells the format, joins the entries."""

from __future__ import annotations

from proscribe.model.errors import InputError, Place, QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile
from proscribe.model.time import Moment, parse_moment
from proscribe.sources.element import Fields
from proscribe.sources.eu.fsf.entry import FETCH_AGAIN, SOURCE_KEY, read_entry
from proscribe.sources.eu.fsf.subject import Subject
from proscribe.sources.eu.fsf.table import read_table
from proscribe.sources.findings import Findings
from proscribe.sources.xml import looks_like_xml, root_name, walk

__all__ = ["SOURCE_KEY", "parse_edition"]

_DAY_LENGTH = len("2022-03-18")
_ROOT, _OLD_ROOT, _ENTRY = "export", "WHOLE", "sanctionEntity"


def parse_edition(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition as XML 1.1 or CSV 1.1.

    Raises:
        QuarantineError: The edition is damaged, is another list, or holds no entry.
    """
    if len(snapshot.files) != 1:
        names = ", ".join(file.name for file in snapshot.files)
        raise QuarantineError(
            f"an edition of {SOURCE_KEY} is one file, not {len(snapshot.files)} ({names}).",
            remedy="Give the XML or the CSV of the full list alone.",
        )
    (file,) = snapshot.files
    findings, subjects = Findings(), dict[str, Subject]()
    read = _read_xml if looks_like_xml(file.content) else _read_csv
    published, records = read(file, subjects, findings)
    if not subjects:
        raise QuarantineError(
            "the file holds no entry: to take it for the list would end every designation.",
            where=Place(file=file.name),
            remedy=FETCH_AGAIN,
        )
    _check_numbers(file, subjects)
    return ParsedEdition(
        listings=tuple((subject.build(), subject.locator) for subject in subjects.values()),
        published=published,
        records=records,
        warnings=findings.sentences(),
    )


def _read_xml(
    file: SnapshotFile, subjects: dict[str, Subject], findings: Findings
) -> tuple[Moment | None, int]:
    _check_root(file)
    published: Moment | None = None
    records = 0

    def other(name: str) -> None:
        findings.note(f"unread field {name}", "the file")

    for _, element in walk(file, _ENTRY, other=other):
        if published is None and (root := element.getparent()) is not None:
            published = _published(str(root.get("generationDate", "")), file)
        records += 1
        reference = element.get("euReferenceNumber", "")
        fields = Fields(element, file.name)
        read_entry(fields, subjects, findings, f"{_ENTRY} euReferenceNumber={reference}")
    if published is None:
        findings.note("no generationDate", "the file")
    return published, records


def _check_root(file: SnapshotFile) -> None:
    root = root_name(file)
    if root == _OLD_ROOT:
        raise QuarantineError(
            "this is the list in its format 1.0, which leaves out days and programmes of the"
            " designations and is no longer kept up.",
            where=Place(file=file.name, column=root),
            remedy="Fetch the full list in format 1.1 (xmlFullSanctionsList_1_1).",
        )
    if root != _ROOT:
        raise QuarantineError(
            f"this is not {SOURCE_KEY}: its root is {root}, that of the list is {_ROOT}.",
            where=Place(file=file.name, column=root),
            remedy="Give it under the key of its own source, or fetch the list again.",
        )


def _published(text: str, file: SnapshotFile) -> Moment | None:
    """Return when the file was generated, which is as soon as it was public."""
    if not text:
        return None
    try:
        day = parse_moment(text[:_DAY_LENGTH])
    except InputError as error:
        raise QuarantineError(
            f"generationDate is {text!r}, which is no moment.",
            where=Place(file=file.name, column="generationDate"),
            remedy=FETCH_AGAIN,
        ) from error
    try:
        return parse_moment(text)
    except InputError:  # without an offset: the day is all that is sure
        return day


def _read_csv(
    file: SnapshotFile, subjects: dict[str, Subject], findings: Findings
) -> tuple[Moment | None, int]:
    published, entries = read_table(file, findings)
    for fields, locator in entries:
        read_entry(fields, subjects, findings, locator)
    return published, len(entries)


def _check_numbers(file: SnapshotFile, subjects: dict[str, Subject]) -> None:
    """Refuse a file in which one subject has two reference numbers."""
    held: dict[str, Subject] = {}
    for subject in subjects.values():
        other = held.setdefault(subject.logical_id, subject) if subject.logical_id else subject
        if other is not subject:
            raise QuarantineError(
                f"the logical id {subject.logical_id} stands for both {other.reference} and"
                f" {subject.reference}: one of them would be taken for the other.",
                where=Place(file=file.name, column=subject.locator),
                remedy=FETCH_AGAIN,
            )
