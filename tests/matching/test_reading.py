"""The words of many names at once are those of each name."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from proscribe.matching.reading import read_names
from proscribe.matching.words import Group, words_of

NAMES = [
    "Omar bin Abd al-Rahman, AL-RAWI",
    "Putin, Vladimir",
    "Habib Allah",
    "Salah al-Din O'Neill",
    "S.A. Limited Liability Company",
    "Guangzhou Haige Comm. Group Co., Ltd.",
    "M0h4mmed",
    "YUSONG7",
    "Société Générale",
    "小米集团",
    "владимир путин",
    "~odd",
    "two\nlines",
    "word " * 40,
    "x" * 2_000,
    "\ud800",
    "\x00\t",
    "",
    "...",
]
PIECES = ("al", "abd", "ullah", "din", "limited", "company", "co", "ltd", "S.A.", "7", "Ali", "é")


def words_at_once(texts: list[str], groups: list[Group]) -> list[list[str]]:
    read = read_names(texts, np.array(groups, dtype=np.uint8))
    words = [*read.words]
    return [
        [words[word] for word in read.held[read.starts[place] : read.starts[place + 1]]]
        for place in read.places
    ]


@pytest.mark.parametrize("group", list(Group))
def test_each_name_has_the_words_it_has_by_itself(group: Group) -> None:
    assert words_at_once(NAMES, [group] * len(NAMES)) == [words_of(name, group) for name in NAMES]


def test_names_of_all_groups_are_read_together_however_they_are_made_up() -> None:
    chance = Random(7)
    texts = [
        chance.choice((" ", ", ", "-", "'")).join(chance.choices(PIECES, k=chance.randint(0, 7)))
        for _ in range(3_000)
    ]
    groups = chance.choices(list(Group), k=len(texts))

    assert words_at_once(texts, groups) == [
        words_of(text, group) for text, group in zip(texts, groups, strict=True)
    ]


def test_equal_names_are_read_once_and_no_names_give_no_words() -> None:
    read = read_names(["Ali Reza", "Reza Ali", "Ali Reza"], np.zeros(3, dtype=np.uint8))

    assert read.places.tolist() == [0, 1, 0]
    assert read.words == {"ali": 0, "reza": 1}
    assert read_names([], np.zeros(0, dtype=np.uint8)).words == {}


def test_names_read_later_add_their_words_to_those_known() -> None:
    words: dict[str, int] = {}
    read_names(["Ali Reza"], np.zeros(1, dtype=np.uint8), words)
    counts, held = read_names(
        ["Reza Karimi", "Ali", "Reza Karimi"], np.zeros(3, dtype=np.uint8), words
    ).of_each_text()

    assert words == {"ali": 0, "reza": 1, "karimi": 2}
    assert (counts.tolist(), held.tolist()) == ([2, 1, 2], [1, 2, 0, 1, 2])
