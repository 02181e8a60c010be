"""The clock: whether a prohibition bites at an instant, will bite, or never will."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from proscribe.law import clock, conditions
from proscribe.law.inquiry import Finding, Inquiry, allowed, review, strictest_finding
from proscribe.law.regime import Effect, Permit, Point, RegimeKind, Rule
from proscribe.law.when import When
from proscribe.model.verdict import Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proscribe.law.clock import Edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One rule tried on one designation at one instant."""

    rule: Rule
    start: Edge
    state: str
    tested: conditions.Tested


def judge(inquiry: Inquiry, setting: conditions.Setting) -> Finding:
    """Return what the rules of the regime say of one designation, before any exception."""
    trials = tuple(_trials(inquiry, setting))
    biting = [found for trial in trials if (found := _biting(inquiry, trial, setting))]
    if biting:
        return strictest_finding(biting)
    pending = [t for t in trials if t.tested.met is not False and t.state == "before"]
    if pending:
        return _pending(inquiry, pending, setting)
    permit = permitted(inquiry, inquiry.regime.permits, setting)
    if permit is not None:
        return permit
    if trials:
        return _otherwise(inquiry, trials, setting)
    return _unaddressed(inquiry, setting)


def permitted(
    inquiry: Inquiry, permits: Iterable[Permit], setting: conditions.Setting
) -> Finding | None:
    """Return the first permission that fits, or a question where a fact is missing."""
    act = inquiry.case.question.act
    for permit in permits:
        if act not in permit.acts or not inquiry.knows(permit.text, permission=True):
            continue
        tested = _tested(inquiry, permit, setting)
        cites = inquiry.cite(permit.text, permit.clause, permit.cite)
        if tested.met is True:
            return allowed(permit.reason, permit.says, *cites)
        if tested.met is None:
            return review(f"It is not stated {_join(tested.missing)}. {permit.says}", *cites)
    return None


def start_edge(inquiry: Inquiry, rule: Rule, setting: conditions.Setting) -> Edge | None:
    """Return when a rule starts for a designation: its own start, not before its text."""
    listed = None if setting.standing is None else setting.standing.designation.listed_on
    begun = clock.in_force(inquiry.text(rule.text), inquiry.regime.zone, permission=False)
    if rule.start is not None:
        edge = inquiry.edge(rule.start, listed) or _undated(inquiry, rule.start, setting, begun)
        if edge is None or edge.latest >= begun:
            return edge
    title = inquiry.text(rule.text).title
    shown = clock.format_instant(begun, inquiry.regime.zone)
    return clock.Edge(
        governing=begun, earliest=begun, latest=begun, arithmetic=f"{title} in force: {shown}"
    )


def _undated(
    inquiry: Inquiry, start: Point, setting: conditions.Setting, begun: datetime
) -> Edge | None:
    """Where the list prints no listing day, it was no later than the day the entry was public."""
    published = None if setting.standing is None else setting.standing.designation.published
    if published is None:
        return None
    zone = inquiry.regime.zone if start.zone is None else start.zone
    public = published.starts(zone)
    if start.days:
        day = public.astimezone(clock.zone(inquiry.regime.zone)).date()
        public = clock.local_instant(day + timedelta(days=start.days), start.at, zone)
    latest = max(public, begun)
    shown = clock.format_instant(latest, inquiry.regime.zone)
    return clock.Edge(
        governing=latest,
        earliest=begun,
        latest=latest,
        arithmetic=f"the list prints no listing day; it was public by {published}, so by {shown}",
    )


def _trials(inquiry: Inquiry, setting: conditions.Setting) -> Iterator[Trial]:
    for rule in inquiry.regime.rules:
        if inquiry.case.question.act not in rule.acts or not _reaches(inquiry, rule, setting):
            continue
        if not inquiry.knows(rule.text, permission=False) or _over(inquiry, rule, setting):
            continue
        start = start_edge(inquiry, rule, setting)
        tested = _tested(inquiry, rule, setting)
        if start is None:
            yield _unknown_start(inquiry, rule, tested, setting)
        else:
            yield Trial(rule=rule, start=start, state=start.state(setting.at), tested=tested)


def _reaches(inquiry: Inquiry, rule: Rule, setting: conditions.Setting) -> bool:
    if inquiry.regime.kind is not RegimeKind.LISTED:
        return True
    if setting.standing is None:
        return rule.unlisted
    return not rule.unlisted and rule.klass in (None, inquiry.klass(setting.standing))


def _tested(
    inquiry: Inquiry, part: Rule | Permit, setting: conditions.Setting
) -> conditions.Tested:
    tested, standing = conditions.test(part.when, setting), setting.standing
    under = True if standing is None else inquiry.falls_under(part.directives, standing)
    if under is False or tested.met is False:
        return conditions.Tested(met=False)
    if under is None:
        missing = (*tested.missing, "under which directive it is named (directive=1)")
        return conditions.Tested(met=None, missing=missing)
    return tested


