"""Queries of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, exists, select

from proscribe.backends.stores.schema import (
    citation,
    content,
    edition,
    listing_key,
    presence,
)
from proscribe.model.source import EditionState

_Value = TypeVar("_Value")

# SQLite took at most 999 values in one statement for long.
_MOST_VALUES = 900

_ACCEPTED = edition.c.state == EditionState.ACCEPTED.value


def in_parts(values: Iterable[_Value]) -> Iterator[list[_Value]]:
    """Yield the values in lists short enough for one statement."""
    rest = iter(values)
    while part := [*islice(rest, _MOST_VALUES)]:
        yield part


def recorded(source: str, digest: str, state: EditionState) -> Select[*tuple[object, ...]]:
    """Select the editions of those bytes that count like one of that state."""
    states = {state.value, EditionState.ACCEPTED.value}
    same = (edition.c.source == source) & (edition.c.digest == digest)
    return select(edition).where(same, edition.c.state.in_(states)).order_by(edition.c.state)


def listings_of(edition_id: int) -> Select[int, str, str]:
    """Select content id, locator and body of what an edition holds."""
    return (
        select(presence.c.content_id, presence.c.locator, content.c.body)
        .join(content, content.c.id == presence.c.content_id)
        .where(presence.c.edition_id == edition_id)
    )


def presences_of(entity_ids: list[str]) -> Select[str, int, int, str]:
    """Select where those entities occur in accepted editions."""
    return (
        select(content.c.entity_id, presence.c.edition_id, content.c.id, presence.c.locator)
        .join(presence, presence.c.content_id == content.c.id)
        .join(edition, edition.c.id == presence.c.edition_id)
        .where(_ACCEPTED, content.c.entity_id.in_(entity_ids))
    )


def bodies_of(content_ids: list[int]) -> Select[int, str]:
    """Select id and body of contents."""
    return select(content.c.id, content.c.body).where(content.c.id.in_(content_ids))


def found_by(kind: str, values: list[str]) -> Select[str, str]:
    """Select value and entity id of keys."""
    return select(listing_key.c.value, listing_key.c.entity_id).where(
        listing_key.c.kind == kind, listing_key.c.value.in_(values)
    )


def keys_of(kind: str) -> Select[str, str]:
    """Select value and entity id of every key of a kind."""
    return select(listing_key.c.value, listing_key.c.entity_id).where(listing_key.c.kind == kind)


def named_after(content_id: int) -> Select[int, str, str]:
    """Select id, entity id and body of every content with a higher number."""
    columns = (content.c.id, content.c.entity_id, content.c.body)
    return select(*columns).where(content.c.id > content_id)


def named(content_ids: list[int]) -> Select[int, str, str]:
    """Select id, entity id and body of those contents, in order of numbers."""
    columns = (content.c.id, content.c.entity_id, content.c.body)
    return select(*columns).where(content.c.id.in_(content_ids)).order_by(content.c.id)


def named_by(entity_ids: list[str]) -> Select[int, str, str]:
    """Select id, entity id and body of every content of those entities."""
    columns = (content.c.id, content.c.entity_id, content.c.body)
    return select(*columns).where(content.c.entity_id.in_(entity_ids)).order_by(content.c.id)


def citations_of(sources: Collection[str]) -> Select[int, str, str]:
    """Select edition id, key and body of a source's citations, as it may be written."""
    return (
        select(citation.c.edition_id, citation.c.key, citation.c.body)
        .join(edition, edition.c.id == citation.c.edition_id)
        .where(_ACCEPTED, edition.c.source.in_(sources))
    )


def entities_of(sources: Collection[str] | None) -> Select[str]:
    """Select the entities in accepted editions of a source, or of all."""
    return select(content.c.entity_id).where(_held(sources)).distinct()


def _held(sources: Collection[str] | None) -> ColumnElement[bool]:
    """Return the condition that an accepted edition, of that source, holds a content."""
    conditions = [
        presence.c.content_id == content.c.id,
        edition.c.id == presence.c.edition_id,
        _ACCEPTED,
    ]
    if sources is not None:
        conditions.append(edition.c.source.in_(sources))
    return exists().where(*conditions)
