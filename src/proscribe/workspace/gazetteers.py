"""All names of a ledger as they are looked for in texts."""

from __future__ import annotations

import re
from threading import Lock
from typing import TYPE_CHECKING

from proscribe.claims.gazetteer import Gazetteer
from proscribe.model.claim import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proscribe.ledger.store import HeldNames, LedgerStore

_KINDS = {
    "Person": EntityKind.PERSON,
    "Vessel": EntityKind.VESSEL,
    "Airplane": EntityKind.VESSEL,
}
_PLACES = ("country", "jurisdiction", "mainCountry", "nationality")
_COMMA = re.compile(r"\A([^,]+), ([^,]+)\Z")
# A legal form behind a name is mostly left out in texts.
_FORM = re.compile(
    r"(?:,? (?:Co(?:mpany)?\.?,? Ltd\.?|Company Limited|Corporation Limited|Corp(?:oration)?\.?|"
    r"Inc(?:orporated)?\.?|Ltd\.?|Limited|PLC|LLC|JSC|PJSC|OJSC|Joint Stock Company|AG|SA|S\.A\.|"
    r"Group|Holdings?|Group Co\.?,? Ltd\.?|Group Corporation|GmbH|Co\.?))+\Z",
    re.IGNORECASE,
)
_LEAST_LEFT = 4


class LedgerGazetteer:
    """The names of a ledger, made ready for texts when first asked for.

    Args:
        store: The ledger.
    """

    def __init__(self, store: LedgerStore) -> None:
        self._store = store
        self._lock = Lock()
        self._made: tuple[int, Gazetteer] | None = None

    def get(self) -> Gazetteer:
        """Return the names of all that is recorded now."""
        revision = self._store.revision()
        with self._lock:
            if self._made is None or self._made[0] != revision:
                self._made = revision, Gazetteer.build(_entries(self._store))
            return self._made[1]


def _entries(store: LedgerStore) -> Iterator[tuple[str, EntityKind, str, str | None]]:
    for held in store.names():
        kind = _KINDS.get(held.schema, EntityKind.COMPANY)
        country = _country(held)
        for name in dict.fromkeys(_spellings(held.names, kind)):
            yield held.entity_id, kind, name, country


def _country(held: HeldNames) -> str | None:
    found = (held.properties[place][0] for place in _PLACES if held.properties.get(place))
    return next(found, None)


def _spellings(names: tuple[str, ...], kind: EntityKind) -> Iterator[str]:
    """Yield names as lists print them, and as texts write them."""
    for name in names:
        turned = _COMMA.match(name)
        if kind is EntityKind.PERSON and turned is not None:
            yield f"{turned[2]} {turned[1].title() if turned[1].isupper() else turned[1]}"
            continue
        yield name
        if kind is EntityKind.COMPANY:
            bare = _FORM.sub("", name)
            if bare != name and len(bare) >= _LEAST_LEFT:
                yield bare
