"""OFAC's delimited files: a primary file, and beside it aliases, addresses and spillover.

``SDN.CSV`` or ``CONS_PRIM.CSV`` has 12 columns; ``ALT``, ``ADD`` and
``COMMENTS`` have 5, 6 and 2, keyed by the same number. There is no header;
``-0-`` is null; a last line may hold the byte 0x1A alone; fields are parted by
``,``, ``@`` or ``|``. No date is stated inside.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.findings import Findings
from proscribe.sources.us.ofac.record import (
    Address,
    Alias,
    Fact,
    Party,
    Record,
    RecordSet,
    Tie,
    is_number,
    printed_name,
)
from proscribe.sources.us.ofac.remarks import read_remarks

_START = re.compile(r'\s*"?\d+"?\s*([,@|])')
# The second is the first with its last byte lost, as at the end of some copies.
_NULLS = {"-0-", "-0"}
_END_OF_FILE = "\x1a"
_WIDTHS = {12: "primary", 5: "aliases", 6: "addresses", 2: "spillover"}
_LONGEST_REMARK = 1000
_ALIAS_TYPES = {"aka": "a.k.a.", "fka": "f.k.a.", "nka": "n.k.a."}
_PARTIES = {"": Party.ENTITY, **{party.value: party for party in Party}}
_VESSEL_LABELS = (
    "Vessel Call Sign",
    "Vessel Type",
    "Vessel Tonnage",
    "Vessel Gross Registered Tonnage",
    "Vessel Flag",
    "Vessel Owner",
)
_FETCH_AGAIN = "Fetch the file again: it may have been cut or edited."

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One delimited file, told by its width.

    Attributes:
        name: File name.
        part: primary, aliases, addresses or spillover.
        rows: Line number and fields of each row.
    """

    name: str
    part: str
    rows: list[Row]


def is_delimited(text: str) -> bool:
    """Tell whether a text begins as these files do."""
    return _START.match(text) is not None


def parse_tables(files: Iterable[tuple[SnapshotFile, str]], findings: Findings) -> RecordSet:
    """Read a set of delimited files.

    Args:
        files: Each file with its text.
        findings: Takes what is not understood.

    Raises:
        QuarantineError: There is no primary file, two files are the same part,
            or a row is damaged.
    """
    tables: dict[str, Table] = {}
    for file, text in files:
        table = _table(file.name, text)
        if table.part in tables:
            raise QuarantineError(
                f"{table.name} and {tables[table.part].name} are both the {table.part} file.",
                remedy="Give the files of one edition at a time.",
            )
        tables[table.part] = table
    if "primary" not in tables:
        raise QuarantineError(
            f"the primary file is missing: only {', '.join(sorted(tables))} were given.",
            remedy="Add SDN.CSV or CONS_PRIM.CSV, which names the parties.",
        )
    return _join(tables, findings)


def _table(name: str, text: str) -> Table:
    start = _START.match(text)
    delimiter = "," if start is None else start.group(1)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = list(_rows(name, reader))
    part = _WIDTHS.get(len(rows[0][1])) if rows else None
    if part is None:
        width = len(rows[0][1]) if rows else 0
        raise QuarantineError(
            f"a row has {width} columns; OFAC's files have 12, 5, 6 or 2.",
            where=Place(file=name, line=1),
            remedy="Give OFAC's CSV files as published.",
        )
    for line, row in rows:
        if _WIDTHS.get(len(row)) != part or not is_number(row[0]):
            raise QuarantineError(
                f"a row of the {part} file is damaged: {len(row)} columns, number {row[0]!r}.",
                where=Place(file=name, line=line),
                remedy=_FETCH_AGAIN,
            )
    return Table(name=name, part=part, rows=rows)


def _rows(name: str, reader: Iterable[list[str]]) -> Iterator[Row]:
    line = 0
    try:
        for line, row in enumerate(reader, 1):
            if row and row != [_END_OF_FILE]:
                yield line, [_cell(value) for value in row]
    except csv.Error as error:
        raise QuarantineError(
            f"the file is no CSV from here on ({error}).",
            where=Place(file=name, line=line + 1),
            remedy=_FETCH_AGAIN,
        ) from error


def _cell(value: str) -> str:
    return "" if value.strip() in _NULLS else value


_WITHOUT_ALIASES = (
    "the file of other names (ALT) was not given with this edition, so who is listed under another "
    "name is not found by it"
)


