"""Whether a text is about measures of a government at all.

Companies are listed on exchanges, drivers designated and athletes sanctioned: without an
authority and words of sanctions or blacklists a text claims no measure.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from proscribe.model.claim import EntityKind, TextEntity

_GENERAL_LISTS = frozenset({"any-list"})
# These do nothing else.
_SANCTIONING = frozenset({"us-ofac", "us-bis", "gb-ofsi", "ch-seco", "un-committee", "ua-nsdc"})
_NOT_ACTING = frozenset({"cn-military", "worldbank", "us-sec", "us-fcc"})
_WORDS = (
    (re.compile(r"\bsanctions\b|\bembargo", re.IGNORECASE), 2),
    (re.compile(r"\bblacklist", re.IGNORECASE), 2),
    (re.compile(r"\bassets? freezes?\b|\brestrictive measures\b|\bGeneral Licen[cs]e\b|"
r"\bdenial order\b", re.IGNORECASE), 3),
    (re.compile(r"\bRegulation \(E[UC]\)|\bIMPLEMENTING REGULATION|\bCFSP\b|"
r"\bimplementing regulation", re.IGNORECASE), 2),
    (re.compile(r"\bresolutions? \d{4} \(\d{4}\)"), 1),
    (re.compile(r"\bexport controls?\b|\bexport restrictions\b|\btravel bans?\b|\bChinese "
r"military compan", re.IGNORECASE), 2),
    (re.compile(r"\bdesignat(?:ed|ion|es|ing)\b", re.IGNORECASE), 1),
    (re.compile(r"\bexecutive order\b", re.IGNORECASE), 1),
    (re.compile(r"\bnational security\b|\bmilitary\b|\bPentagon\b|\bDefen[cs]e\b|\bforced "
r"labou?r\b"), 1),
    (re.compile(r"\bterroris[mt]\b|\bproliferation\b|\bnuclear\b|\bUkraine\b"), 1),
)  # fmt: skip
_SPORT = re.compile(
    r"\b(?:league|football|doping|championship|athletes?|olympics?|midfielder|striker|coach|"
    r"tournament|referee|clubs?)\b",
    re.IGNORECASE,
)
_ENOUGH, _TOO_SPORTING, _SURE = 3, 3, 3


def is_about_measures(text: str, entities: Collection[TextEntity]) -> bool:
    """Return whether a text speaks of an authority and of sanctions, blacklists or the like."""
    acting = {one.id for one in entities if one.kind is EntityKind.AUTHORITY} - _NOT_ACTING
    lists = {one.id for one in entities if one.kind is EntityKind.LIST} - _GENERAL_LISTS
    points = _SURE * bool(lists) + _SURE * bool(acting & _SANCTIONING) + bool(acting)
    courts = any(one.kind is EntityKind.COURT for one in entities)
    points += courts + bool(_WHOSE.search(text))
    telling = sum(worth for words, worth in _WORDS if words.search(text) is not None)
    telling += courts and "eu-council" in acting
    if not (telling or lists or acting & _SANCTIONING):
        return False
    points += telling + (_BANS.search(text) is not None)
    points += _ON_LIST.search(text) is not None and _MILITARY.search(text) is not None
    if len(_SPORT.findall(text)) >= _TOO_SPORTING:
        points -= _SURE
    return points >= _ENOUGH and bool(acting or lists or courts or _COURTS.search(text))


_ON_LIST = re.compile(r"\b(?:to|from|on|off|onto) (?:its|the|a|their) (?:[\w-]+ ){0,4}list\b")
_MILITARY = re.compile(r"\bmilitary\b|\bPentagon\b|\bnational security\b|\bDefen[cs]e\b")
_BANS = re.compile(r"\b(?:ban|bans|banned|bars|barred|prohibit\w*|restrict\w*)\b", re.IGNORECASE)
_WHOSE = re.compile(r"\b(?:U\.S\.|US|UK|EU|UN|British|European|American|Western) sanctions\b")
_COURTS = re.compile(
    r"\bGeneral Court\b|\bEU\b|\bU\.S\.|\bUK\b|\bUN\b|\bTreasury\b|\bappeals court\b"
)
