"""Whom the words of a rule mean: each name of a list, and not those named in passing."""

from __future__ import annotations

import re

from proscribe.claims.masked import Masked, rule
from proscribe.claims.members import Placed
from proscribe.model.claim import EntityKind

SUBJECTS = frozenset(
    {
        *(EntityKind.COMPANY, EntityKind.PERSON, EntityKind.SECURITY, EntityKind.GROUP),
        *(EntityKind.VESSEL, EntityKind.OTHER),
    }
)
_UNIT = re.compile(
    r"(?:[’']s)? (?:\w+ )?(?:units?|subsidiar(?:y|ies)|arm|affiliates?|founder|owner|"
    r"chairman|executives?|agents|officers|officials|operatives|employees)\b"
)
# Companies, people, securities, vessels, other names, as signs.
_NAMED = rule("(?:{C}|{P}|{S}|{B}|{O})").pattern
_NAMES = re.compile(rf"(?:,|:| –| —) (?:namely )?{_NAMED}(?:(?:, and |,? and |, ){_NAMED})*")
# ``Russian producers Acme and Beta``.
_CALLED = re.compile(f" {_NAMED}")
_KNOWN = re.compile(_NAMED)
_APPOSED = re.compile(rf" (?!which|who|that)[a-z][^.;,:]{{0,60}}(?P<names>{_NAMES.pattern}),")
_FOLLOWING = re.compile(r"\bfollowing\b|\bbelow\Z", re.IGNORECASE)
_BY_NAME = SUBJECTS - {EntityKind.GROUP}
_SAYING = re.compile(r" (?:said|says|told|wrote|reported)\b")
_NAME = re.compile(r" (?:names?|entry|listing)\b")
# What a relative clause names is none of those meant: ``Petrov, who heads Acme, and Orlov``.
_CLOSED = re.compile(r", (?:which|who|whose)\b[^.;]{3,160}?,(?= )")
_OWNING = re.compile(r"(?:its|his|her|their)\Z", re.IGNORECASE)
# ``trading in its shares``: those of whose shares they are.
_ITS_SHARES = re.compile(r" (?:[\w-]+ )?(?:shares|stock|securities|ADRs|ADSs)\b")
_TO_SOMEBODY = re.compile(r"\b(?:to|by|with|from|for|at|of) (?:the )?\Z")
_SOMEBODY_OF = re.compile(
    r"(?i)\b(?:boss(?:es)?|presidents?|directors?|ministers?|commanders?|chair(?:man|woman)?|"
    r"heads?|"
    r"leaders?|chiefs?|founders?|owners?|members?|subsidiar(?:y|ies)|units?|wi(?:fe|"
    r"ves)"
    r"|sons?|daughters?|brothers?|sisters?|husband|associates?|parent|executives?|employees?|"
    r"customers?|clients?|suppliers?|holders?|shareholders?|partners?|all(?:y|ies)|friends?|"
    r"confidants?|aides?|advis[eo]rs?|killing|murder|poisoning|arrest|detention|jailing|death) "
    r"(?:of|(?<=aide )to|(?<=aides )to|(?<=adviser )to|(?<=advisor )to) (?:(?:the |its |an? "
    r")?(?:[^\W\d_]\w* |(?:[^\W\d_]\w*|.)[’']s )?(?:(?!and\b)[a-z][\w-]* "
    r"){0,3}(?:and [a-z]+ )?(?:(?:Vice |Deputy |Prime )?(?:President|Minister) )?)\Z|"
    r"\bin (?:coordination|cooperation|consultation|partnership|conjunction|concert) with "
    r"(?:the )?\Z|\b(?:networks?|rings?|groups?|people|men|those|firms?|compan(?:y|ies)) behind "
    r"(?:the )?\Z|"
    r"\b(?:совладел|владел|глав|основател|директор|президент|топ-менеджер|гендиректор)\w*"
    r"(?: (?:компании|банка|группы|холдинга))? [«\"]?\Z"
)
_BARRED_REACH = 40
_OWNERS = ("’ ", "' ")
# ``unlike Acme``, ``not Acme``: of Acme it is not said.
_BARRING = re.compile(
    r"\b(?:unlike|except(?: for)?|excluding|other than|apart from|save(?: for)?|rather than|"
    r"instead of|(?:but|and|,) not(?: (?:on|against|to|of|from))?) "
    r"(?:(?:the|its|his|her|their|an?) )?(?:[a-z][\w-]* ){0,2}\Z",
    re.IGNORECASE,
)
_OF = re.compile(
    r" (?:of|behind|at|within|issued by) (?:the )?(?:(?! and )[^,;:]){0,60}\Z", re.IGNORECASE
)


def subjects_of(
    masked: Masked, match: re.Match[str], *, bare: bool, loose: bool
) -> list[str | None]:
    """Return ids of all whom a rule says something of; None stands for one the words do not name.

    Args:
        masked: The sentence.
        match: What the rule found in it, with the group ``subject`` or ``subjects``.
        bare: Whether an actor may be a subject.
        loose: Whether somebody is meant where the words name none.
    """
    groups = match.re.groupindex
    if "subject" in groups and match.start("subject") >= 0:
        sign = masked.mentions.get(match["subject"])
        if sign is None:
            return [None]
        return [*(_named_for(masked, match.start("subject"), sign) or (sign.entity,))]
    if "subjects" in groups and match.start("subjects") >= 0:
        closed = [found.span() for found in _CLOSED.finditer(masked.text, *match.span("subjects"))]
        found = [
            each
            for place, placed in masked.entities(*match.span("subjects"))
            if not any(start < place < end for start, end in closed)
            and (placed.kind in SUBJECTS or bare or _is_firm(masked, place, placed))
            and not _possessive(masked.text, place)
            and not _belongs(masked, place)
            and not _is_owner(masked, placed)
            and not _of_somebody(masked, place, placed)
            and _SAYING.match(masked.text, place + 1) is None
            and not _names_itself(masked, place, placed.entity)
            and _BARRING.search(masked.text, max(0, place - _BARRED_REACH), place) is None
            for each in _named_for(masked, place, placed) or (placed.entity,)
        ]
        meant: list[str | None] = list(dict.fromkeys(found))
        if len(meant) > 1 and _in_passing(masked, match):
            del meant[0]
        return meant or ([None] if loose else [])
    return [None]


