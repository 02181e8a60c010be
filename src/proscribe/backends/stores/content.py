"""The model's frozen values as canonical JSON, and back.

Canonical: keys sorted, absent values and empty tuples left out. Equal values give equal
bytes, and a field added to the model later leaves the bytes of older values as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_type_hints

import orjson

from proscribe.model.errors import StoreError
from proscribe.model.time import Moment

_Value = TypeVar("_Value")
_Convert = Callable[[Any], Any]
_WRITERS: dict[type, _Convert] = {}
_READERS: dict[type, _Convert] = {}


def encode(value: object) -> bytes:
    """Return a dataclass of the model as canonical JSON."""
    kind = type(value)
    write = _WRITERS.get(kind)
    if write is None:
        write = _WRITERS[kind] = _dataclass_writer(kind)
    return orjson.dumps(write(value), option=orjson.OPT_SORT_KEYS)


def decode(kind: type[_Value], content: bytes | str) -> _Value:
    """Return the dataclass of that type that was encoded.

    Raises:
        StoreError: The content is no such value: it is damaged, or of a newer release.
    """
    try:
        read = _READERS.get(kind)
        if read is None:
            read = _READERS[kind] = _dataclass_reader(kind)
        value: _Value = read(orjson.loads(content))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _unreadable(kind.__name__.lower(), error) from error
    return value


def decode_names(content: bytes | str) -> tuple[str, tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Return schema, names and properties of an encoded listing; much faster than all of it.

    Raises:
        StoreError: The content is no listing: it is damaged.
    """
    try:
        plain = orjson.loads(content)
        names = tuple([name["text"] for name in plain["names"]])
        properties = {name: tuple(values) for name, values in plain.get("properties", ())}
        schema: str = plain["schema"]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _unreadable("listing", error) from error
    return schema, names, properties


def _unreadable(kind: str, error: Exception) -> StoreError:
    return StoreError(
        f"a stored {kind} cannot be read ({error!r}), so nothing that rests on it can be answered.",
        remedy="Use the release of Proscribe that wrote it, or restore a copy of the store.",
    )


def _writer(hint: object) -> _Convert | None:
    """Return what makes a value of that type plain; None where JSON takes it as it is."""
    if hint is Moment:
        return _write_moment
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_writer(hint)
    wrapped = _wrapped(hint)
    write = None if wrapped is None else _writer(wrapped)
    if write is None or isinstance(hint, UnionType):
        return write
    return lambda items: [write(item) for item in items]


def _dataclass_writer(kind: type) -> _Convert:
    hints = get_type_hints(kind)
    parts = [(field.name, field.default, _writer(hints[field.name])) for field in fields(kind)]
    values_of = attrgetter(*(name for name, _, _ in parts))

    def write(value: object) -> dict[str, object]:
        return {
            name: item if convert is None else convert(item)
            for (name, default, convert), item in zip(parts, values_of(value), strict=True)
            if item is not default and item != default
        }

    return write


def _reader(hint: object) -> _Convert | None:
    """Return what makes a value of that type of plain JSON; None where it is that already."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_reader(hint)
    wrapped = _wrapped(hint)
    read = None if wrapped is None else _reader(wrapped)
    if wrapped is None or isinstance(hint, UnionType):
        return read
    return tuple if read is None else lambda items: tuple([read(item) for item in items])


def _dataclass_reader(kind: type) -> _Convert:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(plain: dict[str, object]) -> object:
        values = {}
        for name, item in plain.items():
            convert = readers[name]
            values[name] = item if convert is None else convert(item)
        return kind(**values)

    return read


def _wrapped(hint: object) -> object | None:
    """Return X of ``X | None`` and of ``tuple[X, ...]``; None of anything else."""
    match get_args(hint):
        case (wrapped, other) if other is NoneType or other is Ellipsis:
            found: object = wrapped
            return found
        case _:
            return None


def _write_moment(moment: Moment) -> str | list[str]:
    if moment.instant is None:
        return moment.day.isoformat()
    return [moment.day.isoformat(), moment.instant.astimezone(UTC).isoformat()]


def _read_moment(plain: str | list[str]) -> Moment:
    if isinstance(plain, str):
        return Moment(day=date.fromisoformat(plain))
    day, instant = plain
    return Moment(day=date.fromisoformat(day), instant=datetime.fromisoformat(instant))


_SIMPLE: dict[object, _Convert] = {
    Moment: _read_moment,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    tuple[str, tuple[str, ...]]: lambda pair: (pair[0], tuple(pair[1])),
}
