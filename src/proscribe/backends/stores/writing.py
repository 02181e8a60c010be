"""Writes one edition inside a transaction, in batches, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice

from sqlalchemy import Connection, Table, func, select

from proscribe.backends.stores import schema
from proscribe.backends.stores.content import encode
from proscribe.backends.stores.database import Database
from proscribe.backends.stores.linking import find_ties
from proscribe.backends.stores.owning import stored_source
from proscribe.backends.stores.reading import in_parts
from proscribe.backends.stores.row import edition_row
from proscribe.ledger.store import EditionDraft, EditionInfo, Entry, Linker
from proscribe.model.errors import StoreError

_BATCH = 1_000


class EditionWriter:
    """Writes what a draft describes. The caller holds the store's write lock throughout.

    Args:
        connection: In a transaction that is rolled back should anything fail.
        database: What is particular to the database.
        draft: The edition.
        linker: Finds the same subjects in other lists; None to look for none.
        organisation: Whose the edition is, where it is of an own list.
    """

    def __init__(
        self,
        connection: Connection,
        database: Database,
        draft: EditionDraft,
        linker: Linker | None,
        *,
        organisation: str,
    ) -> None:
        self._connection = connection
        self._database = database
        self._draft = draft
        self._linker = linker
        self._organisation = organisation
        self._edition_id = self._highest_id(schema.edition) + 1
        self._content_id = self._highest_id(schema.content)
        self._named: set[tuple[str, str]] = set()
        self._rows = 0
        self._meant = 0

    def write(self, entries: Iterable[Entry]) -> EditionInfo:
        """Write the listings, then the citations and the edition itself.

        Raises:
            StoreError: The database does not hold the entries that were written.
        """
        rest = iter(entries)
        while batch := [*islice(rest, _BATCH)]:
            self._write_batch(batch)
        citations = dict(self._draft.citations)
        rows = [(self._edition_id, key, encode(citations[key]).decode()) for key in citations]
        self._add(schema.citation, rows)
        self._check()
        edition = self._edition()
        source = stored_source(edition.source, edition.authority, self._organisation)
        row = edition_row(edition) | {"source": source}
        self._connection.execute(schema.edition.insert(), row)
        self._database.end_write(self._connection, self._rows)
        return edition

    def _write_batch(self, batch: Sequence[Entry]) -> None:
        bodies = [encode(entry.listing) for entry in batch]
        digests = [sha256(body).digest() for body in bodies]
        ids = self._known_contents(digests)
        contents: list[tuple[object, ...]] = []
        links: list[tuple[object, ...]] = []
        keys: set[tuple[str, str, str]] = set()
        new: list[tuple[int, Entry]] = []
        for entry, body, digest in zip(batch, bodies, digests, strict=True):
            listing = entry.listing
            self._named.update((each.authority, each.program) for each in listing.designations)
            if digest in ids:
                continue
            self._content_id += 1
            ids[digest] = self._content_id
            new.append((self._content_id, entry))
            contents.append((self._content_id, digest, listing.id, body.decode()))
            links += ((self._content_id, other) for other in dict.fromkeys(listing.same_as))
            keys.update((kind, value, listing.id) for kind, value in entry.keys)
        presences = {
            (ids[digest], self._edition_id, entry.locator)
            for entry, digest in zip(batch, digests, strict=True)
        }
        self._add(schema.content, contents)
        self._meant += sum(
            {_mark(each, entry.locator) for entry, each in zip(batch, digests, strict=True)}
        )
        self._add(schema.presence, sorted(presences))
        self._add(schema.same_as, links)
        self._add(schema.listing_key, sorted(keys))
        if self._linker is not None:
            self._add(schema.tie, [*find_ties(self._connection, new, self._linker)])

    def _add(self, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
        self._rows += len(rows)
        self._database.add_rows(self._connection, table, rows)

    def _check(self) -> None:
        """Make sure that the entries are there: a trigger may pass over rows or change them."""
        content, presence = schema.content, schema.presence
        statement = (
            select(content.c.sha256, presence.c.locator)
            .join(presence, presence.c.content_id == content.c.id)
            .where(presence.c.edition_id == self._edition_id)
        )
        rows = self._connection.execute(statement.execution_options(yield_per=_BATCH))
        if sum(_mark(bytes(digest), locator) for digest, locator in rows) != self._meant:
            raise StoreError(
                "the database does not hold the entries that were just written to it, so nothing"
                " of this edition was recorded.",
                remedy="`proscribe sources verify` names triggers that are not ours; remove them.",
            )

    def _known_contents(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        table = schema.content
        known: dict[bytes, int] = {}
        for part in in_parts(digests):
            rows = self._connection.execute(
                select(table.c.sha256, table.c.id).where(table.c.sha256.in_(part))
            )
            known.update((bytes(digest), content_id) for digest, content_id in rows)
        return known

    def _edition(self) -> EditionInfo:
        draft = self._draft
        return EditionInfo(
            id=self._edition_id,
            source=draft.source,
            authority=draft.authority,
            digest=draft.digest,
            published=draft.published,
            published_is_stated=draft.published_is_stated,
            fetched_at=draft.fetched_at,
            recorded_at=draft.recorded_at,
            state=draft.state,
            records=draft.records,
            entities=self._entities(),
            complete=draft.complete,
            note=draft.note,
            warnings=draft.warnings,
            why=draft.why,
            chronicle=draft.chronicle,
            programs=draft.programs,
            named=tuple(sorted(self._named)),
            checked_through=draft.checked_through,
        )

    def _entities(self) -> int:
        """Count the entities, not the entries, of the edition."""
        content, presence = schema.content, schema.presence
        statement = (
            select(func.count(content.c.entity_id.distinct()))
            .join(presence, presence.c.content_id == content.c.id)
            .where(presence.c.edition_id == self._edition_id)
        )
        return self._connection.execute(statement).scalar_one()

    def _highest_id(self, table: Table) -> int:
        highest: int | None = self._connection.execute(select(func.max(table.c.id))).scalar_one()
        return 0 if highest is None else highest


def _mark(digest: bytes, locator: str) -> int:
    """Return a number that stands for an entry: the sum of those of all tells if one is missing."""
    return int.from_bytes(sha256(digest + locator.encode()).digest(), "big")