def _is_firm(masked: Masked, place: int, placed: Placed) -> bool:
    """``«Московская биржа»`` in quotation marks is a company, wherever it is one of those meant."""
    return placed.kind is EntityKind.VENUE and masked.text[max(0, place - 1) : place] == "«"


def _in_passing(masked: Masked, match: re.Match[str]) -> bool:
    """``a ship once on charter to Acme, the Beta, was listed``: Acme is not meant."""
    before = "verb" in match.re.groupindex and match.end("subjects") <= match.start("verb")
    return before and _TO_SOMEBODY.search(masked.text, 0, match.start("subjects")) is not None


def begins_with_owner(masked: Masked, match: re.Match[str]) -> bool:
    """Return whether what a rule found begins with ``its``, or who ``said it``, as only subject."""
    if "subjects" not in match.re.groupindex or match.start("subjects") != match.start():
        return False
    start, end = match.span("subjects")
    placed = masked.mentions.get(masked.text[start : start + 1])
    if end != start + 1 or placed is None:
        return False
    return _is_owner(masked, placed) or _SAYING.match(masked.text, end) is not None


def _belongs(masked: Masked, place: int) -> bool:
    """``two units of Acme``, ``Acme unit Beta``, ``the head of Acme``: Acme is not one of them."""
    if _UNIT.match(masked.text, place + 1) is not None:
        return True
    if _SOMEBODY_OF.search(masked.text, max(0, place - 70), place) is not None:
        return True
    before = masked.text[max(0, place - 80) : place]
    of = _OF.search(before)
    if of is None:
        return False
    owner = masked.mentions.get(before[of.start() - 1 : of.start()])
    if owner is None or (owner.kind is EntityKind.PERSON and owner.coref):
        return owner is not None
    return owner.kind is EntityKind.GROUP and not _is_of_shares(masked, owner)


def _is_owner(masked: Masked, placed: Placed) -> bool:
    """``his former partner``: not he is meant."""
    start = masked.sentence.start
    words = masked.sentence.text[placed.start - start : placed.end - start]
    if not placed.coref or _OWNING.match(words) is None:
        return False
    if _ITS_SHARES.match(masked.sentence.text, placed.end - start) is not None:
        return False
    return masked.sentence.text[placed.end - start :][:1] == " " and words.lower() != "her"


def _of_somebody(masked: Masked, place: int, placed: Placed) -> bool:
    """``the securities of Acme`` and ``the companies' ADRs``: not the securities are meant."""
    if placed.kind is EntityKind.SECURITY and masked.text[max(0, place - 2) : place] in _OWNERS:
        return True
    return masked.text.startswith(" of ", place + 1) and _is_of_shares(masked, placed)


def _is_of_shares(masked: Masked, placed: Placed) -> bool:
    start = masked.sentence.start
    words = masked.sentence.text[placed.start - start : placed.end - start].lower()
    return words.endswith(("securities", "shares"))


def _names_itself(masked: Masked, place: int, entity: str) -> bool:
    """``one entity, Acme Ltd,`` and ``two companies: Acme Ltd and Beta Ltd`` are those named."""
    if masked.mentions[masked.text[place]].kind is EntityKind.GROUP and _CALLED.match(
        masked.text, place + 1
    ):
        return True
    if entity not in masked.counts:
        return False
    text, count = masked.text, masked.counts[entity]
    if count == 1 and text[max(0, place - 2) : place] == ", ":
        before = masked.mentions.get(text[max(0, place - 3) : max(0, place - 2)])
        return before is None or before.kind is not EntityKind.GROUP
    named = _NAMES.match(text, place + 1)
    return named is not None and len(_KNOWN.findall(named[0])) == count


def _named_for(masked: Masked, place: int, placed: Placed) -> tuple[str, ...]:
    """Return whom a group is that the sentence names further on; nobody where it does not.

    ``two firms on the list, Acme and Beta,``; ``the following entries are added: Acme; Beta``.
    """
    if placed.kind is not EntityKind.GROUP or placed.coref:
        return ()
    begin = masked.sentence.start
    words = masked.sentence.text[placed.start - begin : placed.end - begin]
    colon = masked.text.find(":", place)
    if colon >= 0 and _FOLLOWING.search(words) is not None:
        behind = masked.entities(colon, len(masked.text))
        return tuple(dict.fromkeys(one.entity for _, one in behind if one.kind in _BY_NAME))
    count = masked.counts.get(placed.entity)
    named = _APPOSED.match(masked.text, place + 1) if count is not None else None
    signs = _KNOWN.findall(named["names"]) if named is not None else []
    return tuple(masked.mentions[one].entity for one in signs) if len(signs) == count else ()


def _possessive(text: str, place: int) -> bool:
    """``Acme's`` is not the subject; but Acme's name on a list stands for Acme."""
    return text[place + 1 : place + 3] in ("'s", "’s") and _NAME.match(text, place + 3) is None
