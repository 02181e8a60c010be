"""OFAC Specially Designated Nationals and Blocked Persons list (SDN).

Everyone on it is blocked. A removal is not announced in it: the entry is gone
from the next edition.
"""

from __future__ import annotations

from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Snapshot, Source
from proscribe.sources.us.ofac.builder import ListRules
from proscribe.sources.us.ofac.edition import parse_edition

_RULES = ListRules(source="us_ofac_sdn", other="us_ofac_cons", authority="us-ofac", blocking=True)


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition as delimited files, XML, Advanced XML or Enhanced XML.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    return parse_edition(snapshot, _RULES)


SOURCE = Source(
    key=_RULES.source,
    authority=_RULES.authority,
    title="OFAC Specially Designated Nationals (SDN) list",
    url="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.XML",
    habit_days=14,
    parse=parse,
)
