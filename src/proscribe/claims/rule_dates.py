"""Which dates of a sentence may be that of what a rule finds, and which are of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.claims.masked import Masked, rule

_REASON = re.compile(
    r"\b(?:in response to|in retaliation for|because|due to|on account of|owing to)\b",
    re.IGNORECASE,
)
_SAID_ON = re.compile(
    r"\b(?:said|told [^.;,]{1,20}|notified [^.;,]{1,20}) (?:late |early )?(?:on )?\Z"
)
_SAYS_NEXT = re.compile(r",? (?:said|told|notified) ")
_CLAUSE_ENDS = re.compile(r",? (?:and|but|when|after|while|which|who) |(?<=.{22}), ")
# ``the lowest since June 16``: nothing happened then.
_COMPARED = re.compile(
    r"\b(?:low|lows|lowest|high|highs|highest|worst|best|biggest|largest|weakest|strongest|most|"
    r"level|time)\b[^,.;]{0,25} (?:since|in) \Z"
)
# ``sued on Friday for adding Acme``, ``a complaint filed in May over Acme's listing``.
_FOR_DOING = re.compile(rf"\b(?:for|over) (?:(?:{rule('{X}').pattern})(?:[’']s?)? (?:\w+ )?)?\Z")
_DOING = re.compile(r"\w+ing\b|inclusion\b|designation\b")


def is_of_saying(text: str, place: int) -> bool:
    """``said on Monday it will remove Acme on Friday``: Friday counts."""
    return (
        _SAID_ON.search(text, 0, place) is not None or _SAYS_NEXT.match(text, place + 1) is not None
    )


def is_apart(text: str, verb: int, place: int) -> bool:
    """``which was listed in May, sued in June``: May stands in another clause."""
    return place < verb and _CLAUSE_ENDS.search(text, place, verb) is not None


def dated_places(masked: Masked, match: re.Match[str], verb: int) -> Iterator[int]:
    """Yield where dates stand that are no part of a reason that is given."""
    start, end = match.span("because") if "because" in match.re.groupindex else (-1, -1)
    for place, sign in enumerate(masked.text):
        if sign not in masked.dates or start <= place < end:
            continue
        if _COMPARED.search(masked.text, 0, place) is not None or _is_a_close(masked.text, place):
            continue
        spans = _UNIT.search(masked.dates[sign].span.text) is not None
        of_another = _is_of_one_ahead if place > verb else _is_of_one_before
        if of_another(masked.text, verb, place, spans=spans):
            continue
        if not _is_of_the_measures(masked.text, verb, place):
            yield place


def _is_of_one_ahead(text: str, verb: int, place: int, *, spans: bool) -> bool:
    """Return whether a date behind a verb is that of something else than it tells."""
    return (
        (spans and _SPAN_OF.match(text, place + 1) is not None)
        or _left_clause(text, verb, place)
        or _is_of_another_act(text, verb, place)
        or _REASON.search(text, verb, place) is not None
    )


def _is_of_one_before(text: str, verb: int, place: int, *, spans: bool) -> bool:
    """Return whether a date before a verb is that of something else than it tells.

    ``four months after`` leads to the day of what follows.
    """
    return (
        _is_aside(text, place, verb)
        or _AFTER.search(text, place + (2 if spans else 1), verb) is not None
        or _is_of_what_it_led_to(text, verb, place)
    )


# ``sued, a month after it was listed``: the month is that of the listing.
_UNIT = re.compile(r"\b(?:days?|weeks?|months?|years?)\Z")
_SPAN_OF = re.compile(r" (?:after|before) ")
_TOLD_ASIDE = re.compile(r", (?:first |originally |\w+ly )?[a-z]+ed (?:[^,]{0,40})\Z")


_UNDONE = re.compile(
    r"(?:annul|vacat|quash|overturn|struck|set aside|lift|remov|up[hb]|dismiss|reject)"
)


# ``barred from March 15, after the Pentagon listed Acme``: not listed on March 15.
_AFTER = re.compile(r",? (?:after|because|since|once|until) (?![^.;]*,)[^.;]*\Z")
# ``listed after Beta was listed on March 1``
_ANOTHER = re.compile(
    r" (?:after|before|because|since|until|once) (?:the )?[\ue000-\uf0ff](?: [^.;,]{0,40})? "
    r"(?:was|were|had|has|is|are|will|would|won|lost|said|[a-z]{3,}ed)\b[^.;]*\Z"
)
# ``11% below Wednesday's close``
_LEVEL = re.compile(
    r"\b(?:below|above|from|than|over|against|versus) (?:the |its |their )?\Z", re.IGNORECASE
)
_CLOSE = re.compile(
    r"[’']s? (?:\w+ )?(?:close|closing|price|level|record|high|low|open|session|finish)\b"
)


def _is_a_close(text: str, place: int) -> bool:
    """``11% below Wednesday's close``: it fell later."""
    return _CLOSE.match(text, place + 1) is not None and _LEVEL.search(text, 0, place) is not None


