"""Claims of why, of what is alleged and denied, said, awarded, and of offices held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from proscribe.model.claim import Claim, EntityKind, RecordStanding, Weighed
from proscribe.model.listing import StatedReason
from proscribe.screening.weighing.fitting import fits, stated
from proscribe.screening.weighing.view import Found, View
from proscribe.screening.weighing.words import event_words

_CONFIRMED = RecordStanding.CONFIRMED
_OVERSTATED = RecordStanding.OVERSTATED
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:part(?:ly|ial\w*)?|among|also|includ\w+|one of the|cited|citing|factors?|reasons|besides"
    r"|in part|as well as)\b|部分|之一|包括|还|отчасти|в том числе|одн(?:а|ой) из причин",
    re.IGNORECASE,
)
_MILITARY = ("S1237", "S1260H", "CCMC-EO13959", "CMIC-EO13959")
_CRITERION = (
    "The statute under which it was named speaks of those owned or controlled by, or affiliated "
    "with, the Chinese military or its industrial base."
)
_TIES = re.compile(
    r"\bmilitar|\barmy\b|\bPLA\b|\bdefen[cs]e industr|军方|军队|解放军|涉军|воен|арми|НОАК",
    re.IGNORECASE,
)
_TIES_ONLY = re.compile(
    r"\bties?\b|\blink|\bcontrol|\bown|\baffiliat|\bconnect|\bcompan|联系|关联|связ",
    re.IGNORECASE,
)
_COMMON_WORDS = (
    "the and for with that this from were was been have has had its their his her which who whom "
    "company companies given made named list listed blacklist because said says according among "
    "including into over under more than chinese china government service state advanced"
)
_EMPTY = frozenset(_COMMON_WORDS.split(" "))
_SHORT = re.compile(r"\b(?:\d[A-Za-z]|[A-Z]{2,4})\b")
_LIKE = 0.34
_ALIKE = 0.5
_STEM = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A reason on record.

    Attributes:
        found: The designation.
        reason: The reason.
    """

    found: Found
    reason: StatedReason


def weigh_reason(claim: Claim, view: View) -> Weighed:
    """Return how the reasons on record stand to one that a text gives."""
    found = view.designations(claim.subject)
    if not found:
        return view.nobody(claim)
    grounds = list(_grounds(claim, view, found))
    text = f"{claim.because or ''} {claim.quote.text}"
    met = [one for one in grounds if _overlap(claim.because or claim.quote.text, one.reason.text)]
    words = _told(grounds, view)
    if met:
        if len(met) == len(grounds) or _ONE_OF_SEVERAL.search(claim.quote.text):
            return view.weighed(_CONFIRMED, words)
        return view.weighed(
            _OVERSTATED, f"One of {len(grounds)} reasons on record, not the reason: {words}"
        )
    if _TIES.search(claim.because or text) and _named_for_ties(claim, view, found):
        told = f" Of its own case: {words}" if grounds else ""
        return view.weighed(_CONFIRMED, f"{_CRITERION}{told}")
    if not grounds:
        return view.unknown(f"No reason for its listing was on record on {view.known_day}.")
    return view.unknown(f"The record gives other reasons: {words}")


