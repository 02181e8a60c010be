"""Reads a text: who it speaks of, what it claims, and on whose word."""

from __future__ import annotations

import pkgutil
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib import import_module

from proscribe.claims import types
from proscribe.claims.attribution import Sources, Voice, chain_of
from proscribe.claims.cast import Cast, build_cast
from proscribe.claims.dates import DATELINE, PUBLICATION, find_dateline, last_day_told
from proscribe.claims.distinct import distinct
from proscribe.claims.entries import find_entries
from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.languages import Language, language_of
from proscribe.claims.languages.traditional import (
    claim_as_written,
    entity_as_written,
    in_simplified,
    is_traditional,
    span_as_written,
)
from proscribe.claims.leftovers import find_leftovers
from proscribe.claims.masked import Masked, mask, rule
from proscribe.claims.offices import find_offices
from proscribe.claims.outcomes import outcome_of
from proscribe.claims.passing import is_told_in_passing
from proscribe.claims.relevance import is_about_measures, is_certain
from proscribe.claims.rulebook import RuleBook, RuleSet
from proscribe.claims.rules import Draft
from proscribe.claims.sentences import find_gaps, split_sentences
from proscribe.claims.settling import settle
from proscribe.claims.speech import find_speech
from proscribe.model.claim import (
    ARTICLE,
    MEASURES,
    Claim,
    ClaimType,
    EntityKind,
    Modality,
    Span,
    TextEntity,
)

