"""What the server says of itself: its data sets, its algorithm, the programmes of the law."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from proscribe.backends.rosters import Wanted
from proscribe.law.load import load_regimes
from proscribe.model.authority import AUTHORITIES
from proscribe.registry import load_source
from proscribe.workspace.entities import told
from proscribe.workspace.service.asking import ALGORITHM, FEATURE, FEATURES, WEIGHT
from proscribe.workspace.service.scopes import DEFAULT

if TYPE_CHECKING:
    from proscribe.ledger.store import EditionInfo
    from proscribe.workspace.service.standing import Standing

_MARK_CHARACTERS = 6
_MOST = 1_000


def catalogue(standing: Standing, *, stale: bool) -> dict[str, Any]:
    """Return the data sets that can be asked.

    Args:
        standing: What answers now.
        stale: Whether the ledger holds more than that.
    """
    counts = dict(standing.roster.count(Wanted(), "datasets", _MOST))
    sources = [
        _source(key, edition, counts.get(key, 0), stale=stale)
        for key, edition in sorted(standing.editions.items())
    ]
    keys = [*sorted(standing.editions)]
    newest = max((one.recorded_at for one in standing.editions.values()), default=standing.known)
    total, _ = standing.roster.search(Wanted(limit=0))
    everything = {
        "name": DEFAULT, "title": "Everything on file", "type": "collection",
        "summary": "Every subject of every list that this server has on file.",
        "version": standing.version.partition("-")[0], "entity_count": total,
        "thing_count": total, "load": True, "index_version": standing.version,
        "index_current": not stale, "updated_at": told(newest), "last_export": told(newest),
        "children": keys, "deprecated": False, "tags": [],
    }  # fmt: skip
    names = [DEFAULT, *keys]
    return {
        "datasets": [everything, *sources],
        "current": [] if stale else names,
        "outdated": names if stale else [],
        "index_stale": stale,
    }


def _source(key: str, edition: EditionInfo, count: int, *, stale: bool) -> dict[str, Any]:
    source = load_source(key)
    recorded = edition.recorded_at.strftime("%Y%m%d%H%M%S")
    published = edition.published.starts(edition.zone)
    return {
        "name": key, "title": source.title, "type": "source",
        "url": source.url, "version": recorded, "entity_count": count, "thing_count": count,
        "load": True, "index_version": f"{recorded}-{edition.digest[:_MARK_CHARACTERS]}",
        "index_current": not stale, "updated_at": told(published),
        "last_export": told(edition.recorded_at), "children": [], "deprecated": False, "tags": [],
        "publisher": {"name": AUTHORITIES[source.authority].title, "official": True},
        "coverage": {"end": str(edition.published.day), "frequency": "unknown", "countries": []},
    }  # fmt: skip


def algorithms() -> dict[str, Any]:
    """Return how names are matched."""
    features = {
        name: {"description": told, "coefficient": WEIGHT, "url": None}
        for name, told in FEATURES.items()
    }
    ours = {
        "name": ALGORITHM,
        "description": FEATURES[FEATURE],
        "features": features,
        "docs": {
            "name": ALGORITHM, "description": FEATURES[FEATURE], "config": {}, "features": features,
        },
    }  # fmt: skip
    return {"algorithms": [ours], "default": ALGORITHM, "best": ALGORITHM}


@cache
def title_of(key: str) -> str:
    """Return the title of a source."""
    return load_source(key).title


@cache
def programs() -> dict[str, Any]:
    """Return the programmes that the law here looks at."""
    found = {
        entry.program: {
            "key": entry.program, "title": regime.title, "url": None, "summary": regime.summary,
            "dataset": entry.source or next(iter(regime.sources), None),
            "issuer": {"name": AUTHORITIES[entry.authority].title, "acronym": None,
                       "organisation": None, "territory": None},
            "aliases": list(regime.aliases), "target_territories": list(regime.territory),
            "measures": [regime.kind.value],
        }
        for regime in load_regimes()
        for entry in regime.lists
        if entry.program != "*"
    }  # fmt: skip
    return {"data": [found[key] for key in sorted(found)]}
