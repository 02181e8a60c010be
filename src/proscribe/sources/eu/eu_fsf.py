"""EU Financial Sanctions Files (FSF): everyone subject to financial sanctions of the Union.

One XML file (or the same as CSV), generated anew whenever the Official Journal changes it.
A delisting is not announced: the entry is gone from the next file. A subject that is listed
under two programmes stands in it twice under one EU reference number; its entries are read as
one subject with two designations.

The file is by its definition the list of those whose funds and economic resources are frozen
and to whom none may be made available, so each designation brings an asset freeze. A travel
ban is in the Council's decisions, not in this file, and is said only where an entry prints it.

The day of listing is ``designationDate``, or else what the entry prints as its date of listing.
The act named in an entry is the last one that changed it, mostly an amendment of years later:
its days are kept in the legal basis and are never taken for the day of listing, nor for the
day on which the designation became public. Even an act that is no amendment may have taken
its names over from the one it replaced.
"""

from __future__ import annotations

from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Snapshot, Source
from proscribe.sources.eu.fsf.edition import SOURCE_KEY, parse_edition


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition as XML 1.1 or CSV 1.1.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    return parse_edition(snapshot)


SOURCE = Source(
    key=SOURCE_KEY,
    authority="eu-council",
    title="EU Financial Sanctions Files (consolidated list)",
    url=(
        "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content"
        "?token=dG9rZW4tMjAxNw"
    ),
    habit_days=21,
    parse=parse,
)
