"""Names longer than names are: what stands in them, read piece by piece.

A name of a few words is laid beside another as a whole. In a longer text a name may stand anywhere;
its pieces find it, and it counts as a doubt, since much of the text is not accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TypeAlias

from proscribe.matching.alignment import WIDTH
from proscribe.matching.evidence import shown
from proscribe.matching.hidden import without_hidden
from proscribe.matching.named import Match, Named
from proscribe.matching.words import MOST_WORDS

Answer: TypeAlias = Callable[[Sequence[Named]], Iterable[Match]]

LONGEST_READ = 32_767
"""Characters of a text that are read; a cell of a spreadsheet holds no more."""

MOST_PIECES = 30_000
"""Different pieces of a text that are read."""

LONGEST_WORD = 60
"""Letters of a word at most; a longer run of them is none, and is not taken apart."""

_SIZES = range(1, 7)
# By itself a short word is many names' part.
_LEAST_LETTERS = 5
# A piece that would match by itself is a doubt: more than a shared word, less than the name.
_WHOLE, _DOUBT = 0.7, 0.75
# Pieces that are looked for together.
_BATCH = 4_096
_SHOWN = 60
# No shorter text holds so many words, or so long a one.
_SHORT = 2 * WIDTH
# What parts words: blanks and signs; neither apostrophes nor the dots of abbreviations.
_WORD = re.compile(
    r"(?:[^\s!-&(-/:-@\[-_{-~\u00b7\u2010-\u2017\u201a-\u205e\u2022\u3000-\u303f\uff01-\uff0f]"
    r"|\.(?!\w\w))+"
)
_BEYOND = re.compile(r"\w")
_LINE_ENDS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in pieces.

    Attributes:
        texts: The pieces, each once; none where the text is as short as names are.
        whole: Whether they and the text itself together are all that can be read in it.
    """

    texts: tuple[str, ...]
    whole: bool


_NONE = Pieces((), whole=True)


def pieces_of(text: str) -> Pieces:
    """Return the pieces of a text that is longer than names are.

    Of a long name, those that end beyond the words that are compared; of what is longer than
    any name, all.

    Args:
        text: A text in any script, of any length.
    """
    if not text.isprintable() and _LINE_ENDS.search(text.strip()):
        lines = _in_lines(text[:LONGEST_READ].strip())
        more = pieces_of(" ".join(lines))
        own = dict.fromkeys((*lines, "".join(lines), *more.texts))
        return Pieces(tuple(own), whole=more.whole and _is_read(text))
    if len(text) < _SHORT:
        return _NONE
    seen = without_hidden(text[:LONGEST_READ])
    words = _WORD.findall(seen)
    kept = [word for word in words if len(word) <= LONGEST_WORD]
    if len(words) <= WIDTH and len(kept) == len(words):
        return _NONE
    first = WIDTH if len(words) <= MOST_WORDS and len(kept) == len(words) else 0
    found: dict[str, None] = {}
    for piece in _runs(kept, first):
        if len(found) == MOST_PIECES:
            return Pieces(tuple(found), whole=False)
        found[piece] = None
    return Pieces(tuple(found), whole=len(kept) == len(words) and _is_read(text))


def _is_read(text: str) -> bool:
    return _BEYOND.search(text, LONGEST_READ) is None


def _in_lines(text: str) -> list[str]:
    """Return the lines of a text, of which each may be a name or a part of one."""
    return [line.strip() for line in _LINE_ENDS.split(text) if line.strip()]


def _runs(words: Sequence[str], first: int) -> Iterator[str]:
    """Yield the runs of words that end at a place or beyond it; of one word only a long one."""
    for end in range(first, len(words)):
        for size in _SIZES:
            if size <= end + 1 and (size > 1 or _may_stand_alone(words[end])):
                yield " ".join(words[end + 1 - size : end + 1])


def _may_stand_alone(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS or (not word.isascii() and len(word) > 1)


def doubt(score: float) -> float:
    """Return how much the score of a piece counts for the text: a doubt, or nothing."""
    return min(score, _DOUBT) if score >= _WHOLE else 0.0


def is_overlong(query: Named) -> bool:
    """Return whether any name of a query is longer than names are."""
    return any(pieces_of(name).texts for name in query.names)


def answer_with_pieces(
    queries: Sequence[Named], answer: Answer, *, limit: int, threshold: float
) -> Iterator[Match]:
    """Yield who may be meant, best first for each query, where a name may be a long text.

    Args:
        queries: What to look for.
        answer: Finds who may be meant, at most so many and from that score on.
        limit: Most entries for each query.
        threshold: Least score, 0 to 1.
    """
    for long, group in groupby(queries, key=is_overlong):
        if long:
            for query in group:
                yield from _best(query, answer, limit=limit, threshold=threshold)
        else:
            yield from answer([*group])


def _best(query: Named, answer: Answer, *, limit: int, threshold: float) -> list[Match]:
    found = {match.entity_id: match for match in answer([query])}
    for name in query.names:
        for match in _in_pieces(query, name, answer):
            other = found.get(match.entity_id)
            if match.score >= threshold and (other is None or match.score > other.score):
                found[match.entity_id] = match
    return sorted(found.values(), key=lambda match: -match.score)[:limit]


def _in_pieces(query: Named, name: str, answer: Answer) -> Iterator[Match]:
    pieces = (replace(query, names=(piece,)) for piece in pieces_of(name).texts)
    while batch := [*islice(pieces, _BATCH)]:
        for match in answer(batch):
            if doubt(match.score) == 0:
                continue
            told = f"in a longer text: {shown(match.name, _SHOWN)}; {match.explanation}"
            yield replace(match, name=name, score=doubt(match.score), explanation=told)
