"""Claims of what courts did, and of suits and papers brought to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from proscribe.law.load import load_regimes
from proscribe.law.regime import Court, CourtOrder
from proscribe.model.claim import Claim, Modality, RecordStanding, Weighed
from proscribe.model.listing import Event
from proscribe.screening.weighing.actors import actor_key
from proscribe.screening.weighing.fitting import fits, nearest, nearly, stated
from proscribe.screening.weighing.view import View
from proscribe.screening.weighing.words import event_words

_CONFIRMED = RecordStanding.CONFIRMED
_CONTRADICTED = RecordStanding.CONTRADICTED
_OVERSTATED = RecordStanding.OVERSTATED
_UNSURE = (Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL)
_INJUNCTION, _VACATUR, _SUIT, _FILING = "injunction", "vacatur", "lawsuit", "filing"
_KINDS = {CourtOrder.INJUNCTION: _INJUNCTION, CourtOrder.VACATUR: _VACATUR}
_STANDS = re.compile(r"\blets? the listing stand|\bupholds?\b|\bdismiss", re.IGNORECASE)
_SUES = re.compile(r"\bsues?\b|\bcomplaint\b", re.IGNORECASE)
_COURTS = {
    "us-ddc": re.compile(r"D\.D\.C\.|District of Columbia|district court", re.IGNORECASE),
    "us-cadc": re.compile(r"D\.C\. Cir|Court of Appeals", re.IGNORECASE),
    "us-sdny": re.compile(r"S\.D\.N\.Y\.|Southern District of New York", re.IGNORECASE),
    "eu-gc": re.compile(r"General Court", re.IGNORECASE),
    "eu-cj": re.compile(r"Court of Justice", re.IGNORECASE),
}


def weigh_enjoined(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to an order that suspends a listing."""
    orders = _orders(claim, view, _INJUNCTION)
    if claim.negated or claim.modality in _UNSURE:
        return _without_order(claim, view, orders, "suspended")
    if orders:
        return _dated(claim, view, orders)
    vacated = _orders(claim, view, _VACATUR)
    if vacated:
        return _dated(claim, view, vacated)
    return _no_case(claim, view)


