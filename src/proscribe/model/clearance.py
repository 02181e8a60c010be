"""That a name somebody gave is not a listed subject: the pair decided, who said so, what woke it.

A clearance silences one pair on the content both sides had. Another content of what was
given is another pair; another content of the subject wakes the decision.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import TypeAlias
from unicodedata import normalize

from proscribe.model.identity import Judgement

Content: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Fields of a subject with their values in words, both sorted; fields without values left out."""

_MOST_FIELDS, _MOST_VALUES, _LONGEST = 3, 2, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody gave to be looked for.

    Case, spacing, Unicode's compatible forms and the order of values make no other content;
    anything else does.

    Attributes:
        schema: FollowTheMoney schema; None where none was given.
        names: The names, the first the one to show.
        properties: What else was given, by FollowTheMoney property, sorted.
    """

    schema: str | None
    names: tuple[str, ...]
    properties: Content

    @property
    def plain_names(self) -> tuple[str, ...]:
        """The names brought to one case, spacing and form, sorted."""
        return _plain(self.names)

    @property
    def names_digest(self) -> str:
        """SHA-256 of the names alone, hex."""
        return _digest([*self.plain_names])

    @property
    def digest(self) -> str:
        """SHA-256 of the whole content, hex."""
        return _digest([each for each in self.fields if each[1]])

    @property
    def fields(self) -> Content:
        """The content as fields, each value brought to one case, spacing and form."""
        schema = () if self.schema is None else (self.schema,)
        parts = (("names", self.names), ("schema", schema), *self.properties)
        return tuple((field, _plain(values)) for field, values in parts)

    def __str__(self) -> str:
        """Return it as people read it: ``Zhang Wei (Person, birthDate 1985-03-02)``."""
        name, *others = self.names or ("no name",)
        beside = [f"also {other}" for other in others]
        beside += [] if self.schema is None else [self.schema]
        beside += [f"{field} {', '.join(values)}" for field, values in self.properties]
        return f"{name} ({', '.join(beside)})" if beside else name


def build_given(
    names: Iterable[str],
    *,
    schema: str | None = None,
    properties: Mapping[str, Iterable[str]] | None = None,
) -> Given:
    """Return what was given, less what is empty.

    Args:
        names: The names, of which one at least is not blank.
        schema: FollowTheMoney schema; None or blank where none was given.
        properties: Values by property.
    """
    told = {} if properties is None else properties
    kept = ((field, _filled(told[field])) for field in sorted(told))
    return Given(
        schema=None if schema is None or not schema.strip() else schema,
        names=_filled(names),
        properties=tuple((field, values) for field, values in kept if values),
    )


def given_digest(
    schema: str | None, name: str, properties: Mapping[str, Iterable[str]] | None = None
) -> str:
    """Return the SHA-256, hex, of one name given with its schema and properties."""
    return build_given([name], schema=schema, properties=properties).digest


def subject_digest(content: Content) -> str:
    """Return the SHA-256, hex, of the content of a subject."""
    return _digest(list(content))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What was given, and a subject, as both were when a person decided.

    Attributes:
        given: What was given.
        subject_id: Id of the subject.
        referents: Ids of the subject's entries, that of the subject among them.
        caption: The subject's name to show.
        content: What the ledger held of the subject.
        judgement: What the person says of the two. Only that they differ silences anything.
        until: Last day on which it counts; None where it has no end.
        second: Whether it counts only once another person has confirmed it.
    """

    given: Given
    subject_id: str
    referents: tuple[str, ...]
    caption: str
    content: Content
    judgement: Judgement = Judgement.DIFFERENT
    until: date | None = None
    second: bool = False

    @property
    def subject_digest(self) -> str:
        """SHA-256 of the subject's content, hex."""
        return subject_digest(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a person says to a decision.

    Attributes:
        reason: Why, in words.
        by: Who said it.
        at: When (UTC).
    """

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """A person's word on whether what was given is the subject; the newest on a pair counts.

    Mostly it says that the two differ, which clears the name.

    Attributes:
        id: Its number.
        pair: What it is about.
        said: Who decided, when, why.
        withdrawn: Who took it back, when, why; None while it stands.
        confirmed: Which other person agreed, when, why; None where nobody did.
    """

    id: int
    pair: Pair
    said: Word
    withdrawn: Word | None
    confirmed: Word | None = None

    @property
    def waits(self) -> bool:
        """True where another person must still confirm it, so that it does not count."""
        return self.withdrawn is None and self.pair.second and self.confirmed is None

    @property
    def clears(self) -> bool:
        """True where it says that the two differ, and counts."""
        return self._counts and self.pair.judgement is Judgement.DIFFERENT

    @property
    def settles(self) -> bool:
        """True where it says that the two are one, and counts."""
        return self._counts and self.pair.judgement is Judgement.SAME

    @property
    def _counts(self) -> bool:
        return self.withdrawn is None and not self.waits

    def has_expired(self, today: date | None) -> bool:
        """Return whether its last day is over; where nobody knows what day it is, it may be."""
        until = self.pair.until
        return until is not None and (today is None or today > until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that is not what it was when a person decided.

    Attributes:
        side: ``given`` or ``subject``.
        field: ``names``, ``schema``, ``entries``, a property, ``designation us-ofac SDGT``, …
        gone: Values that were there then.
        new: Values that are there now.
    """

    side: str
    field: str
    gone: tuple[str, ...]
    new: tuple[str, ...]

    def __str__(self) -> str:
        """Return it in words: ``the subject's birthDate: then 1962, now 1985-03-02``."""
        parts = (("then", self.gone), ("now", self.new))
        told = ", ".join(f"{when} {_listed(values)}" for when, values in parts if values)
        owner = "given" if self.side == "given" else "subject's"
        return f"the {owner} {self.field}: {told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """The pair was decided and neither side has changed.

    Attributes:
        clearance: The decision.
    """

    clearance: Clearance

    @property
    def why(self) -> str:
        """Who decided, in a line."""
        return f"cleared by {told_of(self.clearance)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Woken:
    """The pair was decided when one side was another.

    Attributes:
        clearance: The decision, which silences nothing here.
        changes: What differs.
        has_expired: Whether the last day on which it counted is over.
    """

    clearance: Clearance
    changes: tuple[Change, ...]
    has_expired: bool = False

    @property
    def what(self) -> str:
        """What woke it, in words."""
        over = (f"it counted until {self.clearance.pair.until}",) if self.has_expired else ()
        return "; ".join((*over, *map(str, self.changes)))

    @property
    def why(self) -> str:
        """Who decided, and what differs, in a line."""
        shown = replace(self, changes=self.changes[:_MOST_FIELDS]).what
        more = len(self.changes) - _MOST_FIELDS
        rest = f"; and {more} more" if more > 0 else ""
        return f"woken: cleared by {told_of(self.clearance)}; {shown}{rest}"


Standing: TypeAlias = Silenced | Woken | None
"""How decisions bear on a pair; None where none does."""


def changes_between(side: str, then: Content, now: Content) -> tuple[Change, ...]:
    """Return the fields in which two contents differ, by name."""
    before, after = dict(then), dict(now)
    found = []
    for field in sorted(before.keys() | after.keys()):
        old, new = before.get(field, ()), after.get(field, ())
        gone = tuple(value for value in old if value not in new)
        come = tuple(value for value in new if value not in old)
        if gone or come:
            found.append(Change(side=side, field=field, gone=gone, new=come))
    return tuple(found)


def _plain(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({_normal(value) for value in values}))


def _normal(text: str) -> str:
    folded = normalize("NFKC", normalize("NFKC", text).casefold())
    return " ".join(folded.split())


def _filled(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


def _digest(value: object) -> str:
    # Escaped to ASCII, so that an unpaired surrogate has a digest like any other character.
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def told_of(clearance: Clearance) -> str:
    """Return who decided, when and why, and who confirmed it, in words."""
    said, agreed = clearance.said, clearance.confirmed
    second = "" if agreed is None else f", confirmed by {agreed.by}"
    return f"{said.by} on {said.at.date().isoformat()} ({said.reason}){second}"


def _listed(values: tuple[str, ...]) -> str:
    shown = ", ".join(_short(value) for value in values[:_MOST_VALUES])
    more = len(values) - _MOST_VALUES
    return f"{shown} and {more} more" if more > 0 else shown


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