# ``removed Acme, according to a paper filed on May 11``; ``sued in a complaint filed on May 11``.
_PAPER = re.compile(
    r"\b(?:according to|in|by|as) [^.;]{0,60}?(?:\b(?:report|filing|brief|papers?|document|motion|"
    r"memo\w*|letter)|[\ue000-\uf0ff]) (?:filed|dated|submitted)\b[^.;]*\Z"
)
_GOING_TO_COURT = re.compile(r"su(?:ed?|es|ing)\b|fil|challeng|lodg|appeal|ask|petition|said|says")


# ``dismissed an action against the measures imposed in 2022``
_IMPOSED = re.compile(
    r"(?<!\bunder )\b(?:measures?|sanctions?|listings?|designations?|restrictions?|ban|freeze) "
    r"(?:(?:that|which) (?:it|they|he|she|was|were|had) |first |originally |initially )*"
    r"(?:imposed|adopted|introduced|levied|taken) (?:(?:up)?on [^,.;]{1,30} |by [^,.;]{1,30} )?"
    r"(?:in|on|since) \Z"
)


def _is_of_the_measures(text: str, verb: int, place: int) -> bool:
    imposed = _IMPOSED.search(text, max(0, place - _IMPOSED_REACH), place)
    return imposed is not None and not imposed.start() <= verb < place


_IMPOSED_REACH = 100


def _is_of_another_act(text: str, verb: int, place: int) -> bool:
    if _ANOTHER.search(text, verb, place) is not None:
        return True
    paper = _PAPER.search(text, verb, place)
    return paper is not None and _GOING_TO_COURT.match(text, verb) is None


_WHOSE = re.compile(r", whose\b[^.;,]*\Z")
_RELATIVE = re.compile(r", (?:which|who|whom|whose)\b[^.;,]*\Z")


def _left_clause(text: str, verb: int, place: int) -> bool:
    """``the EU, which listed her, removed her in May``: not listed in May.

    Nor is Acme in ``the list includes Acme, whose troubles were told of today, and Beta``.
    """
    if _WHOSE.search(text, verb, place) is not None:
        return True
    return ", " in text[verb:place] and _RELATIVE.search(text, 0, verb) is not None


def _is_aside(text: str, place: int, verb: int) -> bool:
    """``the measures, adopted in May, were annulled``: not in May."""
    return (
        _UNDONE.match(text, verb) is not None
        and _TOLD_ASIDE.search(text, 0, place) is not None
        and ", " in text[place:verb]
    )


def _is_of_what_it_led_to(text: str, verb: int, place: int) -> bool:
    """``sued the Pentagon on Friday for adding Acme``: not added on Friday."""
    before = _FOR_DOING.search(text, place, verb)
    return before is not None and _DOING.match(text, verb) is not None
