"""Fields of a file of claims, one by one: each is what it should be, or refused by name."""

from __future__ import annotations

from enum import StrEnum
from typing import NoReturn, TypeVar

from proscribe.model.claim import Span
from proscribe.model.errors import InputError, Place

_E = TypeVar("_E", bound=StrEnum)
REMEDY = "Write the file anew with `proscribe read ARTICLE --out CLAIMS.json`."


class Fields:
    """The fields of one object of a file.

    Args:
        value: What the file has there.
        file: The file.
        where: Where in it, such as ``claims[3]``; empty for the whole.

    Raises:
        InputError: It is no object.
    """

    def __init__(self, value: object, file: str, where: str) -> None:
        self._file = file
        self._where = where
        if not isinstance(value, dict):
            self.refuse(f"{where or 'the file'} is no object")
        self._fields: dict[str, object] = value

    def refuse(self, what: str) -> NoReturn:
        """Refuse the file.

        Raises:
            InputError: Always.
        """
        raise InputError(
            f"this is no file of claims that can be read: {what}.",
            where=Place(file=self._file),
            remedy=REMEDY,
        )

    def named(self, key: str) -> str:
        """Return what a field is called in messages."""
        return f"{self._where}.{key}" if self._where else key

    def has(self, key: str) -> bool:
        """Return whether a field is there and not null."""
        return self._fields.get(key) is not None

    def text(self, key: str) -> str:
        """Return a text that must be there and not be empty."""
        value = self._fields.get(key)
        if not isinstance(value, str) or not value:
            self.refuse(f"{self.named(key)} is missing or no text")
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return a text, or None where there is none."""
        return self.text(key) if self.has(key) else None

    def number(self, key: str) -> int:
        """Return a whole number, 0 or more."""
        value = self._fields.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.refuse(f"{self.named(key)} is missing or no whole number")
        return value

    def flag(self, key: str) -> bool:
        """Return a truth value; False where there is none."""
        value = self._fields.get(key, False)
        if not isinstance(value, bool):
            self.refuse(f"{self.named(key)} is neither true nor false")
        return value

    def choice(self, key: str, kind: type[_E], default: _E | None = None) -> _E:
        """Return a word of a fixed set."""
        if default is not None and not self.has(key):
            return default
        value = self.text(key)
        if value not in frozenset(kind):
            self.refuse(f"{self.named(key)} is {value[:40]!r}, which is no {kind.__name__}")
        return kind(value)

    def inner(self, key: str) -> Fields:
        """Return an object that must be there."""
        return Fields(self._fields.get(key), self._file, self.named(key))

    def inner_or_none(self, key: str) -> Fields | None:
        """Return an object, or None where there is none."""
        return self.inner(key) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; none where there is no list."""
        value = self._list(key)
        found = tuple(one for one in value if isinstance(one, str) and one)
        if len(found) != len(value):
            self.refuse(f"{self.named(key)} holds what is no text")
        return found

    def objects(self, key: str) -> list[Fields]:
        """Return a list of objects that must be there."""
        if not self.has(key):
            self.refuse(f"{self.named(key)} is missing")
        return [
            Fields(one, self._file, f"{self.named(key)}[{at}]")
            for at, one in enumerate(self._list(key))
        ]

    def span(self, key: str, text: str) -> Span:
        """Return words of a text whose offsets stand beside them.

        Args:
            key: The field of the words.
            text: What ``start`` and ``end`` count in.
        """
        words, start, end = self.text(key), self.number("start"), self.number("end")
        if end > len(text) or text[start:end] != words:
            self.refuse(
                f"{self.named(key)} is not what doc.text has from {start} to {end}, so that the "
                "article does not say it there"
            )
        return Span(text=words, start=start, end=end)

    def _list(self, key: str) -> list[object]:
        value = self._fields.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(f"{self.named(key)} is no list")
        return value
