"""The plan to get out as JSON: each line's row, its acts with every step, and the totals."""

from __future__ import annotations

from proscribe.backends.reports.document import Document, dump, head_document
from proscribe.screening.plan import ActPlan, Plan, PlanTotal
from proscribe.screening.plan_words import (
    PLAN_COLUMNS,
    STANDING_WORDS,
    counted,
    plan_row,
    undecided_row,
)


def plan_document(plan: Plan) -> Document:
    """Return a plan without its head, which stands in the report."""
    return {
        "answer": counted(plan),
        "suppositions": plan.head.suppositions,
        "participation": plan.participation,
        "totals": [_total(each) for each in plan.totals],
        "lines": [
            plan_row(line, rank) | {"acts": [_act(one) for one in line.acts]}
            for rank, line in enumerate(plan.lines, 1)
        ],
        "decide_first": [undecided_row(line) for line in plan.decide_first],
        "columns": PLAN_COLUMNS,
    }


def dump_plan(plan: Plan) -> bytes:
    """Return a plan as a document of its own."""
    return dump({"head": head_document(plan.head), "plan": plan_document(plan)}) + b"\n"


def _total(total: PlanTotal) -> Document:
    return {
        "standing": total.standing.value,
        "meaning": STANDING_WORDS[total.standing],
        "lines": total.lines,
        "unvalued": total.unvalued,
        "market_value": dict(total.market_value),
    }


def _act(one: ActPlan) -> Document:
    return {
        "act": one.act.value,
        "steps": [
            {
                "since": step.since,
                "verdict": step.verdict.value,
                "reason_code": step.reason_code,
                "regime": step.regime,
                "citation": step.citation,
                "explanation": step.explanation,
            }
            for step in one.steps
        ],
    }
