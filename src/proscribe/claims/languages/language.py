"""What a language brings: its names, roles, rules, voices and wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from proscribe.claims.names import Name
from proscribe.claims.rulebook import RuleSet
from proscribe.model.claim import EntityKind, TextEntity


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """A language that claims are read in.

    Attributes:
        code: ISO 639-1 code.
        names: Finds the names that no list knows.
        roles: Words that stand for somebody named before, in groups called ``company``,
            ``person``, ``agency``, ``court``, ``list``, ``group``, ``it``, ``they`` and ``he``.
        rules: For each type of claim its stems and rules.
        cites: Expressions of ``according to``: who is cited says the whole sentence.
        speaks: Expressions of a speaker (``who``) before what is said.
        spoken: Expressions of a speaker behind it.
        denies: Words by which a speaker denies.
        accuses: Words by which an authority accuses.
        telling: Words of measures, each with its worth.
        elsewhere: Words of matters in which a court alone makes no measure: sport, debtors.
    """

    code: str
    names: Callable[[str], Iterator[Name]]
    roles: re.Pattern[str]
    rules: tuple[RuleSet, ...]
    cites: tuple[str, ...]
    speaks: tuple[str, ...]
    spoken: tuple[str, ...]
    denies: re.Pattern[str]
    accuses: re.Pattern[str]
    telling: tuple[tuple[re.Pattern[str], int], ...]
    elsewhere: re.Pattern[str]

    def is_about_measures(self, entities: Collection[TextEntity], text: str) -> bool:
        """Return whether a text speaks of an authority and of sanctions, blacklists or such."""
        kinds = {one.kind for one in entities if one.id not in _NOT_ACTING}
        acting = EntityKind.AUTHORITY in kinds or (
            EntityKind.COURT in kinds and self.elsewhere.search(text) is None
        )
        listed = any(one.kind is EntityKind.LIST and one.id != "any-list" for one in entities)
        worth = sum(worth for words, worth in self.telling if words.search(text) is not None)
        return listed or (acting and worth >= _ENOUGH)


_NOT_ACTING = frozenset({"cn-military", "worldbank", "us-sec", "us-fcc", "cn-mfa"})
_ENOUGH = 2
