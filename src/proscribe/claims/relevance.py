"""Whether a text is about measures of a government at all.

Companies are listed on exchanges, drivers designated and athletes sanctioned: without an
authority and words of sanctions or blacklists a text claims no measure.
"""

from __future__ import annotations

import re
from bisect import bisect_left as bisect
from collections.abc import Collection, Sequence

from proscribe.model.claim import EntityKind, TextEntity

_GENERAL_LISTS = frozenset({"any-list"})
# These do nothing else.
_SANCTIONING = frozenset({"us-ofac", "us-bis", "gb-ofsi", "ch-seco", "un-committee", "ua-nsdc"})
_NOT_ACTING = frozenset({"cn-military", "worldbank", "us-sec", "us-fcc"})
_WORDS = (
    (re.compile(r"\bsanctions\b|\bembargo", re.IGNORECASE), 2),
    (re.compile(r"\bblacklist", re.IGNORECASE), 2),
    (re.compile(r"\bassets? freezes?\b|\bfreez\w+ (?:[\w’']+ ){0,3}assets\b|"
r"\bassets (?:\w+ ){0,2}frozen\b|"
r"\brestrictive measures\b|\bGeneral Licen[cs]e\b|"
r"\bdenial order\b", re.IGNORECASE), 3),
    (re.compile(r"\bRegulation \(E[UC]\)|\bIMPLEMENTING REGULATION|\bCFSP\b|"
r"\bimplementing regulation", re.IGNORECASE), 2),
    (re.compile(r"\bresolutions? \d{4} \(\d{4}\)"), 1),
    (re.compile(r"\bexport controls?\b|\bexport restrictions\b|\btravel bans?\b|"
r"\binvestment bans?\b|\bChinese military compan", re.IGNORECASE), 2),
    (re.compile(r"\bdesignat(?:ed|ion|es|ing)\b", re.IGNORECASE), 1),
    (re.compile(r"\bexecutive order\b", re.IGNORECASE), 1),
    (re.compile(r"\bnational security\b|\bmilitary\b|\bPentagon\b|\bDefen[cs]e\b|\bforced "
r"labou?r\b"), 1),
    (re.compile(r"\bAmericans\b|\b(?:U\.S\.|US|American) (?:persons?|investors?|citizens?)\b"), 1),
    (re.compile(r"\boligarchs?\b|\bgovernment imposed sanctions\b"), 1),
    (re.compile(r"\bterroris[mt]\b|\bproliferation\b|\bnuclear\b|\bUkraine\b"), 1),
)  # fmt: skip
# Of whom alone it is not certain that they act: places as well as governments.
_STATES = frozenset(
    {
        *("us-gov", "cn-gov", "gb-gov", "eu", "un", "ru-gov", "us-congress"),
        *(
            "jp-mof",
            "ca-gac",
            "au-dfat",
            "ch-gov",
            "nz-gov",
            "kr-gov",
            "tw-gov",
            "no-gov",
            "ua-gov",
        ),
    }
)
_FORMS_OF_ACTING = re.compile(
    r"\bsanction|\bblacklist|\bfreez|\bembargo|\brestrictive measures\b|\bdesignat|\bbans?\b|"
    r"\bbanned\b|\bbarr?(?:ed|ing|s)\b|\bprohibit|\bexport control|\b(?:to|from|on|off) "
    r"[^.;]{0,60}\blists?\b|\bdelist|\bexecutive order\b|\bblock",
    re.IGNORECASE,
)
_NEAR = 160
# Matters in which one is sanctioned, banned, listed, designated or blacklisted by others, or for
# something else.
_MATTERS = tuple(
    frozenset(words.split())
    for words in (
        # Sport.
        (
            "league leagues football doping championship championships athlete athletes "
            "olympic olympics midfielder striker coach tournament referee club clubs fifa "
            "uefa cyclist goal goals season fixture fixtures grandmaster player players"
        ),
        # Computers.
        (
            "spam ip kernel module modules browser browsers malware password passwords domain "
            "domains firewall firewalls patch dns phishing app apps download downloads plugin "
            "plugins server servers spreadsheet repository inbox"
        ),
        # Credit and housing.
        (
            "mortgage mortgages credit borrower borrowers debtor debtors dishonest "
            "creditworthy unpaid lender tenant tenants landlord landlords overdraft "
            "overdrafts"
        ),
        # The arts.
        (
            "actor actors actress actresses film films movie movies novel novels hollywood "
            "author authors thriller book books library libraries museum museums studio "
            "studios song songs album albums literary"
        ),
        # Welfare, schools and work.
        (
            "claimant claimants benefit benefits jobseeker jobseekers welfare union unions "
            "teacher teachers pupil pupils classroom classrooms nurse nurses strike strikes "
            "tribunal"
        ),
        # Conduct in court.
        (
            "attorney attorneys lawyer lawyers counsel discovery contempt frivolous "
            "withholding spoliation malpractice barrister barristers solicitor solicitors "
            "disciplinary mediators"
        ),
        # Competition, privacy, food and medicines.
        (
            "gatekeeper gatekeepers digital antitrust merger gdpr medicine medicines medicare "
            "vaccine vaccines additive additives pesticide pesticides single-use plastic "
            "plastics recycling recycled drug drugs"
        ),
        # Nature and heritage.
        (
            "species wildlife heritage habitat habitats culling conservation hunting fishing "
            "appellation vineyard vineyards wine wines restaurant restaurants recipe recipes "
            "chef chefs councillor councillors monument monuments facade demolition brewery "
            "listed-building "
            "buildings planning architect architects"
        ),
        # Travel and traffic.
        (
            "passenger passengers no-fly speeding motorist motorists parking hotel hotels "
            "tourist tourists cruise visitors"
        ),
        # Crime at home.
        "offender offenders gang gangs burglar burglary shoplifting probation bail",
    )
)
_WORD = re.compile(r"[a-z][a-z-]+")
_ENOUGH, _ELSEWHERE, _SURE = 3, 2, 3


