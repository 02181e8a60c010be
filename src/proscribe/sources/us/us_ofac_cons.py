"""OFAC Consolidated (non-SDN) list: every OFAC list that does not block outright.

It holds the Chinese military companies (CCMC, then CMIC), the sectoral
sanctions (SSI, and the directives under EO 14024) and smaller lists. A removal is not
announced in it: the entry is gone from the next edition.
"""

from __future__ import annotations

from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Snapshot, Source
from proscribe.sources.us.ofac.builder import ListRules
from proscribe.sources.us.ofac.edition import parse_edition

_RULES = ListRules(source="us_ofac_cons", other="us_ofac_sdn", authority="us-ofac", blocking=False)


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition as delimited files, XML, Advanced XML or Enhanced XML.

    The programme ``CMIC-EO`` of the edition of 2021-06-03 is read as ``CMIC-EO13959``,
    as every later edition writes it.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    return parse_edition(snapshot, _RULES)


SOURCE = Source(
    key=_RULES.source,
    authority=_RULES.authority,
    title="OFAC Consolidated (non-SDN) list",
    url="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/CONSOLIDATED.XML",
    parse=parse,
)
