"""Verdicts on one question: every regime asked, uncertain identity named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.law.evaluate import evaluate
from proscribe.law.regime import RegimeKind
from proscribe.model.listing import Measure
from proscribe.model.verdict import Outcome, Reason, Verdict, strictest
from proscribe.screening.candidates import Candidate, Resolution, Wanted, is_of_house
from proscribe.screening.cases import Facts, build_case, stated_standing
from proscribe.screening.directory import coverage_for
from proscribe.screening.elsewhere import NamedElsewhere, named_elsewhere
from proscribe.screening.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from proscribe.law.case import Case
    from proscribe.law.regime import Regime
    from proscribe.model.verdict import Question
    from proscribe.screening.directory import Directory
    from proscribe.screening.recalling import Recalled
    from proscribe.securities.master import Conflict

_OPEN_REASONS = (Reason.NOT_LISTED, Reason.SUPERSEDED_NOT_RELISTED)
# Where owners are looked up, and not stated by the case, these rest on who is not listed too.
_OWNER_REASONS = (Reason.NO_50_PERCENT_RULE, Reason.FIFTY_PERCENT_AGGREGATE)
_NAMING = ("owned_by", "holds", "counterparty", "name_resembles")
_USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A candidate and the verdict it would have if it were the one meant."""

    candidate: Candidate
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One regime's answer.

    Attributes:
        verdict: The answer.
        candidates: Who may be meant, each with its verdict, best first.
        covered: False where a list of the regime is missing and nothing was found: then
            the verdict says nothing of the issuer and is not part of any summary.
        why: What is missing, where ``covered`` is False.
        recalled: Of whom a person decided before that he is not meant.
    """

    verdict: Verdict
    candidates: tuple[Weighed, ...]
    covered: bool = True
    why: str = ""
    recalled: tuple[Recalled, ...] = ()


def rule(
    question: Question,
    wanted: Wanted,
    *,
    regime: Regime,
    directory: Directory,
    caption: str,
    strict: bool,
    resolved: dict[datetime, Resolution] | None = None,
) -> Ruling:
    """Return one regime's answer on an issuer given by identifiers or name.

    Args:
        question: The question.
        wanted: What identifies the issuer.
        regime: The regime asked.
        directory: Where subjects are found.
        caption: What to call the issuer where no subject is found.
        strict: True where a list that is not on file makes the answer REVIEW;
            False where the caller shows it as not checked.
        resolved: Whom it may be, by moment of knowledge: regimes of one zone share it. Filled.
    """
    known = question.known_at.closes(regime.zone)
    facts = Facts(directory=directory, known=known, regime=regime)
    resolved = {} if resolved is None else resolved
    found = resolved.get(known)
    if found is None:
        found = resolved[known] = resolve(wanted, directory, known)
    ruling = rule_on(question, found, regime=regime, facts=facts, caption=caption, strict=strict)
    recalled = found.recalled
    underlying = question.attribute("underlying")
    if underlying is None:
        return replace(ruling, recalled=recalled) if recalled else ruling
    found = facts.resolve(underlying)
    derived = rule_on(
        question, found, regime=regime, facts=facts, caption=underlying, strict=strict
    )
    return replace(_both(derived, ruling), recalled=recalled)


def _both(one: Ruling, other: Ruling) -> Ruling:
    """Return the stricter of two rulings, covered only if both are."""
    first, second = by_strictness((one, other))
    return first if second.covered else replace(first, covered=False, why=second.why)


def rule_on(
    question: Question,
    found: Resolution,
    *,
    regime: Regime,
    facts: Facts,
    caption: str,
    strict: bool,
) -> Ruling:
    """Return one regime's answer on candidates already found."""
    conflicts = found.conflicts
    found = _told_apart(question, found, facts)
    meant = meant_under(found, facts)
    weighed = tuple(
        Weighed(
            candidate=one,
            verdict=_verdict(question, one, regime=regime, facts=facts, caption=caption),
        )
        for one in meant.candidates
    )
    if meant.certain and weighed:
        verdict = weighed[0].verdict
    else:

        def nobody() -> Verdict:
            return _judged(question, None, regime=regime, facts=facts, caption=caption)

        verdict = _uncertain(weighed, meant.sure, nobody) if weighed else nobody()
    if conflicts and regime.kind is RegimeKind.LISTED:
        verdict = _disputed(verdict, conflicts)
    resting = _OPEN_REASONS if question.attribute("owned_by") else (*_OPEN_REASONS, *_OWNER_REASONS)
    if regime.kind is not RegimeKind.LISTED or not _rests_on_absence(verdict, weighed, resting):
        return Ruling(verdict=verdict, candidates=weighed)
    copied = _copied(question, regime, found, facts)
    if copied is not None:
        return Ruling(verdict=_repeated(verdict, copied, regime), candidates=weighed)
    coverage = coverage_for(question, regime.sources, regime.zone, facts.directory)
    if coverage.complete:
        return Ruling(verdict=verdict, candidates=weighed)
    if strict:
        verdict = _unknown(verdict, coverage.why, caption)
        weighed = tuple(
            replace(one, verdict=_unknown(one.verdict, coverage.why, caption))
            if one.verdict.reason in resting and one.verdict.outcome is Outcome.ALLOWED
            else one
            for one in weighed
        )
    return Ruling(verdict=verdict, candidates=weighed, covered=False, why=coverage.why)


