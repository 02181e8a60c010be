"""nomenklatura's enricher for yente, unmodified: matches entities and expands the matches.

Run in the environment of the peers: ``enricher.py ADDRESS KEY``, with a JSON list of the entities
on standard input. Prints, for each, the matches and what each was expanded by.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from followthemoney import Dataset, StatementEntity
from nomenklatura.cache import Cache
from nomenklatura.db import make_session
from nomenklatura.enrich import make_enricher


def main(address: str, key: str) -> None:
    """Enrich what is given."""
    dataset = Dataset.make({"name": "test", "title": "Test"})
    settings: dict[str, Any] = {
        "type": "nomenklatura.enrich.yente:YenteEnricher",
        "api": f"{address}/", "api_key": key, "cutoff": 0.7, "cache_days": 0,
    }  # fmt: skip
    session = make_session("sqlite:///:memory:")
    enricher = make_enricher(dataset, Cache(session, dataset, create=True), settings)
    told = []
    for each in json.load(sys.stdin):
        entity = StatementEntity.from_data(dataset, each)
        found = []
        for match in enricher.match_wrapped(entity):
            further = [one.to_dict() for one in enricher.expand_wrapped(entity, match)]
            found.append({"match": match.to_dict(), "expanded": further})
        told.append(found)
    enricher.close()
    session.close()
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
