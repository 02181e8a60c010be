"""The rules of a language, and which of them a sentence is worth trying with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from proscribe.claims.leads import END, LONGEST, leads_of
from proscribe.claims.masked import Masked, needed_by, quick_of, rule, signs_of, verb_of
from proscribe.claims.rules import Draft, Rule, apply_rule
from proscribe.model.claim import ClaimType

RuleSet = tuple[ClaimType, tuple[str, ...], tuple[Rule, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A rule of a type, with what a sentence must hold for it to find anything.

    Attributes:
        rule: The rule.
        type: What it claims.
        words: Its expression.
        signs: Kinds of signs of which one must be there.
        needed: Kinds of signs all of which must be there.
        quick: What must be found in the small letters of the sentence, the cheapest first.
        leads: How a word of the sentence must begin for that; None where that is not known.
    """

    rule: Rule
    type: ClaimType
    words: re.Pattern[str]
    signs: frozenset[int]
    needed: frozenset[int]
    quick: tuple[re.Pattern[str], ...]
    leads: frozenset[str] | None


class RuleBook:
    """Applies the rules of a language to sentences, the cheap tests first.

    A number with a bit for each rule says which are worth trying: by the kinds of what is named,
    by stems and by words. Those that are worth it by all three are.

    Args:
        sets: For each type of claim its stems and rules.
    """

    def __init__(self, sets: Collection[RuleSet]) -> None:
        self._rules = tuple(_prepared(one, type_) for type_, _, own in sets for one in own)
        stems = [known for _, known, own in sets for _ in own]
        by_stem = _bits((stem, at) for at, own in enumerate(stems) for stem in own)
        self._within_words = {k: bits for k, bits in by_stem.items() if _WORD.fullmatch(k)}
        self._across_words = {k: bits for k, bits in by_stem.items() if not _WORD.fullmatch(k)}
        self._by_lead = _bits(
            (lead, at) for at, one in enumerate(self._rules) for lead in one.leads or ()
        )
        self._without_lead = sum(1 << at for at, one in enumerate(self._rules) if one.leads is None)
        self._by_word = lru_cache(maxsize=20_000)(self._with_word)
        self._by_stem = lru_cache(maxsize=20_000)(self._with_stem)
        self._by_kinds = lru_cache(maxsize=4_096)(self._with_kinds)

    def drafts(self, masked: Masked) -> Iterator[Draft]:
        """Yield what the rules find in a sentence."""
        for one in self._worth_trying(masked):
            for words in one.quick:
                if words.search(masked.small) is None:
                    break
            else:
                first = one.words.search(masked.text)
                if first is not None:
                    yield from apply_rule(one.rule, one.type, masked, first)

    def _worth_trying(self, masked: Masked) -> Iterator[Prepared]:
        plain = masked.sentence.text.lower()
        by_stem, by_word = 0, self._without_lead
        for word in {*_WORD.findall(plain)}:
            by_stem |= self._by_stem(word)
        for stem, bits in self._across_words.items():
            if stem in plain:
                by_stem |= bits
        for word in {*_WORD.findall(masked.small)}:
            by_word |= self._by_word(word)
        left = by_stem & by_word & self._by_kinds(masked.kinds)
        while left:
            lowest = left & -left
            left ^= lowest
            yield self._rules[lowest.bit_length() - 1]

    def _with_word(self, word: str) -> int:
        """Return the rules whose verb may begin as a word does."""
        bits, whole = 0, word + END
        for length in range(1, min(len(whole), LONGEST) + 1):
            bits |= self._by_lead.get(whole[:length], 0)
        return bits

    def _with_stem(self, word: str) -> int:
        """Return the rules of which a stem stands in a word."""
        bits = 0
        for stem, own in self._within_words.items():
            if stem in word:
                bits |= own
        return bits

    def _with_kinds(self, kinds: frozenset[int]) -> int:
        """Return the rules that signs of these kinds are enough for."""
        return sum(
            1 << at
            for at, one in enumerate(self._rules)
            if not kinds.isdisjoint(one.signs) and one.needed <= kinds
        )


_WORD = re.compile(r"[^\W_]+")


def _bits(rules: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return a number with a bit for each rule, by what it goes with."""
    found: defaultdict[str, int] = defaultdict(int)
    for key, at in rules:
        found[key] |= 1 << at
    return dict(found)


def _prepared(one: Rule, type_: ClaimType) -> Prepared:
    verb, whole = verb_of(one.words), quick_of(one.words)
    return Prepared(
        rule=one,
        type=type_,
        words=rule(one.words),
        signs=signs_of(one.words),
        needed=needed_by(one.words),
        quick=tuple(words for words in (verb, whole) if words is not None),
        leads=None if verb is None else leads_of(verb.pattern),
    )