def weigh_allegation(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to what an authority is said to allege."""
    found = view.designations(claim.subject)
    if not found:
        return view.nobody(claim)
    grounds = list(_grounds(claim, view, found))
    text = claim.because or claim.quote.text
    met = [one for one in grounds if _overlap(text, one.reason.text)]
    if met:
        return view.weighed(_CONFIRMED, f"So it is alleged: {_told(met, view)}")
    if _TIES.search(text) and _TIES_ONLY.search(text) and _named_for_ties(claim, view, found):
        return view.weighed(_CONFIRMED, f"So it is alleged. {_CRITERION}")
    told = f" It has: {_told(grounds, view)}" if grounds else ""
    return view.unknown(f"The record does not have this allegation.{told}")


def weigh_denial(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to a denial, and to what it denies."""
    denials = [one for one in view.events(claim.subject, "denial") if one.on.day <= view.day]
    about = _denied(claim, view)
    if not denials:
        if not view.latest(claim.subject):
            weighed = view.nobody(claim)
            return view.unknown(f"{weighed.record} {about}")
        return view.unknown(f"No denial of it is on record. {about}")
    words = " ".join(f"{event_words(one)}." for one in denials)
    since = view.events(claim.subject, "injunction", "vacatur")
    later = " ".join(f"Since then: {event_words(one)}." for one in since)
    return view.weighed(
        _CONFIRMED,
        f"That it denies so is on record; whether it is right, this does not say. {words} {about} "
        f"{later}",
    )


def weigh_statement(claim: Claim, view: View) -> Weighed:
    """Return whether what somebody said is on record."""
    said = [
        one
        for one in view.events(claim.subject, "denial", "filing")
        if one.on.day <= view.day and _share(claim.quote.text, one.text) >= _ALIKE
    ]
    if said:
        return view.weighed(_CONFIRMED, " ".join(f"{event_words(one)}." for one in said))
    return view.unknown("What people say is on record for few subjects, and this is not.")


def weigh_award(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to an award."""
    name = view.called(claim.subject)
    claimed = stated(claim)
    for id_, event in view.events_of_all("award"):
        mine = id_ == claim.subject or any(
            part in event.text for part in _names(view, claim.subject)
        )
        if not mine or event.on.day > view.day:
            continue
        words = f"{event_words(event)}."
        if claimed is not None and not fits(claimed, (event.on.day,)):
            return view.weighed(
                RecordStanding.CONTRADICTED, f"Not {claimed}: {words}", event.on.day
            )
        return view.weighed(_CONFIRMED, words, event.on.day)
    return view.unknown(f"No award to {name} is on record.")


def weigh_role(claim: Claim, view: View) -> Weighed:
    """Return whether the record gives somebody the office a text gives."""
    names = _names(view, claim.subject)
    office = "" if claim.value is None or claim.value.span is None else claim.value.span.text
    wanted = [word for word in re.findall(r"[a-z]{3,}", office.casefold()) if word not in _EMPTY]
    for text in _texts(view):
        plain = text.casefold().replace("chief executive", "chief executive ceo")
        if any(name in text for name in names) and any(word in plain for word in wanted):
            return view.weighed(_CONFIRMED, text)
    return view.unknown("The record has no such office of that person.")


def weigh_reported(claim: Claim, view: View) -> Weighed:
    """Return whether a report is among the documents that the facts cite."""
    name, claimed = view.called(claim.subject), stated(claim)
    plain = name.removeprefix("the ").removeprefix("The ")
    for id_ in view.companies:
        for subject in view.subjects(id_):
            keys = {key for one in subject.events for key in one.cite}
            for record in subject.records:
                keys.update(key for one in record.designation.reasons for key in one.cite)
            for key in sorted(keys):
                for source in dict.fromkeys(one.source for one in subject.provenances):
                    cited = view.record.citation(source, key)
                    if cited is None or plain not in (cited.publisher or ""):
                        continue
                    day = None if cited.published is None else cited.published.day
                    if (
                        day is not None
                        and day <= view.day
                        and (claimed is None or fits(claimed, (day,)))
                    ):
                        return view.weighed(
                            _CONFIRMED, f"{cited.publisher}, {day}: “{cited.title}”.", day
                        )
    return view.unknown("What newspapers report is cited for few facts, and this is not.")


def _texts(view: View) -> Iterator[str]:
    for id_ in view.companies:
        for subject in view.subjects(id_):
            for record in subject.records:
                yield from (one.text for one in record.designation.reasons)
            yield from (one.text for one in subject.events)
            yield from (f"{one.name}: {one.role}" for one in subject.links if one.role)


def _grounds(claim: Claim, view: View, found: Iterable[Found]) -> Iterator[Ground]:
    """Yield the reasons of designations in scope that were public on the day."""
    scope = view.scope(claim)
    for one in found:
        record = one.record
        own = scope is None or any(
            each.holds(record.designation, record.entity_id) for each in scope
        )
        for reason in record.designation.reasons:
            if own and _public(one, reason, view) <= view.known_day:
                yield Ground(found=one, reason=reason)


def _public(found: Found, reason: StatedReason, view: View) -> date:
    """Return when a reason became public: as stated, or with the first document that tells it."""
    if reason.published is not None:
        return reason.published.day
    days = []
    for key in reason.cite:
        for source in dict.fromkeys(one.source for one in found.subject.provenances):
            cited = view.record.citation(source, key)
            if cited is not None and cited.published is not None:
                days.append(cited.published.day)
    own = found.record.designation.published
    return min(days, default=found.record.begins if own is None else own.day)


def _named_for_ties(claim: Claim, view: View, found: Iterable[Found]) -> bool:
    scope = view.scope(claim)
    return any(
        one.record.designation.program in _MILITARY
        and one.record.begins <= view.day
        and (
            scope is None
            or any(each.holds(one.record.designation, one.record.entity_id) for each in scope)
        )
        for one in found
    )


def _told(grounds: Sequence[Ground], view: View) -> str:
    texts = []
    for number, one in enumerate(grounds, start=1):
        said = f" ({one.reason.said_by})" if one.reason.said_by else ""
        cited = view.cited(one.reason.cite[:1], one.found.subject)
        source = f" [{cited}]" if cited else ""
        texts.append(f"({number}) {one.reason.text}{said}{source}")
    return " ".join(texts)


def _denied(claim: Claim, view: View) -> str:
    """Say which claim of the text a denial disputes."""
    denied = view.claimed.called(claim.denies)
    if denied is None:
        denied = next(
            (
                one
                for one in view.claimed.of(claim.subject)
                if one.contested and one.type is not claim.type
            ),
            None,
        )
    return "" if denied is None else f"It disputes: “{denied.because or denied.quote.text}”."


def _names(view: View, id_: str) -> list[str]:
    entity = view.entity(id_)
    if entity is None:
        return []
    names = [entity.name, *entity.aliases]
    if entity.kind is EntityKind.PERSON:
        names = [name for name in names if " " in name or not name.isascii()] or names
    return names


def _overlap(claimed: str, recorded: str) -> bool:
    return _share(claimed, recorded) >= _LIKE


def _share(claimed: str, recorded: str) -> float:
    """Return which part of the words claimed stands in the record."""
    wanted, held = _stems(claimed), _stems(recorded)
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _stems(text: str) -> set[str]:
    words = (word for word in re.findall(r"[^\W\d_]{3,}", text.casefold()) if word not in _EMPTY)
    return {word[:_STEM] for word in words} | {word.upper() for word in _SHORT.findall(text)}
