"""What the files of a FollowTheMoney edition are, told by their content, and their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

import orjson

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.xml import looks_like_xml

Entity = dict[str, Any]

_MARK = b"\xef\xbb\xbf"
_LARGEST_INDEX = 1 << 26
_FETCH_AGAIN = "Fetch the file again and compare its checksum with the publisher's index.json."
_WHAT_IS_READ = (
    "Give entities.ftm.json, targets.nested.json, entities.delta.json with its base, or index.json."
)


class FileKind(StrEnum):
    """What a file of an edition holds."""

    ENTITIES = "entities"
    NESTED = "nested entities"
    DELTA = "delta"
    INDEX = "index"
    DELTA_INDEX = "index of deltas"


@dataclass(frozen=True, slots=True)
class Line:
    """One JSON object of a file of lines, and where it stands."""

    number: int
    value: Entity


def kind_of(file: SnapshotFile) -> FileKind:
    """Tell what a file holds.

    Raises:
        QuarantineError: It is none of what is read here.
    """
    first = _first_value(file)
    if "op" in first and "entity" in first:
        return FileKind.DELTA
    if "schema" in first and "id" in first:
        return FileKind.NESTED if _is_nested(file) else FileKind.ENTITIES
    if isinstance(first.get("versions"), dict):
        return FileKind.DELTA_INDEX
    if "name" in first and ("resources" in first or "version" in first):
        return FileKind.INDEX
    raise QuarantineError(
        "the file holds no FollowTheMoney entities.",
        where=Place(file=file.name, line=1),
        remedy=_WHAT_IS_READ,
    )


def lines_of(file: SnapshotFile) -> Iterator[Line]:
    """Yield the objects of a file, one a line; a JSON array of them is read too.

    Raises:
        QuarantineError: A line is no JSON object: the file is cut off or damaged.
    """
    if file.content[:8].removeprefix(_MARK).lstrip().startswith(b"["):
        yield from _numbered(_parsed(file.content.removeprefix(_MARK), file, 1), file)
        return
    for number, text in enumerate(BytesIO(file.content), 1):
        stripped = text.removeprefix(_MARK) if number == 1 else text
        if not stripped.isspace() and stripped:
            value = _parsed(stripped, file, number)
            yield Line(number, _checked(value, file, number))


def object_of(file: SnapshotFile) -> Entity:
    """Return the one object of an index.

    Raises:
        QuarantineError: It is no JSON object.
    """
    return _checked(_parsed(file.content.removeprefix(_MARK), file, 1), file, 1)


def entity_error(file: str, number: int, what: str) -> QuarantineError:
    """Return an error at an entity."""
    return QuarantineError(what, where=Place(file=file, line=number), remedy=_FETCH_AGAIN)


def values_of(entity: Entity, prop: str) -> list[str]:
    """Return the texts of a property; producers write one value as a list or by itself."""
    held = properties_of(entity).get(prop)
    return texts_of(held)


def texts_of(held: object) -> list[str]:
    """Return the texts of a value that may be a list, a number or nothing."""
    if held is None:
        return []
    each: Iterable[object] = held if isinstance(held, list) else (held,)
    return [text for value in each if value is not None and (text := str(value).strip())]


def properties_of(entity: Entity) -> dict[str, Any]:
    """Return the properties of an entity that has been checked."""
    found: dict[str, Any] = entity["properties"]
    return found


def _numbered(values: object, file: SnapshotFile) -> Iterator[Line]:
    for number, value in enumerate(values if isinstance(values, list) else (), 1):
        yield Line(number, _checked(value, file, number))


def _first_value(file: SnapshotFile) -> Entity:
    if looks_like_xml(file.content):
        raise QuarantineError(
            "the file is a web page or XML, not FollowTheMoney JSON.",
            where=Place(file=file.name, line=1),
            remedy=_WHAT_IS_READ,
        )
    try:
        return next(lines_of(file)).value
    except StopIteration:
        raise entity_error(file.name, 1, "the file holds no entity.") from None
    except QuarantineError:
        # An index may be laid out over many lines.
        if len(file.content) > _LARGEST_INDEX:
            raise
        return object_of(file)


def _is_nested(file: SnapshotFile) -> bool:
    """Tell whether entities hold one another: a second ``properties`` in one line."""
    return any(text.count(b'"properties"') > 1 for text in BytesIO(file.content))


def _parsed(text: bytes, file: SnapshotFile, number: int) -> object:
    try:
        value: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise entity_error(
            file.name, number, f"the line is no JSON in UTF-8, or breaks off ({error.msg})."
        ) from error
    return value


def _checked(value: object, file: SnapshotFile, number: int) -> Entity:
    if not isinstance(value, dict):
        raise entity_error(file.name, number, "the line is no JSON object.")
    return value
