"""Claims that something is forbidden, and of the licences that permit it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from proscribe.law import clock
from proscribe.law.load import load_regimes
from proscribe.law.regime import Licence, Regime, RegimeKind
from proscribe.model.claim import (
    Claim,
    DateRole,
    EntityKind,
    Modality,
    RecordStanding,
    Weighed,
)
from proscribe.model.listing import Measure
from proscribe.model.time import zone
from proscribe.model.verdict import Act, Outcome, Reason
from proscribe.screening.weighing.actors import ListOnFile, actor_key
from proscribe.screening.weighing.asking import Answer, Matter, ask, bare_lists, matter_of
from proscribe.screening.weighing.fitting import fits, nearly, stated
from proscribe.screening.weighing.view import Found, View
from proscribe.screening.weighing.words import designation_words

_CONFIRMED = RecordStanding.CONFIRMED
_CONTRADICTED = RecordStanding.CONTRADICTED
_OVERSTATED = RecordStanding.OVERSTATED
_PROHIBITED = Outcome.PROHIBITED
_NOW = re.compile(
    r"\b(?:now|already|currently|today|immediately|any longer|no longer|with immediate effect)\b"
    r"|现在|已经|即日起|目前|теперь|уже|отныне|сейчас",
    re.IGNORECASE,
)
_ARE = re.compile(r"\b(?:are|is|have been|has been|were|was) (?:\w+ )?(?:prohibited|barred|banned|"
                  r"forbidden|blocked|prevented)\b", re.IGNORECASE)  # fmt: skip
_HOLD = re.compile(r"\b(?:hold|holding|own|owning|possess\w*|keep\w*)\b", re.IGNORECASE)
_AHEAD = (Modality.PLANNED, Modality.CONDITIONAL)
_NOTHING = (Reason.NOT_LISTED, Reason.SUPERSEDED_NOT_RELISTED, Reason.VACATED)
_SURE = (
    Reason.PRELIMINARY_INJUNCTION,
    Reason.VACATED,
    Reason.SUPERSEDED_NOT_RELISTED,
    Reason.GAP_BETWEEN_LISTINGS,
)
_MEASURES = {
    Matter.FREEZE: Measure.ASSET_FREEZE,
    Matter.EXPORT: Measure.EXPORT_CONTROL,
    Matter.IMPORT: Measure.IMPORT_BAN,
    Matter.ENTRY: Measure.TRAVEL_BAN,
    Matter.PROCUREMENT: Measure.DEBARMENT,
}
_LISTS_OF = {
    Matter.EXPORT: ("us-bis",),
    Matter.IMPORT: ("us-dhs",),
}
_LICENCE = re.compile(
    r"\b(?:general licen[cs]e|GL)\s*(?:no\.?|number)?\s*(?P<number>\d+[A-Z]{0,2})\b", re.IGNORECASE
)


def weigh_prohibited(claim: Claim, view: View) -> Weighed:
    """Return how the law on file stands to a ban that a text speaks of."""
    if claim.modality is Modality.POSSIBLE:
        return view.unknown("The text speaks of what is possible; no law says that.")
    if view.article is None:
        return view.unknown("The day of the text is not known, and a ban holds from a day on.")
    matter = matter_of(claim)
    if matter not in (Matter.INVESTMENT, Matter.DEALING):
        return _other_matter(claim, view, matter)
    without = _list_without_ban(claim, view) if matter is Matter.INVESTMENT else None
    return _dealings(claim, view) if without is None else without


def _dealings(claim: Claim, view: View) -> Weighed:
    """Weigh a ban on investing, or on dealing at all."""
    entity = view.entity(claim.subject)
    if entity is not None and entity.kind is EntityKind.GROUP:
        return view.unknown("Who is meant is not named, so the law cannot be asked about them.")
    if not view.designations(claim.subject):
        return view.nobody(claim)
    blocked = _blocked(claim, view)
    if blocked is not None:
        return blocked
    answers = ask(claim, view, _act_of(claim))
    if not answers:
        return _by_no_list(claim, view)
    binding = [one for one in answers if one.regime.kind is RegimeKind.LISTED]
    if not binding:
        return _bans_nothing(claim, view, next(bare_lists(answers)))
    return _by_law(claim, view, binding)


def _act_of(claim: Claim) -> Act:
    text = claim.quote.text
    return Act.HOLD if _HOLD.search(text) and "invest" not in text else Act.BUY


def _blocked(claim: Claim, view: View) -> Weighed | None:
    """Return that the property of the subject is blocked in the United States, so all is barred."""
    found = [
        one
        for one in view.designations(claim.subject)
        if one.record.designation.authority == "us-ofac"
        and Measure.ASSET_FREEZE in one.record.designation.measures
        and one.in_force(view.day)
    ]
    lists = view.scope(claim)
    own = lists is None or any(one.authority == "us-ofac" for one in lists)
    if not found or not own:
        return None
    words = " ".join(designation_words(one, view, citing=False) for one in found)
    standing = _CONTRADICTED if claim.negated else _CONFIRMED
    return view.weighed(standing, f"Its property is blocked, so any dealing is barred: {words}")


def _by_law(claim: Claim, view: View, answers: Sequence[Answer]) -> Weighed:
    first = min(answers, key=lambda one: (one.verdict.outcome.severity, _is_past(one)))
    verdict = first.verdict
    if claim.negated:
        return _negated(view, first)
    if verdict.outcome is _PROHIBITED:
        return _in_force(claim, view, first)
    if verdict.reason in (Reason.NOT_YET_EFFECTIVE, Reason.POSSESSION_BAN_NOT_YET):
        return _not_yet(claim, view, first)
    words = _words(first, view)
    if verdict.outcome is Outcome.REVIEW:
        return view.unknown(f"The law leaves it open. {words}")
    scope = view.scope(claim)
    short = None if verdict.reason in _SURE or scope is None else view.lacking(scope)
    if short is not None:
        return view.unknown(f"{words} Another list may bar it: {short}")
    partly = verdict.outcome in (Outcome.ALLOWED_DIVEST, Outcome.ALLOWED_LICENSED)
    return view.weighed(_OVERSTATED if partly else _CONTRADICTED, words)


def _in_force(claim: Claim, view: View, first: Answer) -> Weighed:
    day, claimed = _day(first, first.verdict.effective_at), stated(claim)
    words = _words(first, view)
    from_day = claim.date is not None and claim.date.role in (DateRole.EFFECTIVE, DateRole.SINCE)
    if day is not None and claimed is not None and from_day and not fits(claimed, (day,)):
        if nearly(claim.date, (day,)) or fits(claimed, _listed(first)):
            return view.weighed(_CONFIRMED, words, day)
        return view.weighed(_CONTRADICTED, f"In force, but not from {claimed}: {words}", day)
    return view.weighed(_CONFIRMED, words, day)


def _not_yet(claim: Claim, view: View, first: Answer) -> Weighed:
    day, claimed = _day(first, first.verdict.effective_at), stated(claim)
    words = _words(first, view)
    if claimed is not None and day is not None:
        if fits(claimed, (day,)) or nearly(claim.date, (day,)):
            return view.weighed(_CONFIRMED, words, day)
        return view.weighed(_CONTRADICTED, f"Not from {claimed}: {words}", day)
    as_of = claim.date is not None and claim.date.role is DateRole.AS_OF
    if as_of or _NOW.search(claim.quote.text):
        return view.weighed(_CONTRADICTED, f"On {view.day} it was not barred yet: {words}", day)
    if claim.modality in _AHEAD or not _ARE.search(claim.quote.text):
        return view.weighed(_CONFIRMED, f"From {day} on: {words}", day)
    return view.weighed(_OVERSTATED, f"On {view.day} it was not barred yet: {words}", day)


def _negated(view: View, first: Answer) -> Weighed:
    words = _words(first, view)
    if first.verdict.outcome is _PROHIBITED:
        return view.weighed(_CONTRADICTED, words)
    if first.verdict.outcome is Outcome.REVIEW:
        return view.unknown(f"The law leaves it open. {words}")
    return view.weighed(_CONFIRMED, words)


def _by_no_list(claim: Claim, view: View) -> Weighed:
    scope = view.scope(claim)
    found = [one for one in view.designations(claim.subject) if one.record.begins <= view.day]
    told = " ".join(designation_words(one, view, citing=False) for one in found)
    short = view.lacking(scope) if scope else "it is not said whose ban is meant."
    if short is not None:
        return view.unknown(
            f"No ban that binds them is on record, and one may be missing: {short} {told}"
        )
    if claim.negated:
        return view.weighed(_CONFIRMED, f"No list on file that bars it names it. {told}")
    return view.weighed(_CONTRADICTED, f"No list on file that bars it names it. {told}")


def _list_without_ban(claim: Claim, view: View) -> Weighed | None:
    """Return that the list the text names bars no investment, whoever is on it."""
    lists = _named_lists(claim, view)
    if not lists or any(one.regime_bans for one in map(_Law.of, lists)):
        return None
    regime = next((law.regime for law in map(_Law.of, lists) if law.regime is not None), None)
    if regime is None:
        return None
    says = f"{regime.title} bars no investment. {regime.summary}"
    if not claim.negated:
        return view.weighed(_CONTRADICTED, says)
    barring = next(
        (one for one in ask(claim, view, _act_of(claim)) if one.verdict.outcome is _PROHIBITED),
        None,
    )
    more = "" if barring is None else f" By another list it is barred: {_words(barring, view)}"
    return view.weighed(_CONFIRMED, says + more)


def _bans_nothing(claim: Claim, view: View, answer: Answer) -> Weighed:
    short = view.lacking([*(view.scope(claim) or ())])
    says = f"{answer.regime.title} bars no investment. {_words(answer, view)}"
    if claim.negated:
        return view.weighed(_CONFIRMED, says)
    if short is not None and not claim.list:
        return view.unknown(f"{says} Another list may bar it: {short}")
    return view.weighed(_CONTRADICTED, says)


class _Law:
    """The regime a list of the record belongs to."""

    def __init__(self, regime: Regime | None, *, bans: bool) -> None:
        self.regime = regime
        self.regime_bans = bans

    @classmethod
    def of(cls, one: ListOnFile) -> _Law:
        found = [
            regime
            for regime in load_regimes()
            if any(
                entry.authority == one.authority
                and (entry.program == one.program or (one.program is None and entry.program == "*"))
                for entry in regime.lists
            )
        ]
        bare = next((one for one in found if one.kind is RegimeKind.NO_INVESTMENT_BAN), None)
        return cls(bare, bans=any(one.kind is RegimeKind.LISTED for one in found) or not found)


def _named_lists(claim: Claim, view: View) -> tuple[ListOnFile, ...]:
    """Return the lists a text names for a ban, or all those of an authority that bars none."""
    scope = view.scope(claim)
    agent = actor_key(view.entity(claim.agent))
    named = claim.list is not None or agent in ("us-bis", "us-doc", "us-dhs", "us-cbp")
    return scope if scope is not None and named else ()


def _other_matter(claim: Claim, view: View, matter: Matter) -> Weighed:
    """Weigh a freeze, an export or import control, a ban on entry: by what the list says."""
    measure = _MEASURES[matter]
    scope = view.scope(claim)
    places = {one.authority.partition("-")[0] for one in scope or ()}
    found = [
        one
        for one in view.designations(claim.subject)
        if one.in_force(view.day)
        and (not places or one.record.designation.authority.partition("-")[0] in places)
    ]
    bringing = [
        one
        for one in found
        if measure in one.record.designation.measures
        or one.record.designation.authority in _LISTS_OF.get(matter, ())
    ]
    words = " ".join(designation_words(one, view, citing=False) for one in bringing or found)
    what = measure.value.replace("_", " ")
    if bringing:
        standing = _CONTRADICTED if claim.negated else _CONFIRMED
        return view.weighed(standing, f"In force on {view.day}, and it brings {what}: {words}")
    if not found:
        return (
            view.nobody(claim)
            if not view.subjects(claim.subject)
            else view.unknown(f"No listing in force on {view.day} is on record.")
        )
    short = view.lacking(scope) if scope else "it is not said by which list."
    return view.unknown(
        f"No listing on record that brings {what}: {words} Another may be missing: "
        f"{short or 'the lists on file do not say what they bring.'}"
    )


def weigh_licence(claim: Claim, view: View) -> Weighed:
    """Return how the general licences on file stand to one that a text speaks of."""
    named = _LICENCE.search(claim.quote.text)
    if named is None:
        return view.unknown("Which licence is meant is not said; special licences are not public.")
    number = named["number"].upper()
    for regime, licence in _licences(view, number):
        text = regime.instruments[licence.text]
        until = clock.compute(licence.until, regime, None)
        days = [text.published.day]
        if until is not None:
            days.append(until.governing.astimezone(zone(regime.zone)).date())
        ends = "" if until is None else f", until {until.arithmetic}"
        says = f"{text.title}, published {text.published.day}{ends} ({text.note or text.cite})."
        claimed = stated(claim)
        if claimed is None or fits(claimed, days) or nearly(claim.date, days):
            return view.weighed(_CONFIRMED, says)
        day = days[-1] if claim.date and claim.date.role is not DateRole.EVENT else days[0]
        return view.weighed(_CONTRADICTED, f"Not {claimed}: {says}", day)
    return view.unknown(f"General License {number} is not on file.")


def _licences(view: View, number: str) -> list[tuple[Regime, Licence]]:
    return [
        (regime, licence)
        for regime in load_regimes()
        for licence in regime.licences
        if regime.instruments[licence.text].title.upper().endswith(f"GL {number}")
        and regime.instruments[licence.text].published.day <= view.known_day
    ]


def _is_past(answer: Answer) -> bool:
    return answer.verdict.reason in _NOTHING


def _listed(answer: Answer) -> list[date]:
    return [day for one in answer.own for day in one.days]


def _day(answer: Answer, instant: datetime | None) -> date | None:
    return None if instant is None else instant.astimezone(zone(answer.regime.zone)).date()


def _words(answer: Answer, view: View) -> str:
    verdict = answer.verdict
    whom = _named(answer.own, view)
    cited = f" ({verdict.citation})" if verdict.citation else ""
    return f"{whom} {verdict.explanation}{cited}"


def _named(own: Sequence[Found], view: View) -> str:
    return " ".join(dict.fromkeys(designation_words(one, view, citing=False) for one in own[:2]))
