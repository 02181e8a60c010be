"""The plan to get out as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from proscribe.backends.reports.page import stream_page
from proscribe.screening.plan import Plan, PlanLine, PlanTotal
from proscribe.screening.plan_words import (
    STANDING_WORDS,
    after,
    counted,
    exit_words,
    first_step,
    percent,
    spaced,
    warnings,
)
from proscribe.screening.summary import Amounts

_MOST_LINES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """What holds of some acts from one moment on."""

    act: str
    verdicts: tuple[tuple[str | None, str], ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line of the plan."""

    rank: int
    number: int
    file: str
    issuer: str
    entity_id: str | None
    standing: str
    first_step: str
    deadline: str | None
    days: int | None
    trading_days: int | None
    calendar: str
    next_change: str | None
    acts: tuple[StepView, ...]
    after: str
    regime: str | None
    citation: str
    quantity: Decimal | None
    value: Amounts
    exit: str
    exit_days: int | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView:
    """Lines that stand alike."""

    standing: str
    lines: int
    unvalued: int
    market_value: Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The whole plan."""

    answer: str
    suppositions: tuple[str, ...]
    participation: str
    totals: tuple[TotalView, ...]
    lines: tuple[LineView, ...]
    left_out: int
    undecided: tuple[tuple[str, int, str, str], ...]
    undecided_left_out: int
    several_files: bool
    priced: bool


def plan_view(plan: Plan) -> PlanView:
    """Return a plan as a page shows it."""
    shown = plan.lines[:_MOST_LINES]
    first = plan.decide_first[:_MOST_LINES]
    return PlanView(
        answer=counted(plan),
        suppositions=plan.head.suppositions,
        participation=percent(plan.participation),
        totals=tuple(_total(each) for each in plan.totals),
        lines=tuple(_line(line, rank) for rank, line in enumerate(shown, 1)),
        left_out=len(plan.lines) - len(shown),
        undecided=tuple(
            (one.facts.file, one.facts.line, one.facts.issuer, one.why) for one in first
        ),
        undecided_left_out=len(plan.decide_first) - len(first),
        several_files=len(plan.head.portfolio) > 1,
        priced=any(line.exit is not None for line in plan.lines),
    )


def stream_plan(plan: Plan) -> Iterator[str]:
    """Yield a plan as a page of its own."""
    head = plan.head
    asked = [("As of", head.as_of), ("Known at", head.known_at)]
    yield from stream_page(
        "plan.html",
        head=head,
        name=", ".join(head.portfolio),
        asked=asked,
        plan=plan_view(plan),
    )


def _total(total: PlanTotal) -> TotalView:
    return TotalView(
        standing=STANDING_WORDS[total.standing],
        lines=total.lines,
        unvalued=total.unvalued,
        market_value=total.market_value,
    )


def _line(line: PlanLine, rank: int) -> LineView:
    facts, deadline, change = line.facts, line.deadline, line.next_change
    return LineView(
        rank=rank,
        number=facts.line,
        file=facts.file,
        issuer=facts.issuer,
        entity_id=facts.entity_id,
        standing=STANDING_WORDS[line.standing],
        first_step=first_step(line),
        deadline=None if deadline is None else deadline.since,
        days=line.left.days,
        trading_days=line.left.trading_days,
        calendar=line.left.venue,
        next_change=None if change is None else change.since,
        acts=tuple(
            StepView(
                act=spaced(one.act),
                verdicts=tuple((step.since, step.verdict.value) for step in one.steps),
                kind=one.now.verdict.value,
            )
            for one in line.acts
        ),
        after=after(line),
        regime=line.governing.regime,
        citation=line.governing.citation,
        quantity=facts.quantity,
        value=() if facts.market_value is None else ((facts.currency, facts.market_value),),
        exit=exit_words(line),
        exit_days=getattr(line.exit, "whole_days", None),
        warnings=warnings(line),
    )
