"""Pairs that wait for a person: lines that may mean a subject, entries that may be one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.workspace.clearances import State
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from proscribe.model.clearance import Clearance
    from proscribe.model.identity import Decision
    from proscribe.workspace.clearances import ClearanceShown
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.identity import LinkShown
    from proscribe.workspace.pages.screenings import Report, Reports, Run

_MOST = 200
_MARKS = frozenset({"isin", "cusip", "sedol", "figi", "leiCode"})
_MOST_LINKS = 50
_KINDS = {State.WOKEN: "woken", State.UNSURE: "unsure", State.WAITING: "confirm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said of a pair.

    Attributes:
        judgement: ``same``, ``different`` or ``unsure``.
        by: Who said it.
        on: When.
        reason: Why.
        withdrawn: Whether it was taken back.
    """

    judgement: str
    by: str
    on: date
    reason: str
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairShown:
    """Two that may be one.

    Attributes:
        kind: ``line`` (a name given and a subject), ``woken`` (the same, decided before),
            ``unsure`` (the same, left open before), ``confirm`` (the same, decided by one person
            and waiting for another), ``link`` (two entries of lists) or ``confirm_link`` (two
            entries of lists, decided by one person and waiting for another).
        left: The name given, or the id of an entry.
        left_name: What the left is called.
        right: Id of the subject or entry.
        right_name: What it is called.
        score: 0 to 1; None where there is none.
        why: What speaks for it, in words.
        given: What else is given with the left, by column.
        verdict: What follows if they are one; empty where that is not known.
        earlier: What was said of the pair before, the newest first.
        run_id: The screening that raised it; empty for others. ``file`` and ``line`` say where.
        number: Number of the decision that waits for another person, woke or left it open; 0
            for others.
        decided_by: Who made it, and cannot confirm it.
        judgement: What was decided.
        until: Last day on which that counts.
    """

    kind: str
    left: str
    left_name: str
    right: str
    right_name: str
    score: float | None
    why: str
    given: tuple[tuple[str, str], ...]
    verdict: str
    earlier: tuple[Said, ...]
    run_id: str = ""
    file: str | None = None
    line: int = 0
    number: int = 0
    decided_by: str = ""
    judgement: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Some of what waits, and what was decided lately.

    Attributes:
        pairs: Some of what waits, with the pair at ``at`` among them.
        first: The place of the first of them, from 0.
        at: The place asked for, or the last there is.
        total: How many pairs wait, or at least do.
        more: Whether more than that may wait.
        decided: What was said of names and subjects, the newest first.
        unread: How many screenings were not looked at, whose lines may wait as well.
        unread_lines: How many lines wait in those that were, which their reports only count.
    """

    pairs: tuple[PairShown, ...]
    first: int
    at: int
    total: int
    more: bool
    decided: tuple[ClearanceShown, ...]
    unread: int
    unread_lines: int

    @property
    def pair(self) -> PairShown | None:
        """The pair at the place asked for; None where nothing waits."""
        return self.pairs[self.at - self.first] if self.pairs else None

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "pairs": to_json(self.pairs),
            "first": self.first,
            "at": self.at,
            "total": self.total,
            "more": self.more,
            "decided": [one.to_json() for one in self.decided],
            "unread_screenings": self.unread,
            "unread_lines": self.unread_lines,
        }


def read_queue(workspace: Workspace, reports: Reports, at: int = 0) -> Queue:
    """Return what waits for a person, about the pair at a place.

    Args:
        workspace: Where decisions are kept.
        reports: The screenings whose lines may wait.
        at: The place, from 0.
    """
    every = workspace.clearances.shown(every=True, judged=True)
    # So many more than the place asked for that whoever goes on comes to all of them.
    links = workspace.links(None, most=at + _MOST_LINKS)
    pairs = waiting_pairs(workspace, every, reports.read, links.shown)
    place = min(at, max(len(pairs) - 1, 0))
    first = place - place % _MOST
    return Queue(
        pairs=pairs[first : first + _MOST],
        first=first,
        at=place,
        total=len(pairs),
        more=links.more,
        decided=tuple(reversed(_standing(every)))[:20],
        unread=reports.unread,
        unread_lines=reports.unread_lines,
    )


def waiting_pairs(
    workspace: Workspace,
    every: Sequence[ClearanceShown],
    reports: Iterable[Report],
    open_links: Iterable[LinkShown],
) -> tuple[PairShown, ...]:
    """Return every pair that waits: words that woke or wait, then lines, then entries of lists.

    Args:
        workspace: Where decisions are kept.
        every: All that was said of names and subjects, whatever became of it.
        reports: Screenings, the newest first, with what stands around their lines.
        open_links: Entries that may be one and wait for a decision.
    """
    shown, lines = _standing(every), [*waiting_lines(every, reports)]
    # The newest screening that raised a pair says most of it.
    raised = {(one.left.casefold(), one.right): one for one in reversed(lines)}
    woken = [_again(one, every) for one in shown if one.needs_action]
    # A line of a screening says more of itself than the decision that woke.
    woken = [one for one in woken if (one.left.casefold(), one.right) not in raised]
    links = (
        PairShown(
            kind="link", left=one.tie.left, left_name=one.names[0], right=one.tie.right,
            right_name=one.names[1], score=one.tie.evidence.confidence,
            why=one.tie.evidence.basis, given=(), verdict="", earlier=said_of_link(one.decision),
        )
        for one in open_links if one.decision is None or not one.decision.waits
    )  # fmt: skip
    waiting = _waiting_links(workspace)
    shown_lines = [one for one in lines if raised[one.left.casefold(), one.right] is one]
    every_pair = (*woken, *waiting, *shown_lines, *links)
    found = {(one.left.casefold(), one.right): one for one in every_pair}
    return tuple(found.values())


def waiting_lines(
    every: Sequence[ClearanceShown], reports: Iterable[Report]
) -> Iterator[PairShown]:
    """Yield the pairs that lines of screenings raise and nobody has decided.

    Args:
        every: All that was said of names and subjects, whatever became of it.
        reports: Screenings, with what stands around their lines.
    """
    # What waits for another person is raised by itself, not by its line again.
    decided = [
        one for one in _standing(every) if not one.needs_action or one.state is State.WAITING
    ]
    for run, document in reports:
        for one in _lines(run, document):
            if not any(_concerns(each, one) for each in decided):
                yield replace(one, earlier=_earlier(every, one))


def _standing(every: Iterable[ClearanceShown]) -> list[ClearanceShown]:
    return [one for one in every if one.state not in (State.WITHDRAWN, State.REPLACED)]


def _waiting_links(workspace: Workspace) -> Iterator[PairShown]:
    """Yield the pairs of entries that one person decided and another has to confirm."""
    for one in workspace.waiting_links():
        made, evidence = one.proposal.decision, None if one.tie is None else one.tie.evidence
        yield PairShown(
            kind="confirm_link", left=made.left, left_name=one.names[0], right=made.right,
            right_name=one.names[1], score=None if evidence is None else evidence.confidence,
            why="" if evidence is None else evidence.basis, given=(), verdict="",
            earlier=said_of_link(made), number=one.proposal.id, decided_by=made.by,
            judgement=made.judgement.value,
        )  # fmt: skip


def _concerns(one: ClearanceShown, pair: PairShown) -> bool:
    """Tell whether a decision is on this pair: the same name, subject and identifiers."""
    cleared = one.clearance.pair
    if pair.right not in (*cleared.referents, cleared.subject_id):
        return False
    if pair.left.casefold() not in {name.casefold() for name in cleared.given.names}:
        return False
    told = {value.casefold() for _, value in pair.given}
    marks = [value for key, values in cleared.given.properties for value in values if key in _MARKS]
    return all(mark.casefold() in told for mark in marks)


def _earlier(every: Iterable[ClearanceShown], pair: PairShown) -> tuple[Said, ...]:
    """Return what was said of a pair, the newest first."""
    return told_of_names(one.clearance for one in every if _concerns(one, pair))


def told_of_names(found: Iterable[Clearance]) -> tuple[Said, ...]:
    """Return what was said of a name and a subject, the newest first."""
    return tuple(
        Said(
            judgement=one.pair.judgement.value, by=one.said.by, on=one.said.at.date(),
            reason=one.said.reason, withdrawn=one.withdrawn is not None,
        )
        for one in reversed([*found])
    )  # fmt: skip


def said_of_link(decision: Decision | None) -> tuple[Said, ...]:
    """Return what was said of two entries; nothing where nobody said anything."""
    if decision is None:
        return ()
    return (
        Said(
            judgement=decision.judgement.value, by=decision.by, on=decision.at.date(),
            reason=decision.reason, withdrawn=False,
        ),
    )  # fmt: skip


def _again(one: ClearanceShown, every: Iterable[ClearanceShown]) -> PairShown:
    """Return a pair that was decided before, or left open, and waits."""
    pair = one.clearance.pair
    name = pair.given.names[0]
    shown = PairShown(
        kind=_KINDS[one.state], left=name, left_name=name,
        right=pair.subject_id, right_name=pair.caption,
        score=None, why=one.why, given=tuple((k, ", ".join(v)) for k, v in pair.given.properties),
        verdict="", earlier=(), number=one.clearance.id,
        decided_by=one.clearance.said.by, judgement=pair.judgement.value, until=pair.until,
    )  # fmt: skip
    return replace(shown, earlier=_earlier(every, shown))


def _lines(run: Run, document: Mapping[str, object]) -> Iterator[PairShown]:
    unresolved = document.get("unresolved")
    for line in unresolved if isinstance(unresolved, list) else []:
        name = line.get("issuer")
        for one in line.get("candidates", []):
            if not name or not one.get("entity_id"):
                continue
            yield PairShown(
                kind="line", left=name, left_name=name, right=one["entity_id"],
                right_name=one.get("caption") or one["entity_id"], score=one.get("score"),
                why=one.get("explanation") or "", given=tuple(line.get("given", {}).items()),
                verdict=one.get("verdict") or "", earlier=(), run_id=run.id, file=line.get("file"),
                line=line.get("line") or 0,
            )  # fmt: skip
