"""Which entries of several lists are one subject: what ties them, and what people decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from proscribe.ledger.view import load_subjects
from proscribe.matching.linking import OWN_WORD
from proscribe.model.errors import InputError
from proscribe.model.identity import Decision, Evidence, Judgement, Tie, TieKind
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from proscribe.ledger.history import Subject
    from proscribe.ledger.store import LedgerStore
    from proscribe.model.clearance import Word
    from proscribe.model.proposal import Proposal

_PART = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """A tie between two entries, and how it stands.

    Attributes:
        tie: The tie.
        names: What the two are called.
        joined: True where the two are one subject now, by this tie or by others.
        decision: The newest word of a person on the pair, where there is one; that which waits
            for another person before any other.
        confirmed: What the other person said who agreed with it, where one had to.
    """

    tie: Tie
    names: tuple[str, str]
    joined: bool
    decision: Decision | None
    confirmed: Word | None = None

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        evidence = self.tie.evidence
        return {
            "left": self.tie.left,
            "left_name": self.names[0],
            "right": self.tie.right,
            "right_name": self.names[1],
            "kind": evidence.kind.value,
            "confidence": evidence.confidence,
            "basis": evidence.basis,
            "joined": self.joined,
            "decision": to_json(self.decision),
            "confirmed": to_json(self.confirmed),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Ties between entries.

    Attributes:
        shown: The ties, the surest first.
        more: True where there are, or may be, more than were asked for.
    """

    shown: tuple[LinkShown, ...]
    more: bool

    def to_json(self) -> dict[str, object]:
        """Return them as JSON values."""
        return {"more": self.more, "links": [link.to_json() for link in self.shown]}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLink:
    """A decision on two entries that waits for another person.

    Attributes:
        proposal: The decision.
        names: What the two are called.
        tie: The surest tie between them that was found; None where there is none.
    """

    proposal: Proposal
    names: tuple[str, str]
    tie: Tie | None


def waiting_links(store: LedgerStore, proposals: Sequence[Proposal]) -> tuple[WaitingLink, ...]:
    """Return the decisions that wait for another person, with what the entries are called."""
    made = [one for one in proposals if one.waits]
    ids = {entry for one in made for entry in (one.decision.left, one.decision.right)}
    if not ids:
        return ()
    _, names = _now(store, ids)
    ties = {(tie.left, tie.right): tie for tie in reversed(_ordered(store.all_ties(sorted(ids))))}
    return tuple(
        WaitingLink(
            proposal=one,
            names=(names.get(left, left), names.get(right, right)),
            tie=ties.get((left, right)),
        )
        for one in made
        for left, right in [(one.decision.left, one.decision.right)]
    )


def links_of(store: LedgerStore, subject: Subject, proposals: Sequence[Proposal] = ()) -> Links:
    """Return everything that ties the entries of a subject to each other and to others."""
    stated = [tie for known in subject.listings for tie in _stated(known.listing.id, subject)]
    ties = _ordered((*stated, *_decided(store, subject), *store.all_ties(subject.referents)))
    return Links(shown=tuple(_shown(store, ties, proposals)), more=False)


def open_links(
    store: LedgerStore,
    *,
    most: int | None,
    proposals: Sequence[Proposal] = (),
    wanted: Callable[[Tie], bool] = lambda _: True,
) -> Links:
    """Return ties too weak to join two entries that nothing else joins and nobody decided.

    Whoever said to be unsure has not decided.

    Args:
        store: The ledger.
        most: How many to return; None for all.
        proposals: Decisions that needed another person; those that wait are still open.
        wanted: Tells which to return; what the entries are is looked up of those alone.
    """
    newest = {(each.left, each.right): each.judgement for each in store.decisions()}
    decided = {pair for pair, said in newest.items() if said is not Judgement.UNSURE}
    weak = _ordered(
        tie
        for tie in store.all_ties()
        if not tie.holds and (tie.left, tie.right) not in decided and wanted(tie)
    )
    shown: list[LinkShown] = []
    start = 0
    for start in range(0, len(weak), _PART):
        part = weak[start : start + _PART]
        if most is not None and len(shown) >= most:
            break
        shown += (link for link in _shown(store, part, proposals) if not link.joined)
    more = most is not None and (len(shown) > most or start + _PART < len(weak))
    return Links(shown=tuple(shown[:most]), more=more)


