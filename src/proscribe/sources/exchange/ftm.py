"""FollowTheMoney entities of any producer, OpenSanctions among them.

Read are ``entities.ftm.json`` (one entity a line, as ``proscribe export`` writes it too),
``targets.nested.json``, and one ``entities.ftm.json`` with the ``entities.delta.json`` files that
continue it, which together are the same edition as the newer whole file. An ``index.json`` beside
them states the day of publication, the number of entities and checksums. A delta alone is refused.

Each import is an edition of one data set. Another data set is a source of its own, with a name:
``ftm:<name>``; its ids are ``ftm-<name>:<its id>``.

An entity of a person, company, vessel or the like is a listing, with the id ``ftm-<its id>``; what
stands in entities of its own (sanctions, ties, securities, papers, addresses, positions) goes to
whom it is about. A producer copies lists and is no authority: a designation has the authority
``ftm:<the authority it names>`` (``ftm:us-ofac``), so that no rule of law that rests on the
authority's own list is decided by a copy of it.

Memory: an edition is held whole. Of 100 MB of entities about 280 MB remain while it is recorded,
beside the bytes themselves; nested files need more, since all their entities are in memory at
once. What unpacks to more than 1 GiB, such as OpenSanctions' ``default``, is refused: take the
collection you need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.model.time import Moment
from proscribe.sources.exchange.entities import delta as deltas
from proscribe.sources.exchange.entities.files import (
    Entity,
    FileKind,
    Line,
    entity_error,
    kind_of,
    lines_of,
)
from proscribe.sources.exchange.entities.nested import unnested
from proscribe.sources.exchange.entities.subjects import Gathered, listing_of
from proscribe.sources.exchange.entities.terms import Role, role_of
from proscribe.sources.findings import Findings

_KEY = "ftm"
_ALONE = "Give the entities.ftm.json it continues together with it, and every delta between them."


@dataclass(slots=True)
class _Edition:
    """The entities of an edition, which are gone through twice."""

    whole: tuple[SnapshotFile, ...]
    nested: tuple[SnapshotFile, ...]
    changes: dict[str, Entity | None]

    def __iter__(self) -> Iterator[tuple[str, Line]]:
        """Yield each entity as it is at last, with the name of its file."""
        for file in self.whole:
            for line in lines_of(file):
                id_ = line.value.get("id")
                if not isinstance(id_, str) or id_ not in self.changes:
                    yield file.name, line
        for file in self.nested:
            for line in unnested(lines_of(file)):
                yield file.name, line
        for number, entity in enumerate(self.changes.values(), 1):
            if entity is not None:
                yield "delta", Line(number, entity)


def parse(snapshot: Snapshot, *, name: str = "") -> ParsedEdition:
    """Read an edition.

    Args:
        snapshot: The files.
        name: Name of the data set, where there are several: their ids are kept apart.

    Raises:
        QuarantineError: A file is damaged or of another kind, an id stands twice, a delta has no
            base or another one, or the files are not those their index describes.
    """
    sorted_files: dict[FileKind, list[SnapshotFile]] = {kind: [] for kind in FileKind}
    for file in snapshot.files:
        sorted_files[kind_of(file)].append(file)
    index = _index(sorted_files[FileKind.INDEX])
    edition = _Edition(
        tuple(sorted_files[FileKind.ENTITIES]), tuple(sorted_files[FileKind.NESTED]), {}
    )
    changes = deltas.in_order(map(deltas.parse_delta, sorted_files[FileKind.DELTA]))
    _check_files(edition, changes, snapshot)
    of_base = _is_of_base(index, edition, changes)
    doubts = _put_onto(edition, changes, index if of_base else None)
    # What an index of the base states does not hold of the edition that deltas make of it.
    told = None if index is None or (changes and of_base) else index
    findings = Findings()
    published = _published(told, changes)
    prefix = f"{_KEY}-{name}:" if name else f"{_KEY}-"
    listings, count = _listings(edition, Gathered(findings, published), prefix)
    stated = None if told is None or edition.nested else told.entities
    if stated not in {None, count}:
        raise QuarantineError(
            f"the files hold {count} entities, and index.json states {stated}: a part is missing.",
            remedy="Fetch all of them again.",
        )
    return ParsedEdition(
        listings=tuple(sorted(listings, key=lambda pair: pair[0].id)),
        published=published,
        records=count,
        stated_records=stated,
        warnings=(*findings.sentences(), *doubts),
        extras=(("data set", index.name),) if index is not None else (),
    )


def _index(files: list[SnapshotFile]) -> deltas.Index | None:
    if len(files) > 1:
        raise QuarantineError(
            "two files are an index.json of a data set.",
            where=Place(file=files[1].name),
            remedy="Give one edition at a time.",
        )
    return deltas.parse_index(files[0]) if files else None


def _check_files(edition: _Edition, changes: tuple[deltas.Delta, ...], snapshot: Snapshot) -> None:
    if changes and not edition.whole:
        raise QuarantineError(
            "a delta says only what has changed since another version, so that by itself it is"
            " no edition: whatever it does not name would be taken for delisted.",
            where=Place(file=changes[0].name),
            remedy=_ALONE,
        )
    if not edition.whole and not edition.nested:
        raise QuarantineError(
            "there are no entities among the files.",
            where=Place(file=snapshot.files[0].name),
            remedy="Give the entities.ftm.json beside it.",
        )
    if edition.whole and edition.nested:
        raise QuarantineError(
            "whole and nested entities were given together, which say the same twice.",
            where=Place(file=edition.nested[0].name),
            remedy="Give entities.ftm.json alone.",
        )


def _is_of_base(
    index: deltas.Index | None, edition: _Edition, changes: tuple[deltas.Delta, ...]
) -> bool:
    """Tell whether an index describes the whole files given, rather than what deltas lead to.

    Raises:
        QuarantineError: There are no deltas, and a file is not the one the index describes.
    """
    if index is None:
        return False
    agreed = [deltas.agrees(index, file) for file in (*edition.whole, *edition.nested)]
    if not changes and False in agreed:
        file = (*edition.whole, *edition.nested)[agreed.index(False)]
        raise QuarantineError(
            "its checksum is not that of index.json: it is cut off, or of another version.",
            where=Place(file=file.name),
            remedy="Fetch both again.",
        )
    newest = changes[-1].stamp if changes else ""
    return False not in agreed and deltas.stamp_of(index.version) != newest


def _put_onto(
    edition: _Edition, changes: tuple[deltas.Delta, ...], index: deltas.Index | None
) -> tuple[str, ...]:
    if not changes:
        return ()
    ids: list[str] = []
    newest = ""
    for _, line in edition:
        ids.append(str(line.value.get("id")))
        newest = max(newest, deltas.stamp_of(line.value.get("last_change")))
    made = deltas.stamp_of(index.version if index is not None else None) or newest
    edition.changes, doubts = deltas.apply_deltas(changes, ids, made=made)
    return doubts


def _published(index: deltas.Index | None, changes: tuple[deltas.Delta, ...]) -> Moment | None:
    """Return when the edition was made, as its index or the name of its last delta states."""
    if index is not None:
        return index.updated
    return deltas.moment_of(changes[-1]) if changes else None


def _listings(
    edition: _Edition, gathered: Gathered, prefix: str
) -> tuple[Iterable[tuple[Listing, str]], int]:
    """Return every listing with its locator, and the number of entities."""
    subjects: dict[str, str] = {}
    others: set[str] = set()
    for file, line in edition:
        id_, role = _checked(file, line, gathered.findings)
        if id_ in subjects or id_ in others:
            raise entity_error(file, line.number, f"the id {id_!r} stands twice.")
        if role is Role.SUBJECT:
            subjects[id_] = f"{prefix}{id_}"
        else:
            others.add(id_)
            if role is not None:
                gathered.take(line.value, role)
    count = len(subjects) + len(others)
    for security in gathered.issuers:
        if gathered.stands_alone(security, subjects):
            subjects[security] = f"{prefix}{security}"
    del others
    gathered.settle(subjects)
    listings = [
        (listing_of(line.value, gathered, subjects), f"entity {line.value['id']}")
        for _, line in edition
        if line.value["id"] in subjects
    ]
    gathered.note_rest(subjects)
    return listings, count


def _checked(file: str, line: Line, findings: Findings) -> tuple[str, Role | None]:
    """Return an entity's id and what it is to us, once it is known to be an entity."""
    id_, schema = line.value.get("id"), line.value.get("schema")
    if not isinstance(id_, str) or not id_.strip() or not isinstance(schema, str):
        raise entity_error(file, line.number, "the line has no entity with an id and a schema.")
    if not isinstance(line.value.get("properties"), dict):
        raise entity_error(file, line.number, f"the entity {id_!r} has no properties.")
    role = role_of(schema)
    if role is None:
        findings.note(f"unknown schema {schema!r}", id_)
    return id_, role


def parse_set(name: str) -> Callable[[Snapshot], ParsedEdition]:
    """Return the reader of the data set of that name."""
    return partial(parse, name=name)


SOURCE = Source(
    key=_KEY,
    authority="ftm",
    title="FollowTheMoney entities of any producer",
    joins_files=True,
    habit_days=30,
    parse=parse,
    parse_set=parse_set,
)
