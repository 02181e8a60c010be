"""One edition of an OFAC list, in whatever format its snapshot holds it."""

from __future__ import annotations

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile
from proscribe.sources.findings import Findings
from proscribe.sources.us.ofac import advanced_xml, enhanced_xml, legacy_xml
from proscribe.sources.us.ofac.builder import ListRules, build_listing
from proscribe.sources.us.ofac.csv_set import is_delimited, parse_tables
from proscribe.sources.us.ofac.list_days import are_on
from proscribe.sources.us.ofac.programs import NON_BLOCKING, canonical
from proscribe.sources.us.ofac.record import Record, RecordSet
from proscribe.sources.xml import looks_like_xml, root_name

_XML = {
    legacy_xml.ROOT: legacy_xml.parse_legacy,
    advanced_xml.ROOT: advanced_xml.parse_advanced,
    enhanced_xml.ROOT: enhanced_xml.parse_enhanced,
}
_FORMATS = "OFAC's delimited files, its XML, Advanced XML and Enhanced XML are read"
_FETCH_AGAIN = "Fetch the list again and compare it with the publisher's."


def parse_edition(snapshot: Snapshot, rules: ListRules) -> ParsedEdition:
    """Read an edition in any of OFAC's formats, told apart by content.

    Args:
        snapshot: One XML file, or a primary CSV file with any of those beside it.
        rules: Which list it must be.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    findings = Findings()
    held = _read(snapshot.files, findings)
    _check_records(held, snapshot.files[0].name)
    _check_list(held, rules, snapshot.files[0].name)
    listings = tuple(
        (build_listing(record, rules, findings), record.locator)
        for record in held.records
        if not held.lists or are_on(record.list_days, blocking=rules.blocking)
    )
    return ParsedEdition(
        listings=listings,
        published=held.published,
        records=len(listings),
        stated_records=held.stated,
        warnings=findings.sentences(),
        complete=held.part is None,
        note=held.part,
        extras=held.extras,
    )


def _read(files: tuple[SnapshotFile, ...], findings: Findings) -> RecordSet:
    if any(looks_like_xml(file.content) for file in files):
        if len(files) > 1:
            raise QuarantineError(
                f"{len(files)} files were given together, and one is XML.",
                where=Place(file=files[0].name),
                remedy="Give one XML file, or the CSV files of one edition.",
            )
        return _read_xml(files[0], findings)
    return parse_tables([(file, _text(file)) for file in files], findings)


def _read_xml(file: SnapshotFile, findings: Findings) -> RecordSet:
    root = root_name(file)
    parse = _XML.get(root)
    if parse is None:
        raise QuarantineError(
            f"the XML has the root {root!r}, which is none of OFAC's lists as they are read here.",
            where=Place(file=file.name),
            remedy=f"{_FORMATS}.",
        )
    return parse(file, findings)


def _text(file: SnapshotFile) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if is_delimited(text):
            return text
    raise QuarantineError(
        "the file is in no format of OFAC's lists.",
        where=Place(file=file.name, line=1),
        remedy=f"{_FORMATS}.",
    )


def _check_records(held: RecordSet, name: str) -> None:
    count = len(held.records)
    if count == 0 or held.stated not in {None, count}:
        claimed = "" if held.stated is None else f" but claims {held.stated}"
        raise QuarantineError(
            f"the list holds {count} entries{claimed}: part of it is missing.",
            where=Place(file=name),
            remedy=_FETCH_AGAIN,
        )
    seen: set[str] = set()
    for record in held.records:
        if record.uid in seen:
            raise QuarantineError(
                f"the number {record.uid} stands twice.",
                where=Place(file=name),
                remedy=_FETCH_AGAIN,
            )
        seen.add(record.uid)


def _check_list(held: RecordSet, rules: ListRules, name: str) -> None:
    """Refuse the other list under this one's key: it would end every designation of this one."""
    others = sum(1 for record in held.records if _is_of_lists_that_block_nothing(record))
    if held.lists:
        is_right = are_on(held.lists, blocking=rules.blocking)
        seen = f"the file says it holds {', '.join(sorted(held.lists))}"
    else:
        is_right = (2 * others <= len(held.records)) is rules.blocking
        seen = f"{others} of {len(held.records)} entries are of lists that block nothing"
    if not is_right:
        raise QuarantineError(
            f"{seen}: this is not {rules.source}.",
            where=Place(file=name),
            remedy=f"Is it {rules.other}? Import it under that key.",
        )


def _is_of_lists_that_block_nothing(record: Record) -> bool:
    if any(canonical(tag) in NON_BLOCKING for tag in record.programs):
        return True
    return any(" Directive " in fact.label for fact in record.facts)
