"""Which words of a pair met and how, put into the words of an explanation."""

from __future__ import annotations

from typing import TypedDict

from proscribe.matching.alignment import Alignment
from proscribe.matching.explanation import TokenMeeting
from proscribe.matching.features import FEATURES
from proscribe.matching.likeness import Way
from proscribe.matching.pairs import Pairs
from proscribe.matching.parts import Part, parts_of
from proscribe.matching.scoring import weights_of
from proscribe.matching.words import Group

_HOW: dict[int, str] = {
    Way.SAME: "same",
    Way.MEANING: "other form",
    Way.SPELLING: "spelling",
    Way.SOUND: "sound",
    Way.CUT_OFF: "abbreviation",
    Way.INITIAL: "initial",
    Way.LOOKS: "misread",
    Way.ACRONYM: "acronym",
}
_JOINED = FEATURES.index("joined")


class Meetings(TypedDict):
    """The words of a pair, as an explanation takes them."""

    meetings: tuple[TokenMeeting, ...]
    unmatched_given: tuple[str, ...]
    unmatched_found: tuple[str, ...]
    parts: tuple[Part, ...]


def meetings_of(pairs: Pairs, alignment: Alignment, row: int, odds: float) -> Meetings:
    """Return which words met and how, which are left over on both sides, and what each adds.

    Args:
        pairs: Pairs of names.
        alignment: The same, laid side by side.
        row: One of them.
        odds: Its log-odds.
    """
    given, found = alignment.given, alignment.found
    weights = weights_of(Group(int(pairs.couples.groups[row])))
    parts = parts_of(pairs.features[row].tolist(), weights, odds)
    ours = [pairs.couples.ours.lexicon.words[word] for word in given.words[row] if word >= 0]
    theirs = pairs.couples.theirs.lexicon
    others = [theirs.words[word] for word in found.words[row] if word >= 0]
    if pairs.features[row, _JOINED]:
        share = float(pairs.features[row, FEATURES.index("share_given")])
        spelled = {"given": " ".join(ours), "found": " ".join(others)}
        whole = TokenMeeting(**spelled, how="joined", similarity=share, weight=1.0)
        return Meetings(meetings=(whole,), unmatched_given=(), unmatched_found=(), parts=parts)
    met = [(one, int(other)) for one, other in enumerate(given.met[row][: len(ours)]) if other >= 0]
    likeness = [float(alignment.likeness[row, one]) for one, _ in met]
    worth = [
        like * float(min(given.weights[row, one], found.weights[row, other]))
        for like, (one, other) in zip(likeness, met, strict=True)
    ]
    total = sum(worth) or 1.0
    return Meetings(
        meetings=tuple(
            TokenMeeting(
                given=ours[one],
                found=others[other],
                how=_HOW[int(alignment.way[row, one])],
                similarity=like,
                weight=part / total,
            )
            for like, part, (one, other) in zip(likeness, worth, met, strict=True)
        ),
        unmatched_given=tuple(
            word for word, other in zip(ours, given.met[row], strict=False) if other < 0
        ),
        unmatched_found=tuple(
            word for word, one in zip(others, found.met[row], strict=False) if one < 0
        ),
        parts=parts,
    )
