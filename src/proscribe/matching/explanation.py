"""Says in a line why a pair scored what it did, for a row of a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from proscribe.matching.evidence import Evidence, shown
from proscribe.matching.parts import BEFORE, Part

LONGEST = 160
_LONGEST_WORD = 24
_LONGEST_LEFT = 40
_FEWEST_WORDS = 2
_THRESHOLD = 0.7
_MOST_PARTS, _LEAST_PART = 3, 0.05
_SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenMeeting:
    """A word of the query that met a word of the entry.

    Attributes:
        given: The word, or words, of the query.
        found: The word, or words, of the entry.
        how: ``same``, ``other form``, ``spelling``, ``abbreviation``, ``initial``, ``sound``,
            ``misread``, ``acronym`` or ``joined``.
        similarity: How alike they are, 0 to 1.
        weight: Part of the names' score that rests on this meeting, 0 to 1.
    """

    given: str
    found: str
    how: str
    similarity: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that made a score.

    Attributes:
        name: The name that was given.
        matched_name: The name of the entry that met it.
        meetings: The words that met.
        unmatched_given: Words of the query that met none.
        unmatched_found: Words of the entry that met none.
        evidence: What the attributes say.
        score: Probability that both are the same, 0 to 1.
        parts: What each thing that was weighed of the names adds, as log-odds, the heaviest first.
    """

    name: str
    matched_name: str
    meetings: tuple[TokenMeeting, ...]
    unmatched_given: tuple[str, ...]
    unmatched_found: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    score: float
    parts: tuple[Part, ...] = ()

    def text(self, *, threshold: float = _THRESHOLD) -> str:
        """Return the explanation in a line of 160 characters at most.

        Args:
            threshold: Score from which a match counts: the line ends with what the match could
                not do without to reach it.
        """
        return explain(self, threshold=threshold)


def explain(parts: Explanation, *, threshold: float = _THRESHOLD) -> str:
    """Return which words met and how, what attributes add, what is left, and what weighs most.

    It ends with what the match falls without.

    The heaviest come first; where the line gets too long, the lightest words go.

    Args:
        parts: What made the score.
        threshold: Score from which a match counts.
    """
    meetings = sorted(parts.meetings, key=lambda each: -each.weight)
    met = [_meeting(each) for each in meetings]
    rest = [_evidence(each) for each in parts.evidence]
    rest += [*_left(parts), *_weighed(parts), *_falls(parts, meetings, threshold)]
    line = _line(met, len(met), rest)
    for kept in range(len(met) - 1, _FEWEST_WORDS - 1, -1):
        if len(line) <= LONGEST:
            break
        line = _line(met, kept, rest)
    return shown(line, LONGEST)


def _line(met: list[str], kept: int, rest: list[str]) -> str:
    words = ", ".join(met[:kept])
    if kept < len(met):
        words += f", {len(met) - kept} more"
    return "; ".join(filter(None, [words, *rest])) or "nothing in common"


def _meeting(meeting: TokenMeeting) -> str:
    given, found = shown(meeting.given, _LONGEST_WORD), shown(meeting.found, _LONGEST_WORD)
    part = f"{meeting.weight:.0%}".replace("%", " %")
    if meeting.how == _SAME:
        return f"{given} = {found} {part}"
    return f"{given} ~ {found} {part} ({meeting.how})"


def _evidence(evidence: Evidence) -> str:
    if evidence.given == evidence.found:
        values = evidence.given
    elif evidence.log_odds > 0:
        values = f"{evidence.given} ~ {evidence.found}"
    else:
        values = f"{evidence.given} ≠ {evidence.found}"
    decides = " decides" if evidence.decides else ""
    return f"{evidence.feature} {values} {evidence.log_odds:+.1f}{decides}"


def _left(parts: Explanation) -> Iterator[str]:
    if parts.unmatched_given:
        yield f"left: {shown(' '.join(parts.unmatched_given), _LONGEST_LEFT)}"
    if parts.unmatched_found:
        yield f"not given: {shown(' '.join(parts.unmatched_found), _LONGEST_LEFT)}"


def _weighed(parts: Explanation) -> Iterator[str]:
    """Yield the heaviest parts of what the names say: ``+5.1 what met, -1.2 left over``."""
    heaviest = [
        f"{part.log_odds:+.1f} {part.what}"
        for part in parts.parts
        if part.what != BEFORE and abs(part.log_odds) >= _LEAST_PART
    ]
    if heaviest:
        yield ", ".join(heaviest[:_MOST_PARTS])


def _falls(parts: Explanation, meetings: list[TokenMeeting], threshold: float) -> Iterator[str]:
    """Yield the least that a match rests on, as far as the parts tell: they add up roughly."""
    if parts.score < threshold:
        return
    needed = [
        each.feature
        for each in parts.evidence
        if each.log_odds > 0 and _without(parts.score, each.log_odds) < threshold
    ]
    if not needed:
        left = parts.score
        for meeting in meetings:
            needed.append(shown(meeting.given, _LONGEST_WORD))
            left -= parts.score * meeting.weight
            if left < threshold:
                break
        else:
            return
    yield f"falls without {' and '.join(needed)}"


def _without(score: float, log_odds: float) -> float:
    if score >= 1:
        return 1.0
    return 1 / (1 + math.exp(log_odds - math.log(score / (1 - score))))
