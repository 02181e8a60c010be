"""How a screening is summed up: verdicts by act, money by currency, what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page, styled, write_json
from proscribe.interfaces.cli.render.check import checked_through
from proscribe.interfaces.cli.render.receipts import receipt_field, tell_receipt
from proscribe.model.verdict import Outcome
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from pathlib import Path

    from proscribe.workspace.planned import PlanSummary
    from proscribe.workspace.portfolios import FundLine, Note, ReportHead, Screening, Summary
    from proscribe.workspace.proof import Receipt

_SHOWN = 5
_SHOWN_FINDINGS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The plans that were written.

    Attributes:
        files: Where they are.
        summary: What the plan comes to; None where none was asked for.
    """

    files: Sequence[Path]
    summary: PlanSummary | None


def tell_screening(
    summary: Summary,
    screening: Screening,
    out: Path,
    planned: Planned,
    *,
    receipt: Receipt | None,
    as_json: bool,
) -> None:
    """Write the totals of a screening, as JSON or for people, and what receipt it left."""
    if as_json:
        write_json(screening_document(summary, screening, out, planned) | receipt_field(receipt))
    else:
        show_screening(summary, screening, out, planned)
        tell_receipt(receipt)


def screening_document(
    summary: Summary, screening: Screening, out: Path, planned: Planned
) -> dict[str, object]:
    """Return head and totals of a screening as JSON values, and what is odd about the files."""
    document = {
        "report": str(out),
        "head": to_json(screening.head),
        "summary": to_json(summary),
        "findings": [note._asdict() for note in screening.findings],
    }
    if planned.summary is None:
        return document
    plans = [str(file) for file in planned.files]
    return document | {"plan": to_json(planned.summary), "plans": plans}


def show_screening(summary: Summary, screening: Screening, out: Path, planned: Planned) -> None:
    """Write the totals of a screening to standard output."""
    page = Page()
    head = screening.head
    for says in head.suppositions:
        page.say((says, "bold yellow"))
    add_totals(page, summary)
    _add_unresolved(page, summary)
    _add_plan(page, planned.summary)
    _add_funds(page, head)
    _add_findings(page, screening.findings)
    _add_limits(page, head)
    page.gap()
    page.say("Report: ", (str(out), "bold"))
    for file in planned.files:
        page.say("Plan: ", (str(file), "bold"))
    page.write()


def add_totals(page: Page, summary: Summary) -> None:
    """Add a table of lines and market value for each act and verdict."""
    value = " ".join((words.amounts(summary.market_value), summary.value_note)).strip()
    page.say(
        f"{words.counted(summary.lines, 'line')}, {summary.cash:,} of them cash; "
        f"{summary.not_allowed:,} not allowed in full; market value "
        f"{value or 'not stated'}."
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


def _add_funds(page: Page, head: ReportHead) -> None:
    for fund in head.funds:
        held: dict[tuple[str, int, tuple[str, ...]], FundLine] = {}
        for line in fund.holdings:
            held.setdefault((line.file, line.line, line.path), line)
        if not held:
            continue
        page.head(f"{fund.title} holds {words.counted(len(held), 'line')} not simply allowed")
        for line in list(held.values())[:_SHOWN]:
            weight = "an unstated part" if line.weight is None else _percent(line.weight)
            through = "".join(f" through {name}" for name in line.path[1:])
            page.say(f"{line.name} (line {line.line}): {weight}{through}: {line.verdict}")
        if len(held) > _SHOWN:
            page.say(f"… and {len(held) - _SHOWN:,} more; --json and a JSON report have all.")


def _percent(weight: Decimal) -> str:
    return f"{round(weight * 100, 4).normalize():f} %"


def _add_findings(page: Page, findings: Sequence[Note]) -> None:
    if not findings:
        return
    page.head(f"About the files: {words.counted(len(findings), 'finding')}")
    for note in findings[:_SHOWN_FINDINGS]:
        where = f"{note.file} line {note.line}" if note.line else note.file
        page.say(f"{where}: {note.text}")
    if len(findings) > _SHOWN_FINDINGS:
        more = len(findings) - _SHOWN_FINDINGS
        page.say(f"… and {more:,} more; --json, and the notes of the report, have all.")


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