_ABOUT_COMPANIES = (
    *(EntityKind.COMPANY, EntityKind.PERSON, EntityKind.OTHER, EntityKind.GROUP),
    EntityKind.VESSEL,
)
# What runs on for longer is a table or noise, and no sentence.
_LONGEST_SENTENCE = 4_000
_AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text says.

    Attributes:
        lang: ISO 639-1 code of the language it was read in.
        published: The day that relative dates were read from; None where unknown.
        entities: Who it speaks of; the article itself is the first.
        claims: What it claims, in order.
        leftovers: Parts that belong to the page and not to the article.
        warnings: What was left out, and what is odd about it.
    """

    lang: str | None
    published: date | None
    entities: tuple[TextEntity, ...]
    claims: tuple[Claim, ...]
    leftovers: tuple[Span, ...]
    warnings: tuple[str, ...] = ()


def read(text: str, *, lang: str | None, published: date | None, gazetteer: Gazetteer) -> Reading:
    """Read a text.

    Args:
        text: The text, newlines untouched.
        lang: ISO 639-1 code of its language, None where unknown.
        published: The day it was published, None where unknown: a dateline then counts.
        gazetteer: The names that are known.
    """
    tongue = language_of(text, lang)
    if tongue is None or tongue.code != "zh" or not is_traditional(text):
        return _read(text, tongue, lang, (published, gazetteer))
    reading = _read(in_simplified(text), tongue, lang, (published, gazetteer))
    return replace(
        reading,
        entities=tuple(entity_as_written(one, text) for one in reading.entities),
        claims=tuple(claim_as_written(one, text) for one in reading.claims),
        leftovers=tuple(span_as_written(one, text) for one in reading.leftovers),
    )


def _read(
    text: str, tongue: Language | None, lang: str | None, known: tuple[date | None, Gazetteer]
) -> Reading:
    published, gazetteer = known
    day, source = published, PUBLICATION
    if day is None:
        day, source = find_dateline(text), DATELINE
    leftovers = find_leftovers(text)
    every = split_sentences(text)
    cast = build_cast(
        text,
        gazetteer,
        skipped=sorted([*((one.start, one.end) for one in leftovers), *find_gaps(every)]),
        starts=(one.start for one in every),
        finder=None if tongue is None else tongue.names,
        roles=None if tongue is None else tongue.roles,
    )
    left = {one.start for one in leftovers}
    sentences = [
        one for one in every if one.start not in left and len(one.text) <= _LONGEST_SENTENCE
    ]
    masks = _masks(sentences, cast, day, source)
    sources = Sources(tongue=tongue)
    for masked in masks:
        sources.read(masked)
    entities = cast.entities.values()
    # What is said in a text about no measure is nothing to be held against the record.
    about = _is_about_measures(text, entities, tongue)
    drafts = list(_drafts(masks, cast, sources, tongue)) if about else []
    if is_told_in_passing(drafts, sentences, cast, certain=is_certain(text, entities)):
        drafts = []
    claims = settle(_claims(drafts, sources, cast))
    article = TextEntity(id=ARTICLE, kind=EntityKind.ARTICLE, name="this article")
    return Reading(
        lang=lang if lang is not None or tongue is None else tongue.code,
        published=day,
        entities=(article, *cast.entities.values()),
        claims=claims,
        leftovers=leftovers,
    )


def _is_about_measures(
    text: str, entities: Collection[TextEntity], tongue: Language | None
) -> bool:
    if tongue is None:
        return is_about_measures(text, entities)
    return tongue.is_about_measures(entities, text)


def _masks(
    sentences: Sequence[Span], cast: Cast, published: date | None, source: str
) -> list[Masked]:
    masks: list[Masked] = []
    told: date | None = None
    for one in sentences:
        masked = mask(one, cast, published=published, source=source, told=told)
        if not masked.moves:
            told = last_day_told(tuple(masked.dates.values()), published) or told
        masks.append(masked)
    return masks


@lru_cache(maxsize=1)
def rules() -> tuple[RuleSet, ...]:
    """Return the rules of every type of claim, found by being there.

    Each comes with the stems one of which a sentence must hold for any of them to count.
    """
    modules = (
        import_module(f"{types.__name__}.{found.name}")
        for found in pkgutil.iter_modules(types.__path__)
    )
    return tuple((module.TYPE, module.STEMS, module.RULES) for module in modules)


@lru_cache(maxsize=4)
def _book(tongue: Language | None) -> RuleBook:
    return RuleBook(rules() if tongue is None else tongue.rules)


def _drafts(
    masks: Sequence[Masked], cast: Cast, sources: Sources, tongue: Language | None
) -> Iterator[Draft]:
    book = _book(tongue)
    yield from find_entries(masks)
    last: str | None = None
    issuer: str | None = None
    every: str | None = None
    traded: tuple[str | None, int] = (None, 0)
    for place, masked in enumerate(masks):
        found = list(book.drafts(masked))
        settled = []
        own = _topic(found, cast) or last
        told = {(draft.type, draft.at) for draft in found if draft.subject is not None}
        for draft in found:
            if draft.subject is None and (draft.type, draft.at) in told:
                continue
            spoken_of = (traded[0] or issuer or own) if draft.type in _PRICES else own
            if draft.type in _BINDING:
                grouped = own is not None and cast.entities[own].kind is EntityKind.GROUP
                spoken_of = own if grouped else _topic(found, cast) or every or own
            subject = draft.subject or _subject(draft, masked, spoken_of)
            if subject is not None:
                type_ = _exactly(draft, masked)
                settled += [
                    draft
                    if each == draft.subject and type_ is draft.type
                    else replace(draft, subject=each, type=type_)
                    for each in cast.parts.get(subject, (subject,))
                ]
        settled = distinct(settled)
        yield from settled
        yield from find_offices(masked)
        yield from find_speech(
            masked, settled, sources, _topic(settled, cast) or last, tongue=tongue
        )
        last = _topic(settled, cast) or last
        if every is None and place < _AHEAD:
            every = _counted(settled, cast)
        if last is None:
            last = _first_company(masked)
        if last is not None and cast.entities[last].kind in _ISSUING:
            issuer = last
        traded = _traded(settled, cast, traded)


def _traded(
    drafts: Sequence[Draft], cast: Cast, before: tuple[str | None, int]
) -> tuple[str | None, int]:
    """Return whose shares the last sentences spoke of, and how many sentences ago."""
    for one in drafts:
        entity = cast.entities.get(one.subject or "")
        if one.type in _TRADED and entity is not None and entity.kind in _ISSUING:
            return entity.id, 0
    traded, ago = before
    return (traded if ago < _RECENT else None), ago + 1


def _exactly(draft: Draft, masked: Masked) -> ClaimType:
    """What a provider of indices removes leaves an index; what a court does turns on its object."""
    if draft.type is ClaimType.EXCHANGE_REMOVED and draft.agent in _INDEX_PROVIDERS:
        return ClaimType.INDEX_REMOVED
    if draft.type is ClaimType.DELISTED and _is_security(draft, masked):
        return ClaimType.EXCHANGE_REMOVED
    return outcome_of(draft.type, masked.text, bisect_left(masked.offsets, draft.at))


def _is_security(draft: Draft, masked: Masked) -> bool:
    """``cancelled the listing of its GDRs``: what exchanges do."""
    return any(
        one.entity == draft.subject and one.kind is EntityKind.SECURITY
        for one in masked.mentions.values()
    )


_INDEX_PROVIDERS = ("msci", "ftse", "spdji")


def _subject(draft: Draft, masked: Masked, last: str | None) -> str | None:
    """Return whom a sentence is about that does not say so: one named in it, or the last one.

    What stands behind the verb comes before what stands ahead of it, and a name before a group.
    """
    regards = rule(_AS_REGARDS).match(masked.text)
    if regards is not None:
        return masked.mentions[regards["subject"]].entity
    near = [
        (_ORDER.index(one.kind), one.start < draft.at, abs(one.start - draft.at), one.entity)
        for one in masked.mentions.values()
        if one.kind in _ORDER and one.entity not in (draft.agent, draft.court)
    ]
    near = [one for one in near if one[0] < _ORDER.index(EntityKind.PERSON)] or near
    if last is not None and (not near or min(near)[0] >= _ORDER.index(EntityKind.PERSON)):
        return last
    return min(near)[-1] if near else last


# ``As regards Petrov, the court held``
_AS_REGARDS = (
    r"(?:As (?:regards|to|for)|(?:With|In) (?:regard|respect) (?:to|of)|Concerning|Regarding) "
    r"(?:the )?(?P<subject>{X}),"
)
_ORDER = (
    *(EntityKind.COMPANY, EntityKind.VESSEL, EntityKind.SECURITY, EntityKind.GROUP),
    *(EntityKind.PERSON, EntityKind.OTHER),
)


def _topic(drafts: Sequence[Draft], cast: Cast) -> str | None:
    """Return whom the measures of a sentence are against: companies before groups."""
    against = [
        (_ABOUT_COMPANIES.index(entity.kind), one.at, entity.id)
        for one in drafts
        if one.type in MEASURES
        and (entity := cast.entities.get(one.subject or "")) is not None
        and entity.kind in _ABOUT_COMPANIES
    ]
    return min(against)[2] if against else None


def _counted(drafts: Sequence[Draft], cast: Cast) -> str | None:
    """Return the largest group that a sentence says was listed."""
    groups = [
        (cast.counts[one.subject], one.subject)
        for one in drafts
        if one.type is ClaimType.LISTED and one.subject in cast.counts
    ]
    return max(groups)[1] if groups else None


def _first_company(masked: Masked) -> str | None:
    for _, one in masked.entities(0, len(masked.text)):
        if one.kind is EntityKind.COMPANY:
            return one.entity
    return None


_RECENT = 2
_TRADED = frozenset(
    {
        *(ClaimType.PRICE, ClaimType.PRICE_CHANGE, ClaimType.TRADED_ON, ClaimType.TRADING_HALT),
        ClaimType.EXCHANGE_REMOVED,
    }
)
# What binds without a name is of all those that a text says at its head were listed.
_BINDING = (ClaimType.PROHIBITED,)
_PRICES = (ClaimType.PRICE, ClaimType.PRICE_CHANGE)
_ISSUING = (EntityKind.COMPANY, EntityKind.OTHER)


def _claims(drafts: Sequence[Draft], sources: Sources, cast: Cast) -> Iterator[Claim]:
    for number, one in enumerate(drafts, start=1):
        voice = sources.of(one.at, one.sentence)
        yield Claim(
            id=f"c{number:02d}",
            fact="",
            type=one.type,
            subject=one.subject or "",
            quote=one.sentence,
            attribution=_attribution(one, voice, sources, cast),
            rule=one.rule,
            agent=one.agent,
            object=one.object,
            court=one.court,
            list=one.list,
            bound=one.bound,
            because=one.because,
            value=one.value,
            date=one.date,
            modality=one.wording.modality,
            negated=one.wording.negated,
            direct_speech=voice is not None and voice.direct,
        )


def _attribution(one: Draft, voice: Voice | None, sources: Sources, cast: Cast) -> tuple[str, ...]:
    if one.type in (ClaimType.REPORTED, ClaimType.ROLE):
        return (ARTICLE,)
    if one.type is ClaimType.COURT_FINDING and one.court is not None:
        return chain_of(voice, (one.court,))
    if voice is not None and one.type is ClaimType.DENIAL and one.subject is not None:
        return chain_of(voice, () if voice.direct else (one.subject,))
    if voice is not None:
        return chain_of(voice)
    return chain_of(None, _own_word(one, sources, cast))


def _own_word(one: Draft, sources: Sources, cast: Cast) -> tuple[str, ...]:
    """Return on whose word a claim rests by what it is: a denial on that of who denies."""
    if one.type is ClaimType.DENIAL:
        return () if one.subject is None else (one.subject,)
    said = one.object if one.type is ClaimType.REASON else None
    if said is not None and said in cast.entities:
        return sources.behind(said, cast.entities[said].kind)
    alleged = one.wording.modality is Modality.ALLEGED
    if one.agent is not None and alleged and one.type in _ALLEGED:
        return (one.agent,)
    return ()


_ALLEGED = (ClaimType.ALLEGATION, ClaimType.REASON)
