"""From a case to the verdict of one regime, with the moment its answer next changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from proscribe.law import clock, conditions, prohibition
from proscribe.law.decide import decide, reaches
from proscribe.law.inquiry import Finding, Inquiry
from proscribe.model.time import format_instant
from proscribe.model.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from proscribe.law.case import Case, Standing
    from proscribe.law.clock import Edge
    from proscribe.law.regime import Regime

# The hour two readings of a text leave open is reported under the reading that governs.
_OPEN_AT_MOST = timedelta(days=1)


def evaluate(regime: Regime, case: Case) -> Verdict:
    """Return what a regime says of a case as of one moment, known at another.

    A bare ``as_of`` day asks about its end in the regime's zone; a change
    inside that day is named in the explanation. ``next_change_at`` is reported by the
    reading that governs; in an hour that another reading of the same words leaves open
    before it the answer is already REVIEW, or that of the change where both agree.
    """
    question = case.question
    at = question.as_of.closes(regime.zone)
    inquiry = Inquiry(regime=regime, case=case, known=question.known_at.closes(regime.zone))
    found = decide(inquiry, at)
    edges = sorted(set(_boundaries(inquiry))) if reaches(regime, question) else []
    return Verdict(
        regime=regime.key,
        outcome=found.outcome,
        reason=found.reason,
        explanation=_explanation(inquiry, found, edges),
        citation="; ".join(dict.fromkeys(cite for cite in found.cites if cite)),
        arithmetic=found.arithmetic,
        effective_at=None if found.effective is None else found.effective.governing,
        deadline_at=None if found.deadline is None else found.deadline.governing,
        next_change_at=_next_change(inquiry, found, edges, at),
        zone=regime.zone,
        subject=None if found.standing is None else found.standing.entity or None,
        checked_through=regime.checked_through,
        caveats=tuple(_caveats(inquiry, found, at)),
    )


def _next_change(
    inquiry: Inquiry, found: Finding, edges: list[tuple[datetime, datetime]], at: datetime
) -> datetime | None:
    for instant, reported in edges:
        if instant > at and decide(inquiry, instant).outcome is not found.outcome:
            return reported
    return None


def _boundaries(inquiry: Inquiry) -> Iterator[tuple[datetime, datetime]]:
    """Yield every instant at which the answer may change, with the instant to report for it."""
    regime, case = inquiry.regime, inquiry.case
    for text in regime.instruments.values():
        for permission in (False, True):
            instant = clock.in_force(text, regime.zone, permission=permission)
            yield instant, instant
    parties = [*case.parties, *(held.party for held in case.holdings or ())]
    parties += [p for p in (case.resembles, case.counterparty) if p is not None]
    everyone = [*case.standings, *(s for party in parties for s in party.standings)]
    for standing in (*everyone, None):
        for edge in _edges(inquiry, standing):
            near = edge.governing - edge.earliest < _OPEN_AT_MOST
            yield edge.earliest, edge.governing if near else edge.earliest
            yield edge.latest, edge.latest
    for standing in everyone:
        yield from _own_moments(inquiry, standing)
    for stake in case.stakes:
        for day in stake.span.days:
            instant = clock.local_instant(day, datetime.min.time(), regime.zone)
            yield instant, instant
    issued = conditions.issue_over(case, regime.zone)
    if issued is not None:
        yield issued, issued


def _own_moments(inquiry: Inquiry, standing: Standing) -> Iterator[tuple[datetime, datetime]]:
    zone = inquiry.regime.zone
    listed = inquiry.listed_from(standing)
    yield listed, listed
    ending = standing.designation.ended
    if ending is not None:
        yield ending.on.ends(zone), ending.on.ends(zone)
    for court in inquiry.courts(standing):
        yield court.on.ends(zone), court.on.ends(zone)
        if court.until is not None:
            yield court.until.starts(zone), court.until.starts(zone)


def _edges(inquiry: Inquiry, standing: Standing | None) -> Iterator[Edge]:
    regime = inquiry.regime
    listed: date | None = None if standing is None else standing.designation.listed_on
    points = [rule.until for rule in regime.rules]
    points += [licence.until for licence in regime.licences]
    points += [window.until for window in regime.windows]
    setting = conditions.Setting(
        case=inquiry.case, standing=standing, at=inquiry.known, zone=regime.zone
    )
    starts = [prohibition.start_edge(inquiry, rule, setting) for rule in regime.rules]
    ends = [inquiry.edge(point, listed) for point in points if point is not None]
    yield from (edge for edge in (*starts, *ends) if edge is not None)


def _explanation(inquiry: Inquiry, found: Finding, edges: list[tuple[datetime, datetime]]) -> str:
    parts = [found.says]
    parts += [f"({line})" for line in found.arithmetic if line not in found.says]
    parts += _printed(inquiry, found)
    parts += _inside_day(inquiry, edges)
    return " ".join(part for part in parts if part)


def _printed(inquiry: Inquiry, found: Finding) -> list[str]:
    """Name dates the authority prints that differ from what the law gives."""
    if found.standing is None:
        return []
    zone, designation = clock.zone(inquiry.regime.zone), found.standing.designation
    pairs = (
        ("effective date", designation.effective_on, found.effective),
        ("divestment date", designation.divest_on, found.deadline),
    )
    return [
        f"The list prints {printed} as {what}; the text governs."
        for what, printed, edge in pairs
        if printed is not None
        and edge is not None
        and edge.governing.astimezone(zone).date() != printed
    ]


def _inside_day(inquiry: Inquiry, edges: list[tuple[datetime, datetime]]) -> list[str]:
    as_of, zone = inquiry.case.question.as_of, inquiry.regime.zone
    if as_of.instant is not None:
        return []
    first, last = as_of.starts(zone), as_of.closes(zone)
    before = decide(inquiry, first).outcome
    changes = []
    for instant, reported in edges:
        if first < instant <= last:
            outcome = decide(inquiry, instant).outcome
            if outcome is not before:
                changes.append(f"{outcome.value} from {format_instant(reported, zone)}")
            before = outcome
    if not changes:
        return []
    whole = decide(inquiry, first).outcome.value
    return [f"Inside {as_of} the answer changed: {whole}, then {', then '.join(changes)}."]


def _caveats(inquiry: Inquiry, found: Finding, at: datetime) -> Iterator[str]:
    regime = inquiry.regime
    day = at.astimezone(clock.zone(regime.zone)).date()
    yield from (caveat.says for caveat in regime.caveats if day > caveat.after)
    if found.standing is not None and found.standing.incomplete is not None:
        yield found.standing.incomplete
    if day > regime.checked_through:
        yield (
            f"The texts of {regime.key} were last compared on {regime.checked_through}; "
            "later changes are not in this answer."
        )
