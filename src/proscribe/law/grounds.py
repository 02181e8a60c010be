"""Grounds on one designation, in the order the law asks them.

Vacated or withdrawn, superseded or ended, enjoined, licensed, divestment
window, clock: the first that applies is named.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from proscribe.law import conditions, prohibition
from proscribe.law.inquiry import Finding, Inquiry, allowed
from proscribe.law.regime import CourtOrder, Licence, RegimeKind, Window
from proscribe.model.listing import EndKind
from proscribe.model.time import zone
from proscribe.model.verdict import Act, Outcome, Purpose, Reason

if TYPE_CHECKING:
    from datetime import date, datetime

    from proscribe.law.case import Standing
    from proscribe.law.clock import Edge


def find(
    inquiry: Inquiry, standing: Standing, at: datetime, *, resembling: bool = False
) -> Finding:
    """Return what the regime says of one designation at one instant."""
    setting = conditions.Setting(
        case=inquiry.case,
        standing=standing,
        at=at,
        zone=inquiry.regime.zone,
        resembling=resembling,
    )
    for ground in (_vacated, _withdrawn, _superseded, _ended, _enjoined):
        found = ground(inquiry, standing, at)
        if found is not None:
            return replace(found, standing=standing)
    if inquiry.regime.kind is RegimeKind.NO_INVESTMENT_BAN:
        return replace(_without_effect(inquiry, setting), over=not inquiry.listed(standing, at))
    return _excepted(inquiry, prohibition.judge(inquiry, setting), setting)


def _vacated(inquiry: Inquiry, standing: Standing, at: datetime) -> Finding | None:
    orders = inquiry.courts(standing)
    vacatur = next((one for one in orders if one.kind is CourtOrder.VACATUR), None)
    if vacatur is None:
        return None
    found = allowed(
        Reason.VACATED, f"{vacatur.says} It binds at no moment.", *inquiry.public(vacatur.cite)
    )
    zone = inquiry.regime.zone
    for order in orders:
        # From the final order on it is that which protects.
        stood = order.on.ends(zone) <= at < vacatur.on.ends(zone)
        if order.kind is CourtOrder.INJUNCTION and stood:
            found = found.adding(f"On the day itself: {order.says}", *inquiry.public(order.cite))
    succession = inquiry.regime.succession
    if succession is not None and inquiry.in_force(succession.text, at, permission=True):
        title = inquiry.text(succession.text).title
        says = f"{title} has since replaced these prohibitions as well."
        found = found.adding(says, *inquiry.cite(succession.text))
    return found


def _withdrawn(_inquiry: Inquiry, standing: Standing, _at: datetime) -> Finding | None:
    ending = standing.designation.ended
    if ending is None or ending.kind is not EndKind.WITHDRAWN:
        return None
    listed = standing.designation.listed_on
    says = (
        f"A notice of {listed} named {standing.caption} and was withdrawn on {ending.on}; "
        "it never took effect."
    )
    return replace(allowed(Reason.WITHDRAWN_NOTICE, says), over=True)


def _superseded(inquiry: Inquiry, standing: Standing, at: datetime) -> Finding | None:
    succession = inquiry.regime.succession
    if succession is None or not inquiry.in_force(succession.text, at, permission=True):
        return None
    title, cites = inquiry.text(succession.text).title, inquiry.cite(succession.text)
    says = f"{title} replaced the prohibitions of this regime."
    heirs = [
        heir
        for heir in inquiry.standings(inquiry.case.standings, succession.lists)
        if not inquiry.ended(heir, at)
    ]
    if not heirs:
        reason = Reason.SUPERSEDED_NOT_RELISTED
        says += f" {standing.caption} is not on the list that followed ({succession.successor})."
    elif inquiry.case.question.act is Act.HOLD:
        reason = Reason.NO_POSSESSION_BAN
        says += f" {succession.successor}, which lists it, leaves holding free."
    elif any(inquiry.listed(heir, at) for heir in heirs):
        reason = Reason.STILL_ON_NS_CMIC
        says += f" It is on the list that followed: see {succession.successor}."
    else:
        reason = Reason.GAP_BETWEEN_LISTINGS
        says += f" It was listed anew only on {heirs[0].designation.listed_on}."
    return replace(allowed(reason, says, *cites), over=True)


def _ended(inquiry: Inquiry, standing: Standing, at: datetime) -> Finding | None:
    ending = standing.designation.ended
    if ending is None or not inquiry.ended(standing, at):
        return None
    words = {
        EndKind.REPLACED: "was replaced by another entry",
        EndKind.ABSENT: "is no longer in the published list",
    }
    how = words.get(ending.kind, "was removed")
    says = f"The listing of {standing.caption} {how} on {ending.on}."
    if inquiry.regime.kind is RegimeKind.NO_INVESTMENT_BAN:
        says = f"{inquiry.regime.summary} {says}"
        found = allowed(Reason.LIST_WITHOUT_INVESTMENT_BAN, says, *inquiry.every_cite())
    else:
        found = allowed(Reason.NOT_LISTED, says)
    return replace(found, over=True)


def _enjoined(inquiry: Inquiry, standing: Standing, at: datetime) -> Finding | None:
    zone = inquiry.regime.zone
    for order in inquiry.courts(standing):
        if order.kind is not CourtOrder.INJUNCTION or at < order.on.ends(zone):
            continue
        lifted_known = (
            order.until_published is not None
            and order.until_published.starts(zone) <= inquiry.known
        )
        if lifted_known and order.until is not None and at >= order.until.starts(zone):
            continue
        says = f"{order.says} The listing stands; the prohibitions do not apply meanwhile."
        return Finding(
            outcome=Outcome.ALLOWED_ENJOINED,
            reason=Reason.PRELIMINARY_INJUNCTION,
            says=says,
            cites=inquiry.public(order.cite),
        )
    return None


def _without_effect(inquiry: Inquiry, setting: conditions.Setting) -> Finding:
    standing = setting.standing
    listed = "" if standing is None else _listed(standing)
    says = f"{listed}{inquiry.regime.summary}"
    found = allowed(Reason.LIST_WITHOUT_INVESTMENT_BAN, says, *inquiry.every_cite())
    return replace(found, standing=standing)


def _listed(standing: Standing) -> str:
    day = standing.designation.listed_on
    since = "" if day is None else f" since {day}"
    return f"{standing.caption} is on this list{since}. "


def _excepted(inquiry: Inquiry, found: Finding, setting: conditions.Setting) -> Finding:
    if found.outcome is Outcome.REVIEW:
        window = _window(inquiry, found, setting)
        within = window is not None and window.outcome is Outcome.ALLOWED_DIVEST
        return window if window is not None and within else found
    if found.outcome is not Outcome.PROHIBITED:
        return found
    licence = _licensed(inquiry, found, setting)
    if licence is not None and licence.outcome is not Outcome.PROHIBITED:
        return licence
    window = _window(inquiry, found, setting)
    if window is not None:
        return window
    return _glossed(inquiry, licence or found, setting)


def _licensed(inquiry: Inquiry, found: Finding, setting: conditions.Setting) -> Finding | None:
    fitting: list[tuple[Edge, Licence]] = []
    for licence in inquiry.regime.licences:
        if licence.klass not in (None, inquiry.klass(setting.standing)):
            continue
        if not inquiry.in_force(licence.text, setting.at, permission=True):
            continue
        if conditions.test(licence.when, setting).met is not True:
            continue
        listed = None if setting.standing is None else setting.standing.designation.listed_on
        until = inquiry.edge(licence.until, listed)
        if until is not None:
            fitting.append((until, licence))
    if not fitting:
        return None
    # Of equal ends the later licence counts, which replaced the earlier.
    until, licence = max(reversed(fitting), key=lambda pair: pair[0].governing)
    title, cites = inquiry.text(licence.text).title, inquiry.cite(licence.text, "", licence.cite)
    state = until.state(setting.at)
    if state == "past":
        says = f"{found.says} {title} covered it until it expired."
        arithmetic = (*found.arithmetic, f"{title} until {until.arithmetic}")
        return replace(
            found, reason=Reason.LICENCE_EXPIRED, says=says, cites=(*found.cites, *cites),
            arithmetic=arithmetic,
        )  # fmt: skip
    outcome = Outcome.ALLOWED_LICENSED if state == "before" else Outcome.REVIEW
    return replace(
        found,
        outcome=outcome,
        reason=licence.reason if state == "before" else Reason.RULE_UNCERTAIN,
        says=f"{found.says} {title} authorises it while it runs.",
        cites=(*cites, *found.cites),
        arithmetic=(*found.arithmetic, f"{title} until {until.arithmetic}"),
        deadline=until,
    )


def _window(inquiry: Inquiry, found: Finding, setting: conditions.Setting) -> Finding | None:
    question = inquiry.case.question
    leaving = question.purpose is None and question.act in (Act.SELL, Act.CONVERT)
    if question.purpose is not Purpose.DIVEST and not leaving:
        return None
    for window in inquiry.regime.windows:
        if question.act not in window.acts or not inquiry.knows(window.text, permission=True):
            continue
        if window.klass not in (None, inquiry.klass(setting.standing)):
            continue
        if inquiry.repealed(window.repealed_by, setting.at):
            continue
        return _in_window(inquiry, window, found, setting)
    return None


def _in_window(
    inquiry: Inquiry, window: Window, found: Finding, setting: conditions.Setting
) -> Finding | None:
    listed = None if setting.standing is None else setting.standing.designation.listed_on
    until = inquiry.edge(window.until, listed)
    if until is None:
        return None
    cites = (*inquiry.cite(window.text, window.clause, window.cite), *found.cites)
    arithmetic = (*found.arithmetic, f"divestment until {until.arithmetic}")
    base = replace(found, cites=cites, arithmetic=arithmetic, deadline=until)
    state = until.state(setting.at)
    if state == "past":
        says = f"{found.says} The time for trades made solely to divest has passed."
        return replace(base, reason=Reason.WINDOW_CLOSED, says=says)
    if state == "open":
        says = f"{found.says} The words leave open whether the divestment window has closed."
        return replace(base, outcome=Outcome.REVIEW, reason=Reason.RULE_UNCERTAIN, says=says)
    barred = _cutoff(inquiry, window, base, listed)
    if barred is not None:
        return barred
    says = f"{found.says} A trade made solely to divest is allowed before {until.arithmetic}."
    if inquiry.case.question.purpose is None:
        says += " It is not stated whether this one is (purpose divest)."
        return replace(base, outcome=Outcome.REVIEW, reason=Reason.RULE_UNCERTAIN, says=says)
    return replace(base, outcome=Outcome.ALLOWED_DIVEST, reason=Reason.DIVESTMENT_WINDOW, says=says)


def _cutoff(inquiry: Inquiry, window: Window, base: Finding, listed: date | None) -> Finding | None:
    if window.held_at is None:
        return None
    cutoff = inquiry.edge(window.held_at, listed)
    held = inquiry.case.question.held_since
    if cutoff is None or held is None:
        says = (
            f"{base.says} A trade solely to divest is allowed only for what was held at the "
            "cut-off, and it is not stated since when this position is held."
        )
        return replace(base, outcome=Outcome.REVIEW, reason=Reason.RULE_UNCERTAIN, says=says)
    arithmetic = (*base.arithmetic, f"held at {cutoff.arithmetic}")
    day = cutoff.governing.astimezone(zone(inquiry.regime.zone)).date()
    if held > day:
        says = f"{base.says} The position was taken on {held}, after the cut-off {day}."
        return replace(base, reason=Reason.NOT_HELD_AT_CUTOFF, says=says, arithmetic=arithmetic)
    if held == day:
        says = f"{base.says} The position was taken on the day of the cut-off, at an unknown hour."
        return replace(
            base,
            outcome=Outcome.REVIEW,
            reason=Reason.RULE_UNCERTAIN,
            says=says,
            arithmetic=arithmetic,
        )
    return None


def _glossed(inquiry: Inquiry, found: Finding, setting: conditions.Setting) -> Finding:
    if found.reason is Reason.LICENCE_EXPIRED:
        return found
    for gloss in inquiry.regime.glosses:
        if not inquiry.knows(gloss.text, permission=False):
            continue
        if conditions.test(gloss.when, setting).met is True:
            cites = inquiry.cite(gloss.text, "", gloss.cite)
            return replace(found, reason=gloss.reason).adding(gloss.says, *cites)
    return found
