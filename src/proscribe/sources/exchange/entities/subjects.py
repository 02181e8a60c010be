"""Subjects of an edition, each with what other entities of it say about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from sys import intern

from proscribe.model.listing import Designation, Link, Listing, NameKind, SecurityLine, SecurityType
from proscribe.model.time import Moment
from proscribe.sources.draft import Draft
from proscribe.sources.exchange.entities import ties
from proscribe.sources.exchange.entities.files import Entity, properties_of, texts_of, values_of
from proscribe.sources.exchange.entities.referents import same_as
from proscribe.sources.exchange.entities.sanctions import designations_of, properties_of_holder
from proscribe.sources.exchange.entities.terms import Role, is_entity, is_known, is_shared
from proscribe.sources.findings import Findings

_KEY = "ftm"
_NAMES = {
    "name": NameKind.ALIAS,
    "alias": NameKind.ALIAS,
    "weakAlias": NameKind.WEAK,
    "abbreviation": NameKind.WEAK,
    "previousName": NameKind.FORMER,
}
_ENTITY_FIELDS = frozenset(
    {"id", "schema", "properties", "caption", "datasets", "referents",
     # When and how the producer saw it, not what is said of the subject.
     "target", "first_seen", "last_seen", "last_change", "origin"}
)  # fmt: skip
_UNUSED = frozenset({"alephUrl", "indexText", "modifiedAt", "retrievedAt", "createdAt", "proof",
                     "publisher", "publisherUrl", "riskSource"})  # fmt: skip


@dataclass(slots=True)
class Gathered:
    """What entities that are no subjects say of others, by the id of whom it is about.

    Attributes:
        findings: Where what is not read is noted.
        published: When the edition was published, where it says so.
    """

    findings: Findings
    published: Moment | None
    designations: dict[str, list[Designation]] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)
    properties: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    securities: dict[str, list[SecurityLine]] = field(default_factory=dict)
    issuers: dict[str, list[str]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    positions: dict[str, list[str]] = field(default_factory=dict)
    posts: list[Entity] = field(default_factory=list)

    def take(self, entity: Entity, role: Role) -> None:
        """Keep what an entity that is no subject says of others."""
        if role is Role.SANCTION:
            self._take_sanction(entity)
        elif role is Role.EDGE:
            self._take_edge(entity)
        elif role is Role.SECURITY:
            self._take_security(entity)
        elif role is Role.OTHER:
            what = f"entities of schema {entity['schema']} are not read"
            self.findings.note(what, str(entity["id"]))
        else:
            self._take_detail(entity, role)

    def settle(self, subjects: Mapping[str, str]) -> None:
        """Give posts and securities to their holders and issuers, once all of them are known."""
        for post in self.posts:
            titles = [title for at in values_of(post, "post") for title in self._titles(at)]
            said = list(ties.post_of(post, titles, self.findings))
            for holder in values_of(post, "holder"):
                self.properties.setdefault(holder, []).extend(("position", text) for text in said)
        self.posts.clear()
        for security, issuers in self.issuers.items():
            for issuer in issuers:
                if issuer in subjects and issuer not in self.issuers:
                    self.securities.setdefault(issuer, []).extend(self.securities[security])

    def stands_alone(self, security: str, subjects: Mapping[str, str]) -> bool:
        """Tell whether a security is a subject itself: named by a list, tied, or of nobody."""
        issued = any(issuer in subjects for issuer in self.issuers[security])
        return not issued or security in self.designations or security in self.links

    def note_rest(self, subjects: Mapping[str, str]) -> None:
        """Note what was said of entities that are not in the file, nor tied to one as a list's."""
        untied = [
            id_
            for id_, links in self.links.items()
            if not (any(same_as({"id": id_})) and any(link.id in subjects for link in links))
        ]
        for what, held in (
            ("a sanction", self.designations),
            ("a tie", untied),
            ("a paper or position", self.properties),
        ):
            for id_ in held:
                self.findings.note(f"{what} of an entity that is not in the file", id_)

    def _take_sanction(self, entity: Entity) -> None:
        holders = values_of(entity, "entity")
        if not holders:
            self.findings.note("a sanction of nobody", str(entity["id"]))
        designations = designations_of(entity, self.published, self.findings)
        said = properties_of_holder(entity)
        for holder in holders:
            self.designations.setdefault(holder, []).extend(designations)
            if said:
                self.properties.setdefault(holder, []).extend(said)

    def _take_edge(self, entity: Entity) -> None:
        if entity["schema"] == "Occupancy":
            self.posts.append(entity)
            return
        for holder, link in ties.links_of(entity, self.findings):
            self.links.setdefault(holder, []).append(link)

    def _take_detail(self, entity: Entity, role: Role) -> None:
        id_ = str(entity["id"])
        if role is Role.POSITION:
            self.positions[id_] = values_of(entity, "name") or [str(entity.get("caption") or id_)]
        elif role is Role.ADDRESS:
            address = ties.address_of(entity, self.findings)
            if address is not None:
                self.addresses[id_] = address
        else:
            said = list(ties.paper_of(entity, self.findings))
            for holder in values_of(entity, "holder"):
                self.properties.setdefault(holder, []).extend(said)

    def _take_security(self, entity: Entity) -> None:
        id_ = str(entity["id"])
        self.issuers[id_] = values_of(entity, "issuer")
        self.securities.setdefault(id_, []).extend(ties.lines_of_security(entity, self.findings))

    def _titles(self, post: str) -> Iterable[str]:
        return self.positions.get(post) or [post]