def weigh_annulled(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to an order that strikes a listing down."""
    orders = _orders(claim, view, _VACATUR)
    if claim.negated or claim.modality in _UNSURE:
        return _without_order(claim, view, orders, "struck down")
    if orders:
        return _dated(claim, view, orders)
    suspended = _orders(claim, view, _INJUNCTION)
    if suspended:
        says = f"The court only suspended it, the listing stood: {_told(suspended)}"
        return view.weighed(_OVERSTATED, says)
    upheld = _standing_orders(claim, view)
    if upheld:
        return view.weighed(_CONTRADICTED, f"The court let it stand: {_told(upheld)}")
    return _no_case(claim, view)


def weigh_upheld(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to a court leaving a listing as it is."""
    upheld = _standing_orders(claim, view)
    against = [*_orders(claim, view, _INJUNCTION), *_orders(claim, view, _VACATUR)]
    claimed = stated(claim)
    if upheld and not claim.negated:
        return _dated(claim, view, upheld)
    same_day = [one for one in against if claimed and fits(claimed, (one.on.day,))]
    if not claim.negated and against and (same_day or claimed is None):
        return view.weighed(
            _CONTRADICTED,
            f"The court did not let it stand: {_told(same_day or against)}",
            (same_day or against)[-1].on.day,
        )
    if claim.negated and against:
        return view.weighed(_CONFIRMED, _told(against))
    if claim.negated and upheld:
        return view.weighed(_CONTRADICTED, _told(upheld))
    return _no_case(claim, view)


def weigh_court_finding(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to what a court is said to have held."""
    if not view.latest(claim.subject):
        return view.nobody(claim)
    events = [
        *_orders(claim, view, _INJUNCTION),
        *_orders(claim, view, _VACATUR),
        *_standing_orders(claim, view),
    ]
    claimed = stated(claim)
    same = [one for one in events if claimed is None or fits(claimed, (one.on.day,))]
    found = [one for one in same if _shares_words(claim, one.text)]
    if found:
        return view.weighed(_CONFIRMED, _told(found))
    told = f" On record of the case: {_told(events)}" if events else ""
    return view.unknown(f"What the court held in its reasons is not on record.{told}")


def weigh_sued(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to a suit."""
    suits = [
        one
        for one in view.events(claim.subject, _SUIT)
        if _SUES.search(one.text) and one.on.day <= view.day and _of_court(claim, view, one)
    ]
    if claim.negated or claim.modality in _UNSURE:
        if suits and claim.negated:
            return view.weighed(_CONTRADICTED, _told(suits))
        told = f" On record: {_told(suits)}" if suits else ""
        return view.unknown(f"The text speaks of no suit that was brought.{told}")
    if not suits:
        return _no_case(claim, view)
    return _dated(claim, view, suits)


def weigh_filed(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to a paper that was filed; of many, few are on record."""
    claimed, key = stated(claim), actor_key(view.entity(claim.subject))
    papers = [
        event
        for _, event in view.events_of_all(_FILING, _SUIT)
        if event.on.day <= view.day and _by(event, view.called(claim.subject), key)
    ]
    own = [one for one in view.events(claim.subject, _FILING) if one.on.day <= view.day]
    papers = list(dict.fromkeys([*papers, *own]))
    if claimed is None:
        if papers:
            return view.weighed(_CONFIRMED, _told(papers[-1:]), papers[-1].on.day)
        return view.unknown("No such paper is on record.")
    every = [event for _, event in view.events_of_all(_FILING, _SUIT) if event.on.day <= view.day]
    fitting = [one for one in (papers or every) if fits(claimed, (one.on.day,))]
    fitting = fitting or [one for one in every if fits(claimed, (one.on.day,))]
    if fitting:
        return view.weighed(_CONFIRMED, _told(fitting), fitting[0].on.day)
    told = f" Others are: {_told(papers)}" if papers else ""
    return view.unknown(f"No paper filed on {claimed} is on record.{told}")


def _orders(claim: Claim, view: View, kind: str) -> list[Event]:
    """Return the orders on a subject: events of the record, and those the law files know."""
    found = [
        one
        for one in view.events(claim.subject, kind)
        if one.on.day <= view.day and _of_court(claim, view, one)
    ]
    if found:
        return found
    entities = {each for subject in view.latest(claim.subject) for each in subject.referents}
    return [
        _as_event(order, kind)
        for order in dict.fromkeys(one for regime in load_regimes() for one in regime.courts)
        if _KINDS[order.kind] == kind
        and order.entity in entities
        and (order.published or order.on).day <= view.known_day
        and order.on.day <= view.day
    ]


def _as_event(order: Court, kind: str) -> Event:
    return Event(
        on=order.on,
        published=order.published or order.on,
        kind=kind,
        text=order.says,
        said_by=order.cite,
    )


def _standing_orders(claim: Claim, view: View) -> list[Event]:
    return [
        one
        for one in view.events(claim.subject, _SUIT, _FILING)
        if _STANDS.search(one.text) and one.on.day <= view.day and not _SUES.search(one.text)
    ]


def _of_court(claim: Claim, view: View, event: Event) -> bool:
    """Return whether an event may be of the court named; what names none may be of any."""
    wanted = _COURTS.get(actor_key(view.entity(claim.court)) or "")
    text = f"{event.text} {event.said_by or ''}"
    named = [one for one in _COURTS.values() if one.search(text)]
    return wanted is None or not named or wanted in named


def _dated(claim: Claim, view: View, events: Sequence[Event]) -> Weighed:
    claimed, days = stated(claim), [one.on.day for one in events]
    if claimed is None:
        return view.weighed(_CONFIRMED, _told(events), days[0])
    fitting = [one for one in events if fits(claimed, (one.on.day,))]
    if not fitting and nearly(claim.date, days):
        fitting = [events[0]]
    if fitting:
        return view.weighed(_CONFIRMED, _told(fitting), fitting[0].on.day)
    if any(str(day) < claimed[: len(str(day))] for day in days) and claimed > str(view.day):
        return view.unknown(f"{claimed} lies after the text. {_told(events)}")
    return view.weighed(
        _CONTRADICTED,
        f"The record has another day than {claimed}: {_told(events)}",
        nearest(claimed, days),
    )


def _without_order(claim: Claim, view: View, orders: Sequence[Event], what: str) -> Weighed:
    if claim.negated and orders:
        return view.weighed(_CONTRADICTED, f"It was {what}: {_told(orders)}", _day_of(orders))
    told = f" On record: {_told(orders)}" if orders else ""
    return view.unknown(
        f"The text speaks of no order that was made; on {view.day} none is on record "
        f"that says so.{told}"
    )


def _no_case(claim: Claim, view: View) -> Weighed:
    if not view.latest(claim.subject):
        return view.nobody(claim)
    kinds = (_INJUNCTION, _VACATUR, _SUIT, _FILING)
    others = [one for one in view.events(claim.subject, *kinds) if one.on.day <= view.day]
    told = f" On record of it before courts: {_told(others)}" if others else ""
    return view.unknown(
        f"Courts are on record for some cases only, and not this of "
        f"{view.called(claim.subject)}.{told}"
    )


def _by(event: Event, name: str, key: str | None) -> bool:
    said = event.said_by or ""
    if key is not None and key.startswith("us-dod"):
        return "Department of Defense" in said or "The Department files" in event.text
    return name in said


def _shares_words(claim: Claim, text: str) -> bool:
    words = set(re.findall(r"[a-z]{5,}", claim.quote.text.casefold()))
    own = set(re.findall(r"[a-z]{5,}", text.casefold()))
    return len(words & own - _COMMON) >= _ENOUGH


_COMMON = {"court", "judge", "district", "federal", "order", "company", "department", "listing"}
_ENOUGH = 4


def _day_of(events: Sequence[Event]) -> date | None:
    return events[0].on.day if events else None


def _told(events: Iterable[Event]) -> str:
    return " ".join(f"{event_words(one)}." for one in events).replace("..", ".")
