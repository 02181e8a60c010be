"""The deadlines of a plan as a calendar (RFC 5545): one event for each issuer and moment.

An event has the same UID whenever it is written anew for the same portfolio, so that a calendar
that takes it in again moves the event and does not add a second one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import PurePath

from icalendar import Alarm, Calendar, Event

from proscribe.backends.reports.words import amounts, lines
from proscribe.screening.plan import Plan, PlanLine, Step, instant, value_of
from proscribe.screening.plan_words import first_step, spaced, warnings

_AHEAD = (timedelta(days=7), timedelta(days=1))
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
# Control signs and the line breaks of Unicode: readers take them for ends of lines, or refuse them.
_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_LONGEST_NAME = 120
_MOST_LINES = 40
_MOST_EXPLAINED = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What happens to one issuer at one moment.

    Attributes:
        at: The moment (UTC).
        shown: The same in the regime's zone.
        whom: Entity id of the issuer, else its name.
        issuer: Its name.
        regime: The regime that sets it.
        number: Which of the issuer's moments under that regime it is, counted from 0.
        is_deadline: Whether selling or holding ends.
        changes: Acts that change, with the step.
        lines: The lines concerned.
    """

    at: datetime
    shown: str
    whom: str
    issuer: str
    regime: str
    number: int
    is_deadline: bool
    changes: tuple[tuple[str, Step], ...]
    lines: tuple[PlanLine, ...]


def plan_calendar(plan: Plan, made_at: datetime) -> bytes:
    """Return a plan as a calendar.

    Args:
        plan: The plan.
        made_at: When it is written (UTC).
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Proscribe//Plan to get out//EN")
    calendar.add("calscale", "GREGORIAN")
    supposing = " ".join(plan.head.suppositions)
    name = f"{'SUPPOSED: ' if supposing else ''}Deadlines of {', '.join(plan.head.portfolio)}"
    calendar.add("x-wr-calname", _line(name))
    for due in dues(plan):
        calendar.add_component(_event(due, plan, made_at))
    return bytes(calendar.to_ical())


def dues(plan: Plan) -> tuple[Due, ...]:
    """Return what happens, in order of time; what the plan knows no moment of is left out."""
    groups: dict[tuple[str, str], dict[datetime, list[tuple[PlanLine, str, Step]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for line in plan.lines:
        whom = line.facts.entity_id or line.facts.issuer
        for one in line.acts:
            for step in one.steps:
                if step.since is not None:
                    at = instant(step.since).astimezone(UTC)
                    key = (whom, _regime_of(line, step))
                    groups[key][at].append((line, spaced(one.act), step))
    found = [
        _due(at, key, number, same)
        for key, moments in groups.items()
        for number, (at, same) in enumerate(sorted(moments.items()))
    ]
    return tuple(sorted(found, key=lambda due: (due.at, due.issuer, due.regime)))


def _regime_of(line: PlanLine, step: Step) -> str:
    return step.regime or line.governing.regime or ""


def _due(
    at: datetime, key: tuple[str, str], number: int, same: Sequence[tuple[PlanLine, str, Step]]
) -> Due:
    first, _, step = same[0]
    affected = {(line.facts.file, line.facts.line): line for line, _, _ in same}
    ends = (line.deadline for line in affected.values())
    return Due(
        at=at,
        shown=step.since or "",
        whom=key[0],
        issuer=first.facts.issuer,
        regime=key[1],
        number=number,
        is_deadline=any(
            end is not None and end.since is not None and instant(end.since) == at for end in ends
        ),
        changes=tuple({(act, one.verdict): (act, one) for _, act, one in same}.values()),
        lines=tuple(affected.values()),
    )


def _event(due: Due, plan: Plan, made_at: datetime) -> Event:
    supposed = bool(plan.head.suppositions)
    kind = "last moment to get out" if due.is_deadline else "what is allowed changes"
    issuer = _shortened(_line(due.issuer), _LONGEST_NAME)
    summary = f"{'SUPPOSED: ' if supposed else ''}{issuer}: {kind} ({due.regime})"
    event = Event()
    event.add("uid", _uid(due, plan))
    event.add("dtstamp", made_at)
    event.add("sequence", int((made_at - _EPOCH) / timedelta(minutes=1)))
    event.add("dtstart", due.at)
    event.add("summary", summary)
    event.add("description", _text("\n".join(_told(due, plan))))
    event.add("categories", ["Proscribe", due.regime])
    event.add("transp", "TRANSPARENT")
    for ahead in _AHEAD:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", -ahead)
        event.add_component(alarm)
    return event


def _uid(due: Due, plan: Plan) -> str:
    said = "\n".join(
        (*plan.head.portfolio, *plan.head.suppositions, due.whom, due.regime, str(due.number))
    )
    return f"{sha256(said.encode(errors='replace')).hexdigest()[:32]}@plan.proscribe"


def _told(due: Due, plan: Plan) -> Iterator[str]:
    yield from plan.head.suppositions
    yield f"{due.shown}, {due.regime}: {due.issuer}"
    for act, step in due.changes:
        yield f"From then on: {act}: {step.verdict.value} ({step.reason_code})."
    value = amounts(value_of(line.facts for line in due.lines))
    yield f"{lines(len(due.lines))}, market value at stake: {value or 'not stated'}"
    for line in due.lines[:_MOST_LINES]:
        facts = line.facts
        worth = () if facts.market_value is None else ((facts.currency, facts.market_value),)
        where = f"{PurePath(facts.file).name} line {facts.line}"
        yield f"- {where}: {facts.issuer} {amounts(worth)}".rstrip()
        yield f"  {first_step(line)}"
        yield from (f"  {warning}" for warning in warnings(line))
    if len(due.lines) > _MOST_LINES:
        yield f"- and {len(due.lines) - _MOST_LINES:,} more lines"
    _, step = due.changes[0]
    yield f"Why: {_shortened(step.explanation, _MOST_EXPLAINED)}"
    yield f"Citation: {step.citation or due.lines[0].governing.citation}"
    yield f"As of {plan.head.as_of}, known at {plan.head.known_at}. No legal advice."


def _text(text: str) -> str:
    """Return a text without signs that a calendar may not hold; its line breaks stay."""
    return _UNSAFE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
