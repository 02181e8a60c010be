"""Owners of a subject through all layers, as the sources of the ledger state them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from proscribe.law.case import Span
from proscribe.matching.keys import name_keys
from proscribe.securities.ownership.percentages import Bounds, stated_apart
from proscribe.securities.ownership.relations import Side, share_of, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from proscribe.ledger.history import Subject
    from proscribe.ledger.tied import StatedTie
    from proscribe.model.listing import Link
    from proscribe.screening.directory import Directory
    from proscribe.screening.stakes import Stakes

_PARTIAL = re.compile(r"(?:^|; )(from|to) (\d{4})(?:-(\d{2}))?(?=;|$)")
_OVER = frozenset({"inactive", "null", "ceased", "ended", "former", "historic", "historical"})
_GLEIF = "gleif-"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Someone in the graph: a subject of the ledger, or a name that a source prints.

    Attributes:
        key: What tells it from others: the subject's id, or the name.
        caption: What to call it.
        subject: The subject as known; None where only a name or an id is printed.
        is_name: True where only a name is printed.
    """

    key: str
    caption: str
    subject: Subject | None
    is_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """That one owns another, as one source states it.

    Attributes:
        owner: Key of the owner.
        owned: Key of what is owned.
        bounds: The share.
        span: When it holds.
        tie: What the source states.
    """

    owner: str
    owned: str
    bounds: Bounds
    span: Span
    tie: StatedTie

    @property
    def said(self) -> str:
        """Who says so, in words."""
        link = self.tie.link
        said = f"{self.tie.source} of {self.tie.last}"
        if link.share is not None and not self.bounds.exact:
            said += f", which prints {link.share!r}"
        elif link.share is None and link.role:
            said += f": {link.role}"
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerGraph:
    """A subject with everyone above it, or below it.

    Attributes:
        target: Key of the subject.
        owners: Everyone, the subject itself too, by key.
        edges: Who owns whom, the nearest first.
    """

    target: str
    owners: dict[str, Owner]
    edges: tuple[Edge, ...]