def _disputed(verdict: Verdict, conflicts: tuple[Conflict, ...]) -> Verdict:
    """REVIEW where an answer rests on nobody being listed, and sources disagree on who is meant."""
    if verdict.reason is Reason.NOT_BOUND:
        return verdict
    says = f"Sources disagree: {' '.join(one.text for one in conflicts)}"
    if verdict.reason not in _OPEN_REASONS:
        return replace(verdict, explanation=f"{verdict.explanation} {says}")
    return replace(
        verdict, outcome=Outcome.REVIEW, reason=Reason.IDENTITY_UNCERTAIN, explanation=says
    )


def _told_apart(question: Question, found: Resolution, facts: Facts) -> Resolution:
    """Leave out whose name the case itself says is only resembled: the law judges that."""
    resembled = question.attribute("name_resembles")
    if resembled is None:
        return found
    others = {one.subject.id for one in facts.resolve(resembled).candidates}
    return Resolution(
        candidates=tuple(
            one for one in found.candidates if not (one.alike and one.subject.id in others)
        )
    )


def _rests_on_absence(
    verdict: Verdict, weighed: tuple[Weighed, ...], resting: tuple[Reason, ...]
) -> bool:
    """Return whether an answer allows because no list names the issuer, or a possible one."""
    answers = [verdict, *(one.verdict for one in weighed)]
    return verdict.outcome is Outcome.ALLOWED and any(
        answer.reason in resting and answer.outcome is Outcome.ALLOWED for answer in answers
    )


def _copied(
    question: Question, regime: Regime, found: Resolution, facts: Facts
) -> NamedElsewhere | None:
    """Return a designation that only a copy of the regime's list tells of, and tells later.

    Everybody who surely bears the name counts, whoever else of that name is on the list.
    """
    programs = {entry.program for entry in regime.lists}
    newest = facts.directory.coverage(regime.sources, facts.known).newest
    subjects = [one.subject for one in found.candidates if one.certain]
    for one in named_elsewhere(question, subjects, [regime]):
        of_list = one.authority.removeprefix("ftm:") == regime.authority
        later = newest is None or one.published.day > newest[1]
        # A programme may both block, in one list, and restrict by directives, in another.
        freezes = Measure.ASSET_FREEZE in one.measures
        if of_list and later and ("*" in programs if freezes else one.program in programs):
            return one
    return None


def _repeated(verdict: Verdict, copied: NamedElsewhere, regime: Regime) -> Verdict:
    return replace(
        verdict,
        outcome=Outcome.REVIEW,
        reason=Reason.RULE_UNCERTAIN,
        subject=copied.entity_id,
        explanation=f"{copied.source} of {copied.published.day} repeats this list and names "
        f"{copied.caption} ({copied.program}); no edition of {regime.sources[0]} on file that is "
        f"as new does. Look at the list itself, or run `proscribe update {regime.sources[0]}`.",
    )