def build_decision(
    store: LedgerStore, pair: tuple[str, str], judgement: Judgement, *, reason: str, by: str
) -> Decision:
    """Return what a person says of two entries, checked and not kept yet.

    Args:
        store: The ledger.
        pair: Two entity ids.
        judgement: What is said.
        reason: Why.
        by: Who says so.

    Raises:
        InputError: An id is on no list, both are the same, or no reason is given.
    """
    left, right = sorted(pair)
    if left == right:
        raise InputError(f"{left} is one entry, not two.", remedy="Give the ids of two entries.")
    house = [each for each in (left, right) if each.startswith(OWN_WORD)]
    if house:
        raise InputError(
            f"{house[0]} stands on a list of your own, which is weighed by itself: joined to an "
            "official entry it would no longer be.",
            remedy="Give the ids of two entries of official lists.",
        )
    known = {presence.entity_id for presence in store.presences(pair)}
    missing = sorted({left, right} - known)
    if missing:
        raise InputError(
            f"nothing on file has the id {missing[0]!r}.",
            remedy="`proscribe check NAME` and `proscribe links NAME` show the ids.",
        )
    if not reason.strip():
        raise InputError(
            "a decision without a reason cannot be answered for later.",
            remedy="Say why (--because).",
        )
    return Decision(
        left=left,
        right=right,
        judgement=judgement,
        reason=" ".join(reason.split()),
        by=" ".join(by.split()),
        at=datetime.now(UTC),
    )


def changes_nothing(store: LedgerStore, made: Decision) -> bool:
    """Return whether a decision leaves every answer as it is.

    It does where somebody is unsure of two that nothing joins and nobody decided on.
    """
    pair = (made.left, made.right)
    newest = {(each.left, each.right): each.judgement for each in store.decisions()}
    if made.judgement is not Judgement.UNSURE or newest.get(pair) not in (None, Judgement.UNSURE):
        return False
    group, _ = _now(store, pair)
    return group.get(made.left, made.left) != group.get(made.right, made.right)


def _stated(entity_id: str, subject: Subject) -> Iterable[Tie]:
    for known in subject.listings:
        if known.listing.id == entity_id:
            for other in known.listing.same_as:
                left, right = sorted((entity_id, other))
                basis = f"{known.provenance.source} says so"
                evidence = Evidence(kind=TieKind.STATED, confidence=1.0, basis=basis)
                yield Tie(left=left, right=right, evidence=evidence)


def _decided(store: LedgerStore, subject: Subject) -> Iterable[Tie]:
    """Yield the decisions to join, which need no tie."""
    own = frozenset(subject.referents)
    newest = {(each.left, each.right): each for each in store.decisions()}
    for each in newest.values():
        if each.judgement is Judgement.SAME and own & {each.left, each.right}:
            evidence = Evidence(kind=TieKind.DECISION, confidence=1.0, basis=each.reason)
            yield Tie(left=each.left, right=each.right, evidence=evidence)


def _ordered(ties: Iterable[Tie]) -> list[Tie]:
    return sorted(
        dict.fromkeys(ties), key=lambda tie: (-tie.evidence.confidence, tie.left, tie.right)
    )


def _shown(
    store: LedgerStore, ties: Sequence[Tie], proposals: Sequence[Proposal]
) -> list[LinkShown]:
    ids = {entity_id for tie in ties for entity_id in (tie.left, tie.right)}
    group, names = _now(store, ids)
    waiting = [one.decision for one in proposals if one.waits]
    newest = {(each.left, each.right): each for each in (*store.decisions(), *waiting)}
    agreed = {
        (one.decision.left, one.decision.right, one.agreed.at): one.agreed
        for one in proposals
        if one.agreed is not None
    }
    shown = []
    for tie in ties:
        said = newest.get((tie.left, tie.right))
        shown.append(
            LinkShown(
                tie=tie,
                names=(names.get(tie.left, tie.left), names.get(tie.right, tie.right)),
                joined=group.get(tie.left, tie.left) == group.get(tie.right, tie.right),
                decision=said,
                confirmed=None if said is None else agreed.get((said.left, said.right, said.at)),
            )
        )
    return shown


def _now(store: LedgerStore, entity_ids: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the subject of each entry, and what each is called, as known now."""
    subjects: Sequence[Subject] = load_subjects(store, entity_ids, datetime.now(UTC))
    group = {referent: one.id for one in subjects for referent in one.referents}
    names = {known.listing.id: known.listing.caption for one in subjects for known in one.listings}
    return group, names