def listing_of(entity: Entity, gathered: Gathered, subjects: Mapping[str, str]) -> Listing:
    """Return the listing of a subject, and drop what was gathered about it.

    Args:
        entity: The subject.
        gathered: What other entities say of it.
        subjects: Our id of each subject, by its id in the file.
    """
    id_, schema = str(entity["id"]), str(entity["schema"])
    draft = Draft(id=subjects[id_], schema=schema, findings=gathered.findings)
    _put_names(draft, entity)
    for prop, held in properties_of(entity).items():
        if prop not in _NAMES and prop not in _UNUSED:
            _put(draft, (prop, texts_of(held)), gathered, subjects)
    for prop, value in gathered.properties.pop(id_, ()):
        _put_said(draft, prop, value)
    draft.designations += gathered.designations.pop(id_, ())
    links = _each_once(gathered.links.pop(id_, ()))
    draft.links += (_resolved(link, subjects) for link in links)
    draft.securities += gathered.securities.pop(id_, ())
    draft.securities += _own_lines(entity)
    draft.same_as += same_as(entity)
    datasets = texts_of(entity.get("datasets"))
    if datasets:
        draft.keep(f"datasets {', '.join(sorted(datasets))}")
    for name in entity.keys() - _ENTITY_FIELDS:
        draft.note(f"unread field {name}")
    return _thrifty(draft.build())


def _put_names(draft: Draft, entity: Entity) -> None:
    caption = entity.get("caption")
    names = values_of(entity, "name")
    if isinstance(caption, str) and (caption in names or not names):
        draft.name(caption if caption != entity["id"] else None, NameKind.PRIMARY)
    elif names:
        draft.name(names[0], NameKind.PRIMARY)
    for prop, kind in _NAMES.items():
        for text in values_of(entity, prop):
            draft.name(text, kind)


def _put(
    draft: Draft, held: tuple[str, list[str]], gathered: Gathered, subjects: Mapping[str, str]
) -> None:
    prop, values = held
    if not is_known(draft.schema, prop):
        draft.note(f"unread property {draft.schema} {prop}")
        draft.keep("; ".join(f"{prop} {value}" for value in values))
    elif prop == "addressEntity":
        draft.put("address", *(gathered.addresses.get(value, value) for value in values))
    elif is_entity(draft.schema, prop):
        links = (Link(relation=intern(prop), id=value) for value in values)
        draft.links += (_resolved(link, subjects) for link in links)
    else:
        draft.put(prop, *values)


def _put_said(draft: Draft, prop: str, value: str) -> None:
    if prop in {"position", "notes", "passportNumber"} and not is_known(draft.schema, prop):
        draft.keep(f"{prop} {value}")
    else:
        draft.put(prop, value)


def _each_once(links: Iterable[Link]) -> Iterator[Link]:
    """Yield each tie once; shares of entities that are alike in all are kept, side by side."""
    for link, times in Counter(links).items():
        share = link.share
        yield link if share is None else replace(link, share=" + ".join([share] * times))


def _resolved(link: Link, subjects: Mapping[str, str]) -> Link:
    """Return a link with our id of the other, or its name where nobody has it.

    Whom the file does not have may be an entry of a list, written by its id there.
    """
    known = subjects.get(link.id or "")
    if known is None:
        [*listed] = same_as({"id": link.id})
        known = listed[0] if len(listed) == 1 else None
    return replace(link, id=known, name=link.id if known is None else None)


def _own_lines(entity: Entity) -> Iterator[SecurityLine]:
    """Yield lines a company names among its own properties."""
    if str(entity["schema"]) == "Security":
        return
    for isin in values_of(entity, "isinCode"):
        yield SecurityLine(type=SecurityType.OTHER, isin=isin.upper())
    for ticker in values_of(entity, "ticker"):
        yield SecurityLine(type=SecurityType.OTHER, ticker=ticker)


def _thrifty(listing: Listing) -> Listing:
    """Return the listing with one copy in memory of each value that many others have too."""
    return replace(
        listing,
        schema=intern(listing.schema),
        properties=tuple(
            (
                intern(prop),
                tuple(map(intern, values)) if is_shared(listing.schema, prop) else values,
            )
            for prop, values in listing.properties
        ),
        remarks=None if listing.remarks is None else intern(listing.remarks),
    )
