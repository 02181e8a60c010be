"""The rules of a language, and which of them a sentence is worth trying with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from proscribe.claims.leads import leads_of
from proscribe.claims.masked import Masked, needed_by, rule, signs_of, verb_of
from proscribe.claims.rules import Draft, Rule, apply_rule
from proscribe.model.claim import ClaimType

RuleSet = tuple[ClaimType, tuple[str, ...], tuple[Rule, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A rule of a type, with what a sentence must hold for it to find anything.

    Attributes:
        rule: The rule.
        words: Its expression.
        signs: Kinds of signs of which one must be there.
        needed: Kinds of signs all of which must be there.
        verb: Finds the words of its verb in small letters; None where it has none of its own.
        leads: How a word of the sentence must begin for that; None where that is not known.
    """

    rule: Rule
    words: re.Pattern[str]
    signs: frozenset[int]
    needed: frozenset[int]
    verb: re.Pattern[str] | None
    leads: frozenset[str] | None


_Ready = tuple[tuple[ClaimType, tuple[str, ...], tuple[Prepared, ...]], ...]


class RuleBook:
    """Applies the rules of a language to sentences, the cheap tests first.

    Args:
        sets: For each type of claim its stems and rules.
    """

    def __init__(self, sets: Collection[RuleSet]) -> None:
        self._ready: _Ready = tuple(
            (type_, stems, tuple(map(_prepared, own))) for type_, stems, own in sets
        )
        self._stems = tuple({stem for _, stems, _ in sets for stem in stems})
        self._by_kinds: dict[frozenset[int], _Ready] = {}

    def drafts(self, masked: Masked) -> Iterator[Draft]:
        """Yield what the rules find in a sentence."""
        text, small, plain = masked.text, masked.small, masked.sentence.text.lower()
        leads = {word[:length] for word in _WORD.findall(small) for length in _LENGTHS}
        held = {stem for stem in self._stems if stem in plain}
        for type_, stems, own in self._fitting(masked.kinds):
            if held.isdisjoint(stems):
                continue
            for one in own:
                if one.leads is not None and one.leads.isdisjoint(leads):
                    continue
                if one.verb is not None and one.verb.search(small) is None:
                    continue
                first = one.words.search(text)
                if first is not None:
                    yield from apply_rule(one.rule, type_, masked, first)

    def _fitting(self, kinds: frozenset[int]) -> _Ready:
        """Return the rules that signs of these kinds are enough for."""
        known = self._by_kinds.get(kinds)
        if known is None:
            known = self._by_kinds[kinds] = tuple(
                (type_, stems, fitting)
                for type_, stems, own in self._ready
                if (fitting := tuple(one for one in own if _fits(one, kinds)))
            )
        return known


def _fits(one: Prepared, kinds: frozenset[int]) -> bool:
    return not kinds.isdisjoint(one.signs) and one.needed <= kinds


_WORD = re.compile(r"[^\W_]+")
_LENGTHS = (1, 2, 3)


def _prepared(one: Rule) -> Prepared:
    words = one.words
    verb = verb_of(words)
    return Prepared(
        rule=one,
        words=rule(words),
        signs=signs_of(words),
        needed=needed_by(words),
        verb=verb,
        leads=None if verb is None else leads_of(verb.pattern),
    )
