"""The plan to get out: what may still be done with each line that is not free, and until when.

Every moment in it is the law's own answer: the same question is asked again at each moment at
which an answer is known to change, so what comes after a deadline is computed and not assumed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from proscribe.model.verdict import Act, Outcome, Reason
from proscribe.screening.report import ReportHead
from proscribe.screening.summary import Amounts, added
from proscribe.securities.prices import ExitTime, Refusal

PLAN_ACTS = (
    Act.BUY,
    Act.SELL,
    Act.HOLD,
    Act.RECEIVE_DIVIDEND,
    Act.REINVEST_DIVIDEND,
    Act.CONVERT,
)
_BARRED = (Outcome.PROHIBITED, Outcome.REVIEW)


class Standing(StrEnum):
    """How a line stands, the most urgent first."""

    GET_OUT = "GET_OUT"
    BLOCKED = "BLOCKED"
    LOCKED_IN = "LOCKED_IN"
    UNCLEAR = "UNCLEAR"
    SUSPENDED = "SUSPENDED"
    CHANGES_AHEAD = "CHANGES_AHEAD"
    NO_MORE = "NO_MORE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the law says of an act from one moment on.

    Attributes:
        since: The moment (RFC 3339 in the regime's zone); None for the moment asked about.
        verdict: The strictest verdict.
        reason_code: Its ground.
        regime: The regime that gives it; None where none speaks.
        citation: What it rests on.
        explanation: Why.
    """

    since: str | None
    verdict: Outcome
    reason_code: str
    regime: str | None
    citation: str
    explanation: str

    @property
    def is_barred(self) -> bool:
        """Whether the act may not be done, or not without a person's decision."""
        return self.verdict in _BARRED


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPlan:
    """One act: what holds now, and what changes, in order of time."""

    act: Act
    steps: tuple[Step, ...]

    @property
    def now(self) -> Step:
        """What holds at the moment asked about."""
        return self.steps[0]

    @property
    def ends(self) -> Step | None:
        """Where an act that may be done is first barred or in doubt; None: that is not known."""
        if self.now.is_barred:
            return None
        return next((step for step in self.steps if step.is_barred), None)

    @property
    def changes(self) -> Step | None:
        """The next change; None where none is known."""
        return self.steps[1] if len(self.steps) > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """What the portfolio states of a line.

    Attributes:
        file: Name of the portfolio.
        line: Number of the line.
        issuer: The subject's name, else the name as given.
        entity_id: Entity id of the subject, where one is known.
        quantity: Shares, where stated.
        market_value: What it is worth, where stated.
        currency: Of the market value.
    """

    file: str
    line: int
    issuer: str
    entity_id: str | None
    quantity: Decimal | None
    market_value: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLeft:
    """How long there is until the deadline.

    Attributes:
        days: Whole calendar days, the day asked about left out; None without a deadline.
        trading_days: Trading days whose close comes before it; None where that is not known.
        venue: The exchange whose calendar was counted, or why none was.
    """

    days: int | None
    trading_days: int | None
    venue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """What to do with one line.

    Attributes:
        facts: The line.
        acts: Each act with what holds and what changes.
        left: How long there is.
        exit: How long selling takes at a part of the volume, or why that is not known; None
            where no prices were given.
    """

    facts: LineFacts
    acts: tuple[ActPlan, ...]
    left: TimeLeft
    exit: ExitTime | Refusal | None = None

    def act(self, act: Act) -> ActPlan:
        """Return the plan of one act; every line has those of :data:`PLAN_ACTS`."""
        return next(one for one in self.acts if one.act is act)

    @property
    def deadline(self) -> Step | None:
        """What ends the time to get out."""
        return deadline_of(self.acts)

    @property
    def next_change(self) -> Step | None:
        """The first moment at which the answer on any act changes."""
        return next_change_of(self.acts)

    @property
    def standing(self) -> Standing:
        """How the line stands."""
        sell, hold = self.act(Act.SELL).now, self.act(Act.HOLD).now
        if Outcome.REVIEW in (sell.verdict, hold.verdict):
            return Standing.UNCLEAR
        if sell.is_barred:
            return Standing.BLOCKED if hold.is_barred else Standing.LOCKED_IN
        if hold.is_barred or self.deadline is not None:
            return Standing.GET_OUT
        if any(one.now.verdict is Outcome.ALLOWED_ENJOINED for one in self.acts):
            return Standing.SUSPENDED
        if self.next_change is not None:
            return Standing.CHANGES_AHEAD
        return Standing.UNCLEAR if self._is_doubtful else Standing.NO_MORE

    @property
    def _is_doubtful(self) -> bool:
        buy = self.act(Act.BUY).now
        return buy.verdict is Outcome.REVIEW

    @property
    def governing(self) -> Step:
        """The answer that counts most for getting out: what bars a sale, holding, or the rest."""
        first = [self.act(Act.SELL), self.act(Act.HOLD), *self.acts]
        for plan in first:
            if plan.now.verdict is not Outcome.ALLOWED:
                return plan.now
        return self.next_change or first[0].now

    @property
    def is_blocked(self) -> bool:
        """Whether the property itself is blocked, so that any dealing is barred."""
        return self.act(Act.SELL).now.reason_code == Reason.BLOCKED

    @property
    def is_too_slow(self) -> bool | None:
        """Whether selling takes longer than there is time; None where either is not known."""
        if not isinstance(self.exit, ExitTime) or self.left.trading_days is None:
            return None
        return self.exit.whole_days > self.left.trading_days

    @property
    def urgency(self) -> tuple[int, str, int, str, int]:
        """Rank: what is blocked, then by the moment something ends, then by how grave it is."""
        moment = self.deadline or self.next_change
        at = None if moment is None or moment.since is None else instant(moment.since)
        dated = "" if at is None else at.astimezone(UTC).isoformat()
        place = tuple(Standing).index(self.standing)
        group = 0 if self.is_blocked else 1 if at is not None else 2
        return (group, dated, place, self.facts.file, self.facts.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A line of which it is not certain who is meant: that comes before any plan.

    Attributes:
        facts: The line.
        why: What is not certain.
    """

    facts: LineFacts
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTotal:
    """All lines that stand alike: how many, and what they are worth in each currency."""

    standing: Standing
    lines: int
    unvalued: int
    market_value: Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to do with a portfolio.

    Attributes:
        head: What was asked, on which law and lists.
        lines: Lines that are not free, the most urgent first.
        decide_first: Lines of which it is not certain who is meant.
        participation: The part of the daily volume one is taken to sell.
    """

    head: ReportHead
    lines: tuple[PlanLine, ...]
    decide_first: tuple[Undecided, ...]
    participation: Decimal

    @property
    def totals(self) -> tuple[PlanTotal, ...]:
        """Counts and values, by how lines stand."""
        return tuple(
            PlanTotal(
                standing=standing,
                lines=len(alike),
                unvalued=sum(one.facts.market_value is None for one in alike),
                market_value=value_of(one.facts for one in alike),
            )
            for standing in Standing
            if (alike := [one for one in self.lines if one.standing is standing])
        )


def value_of(facts: Iterable[LineFacts]) -> Amounts:
    """Return what lines are worth, each currency by itself."""
    return added(
        ((one.currency, one.market_value),) for one in facts if one.market_value is not None
    )


def deadline_of(acts: Iterable[ActPlan]) -> Step | None:
    """Return what ends the time to get out: the end of selling, or of holding before it."""
    kept = {one.act: one for one in acts}
    ends = (kept[act].ends for act in (Act.SELL, Act.HOLD))
    return _first(step for step in ends if step is not None)


def next_change_of(acts: Iterable[ActPlan]) -> Step | None:
    """Return the first change of the answer on any act."""
    return _first(one.changes for one in acts if one.changes is not None)


def _first(steps: Iterable[Step]) -> Step | None:
    dated = [step for step in steps if step.since is not None]
    return min(dated, key=lambda step: instant(step.since or ""), default=None)


def instant(text: str) -> datetime:
    """Return the instant an RFC 3339 text names."""
    return datetime.fromisoformat(text)


def whole_days(asked: datetime, deadline: str) -> int:
    """Return the whole calendar days left, on the clock of the deadline's zone.

    The day asked about does not count, nor does that of the deadline unless it ends with it.
    """
    end = instant(deadline)
    first = asked.astimezone(end.tzinfo).date()
    last = (end + timedelta(minutes=1)).date() - timedelta(days=1)
    return max((last - first).days, 0)
