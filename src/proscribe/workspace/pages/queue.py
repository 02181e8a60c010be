"""Pairs that wait for a person: lines that may mean a subject, entries that may be one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, UnknownNameError
from proscribe.model.identity import Judgement
from proscribe.workspace.clearances import State
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from proscribe.model.clearance import Clearance, Given
    from proscribe.model.identity import Decision
    from proscribe.workspace.clearances import ClearanceShown
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.pages.screenings import Run

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
        number: Number of the decision that waits for another person; 0 for others.
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
    """What waits, and what was decided lately.

    Attributes:
        pairs: What waits.
        decided: What was said of names and subjects, the newest first.
    """

    pairs: tuple[PairShown, ...]
    decided: tuple[ClearanceShown, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "pairs": to_json(self.pairs),
            "decided": [one.to_json() for one in self.decided],
        }


def read_queue(workspace: Workspace, reports: Iterable[tuple[Run, Mapping[str, object]]]) -> Queue:
    """Return what waits for a person.

    Args:
        workspace: Where decisions are kept.
        reports: Screenings, the newest first, with what stands around their lines.
    """
    every = workspace.clearances.shown(every=True, judged=True)
    shown = [one for one in every if one.state not in (State.WITHDRAWN, State.REPLACED)]
    # What waits for another person is raised by itself, not by its line again.
    decided = [one for one in shown if not one.needs_action or one.state is State.WAITING]
    lines = [
        replace(one, earlier=_earlier(every, one))
        for run, document in reports for one in _lines(run, document)
        if not any(_concerns(each, one) for each in decided)
    ]  # fmt: skip
    raised = {(one.left.casefold(), one.right) for one in lines}
    woken = [_again(one, every) for one in shown if one.needs_action]
    # A line of a screening says more of itself than the decision that woke.
    woken = [one for one in woken if (one.left.casefold(), one.right) not in raised]
    open_links = workspace.links(None, most=_MOST_LINKS).shown
    links = (
        PairShown(
            kind="link", left=one.tie.left, left_name=one.names[0], right=one.tie.right,
            right_name=one.names[1], score=one.tie.evidence.confidence,
            why=one.tie.evidence.basis, given=(), verdict="", earlier=_said_of_link(one.decision),
        )
        for one in open_links if one.decision is None or not one.decision.waits
    )  # fmt: skip
    waiting = _waiting_links(workspace)
    found = {(one.left.casefold(), one.right): one for one in (*woken, *waiting, *lines, *links)}
    return Queue(pairs=tuple(found.values())[:_MOST], decided=tuple(reversed(shown))[:20])


def said_of(workspace: Workspace, kind: str, left: str, right: str) -> tuple[Said, ...]:
    """Return all that was said of a pair, the newest first.

    Args:
        workspace: Where it is kept.
        kind: Of :class:`PairShown`.
        left: What is called so there.
        right: Likewise.
    """
    if kind.endswith("link"):
        links = workspace.links(left).shown
        made = (one.decision for one in links if {one.tie.left, one.tie.right} == {left, right})
        return next(map(_said_of_link, made), ())
    name = left.casefold()
    return _told(
        one.clearance
        for one in workspace.clearances.shown(every=True, judged=True)
        if right in (*one.clearance.pair.referents, one.clearance.pair.subject_id)
        and name in {given.casefold() for given in one.clearance.pair.given.names}
    )


def refuse_unseen(workspace: Workspace, kind: str, pair: tuple[str, str], seen: str) -> None:
    """Refuse a word on a pair of which something was said that its speaker has not seen.

    Args:
        workspace: Where it is kept.
        kind: Of :class:`PairShown`.
        pair: What is called left and right there.
        seen: How much had been said when the pair was shown; empty where nobody counted.

    Raises:
        InputError: More was said since.
    """
    found = said_of(workspace, kind, *pair) if seen.isdecimal() else ()
    if found and len(found) > int(seen):
        newest = found[0]
        raise InputError(
            f"while this was open, {newest.by} said of {pair[0]!r} and {pair[1]}: "
            f"{newest.judgement}, because {newest.reason}.",
            remedy="Nothing of yours was kept. Look at the pair again, among those decided lately.",
        )


def _waiting_links(workspace: Workspace) -> Iterator[PairShown]:
    """Yield the pairs of entries that one person decided and another has to confirm."""
    for one in workspace.waiting_links():
        made, evidence = one.proposal.decision, None if one.tie is None else one.tie.evidence
        yield PairShown(
            kind="confirm_link", left=made.left, left_name=one.names[0], right=made.right,
            right_name=one.names[1], score=None if evidence is None else evidence.confidence,
            why="" if evidence is None else evidence.basis, given=(), verdict="",
            earlier=_said_of_link(made), number=one.proposal.id, decided_by=made.by,
            judgement=made.judgement.value,
        )  # fmt: skip


def settle(
    workspace: Workspace,
    kind: str,
    pair: tuple[str, str],
    judgement: str,
    *,
    given: Given | None,
    reason: str,
    by: str,
    until: date | None = None,
) -> None:
    """Keep a person's word on a pair.

    Args:
        workspace: Where it is kept.
        kind: Of :class:`PairShown`.
        pair: What is called left and right there.
        judgement: ``same``, ``different`` or ``unsure``.
        given: Everything that a line gives; None for other kinds.
        reason: Why.
        by: Who says so.
        until: Last day on which it counts, of a name and a subject; None where it has no end.

    That a name and a subject differ silences the pair; that they are one settles who is
    meant by it from then on. What is unsure goes on to wait, with what was said.

    Raises:
        InputError: No reason is given, or there is no such pair or judgement.
    """
    said = next((each for each in Judgement if each.value == judgement), None)
    if said is None:
        raise UnknownNameError(f"{judgement!r} is no judgement.")
    if said is Judgement.UNSURE and not reason.strip():
        return  # It waits, with nothing said.
    if kind == "link":
        workspace.decide(*pair, judgement, reason=reason, by=by)
        return
    names, told = ([pair[0]], {}) if given is None else ([*given.names], given.properties)
    workspace.clearances.clear(
        names, pair[1], reason=reason, by=by, properties=dict(told), judgement=said, until=until
    )


def agree(
    workspace: Workspace,
    kind: str,
    pair: tuple[str, str],
    number: str,
    *,
    agrees: bool,
    reason: str,
    by: str,
) -> None:
    """Keep what another person says of a decision: it counts from then on, or is taken back.

    Args:
        workspace: Where it is kept.
        kind: Of :class:`PairShown`.
        pair: What is called left and right there.
        number: Number of the decision.
        agrees: Whether they agree.
        reason: Why.
        by: Who says so.

    Raises:
        InputError: Nothing of that number waits, they decided it themselves, or there is no
            reason.
    """
    found = int(number) if number.isdecimal() else 0
    if kind == "confirm_link":
        workspace.answer_link(*pair, agrees=agrees, reason=reason, by=by, number=found)
    elif agrees:
        workspace.clearances.confirm(found, reason=reason, by=by)
    else:
        workspace.clearances.withdraw(found, reason=reason, by=by)


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
    return _told(one.clearance for one in every if _concerns(one, pair))


def _told(found: Iterable[Clearance]) -> tuple[Said, ...]:
    return tuple(
        Said(
            judgement=one.pair.judgement.value, by=one.said.by, on=one.said.at.date(),
            reason=one.said.reason, withdrawn=one.withdrawn is not None,
        )
        for one in reversed([*found])
    )  # fmt: skip


def _said_of_link(decision: Decision | None) -> tuple[Said, ...]:
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
    waits = one.state is State.WAITING
    shown = PairShown(
        kind=_KINDS[one.state], left=name, left_name=name,
        right=pair.subject_id, right_name=pair.caption,
        score=None, why=one.why, given=tuple((k, ", ".join(v)) for k, v in pair.given.properties),
        verdict="", earlier=(), number=one.clearance.id if waits else 0,
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
