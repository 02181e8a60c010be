"""Packaged facts: a YAML file in which each fact carries its own day of publication and its source.

The schema is in the reference pages. Unknown keys, undefined citations and bad
dates are errors: the files are ours, so nothing in them is guessed or passed over.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import (
    Citation,
    Designation,
    Ending,
    EndKind,
    Event,
    Link,
    Listing,
    Name,
    NameKind,
    ParsedEdition,
    SecurityLine,
    SecurityType,
    StatedReason,
)
from proscribe.model.source import Snapshot
from proscribe.sources.block import Block, read_block

_SCHEMATA = ("Company", "LegalEntity", "Organization", "Person", "PublicBody")
_RELATIONS = ("linked_to", "listed_unit", "parent", "related", "subsidiary")
_EVENTS = (
    *("award", "denial", "exchange", "filing", "guidance"),
    *("index", "injunction", "lawsuit", "market", "vacatur"),
)


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read a packaged fact file.

    Raises:
        SourceError: The file breaks its schema; the message names entry and field.
        QuarantineError: The snapshot is not one file in UTF-8.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"a file of facts stands alone; {len(snapshot.files)} were given.",
            remedy="Give one YAML file.",
        )
    file = snapshot.files[0]
    try:
        text = file.content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QuarantineError(
            f"{file.name} is not in UTF-8 ({error.reason} at byte {error.start}).",
            remedy="Save it in UTF-8.",
        ) from error
    return _edition(read_block(text, file.name))


def _edition(top: Block) -> ParsedEdition:
    key, authority, title = (top.needed(name) for name in ("key", "authority", "title"))
    published, checked = top.needed_moment("published"), top.day("checked_through")
    if checked is None:
        raise top.error("'checked_through' is missing.", "checked_through")
    complete, note = top.truth("complete"), top.text("completeness")
    if not complete and note is None:
        raise top.error("an incomplete file says in 'completeness' what is missing.", "complete")
    citations = _citations(top)
    editions = tuple(_restatement(block) for block in top.blocks("editions"))
    reader = _Reader(authority, {cited for cited, _ in citations})
    listings = tuple(_located(reader.listing(block), top.file) for block in top.blocks("listings"))
    top.close()
    _check_ids(top, [listing.id for listing, _ in listings])
    return ParsedEdition(
        listings=listings,
        published=published,
        records=len(listings),
        citations=citations,
        complete=complete,
        note=note,
        checked_through=checked,
        extras=(("key", key), ("authority", authority), ("title", title), *editions),
    )


def _restatement(block: Block) -> tuple[str, str]:
    """Read an edition of a list that is restated as a whole: its day and its number of names."""
    on, published = block.needed_moment("on"), block.needed_moment("published")
    count = block.needed("count")
    block.texts("cite")
    block.close()
    return f"edition of {on}", f"{count} names, published {published}"


def _located(listing: Listing, file: str) -> tuple[Listing, str]:
    return listing, f"{file} {listing.id}"


def _check_ids(top: Block, ids: list[str]) -> None:
    if not ids:
        raise top.error("there are no listings.", "listings")
    for each, count in Counter(ids).items():
        if count > 1:
            raise top.error(f"the id {each!r} stands twice.", "listings")


def _citations(top: Block) -> tuple[tuple[str, Citation], ...]:
    block = top.block("citations")
    if block is None:
        raise top.error("there are no citations.", "citations")
    return tuple((key, _citation(block, key)) for key in list(block.nodes))


def _citation(block: Block, key: str) -> Citation:
    held = block.block(key)
    if held is None:
        raise block.error(f"the citation {key!r} is empty.", key)
    citation = Citation(
        title=held.needed("title"),
        publisher=held.text("publisher"),
        published=held.moment("published"),
        url=held.text("url"),
        note=held.text("note"),
    )
    held.close()
    return citation


class _Reader:
    """Reads listings whose authority and citations are known.

    Args:
        authority: Key of the authority.
        cited: Keys of the citations.
    """

    def __init__(self, authority: str, cited: set[str]) -> None:
        self._authority = authority
        self._cited = cited

    def listing(self, block: Block) -> Listing:
        """Read one entry."""
        block.entry = block.needed("id")
        listing = Listing(
            id=block.entry,
            schema=block.word("schema", _SCHEMATA),
            names=self._names(block),
            properties=self._properties(block),
            same_as=block.texts("same_as"),
            links=tuple(self._link(each) for each in block.blocks("linked_to")),
            designations=tuple(self._designation(each) for each in block.blocks("designations")),
            securities=tuple(self._security(each) for each in block.blocks("securities")),
            events=tuple(self._event(each) for each in block.blocks("events")),
            remarks=block.text("remarks"),
        )
        block.close()
        return listing

    def _cite(self, block: Block) -> tuple[str, ...]:
        keys = block.texts("cite")
        for key in keys:
            if key not in self._cited:
                raise block.error(f"the citation {key!r} is not defined.", "cite")
        return keys

    def _names(self, block: Block) -> tuple[Name, ...]:
        names: list[Name] = []
        for each in block.blocks("names"):
            default = NameKind.ALIAS if names else NameKind.PRIMARY
            names.append(
                Name(
                    text=each.needed("name"),
                    kind=each.choice("kind", NameKind, default),
                    lang=each.text("lang"),
                    cite=self._cite(each),
                )
            )
            each.close()
        if not names or names[0].kind is not NameKind.PRIMARY:
            raise block.error("the first name must be there, and be the primary one.", "names")
        return tuple(names)

    def _properties(self, block: Block) -> tuple[tuple[str, tuple[str, ...]], ...]:
        properties = {"country": block.texts("country")}
        identifiers = block.block("identifiers")
        if identifiers is not None:
            for key in list(identifiers.nodes):
                properties[key] = identifiers.texts(key)
        return tuple((key, values) for key, values in sorted(properties.items()) if values)

    def _link(self, block: Block) -> Link:
        link = Link(
            relation=block.word("relation", _RELATIONS),
            id=block.text("id"),
            name=block.text("name"),
            cite=self._cite(block),
        )
        if link.id is None and link.name is None:
            raise block.error("a link names the other by 'id' or 'name'.", "linked_to")
        block.close()
        return link

    def _designation(self, block: Block) -> Designation:
        ended = block.block("ended")
        designation = Designation(
            authority=self._authority,
            program=block.needed("program"),
            authority_id=block.text("authority_id"),
            listed_on=block.day("listed_on"),
            published=block.needed_moment("published"),
            effective_on=block.day("effective_on"),
            divest_on=block.day("divest_on"),
            directive=block.text("directive"),
            as_printed=block.text("as_printed"),
            tranche=block.text("tranche"),
            reasons=tuple(self._reason(each) for each in block.blocks("reasons")),
            cite=self._cite(block),
        )
        block.close()
        return designation if ended is None else replace(designation, ended=self._ending(ended))

    def _reason(self, block: Block) -> StatedReason:
        reason = StatedReason(
            text=block.needed("text"),
            said_by=block.text("said_by"),
            cite=self._cite(block),
            published=block.moment("published"),
        )
        block.close()
        return reason

    def _ending(self, block: Block) -> Ending:
        ending = Ending(
            on=block.needed_moment("on"),
            published=block.needed_moment("published"),
            kind=block.choice("kind", EndKind),
            cite=self._cite(block),
        )
        block.close()
        return ending

    def _security(self, block: Block) -> SecurityLine:
        line = SecurityLine(
            type=block.choice("type", SecurityType),
            isin=block.text("isin"),
            cusip=block.text("cusip"),
            sedol=block.text("sedol"),
            figi=block.text("figi"),
            ticker=block.text("ticker"),
            name=block.text("name"),
            program=block.text("program"),
            since=block.day("since"),
            until=block.day("until"),
            ratio=block.text("ratio"),
            cite=self._cite(block),
        )
        block.close()
        return line

    def _event(self, block: Block) -> Event:
        event = Event(
            on=block.needed_moment("on"),
            published=block.needed_moment("published"),
            kind=block.word("kind", _EVENTS),
            text=block.needed("text"),
            said_by=block.text("said_by"),
            cite=self._cite(block),
        )
        block.close()
        return event
