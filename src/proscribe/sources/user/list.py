"""The user's own list: a table of names and identifiers that are off limits in the house.

CSV with any delimiter, tab-separated text, XLSX, XLS or ODS. Columns ``id``, ``schema``, ``name``,
``alias``, any identifier of securities (``isin``, ``cusip``, ``sedol``, ``figi``, ``ticker``),
``listed`` and ``until`` (days, the last one included), ``reason``, ``note``, and any
FollowTheMoney property, in any order and case and in the usual spellings (``company``, ``LEI``,
``date of birth``). Several rows of one id give one subject several names. Without an ``id``
column each row is a subject of its own. A column of another kind is kept as a remark.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import (
    Designation,
    Ending,
    EndKind,
    Listing,
    NameKind,
    ParsedEdition,
    SecurityLine,
    SecurityType,
)
from proscribe.model.source import Snapshot, Source
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft, reason
from proscribe.sources.findings import Findings
from proscribe.sources.user.rows import headers as columns
from proscribe.sources.user.rows.headers import IDENTIFIERS, schema_named, type_of
from proscribe.sources.user.rows.tables import UserRow, user_rows

AUTHORITY, PROGRAM = "user", "LIST"
_KEY = "list"
_KINDS = {
    columns.NAME: NameKind.ALIAS,
    columns.ALIAS: NameKind.ALIAS,
    columns.FORMER: NameKind.FORMER,
    columns.WEAK: NameKind.WEAK,
}
_OWN = frozenset(
    {columns.ID, columns.SCHEMA, columns.LISTED, columns.UNTIL, columns.REASON, *IDENTIFIERS}
)
# 03/04/2021 is a day in March for some and in April for others.
_EITHER = re.compile(r"(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])[/.-]\d{4}\Z")
# The house knows the end of its own entry as long as the entry itself.
_KNOWN = Moment(day=date(1970, 1, 1))
_WRITE_DAY = "Write it as YYYY-MM-DD, for instance 2021-03-15."


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read the list.

    Raises:
        QuarantineError: It is not one table with a name or an identifier column.
        InputError: A row names nothing, has too many cells, or a day cannot be read.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"a list of your own is one file; {len(snapshot.files)} were given.",
            remedy="Join them into one table.",
        )
    findings = Findings()
    subjects: dict[str, list[UserRow]] = {}
    for row in user_rows(snapshot.files[0], findings):
        subjects.setdefault(_key(row), []).append(row)
    listings = tuple(
        (_listing(key, rows, findings), rows[0].locator) for key, rows in subjects.items()
    )
    return ParsedEdition(
        listings=listings,
        published=None,
        records=len(listings),
        warnings=findings.sentences(),
    )


def _key(row: UserRow) -> str:
    own = row.first(columns.ID)
    if own:
        return own
    marks = "|".join(row.first(meaning) for meaning in (columns.NAME, *IDENTIFIERS))
    return hashlib.sha256(f"{row.line}|{marks}".encode()).hexdigest()[:12]


def _listing(key: str, rows: list[UserRow], findings: Findings) -> Listing:
    draft = Draft(id=f"{_KEY}-{key}", schema="LegalEntity", findings=findings)
    draft.schema = _schema(rows, draft)
    for row in rows:
        _put_names(draft, row)
        _put_rest(draft, row)
    draft.securities += _securities(rows)
    if not draft.names_found:
        draft.name(_stand_in(rows, draft), NameKind.PRIMARY)
    draft.designations.append(_designation(rows))
    return draft.build()


def _schema(rows: list[UserRow], draft: Draft) -> str:
    text = next(chain.from_iterable(row.all(columns.SCHEMA) for row in rows), "")
    found = schema_named(text) if text else "LegalEntity"
    if found is None:
        draft.note(f"unknown schema {text!r}")
        draft.keep(f"schema {text}")
    return found or "LegalEntity"


def _put_names(draft: Draft, row: UserRow) -> None:
    names = row.all(columns.NAME)
    if not names:
        whole = " ".join((*row.all("firstName"), *row.all("lastName")))
        names = [whole] if row.all("lastName") else []
    if names and not draft.names_found:
        draft.name(names[0], NameKind.PRIMARY)
    for text in names:
        draft.name(text, NameKind.ALIAS)
    for meaning in (columns.ALIAS, columns.FORMER, columns.WEAK):
        for text in row.all(meaning):
            draft.name(text, _KINDS[meaning])


def _put_rest(draft: Draft, row: UserRow) -> None:
    for meaning, header, text in row.cells:
        if meaning == columns.NOTE:
            draft.keep(text)
        elif not meaning:
            draft.note(f"the column {header!r} is not known and is kept as a remark")
            draft.keep(f"{header}: {text}")
        elif meaning not in _KINDS and meaning not in _OWN:
            _put(draft, meaning, text)


def _put(draft: Draft, prop: str, text: str) -> None:
    kind = type_of(prop)
    if kind == "country":
        draft.put_country(prop, text)
    elif kind == "date" and _EITHER.match(text):
        draft.note(f"{text!r} can be read as two days")
        draft.keep(f"{prop} {text}")
    elif kind == "date":
        draft.put_date(prop, text)
    else:
        draft.put(prop, text)


def _securities(rows: list[UserRow]) -> Iterator[SecurityLine]:
    """Yield the lines rows name: the first of each identifier of a row belongs together."""
    for row in rows:
        found = {name: row.all(name) for name in IDENTIFIERS}
        for place in range(max(map(len, found.values()))):
            held = {name: each[place] for name, each in found.items() if place < len(each)}
            yield SecurityLine(
                type=SecurityType.OTHER,
                isin=_code(held.get("isin")),
                cusip=_code(held.get("cusip")),
                sedol=_code(held.get("sedol")),
                figi=_code(held.get("figi")),
                ticker=held.get("ticker"),
            )


def _code(text: str | None) -> str | None:
    return None if text is None else text.replace(" ", "").upper()


def _stand_in(rows: list[UserRow], draft: Draft) -> str:
    """Return what stands for the name of a subject that is known by identifiers alone."""
    if draft.securities:
        line = draft.securities[0]
        return line.isin or line.ticker or draft.id.removeprefix(f"{_KEY}-")
    codes = [code for row in rows for code in row.all("leiCode")]
    if not codes:
        raise rows[0].error(
            "the row has neither a name nor an identifier.", "Fill one in, or delete the row."
        )
    return codes[0]


def _designation(rows: list[UserRow]) -> Designation:
    listed, until = _day(rows, columns.LISTED), _day(rows, columns.UNTIL)
    if listed is not None and until is not None and until < listed:
        raise rows[0].error(
            f"the entry ends on {until}, before it begins on {listed}.",
            "Correct one of the two days.",
            columns.UNTIL,
        )
    ended = None
    if until is not None:
        ended = Ending(on=Moment(day=until), published=_KNOWN, kind=EndKind.EXPIRED)
    texts = dict.fromkeys(text for row in rows for text in row.all(columns.REASON))
    return Designation(
        authority=AUTHORITY,
        program=PROGRAM,
        listed_on=listed,
        reasons=tuple(each for text in texts for each in reason(text)),
        ended=ended,
    )


def _day(rows: list[UserRow], meaning: str) -> date | None:
    """Return the first day rows state under a meaning."""
    for row in rows:
        for text in row.all(meaning):
            day = None if _EITHER.match(text) else read_date(text).day
            if day is None:
                raise row.error(f"{text!r} is not a day.", _WRITE_DAY, meaning)
            return day
    return None


SOURCE = Source(
    key=_KEY,
    authority=AUTHORITY,
    title="Your own list",
    habit_days=365,
    parse=parse,
)
