"""Snapshots for tests, from files or from bytes written in a test."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.registry import load_source, packaged_snapshot
from proscribe.sources.snapshot import open_snapshot


def snapshot_of(*paths: Path) -> Snapshot:
    """Return the snapshot of some files."""
    return open_snapshot(
        [SnapshotFile(name=path.name, content=path.read_bytes()) for path in paths]
    )


def snapshot_from(content: bytes, name: str = "list.xml") -> Snapshot:
    """Return the snapshot of one file written in a test."""
    return open_snapshot([SnapshotFile(name=name, content=content)])


def read_edition(source: Source, *paths: Path) -> ParsedEdition:
    """Read an edition from files."""
    return source.parse(snapshot_of(*paths))


def by_id(edition: ParsedEdition) -> dict[str, Listing]:
    """Return the listings of an edition by entity id."""
    return {listing.id: listing for listing, _ in edition.listings}


def as_text(edition: ParsedEdition) -> str:
    """Write an edition as JSON without what is empty, for goldens."""
    return f"{json.dumps(_plain(edition), ensure_ascii=False, indent=1, default=str)}\n"


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {name: _plain(held) for name, held in fields.items() if held not in (None, ())}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def packaged_listings(key: str) -> dict[str, Listing]:
    """Return the packaged facts of a list by entity id."""
    source = load_source(key)
    return by_id(source.parse(packaged_snapshot(source)))


def terms_of(listings: dict[str, Listing], *programs: str) -> set[tuple[object, ...]]:
    """Return what listings print of their designations under some programmes."""
    return {
        (id_, each.program, each.directive, each.listed_on, each.effective_on, each.divest_on)
        for id_, listing in listings.items()
        for each in listing.designations
        if each.program in programs
    }


def ofac_edition(shared: Path, day: str) -> dict[str, Listing]:
    """Return OFAC's consolidated list of a day by entity id."""
    file = shared / "data" / "us_ofac_consolidated" / day / "consolidated.xml"
    return by_id(read_edition(load_source("us_ofac_cons"), file))