def is_about_measures(text: str, entities: Collection[TextEntity]) -> bool:
    """Return whether a text speaks of an authority and of sanctions, blacklists or the like."""
    acting = _acting(text, entities)
    lists = {one.id for one in entities if one.kind is EntityKind.LIST} - _GENERAL_LISTS
    points = _SURE * bool(lists) + _SURE * bool(acting & _SANCTIONING) + bool(acting)
    courts = any(one.kind is EntityKind.COURT for one in entities)
    points += courts + bool(_WHOSE.search(text))
    telling = sum(worth for words, worth in _WORDS if words.search(text) is not None)
    telling += courts and "eu-council" in acting
    sanctions = _sanctions(text, entities)
    if not (telling or lists or sanctions or acting & _SANCTIONING):
        return False
    points += telling + (_BANS.search(text) is not None)
    points += _ON_LIST.search(text) is not None and _MILITARY.search(text) is not None
    points += _SURE * sanctions
    points -= _SURE * _is_elsewhere(text)
    return points >= _ENOUGH and bool(acting or lists or courts or _COURTS.search(text))


def is_certain(text: str, entities: Collection[TextEntity]) -> bool:
    """Return whether a text names a list, a kind of measure or one who does nothing else."""
    return _CERTAIN.search(text) is not None or any(
        (one.kind is EntityKind.LIST and one.id not in _GENERAL_LISTS) or one.id in _SANCTIONING
        for one in entities
    )


_CERTAIN = re.compile(
    r"\bassets? freezes?\b|\brestrictive measures\b|\bGeneral Licen[cs]e\b|\bdenial order\b|"
    r"\bexecutive order\b|\bChinese military compan",
    re.IGNORECASE,
)


def _acting(text: str, entities: Collection[TextEntity]) -> frozenset[str]:
    """Return the authorities of a text; a state only where a word of measures stands near it."""
    found = {one.id: one for one in entities if one.kind is EntityKind.AUTHORITY}
    words = [match.start() for match in _FORMS_OF_ACTING.finditer(text)]
    return frozenset(
        key
        for key, one in found.items()
        if key not in _NOT_ACTING
        and not _MADE.match(key)
        and (key not in _STATES or _is_near(one, words))
    )


# Ids of those whom no table knows.
_MADE = re.compile(r"e\d+\Z")


def _sanctions(text: str, entities: Collection[TextEntity]) -> bool:
    """Return whether an authority is said to sanction, in so many words."""
    return any(
        _SANCTIONS.match(text, mention.span.end) is not None
        for one in entities
        if one.kind is EntityKind.AUTHORITY and one.id not in _NOT_ACTING
        for mention in one.mentions
    )


_SANCTIONS = re.compile(
    r"(?: (?:has|have|had|also|already|today|first|later|will|would|to|on \w+|in \w+|\w+ly))*,? "
    r"(?:sanction(?:ed|s|ing)?|blacklist(?:ed|s|ing)?|(?:impos|lift|extend|announc|adopt)\w* "
    r"(?:[\w-]+ ){0,3}(?:sanctions|restrictive measures|asset freezes?))\b"
)


def _is_near(entity: TextEntity, words: Sequence[int]) -> bool:
    for mention in entity.mentions:
        place = bisect(words, mention.span.start - _NEAR)
        if place < len(words) and words[place] <= mention.span.end + _NEAR:
            return True
    return False


def _is_elsewhere(text: str) -> bool:
    """Return whether a text speaks of a matter of another kind, by several of its words."""
    words = set(_WORD.findall(text.lower()))
    return any(
        len({word.removesuffix("s") for word in words & matter}) >= _ELSEWHERE
        for matter in _MATTERS
    )


_ON_LIST = re.compile(r"\b(?:to|from|on|off|onto) (?:its|the|a|their) (?:[\w-]+ ){0,4}list\b")
_MILITARY = re.compile(r"\bmilitary\b|\bPentagon\b|\bnational security\b|\bDefen[cs]e\b")
_BANS = re.compile(r"\b(?:ban|bans|banned|bars|barred|prohibit\w*|restrict\w*)\b", re.IGNORECASE)
_WHOSE = re.compile(r"\b(?:U\.S\.|US|UK|EU|UN|British|European|American|Western) sanctions\b")
_COURTS = re.compile(
    r"\bsanctions (?:\w+ly )?(?:imposed|levied|placed) (?:on|against|upon) (?:Russia|Iran|Syria|"
    r"Belarus|China|Venezuela|North Korea|Myanmar|Moscow|Tehran)\b|"
    r"\bGeneral Court\b|\bEU\b|\bU\.S\.|\bUK\b|\bUN\b|\bTreasury\b|\bappeals court\b"
)
