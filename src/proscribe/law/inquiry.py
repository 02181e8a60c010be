"""One regime asked one question: what is known of its texts, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from proscribe.law import clock
from proscribe.model.verdict import Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from proscribe.law.case import Case, Standing
    from proscribe.law.clock import Edge
    from proscribe.law.regime import Court, Lists, Point, Regime, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one ground says at one instant.

    Attributes:
        outcome: The verdict.
        reason: The ground.
        says: The reasoning, whole sentences.
        cites: Clauses and documents, in order of weight.
        arithmetic: Dates computed.
        effective: When the prohibition begins or began.
        deadline: When the position can no longer be closed or kept.
        standing: The designation it rests on, where there is one.
        over: True where the designation is no longer in force.
    """

    outcome: Outcome
    reason: Reason
    says: str
    cites: tuple[str, ...] = ()
    arithmetic: tuple[str, ...] = ()
    effective: Edge | None = None
    deadline: Edge | None = None
    standing: Standing | None = None
    over: bool = False

    def adding(self, says: str, *cites: str) -> Finding:
        """Return the finding with a further sentence and its citations."""
        return replace(self, says=f"{self.says} {says}".strip(), cites=(*self.cites, *cites))


def allowed(reason: Reason, says: str, *cites: str) -> Finding:
    """Return a plain permission on that ground."""
    return Finding(outcome=Outcome.ALLOWED, reason=reason, says=says, cites=cites)


def review(says: str, *cites: str, reason: Reason = Reason.RULE_UNCERTAIN) -> Finding:
    """Return a finding that a person must decide."""
    return Finding(outcome=Outcome.REVIEW, reason=reason, says=says, cites=cites)


def strictest_finding(findings: Iterable[Finding]) -> Finding:
    """Return the strictest; of equals one still in force, then the first."""
    return min(findings, key=lambda found: (found.outcome.severity, found.over))


def directive_of(standing: Standing) -> str | None:
    """Return the directive of a designation as the regime files write it (``1``, ``1A``)."""
    stated = standing.designation.directive
    return None if stated is None else stated.upper().removeprefix("DIRECTIVE").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A regime, a case, and the instant (UTC) up to which texts are known."""

    regime: Regime
    case: Case
    known: datetime

    @property
    def blocking(self) -> bool:
        """True where the regime blocks property, so that any dealing is barred."""
        return any(rule.reason is Reason.BLOCKED for rule in self.regime.rules)

    def text(self, key: str) -> Text:
        """Return a text of the regime."""
        return self.regime.instruments[key]

    def cite(self, key: str, clause: str = "", further: str = "") -> tuple[str, ...]:
        """Return the citation of a text and clause, and further ones that were public."""
        text = self.text(key)
        head = f"{text.title} {clause}".strip()
        first = f"{head}, {text.cite}" if text.cite else head
        return (first, *self.public(further))

    def public(self, citations: str) -> tuple[str, ...]:
        """Return those of several citations, joined by ``; ``, whose text was public."""
        hidden = [
            text.title
            for key, text in self.regime.instruments.items()
            if not self.knows(key, permission=False)
        ]
        return tuple(
            part
            for part in citations.split("; ")
            if part and not any(part == one or part.startswith(f"{one} ") for one in hidden)
        )

    def every_cite(self) -> tuple[str, ...]:
        """Return the citations of every text of the regime that was public."""
        keys = [key for key in self.regime.instruments if self.knows(key, permission=False)]
        return tuple(part for key in keys for part in self.cite(key))

    def knows(self, key: str, *, permission: bool) -> bool:
        """Return whether that text was public; a permission only once surely so."""
        text, zone = self.text(key), self.regime.zone
        if permission:
            return clock.permission_known(text, zone) <= self.known
        return clock.restriction_known(text, zone) <= self.known

    def in_force(self, key: str, at: datetime, *, permission: bool) -> bool:
        """Return whether that text is known and has taken effect."""
        begun = clock.in_force(self.text(key), self.regime.zone, permission=permission)
        return self.knows(key, permission=permission) and at >= begun

    def repealed(self, key: str | None, at: datetime) -> bool:
        """Return whether the repealing text of that key, if any, has taken effect."""
        return key is not None and self.in_force(key, at, permission=True)

    def edge(self, point: Point, listed_on: date | None) -> Edge | None:
        """Return the edge of a point for a designation of that listing day."""
        return clock.compute(point, self.regime, listed_on)

    def klass(self, standing: Standing | None) -> str | None:
        """Return the class a designation falls in by its listing day."""
        listed = None if standing is None else standing.designation.listed_on
        for klass in self.regime.classes:
            if listed is None:
                continue
            if klass.listed_through is not None and listed <= klass.listed_through:
                return klass.key
            if klass.listed_after is not None and listed > klass.listed_after:
                return klass.key
        return None

    def standings(
        self, standings: tuple[Standing, ...], lists: tuple[Lists, ...]
    ) -> tuple[Standing, ...]:
        """Return those designations that stand on one of the lists."""
        return tuple(
            standing
            for standing in standings
            if any(self._stands_on(entry, standing) for entry in lists)
        )

    def _stands_on(self, entry: Lists, standing: Standing) -> bool:
        designation, source = standing.designation, standing.entity.partition("-")[0]
        if designation.authority != entry.authority:
            return False
        if entry.program == "*":
            wanted = self.regime.sources if entry.source is None else (entry.source,)
            return source in wanted
        stated = not standing.entity
        return designation.program == entry.program and (stated or entry.source in (None, source))

    def own(self, standings: tuple[Standing, ...]) -> tuple[Standing, ...]:
        """Return those designations this regime looks at."""
        told = self.regime.directives
        return tuple(
            standing
            for standing in self.standings(standings, self.regime.lists)
            if not told or directive_of(standing) in (None, *told)
        )

    def falls_under(self, directives: tuple[str, ...] | None, standing: Standing) -> bool | None:
        """Return whether a designation was made under one of them; None where it is not said.

        A designation that the case itself states for a regime of one directive is under it.
        """
        stated = directive_of(standing)
        if directives is None or stated in directives:
            return True
        if stated is not None:
            return False
        whole = self.regime.directives == frozenset(directives)
        return True if whole and not standing.entity else None

    def listed(self, standing: Standing, at: datetime) -> bool:
        """Return whether the designation had been made by then."""
        return at >= self.listed_from(standing)

    def listed_from(self, standing: Standing) -> datetime:
        """Return the instant (UTC) a designation was made: the start of its listing day."""
        designation = standing.designation
        if designation.listed_on is not None:
            return clock.local_instant(designation.listed_on, datetime.min.time(), self.regime.zone)
        if designation.published is not None:
            return designation.published.starts(self.regime.zone)
        return datetime.min.replace(tzinfo=self.known.tzinfo)

    def ended(self, standing: Standing, at: datetime) -> bool:
        """Return whether the designation had surely ended by then."""
        ending = standing.designation.ended
        return ending is not None and at >= ending.on.ends(self.regime.zone)

    def court_known(self, court: Court) -> bool:
        """Return whether a court order was surely public."""
        moment = court.on if court.published is None else court.published
        return moment.ends(self.regime.zone) <= self.known

    def courts(self, standing: Standing) -> tuple[Court, ...]:
        """Return the known orders on that designation."""
        return tuple(
            court
            for court in self.regime.courts
            if court.entity == standing.entity
            and court.listed_on in (None, standing.designation.listed_on)
            and self.court_known(court)
        )
