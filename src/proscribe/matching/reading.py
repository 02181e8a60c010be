"""The words of many names at once: what `words_of` gives of each, at a tenth of the time.

Nearly all names are plain ASCII and need nothing that takes more than one word to know. They are
read as one text; the few others, name by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from proscribe.matching.alignment import Bytes
from proscribe.matching.bounds import MOST_WORDS
from proscribe.matching.folding import LONGEST
from proscribe.matching.lexicon import Int32
from proscribe.matching.likeness import Flags
from proscribe.matching.syllables import single_syllables
from proscribe.matching.words import (
    TAKE_NEIGHBOURS,
    Group,
    given_first,
    joined_words,
    numbered,
    phrase_beginnings,
    plain_word,
    takes_other_form,
    without_dots,
    words_of,
)

_BREAK, _MARK = "\n", "~"
_ODD = frozenset({_BREAK, _MARK})
_PLAIN = str.maketrans(
    {chr(code): " " for code in range(128) if not chr(code).isalnum() and chr(code) != _BREAK}
)


@dataclass(frozen=True, slots=True)
class Read:
    """Names as words.

    Attributes:
        words: The distinct words, each with its place.
        starts: Where the words of each name begin in `held`; one more than there are names.
        held: The places of the words of the names.
        texts: The names, each once for each group.
        places: For each text that was given, the place of its name.
    """

    words: dict[str, int]
    starts: npt.NDArray[np.int64]
    held: Int32
    texts: list[str]
    places: npt.NDArray[np.int64]

    def of_each_text(self) -> tuple[npt.NDArray[np.int64], Int32]:
        """Return how many words each text has, and the words of one text after another."""
        begins = self.starts[self.places]
        counts = self.starts[self.places + 1] - begins
        shift = np.repeat(begins - (np.cumsum(counts) - counts), counts)
        return counts, self.held[np.arange(len(shift)) + shift]


def read_names(texts: Sequence[str], groups: Bytes, words: dict[str, int] | None = None) -> Read:
    """Return the words of names, each name and each word once.

    Args:
        texts: The names, in any script.
        groups: How each is compared, as :class:`proscribe.matching.words.Group`.
        words: The words of names that were read before, which takes the new ones too.
    """
    numbers: dict[str, int] = {} if words is None else words
    blocks: list[_Block] = []
    places = np.zeros(len(texts), dtype=np.int64)
    before = 0
    for group in np.unique(groups).tolist():
        rows = np.flatnonzero(groups == group)
        asked = texts if len(rows) == len(texts) else [*map(texts.__getitem__, rows.tolist())]
        blocks.append(block := _read_block([*dict.fromkeys(asked)], Group(group), numbers))
        at = dict(zip(block.texts, range(before, before + len(block.texts)), strict=True))
        places[rows] = np.fromiter(map(at.__getitem__, asked), np.int64, count=len(rows))
        before += len(block.texts)
    starts = np.zeros(before + 1, dtype=np.int64)
    if blocks:
        np.cumsum(np.concatenate([block.counts for block in blocks]), out=starts[1:])
    return Read(
        words=numbers,
        starts=starts,
        held=np.concatenate([np.zeros(0, dtype=np.int32), *(block.held for block in blocks)]),
        texts=[text for block in blocks for text in block.texts],
        places=places,
    )


@dataclass(frozen=True, slots=True)
class _Block:
    texts: list[str]
    counts: npt.NDArray[np.int64]
    held: Int32


def _read_block(texts: list[str], group: Group, numbers: dict[str, int]) -> _Block:
    """Read different names of one group; `numbers` has the place of each word, and takes more."""
    plain = [text for text in texts if text.isascii() and text.isprintable()]
    text = _BREAK.join(plain)
    odd = _MARK in text or text.count(_BREAK) >= max(len(plain), 1) or _longest(plain) > LONGEST
    if odd:
        plain = [each for each in plain if len(each) <= LONGEST and _ODD.isdisjoint(each)]
        text = _BREAK.join(plain)
    tokens, counts = _tokens(text, len(plain), group)
    distinct = dict.fromkeys(tokens)
    at = dict(zip(distinct, range(len(distinct)), strict=True))
    raw = np.fromiter(map(at.__getitem__, tokens), np.int32, count=len(tokens))
    alone = _need_neighbours(raw, at, counts, group)
    number = numbers.setdefault
    person = group is Group.PERSON
    plain_words = [
        word
        if word.isalpha() and not (person and takes_other_form(word))
        else plain_word(word, group)
        for word in distinct
    ]
    final = np.array([number(word, len(numbers)) for word in plain_words], dtype=np.int32)
    held = final[raw[np.repeat(~alone, counts)]]
    ends = np.cumsum(counts)
    one_by_one = [
        joined_words(tokens[end - count : end], group)
        for end, count in zip(ends[alone].tolist(), counts[alone].tolist(), strict=True)
    ]
    names = [*plain]
    if len(plain) < len(texts):
        known = frozenset(plain)
        others = [each for each in texts if each not in known]
        names += others
        one_by_one += [words_of(each, group) for each in others]
    rest = np.array(
        [number(word, len(numbers)) for words in one_by_one for word in words], dtype=np.int32
    )
    slow = np.append(alone, np.ones(len(names) - len(plain), dtype=bool))
    counts = np.append(counts, np.zeros(len(names) - len(plain), dtype=np.int64))
    counts[slow] = [len(words) for words in one_by_one]
    of_slow = np.repeat(slow, counts)
    together = np.empty(len(of_slow), dtype=np.int32)
    together[of_slow], together[~of_slow] = rest, held
    return _Block(names, counts, together)


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)


def _tokens(text: str, count: int, group: Group) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Return the words of names, one to a line, one after another, and how many each has."""
    text = text.lower().replace("'", "").replace("`", "")
    if group is Group.PERSON:
        if "," in text:
            lines = text.split(_BREAK)
            text = _BREAK.join([given_first(line) if "," in line else line for line in lines])
    elif "." in text:
        lines = text.split(_BREAK)
        text = _BREAK.join([without_dots(line) if "." in line else line for line in lines])
    text = text.translate(_PLAIN)
    letters = np.frombuffer(text.encode(), dtype=np.uint8)
    within = letters > ord(" ")
    begins = within.copy()
    begins[1:] &= ~within[:-1]
    so_far = np.append(0, np.cumsum(begins, dtype=np.int32))
    line_ends = np.append(np.flatnonzero(letters == ord(_BREAK)), len(letters))[:count]
    return text.split(), np.diff(so_far[line_ends], prepend=0).astype(np.int64)


def _need_neighbours(
    raw: Int32, at: dict[str, int], counts: npt.NDArray[np.int64], group: Group
) -> Flags:
    """Return of which names some words may be joined to others, or are too many."""
    alone: Flags = counts > MOST_WORDS
    owners = np.repeat(np.arange(len(counts)), counts)
    flags = np.zeros(len(at), dtype=bool)
    if group is Group.PERSON:
        flags[[at[word] for word in TAKE_NEIGHBOURS | single_syllables() if word in at]] = True
    elif group is Group.VESSEL:
        flags[[place for word, place in at.items() if len(numbered(word)) > 1]] = True
    else:
        keys = [
            at[one] * len(at) + at[two]
            for one, two in phrase_beginnings()
            if one in at and two in at
        ]
        flags[[key // len(at) for key in keys]] = True
        heads = np.flatnonzero(flags[raw[:-1]])
        pairs = raw[heads].astype(np.int64) * len(at) + raw[heads + 1]
        alone[owners[heads[np.isin(pairs, keys)]]] = True
        return alone
    alone[owners[flags[raw]]] = True
    return alone
