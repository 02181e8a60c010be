"""Who owns a subject and what of it counts under which regime; and what it owns itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from proscribe.law.load import load_regimes
from proscribe.law.regime import OwnershipMode
from proscribe.screening.cases import Facts, build_case
from proscribe.screening.stakes import captions
from proscribe.workspace.questions import build_question
from proscribe.workspace.results import table_html, to_json
from proscribe.workspace.subjects import find_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from proscribe.law.case import Stake
    from proscribe.law.decide import CountedOwners
    from proscribe.law.regime import OwnershipRule
    from proscribe.ledger.history import Subject
    from proscribe.model.verdict import Question
    from proscribe.screening.owners import Edge, OwnerGraph
    from proscribe.securities.ownership.graph import Shares
    from proscribe.workspace.directory import LedgerDirectory

_ISSUER = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeShown:
    """One edge of ownership, as a source states it.

    Attributes:
        owner: Name of the owner; ``owner_id`` its id, None where only a name is printed.
        owned: Name of what is owned; ``owned_id`` its id, likewise.
        share: The share in words; ``least`` and ``most`` as parts of one.
        printed: The share as printed, None where none is.
        holds: Whether it holds as of the moment asked about; None where that is open.
        since: First day as printed; ``until`` the last.
        relation: What the source calls it.
        role: The tie in its own words.
        source: Who says so; ``locator`` where.
        first_published: First edition that says so; ``last_published`` the last one.
        gone: First edition after it that does not say so any more.
    """

    owner: str
    owner_id: str | None
    owned: str
    owned_id: str | None
    share: str
    least: Decimal
    most: Decimal
    printed: str | None
    holds: bool | None
    since: date | None
    until: date | None
    relation: str
    role: str | None
    source: str
    locator: str
    first_published: str
    last_published: str
    gone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountShown:
    """How the owners count under one regime, or, of what is owned, under one rule.

    Attributes:
        regime: Key of the regime; empty for a rule by itself.
        rule: The rule in words.
        subject: Who is owned; ``subject_id`` its id.
        owners: The designated owners that were found.
        counts: Whether the subject counts as owned; None where unknown shares could decide it.
        share: The share that counts, a part of one.
        economic: The economic share at least, through all layers, a part of one.
        explanation: The addition in words.
        path: A chain of owners that counts, from the designated one down.
    """

    regime: str
    rule: str
    subject: str
    subject_id: str
    owners: tuple[str, ...]
    counts: bool | None
    share: Decimal
    economic: Decimal
    explanation: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieShown:
    """A tie that is no ownership: shown, and never counted."""

    relation: str
    name: str
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """Owners of a subject, or what it owns.

    Attributes:
        subject_id: The subject.
        caption: Its name.
        as_of: The moment asked about.
        known_at: Up to when facts count.
        downward: True where it is what the subject owns.
        stakes: Every edge, the nearest first.
        counts: What counts.
        over: Of whom more than all is said to be held.
        ties: Ties of the subject that are no ownership.
    """

    subject_id: str
    caption: str
    as_of: str
    known_at: str
    downward: bool
    stakes: tuple[StakeShown, ...]
    counts: tuple[CountShown, ...]
    over: tuple[str, ...]
    ties: tuple[TieShown, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        plain = to_json(self)
        return plain if isinstance(plain, dict) else {}

    def _repr_html_(self) -> str:
        rows = (
            {"owner": one.owner, "owned": one.owned, "share": one.share, "source": one.source}
            for one in self.stakes
        )
        return table_html(self.caption, rows)


class OwnerSearch:
    """Finds owners in a ledger; call it with a query.

    Args:
        directory: Makes the ledger as screening looks it up.
    """

    def __init__(self, directory: Callable[[], LedgerDirectory]) -> None:
        self._directory = directory

    def __call__(
        self,
        query: str,
        *,
        owned: bool = False,
        as_of: str | date | datetime | None = None,
        known_at: str | date | datetime | None = None,
    ) -> Owned:
        """Return who owns a subject, through all layers, and what counts under which regime.

        Args:
            query: A name, ISIN, LEI, ticker or entity id.
            owned: True for what the subject owns instead.
            as_of: The moment asked about.
            known_at: Only what was public by then counts.

        Raises:
            InputError: Nothing fits the query, or several subjects do.
        """
        question = build_question(
            action="buy", purpose=None, investor="us_person", location=None, instrument="equity",
            as_of=as_of, known_at=known_at, held_since=None, attributes={},
        )  # fmt: skip
        directory, known = self._directory(), question.known_at.closes("UTC")
        subject = find_subject(query, directory, known).subject
        look_up = directory.owners(known)
        graph = look_up.below(subject) if owned else look_up.above(subject)
        day = question.as_of.day
        ids = {key: one.subject is not None for key, one in graph.owners.items()}
        names = captions(graph) | {graph.target: subject.caption}
        return Owned(
            subject_id=subject.id,
            caption=subject.caption,
            as_of=str(question.as_of),
            known_at=str(question.known_at),
            downward=owned,
            stakes=tuple(_shown(edge, names, ids, day) for edge in graph.edges),
            counts=tuple(
                _owned_counts(graph, names, day)
                if owned
                else _regime_counts(subject, question, directory)
            ),
            over=_over(graph, names, day),
            ties=tuple(_ties(subject)),
        )


def _shown(edge: Edge, names: dict[str, str], ids: dict[str, bool], day: date) -> StakeShown:
    tie, link = edge.tie, edge.tie.link
    return StakeShown(
        owner=names[edge.owner],
        owner_id=edge.owner if ids[edge.owner] else None,
        owned=names[edge.owned],
        owned_id=edge.owned if ids[edge.owned] else None,
        share=str(edge.bounds),
        least=edge.bounds.least,
        most=edge.bounds.most,
        printed=link.share,
        holds=edge.span.holds(day),
        since=link.since,
        until=link.until,
        relation=link.relation,
        role=link.role,
        source=tie.source,
        locator=tie.locator,
        first_published=str(tie.first),
        last_published=str(tie.last),
        gone=None if tie.gone is None else str(tie.gone),
    )


def _ties(subject: Subject) -> Iterator[TieShown]:
    from proscribe.securities.ownership.relations import side_of

    for link in subject.links:
        if side_of(link) is None:
            name = link.name or link.id or ""
            yield TieShown(relation=link.relation, name=name, role=link.role)


def _regime_counts(
    subject: Subject, question: Question, directory: LedgerDirectory
) -> Iterator[CountShown]:
    from proscribe.law.decide import count_owners

    for regime in load_regimes():
        known = question.known_at.closes(regime.zone)
        facts = Facts(directory=directory, known=known, regime=regime)
        case = build_case(
            question, caption=subject.caption, standings=(), subject=subject, facts=facts
        )
        counted = count_owners(regime, case)
        if counted is None or not counted.owners:
            continue
        economic, path = _figures(counted)
        yield CountShown(
            regime=regime.key,
            rule=_rule_words(counted.rule),
            subject=subject.caption,
            subject_id=subject.id,
            owners=tuple(counted.owners),
            counts=counted.owned.meets,
            share=counted.owned.share,
            economic=economic,
            explanation="; ".join(filter(None, (counted.owned.sum_, *counted.owned.unknown))),
            path=tuple(one or subject.caption for one in path),
        )


def _rule_words(rule: OwnershipRule) -> str:
    if rule.mode is OwnershipMode.NONE:
        return "owners do not count"
    bound = "more than" if rule.strict else "at least"
    who = "one owner" if rule.mode is OwnershipMode.SINGLE else "all designated owners together"
    return f"{bound} {Decimal(rule.threshold) * 100:.0f} % of {who}"


def _figures(counted: CountedOwners) -> tuple[Decimal, tuple[str, ...]]:
    """Return the economic share of the designated, and a path that counts."""
    from proscribe.securities.ownership.counting import Counting, Mode, count_owned
    from proscribe.securities.ownership.economic import indirect_shares

    names, shares = _numbered(counted.stakes)
    numbers = {name: number for number, name in enumerate(names)}
    blocked = [numbers[name] for name in counted.owners if name in numbers]
    rule = Counting(
        mode=Mode(counted.rule.mode.value),
        threshold=Decimal(counted.rule.threshold),
        strict=counted.rule.strict,
    )
    path = count_owned(shares, blocked, rule).path(numbers[_ISSUER])
    told = [names[int(shares.owner[edge])] for edge in path]
    economic = indirect_shares(shares, blocked).share[numbers[_ISSUER]]
    return _rounded(economic), (*told, _ISSUER) if told else ()


def _numbered(stakes: Iterable[Stake]) -> tuple[list[str], Shares]:
    from proscribe.securities.ownership.graph import Shares

    listed = list(stakes)
    names = list(dict.fromkeys([_ISSUER, *(n for one in listed for n in (one.owner, one.owned))]))
    numbers = {name: number for number, name in enumerate(names)}
    parts = [
        (
            numbers[one.owner],
            numbers[one.owned],
            Decimal(0) if one.share is None else one.share,
            Decimal(1) if one.share is None else one.share if one.most is None else one.most,
        )
        for one in listed
    ]
    return names, Shares.of_parts(len(names), parts)


def _held(graph: OwnerGraph, day: date) -> tuple[list[str], Shares]:
    """Return the edges that hold on a day, or may, as arrays."""
    from proscribe.securities.ownership.graph import Shares

    keys = list(graph.owners)
    numbers = {key: number for number, key in enumerate(keys)}
    parts = []
    for edge in graph.edges:
        holds = edge.span.holds(day)
        if holds is not False:
            least = edge.bounds.least if holds else Decimal(0)
            parts.append((numbers[edge.owner], numbers[edge.owned], least, edge.bounds.most))
    return keys, Shares.of_parts(len(keys), parts)


def _over(graph: OwnerGraph, names: dict[str, str], day: date) -> tuple[str, ...]:
    keys, shares = _held(graph, day)
    return tuple(names[keys[int(number)]] for number in shares.over)


def _owned_counts(graph: OwnerGraph, names: dict[str, str], day: date) -> Iterator[CountShown]:
    """Yield what the subject owns that would count with it, were it alone designated."""
    from proscribe.securities.ownership.counting import Counting, Mode, count_owned
    from proscribe.securities.ownership.economic import indirect_shares
    from proscribe.securities.ownership.graph import UNIT

    keys, shares = _held(graph, day)
    [target] = [number for number, key in enumerate(keys) if key == graph.target]
    economic = indirect_shares(shares, [target]).share
    for strict, words in ((False, "50 % or more"), (True, "more than 50 %")):
        rule = Counting(mode=Mode.AGGREGATE, threshold=Decimal("0.5"), strict=strict)
        counted = count_owned(shares, [target], rule)
        for number, key in enumerate(keys):
            if number == target or not counted.possible[number]:
                continue
            path = [int(shares.owner[edge]) for edge in counted.path(number)]
            yield CountShown(
                regime="",
                rule=words,
                subject=names[key],
                subject_id=key,
                owners=(names[graph.target],),
                counts=True if counted.certain[number] else None,
                share=Decimal(int(counted.share[number])) / UNIT,
                economic=_rounded(economic[number]),
                explanation="",
                path=tuple(names[keys[one]] for one in (*path, number)) if path else (),
            )


def _rounded(share: float) -> Decimal:
    return Decimal(str(round(float(share), 6)))
