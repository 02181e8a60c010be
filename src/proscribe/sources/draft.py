"""A listing in the making: values are gathered in any order and put into one.

Equal content gives equal listings, whatever the order in the file and whatever its format.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from proscribe.model.listing import (
    Designation,
    Link,
    Listing,
    Name,
    NameKind,
    SecurityLine,
    StatedReason,
)
from proscribe.sources.countries import country_code
from proscribe.sources.dates import WrittenDate, read_date
from proscribe.sources.findings import Findings

_ORDER = list(NameKind)


@dataclass(slots=True, kw_only=True)
class Draft:
    """What one entry of a list says, gathered bit by bit.

    Attributes:
        id: Entity id, ``SOURCEKEY-ID``.
        schema: FollowTheMoney schema.
        findings: Where what is not understood is noted.
        designations: Under which programmes the subject is named.
        links: Ties to other subjects.
        securities: Lines the entry names.
        same_as: Entity ids of the same subject in other sources.
    """

    id: str
    schema: str
    findings: Findings
    designations: list[Designation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    securities: list[SecurityLine] = field(default_factory=list)
    same_as: list[str] = field(default_factory=list)
    _names: dict[tuple[NameKind, str], str | None] = field(default_factory=dict)
    _properties: dict[str, dict[str, None]] = field(default_factory=dict)
    _remarks: dict[str, None] = field(default_factory=dict)

    def note(self, what: str) -> None:
        """Note something that was not understood in this entry."""
        self.findings.note(what, self.id)

    def name(self, text: str | None, kind: NameKind, lang: str | None = None) -> None:
        """Add a name; nothing where there is no text. Blanks are collapsed."""
        cleaned = " ".join((text or "").split())
        if cleaned:
            self._names.setdefault((kind, cleaned), lang)

    def put(self, prop: str, *values: str | None) -> None:
        """Add values of a FollowTheMoney property; empty ones are left out."""
        for value in values:
            cleaned = " ".join((value or "").split())
            if cleaned:
                self._properties.setdefault(prop, {})[cleaned] = None

    def put_country(self, prop: str, text: str | None) -> None:
        """Add a country by any spelling; one that is not known is kept and noted."""
        if not (text or "").strip():
            return
        code = country_code(text or "")
        if code is None:
            self.note(f"unknown country {text!r}")
            self.keep(f"{prop} {text}")
        else:
            self.put(prop, code)

    def put_date(
        self, prop: str, text: str | None, *, month_first: bool = False
    ) -> WrittenDate | None:
        """Add a date no more exactly than it is written.

        One known only about is kept as a remark, since the property could not say so; what
        is no date is kept and noted.

        Returns:
            What was read; None where there is no text.
        """
        if not (text or "").strip():
            return None
        read = read_date(text or "", month_first=month_first)
        if read.prefix is None:
            self.note(f"unread date {text!r}")
        if read.prefix is None or read.about:
            self.keep(f"{prop} {text}")
        else:
            self.put(prop, read.prefix)
        return read

    def keep(self, text: str | None) -> None:
        """Keep a text that no field takes over, as a remark."""
        cleaned = " ".join((text or "").split())
        if cleaned:
            self._remarks[cleaned] = None

    def take(self, prop: str) -> tuple[str, ...]:
        """Remove a property and return its values, for what turns out to be of another schema."""
        return tuple(self._properties.pop(prop, {}))

    @property
    def names_found(self) -> bool:
        """True where the entry has a name of any kind."""
        return bool(self._names)

    def build(self) -> Listing:
        """Return the listing, everything in one order.

        Without a primary name the first alias, or else any name, becomes it; without any name
        the id stands in, and that is noted.
        """
        return Listing(
            id=self.id,
            schema=self.schema,
            names=self._ordered_names(),
            properties=tuple(
                (prop, tuple(sorted(values))) for prop, values in sorted(self._properties.items())
            ),
            designations=tuple(sorted(dict.fromkeys(self.designations), key=_by_program)),
            securities=tuple(dict.fromkeys(self.securities)),
            links=tuple(sorted(dict.fromkeys(self.links), key=_by_other)),
            same_as=tuple(sorted({*self.same_as} - {self.id})),
            remarks="; ".join(sorted(self._remarks)) or None,
        )

    def _ordered_names(self) -> tuple[Name, ...]:
        if not self._names:
            self.note("no name")
            return (Name(text=self.id, kind=NameKind.PRIMARY),)
        first = min(self._names, key=lambda key: _ORDER.index(key[0]))
        primary = (NameKind.PRIMARY, first[1])
        # A second primary name is another name; one that repeats the primary says nothing.
        others = {
            (NameKind.ALIAS if kind is NameKind.PRIMARY else kind, text): lang
            for (kind, text), lang in self._names.items()
            if text != first[1]
        }
        ordered = sorted(others, key=lambda key: (_ORDER.index(key[0]), key[1]))
        return (
            Name(text=primary[1], kind=NameKind.PRIMARY, lang=self._names[first]),
            *(Name(text=text, kind=kind, lang=others[kind, text]) for kind, text in ordered),
        )


def reason(text: str | None, said_by: str | None = None) -> tuple[StatedReason, ...]:
    """Return the stated basis of a designation as a tuple; empty where there is none."""
    cleaned = " ".join((text or "").split())
    return (StatedReason(text=cleaned, said_by=said_by),) if cleaned else ()


def _by_program(designation: Designation) -> tuple[str, str, str, str, str]:
    return (
        designation.authority,
        designation.program,
        designation.directive or "",
        designation.authority_id or "",
        str(designation.listed_on or ""),
    )


def _by_other(link: Link) -> tuple[str, str, str, str]:
    return link.relation, link.id or "", link.name or "", link.role or ""
