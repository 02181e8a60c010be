"""The moments a page is asked about: what its address says, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from proscribe.model.errors import InputError
from proscribe.model.time import Moment, parse_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proscribe.interfaces.web.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What a page is asked as of, and on what was known when.

    Attributes:
        as_of: As the address has it; None for now.
        known_at: Likewise.
        problem: What is wrong with them, in words; nothing is answered then.
    """

    as_of: str | None
    known_at: str | None
    problem: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Moments:
        """Return the moments an address names, or what is wrong with them."""
        as_of, known_at = (asked.get(name, "").strip() or None for name in ("as_of", "known_at"))
        try:
            for text in filter(None, (as_of, known_at)):
                parse_moment(text)
        except InputError as error:
            return cls(as_of=None, known_at=None, problem=str(error))
        return cls(as_of=as_of, known_at=known_at)

    @property
    def is_now(self) -> bool:
        """Whether both are now."""
        return self.as_of is None and self.known_at is None

    @property
    def asked(self) -> Moment:
        """The moment asked about."""
        return parse_moment(self.as_of or datetime.now(UTC))

    @property
    def params(self) -> dict[str, str]:
        """What an address says of them."""
        pairs = (("as_of", self.as_of), ("known_at", self.known_at))
        return {name: text for name, text in pairs if text is not None}

    def url(self, path: str, /, **params: object) -> str:
        """Return an address with these moments and further parameters; None leaves one out."""
        query = urlencode(_pairs({**self.params, **params}.items()))
        return quote(path, safe="/:@") + (f"?{query}" if query else "")

    def says(self, reader: Reader) -> str:
        """Return *today*, or *on 16 March 2021*."""
        if self.as_of is None:
            return str(reader.texts("moment.today"))
        moment = parse_moment(self.as_of)
        told = reader.day(moment.day) if moment.instant is None else reader.instant(moment.instant)
        return str(reader.texts("moment.on", day=told))


def _pairs(items: Iterable[tuple[str, object]]) -> list[tuple[str, str]]:
    found = []
    for name, value in items:
        several = value if isinstance(value, list | tuple) else [value]
        found += [(name, str(each)) for each in several if each not in (None, "")]
    return found
