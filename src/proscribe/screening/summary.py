"""What a screening report comes to: totals, deadlines, issuers, unresolved lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from proscribe.model.errors import InternalError
from proscribe.model.verdict import Outcome

UNRESOLVED_KEPT = 10_000

# Amounts by currency, sorted by currency; "" where the portfolio names none.
Amounts = tuple[tuple[str, Decimal], ...]

MOMENTS = ("effective_at", "deadline_at", "next_change_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """All rows of one act that have one verdict.

    Attributes:
        action: The act.
        verdict: The verdict.
        rows: How many lines have it for that act.
        valued: How many of them state a market value.
        market_value: Their value.
        weight: Their part of the portfolio, 0 to 1; None where no line states one.
    """

    action: str
    verdict: str
    rows: int
    valued: int
    market_value: Amounts
    weight: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A moment at which something begins, ends or changes for one issuer.

    Attributes:
        kind: Which column it stands in: one of :data:`MOMENTS`.
        at: The moment, as the rows write it.
        regime: The regime that sets it.
        issuer: Whom it concerns.
        entity_id: Entity id of the issuer.
        actions: The acts it concerns.
        lines: How many lines it concerns.
        valued: How many of them state a market value.
        market_value: What they are worth.
    """

    kind: str
    at: str
    regime: str
    issuer: str
    entity_id: str
    actions: tuple[str, ...]
    lines: int
    valued: int
    market_value: Amounts

    @property
    def instant(self) -> datetime:
        """The moment, to compare with others."""
        return datetime.fromisoformat(self.at)

    @property
    def value_note(self) -> str:
        """What stands behind the value of the lines; empty where each or none states one."""
        return value_note(self.valued, self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerTotal:
    """An issuer with whom not every act is allowed.

    Attributes:
        entity_id: Its entity id.
        issuer: Its name.
        verdict: The strictest verdict on its lines.
        actions: The acts that have this verdict.
        lines: How many lines are not allowed in full.
        valued: How many of them state a market value.
        market_value: What they are worth.
        weight: Their part of the portfolio, 0 to 1; None where no line states one.
    """

    entity_id: str
    issuer: str
    verdict: str
    actions: tuple[str, ...]
    lines: int
    valued: int
    market_value: Amounts
    weight: float | None

    @property
    def value_note(self) -> str:
        """What stands behind the value of the lines; empty where each or none states one."""
        return value_note(self.valued, self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A subject an unresolved line may mean."""

    entity_id: str | None
    caption: str | None
    score: float | None
    verdict: str | None
    explanation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedLine:
    """A line whose issuer is not certain, or that could not be read.

    Attributes:
        file: Name of the portfolio.
        line: Number of the line.
        issuer: The name as given.
        reason: Why it is unresolved.
        candidates: Whom it may mean, best first.
        given: The line as given: name and value of each column that is not empty.
    """

    file: str | None
    line: int
    issuer: str | None
    reason: str | None
    candidates: tuple[Candidate, ...]
    given: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a whole report comes to.

    Attributes:
        rows: Rows: lines times acts.
        lines: Lines of the portfolio that have rows.
        cash: Lines that are money and no security.
        not_allowed: Lines with at least one act that is not ALLOWED.
        verdict_lines: Lines that have a verdict for at least one act, per verdict.
        totals: Per act, in the order of the rows, and verdict, strictest first.
        valued: How many lines state a market value.
        market_value: Value of those lines.
        weight: Weight of all lines, 0 to 1; None where no line states one.
        deadlines: Sorted by time.
        issuers: Issuers with whom not every act is allowed, the largest first.
        unresolved_lines: How many lines are unresolved.
        unresolved: The first :data:`UNRESOLVED_KEPT` of them.
        notes: How many lines are no holdings.
    """

    rows: int
    lines: int
    cash: int
    not_allowed: int
    verdict_lines: tuple[tuple[str, int], ...]
    totals: tuple[Total, ...]
    valued: int
    market_value: Amounts
    weight: float | None
    deadlines: tuple[Deadline, ...]
    issuers: tuple[IssuerTotal, ...]
    unresolved_lines: int
    unresolved: tuple[UnresolvedLine, ...]
    notes: int

    @property
    def holdings(self) -> int:
        """Lines that are no cash."""
        return self.lines - self.cash

    @property
    def value_note(self) -> str:
        """What stands behind the value of the lines; empty where each or none states one."""
        return value_note(self.valued, self.lines)

    def lines_with(self, verdict: Outcome) -> int:
        """Return how many lines have this verdict for at least one act."""
        return dict(self.verdict_lines).get(verdict.value, 0)

    def rows_with(self, action: str, verdict: Outcome) -> int:
        """Return how many lines have this verdict for that act."""
        return sum(t.rows for t in self.totals if (t.action, t.verdict) == (action, verdict.value))


def value_note(valued: int, lines: int) -> str:
    """Say how many lines a value leaves out; empty where each of them or none states one."""
    without = lines - valued
    if not (valued and without):
        return ""
    return f"over {valued:,} of {lines:,} lines; {without:,} without a value"


def added(several: Iterable[Amounts]) -> Amounts:
    """Add up amounts, each currency by itself."""
    sums: dict[str, Decimal] = {}
    for code, value in (amount for amounts in several for amount in amounts):
        sums[code] = sums.get(code, Decimal(0)) + value
    return tuple(sorted(sums.items()))


def trimmed(value: Decimal) -> Decimal:
    """Return the same number without zeros at its end, and without an exponent."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def parse_candidates(text: object) -> tuple[Candidate, ...]:
    """Read the JSON of ``_candidates``; nothing is an empty tuple.

    Raises:
        InternalError: The text is no JSON array of objects.
    """
    if text is None or text == "":
        return ()
    try:
        return tuple(
            Candidate(
                entity_id=each.get("entity_id"),
                caption=each.get("caption"),
                score=each.get("score"),
                verdict=each.get("verdict"),
                explanation=each.get("explanation"),
            )
            for each in json.loads(str(text))
        )
    except (ValueError, AttributeError, TypeError) as error:
        raise InternalError("the candidates of a line are no JSON array of objects.") from error
