"""What people decided before of the candidates that a name leads to: silent ones are left out.

Only what a name leads to can be silent. Whom an identifier leads to stays, whatever was said of
the name; and so does everybody else of that name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.model.clearance import Silenced, Woken
from proscribe.model.clearance import told_of as told_by
from proscribe.screening.candidates import FULL, Candidate, Resolution, ordered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from proscribe.screening.clearing import Decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A candidate of whom somebody once said that he is not meant.

    Attributes:
        candidate: Who may be meant, by a name.
        standing: Silenced: the candidate is left out. Woken: it stays.
    """

    candidate: Candidate
    standing: Silenced | Woken

    @property
    def silent(self) -> bool:
        """True where the candidate is left out."""
        return isinstance(self.standing, Silenced)

    def __str__(self) -> str:
        """Return it in words: who, and what was said by whom."""
        subject = self.candidate.subject
        return f"{subject.caption} ({subject.id}): {self.standing.why}."

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "clearance": self.standing.clearance.id,
            "state": "silent" if self.silent else "woken",
            "entity_id": self.candidate.subject.id,
            "caption": self.candidate.subject.caption,
            "matched_by": self.candidate.matched_by,
            "given": self.candidate.given,
            "found": self.candidate.found,
            "score": self.candidate.score,
            "why": self.standing.why,
        }


def recall(candidates: tuple[Candidate, ...], decided: Decided | None) -> Resolution:
    """Return candidates without those that are silent, and beside them what was decided.

    Args:
        candidates: Who may be meant, as known at the moment asked about.
        decided: What was decided of exactly what was given; None where nothing counts.
    """
    if decided is None:
        return Resolution(candidates=candidates)
    recalled = tuple(
        Recalled(candidate=one, standing=standing)
        for one in candidates
        if one.by_name and (standing := decided.standing(one.subject)) is not None
    )
    candidates = tuple(_settled(one, decided) for one in candidates)
    silent = {one.candidate.subject.id for one in recalled if one.silent}
    kept = (one for one in candidates if not one.by_name or one.subject.id not in silent)
    return Resolution(candidates=ordered(kept), recalled=recalled)


def _settled(one: Candidate, decided: Decided) -> Candidate:
    """Return a candidate as meant beyond doubt where a person said so and nothing changed since.

    It then is as if the name given were the subject's own: who bears that very name, too, and
    whom an identifier leads to, still throws doubt on it.
    """
    standing = decided.settled(one.subject) if one.by_name else None
    if not isinstance(standing, Silenced):
        return one
    said = f"That this is meant was decided by {told_by(standing.clearance)}."
    return replace(one, score=FULL, certain=True, explanation="", note=f"{one.note} {said}".strip())


def told_of(recalled: Iterable[Recalled], raised: Collection[str]) -> tuple[Recalled, ...]:
    """Return each once; of those that woke, the ones that are raised.

    Args:
        recalled: What was recalled, under several regimes maybe.
        raised: Ids of the subjects that the answer speaks of.
    """
    each = {(one.candidate.subject.id, one.standing.why): one for one in recalled}
    return tuple(one for one in each.values() if one.silent or one.candidate.subject.id in raised)
