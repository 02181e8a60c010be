"""How a screening is summed up: verdicts by act, money by currency, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page, styled
from proscribe.interfaces.cli.render.check import checked_through
from proscribe.model.verdict import Outcome
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from proscribe.workspace.planned import PlanSummary
    from proscribe.workspace.portfolios import ReportHead, Summary

_SHOWN = 5


def screening_document(
    summary: Summary,
    head: ReportHead,
    out: Path,
    *,
    plan: PlanSummary | None = None,
    plans: Sequence[Path] = (),
) -> dict[str, object]:
    """Return head and totals of a screening as JSON values."""
    document = {"report": str(out), "head": to_json(head), "summary": to_json(summary)}
    if plan is None:
        return document
    return document | {"plan": to_json(plan), "plans": [str(file) for file in plans]}


def show_screening(
    summary: Summary,
    head: ReportHead,
    out: Path,
    *,
    plan: PlanSummary | None = None,
    plans: Sequence[Path] = (),
) -> None:
    """Write the totals of a screening to standard output."""
    page = Page()
    for says in head.suppositions:
        page.say((says, "bold yellow"))
    add_totals(page, summary)
    _add_unresolved(page, summary)
    _add_plan(page, plan)
    _add_limits(page, head)
    page.gap()
    page.say("Report: ", (str(out), "bold"))
    for file in plans:
        page.say("Plan: ", (str(file), "bold"))
    page.write()


def add_totals(page: Page, summary: Summary) -> None:
    """Add a table of lines and market value for each act and verdict."""
    page.say(
        f"{words.counted(summary.lines, 'line')}, {summary.cash:,} of them cash; "
        f"{summary.not_allowed:,} not allowed in full; market value "
        f"{words.amounts(summary.market_value) or 'not stated'}."
    )
    page.gap()
    page.table(
        ("Action", "Verdict", "Lines>", "Market value>"),
        [
            (
                total.action,
                styled((total.verdict, words.STYLES[Outcome(total.verdict)])),
                f"{total.rows:,}",
                words.amounts(total.market_value),
            )
            for total in summary.totals
        ],
    )


def _add_plan(page: Page, plan: PlanSummary | None) -> None:
    if plan is None:
        return
    page.head("Plan to get out")
    page.say(plan.answer)
    for line in plan.first:
        page.say(f"{line.file} line {line.line}: {words.cut(line.issuer)}: {line.first_step}")
        for warning in line.warnings:
            page.say(("Warning: ", "bold yellow"), warning)


def _add_unresolved(page: Page, summary: Summary) -> None:
    if not summary.unresolved_lines:
        return
    page.head(f"Unresolved: {words.counted(summary.unresolved_lines, 'line')}")
    for line in summary.unresolved[:_SHOWN]:
        name = words.cut(line.issuer or "(no name)")
        page.say(f"{line.file or ''} line {line.line}: {name}: {line.reason}")
    if summary.unresolved_lines > _SHOWN:
        page.say(f"… and {summary.unresolved_lines - _SHOWN:,} more, all in the report.")


def _add_limits(page: Page, head: ReportHead) -> None:
    if head.not_checked:
        page.head("Not checked")
        for key, why in head.not_checked:
            page.say((f"{key}: {why}", "bold red"))
    for warning in head.warnings:
        page.say(("Warning: ", "bold yellow"), warning)
    page.gap()
    checked = checked_through((regime.key, regime.checked_through) for regime in head.regimes)
    page.say((f"{checked} {words.NO_ADVICE}", "dim"))
