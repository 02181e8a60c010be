"""Names longer than names are: what stands in them, read piece by piece.

A name of a few words is laid beside another as a whole. In a longer text a name may stand anywhere;
its pieces find it, and it counts as a doubt, since much of the text is not accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeVar

from proscribe.matching.bounds import MOST_WORDS, WIDTH
from proscribe.matching.evidence import shown
from proscribe.matching.hidden import without_hidden
from proscribe.matching.named import Match, Named

Row = TypeVar("Row", tuple[int, str, float], tuple[int, str, float, Match])

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
LEAST_DOUBT, _DOUBT = 0.7, 0.75
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
# Every ASCII character that may part words, and a few more.
_WITHOUT_BREAKS = {code: None for code in range(128) if not chr(code).isalnum()}
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
    if len(text) < _SHORT or _has_few_words(text):
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


def _has_few_words(text: str) -> bool:
    """Return whether a glance is enough to see that a text holds few words, and none too long."""
    if len(text) > LONGEST_WORD or not (text.isascii() and text.isprintable()):
        return False
    return len(text) - len(text.translate(_WITHOUT_BREAKS)) < WIDTH


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
    return min(score, _DOUBT) if score >= LEAST_DOUBT else 0.0


@dataclass(frozen=True, slots=True)
class Cut:
    """Pieces of queries whose names are longer than names are.

    Attributes:
        pieces: The pieces, each a query.
        owners: For each the place of the query it is of.
        names: For each the name it is of.
    """

    pieces: list[Named]
    owners: list[int]
    names: list[str]


def cut_up(queries: Sequence[Named]) -> Iterator[Cut]:
    """Yield the pieces of queries, as many at a time as are looked for together.

    Args:
        queries: What to look for; those with names of usual length have no pieces.
    """
    pieces = (
        (place, name, replace(query, names=(piece,)))
        for place, query in enumerate(queries)
        for name in query.names
        for piece in pieces_of(name).texts
    )
    while some := [*islice(pieces, _BATCH)]:
        owners, names, cut = zip(*some, strict=True)
        yield Cut([*cut], [*owners], [*names])


def in_piece(match: Match, name: str) -> Match:
    """Return the match of a piece as one of the name it is of."""
    told = f"in a longer text: {shown(match.name, _SHOWN)}; {match.explanation}"
    return replace(match, name=name, score=doubt(match.score), explanation=told)


def best_of_each(rows: Sequence[Row], limit: int) -> list[Row]:
    """Return of (place of the query, entry id, score, …) the best of each entry, best first."""
    best: dict[tuple[int, str], Row] = {}
    for row in rows:
        key = row[0], row[1]
        if key not in best or row[2] > best[key][2]:
            best[key] = row
    ordered = sorted(best.values(), key=lambda row: (row[0], -row[2]))
    each = groupby(ordered, key=itemgetter(0))
    return [row for _, some in each for row in islice(some, limit)]
