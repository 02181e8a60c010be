"""What a rule is, and how what it finds becomes a claim of a sentence.

A type of claim is one module of ``claims/types`` with ``TYPE``, ``RULES`` and ``EXAMPLES``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from proscribe.claims.masked import Masked, rule
from proscribe.claims.rule_dates import dated_places, is_apart, is_of_saying
from proscribe.claims.subjects import begins_with_owner, subjects_of
from proscribe.claims.wording import Wording, read_wording
from proscribe.model.claim import (
    ClaimDate,
    ClaimType,
    ClaimValue,
    DateRole,
    EntityKind,
    Modality,
    Span,
    ValueKind,
)

_BEGINS = re.compile(
    r"\b(?:effective|with effect|starting|beginning|as of|prior to the open(?:ing)?)"
    r"(?: (?:on|from|the close of|the open of|at the open on))?\s\Z|"
    r"\bfrom [\d:․]+ [ap]․?m․?(?: [A-Z]{2,4})?(?: on)?\s\Z",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(
    r"\b(?:by|no later than|until|through|till|before)\s+(?:the |[\d:.]+ [ap]․?m․?,? (?:\w+ "
    r"(?:\w+ )?time,? )?(?:on )?)?\Z",
    re.IGNORECASE,
)
_DATE_REACH, _HEAD_REACH, _APART = 90, 12, 30
_NOT = re.compile(
    r"\b(?:is|are|was|were|has|have)(?: therefore| thus)? (?:not|no longer)\b|\bnot (?:yet "
    r")?(?:added|listed)|\bnever "
    r"listed|\bdid not"
)
# ``the Treasury's Office of Foreign Assets Control``: the office acts.
_OWNED = re.compile(rf"[’']s ({rule('{A}').pattern})")
# Who acts where a rule does not say: of exchanges no authority, of what is said nobody.
_ACTING: dict[ClaimType, EntityKind | None] = {
    **dict.fromkeys(
        (ClaimType.EXCHANGE_REMOVED, ClaimType.TRADING_HALT, ClaimType.INDEX_REMOVED),
        EntityKind.VENUE,
    ),
    **dict.fromkeys(
        (
            *(ClaimType.DENIAL, ClaimType.STATEMENT, ClaimType.PRICE, ClaimType.PRICE_CHANGE),
            *(ClaimType.TRADED_ON, ClaimType.AWARD, ClaimType.ROLE, ClaimType.REPORTED),
            ClaimType.FILED,
        ),
        None,
    ),
}
# ``the Russia sanctions regime`` is of another authority than Russia's.
_REGIME = re.compile(
    r"(?:、[^，。；]{0,30}?)?等(?:国|地|\d|[一二三四五六七八九十两多]{1,3}[个家名艘])|"
    r"-| (?:\w+ ){0,2}(?:regimes?|regulations?|programmes?|programs?)\b"
)
# ``for its drones, the Treasury said``: who says so is no part of the reason.
_TOLD_BY = re.compile(
    rf", (?:according to\b|(?:the )?{rule('{Y}').pattern} (?:said|says|added|reported)\b)"
)
# ``cited its safety as a reason for adding Acme``: safety is the reason.
_AS_A_REASON = re.compile(
    r" as (?:an?|the|its|their|one|part of the) (?:\w+ )?(?:reasons?|rationales?|grounds?|basis|"
    r"justifications?|causes?|factors?)\b"
)
# ``ties to the Chinese military``: whom a measure is aimed at, and nobody who takes it.
_NOT_ACTING = frozenset({"cn-military"})
_ACTS = re.compile(
    rf"(?:,|\band|\bwhen|\bafter|\bthat) (?:the )?({rule('{A}').pattern})"
    rf"(?: (?:has|have|had|also|then|later|first|again|\w+ly|on {rule('{T}').pattern}))* \Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way a sentence says something.

    Groups of the expression: ``verb`` (where negation is looked for), ``subject`` (one sign) or
    ``subjects`` (a part of the sentence whose mentions are all meant), ``agent``, ``object``,
    ``court``, ``list``, ``date``, ``value`` (one sign each), ``bound``, ``because``, ``title``
    (words). What a group does not give is looked for in the sentence.

    Attributes:
        name: What it is called; stands with each claim it finds.
        words: The expression; see :func:`proscribe.claims.masked.rule`.
        role: What a date is to the claim.
        negated: Whether the words themselves deny it.
        modality: Where the words themselves tell how sure it is.
        aims: Whether it counts where it is only what somebody is after.
        dated: Whether a date of the sentence belongs to it.
        bare: Whether an actor is no subject of it (``False``), or may be (``True``).
        loose: Whether the company spoken of last is meant where the words name none.
        ends: Whether a last day is its day, however far it stands.
        wording: Reads how the words before the verb put it.
    """

    name: str
    words: str
    role: DateRole = DateRole.EVENT
    negated: bool = False
    modality: Modality | None = None
    aims: bool = False
    dated: bool = True
    bare: bool = False
    loose: bool = False
    ends: bool = False
    wording: Callable[[str, int], Wording] = read_wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim before its subject's other words and its sources are known.

    Attributes:
        type: What is said.
        rule: Name of the rule.
        sentence: The sentence that says it.
        at: Where its verb lies in the text.
        subject: Id of the entity; None where the sentence does not name it.
        wording: How the sentence puts it.
        agent: Id of who acts.
        object: Id of what is acted on or with.
        court: Id of the court.
        list: Id of the list.
        bound: Who must obey.
        because: The reason given.
        value: An amount, count or title.
        date: When.
    """

    type: ClaimType
    rule: str
    sentence: Span
    at: int
    subject: str | None
    wording: Wording
    agent: str | None = None
    object: str | None = None
    court: str | None = None
    list: str | None = None
    bound: str | None = None
    because: str | None = None
    value: ClaimValue | None = None
    date: ClaimDate | None = None


def apply_rule(
    one: Rule, type_: ClaimType, masked: Masked, first: re.Match[str]
) -> Iterator[Draft]:
    """Yield what a rule finds in a sentence, a claim for each subject.

    Args:
        one: The rule.
        type_: What it claims.
        masked: The sentence.
        first: What its expression finds there first.
    """
    for match in _matches(first, masked):
        wording = _wording(one, masked, match)
        if wording.aim and not one.aims:
            continue
        if type_ is ClaimType.PRICE_CHANGE and match["value"] not in masked.moves:
            continue
        for subject in subjects_of(masked, match, bare=one.bare, loose=one.loose):
            yield Draft(
                type=type_,
                rule=f"{type_}: {one.name}",
                sentence=masked.sentence,
                at=masked.offsets[_verb(match)],
                subject=subject,
                wording=wording,
                agent=_agent(masked, match, type_),
                object=_sign(masked, match, "object"),
                court=_sign(masked, match, "court") or _any(masked, EntityKind.COURT, match),
                list=_sign(masked, match, "list") or _any(masked, EntityKind.LIST, match),
                bound=_words(masked, match, "bound"),
                because=_words(masked, match, "because"),
                value=_value(masked, match, subject),
                date=_date(one, masked, match),
            )


def _matches(first: re.Match[str], masked: Masked) -> Iterator[re.Match[str]]:
    """Yield what an expression finds; ``its founder, Petrov, was`` is looked at from ``Petrov``."""
    words = first.re
    match: re.Match[str] | None = first
    while match is not None:
        owner = begins_with_owner(masked, match)
        if not owner:
            yield match
        match = words.search(masked.text, match.start() + 1 if owner else max(match.end(), 1))


def _wording(one: Rule, masked: Masked, match: re.Match[str]) -> Wording:
    read = one.wording(masked.text, _verb(match))
    return Wording(
        modality=one.modality or read.modality,
        negated=(read.negated or _negates(match)) is not one.negated,
        aim=read.aim,
    )


def _negates(match: re.Match[str]) -> bool:
    """``is not`` on the list: the words of the verb themselves deny."""
    verb = match["verb"] if "verb" in match.re.groupindex else None
    return verb is not None and _NOT.search(verb) is not None


def _verb(match: re.Match[str]) -> int:
    found = match.start("verb") if "verb" in match.re.groupindex else -1
    return found if found >= 0 else match.start()


def _sign(masked: Masked, match: re.Match[str], group: str) -> str | None:
    if group not in match.re.groupindex or match[group] is None:
        return None
    found = next(masked.entities(*match.span(group)), None)
    return None if found is None else found[1].entity


def _agent(masked: Masked, match: re.Match[str], type_: ClaimType) -> str | None:
    """Return who acts: the authority right before the verb, else that of the rule, or the nearest.

    ``before he moved into the White House, the U.S. blacklisted``: the United States did.
    """
    given = _sign(masked, match, "agent")
    if given is None:
        kind = _ACTING.get(type_, EntityKind.AUTHORITY)
        return None if kind is None else _any(masked, kind, match)
    owned = _OWNED.match(masked.text, match.end("agent"))
    if owned is not None and owned.start(1) < _verb(match):
        return masked.mentions[owned[1]].entity
    before = _ACTS.search(masked.text, match.start("agent"), _verb(match))
    return given if before is None else masked.mentions[before[1]].entity


def _any(masked: Masked, kind: EntityKind, match: re.Match[str]) -> str | None:
    """Return the one of a kind nearest to the verb in the sentence."""
    if not masked.holds(kind):
        return None
    verb = _verb(match)
    found = [
        (abs(place - verb), one.entity)
        for place, one in masked.entities(0, len(masked.text))
        if one.kind is kind
        and one.entity not in _NOT_ACTING
        and _REGIME.match(masked.text, place + 1) is None
    ]
    return min(found)[1] if found else None


def _words(masked: Masked, match: re.Match[str], group: str) -> str | None:
    if group not in match.re.groupindex or not match[group]:
        return None
    start, end = match.span(group)
    if group == "because":
        apart = _AS_A_REASON.search(masked.text, start, end)
        end = end if apart is None else max(apart.start(), start + 1)
    told = _TOLD_BY.search(masked.text, start, end)
    stop = end if told is None else max(told.start(), start + 1)
    return masked.where(start, stop).text.strip(' ,.;:“”"')


def _value(masked: Masked, match: re.Match[str], subject: str | None) -> ClaimValue | None:
    groups = match.re.groupindex
    if "value" in groups and match["value"]:
        return masked.values.get(match["value"])
    if "title" in groups and match["title"]:
        return ClaimValue(kind=ValueKind.TEXT, span=masked.where(*match.span("title")))
    if subject in masked.counts:
        return masked.count_of(subject)
    return None


def _date(one: Rule, masked: Masked, match: re.Match[str]) -> ClaimDate | None:
    groups = match.re.groupindex
    if "date" in groups and match["date"]:
        return _dated(masked, match["date"], one.role)
    if not one.dated:
        return None
    verb = _verb(match)
    places = [*dated_places(masked, match, verb)]
    last = [place for place in places if one.ends and _LAST_DAY.search(masked.text, 0, place)]
    if last:
        return _dated(masked, masked.text[last[-1]], one.role)
    if one.role is DateRole.EFFECTIVE:
        begins = [place for place in places if _BEGINS.search(masked.text, 0, place)]
        if begins:
            return _dated(masked, masked.text[begins[0]], one.role)
    own = [place for place in places if not _is_deadline(masked, place, one)]
    told = [place for place in own if not is_of_saying(masked.text, place)] or own
    # ``In January, six days before he took office``: January says when.
    known = [place for place in told if masked.dates[masked.text[place]].value is not None]
    near = [
        (abs(place - verb) + _APART * is_apart(masked.text, verb, place), place)
        for place in known or told
        if abs(place - verb) <= _DATE_REACH
    ]
    if not near:
        near = [(0, place) for place in own if place < _HEAD_REACH]
    if not near:
        return None
    return _dated(masked, masked.text[min(near)[1]], one.role)


def _is_deadline(masked: Masked, place: int, one: Rule) -> bool:
    """Return whether the words before a date make it the last day for something else."""
    return one.role is not DateRole.DEADLINE and _LAST_DAY.search(masked.text, 0, place) is not None


def _dated(masked: Masked, sign: str, role: DateRole) -> ClaimDate | None:
    dated = masked.dates.get(sign)
    if dated is None:
        return None
    return ClaimDate(
        span=dated.span, value=dated.value, role=role, inferred_from=dated.inferred_from
    )
