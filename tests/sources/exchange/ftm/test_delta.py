"""Deltas: a base and what continues it are the newer whole file, and nothing else is."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.exchange.entities.delta import parse_delta_index, parse_index
from proscribe.sources.exchange.ftm import SOURCE
from proscribe.sources.snapshot import open_snapshot

ONE, TWO, THREE = "20240101060001-abc", "20240102060001-bcd", "20240103060001-cde"


def person(id_: str, name: str, day: str = "01") -> dict[str, Any]:
    return {
        "id": id_,
        "schema": "Person",
        "properties": {"name": [name]},
        "last_change": f"2024-01-{day}T06:00:01",
    }


def whole(*entities: dict[str, Any], name: str = "entities.ftm.json") -> SnapshotFile:
    return SnapshotFile(name=name, content="\n".join(map(json.dumps, entities)).encode())


def delta(version: str, *ops: tuple[str, dict[str, Any]]) -> SnapshotFile:
    lines = (json.dumps({"op": op, "entity": entity}) for op, entity in ops)
    return SnapshotFile(name=f"{version}.delta.json", content="\n".join(lines).encode())


def index(version: str, count: int, *files: SnapshotFile) -> SnapshotFile:
    day = version[6:8]
    held = {
        "name": "xx_example",
        "version": version,
        "updated_at": f"2024-01-{day}T06:00:01",
        "entity_count": count,
        "resources": [
            {
                "name": file.name,
                "checksum": hashlib.sha1(file.content, usedforsecurity=False).hexdigest(),
            }
            for file in files
        ],
    }
    return SnapshotFile(name="index.json", content=json.dumps(held, indent=2).encode())


BASE = whole(person("a", "Ann"), person("b", "Bob"), person("c", "Cid"))
SECOND = delta(
    TWO, ("MOD", person("b", "Bea", "02")), ("DEL", {"id": "c"}), ("ADD", person("d", "Dan", "02"))
)
THIRD = delta(THREE, ("DEL", {"id": "d"}), ("ADD", person("c", "Cid again", "03")))
NEWEST = whole(person("a", "Ann"), person("b", "Bea", "02"), person("c", "Cid again", "03"))


def parse(*files: SnapshotFile) -> ParsedEdition:
    return SOURCE.parse(open_snapshot(files))


def test_a_base_with_its_deltas_is_the_newer_whole_file() -> None:
    for files in ((BASE, SECOND, THIRD), (THIRD, BASE, SECOND)):
        joined = parse(*files)

        assert joined.listings == parse(NEWEST).listings
        assert (joined.records, joined.warnings) == (3, ())
        assert joined.published == Moment(
            day=date(2024, 1, 3), instant=datetime(2024, 1, 3, 6, 0, 1, tzinfo=UTC)
        )


def test_a_delta_alone_is_refused_and_says_why() -> None:
    with pytest.raises(QuarantineError, match="would be taken for delisted"):
        parse(SECOND)


def test_a_delta_that_the_base_already_holds_changes_nothing() -> None:
    assert parse(NEWEST, SECOND, THIRD).listings == parse(NEWEST).listings
    assert parse(NEWEST, index(THREE, 3, NEWEST), SECOND).listings == parse(NEWEST).listings


def test_a_delta_of_another_data_set_is_refused() -> None:
    with pytest.raises(QuarantineError, match="2 of the 2 entities the delta changes"):
        parse(BASE, delta(TWO, ("MOD", person("x", "X", "02")), ("DEL", {"id": "y"})))


def test_a_delta_that_skips_a_version_is_doubted() -> None:
    later = delta(THREE, ("MOD", person("a", "Ann B", "03")), ("DEL", {"id": "d"}))

    assert parse(BASE, later).warnings == (
        f"{THREE}.delta.json changes entities that are not in its base, 1",
    )


def test_deltas_without_a_version_in_their_name_go_by_their_newest_change() -> None:
    renamed = [
        SnapshotFile(name=f"{name}.json", content=file.content)
        for name, file in (("x", THIRD), ("y", SECOND))
    ]

    assert parse(BASE, *renamed).listings == parse(NEWEST).listings
    assert parse(BASE, *renamed).published is None


def test_deltas_of_which_neither_is_the_later_are_refused() -> None:
    same = SnapshotFile(name=f"copy-{TWO}.json", content=THIRD.content)

    with pytest.raises(QuarantineError, match="comes first"):
        parse(BASE, SECOND, same)


def test_an_index_of_the_newer_version_proves_that_no_delta_is_missing() -> None:
    told = parse(BASE, SECOND, THIRD, index(THREE, 3, NEWEST))

    assert (told.records, told.stated_records) == (3, 3)
    assert told.extras == (("data set", "xx_example"),)
    with pytest.raises(QuarantineError, match=r"hold 3 entities, and index\.json states 4"):
        parse(BASE, SECOND, THIRD, index(THREE, 4, NEWEST))


def test_an_index_of_the_base_says_nothing_of_what_deltas_make_of_it() -> None:
    told = parse(BASE, index(ONE, 3, BASE), SECOND)

    assert (told.records, told.stated_records) == (3, None)
    assert told.published is not None
    assert told.published.day == date(2024, 1, 2)


def test_an_index_states_publication_and_number_and_proves_the_bytes() -> None:
    told = parse(BASE, index(ONE, 3, BASE))

    assert told.published == Moment(
        day=date(2024, 1, 1), instant=datetime(2024, 1, 1, 6, 0, 1, tzinfo=UTC)
    )
    assert told.stated_records == 3
    with pytest.raises(QuarantineError, match="checksum is not that"):
        parse(BASE, index(ONE, 3, NEWEST))
    with pytest.raises(QuarantineError, match="a part is missing"):
        parse(BASE, index(ONE, 9, BASE))


def test_an_index_alone_is_no_edition() -> None:
    with pytest.raises(QuarantineError, match="no entities among the files"):
        parse(index(ONE, 3, BASE))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"op": "PUT", "entity": {"id": "a"}}', "has the op 'PUT'"),
        (b'{"op": "DEL", "entity": "a"}', "has the op 'DEL'"),
        (b'{"op": "ADD", "entity": {"schema": "Person"}}', "no entity with an id"),
        (b'{"op": "ADD", "entity": {"id": "a", "sch', "no JSON"),
    ],
)
def test_a_damaged_delta_is_refused(line: bytes, says: str) -> None:
    file = SnapshotFile(name="x.delta.json", content=SECOND.content + b"\n" + line)

    with pytest.raises(QuarantineError, match=says):
        parse(BASE, file)


def test_an_index_of_deltas_names_them_from_the_oldest() -> None:
    held = {"versions": {THREE: "https://example.org/3", TWO: "https://example.org/2"}}
    file = SnapshotFile(name="delta.json", content=json.dumps(held, indent=1).encode())

    assert parse_delta_index(file) == (
        (TWO, "https://example.org/2"),
        (THREE, "https://example.org/3"),
    )
    assert parse(BASE, file).records == 3


def test_an_index_is_read_without_what_is_not_stated() -> None:
    read = parse_index(SnapshotFile(name="index.json", content=b'{"name": "x", "version": "v1"}'))

    assert (read.updated, read.entities, read.checksums, read.delta_url) == (None, None, (), None)
