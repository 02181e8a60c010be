"""Whether a name that tells nothing by its form is a company's or a person's: by words around it.

``Finder Vision, a Shenzhen drone maker`` is a company, and ``Oleg Deri, 61,`` is a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from proscribe.claims.members import Member, Members
from proscribe.claims.roles import COMPANY_WORDS, PERSON_WORDS
from proscribe.model.claim import EntityKind

_ASIDE = r", (?:an?|the|one of|once|formerly)\b[^.,;]{0,70}?\b"
_COMPANY_BEFORE = re.compile(
    rf"\b(?:{COMPANY_WORDS}|[a-z]+maker|group|brokerage|carrier|factory|plant|unit|arm|start-up|"
    r"companies|firms|suppliers|manufacturers|makers|traders|refiners|"
    r"(?:[Ss]hares|[Ss]takes?) (?:in|of)|(?:[Ss]tock|[Ss]ubsidiar(?:y|ies)|[Uu]nits?) of)"
    r"(?: called| named)? \Z"
)
_COMPANY_BEHIND = re.compile(
    rf"{_ASIDE}(?:{COMPANY_WORDS}|[a-z]+maker|brokerage|factory|plant|unit|arm|manufacturer|"
    r"distributor|importer|exporter|front|business|cooperative|contractor|venture)\b|"
    r"(?:[’']s)? (?:shares|stock|products|revenues?|sales|subsidiary|subsidiaries|headquarters|"
    r"factory|factories|plants?|board|customers|exports|chips|parent|shareholders|securities|"
    r"chief executive|chairman|founder|spokes\w+|managing director)\b|[’']s (?:\w+-listed "
    r")?shares|, (?:which|based in|headquartered|"
    r"registered in|incorporated)\b| \((?:formerly|also known)"
)
_PERSON_BEFORE = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Dr|Sir)\.? \Z|\b(?:{PERSON_WORDS}|wife|husband|brother|sister|son|daughter|"
    r"father|mother|nephew|cousin|associate|national|citizen|lieutenant|commander|smuggler|"
    r"financier|director|manager|widow|aide|partner),? \Z"
)
_PERSON_BEHIND = re.compile(
    rf", (?:\d\d,|who\b|aged \d|\d\d-year)|{_ASIDE}(?:{PERSON_WORDS}|national|citizen|director|"
    r"manager|commander|lawyer|lieutenant|smuggler|member|wife|husband|brother|son|daughter|"
    r"representative|associate|engineer)\b|(?:[’']s)? (?:wife|husband|son|daughter|brother|villa|"
    r"yacht|lawyers?)\b"
)
_REACH, _FEW = 40, 6


def settle_natures(members: Members) -> None:
    """Make companies and people of the names whose neighbours tell so."""
    others = [one for one in members.members.values() if one.kind is EntityKind.OTHER]
    for member in others:
        if _is_told(members.text, member, _PERSON_BEFORE, _PERSON_BEHIND):
            members.turn(member, EntityKind.PERSON)
        elif _is_told(members.text, member, _COMPANY_BEFORE, _COMPANY_BEHIND):
            members.turn(member, EntityKind.COMPANY)


def _is_told(text: str, member: Member, before: re.Pattern[str], behind: re.Pattern[str]) -> bool:
    spans: Iterable[tuple[int, int]] = (
        (one.span.start, one.span.end) for one in member.mentions[:_FEW]
    )
    return any(
        before.search(text, max(0, start - _REACH), start) or behind.match(text, end)
        for start, end in spans
    )