def _unknown_start(
    inquiry: Inquiry, rule: Rule, tested: conditions.Tested, setting: conditions.Setting
) -> Trial:
    begun = clock.in_force(inquiry.text(rule.text), inquiry.regime.zone, permission=False)
    edge = clock.Edge(
        governing=begun,
        earliest=begun,
        latest=begun,
        arithmetic="the list prints no listing day, so the start cannot be computed",
    )
    missing = conditions.Tested(met=None, missing=("the listing day (listed=YYYY-MM-DD)",))
    return Trial(
        rule=rule,
        start=edge,
        state=edge.state(setting.at),
        tested=tested if tested.met is False else missing,
    )


def _over(inquiry: Inquiry, rule: Rule, setting: conditions.Setting) -> bool:
    if inquiry.repealed(rule.repealed_by, setting.at):
        return True
    if rule.until is None:
        return False
    listed = None if setting.standing is None else setting.standing.designation.listed_on
    edge = inquiry.edge(rule.until, listed)
    return edge is not None and setting.at >= edge.latest


def _biting(inquiry: Inquiry, trial: Trial, setting: conditions.Setting) -> Finding | None:
    rule, start = trial.rule, trial.start
    if trial.state == "before" or trial.tested.met is False:
        return None
    cites = inquiry.cite(rule.text, rule.clause, rule.cite)
    head = _head(setting)
    if trial.tested.met is None:
        missing = _join(trial.tested.missing)
        return replace(
            review(f"{head}{rule.says} It is not stated {missing}.", *cites),
            arithmetic=(start.arithmetic,),
            standing=setting.standing,
        )
    if trial.state == "open":
        says = f"{head}{rule.says} {_open(setting)}"
        found = replace(review(says, *cites), arithmetic=(start.arithmetic,))
        return replace(found, effective=start, standing=setting.standing)
    if rule.effect is Effect.REVIEW:
        says = f"{head}{rule.says}"
        found = review(says, *cites, reason=rule.reason)
        return replace(found, effective=start, standing=setting.standing)
    return Finding(
        outcome=Outcome.PROHIBITED,
        reason=rule.reason,
        says=f"{head}{rule.says}",
        cites=cites,
        arithmetic=(start.arithmetic,),
        effective=start,
        standing=setting.standing,
    )


def _pending(inquiry: Inquiry, trials: list[Trial], setting: conditions.Setting) -> Finding:
    trial = min(trials, key=lambda one: one.start.governing)
    rule = trial.rule
    found = allowed(
        rule.before,
        f"{_head(setting)}{rule.says} That has not begun.",
        *inquiry.cite(rule.text, rule.clause, rule.cite),
    )
    return replace(
        found,
        arithmetic=(trial.start.arithmetic,),
        effective=trial.start,
        standing=setting.standing,
    )


def _otherwise(inquiry: Inquiry, trials: tuple[Trial, ...], setting: conditions.Setting) -> Finding:
    def fits(trial: Trial) -> bool:
        only = When(instruments=trial.rule.when.instruments)
        return conditions.test(only, setting).met is not True

    rule = min(trials, key=fits).rule
    found = allowed(
        rule.otherwise,
        f"{_head(setting)}{rule.says} This case lies outside those terms.",
        *inquiry.cite(rule.text, rule.clause, rule.cite),
    )
    return replace(found, standing=setting.standing)


def _unaddressed(inquiry: Inquiry, setting: conditions.Setting) -> Finding:
    act = inquiry.case.question.act.value.replace("_", " ")
    known = [
        rule
        for rule in inquiry.regime.rules
        if inquiry.knows(rule.text, permission=False) and not _over(inquiry, rule, setting)
    ]
    head = _head(setting)
    if not known:
        says = f"{head}On what was public, no text of this regime forbids anything."
        listed = inquiry.regime.kind is RegimeKind.LISTED
        reason = Reason.LIST_WITHOUT_INVESTMENT_BAN if listed else Reason.NOT_COVERED
        return replace(allowed(reason, says), standing=setting.standing)
    starts = [edge for rule in known if (edge := start_edge(inquiry, rule, setting)) is not None]
    first = min(starts, key=lambda edge: edge.governing, default=None)
    if first is not None and first.state(setting.at) == "before":
        found = allowed(Reason.NOT_YET_EFFECTIVE, f"{head}No prohibition has begun.")
        return replace(
            found, effective=first, arithmetic=(first.arithmetic,), standing=setting.standing
        )
    says = f"{head}The texts on file do not settle the act “{act}”."
    return replace(review(says), standing=setting.standing)


def _head(setting: conditions.Setting) -> str:
    standing = setting.standing
    if standing is None:
        return ""
    designation = standing.designation
    day = "on an unstated day" if designation.listed_on is None else f"on {designation.listed_on}"
    directive = "" if designation.directive is None else f", Directive {designation.directive}"
    how = "closely resembles" if setting.resembling else "was listed as"
    name = setting.case.caption if setting.resembling else standing.caption
    listed = f"{standing.caption}, listed {day}" if setting.resembling else f"listed {day}"
    if setting.resembling:
        return f"The name {name} {how} {listed} under {designation.program}{directive}. "
    return f"{name} was {listed} under {designation.program}{directive}. "


def _open(setting: conditions.Setting) -> str:
    standing = setting.standing
    if standing is not None and standing.designation.listed_on is None:
        return "Since when it has been listed is not stated (listed=YYYY-MM-DD)."
    return "The words of the text leave this hour open."


def _join(parts: tuple[str, ...]) -> str:
    return " and ".join(parts)