class Owners:
    """Looks up owners, each once.

    Args:
        directory: Subjects of the ledger, and what sources state of them.
        known: Up to when facts count (UTC).
        within: Ids of the only entries worth following; None: all are.

    Attributes:
        stakes: What was made of it, by regime, whether suspicious, and subject.
    """

    def __init__(
        self, directory: Directory, known: datetime, within: frozenset[str] | None = None
    ) -> None:
        self._directory = directory
        self._known = known
        self._within = within
        self._owners: dict[str, Owner] = {}
        self._edges: dict[str, tuple[Edge, ...]] = {}
        self._above: dict[str, OwnerGraph] = {}
        self.stakes: dict[tuple[str, bool, str], Stakes] = {}

    def above(self, subject: Subject) -> OwnerGraph:
        """Return everyone above a subject."""
        if subject.id not in self._above:
            self.look_up((subject,))
            self._above[subject.id] = self._graph(subject.id)
        return self._above[subject.id]

    def above_name(self, name: str) -> OwnerGraph:
        """Return everyone above somebody whom no entry is about, but whom one calls its own."""
        key = f"name {name}"
        if key not in self._above:
            core = name_keys(name).core
            ids = self._directory.find("owned_name", (core,)).get(core, frozenset())
            holders, _ = self._known_subjects(set(ids))
            self._owners[key] = Owner(key=key, caption=name, subject=None)
            self._edges[key] = tuple(
                _edge(self._node(tie.holder, holders), self._owners[key], tie)
                for tie in self._directory.ties(ids, self._known)
                if tie.holder in holders and _is_printed(tie.link, name)
            )
            self.look_up(holders.values())
            self._above[key] = self._graph(key)
        return self._above[key]

    def look_up_names(self, names: Iterable[str]) -> None:
        """Look up at once which of many names nobody calls its own."""
        cores = {name: name_keys(name).core for name in names}
        found = self._directory.find("owned_name", {*cores.values()})
        for name, core in cores.items():
            if not found.get(core):
                key = f"name {name}"
                owner = Owner(key=key, caption=name, subject=None)
                self._above[key] = OwnerGraph(target=key, owners={key: owner}, edges=())

    def below(self, subject: Subject) -> OwnerGraph:
        """Return everyone below a subject: what it owns, what that owns, and so on."""
        found = {subject.id: _owner(subject)}
        edges: list[Edge] = []
        layer = [subject]
        while layer:
            by_id = {ref: one for one in layer for ref in one.referents}
            stating = {*by_id}.union(*self._directory.find("owner", by_id).values())
            pairs = [
                pair
                for tie in self._directory.ties(stating, self._known)
                for pair in _ends_below(tie, by_id)
            ]
            reached = self._edges_of(pairs, by_id)
            edges += reached
            new = {edge.owned: self._owners[edge.owned] for edge in reached}
            fresh = [owner for key, owner in new.items() if key not in found]
            found |= {owner.key: owner for owner in fresh}
            layer = [owner.subject for owner in fresh if owner.subject is not None]
        return OwnerGraph(target=subject.id, owners=found, edges=tuple(edges))

    def _graph(self, target: str) -> OwnerGraph:
        found: dict[str, None] = {target: None}
        edges: list[Edge] = []
        new = [target]
        while new:
            reached = [edge for key in new for edge in self._edges.get(key, ())]
            edges += reached
            new = [key for key in dict.fromkeys(e.owner for e in reached) if key not in found]
            found.update(dict.fromkeys(new))
        owners = {key: self._owners[key] for key in found}
        return OwnerGraph(target=target, owners=owners, edges=tuple(edges))

    def look_up(self, subjects: Iterable[Subject]) -> None:
        """Look up the owners of many subjects at once, layer by layer."""
        layer = [one for one in subjects if one.id not in self._edges]
        for one in layer:
            self._owners.setdefault(one.id, _owner(one))
        while layer:
            worth = [one for one in layer if self._worth(one)]
            self._edges.update(dict.fromkeys((one.id for one in layer), ()))
            above = {edge.owner for edge in self._look_up(worth)} - self._edges.keys()
            owners = (self._owners[key].subject for key in sorted(above))
            layer = [one for one in owners if one is not None]

    def _worth(self, subject: Subject) -> bool:
        return self._within is None or not self._within.isdisjoint(subject.referents)

    def _look_up(self, subjects: Iterable[Subject]) -> list[Edge]:
        by_id = {ref: one for one in subjects for ref in one.referents}
        if not by_id:
            return []
        cores = _cores(by_id.values())
        holders = self._directory.find("owned", by_id)
        naming = self._directory.find("owned_name", cores)
        stating = {*by_id}.union(*holders.values(), *naming.values())
        pairs = [
            pair
            for tie in self._directory.ties(stating, self._known)
            for pair in _ends(tie, by_id, cores)
        ]
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self._edges_of(pairs, by_id):
            found[edge.owned].append(edge)
        self._edges.update({key: tuple(edges) for key, edges in found.items()})
        return [edge for edges in found.values() for edge in edges]

    def _edges_of(
        self, pairs: Iterable[tuple[str, str, StatedTie]], by_id: dict[str, Subject]
    ) -> tuple[Edge, ...]:
        """Return the edges of (owner, owned, tie), ends given by id or printed name."""
        listed = list(pairs)
        met, bearers = self._known_subjects(
            {end for pair in listed for end in pair[:2]} - by_id.keys()
        )
        known = by_id | met
        found = []
        for owner, owned, tie in listed:
            printed = tie.link.name if tie.link.id is None else None
            below = self._node(owned, known, is_name=owned == printed)
            several = bearers.get(owner, ())
            for subject in several or (known.get(owner),):
                above = self._node(owner, {owner: subject}, is_name=owner == printed)
                if above.key != below.key:
                    edge = _edge(above, below, tie)
                    found.append(_doubtful(edge) if several else edge)
        # Many sources print a tie with both its ends, which says it once.
        edges = _with_others(found)
        once = {(one.owner, one.owned, one.bounds, one.span, one.said): one for one in edges}
        return tuple(once.values())

    def _known_subjects(
        self, ids: set[str]
    ) -> tuple[dict[str, Subject], dict[str, tuple[Subject, ...]]]:
        """Return the subjects of ids, and the several that one LEI without a record may mean."""
        found = self._directory.subjects(ids, self._known)
        known = {ref: one for one in found for ref in one.referents}
        # Whom GLEIF ties to others without a record of its own may be an entry of other lists.
        leis = {id_.removeprefix(_GLEIF): id_ for id_ in ids - known.keys() if id_[:6] == _GLEIF}
        several: dict[str, tuple[Subject, ...]] = {}
        for lei, bearers in self._directory.find("lei", leis).items() if leis else ():
            others = self._directory.subjects(bearers, self._known)
            if len(others) > 1:
                several[leis[lei]] = others
            elif others:
                known[leis[lei]] = others[0]
        return known, several

    def _node(
        self, end: str, known: Mapping[str, Subject | None], *, is_name: bool = False
    ) -> Owner:
        subject = None if is_name else known.get(end)
        node = Owner(key=end, caption=end, subject=None, is_name=is_name)
        node = node if subject is None else _owner(subject)
        return self._owners.setdefault(node.key, node)


def _owner(subject: Subject) -> Owner:
    return Owner(key=subject.id, caption=subject.caption, subject=subject)


