"""The rows of the Consolidated Screening List, from CSV, tab-separated text or JSON.

The JSON says in lists and objects what the tables write in one cell, so a result is
written as a row of the table and read as one: all formats give equal listings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.findings import Findings
from proscribe.sources.table import Row, check_header, decode_text, rows_below, text_records

COLUMNS = (
    *("source", "entity_number", "type", "programs", "name", "addresses"),
    *("federal_register_notice", "start_date", "end_date", "alt_names", "ids"),
)
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_ADDRESS = ("address", "city", "state", "postal_code", "country")
_ID = ("country", "issue_date", "expiration_date", "number", "type")
_RENAMED = {"id": "_id", "source_id": "_source_id"}
_BESIDE_RESULTS = {"results", "search_performed_at", "sources_used", "offset", "total", "sources"}
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."


@dataclass(slots=True)
class Result(Row):
    """One result of the JSON, as a row of the table."""

    @property
    def locator(self) -> str:
        """Where it stands: results are counted from 1."""
        return f"result {self.line}"


@dataclass(slots=True, kw_only=True)
class Rows:
    """The rows of one edition.

    Attributes:
        rows: In the order of the file.
        published: The day the file states; tables state none.
        stated: The count the file claims.
    """

    rows: list[Row]
    published: Moment | None = None
    stated: int | None = None


def read_rows(file: SnapshotFile, findings: Findings) -> Rows:
    """Read the file, whatever its format.

    Raises:
        QuarantineError: It is damaged, or is another list.
    """
    text = decode_text(file, "cp1252")
    if text.lstrip(f"{_BYTE_ORDER_MARK} \r\n\t").startswith(("{", "[")):
        return _from_json(text, file.name, findings)
    return Rows(rows=list(_from_table(text, file.name)))


def _from_table(text: str, file: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    records = text_records(text, file, delimiter=delimiter)
    line, header = next(records, (1, []))
    names = ["_".join(name.strip().lower().split()) for name in header]
    check_header(names, COLUMNS, file=file, line=line)
    return rows_below(names, records, file=file)


def _from_json(text: str, file: str, findings: Findings) -> Rows:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(file, f"the JSON cannot be read ({error}): it may be cut off.") from error
    top = {"results": held} if isinstance(held, list) else held
    results = top.get("results")
    if not isinstance(results, list) or not all(isinstance(each, dict) for each in results):
        raise _damaged(file, "the JSON has no list of results: this is not the list.")
    for key in sorted(top.keys() - _BESIDE_RESULTS):
        findings.note(f"unread field {key}", file)
    performed = read_date(str(top.get("search_performed_at") or "")[: len("2025-02-27")]).day
    total = top.get("total")
    return Rows(
        rows=[_result(each, file, number) for number, each in enumerate(results, 1)],
        published=None if performed is None else Moment(day=performed),
        stated=total if isinstance(total, int) else None,
    )


def _result(result: dict[str, object], file: str, number: int) -> Result:
    cells = {_RENAMED.get(key, key): _cell(key, value) for key, value in result.items()}
    missing = [column for column in ("source", "name") if column not in cells]
    if missing:
        where = Place(file=file, line=number, column=missing[0])
        raise QuarantineError("a result lacks this field.", where=where, remedy=_FETCH_AGAIN)
    return Result(file=file, line=number, cells=cells)


def _cell(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_cell(key, each) for each in value)
    if isinstance(value, dict):
        order = _ID if key == "ids" else _ADDRESS
        known = [value.get(part) for part in order]
        added = [f"{part}={held}" for part, held in value.items() if part not in order and held]
        return ", ".join([*(str(part).strip() for part in known if part), *added])
    return str(value)


def _damaged(file: str, what: str) -> QuarantineError:
    return QuarantineError(what, where=Place(file=file), remedy=_FETCH_AGAIN)