def _join(tables: dict[str, Table], findings: Findings) -> RecordSet:
    primary = tables["primary"]
    spilled = {row[0]: row[1] for _, row in _rows_of(tables, "spillover")}
    records: dict[str, Record] = {}
    cut = 0
    for line, row in primary.rows:
        record = _record(primary.name, line, row, findings)
        if record.uid in records:
            raise QuarantineError(
                f"the number {record.uid} stands twice.",
                where=Place(file=primary.name, line=line),
                remedy=_FETCH_AGAIN,
            )
        records[record.uid] = record
        cut += _read_remarks(record, row[11], spilled)
        _drop_title(record)
    _report_strays(spilled, findings)
    _add_aliases(tables, records, findings)
    _add_addresses(tables, records, findings)
    _settle_links(records.values())
    extras = [("parts", " ".join(sorted(tables)))]
    if cut:
        extras.append(("remarks cut at 1,000 characters, for want of the spillover file", str(cut)))
    return RecordSet(
        records=list(records.values()),
        published=None,
        stated=None,
        part=None if "aliases" in tables else _WITHOUT_ALIASES,
        extras=tuple(extras),
    )


def _rows_of(tables: dict[str, Table], part: str) -> list[Row]:
    table = tables.get(part)
    return [] if table is None else table.rows


def _record(name: str, line: int, row: list[str], findings: Findings) -> Record:
    uid, printed, kind = row[0], " ".join(row[1].split()), row[2].strip()
    if not printed:
        raise QuarantineError(
            f"the entry {uid} has no name.",
            where=Place(file=name, line=line, column="SDN_Name"),
            remedy=_FETCH_AGAIN,
        )
    party = _PARTIES.get(kind)
    if party is None:
        findings.note(f"unknown type {kind!r}", uid)
    record = Record(
        uid=uid,
        locator=f"{name} line {line}",
        party=party,
        name=printed_name(printed, party),
        programs=[tag.strip() for tag in row[3].split("] [") if tag.strip()],
        title=row[4].strip() or None,
    )
    values = zip(_VESSEL_LABELS, islice(row, 5, 11), strict=True)
    record.facts.extend(Fact(label, " ".join(value.split())) for label, value in values if value)
    return record


def _read_remarks(record: Record, text: str, spilled: dict[str, str]) -> bool:
    """Read the remarks with their spillover; tell whether they remain cut."""
    if len(text) < _LONGEST_REMARK:
        read_remarks(record, text)
        return False
    rest = spilled.pop(record.uid, None)
    read_remarks(record, text + (rest or ""), cut=rest is None)
    return rest is None


def _drop_title(record: Record) -> None:
    """Drop from the free text the title, which these files print in the remarks as well."""
    repeated = {" ".join(part.split()) for part in (record.title or "").split(";")}
    record.notes = [note for note in record.notes if note not in repeated]


def _report_strays(spilled: dict[str, str], findings: Findings) -> None:
    for uid in spilled:
        findings.note("spillover of no cut remark: the file is of another day than the others", uid)


def _add_aliases(tables: dict[str, Table], records: dict[str, Record], findings: Findings) -> None:
    for _, (uid, _, kind, name, note) in _rows_of(tables, "aliases"):
        record = records.get(uid)
        relation = _ALIAS_TYPES.get(kind.strip())
        if record is None:
            findings.note("alias of no entry: the file is of another day than the others", uid)
        elif relation is None:
            findings.note(f"unknown alias type {kind!r}", uid)
        elif name.strip():
            alias = printed_name(" ".join(name.split()), record.party)
            record.aliases.append(Alias(alias, relation, weak=False))
        if note:
            findings.note(f"unread alias remark {note!r}", uid)


def _add_addresses(
    tables: dict[str, Table], records: dict[str, Record], findings: Findings
) -> None:
    for _, (uid, _, street, town, country, note) in _rows_of(tables, "addresses"):
        record = records.get(uid)
        line = ", ".join(" ".join(part.split()) for part in (street, town) if part.strip())
        if record is None:
            findings.note("address of no entry: the file is of another day than the others", uid)
        elif line or country:
            record.addresses.append(Address(line, country.strip() or None))
        if note:
            findings.note(f"unread address remark {note!r}", uid)


def _settle_links(records: Iterable[Record]) -> None:
    """Decide by the names in the file whether a full stop is a link's own."""
    held = list(records)
    names = {record.name.filed for record in held}
    for record in held:
        record.links = [Tie(_settled(tie.name, names)) for tie in record.links]


def _settled(name: str, names: set[str]) -> str:
    spellings = (name, name.removesuffix("."), f"{name}.")
    return next((spelling for spelling in spellings if spelling in names), name)