def _cores(subjects: Iterable[Subject]) -> dict[str, list[Subject]]:
    cores: dict[str, list[Subject]] = {}
    for one in {subject.id: subject for subject in subjects}.values():
        for core in {name_keys(name.text).core for name in one.names}:
            cores.setdefault(core, []).append(one)
    return cores


def _ends(
    tie: StatedTie, by_id: dict[str, Subject], cores: dict[str, list[Subject]]
) -> Iterator[tuple[str, str, StatedTie]]:
    """Yield owner and owned of a tie that says who owns one of the subjects."""
    link, side = tie.link, side_of(tie.link)
    if side is Side.OWNER and tie.holder in by_id:
        yield link.id or link.name or "", tie.holder, tie
    elif side is Side.OWNED and link.id is not None:
        if link.id in by_id:
            yield tie.holder, link.id, tie
    elif side is Side.OWNED and link.name is not None:
        printed = name_keys(link.name)
        for subject in cores.get(printed.core, ()):
            if any(name_keys(name.text).agrees(printed) for name in subject.names):
                yield tie.holder, subject.id, tie


def _ends_below(tie: StatedTie, by_id: dict[str, Subject]) -> Iterator[tuple[str, str, StatedTie]]:
    """Yield owner and owned of a tie that says whom one of the subjects owns."""
    link, side = tie.link, side_of(tie.link)
    if side is Side.OWNED and tie.holder in by_id:
        yield tie.holder, link.id or link.name or "", tie
    elif side is Side.OWNER and link.id in by_id:
        yield link.id, tie.holder, tie


def _is_printed(link: Link, name: str) -> bool:
    """Return whether a tie prints a name as that of somebody owned."""
    if side_of(link) is not Side.OWNED or link.id is not None or link.name is None:
        return False
    printed, given = name_keys(link.name), name_keys(name)
    return printed.core == given.core and printed.agrees(given)


def _edge(above: Owner, below: Owner, tie: StatedTie) -> Edge:
    return Edge(
        owner=above.key,
        owned=below.key,
        bounds=share_of(tie.link),
        span=_span(tie),
        tie=tie,
    )


def _span(tie: StatedTie) -> Span:
    """Return when a tie holds: as printed, else while editions state it."""
    link = tie.link
    if link.since is not None and link.until is not None and link.until < link.since:
        # Which of the two days is wrong, nobody can tell.
        return Span(surely_until=date.min)
    begins = surely_from = link.since
    surely_until = ends = link.until
    for word, year, month in _PARTIAL.findall(link.role or ""):
        first, last = _days(int(year), int(month or 0))
        if word == "from" and link.since is None:
            begins, surely_from = first, last
        elif word == "to" and link.until is None:
            surely_until, ends = first - _DAY, last
    surely_from = surely_from or tie.first.day
    if not _OVER.isdisjoint((link.role or "").lower().split("; ")) and ends is None:
        surely_until, ends = date.min, tie.first.day
    if tie.gone is not None:
        surely_until = min(surely_until or tie.last.day, tie.last.day)
        ends = min(ends or tie.gone.day, tie.gone.day)
    return Span(begins=begins, surely_from=surely_from, surely_until=surely_until, ends=ends)


def _with_others(edges: Iterable[Edge]) -> Iterator[Edge]:
    """Yield edges; of several of one owner that one entry states for one time, any may be more.

    Whether two shares are one told again or are to be added, an entry does not say.
    """
    alike: dict[tuple[str, ...], list[Edge]] = defaultdict(list)
    for edge in edges:
        tie = edge.tie
        alike[edge.owner, edge.owned, tie.source, tie.holder, tie.link.relation].append(edge)
    for group in alike.values():
        for edge in group:
            beside = [one.bounds for one in group if one is edge or _at_once(one, edge)]
            most = stated_apart(beside).most
            yield replace(edge, bounds=Bounds(edge.bounds.least, most)) if beside[1:] else edge


def _at_once(one: Edge, other: Edge) -> bool:
    """Return whether an edition states both edges, and of days they share."""
    stated = one.tie.first.day <= other.tie.last.day and other.tie.first.day <= one.tie.last.day
    held = (one.span.begins or date.min) <= (other.span.ends or date.max) and (
        other.span.begins or date.min
    ) <= (one.span.ends or date.max)
    return stated and held


def _doubtful(edge: Edge) -> Edge:
    """Return an edge of one of several who may be meant: it is that one's, or nobody's."""
    return replace(edge, bounds=Bounds(Decimal(0), edge.bounds.most))


def _days(year: int, month: int) -> tuple[date, date]:
    if not 1 <= month <= 12:  # noqa: PLR2004
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
