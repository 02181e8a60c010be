"""Who may be meant by what a user or a portfolio line gives, and who of them counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from proscribe.ledger.history import Subject
    from proscribe.screening.clearing import Decided
    from proscribe.screening.recalling import Recalled
    from proscribe.securities.master import Conflict

# A name another subject bears first is another's; a second name is hardly less sure.
FULL, ALSO, CORE, DOUBT = 1.0, 0.99, 0.97, 0.75
NAME, SIMILAR, CUT_OFF, PART = "name", "similar name", "cut-off name", "part of a name"
ABROAD = "name in another country"
HOLDS, PAPER_OF = "name with more words", "paper with that name"
_USER = "user"
_BY_NAME = frozenset({NAME, SIMILAR, CUT_OFF, PART, ABROAD, HOLDS, PAPER_OF})
# Beside an equal name of somebody else, only a name that is nearly equal too is a doubt.
AS_GOOD = 0.9
# Far behind the most similar name, others say nothing more.
_FAR_BEHIND, _MOST_SIMILAR = 0.2, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A subject that may be meant.

    Attributes:
        subject: The subject as known.
        matched_by: What met: an identifier kind, ``name``, or ``similar name``.
        given: The string that was given.
        found: The string of the subject that met it.
        score: 1 for an identifier or an equal name, less for anything weaker; of names that are
            only alike, the probability that they mean the same, below 0.97.
        certain: False where a person must look.
        programs: Set where the identifier stands for some programmes only.
        explanation: How names that are only alike are alike; empty for anything else.
        note: What else is to be known of how it was found, in sentences: by whose word an
            identifier leads to it, that its line has ended.
        hearsay: True where reference data alone leads to it, under another name than was given:
            that may be wrong, and takes no doubt away.
    """

    subject: Subject
    matched_by: str
    given: str
    found: str
    score: float
    certain: bool
    programs: frozenset[str] | None = None
    explanation: str = ""
    note: str = ""
    hearsay: bool = False

    @property
    def by_name(self) -> bool:
        """True where a name met, no identifier."""
        return self.matched_by in _BY_NAME

    @property
    def alike(self) -> bool:
        """True where no key of the names is equal: they are only alike."""
        return bool(self.explanation)

    @property
    def how(self) -> str:
        """Which strings met, for names that are only alike how, and what else is to be known."""
        if self.given == self.found:
            return self.note
        how = f" ({self.score:.2f}: {self.explanation})" if self.alike else ""
        return f"“{self.given}” met “{self.found}”{how}. {self.note}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be resolved: identifier keys in order of weight, and a name.

    Attributes:
        keys: Pairs of kind and normalised value.
        name: The issuer's or security's name; empty where none is given.
        people: Whether persons and vessels may be meant; issuers of securities are neither.
        country: Where the issuer is, as ISO 3166 code; None where unknown.
        decided: What people decided of exactly what was given; None where that does not count.
        day: The day asked about, on which a line may have ended; None where that is no matter.
        exact: True where names that are only alike are not looked for.
        paper: True for a bond, a warrant or a derivative: another company may have issued it.
    """

    keys: tuple[tuple[str, str], ...]
    name: str = ""
    people: bool = False
    country: str | None = None
    decided: Decided | None = None
    day: date | None = None
    exact: bool = False
    paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The candidates found for one thing wanted.

    Attributes:
        candidates: Who may be meant, best first.
        recalled: Of whom a person decided before, whether that counts still or woke.
        conflicts: What sources say of the identifiers given that cannot all be true.
    """

    candidates: tuple[Candidate, ...]
    recalled: tuple[Recalled, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def among(self, counts: Callable[[Subject], bool]) -> Resolution:
        """Return who can be meant where only some subjects count.

        Where somebody counts for certain, whom only a name leads to and who does not count is
        left out: an entry of another list takes no doubt away, and adds none. Of those left,
        whoever bears the name best is meant.
        """
        candidates = _without_poor(self.candidates)
        count = tuple(one for one in candidates if counts(one.subject))
        if not count:
            return Resolution(candidates=_best(candidates))
        meant = _best(count)
        told = {one.subject.id for one in count}
        sure = any(one.certain for one in meant)
        beside = (
            one
            for one in candidates
            if one.subject.id not in told and (not one.by_name or (one.certain and not sure))
        )
        return Resolution(candidates=ordered((*meant, *beside)))

    def fitted(self) -> Resolution:
        """Return who can be meant where every subject counts."""
        return self.among(lambda _: True)

    @property
    def certain(self) -> bool:
        """True where nothing was found, or one subject beyond doubt."""
        return not self.candidates or (len(self.candidates) == 1 and self.candidates[0].certain)

    @property
    def sure(self) -> Candidate | None:
        """The one subject that bears the very identifier or name, where only doubts stand by."""
        certain = [one for one in self.candidates if one.certain]
        return certain[0] if len(certain) == 1 and certain[0].score >= ALSO else None


def is_of_house(subject: Subject) -> bool:
    """Return whether only a user's own lists name a subject: a word of its own on whoever it is."""
    return bool(subject.records) and all(
        record.designation.authority == _USER for record in subject.records
    )


def ordered(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates best first, those of one score by the id of the subject."""
    return tuple(sorted(candidates, key=lambda one: (-one.score, one.subject.id)))


def _without_poor(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Beside a name that is surely somebody's, one that is only alike must be nearly equal too."""
    if not any(one.certain and not one.hearsay for one in candidates):
        return candidates
    return tuple(one for one in candidates if not one.alike or one.score >= AS_GOOD)


def _best(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave the names that fit best, where nobody is found by an identifier."""
    return _fitting(candidates) if all(one.by_name for one in candidates) else candidates


def _fitting(named: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Beside an equal name, one that differs in its legal form is a doubt, a part of one none.

    Beside an equal primary name, only a subject that the facts call related throws doubt. A name
    that is only alike is a doubt where none is equal.
    """
    best = max((candidate.score for candidate in named if candidate.certain), default=0.0)
    if best == 0.0:
        return _nearest(named)
    equal = [candidate for candidate in named if candidate.score == best]
    related = {link.id for one in equal for link in one.subject.links if link.relation == "related"}

    def doubts(candidate: Candidate) -> bool:
        if candidate.alike or candidate.matched_by in (CUT_OFF, PART, HOLDS, PAPER_OF):
            return False
        return best < FULL or not related.isdisjoint(
            (candidate.subject.id, *candidate.subject.referents)
        )

    return ordered(
        candidate if candidate.score == best else replace(candidate, certain=False)
        for candidate in named
        if candidate.score == best or doubts(candidate)
    )


def _nearest(doubtful: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave, of names that are only alike, the most similar ones."""
    alike = ordered(one for one in doubtful if one.alike)
    least = alike[0].score - _FAR_BEHIND if alike else 0.0
    kept = [one for one in alike[:_MOST_SIMILAR] if one.score >= least]
    return ordered((*(one for one in doubtful if not one.alike), *kept))
