"""Whom a subject is tied to directly: owners, what it owns, its securities, and associates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from proscribe.securities.ownership.relations import side_of
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from proscribe.ledger.history import Subject
    from proscribe.workspace.owners import Owned, StakeShown

MOST_SHOWN = 8


class Tied(StrEnum):
    """What the other is to the subject."""

    OWNER = "owner"
    OWNED = "owned"
    SECURITY = "security"
    ASSOCIATE = "associate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One that the subject is tied to.

    Attributes:
        name: What it is called.
        id: Its entity id; None where there is no page of it.
        said: The tie in the words of its source; of a security its kind.
        share: The share that is held; empty where there is none.
        mark: Identifier of a security, by which it can be asked about; empty for others.
    """

    name: str
    id: str | None = None
    said: str = ""
    share: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Those that are the same to the subject.

    Attributes:
        tied: What they are to it.
        nodes: The first of them.
        left_out: How many more there are.
    """

    tied: Tied
    nodes: tuple[Node, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Whom a subject is tied to, as of the moment asked about.

    Attributes:
        subject_id: The subject.
        caption: Its name.
        groups: Those it is tied to; a kind of which there is nobody is left out.
    """

    subject_id: str
    caption: str
    groups: tuple[Group, ...]

    def to_json(self) -> object:
        """Return it as JSON values."""
        return to_json(self)


def read_network(
    subject: Subject,
    above: Owned | None,
    below: Owned | None,
    names_of: Callable[[frozenset[str]], Mapping[str, str]],
) -> Network:
    """Return whom a subject is tied to.

    Args:
        subject: The subject.
        above: Who owns it; None where nobody can be asked.
        below: What it owns, likewise.
        names_of: Returns the names of those ids of which there is a page.
    """
    own = {subject.id, *subject.referents}
    found: dict[Tied, list[Node]] = {
        Tied.OWNER: [*_owners(above, own)],
        Tied.OWNED: [*_owned(below, own)],
        Tied.SECURITY: [*_securities(subject)],
        Tied.ASSOCIATE: [*_associates(subject, names_of)],
    }
    return Network(
        subject_id=subject.id,
        caption=subject.caption,
        groups=tuple(
            Group(
                tied=tied, nodes=tuple(nodes[:MOST_SHOWN]),
                left_out=max(len(nodes) - MOST_SHOWN, 0),
            )
            for tied, nodes in ((tied, _once(nodes)) for tied, nodes in found.items()) if nodes
        ),
    )  # fmt: skip


def _owners(above: Owned | None, own: set[str]) -> Iterator[Node]:
    for stake in _standing(above):
        if stake.owned_id in own:
            yield Node(
                name=stake.owner, id=stake.owner_id, share=_share(stake), said=stake.role or ""
            )


def _owned(below: Owned | None, own: set[str]) -> Iterator[Node]:
    for stake in _standing(below):
        if stake.owner_id in own:
            yield Node(
                name=stake.owned, id=stake.owned_id, share=_share(stake), said=stake.role or ""
            )


def _standing(owned: Owned | None) -> Iterator[StakeShown]:
    """Yield the stakes that hold, or may."""
    for stake in () if owned is None else owned.stakes:
        if stake.holds is not False and stake.gone is None:
            yield stake


def _share(stake: StakeShown) -> str:
    is_known = stake.printed is not None or stake.least == stake.most
    return stake.share if is_known else ""


def _securities(subject: Subject) -> Iterator[Node]:
    for line in subject.securities:
        mark = line.isin or line.ticker or line.cusip or line.sedol or line.figi or ""
        yield Node(name=line.name or mark, said=line.type.value, mark=mark)


def _associates(
    subject: Subject, names_of: Callable[[frozenset[str]], Mapping[str, str]]
) -> Iterator[Node]:
    links = [link for link in subject.links if side_of(link) is None]
    names = names_of(frozenset(link.id for link in links if link.id is not None))
    for link in links:
        known = None if link.id is None else names.get(link.id)
        yield Node(
            name=known or link.name or link.id or "",
            id=None if known is None else link.id,
            said=link.role or link.relation.replace("_", " "),
        )


def _once(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes, those that several sources name only once, and those with a page first."""
    found: dict[str, Node] = {}
    for node in nodes:
        found.setdefault(node.id or node.mark or node.name, node)
    return sorted(found.values(), key=lambda node: node.id is None)
