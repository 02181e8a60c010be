"""Whether what is kept of entries is whole: their text, and the keys they are found by."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from proscribe.backends.stores.auditing import HeldContent, SqlAudit
from proscribe.backends.stores.content import decode
from proscribe.backends.stores.sealing import SqlSeals
from proscribe.model.errors import StoreError
from proscribe.model.listing import Listing
from proscribe.workspace.recording import listing_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from proscribe.backends.stores.auditing import Key
    from proscribe.backends.stores.sql import SqlStore

_MOST = 1_000


class ContentAudit:
    """Goes through every entry once, however many editions print it.

    Attributes:
        broken: What is wrong with a content, by its number.
        derived: What is wrong with the keys that entries are found by.

    Args:
        store: The ledger.
        progress: Called with the number of entries just checked.
    """

    def __init__(self, store: SqlStore, progress: Callable[[int], None]) -> None:
        self.broken: dict[int, str] = {}
        self.derived: list[str] = []
        self._store = store
        self._held = SqlAudit(store)
        self._progress = progress
        self._keys = 0
        # The entity whose contents may go on upon the next page, with its keys.
        self._open: tuple[str, set[Key]] = ("", set())

    def run(self, *, until: int, sources: Collection[str] | None) -> None:
        """Go through the contents up to a number: of some sources, as they are stored, or all.

        Raises:
            StoreError: The store cannot be read.
        """
        for page in self._held.contents(until=until, sources=sources):
            self._check_keys({one for content in page for one in self._check(content)})
            self._progress(len(page))
        if sources is None and not self.broken and self._held.count_keys() > self._keys:
            self._name_added(until)

    def _check(self, content: HeldContent) -> Iterator[Key]:
        """Yield the keys of a content; note what is wrong with it."""
        if not content.is_held and len(self.derived) < _MOST:
            self.derived.append(f"an entry of {content.entity} was added: no edition has it.")
        found = _read(content)
        if isinstance(found, str):
            self.broken[content.id] = found
            return
        for kind, value in listing_keys(found):
            yield kind, value, found.id

    def _check_keys(self, keys: Collection[Key]) -> None:
        entity, known = self._open
        fresh = {key for key in keys if key not in known}
        self._keys += len(fresh)
        for key in sorted(self._held.absent(fresh)):
            self._tell(key, "is gone: nobody finds the entry by it")
        last = max((key[2] for key in fresh), default=entity)
        of_last = {key for key in fresh if key[2] == last}
        self._open = (last, of_last | known if last == entity else of_last)

    def _name_added(self, until: int) -> None:
        """Name the keys that no entry has, unless a list was recorded meanwhile."""
        if SqlSeals(self._store).last_content() != until:
            return
        for page in self._held.key_pages():
            bodies = self._held.bodies({entity for _, _, entity in page})
            meant = {entity: _keys_of(found) for entity, found in bodies.items()}
            for key in page:
                if key[:2] not in meant.get(key[2], ()):
                    self._tell(key, "was added: no entry has it")

    def _tell(self, key: Key, what: str) -> None:
        kind, value, entity = key
        if len(self.derived) < _MOST:
            self.derived.append(f"the search key {kind} {value!r} of {entity} {what}.")


def _keys_of(bodies: Iterable[bytes]) -> set[tuple[str, str]]:
    return {key for body in bodies for key in listing_keys(decode(Listing, body))}


def _read(content: HeldContent) -> Listing | str:
    """Return the listing of a content, or what is wrong with it."""
    if sha256(content.body).digest() != content.sha256:
        return "its text is not what was recorded"
    try:
        found = decode(Listing, content.body)
    except StoreError:
        return "its text cannot be read"
    if found.id != content.entity:
        return f"it was filed under another entity, {content.entity}"
    if content.same_as != {*found.same_as}:
        return "the entities it says are the same are not those that were recorded"
    return found
