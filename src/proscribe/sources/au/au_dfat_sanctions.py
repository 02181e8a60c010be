"""Australia's Consolidated List (DFAT): all persons, entities and vessels under its sanctions.

One table with a row for each name. Since November 2025 it says which measures apply; before,
it held those under targeted financial sanctions. Its control date is the day an entry was last
changed, so that it is kept as a remark: the day of listing is that of the listing information.
"""

from __future__ import annotations

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Snapshot, Source
from proscribe.sources.au.dfat.listing import AUTHORITY, read_listing
from proscribe.sources.au.dfat.subjects import read_subjects
from proscribe.sources.findings import Findings


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition as XLS, XLSX or CSV.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"an edition is one file; {len(snapshot.files)} were given.",
            remedy="Import each edition by itself.",
        )
    findings = Findings()
    subjects, rows = read_subjects(snapshot.files[0], findings)
    listings = tuple((read_listing(subject, findings), subject.locator) for subject in subjects)
    return ParsedEdition(
        listings=listings, published=None, records=rows, warnings=findings.sentences()
    )


SOURCE = Source(
    key="au_dfat_sanctions",
    authority=AUTHORITY,
    title="Australia, Consolidated List",
    url="https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx",
    habit_days=30,
    parse=parse,
)
