"""What a question supposes of the record: how it is written, and how an answer says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from proscribe.law.regime import CourtOrder
from proscribe.model.errors import InputError
from proscribe.model.time import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from proscribe.law.regime import Regime
    from proscribe.model.verdict import Verdict
    from proscribe.screening.verdicts import Ruling, Weighed

FORMS = (
    "list NAME under REGIME on DAY",
    "list new NAME under REGIME on DAY",
    "delist NAME [under REGIME] on DAY",
    "lift injunction of NAME [on DAY]",
    "lift vacatur of NAME",
    "lift court order of NAME [on DAY]",
)
_DAY = r"(?P<day>\d{4}-\d{2}-\d{2})"
_LIST = re.compile(
    rf"list\s+(?P<name>.+)\s+under\s+(?P<regime>\S+)(?:\s+directive\s+(?P<directive>\w+))?"
    rf"\s+on\s+{_DAY}",
    re.IGNORECASE | re.DOTALL,
)
_DELIST = re.compile(
    rf"delist\s+(?P<name>.+?)(?:\s+under\s+(?P<regime>\S+))?\s+on\s+{_DAY}",
    re.IGNORECASE | re.DOTALL,
)
_LIFT = re.compile(
    r"lift\s+(?:the\s+)?(?P<order>injunction|vacatur|court[ -]order|order)\s+of\s+(?P<name>.+?)"
    rf"(?:\s+on\s+{_DAY})?",
    re.IGNORECASE | re.DOTALL,
)
_SHOWN = 80
_EACH = frozenset(CourtOrder)


class SupposedKind(StrEnum):
    """What is supposed to happen."""

    LIST = "list"
    DELIST = "delist"
    LIFT = "lift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One supposition as it was written.

    Attributes:
        text: The words.
        kind: What happens.
        name: To whom: a name, an identifier or an id.
        regime: Key of the regime; None where none is named.
        directive: The directive of the programme, where one is named.
        orders: Kinds of court orders that are lifted.
        day: The day it happens; None where none is named.
    """

    text: str
    kind: SupposedKind
    name: str
    regime: str | None = None
    directive: str | None = None
    orders: frozenset[CourtOrder] = frozenset()
    day: date | None = None


def parse_supposition(text: str) -> Asked:
    """Read one supposition.

    Raises:
        InputError: It is written in no form that is understood; the message names them all.
    """
    words = " ".join(text.split())
    for kind, pattern in (
        (SupposedKind.LIST, _LIST),
        (SupposedKind.DELIST, _DELIST),
        (SupposedKind.LIFT, _LIFT),
    ):
        found = pattern.fullmatch(words)
        if found is not None:
            return _asked(words, kind, found.groupdict())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    raise InputError(
        f"the supposition {shown!r} is not understood, so nothing was answered.",
        remedy=f"Write one of: {'; '.join(FORMS)}. DAY is YYYY-MM-DD.",
    )


def _asked(text: str, kind: SupposedKind, parts: Mapping[str, str | None]) -> Asked:
    day, order = parts.get("day"), (parts.get("order") or "").lower()
    orders = frozenset({CourtOrder(order)}) if order in _EACH else _EACH
    return Asked(
        text=text,
        kind=kind,
        name=(parts["name"] or "").strip(" \"'“”"),
        regime=parts.get("regime"),
        directive=parts.get("directive"),
        orders=orders if order else frozenset(),
        day=None if day is None else parse_day(day),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """One supposition as it was understood.

    Attributes:
        says: The whole sentence, which begins with *Supposing*.
        caption: Whom it is about.
        subjects: Every id of that subject, and of a designation that is supposed.
        regimes: Keys of the regimes whose answer it may change.
    """

    says: str
    caption: str
    subjects: frozenset[str]
    regimes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposing:
    """Everything a question supposes.

    Attributes:
        told: Each supposition, in the order given.
        regimes: Regimes as they are supposed to be, by key.
    """

    told: tuple[Supposed, ...] = ()
    regimes: Mapping[str, Regime] = field(default_factory=dict)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is supposed, one sentence each."""
        return tuple(one.says for one in self.told)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The same as warnings of a report."""
        return tuple(f"{says} This is no record of what happened." for says in self.sentences)

    def law(self, regimes: Iterable[Regime]) -> tuple[Regime, ...]:
        """Return regimes as they are supposed to be."""
        return tuple(self.regimes.get(regime.key, regime) for regime in regimes)

    def on(self, ruling: Ruling) -> Ruling:
        """Return a ruling that says what it supposes, where that touches it."""
        told = [one for one in self.told if _touches(one, ruling)]
        if not told:
            return ruling
        says = " ".join(one.says for one in told)
        return replace(
            ruling,
            verdict=_saying(says, ruling.verdict),
            candidates=tuple(_weighed(one, told) for one in ruling.candidates),
        )


NOTHING_SUPPOSED = Supposing()


def _touches(supposed: Supposed, ruling: Ruling) -> bool:
    verdict = ruling.verdict
    if verdict.regime not in supposed.regimes:
        return False
    meant = {one.candidate.subject.id for one in ruling.candidates} | {verdict.subject}
    return bool(meant & supposed.subjects) or supposed.caption in verdict.explanation


def _weighed(one: Weighed, told: Iterable[Supposed]) -> Weighed:
    own = [each.says for each in told if one.candidate.subject.id in each.subjects]
    return replace(one, verdict=_saying(" ".join(own), one.verdict)) if own else one


def _saying(says: str, verdict: Verdict) -> Verdict:
    return replace(verdict, explanation=f"{says} {verdict.explanation}")
