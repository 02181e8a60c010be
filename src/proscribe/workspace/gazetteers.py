"""All names of a ledger as they are looked for in texts."""

from __future__ import annotations

import inspect
import re
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files as packaged_files
from threading import Lock
from typing import TYPE_CHECKING

from proscribe.backends.indexes import Image
from proscribe.claims.gazetteer import Gazetteer
from proscribe.model.claim import EntityKind
from proscribe.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proscribe.backends.indexes import IndexFiles
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
        files: Where they are kept for other processes; None to keep them in memory only.
    """

    def __init__(self, store: LedgerStore, files: IndexFiles | None = None) -> None:
        self._store = store
        self._files = files
        self._lock = Lock()
        self._made: tuple[int, Gazetteer] | None = None

    def get(self) -> Gazetteer:
        """Return the names of all that is recorded now."""
        revision = self._store.revision()
        with self._lock:
            if self._made is None or self._made[0] != revision:
                self._made = revision, self._make()
            return self._made[1]

    def _make(self) -> Gazetteer:
        if self._files is None:
            return Gazetteer.build(_entries(self._store))
        name = _file_name(self._store)
        kept = self._files.load(name)
        if kept is not None:
            with suppress(ValueError, LookupError):
                return Gazetteer.from_bytes(bytes(kept.buffer))
        made = Gazetteer.build(_entries(self._store))
        self._files.keep(name, Image(held=0, buffer=memoryview(made.to_bytes())))
        return made


def _file_name(store: LedgerStore) -> str:
    """Return what the names of a ledger are kept as: a digest of its editions, and of our code."""
    digest = sha256(f"{VERSION} {sys.byteorder}".encode())
    for place in ("proscribe.claims", "proscribe.claims.tables"):
        for file in sorted(packaged_files(place).iterdir(), key=lambda each: each.name):
            if not file.is_dir():
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    digest.update(inspect.getsource(sys.modules[__name__]).encode())
    for edition in sorted(store.editions(), key=lambda each: each.id):
        digest.update(repr((edition.id, edition.digest, edition.state.value)).encode())
    return f"texts-{digest.hexdigest()[:32]}"


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
