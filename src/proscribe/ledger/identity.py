"""Which entity ids are one subject.

Ties are applied the weightiest first: a person's decisions, what a list itself states,
identifiers, names. A tie that would bring together two entries a person has told apart is
passed over. Names tie only where they tie to one: a name that fits two entries of one list
ties to neither, and two entries of one list are never brought together by names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from proscribe.model.identity import Decision, Evidence, Judgement, Tie, TieKind

# Collections of other bodies' lists, and tables of securities: one subject stands in them once for
# each list, or for each of its share classes.
_COLLECTIONS = frozenset({"us_trade_csl", "ftm", "gleif_isin", "openfigi", "securities"})
# Who issued what, under which number: nobody is designated there.
_REFERENCE = frozenset({"gleif", "gleif_isin", "openfigi", "securities", "us_sec_company_tickers"})
_LEADING = frozenset({"us_ofac_sdn", "us_ofac_cons"})
REFERENCE = 3
_WEIGHT = {kind: place for place, kind in enumerate(TieKind)}


def rank(entity_id: str) -> int:
    """Return how early an entry comes among those of one subject.

    The id of a subject does not change when another list is put on file: OFAC's ids, which
    every release has had, come first, collections of other bodies' lists after all lists, and
    reference data last.
    """
    source = entity_id.partition("-")[0]
    if source in _REFERENCE:
        return REFERENCE
    if source in _COLLECTIONS:
        return 2
    return 0 if source in _LEADING else 1


class Identity:
    """Entity ids joined pairwise into groups.

    Args:
        links: Pairs of ids of one subject, in any order.
    """

    def __init__(self, links: Iterable[tuple[str, str]] = ()) -> None:
        self._groups: dict[str, list[str]] = {}
        for one, other in links:
            self.join(one, other)

    def join(self, one: str, other: str) -> None:
        """Make two ids, and all that are one with either, one subject."""
        kept = self._groups.setdefault(one, [one])
        added = self._groups.setdefault(other, [other])
        if kept is added:
            return
        if len(kept) < len(added):
            kept, added = added, kept
        kept.extend(added)
        for entity_id in added:
            self._groups[entity_id] = kept

    def members(self, entity_id: str) -> Sequence[str]:
        """Return every id of the same subject, that one included, in no order."""
        return self._groups.get(entity_id, (entity_id,))

    def group(self, entity_id: str) -> tuple[str, ...]:
        """Return every id of the same subject, that one included, sorted."""
        return tuple(sorted(self.members(entity_id)))

    def groups(self, entity_ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Return the distinct groups of those ids, sorted."""
        return tuple(sorted({self.group(entity_id) for entity_id in entity_ids}))


def build_identity(ties: Iterable[Tie], decisions: Iterable[Decision]) -> Identity:
    """Return who is one subject by ties that hold and the newest decision on each pair.

    Args:
        ties: In any order; those whose confidence is too low join nothing.
        decisions: In order of time.
    """
    newest = {(each.left, each.right): each for each in decisions}
    apart = _Apart(pair for pair, each in newest.items() if each.judgement is Judgement.DIFFERENT)
    unsure = {pair for pair, each in newest.items() if each.judgement is Judgement.UNSURE}
    said = [_decided(each) for each in newest.values() if each.judgement is Judgement.SAME]
    holding = [tie for tie in ties if tie.holds and (tie.left, tie.right) not in unsure]
    ordered = sorted((*said, *holding), key=_weight)
    identity = Identity()
    firm = [tie for tie in ordered if tie.evidence.kind is not TieKind.NAME]
    for tie in firm:
        if not apart.divides(identity.members(tie.left), identity.members(tie.right)):
            identity.join(tie.left, tie.right)
    named = [tie for tie in ordered if tie.evidence.kind is TieKind.NAME]
    for tie in _unambiguous(named, identity):
        one, other = identity.members(tie.left), identity.members(tie.right)
        if _sources(one).isdisjoint(_sources(other)) and not apart.divides(one, other):
            identity.join(tie.left, tie.right)
    return identity


class _Apart:
    """Pairs that a person has told apart."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._others: dict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            self._others[one].add(other)
            self._others[other].add(one)

    def divides(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Return whether some pair across two groups was told apart."""
        if not self._others:
            return False
        return any(not self._others.get(each, set()).isdisjoint(other) for each in one)


def _unambiguous(ties: Sequence[Tie], identity: Identity) -> list[Tie]:
    """Leave out names that tie a group to several groups which hold entries of one list."""
    met: dict[tuple[str, str], set[str]] = defaultdict(set)
    key = _first_of(identity)
    for tie in ties:
        for one, other in ((tie.left, tie.right), (tie.right, tie.left)):
            for source in _sources(identity.members(other)):
                met[key(one), source].add(key(other))
    return [
        tie
        for tie in ties
        if all(
            len(met[key(one), source]) == 1
            for one, other in ((tie.left, tie.right), (tie.right, tie.left))
            for source in _sources(identity.members(other))
        )
    ]


def _first_of(identity: Identity) -> Callable[[str], str]:
    return lambda entity_id: min(identity.members(entity_id))


def _sources(entity_ids: Iterable[str]) -> set[str]:
    """Return the lists that tell their own entries apart; a collection of lists does not."""
    return {entity_id.partition("-")[0] for entity_id in entity_ids} - _COLLECTIONS


def _decided(decision: Decision) -> Tie:
    evidence = Evidence(kind=TieKind.DECISION, confidence=1.0, basis=decision.reason)
    return Tie(left=decision.left, right=decision.right, evidence=evidence)


def _weight(tie: Tie) -> tuple[int, float, str, str]:
    evidence = tie.evidence
    return _WEIGHT[evidence.kind], -evidence.confidence, tie.left, tie.right
