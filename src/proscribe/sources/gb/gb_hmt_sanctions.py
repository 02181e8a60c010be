"""Consolidated list of financial sanctions targets in the UK (OFSI, part of HM Treasury).

Each row is one name of a target; a target with several birth dates or addresses repeats its names
for each. The rows of one Group ID are one subject. Everyone on the list is an asset freeze
target, which is what the list is of; the XML says so of each (``GrpStatus`` A), and has named
targets of an investment ban (I).

"Listed On" is the day HM Treasury first listed the target, "UK Sanctions List Date Designated" the
one its designation took effect: they are kept apart as the listing and the effective day. The
number of the UK Sanctions List, printed since 2021, ties a target to that list.

OFSI closed the list on 2026-01-28: since then the UK Sanctions List is the only one. Its file still
lies at the old address and does not move any more, so an edition of it is soon stale.
"""

from __future__ import annotations

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Snapshot, Source
from proscribe.sources.findings import Findings
from proscribe.sources.gb.hmt.columns import read_csv, read_xml
from proscribe.sources.gb.hmt.target import AUTHORITY, KEY, read_target
from proscribe.sources.table import Row
from proscribe.sources.xml import looks_like_xml

_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition as CSV (of before or since 2022) or XML.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"an edition is one file, and {len(snapshot.files)} were given.",
            remedy="Give ConList.csv or ConList.xml.",
        )
    file = snapshot.files[0]
    findings = Findings()
    is_xml = looks_like_xml(file.content)
    read = read_xml(file, findings) if is_xml else read_csv(file)
    groups: dict[str, list[Row]] = {}
    for row in read.rows:
        groups.setdefault(_group(row), []).append(row)
    if not groups:
        raise QuarantineError(
            "the file names nobody.", where=Place(file=file.name), remedy=_FETCH_AGAIN
        )
    listings = tuple(
        (read_target(group, rows, findings), f"Group ID={group}") for group, rows in groups.items()
    )
    return ParsedEdition(
        listings=listings,
        published=read.published,
        records=len(read.rows),
        warnings=findings.sentences(),
    )


def _group(row: Row) -> str:
    group = row.text("Group ID")
    if not (group.isascii() and group.isdigit()):
        raise row.error(
            f"a row has the Group ID {group!r}, which is no number: it is cut off or damaged.",
            "Group ID",
        )
    return group


SOURCE = Source(
    key=KEY,
    authority=AUTHORITY,
    title="Consolidated list of financial sanctions targets (closed 2026-01-28)",
    url="https://ofsistorage.blob.core.windows.net/publishlive/2022format/ConList.csv",
    habit_days=14,
    parse=parse,
)
