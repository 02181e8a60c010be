"""Japan's list of those whose assets are frozen under the Foreign Exchange Act (MOF).

One workbook with a sheet for each programme, or one CSV file. Ids are built on the programme
and the number of the notice within it, as neither moves: ``jp_mof_sanctions-taliban-2``. A
deletion leaves the number and its day behind, without a name; from the next edition on the
entry is gone. The name in Latin letters is the main one; Japanese ones are aliases.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.source import IndexPage, Snapshot, SnapshotFile, Source
from proscribe.model.time import Moment
from proscribe.sources.findings import Findings
from proscribe.sources.jp.mof.csv_table import read_csv
from proscribe.sources.jp.mof.entry import Entry
from proscribe.sources.jp.mof.listing import AUTHORITY, read_listing
from proscribe.sources.jp.mof.workbook import read_workbook
from proscribe.sources.table import is_workbook

_NAMED = re.compile(r"shisantouketsu(\d{4})(\d{2})(\d{2})")
_PAGE = (
    "https://www.mof.go.jp/policy/international_policy/gaitame_kawase/gaitame/economic_sanctions/"
    "list.html"
)
# Where a number starred in one programme is to be found: persons and bodies have lists apart.
_SAME = {
    "terrorists-g7": ("taliban", "taliban"),
    "terrorists-us": ("taliban", "taliban"),
    "north-korea-1695": ("north-korea-un-persons", "north-korea-un-bodies"),
    "north-korea-bodies": ("north-korea-un-persons", "north-korea-un-bodies"),
    "north-korea-persons": ("north-korea-un-persons", "north-korea-un-bodies"),
}


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition as a workbook or as CSV; the file's name states its day.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"an edition is one file; {len(snapshot.files)} were given.",
            remedy="Import each edition by itself.",
        )
    file = snapshot.files[0]
    findings = Findings()
    notes: dict[str, str] = {}
    if is_workbook(file.content):
        entries, notes = read_workbook(file, findings)
    else:
        entries = read_csv(file, findings)
    _check_once(entries, file)
    listings = [(read_listing(entry, findings), entry) for entry in entries]
    return ParsedEdition(
        listings=tuple(
            (_tied(listing, entry, findings), entry.locator) for listing, entry in listings
        ),
        published=_published(file),
        records=len(entries),
        warnings=findings.sentences(),
        extras=tuple((f"note {key}", text) for key, text in sorted(notes.items())),
    )


def _check_once(entries: list[Entry], file: SnapshotFile) -> None:
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.id in seen:
            raise QuarantineError(
                f"the number {entry.number} of {entry.programme.key} stands twice"
                f" ({seen[entry.id]} and {entry.locator}), so that it names two subjects.",
                where=Place(file=file.name),
                remedy="Fetch the file again and compare it with the publisher's.",
            )
        seen[entry.id] = entry.locator


def _tied(listing: Listing, entry: Entry, findings: Findings) -> Listing:
    """Say which entry of another programme is the same subject, where its number is printed."""
    if entry.same_number is None:
        return listing
    if entry.programme.key not in _SAME:
        findings.note("number in a programme that is not known", entry.id)
        return listing
    person, body = _SAME[entry.programme.key]
    key = person if listing.schema == "Person" else body
    return replace(listing, same_as=(f"{SOURCE.key}-{key}-{entry.same_number}",))


def _published(file: SnapshotFile) -> Moment | None:
    match = _NAMED.search(file.name)
    if match is None:
        return None
    try:
        return Moment(day=date(*(int(part) for part in match.groups())))
    except ValueError:
        return None


SOURCE = Source(
    key="jp_mof_sanctions",
    authority=AUTHORITY,
    title="Japan, asset freezes under the Foreign Exchange Act",
    url=_PAGE,
    index=IndexPage(url=_PAGE, link=r"shisantouketsu(20\d{6})\.(csv|xlsx?)\b"),
    habit_days=30,
    parse=parse,
)
