"""UK Sanctions List: everyone designated under the Sanctions Act of 2018 (FCDO).

Since 2026-01-28 it is the only list of the United Kingdom. It is published as XML, CSV, ODS and
more; its search page exports eight of the columns as ODS. A subject designated under two regimes
has two Unique IDs, each an entry of its own; both carry the Group ID that OFSI's consolidated
list gave the subject, and so are tied to it. Individuals designated since then have none.
"""

from __future__ import annotations

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Snapshot, Source
from proscribe.sources.findings import Findings
from proscribe.sources.gb.fcdo.designee import AUTHORITY, KEY
from proscribe.sources.gb.fcdo.table import read_table
from proscribe.sources.gb.fcdo.xml_list import read_xml
from proscribe.sources.xml import looks_like_xml


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition as XML, CSV, ODS or XLSX; ``records`` are designations in each.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"an edition is one file, and {len(snapshot.files)} were given.",
            remedy="Give UK-Sanctions-List in one of its formats.",
        )
    file = snapshot.files[0]
    findings = Findings()
    is_xml = looks_like_xml(file.content)
    table = read_xml(file, findings) if is_xml else read_table(file, findings)
    if not table.designees:
        raise QuarantineError(
            "the file names nobody.",
            where=Place(file=file.name),
            remedy="Fetch the file again and compare it with the publisher's.",
        )
    listings = tuple((designee.build(), designee.locator) for designee in table.designees)
    return ParsedEdition(
        listings=listings,
        published=table.published,
        records=len(listings),
        warnings=findings.sentences(),
    )


SOURCE = Source(
    key=KEY,
    authority=AUTHORITY,
    title="UK Sanctions List",
    url="https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
    habit_days=14,
    parse=parse,
)
