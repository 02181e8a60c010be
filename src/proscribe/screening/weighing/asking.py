"""Asks the law about whom a text speaks of, as known at the moment of a view."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from proscribe.law.case import Case, Standing
from proscribe.law.evaluate import evaluate
from proscribe.law.inquiry import Inquiry
from proscribe.law.load import load_regimes
from proscribe.law.regime import Regime, RegimeKind
from proscribe.model.claim import Claim
from proscribe.model.time import Moment
from proscribe.model.verdict import Act, Instrument, Investor, Question, Verdict
from proscribe.screening.cases import stands_on
from proscribe.screening.weighing.actors import ListOnFile
from proscribe.screening.weighing.view import Found, View

_OWN = "user"
_BOUND = (
    (re.compile(r"\bU\.?S\.?\b|americ|美国|америк|США", re.IGNORECASE), Investor.US_PERSON),
    (re.compile(r"\bE\.?U\.?\b|europe|欧盟|европ|ЕС\b", re.IGNORECASE), Investor.EU_PERSON),
    (re.compile(r"\bU\.?K\.?\b|brit|英国|британ", re.IGNORECASE), Investor.UK_PERSON),
)
_AUTHORITIES = {
    "us": Investor.US_PERSON,
    "eu": Investor.EU_PERSON,
    "gb": Investor.UK_PERSON,
}


class Matter(StrEnum):
    """What a prohibition is about."""

    INVESTMENT = "investment"
    EXPORT = "export"
    IMPORT = "import"
    FREEZE = "freeze"
    ENTRY = "entry"
    PROCUREMENT = "procurement"
    DEALING = "dealing"


_MATTERS = (
    (
        Matter.INVESTMENT,
        re.compile(
            r"\binvest|\bshares?\b|\bstocks?\b|\bsecurities\b|\bbonds?\b|divest|\bequit"
            r"|投资|证券|股|инвест|акци|ценн",
            re.IGNORECASE,
        ),
    ),
    (
        Matter.PROCUREMENT,
        re.compile(
            r"\b(?:government|federal|public|defen[cs]e|Pentagon) (?:contract|procurement)"
            r"|\bcontract(?:s|ing)? (?:with|from) [^.;,]{0,40}?"
            r"(?:government|federal|agenc|Pentagon|Department|ministr)",
            re.IGNORECASE,
        ),
    ),
    (
        Matter.FREEZE,
        re.compile(
            r"freez|frozen|block(?:ed|s|ing)? (?:property|assets)|\bassets?\b|\bproperty\b"
            r"|\bfunds\b|冻结|资产|заморо|актив|замораж",
            re.IGNORECASE,
        ),
    ),
    (
        Matter.ENTRY,
        re.compile(r"\bports?\b|\btravel|\bvisas?\b|\benter(?:ing)?\b|入境|въезд", re.IGNORECASE),
    ),
    (Matter.IMPORT, re.compile(r"\bimport|进口|ввоз|импорт", re.IGNORECASE)),
    (
        Matter.EXPORT,
        re.compile(
            r"\bexport|\bsuppl|technolog|\bitems?\b|\bgoods|componen|\bchips?\b"
            r"|presumption of denial|licen[cs]e|出口|技术|供应|экспорт|поставк|технолог",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one regime says of one subject.

    Attributes:
        regime: The regime.
        verdict: Its answer.
        own: The designations it rests on.
        inquiry: The regime, the case and the moment of knowledge, for its dates.
    """

    regime: Regime
    verdict: Verdict
    own: tuple[Found, ...]
    inquiry: Inquiry


def matter_of(claim: Claim) -> Matter:
    """Return what a prohibition a text speaks of is about."""
    for matter, words in _MATTERS:
        if words.search(claim.quote.text):
            return matter
    return Matter.DEALING


def investor_of(claim: Claim, scope: Sequence[ListOnFile] | None) -> Investor:
    """Return who is said to be bound; where nobody is, whom the authority can bind."""
    for pattern, investor in _BOUND:
        if claim.bound is not None and pattern.search(claim.bound):
            return investor
    for one in scope or ():
        found = _AUTHORITIES.get(one.authority.partition("-")[0])
        if found is not None:
            return found
    return Investor.US_PERSON


def question_of(claim: Claim, view: View, act: Act) -> Question:
    """Return the question a claim answers: may that investor do it on the day of the view."""
    security = view.entity(claim.object) or view.entity(claim.subject)
    text = "" if security is None else security.name
    receipt = re.search(r"\bAD[RS]s?\b|deposit[ao]ry", text, re.IGNORECASE)
    return Question(
        act=act,
        investor=investor_of(claim, view.scope(claim)),
        instrument=Instrument.ADR if receipt else Instrument.EQUITY,
        as_of=Moment(day=view.day),
        known_at=Moment(day=view.known_day),
    )


def ask(claim: Claim, view: View, act: Act) -> tuple[Answer, ...]:
    """Return what each regime says that names the subject of a claim, strictest first."""
    question, scope = question_of(claim, view, act), view.scope(claim)
    found = view.designations(claim.subject)
    answers = []
    for regime in load_regimes():
        if regime.kind is RegimeKind.TERRITORIAL or regime.authority == _OWN:
            continue
        if question.investor not in regime.binds.investors:
            continue
        own = tuple(
            one for one in found if _is_named(regime, one) and one.record.begins <= view.day
        )
        if own and _in_scope(scope, regime, own):
            answers.append(_answer(question, regime, found, own))
    return tuple(sorted(answers, key=lambda one: one.verdict.outcome.severity))


def standings_of(found: Iterable[Found]) -> tuple[Standing, ...]:
    """Return designations as the law takes them."""
    return tuple(
        Standing(
            entity=one.record.entity_id,
            caption=one.record.designation.as_printed or one.subject.caption,
            designation=replace(one.record.designation, ended=one.record.ended),
        )
        for one in found
    )


def _answer(
    question: Question, regime: Regime, found: Sequence[Found], own: tuple[Found, ...]
) -> Answer:
    case = Case(
        question=question,
        caption=own[0].subject.caption,
        subject=own[0].subject.id,
        standings=standings_of(found),
    )
    known = question.known_at.closes(regime.zone)
    return Answer(
        regime=regime,
        verdict=evaluate(regime, case),
        own=own,
        inquiry=Inquiry(regime=regime, case=case, known=known),
    )


def _is_named(regime: Regime, found: Found) -> bool:
    return any(stands_on(entry, found.record, regime) for entry in regime.lists)


def _in_scope(scope: Sequence[ListOnFile] | None, regime: Regime, own: Sequence[Found]) -> bool:
    """Return whether a text that names an authority can mean the regime.

    A ban that follows from the list of one authority is often told as that of another of the
    same country, so of an authority only its country counts here; a list counts as named.
    """
    if scope is None:
        return True
    places = {one.authority.partition("-")[0] for one in scope}
    return regime.authority.partition("-")[0] in places and bool(own)


def bare_lists(answers: Iterable[Answer]) -> Iterator[Answer]:
    """Yield the answers of regimes that forbid no investment."""
    for answer in answers:
        if answer.regime.kind is RegimeKind.NO_INVESTMENT_BAN:
            yield answer
