"""What a plan to get out is made with, as the words of a caller ask it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Self

from proscribe.model.errors import InputError
from proscribe.model.verdict import Act
from proscribe.screening.plan import PLAN_ACTS, Plan, PlanTotal
from proscribe.screening.plan_words import counted, first_step, warnings
from proscribe.screening.planning import PURPOSES, Exit, Order, no_prices
from proscribe.securities.prices.volume import PARTICIPATION

if TYPE_CHECKING:
    from proscribe.model.time import Moment
    from proscribe.model.verdict import Question
    from proscribe.screening.directory import Directory
    from proscribe.screening.engine import Order as ScreenOrder
    from proscribe.screening.engine import Screener
    from proscribe.screening.report import ReportHead

# Without these it cannot be told whether a line is free.
NEEDED_ACTS = (Act.BUY, Act.SELL, Act.HOLD)
_ZONE = "UTC"
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What a plan is made with.

    Attributes:
        prices: Price files with volumes.
        participation: Part of the daily volume one is taken to sell.
    """

    prices: tuple[Path | str, ...] = ()
    participation: Decimal = PARTICIPATION

    @classmethod
    def of(cls, prices: Sequence[Path | str], participation: Decimal) -> Self:
        """Return what a caller asks.

        Raises:
            InputError: The part of the volume is none.
        """
        if not 0 < participation <= 1:
            raise InputError(
                f"{participation} is no part of the daily volume.",
                remedy="Give a number above 0 up to 1, such as 0.2.",
            )
        return cls(prices=tuple(prices), participation=participation)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLine:
    """One of the most urgent lines of a plan."""

    file: str
    line: int
    issuer: str
    standing: str
    deadline_at: str | None
    first_step: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSummary:
    """What a plan comes to.

    Attributes:
        answer: In a sentence or two.
        lines: How many lines are not free.
        decide_first: How many lines must be decided first.
        totals: Counts and values, by how lines stand.
        first: The most urgent lines.
    """

    answer: str
    lines: int
    decide_first: int
    totals: tuple[PlanTotal, ...]
    first: tuple[FirstLine, ...]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Return what a plan comes to."""
        return cls(
            answer=counted(plan),
            lines=len(plan.lines),
            decide_first=len(plan.decide_first),
            totals=plan.totals,
            first=tuple(
                FirstLine(
                    file=one.facts.file,
                    line=one.facts.line,
                    issuer=one.facts.issuer,
                    standing=one.standing.value,
                    deadline_at=None if one.deadline is None else one.deadline.since,
                    first_step=first_step(one),
                    warnings=warnings(one),
                )
                for one in plan.lines[:_SHOWN]
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a plan asks at one moment, in place of what the report asks.

    Attributes:
        as_of: The moment.
        acts: The acts.
        investors_named: Whether any line of the portfolio names its investor.
    """

    as_of: Moment
    acts: tuple[Act, ...]
    investors_named: bool = False

    def of(self, order: ScreenOrder) -> ScreenOrder:
        """Return an order with these in it; a sale and a conversion are solely to divest."""
        return replace(
            order,
            question=replace(order.question, as_of=self.as_of),
            acts=self.acts,
            by_line=replace(
                order.by_line,
                sides=False,
                days=False,
                purposes=PURPOSES,
                investors_named=self.investors_named,
            ),
        )


def plan_order(
    wanted: PlanRequest,
    question: Question,
    directory: Directory,
    head: ReportHead,
    *,
    screener: Callable[[Asked], Screener],
) -> Order:
    """Return what the plan is made of.

    Raises:
        InputError: A price file cannot be read.
    """
    acts = (*PLAN_ACTS, *(act for act in head.actions if act not in PLAN_ACTS))
    return Order(
        head=head,
        as_of=question.as_of,
        screener=lambda moment: screener(Asked(as_of=moment, acts=acts)),
        exit=_exits(wanted, question, directory) if wanted.prices else no_prices,
        participation=wanted.participation,
    )


def _exits(wanted: PlanRequest, question: Question, directory: Directory) -> Exit:
    from proscribe.workspace.exits import ExitTimes

    return ExitTimes(
        wanted.prices,
        directory,
        known=question.known_at.closes(_ZONE),
        until=question.as_of.day,
        participation=wanted.participation,
    )
