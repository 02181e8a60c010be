"""What every format of an OFAC list says of one party, before it becomes a listing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from proscribe.model.time import Moment

_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Party(StrEnum):
    """The kind of a listed party, as OFAC divides them."""

    INDIVIDUAL = "individual"
    ENTITY = "entity"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name in OFAC's two parts; of what is no individual, all of it is the last name.

    Attributes:
        last: Last name, or the whole name.
        first: First names; None where none are printed.
    """

    last: str
    first: str | None = None

    @property
    def full(self) -> str:
        """First names, then the last name."""
        return self.last if self.first is None else f"{self.first} {self.last}"

    @property
    def filed(self) -> str:
        """As OFAC files and cites it: ``LAST, First``."""
        return self.last if self.first is None else f"{self.last}, {self.first}"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name: ``a.k.a.``, ``f.k.a.`` or ``n.k.a.``, strong or weak."""

    name: PrintedName
    relation: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value: ``Tax ID No.``, ``Equity Ticker``, ``DOB`` and the like.

    Attributes:
        label: As OFAC writes it.
        value: As OFAC writes it, blanks collapsed.
        country: Of the issuing authority, where it stands apart from the value.
    """

    label: str
    value: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie to another party of the list.

    Attributes:
        name: The other's name, as filed.
        role: What the tie is, in OFAC's words, where the format states it.
    """

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address: its one line without the country, and the country."""

    line: str
    country: str | None

    @classmethod
    def joined(
        cls, streets: list[str], places: list[str], postal_code: str, country: str | None
    ) -> Address:
        """Write the parts as one line, as the delimited files do: ``street, city, state code``."""
        town = " ".join(part for part in (", ".join(filter(None, places)), postal_code) if part)
        return cls(", ".join(part for part in (*streets, town) if part), country or None)


@dataclass(slots=True, kw_only=True)
class Record:
    """One party of an OFAC list.

    Attributes:
        uid: OFAC's own number, the same in every list and format.
        locator: Where it stands in the file.
        party: What it is; None where the list says something unknown.
        name: Its primary name.
        programs: Programme tags as printed.
        title: Title or office of an individual.
        aliases: Other names.
        facts: Labelled values, in the order of the file.
        addresses: Addresses.
        notes: Free text, in fragments.
        broken: The fragment at which cut remarks break off.
        links: Ties to other parties.
        list_days: ISO day of entry by name of list, where the format states it; empty where
            it cannot be read.
        acts: The acts its entries rest on, where the format states them.
    """

    uid: str
    locator: str
    party: Party | None
    name: PrintedName
    programs: list[str] = field(default_factory=list)
    title: str | None = None
    aliases: list[Alias] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    broken: str | None = None
    links: list[Tie] = field(default_factory=list)
    list_days: dict[str, str] = field(default_factory=dict)
    acts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSet:
    """All records of one edition in one format.

    Attributes:
        records: In the order of the file.
        published: Day the file states.
        stated: Count the file claims.
        lists: Names of the lists the file says it holds; empty where it does not say.
        part: In plain words, what part of them the file holds; None where all of it.
        extras: Facts about the file itself.
    """

    records: list[Record]
    published: Moment | None
    stated: int | None
    lists: frozenset[str] = frozenset()
    part: str | None = None
    extras: tuple[tuple[str, str], ...] = ()


def is_number(text: str) -> bool:
    """Tell whether a text is a number such as OFAC gives to parties."""
    return text.isascii() and text.isdigit()


def printed_name(text: str, party: Party | None) -> PrintedName:
    """Read a name written in one piece; an individual's is ``LAST, First``."""
    if party is Party.INDIVIDUAL:
        last, comma, first = text.partition(", ")
        if comma and first:
            return PrintedName(last, first)
    return PrintedName(text)


def parted_name(last: str, first: str | None, party: Party | None) -> PrintedName:
    """Read a name printed in two parts; the first may be missing though it is an individual's.

    Marks that steer the direction of writing are left out: they are no part of the name.
    """
    last = _DIRECTION_MARKS.sub("", last)
    return (
        PrintedName(last, _DIRECTION_MARKS.sub("", first)) if first else printed_name(last, party)
    )
