"""Consolidated Screening List: what Commerce's ITA copies from lists of BIS, State and OFAC.

Each designation is that of the authority and programme of the list a row comes from. Rows of
OFAC's lists have OFAC's numbers and are joined with OFAC's own entries; the subject's rows in
several of them are one listing. The other lists have no numbers: there a subject is told by
list and name, the letters and figures of which count. The copy says no more than its original.
"""

from __future__ import annotations

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.source import Snapshot, Source
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings
from proscribe.sources.numbers import whole_number
from proscribe.sources.table import Row
from proscribe.sources.us.csl import others, treasury
from proscribe.sources.us.csl.lists import CopiedList, copied_list
from proscribe.sources.us.csl.merging import merged
from proscribe.sources.us.csl.numbers import label_stands_last
from proscribe.sources.us.csl.rows import read_rows
from proscribe.sources.us.notices.orders import joined, stable_id

_KEY = "us_trade_csl"
_AUTHORITY = "us-ita"
_SAYS_WHO = ("name", "entity_number", "type", "addresses", "alt_names", "ids")
# Links to the lists' own pages, and the publisher's row number.
_UNUSED = frozenset({"_id", "source_list_url", "source_information_url", "_source_id"})
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition as CSV, tab-separated text or JSON.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"an edition is one file; {len(snapshot.files)} were given.",
            remedy="Give the list's CSV, TSV or JSON file alone.",
        )
    file, findings = snapshot.files[0], Findings()
    held = read_rows(file, findings)
    if not held.rows or held.stated not in {None, len(held.rows)}:
        claimed = "" if held.stated is None else f" but claims {held.stated}"
        raise QuarantineError(
            f"the list holds {len(held.rows)} entries{claimed}: part of it is missing.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )
    return ParsedEdition(
        listings=_listings(held.rows, findings),
        published=held.published,
        records=len(held.rows),
        stated_records=held.stated,
        warnings=findings.sentences(),
    )


def _listings(rows: list[Row], findings: Findings) -> tuple[tuple[Listing, str], ...]:
    label_last = label_stands_last(row.cells.get("ids", "") for row in rows)
    numbered: dict[str, list[Listing]] = {}
    drafts: dict[str, Draft] = {}
    places: dict[str, str] = {}
    for row in rows:
        if not any(row.cells.get(column, "").strip() for column in _SAYS_WHO):
            findings.note("row that names nobody", row.locator)
            continue
        copied, name = _list_of(row, findings), _name(row)
        if copied.of_treasury:
            id_ = f"{_KEY}-{_number(row)}"
            found = numbered.setdefault(id_, [])
            found.append(treasury.read_row(row, copied, _KEY, findings, label_last=label_last))
            if found[0].caption != found[-1].caption:
                raise row.error(
                    f"the number {id_.removeprefix(_KEY)[1:]} is that of {found[0].caption!r} and"
                    f" of {found[-1].caption!r}: rows are mixed up.",
                    "entity_number",
                )
        else:
            id_ = stable_id(_KEY, copied.code, name)
            draft = drafts.get(id_) or _draft(id_, row, findings)
            drafts[id_] = draft
            others.read_row(row, copied, draft, label_last=label_last)
        places.setdefault(id_, row.locator)
        row.close(findings, id_, ignore=_UNUSED)
    built = {id_: merged(listings) for id_, listings in numbered.items()}
    for id_, draft in drafts.items():
        draft.designations = joined(draft.designations)
        built[id_] = draft.build()
    return tuple((built[id_], place) for id_, place in places.items())


def _draft(id_: str, row: Row, findings: Findings) -> Draft:
    kind = row.text("type")
    schema = others.SCHEMATA.get(kind.lower())
    if schema is None:
        findings.note(f"unknown type {kind!r}", id_)
    return Draft(id=id_, schema=schema or "LegalEntity", findings=findings)


def _list_of(row: Row, findings: Findings) -> CopiedList:
    """Return the list a row is copied from; one that is new keeps its name as programme."""
    printed = row.text("source")
    copied = copied_list(printed)
    if copied is not None:
        return copied
    if not printed:
        raise row.error("the row does not say which list it is copied from.", "source")
    findings.note(f"unknown list {printed!r}", row.locator)
    return CopiedList(code=printed, authority=_AUTHORITY, program=printed)


def _name(row: Row) -> str:
    name = row.cells.get("name", "").strip()
    if not name:
        raise row.error("the entry has no name.", "name")
    return name


def _number(row: Row) -> str:
    number = row.cells.get("entity_number", "").strip()
    if whole_number(number) is None:
        raise row.error(f"{number!r} is no number of OFAC's.", "entity_number")
    return number


SOURCE = Source(
    key=_KEY,
    authority=_AUTHORITY,
    title="Consolidated Screening List",
    url="https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
    habit_days=7,
    parse=parse,
)
