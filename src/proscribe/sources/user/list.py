"""The user's own list: a CSV file of names and identifiers that are off limits in the house.

Columns ``id``, ``schema`` and ``name``, any identifier of securities (``isin``,
``cusip``, ``sedol``, ``figi``, ``ticker``), ``listed`` and ``reason``, and any
FollowTheMoney property. Several rows of one id give one subject several names.
Without an ``id`` column each row is a subject of its own.
"""

from __future__ import annotations

import csv
import hashlib
from io import StringIO
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, Place, QuarantineError
from proscribe.model.listing import (
    Designation,
    Listing,
    Name,
    NameKind,
    ParsedEdition,
    SecurityLine,
    SecurityType,
    StatedReason,
)
from proscribe.model.source import Snapshot, Source
from proscribe.model.time import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator

AUTHORITY, PROGRAM = "user", "LIST"
_IDENTIFIERS = ("isin", "cusip", "sedol", "figi", "ticker")
_OWN = frozenset({"id", "schema", "name", "listed", "reason", *_IDENTIFIERS})
_Rows = list[tuple[int, dict[str, str]]]


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read the list.

    Raises:
        QuarantineError: It is not one CSV file in UTF-8 with a name or an identifier column.
        InputError: A row names nothing, or a day cannot be read.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"a list of your own is one file; {len(snapshot.files)} were given.",
            remedy="Join them into one CSV file.",
        )
    file = snapshot.files[0]
    subjects: dict[str, _Rows] = {}
    for line, row in _rows(file.name, file.content):
        subjects.setdefault(_key(row, line), []).append((line, row))
    listings = tuple(_listing(key, rows, file.name) for key, rows in subjects.items())
    return ParsedEdition(listings=listings, published=None, records=len(listings))


def _rows(name: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuarantineError(
            f"the list is not in UTF-8 ({error.reason} at byte {error.start}).",
            where=Place(file=name),
            remedy="Save it as CSV in UTF-8.",
        ) from error
    reader = csv.DictReader(StringIO(text, newline=""), restkey="", restval="")
    headers = [header.strip().lower() for header in reader.fieldnames or ()]
    if not {"name", *_IDENTIFIERS} & set(headers):
        raise QuarantineError(
            "the list has no column name and none of an identifier, so it names nobody.",
            where=Place(file=name, line=1),
            remedy="Head the columns with id, schema, name, isin, ticker.",
        )
    reader.fieldnames = headers
    for row in reader:
        kept = {key: value.strip() for key, value in row.items() if isinstance(value, str)}
        if any(kept.values()):
            yield reader.line_num, kept


def _key(row: dict[str, str], line: int) -> str:
    own = row.get("id", "")
    if own:
        return own
    marks = "|".join(row.get(key, "") for key in ("name", *_IDENTIFIERS))
    return hashlib.sha256(f"{line}|{marks}".encode()).hexdigest()[:12]


def _listing(key: str, rows: _Rows, file: str) -> tuple[Listing, str]:
    line, first = rows[0]
    names = dict.fromkeys(name for _, row in rows if (name := row.get("name", "")))
    lines = tuple(security for _, row in rows if (security := _security(row)) is not None)
    if not names and not lines:
        raise InputError(
            "the row has neither a name nor an identifier.",
            where=Place(file=file, line=line),
            remedy="Fill one in, or delete the row.",
        )
    shown = tuple(names) or (lines[0].isin or lines[0].ticker or key,)
    listing = Listing(
        id=f"list-{key}",
        schema=first.get("schema") or "LegalEntity",
        names=tuple(
            Name(text=text, kind=NameKind.ALIAS if place else NameKind.PRIMARY)
            for place, text in enumerate(shown)
        ),
        properties=_properties(rows),
        designations=(_designation(first, line, file),),
        securities=lines,
    )
    return listing, f"line {line}"


def _designation(row: dict[str, str], line: int, file: str) -> Designation:
    listed, reason = row.get("listed", ""), row.get("reason", "")
    try:
        day = parse_day(listed) if listed else None
    except InputError as error:
        place = Place(file=file, line=line, column="listed")
        raise InputError(error.what, where=place, remedy=error.remedy) from error
    return Designation(
        authority=AUTHORITY,
        program=PROGRAM,
        listed_on=day,
        reasons=(StatedReason(text=reason),) if reason else (),
    )


def _security(row: dict[str, str]) -> SecurityLine | None:
    found = {key: value for key in _IDENTIFIERS if (value := row.get(key, ""))}
    if not found:
        return None
    return SecurityLine(
        type=SecurityType.OTHER,
        isin=found.get("isin"),
        cusip=found.get("cusip"),
        sedol=found.get("sedol"),
        figi=found.get("figi"),
        ticker=found.get("ticker"),
    )


def _properties(rows: _Rows) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, dict[str, None]] = {}
    for _, row in rows:
        for key, value in row.items():
            if key and key not in _OWN and value:
                found.setdefault(_PROPERTIES.get(key, key), {})[value] = None
    return tuple((key, tuple(values)) for key, values in sorted(found.items()))


_PROPERTIES = {
    "birthdate": "birthDate",
    "leicode": "leiCode",
    "lei": "leiCode",
    "registrationnumber": "registrationNumber",
}

SOURCE = Source(
    key="list",
    authority=AUTHORITY,
    title="Your own list",
    habit_days=365,
    parse=parse,
)
