"""Reads packaged YAML strictly: every key is taken once, and errors name file, line and field.

Values are read as they are written: ``NO``, ``1810``, ``2021-01-14`` and ``on``
stay text, whatever YAML 1.1 would make of them. Only an unquoted ``null``, an unquoted
``true`` or ``false``, and lists and mappings have a type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

import yaml

from proscribe.model.errors import InputError, Place, SourceError
from proscribe.model.time import Moment, parse_day, parse_moment

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"
_TRUTHS = {"true": True, "false": False}

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(slots=True)
class Block:
    """A mapping of a YAML file, of which each key is taken once.

    Attributes:
        file: Name of the file.
        entry: The listing it belongs to, for messages; empty at the top.
        line: Line it begins at.
        nodes: What has not been taken yet.
    """

    file: str
    entry: str
    line: int
    nodes: dict[str, yaml.Node]

    def error(self, what: str, field: str) -> SourceError:
        """Return an error at a field of this block."""
        about = f"{self.entry}: " if self.entry else ""
        where = Place(file=self.file, line=self.line, column=field)
        return SourceError(f"{about}{what}", where=where, remedy="Correct the file.")

    def take(self, key: str) -> yaml.Node | None:
        """Remove and return what a key holds; None where it is absent or null."""
        node = self.nodes.pop(key, None)
        return None if node is None or node.tag == _NULL else node

    def close(self) -> None:
        """Refuse keys that nothing has taken.

        Raises:
            SourceError: There is one.
        """
        for key in self.nodes:
            raise self.error(f"the key {key!r} is unknown.", key)

    def text(self, key: str) -> str | None:
        """Return a text, or None."""
        node = self.take(key)
        return None if node is None else self._scalar(node, key)

    def needed(self, key: str) -> str:
        """Return a text that must be there."""
        found = self.text(key)
        if not found:
            raise self.error(f"{key!r} is missing or empty.", key)
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where it is absent."""
        return tuple(self._scalar(node, key) for node in self._items(key))

    def truth(self, key: str) -> bool:
        """Return ``true`` or ``false``, which must be there."""
        found = _TRUTHS.get(self.needed(key))
        if found is None:
            raise self.error(f"{key!r} is neither true nor false.", key)
        return found

    def day(self, key: str) -> date | None:
        """Return a day, or None."""
        text = self.text(key)
        try:
            return None if text is None else parse_day(text)
        except InputError as error:
            raise self.error(str(error), key) from error

    def moment(self, key: str) -> Moment | None:
        """Return a day or an instant, or None."""
        text = self.text(key)
        try:
            return None if text is None else parse_moment(text)
        except InputError as error:
            raise self.error(str(error), key) from error

    def needed_moment(self, key: str) -> Moment:
        """Return a day or an instant that must be there."""
        found = self.moment(key)
        if found is None:
            raise self.error(f"{key!r} is missing: a fact without it is known at no time.", key)
        return found

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """Return one of the words of an enumeration."""
        if default is not None and key not in self.nodes:
            return default
        return kind(self.word(key, tuple(each.value for each in kind)))

    def word(self, key: str, words: tuple[str, ...]) -> str:
        """Return one of some words."""
        text = self.text(key)
        if text not in words:
            raise self.error(f"{key!r} is {text!r}, which is none of {', '.join(words)}.", key)
        return text

    def block(self, key: str) -> Block | None:
        """Return a mapping, or None."""
        node = self.take(key)
        return None if node is None else block_of(node, self.file, self.entry, key)

    def blocks(self, key: str) -> Iterator[Block]:
        """Yield the mappings of a list."""
        return (block_of(node, self.file, self.entry, key) for node in self._items(key))

    def _items(self, key: str) -> list[yaml.Node]:
        node = self.take(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(f"{key!r} is not a list.", key)
        return list(node.value)

    def _scalar(self, node: yaml.Node, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag == _NULL:
            raise self.error(f"{key!r} is not a text.", key)
        return str(node.value)


def read_block(text: str, file: str) -> Block:
    """Read a YAML file whose top is a mapping.

    Raises:
        SourceError: It is no YAML, or its top is something else.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise SourceError(
            f"the file is no YAML ({error.problem}).",
            where=Place(file=file, line=None if mark is None else mark.line + 1),
            remedy="Correct the file.",
        ) from error
    if node is None:
        raise SourceError("the file is empty.", where=Place(file=file), remedy="Correct the file.")
    return block_of(node, file, "", "the top of the file")


def block_of(node: yaml.Node, file: str, entry: str, key: str) -> Block:
    """Return a mapping node as a block.

    Raises:
        SourceError: It is no mapping, or has a key twice.
    """
    block = Block(file, entry, node.start_mark.line + 1, {})
    if not isinstance(node, yaml.MappingNode):
        raise block.error(f"{key!r} is not a mapping.", key)
    for name, value in node.value:
        if name.value in block.nodes:
            raise block.error(f"the key {name.value!r} stands twice.", str(name.value))
        block.nodes[str(name.value)] = value
    return block