def by_strictness(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Return rulings strictest first; among equals those that speak of a designation first."""
    return tuple(
        sorted(
            rulings,
            key=lambda ruling: (
                ruling.verdict.outcome.severity,
                ruling.verdict.subject is None,
                ruling.verdict.reason is Reason.LIST_WITHOUT_INVESTMENT_BAN,
            ),
        )
    )


def meant_under(found: Resolution, facts: Facts) -> Resolution:
    """Return the candidates that can be meant under a regime.

    An entry of a user's own list is another person's word on the same subject, so it is
    weighed by itself. An identifier that stands for a programme of another regime says
    nothing where others are found. Of equal names those on a list of the regime, or owned by
    someone who is, count.
    """
    regime = facts.regime
    own = regime.authority == _USER
    of_kind = tuple(one for one in found.candidates if is_of_house(one.subject) is own)
    programs = {entry.program for entry in regime.lists}
    speaking = tuple(one for one in of_kind if one.programs is None or one.programs & programs)
    meant = Resolution(candidates=speaking or of_kind)
    return meant.among(facts.counts)


def _verdict(
    question: Question, candidate: Candidate, *, regime: Regime, facts: Facts, caption: str
) -> Verdict:
    key = (question, candidate.subject.id, candidate.programs)
    # A designation that the case states, and a fund, are told in the words of the line.
    stated = facts.fund is not None or question.attribute("listed") is not None
    kept = None if stated else facts.verdicts
    if kept is not None and key in kept:
        return kept[key]
    verdict = _judged(question, candidate, regime=regime, facts=facts, caption=caption)
    if verdict.subject is None:
        verdict = replace(verdict, subject=candidate.subject.id)
    if kept is not None:
        kept[key] = verdict
    return verdict


def _judged(
    question: Question, candidate: Candidate | None, *, regime: Regime, facts: Facts, caption: str
) -> Verdict:
    """Return the verdict; REVIEW where it depends on who an owner, holding or party is."""
    case = _case(question, candidate, regime=regime, facts=facts, caption=caption)
    verdict = evaluate(regime, case)
    named = any(question.attribute(key) for key in _NAMING)
    if facts.fund is None and not case.parties and not named:
        return verdict
    wary = replace(facts, suspicious=True)
    worst = evaluate(regime, _case(question, candidate, regime=regime, facts=wary, caption=caption))
    if worst.outcome.severity >= verdict.outcome.severity:
        return verdict
    return replace(
        worst,
        outcome=Outcome.REVIEW,
        reason=Reason.IDENTITY_UNCERTAIN,
        explanation=f"It is not certain who a party is; it may be that: {worst.explanation}",
    )


def _case(
    question: Question, candidate: Candidate | None, *, regime: Regime, facts: Facts, caption: str
) -> Case:
    stated = stated_standing(question, regime, caption)
    own = () if candidate is None else facts.standings(candidate.subject, candidate.programs)
    return build_case(
        question,
        caption=caption if candidate is None else candidate.subject.names[0].text,
        standings=own if stated is None else (*own, stated),
        subject=None if candidate is None else candidate.subject,
        facts=facts,
    )


def _uncertain(
    weighed: tuple[Weighed, ...], sure: Candidate | None, nobody: Callable[[], Verdict]
) -> Verdict:
    """REVIEW, unless no candidate could make the answer stricter.

    What is barred whoever it is, as in a country, stays barred where all candidates are doubts.
    """
    outcomes = {one.verdict.outcome for one in weighed}
    first = weighed[0].verdict
    worst = strictest(tuple(one.verdict for one in weighed))
    for one in weighed:
        if one.candidate is sure and one.verdict.outcome is worst.outcome:
            return one.verdict
    doubts = not any(one.candidate.certain for one in weighed)
    if doubts and outcomes == {Outcome.PROHIBITED}:
        whoever = nobody()
        if whoever.outcome is Outcome.PROHIBITED:
            return whoever
    if outcomes == {Outcome.ALLOWED}:
        whom = "; ".join(f"{_named(one)}: {Outcome.ALLOWED.value}" for one in weighed)
        says = f"Several subjects may be meant, none of them restricted: {whom}."
        if len(weighed) == 1:
            says = f"It is not certain that {_named(weighed[0])} is meant, which is not restricted."
        return replace(first, explanation=f"{says} {first.explanation}")
    names = "; ".join(
        f"{_named(one)}: {one.verdict.outcome.value}{_alike(one.candidate)}" for one in weighed
    )
    return Verdict(
        regime=first.regime,
        outcome=Outcome.REVIEW,
        reason=Reason.IDENTITY_UNCERTAIN,
        explanation=f"It is not certain who is meant. Candidates: {names}.",
        citation=first.citation,
        zone=first.zone,
        checked_through=first.checked_through,
        effective_at=first.effective_at,
        deadline_at=first.deadline_at,
        next_change_at=min(
            (one.verdict.next_change_at for one in weighed if one.verdict.next_change_at),
            default=None,
        ),
        subject=None,
    )


def _named(one: Weighed) -> str:
    subject = one.candidate.subject
    return f"{subject.names[0].text} ({subject.id})"


def _alike(candidate: Candidate) -> str:
    return f", since {candidate.how.rstrip('.')}" if candidate.alike else ""


def _unknown(verdict: Verdict, why: str, caption: str) -> Verdict:
    return replace(
        verdict,
        outcome=Outcome.REVIEW,
        reason=Reason.IDENTITY_UNCERTAIN,
        explanation=f"Whether {caption} is listed cannot be told: {why}",
    )
