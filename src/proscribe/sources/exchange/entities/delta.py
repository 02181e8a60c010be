"""What has changed between two versions of a data set, and how it is put onto the older one.

OpenSanctions publishes, beside each ``entities.ftm.json``, an ``index.json`` that states its
version, and now and then an ``entities.delta.json``: lines with an ``op`` (``ADD``, ``MOD``,
``DEL``) and the entity as it is now. An index of deltas names the file of each version.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.exchange.entities.files import Entity, entity_error, lines_of, object_of

_VERSION = re.compile(r"(?<!\d)(20\d{12})(?:-[a-z0-9]{3})?(?![a-z0-9])")
_FIGURES = re.compile(r"\d")
_STAMP_LENGTH = 14
_NAME_THEM = "Name each delta file by its version, as in 20240131060001-abc.delta.json."


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What an ``index.json`` states of a data set.

    Attributes:
        name: Name of the data set.
        version: Its version, such as ``20240131060001-abc``; None where none is stated.
        updated: When that version was made.
        entities: How many entities it holds; None where it is not stated.
        checksums: SHA-1 of each file of that version, by file name.
        delta_url: Where the index of deltas is; None where there is none.
    """

    name: str
    version: str | None
    updated: Moment | None
    entities: int | None
    checksums: tuple[tuple[str, str], ...]
    delta_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """What one delta file changes.

    Attributes:
        name: Name of the file.
        stamp: When its version was made, as ``YYYYMMDDHHMMSS``: from the name of the file, or
            from the newest change in it. Empty where neither says.
        named: Whether the name of the file says it.
        changes: Each entity as it is in that version; None where it is gone.
        expected: Ids the delta says were there before it.
    """

    name: str
    stamp: str
    named: bool
    changes: Mapping[str, Entity | None]
    expected: frozenset[str]


def parse_index(file: SnapshotFile) -> Index:
    """Read an ``index.json``.

    Raises:
        QuarantineError: It is no JSON object.
    """
    held = object_of(file)
    listed = held.get("resources")
    entries = listed if isinstance(listed, list) else []
    resources = [each for each in entries if isinstance(each, dict)]
    version, count = held.get("version"), held.get("entity_count")
    delta_url = held.get("delta_url")
    return Index(
        name=str(held["name"]),
        version=version if isinstance(version, str) else None,
        updated=_instant(held.get("updated_at")) or _instant(version),
        entities=count if isinstance(count, int) else None,
        checksums=tuple(
            (str(each.get("name") or each.get("path")), str(each["checksum"]).lower())
            for each in resources
            if each.get("checksum")
        ),
        delta_url=delta_url if isinstance(delta_url, str) else None,
    )


def parse_delta_index(file: SnapshotFile) -> tuple[tuple[str, str], ...]:
    """Return (version, address) of each delta an index names, the oldest first.

    Raises:
        QuarantineError: It is no such index.
    """
    versions = object_of(file).get("versions")
    if not isinstance(versions, dict):
        raise entity_error(file.name, 1, "the index of deltas names no versions.")
    return tuple(sorted((str(version), str(url)) for version, url in versions.items()))


def parse_delta(file: SnapshotFile) -> Delta:
    """Read a delta file.

    Raises:
        QuarantineError: A line is damaged, has another ``op``, or an entity without id or schema.
    """
    changes: dict[str, Entity | None] = {}
    expected: set[str] = set()
    newest = ""
    for line in lines_of(file):
        entity, op = line.value.get("entity"), line.value.get("op")
        if (
            not isinstance(op, str)
            or op not in {"ADD", "MOD", "DEL"}
            or not isinstance(entity, dict)
        ):
            raise entity_error(file.name, line.number, f"the line has the op {op!r}.")
        id_ = entity.get("id")
        if not isinstance(id_, str) or not id_.strip():
            raise entity_error(file.name, line.number, "the line has no entity with an id.")
        changes[id_] = None if op == "DEL" else entity
        if op != "ADD":
            expected.add(id_)
        newest = max(newest, stamp_of(entity.get("last_change")))
    named = _VERSION.search(file.name)
    return Delta(
        name=file.name,
        stamp=named.group(1) if named else newest,
        named=named is not None,
        changes=changes,
        expected=frozenset(expected),
    )


def in_order(deltas: Iterable[Delta]) -> tuple[Delta, ...]:
    """Return deltas from the oldest to the newest.

    Raises:
        QuarantineError: It cannot be told which of two comes first.
    """
    ordered = sorted(deltas, key=lambda delta: delta.stamp)
    for delta, following in pairwise(ordered):
        if not delta.stamp or delta.stamp == following.stamp:
            raise QuarantineError(
                f"it cannot be told whether {delta.name} or {following.name} comes first.",
                where=Place(file=following.name),
                remedy=_NAME_THEM,
            )
    return tuple(ordered)


def apply_deltas(
    deltas: Iterable[Delta], base: Iterable[str], *, made: str
) -> tuple[dict[str, Entity | None], tuple[str, ...]]:
    """Return what deltas make of the entities of a base, and what does not fit.

    Those already part of the base, by their time, change nothing.

    Args:
        deltas: In order.
        base: Ids of the entities of the base.
        made: When the base was made, as ``YYYYMMDDHHMMSS``; empty where it is not known.

    Returns:
        Each changed entity as it is at last (None where it is gone), and one sentence for each
        delta that changes entities the base does not have.

    Raises:
        QuarantineError: Most of what a delta changes is not there: it is of another data set.
    """
    changes: dict[str, Entity | None] = {}
    doubts: list[str] = []
    held = set(base)
    for delta in deltas:
        if made and delta.stamp and delta.stamp <= made:
            continue
        strangers = len(delta.expected - held)
        if strangers * 2 > len(delta.expected):
            raise QuarantineError(
                f"{strangers} of the {len(delta.expected)} entities the delta changes or deletes"
                " are not in its base: it continues another version or another data set.",
                where=Place(file=delta.name),
                remedy="Give the entities.ftm.json it continues, and every delta between.",
            )
        if strangers:
            doubts.append(f"{delta.name} changes entities that are not in its base, {strangers}")
        changes.update(delta.changes)
        held.difference_update(id_ for id_, entity in delta.changes.items() if entity is None)
        held.update(id_ for id_, entity in delta.changes.items() if entity is not None)
    return changes, tuple(doubts)


def agrees(index: Index, file: SnapshotFile) -> bool | None:
    """Return whether a file has the checksum an index states; None where it states none."""
    expected = dict(index.checksums).get(file.name)
    if expected is None:
        return None
    return hashlib.sha1(file.content, usedforsecurity=False).hexdigest() == expected


def moment_of(delta: Delta) -> Moment | None:
    """Return when a delta was made, where the name of its file says so."""
    return _instant(delta.stamp) if delta.named else None


def stamp_of(value: object) -> str:
    """Return a version or a time as ``YYYYMMDDHHMMSS``; empty where it is neither."""
    figures = "".join(_FIGURES.findall(value)) if isinstance(value, str) else ""
    return figures[:_STAMP_LENGTH] if len(figures) >= _STAMP_LENGTH else ""


def _instant(value: object) -> Moment | None:
    stamp = stamp_of(value)
    if not stamp.startswith("2") or not isinstance(value, str):
        return None
    try:
        if "T" in value:
            read = datetime.fromisoformat(value)
            instant = read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
        else:
            instant = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Moment(day=instant.date(), instant=instant)
