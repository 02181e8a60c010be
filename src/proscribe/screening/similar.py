"""Names that are alike without being equal: from when on they are a doubt, and whose they are.

What is only alike never decides: at most it makes an answer REVIEW. What the thresholds mean in
alerts and misses is measured; see ``docs/explanation/matching.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.matching.keys import name_keys
from proscribe.model.listing import NameKind
from proscribe.screening.candidates import CORE, SIMILAR, Candidate

if TYPE_CHECKING:
    from proscribe.ledger.history import Subject

# From when on a name is a doubt, as the probability that both mean the same: of a line of a
# portfolio, of which there are thousands, and of a name that somebody asks about by itself.
DOUBT_FROM, ASKED_FROM = 0.5, 0.4
# Words and abbreviations that a list itself calls weak are borne by many.
WEAK_FROM = 0.9
MOST_ALIKE = CORE - 0.01
_FEW_LETTERS = 4
# Another country makes it some twenty times less likely that both are the same.
ABROAD_FROM = 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A name on file that is like one asked for.

    Attributes:
        entity_id: Who bears it, or ever bore it.
        score: Probability that both names mean the same, 0 to 1.
        given: The name asked for, or the part of it that is the issuer's.
        found: The name on file.
        explanation: How they are alike, in a line.
    """

    entity_id: str
    score: float
    given: str
    found: str
    explanation: str


def similar_candidate(one: Similar, subject: Subject, *, abroad: bool) -> Candidate | None:
    """Return the doubt that a similar name throws; None where its bearer had no such name.

    Args:
        one: The name that is alike.
        subject: Its bearer, as known at the moment asked about.
        abroad: Whether what was given is in another country than its bearer.
    """
    found = one if _kinds(one, subject) else _as_known(one, subject)
    if (
        found is None
        or found.score < _least(found, subject, abroad=abroad)
        or _is_letters(found.found)
    ):
        return None
    return Candidate(
        subject=subject,
        matched_by=SIMILAR,
        given=found.given,
        found=found.found,
        score=min(found.score, MOST_ALIKE),
        certain=False,
        explanation=found.explanation or "alike",
    )


def _kinds(one: Similar, subject: Subject) -> set[NameKind]:
    return {name.kind for name in subject.names if name.text == one.found}


def _least(one: Similar, subject: Subject, *, abroad: bool) -> float:
    if abroad:
        return ABROAD_FROM
    return WEAK_FROM if _kinds(one, subject) == {NameKind.WEAK} else ASKED_FROM


def _is_letters(name: str) -> bool:
    """Return whether a name is an abbreviation of few letters: that is equal, or another's."""
    core = name_keys(name).core
    return core.isascii() and len(core) <= _FEW_LETTERS


def _as_known(one: Similar, subject: Subject) -> Similar | None:
    """Return the name most alike of those a subject bore then; None where none is like enough."""
    from proscribe.matching import compare

    scores = {name.text: compare(one.given, name.text, subject.schema) for name in subject.names}
    best = max(scores, key=lambda text: scores[text], default=None)
    if best is None or scores[best] < DOUBT_FROM:
        return None
    told = f"of the names known then; {one.found} was not"
    return replace(one, score=scores[best], found=best, explanation=told)
