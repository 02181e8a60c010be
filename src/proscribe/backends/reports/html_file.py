"""Reports as one page to read: no requests, no script needed, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

import polars as pl

from proscribe.backends.reports import words
from proscribe.backends.reports.deadline_chart import deadline_charts
from proscribe.backends.reports.exposure_chart import exposure_charts
from proscribe.backends.reports.fund_view import funds_shown
from proscribe.backends.reports.page import stream_page
from proscribe.backends.reports.plan_view import plan_view
from proscribe.backends.reports.report_view import Line, lines_of
from proscribe.backends.reports.sink import SHOWN_LINES, ShownRows
from proscribe.model.verdict import Outcome
from proscribe.screening.answer import answer
from proscribe.screening.plan import Plan
from proscribe.screening.report import Note, ReportHead
from proscribe.screening.summary import Amounts, Deadline, Summary, Total, added, value_note

_MOST_DATES = 100
_MOST_ISSUERS = 10
_MOST_NOTES = 500
_NAMED_FILES = 3

_CONTENTS = (
    ("exposure", "Exposure"),
    ("deadlines", "When"),
    ("lines", "Line by line"),
    ("unresolved", "Unresolved"),
    ("not-holdings", "Not holdings"),
    ("not-checked", "Not checked"),
    ("sources", "Sources"),
    ("how-to-read", "How to read this"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentGroup:
    """Everything of one kind that one regime sets for one moment."""

    at: str
    what: str
    regime: str
    actions: tuple[str, ...]
    issuers: tuple[str, ...]
    lines: int
    market_value: Amounts
    value_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextChange:
    """The next date ahead, as a sentence names it."""

    day: str
    what: str
    whom: str


class HtmlFile:
    """A page being made; it is written when the last row is in."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        self._path = path
        self._head = head
        self._rows = ShownRows()

    def add(self, frame: pl.DataFrame) -> None:
        """Keep what of these rows is shown."""
        self._rows.add(frame)

    def finish(self, summary: Summary, notes: Sequence[Note], plan: Plan | None = None) -> None:
        """Write the page."""
        page = stream_page(
            "report.html",
            entries=_contents(self._head, plan),
            funds=funds_shown(self._head.funds),
            **_asked(self._head, summary, notes),
            **_dates(summary, words.asked_instant(self._head.as_of)),
            **self._lines(),
            plan=None if plan is None else plan_view(plan),
        )
        with self._path.open("w", encoding="utf-8") as file:
            file.writelines(page)

    def close(self) -> None:
        """Nothing is open between calls."""

    def _lines(self) -> dict[str, object]:
        """Return what the page says line by line: first what needs a reader."""
        attention: list[Line] = []
        plain: list[Line] = []
        for line in lines_of(self._rows.rows()):
            (plain if line.is_plain else attention).append(line)
        return {
            "attention": sorted(attention, key=lambda line: line.severity),
            "plain": plain,
            "is_cut": self._rows.is_cut,
            "left_out": self._rows.left_out,
            "shown_limit": SHOWN_LINES,
            "several_files": len(self._head.portfolio) > 1,
            "line_id": _line_ids(self._head.portfolio),
        }


def _contents(head: ReportHead, plan: Plan | None) -> tuple[tuple[str, str], ...]:
    before, after = _CONTENTS[:2], _CONTENTS[2:]
    with_plan = () if plan is None else (("plan", "Plan"),)
    with_funds = (("funds", "Funds"),) if head.funds else ()
    return (*before, *with_plan, *with_funds, *after)


def _asked(head: ReportHead, summary: Summary, notes: Sequence[Note]) -> dict[str, object]:
    more = len(head.portfolio) - _NAMED_FILES
    name = ", ".join(head.portfolio[:_NAMED_FILES]) + (f" and {more} more" if more > 0 else "")
    acts = ", ".join(words.spaced(action) for action in head.actions)
    asked = [
        ("As of", head.as_of),
        ("Known at", head.known_at),
        ("Investor", words.INVESTOR_WORDS[head.investor]),
        ("Acts", acts),
        ("Lines", f"{summary.lines:,}"),
    ]
    if summary.market_value:
        value = f"{words.amounts(summary.market_value)} {summary.value_note}".rstrip()
        asked.append(("Market value", value))
    if more > 0:
        asked.append(("Files", ", ".join(head.portfolio)))
    return {
        "head": head,
        "name": name,
        "asked": asked,
        "answer": answer(summary, head.actions),
        "summary": summary,
        "matrix": _matrix(summary, head.actions),
        "issuers": summary.issuers[:_MOST_ISSUERS],
        "notes": notes[:_MOST_NOTES],
        "exposure_charts": exposure_charts(summary),
    }


def _matrix(summary: Summary, actions: Sequence[str]) -> list[tuple[str, tuple[Total | None, ...]]]:
    cells = {(total.verdict, total.action): total for total in summary.totals}
    return [
        (verdict.value, tuple(cells.get((verdict.value, action)) for action in actions))
        for verdict in Outcome
        if summary.lines_with(verdict)
    ]


def _dates(summary: Summary, asked: datetime | None) -> dict[str, object]:
    groups = moment_groups(summary.deadlines, asked)
    coming = [group for group, is_past in groups if not is_past]
    past = [group for group, is_past in groups if is_past][::-1]
    following = coming[0] if coming and asked is not None else None
    return {
        "coming": coming[:_MOST_DATES],
        "past": past[:_MOST_DATES],
        "dates_left_out": max(len(coming) - _MOST_DATES, 0) + max(len(past) - _MOST_DATES, 0),
        "next_change": None if following is None else _next_change(following),
        "deadline_charts": deadline_charts(summary.deadlines, asked),
    }


def _next_change(group: MomentGroup) -> NextChange:
    more = len(group.issuers) - 1
    others = f" and {more:,} {'other' if more == 1 else 'others'}" if more else ""
    return NextChange(
        day=words.long_day(datetime.fromisoformat(group.at)),
        what=group.what,
        whom=f"{group.issuers[0]}{others}",
    )


def moment_groups(
    deadlines: Sequence[Deadline], asked: datetime | None
) -> list[tuple[MomentGroup, bool]]:
    """Return what happens together, in order of time, and whether it is past."""
    found = []
    ordered = sorted(deadlines, key=lambda d: (d.instant, d.kind, d.regime, d.actions, d.issuer))
    for _, same in groupby(ordered, key=lambda d: (d.instant, d.kind, d.regime, d.actions)):
        group = [*same]
        first = group[0]
        is_past = asked is not None and first.instant < asked
        lines = sum(each.lines for each in group)
        moment = MomentGroup(
            at=first.at,
            what=words.moment_words(first.kind, is_past=is_past),
            regime=first.regime,
            actions=first.actions,
            issuers=tuple(dict.fromkeys(each.issuer for each in group)),
            lines=lines,
            market_value=added(each.market_value for each in group),
            value_note=value_note(sum(each.valued for each in group), lines),
        )
        found.append((moment, is_past))
    return found


def _line_ids(portfolio: Sequence[str]) -> Callable[[Line], str]:
    """Return a function that names the place of a line in the page."""
    if len(portfolio) == 1:
        return lambda line: f"line-{line.number}"
    places = {file: place for place, file in enumerate(portfolio, 1)}
    return lambda line: f"line-{places.get(line.file or '', 0)}-{line.number}"
