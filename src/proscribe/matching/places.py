"""Countries and addresses, and what they say about two entries.

In pairs of persons of official lists (1,643 of one person, 1,247 of two with alike names) a
country was shared by 97 and 67 in a hundred: +0.4 where one is, -2.5 where none is; of companies
(119 and 1,871) by 96 and 63: +0.4 and -2.1. Alike names come from alike countries, so a shared
one says little. What speaks against is kept at a third (persons: a record may give the residence
where the list gives the nationality) or a half (companies, whose files mostly give the seat).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from proscribe.matching.evidence import MOST_VALUES, Evidence, shown

Properties = Mapping[str, tuple[str, ...]]

COUNTRY = "country"
COUNTRIES = frozenset(
    [
        *(COUNTRY, "nationality", "citizenship", "jurisdiction", "mainCountry"),
        *("flag", "pastFlags"),
    ]
)
_SHARED_COMMON, _SHARED_RARE = 0.3, 0.7
_NONE_SHARED = {"Person": -0.8, "Vessel": 0.0, "Airplane": 0.0}
_NONE_SHARED_BODY = -1.2
# Each has 2.5 % or more of the entries of the US lists that name a country.
_COMMON = frozenset(
    [
        *("ae", "cn", "co", "hk", "ir", "iq", "kp", "lb", "mx", "pk", "ru", "sy", "us"),
        *("ve",),
    ]
)
# Where companies have a seat and nothing else, and where passports are for sale.
_SEATS = frozenset(
    [
        *("ae", "ag", "ai", "an", "aw", "bb", "bm", "bs", "bz", "cw", "cy", "gg", "gi"),
        *("hk", "im", "je", "kn", "ky", "lc", "li", "lr", "lu", "mc", "mh", "mt"),
        *("mu", "nl", "pa", "sc", "sg", "sm", "tc", "vc", "vg", "vu", "ws"),
    ]
)
_PASSPORTS = frozenset(["ag", "cy", "dm", "gd", "kn", "lc", "mt", "vu"])
_ALIASES = {"uk": "gb", "el": "gr", "su": "suhh", "yu": "yucs", "cs": "csxx", "tp": "tl"}
_SOVIET = "ru ua by kz uz kg tj tm ee lv lt md ge az am"
# What a code may also be printed as: the whole of which it is part, heirs, claimants, and what
# it is taken for. Two places that share a member do not contradict each other.
_ALSO = {
    code: frozenset(others.split())
    for code, others in {
        "suhh": _SOVIET,
        "yucs": "rs me hr ba si mk xk csxx",
        "csxx": "rs me xk",
        "cshh": "cz sk",
        "dd": "de",
        "zr": "cd cg",
        "cg": "cd",
        "hk": "cn",
        "mo": "cn",
        "tw": "cn",
        "xk": "rs",
        "ps": "il",
        "eh": "ma",
        "ss": "sd",
        "er": "et",
        "tl": "id",
        "yd": "ye",
        "gg": "gb",
        "je": "gb",
        "im": "gb",
        "gi": "gb",
        "pr": "us",
        "vi": "us",
        "gu": "us",
        "as": "us",
        "mp": "us",
        "an": "nl",
        "aw": "nl",
        "cw": "nl",
        "sx": "nl",
        "bq": "nl",
        "gl": "dk",
        "fo": "dk",
        "gf": "fr",
        "gp": "fr",
        "mq": "fr",
        "nc": "fr",
        "pf": "fr",
        "re": "fr",
        "yt": "fr",
        "ua-cri": "ua ru",
        "ua-dpr": "ua ru",
        "ua-lpr": "ua ru",
        "ge-ab": "ge ru",
        "x-so": "ge ru",
        "md-pmr": "md ru",
        "cy-trnc": "cy tr",
        "az-nk": "az am",
    }.items()
}
# No country: anywhere, nowhere, or more than one.
_NOWHERE = frozenset({"zz", "xx", "eu", "un", "korea", "kor."})
_CODE_LENGTH = 2
_LONGEST, _LONGEST_ADDRESS = 100, 300
_WORD = re.compile(r"\w{3,}")
_ORDINARY = frozenset(
    [
        *("and", "the", "near", "city", "town", "village", "district", "region"),
        *("province", "state", "oblast", "republic", "street", "road", "avenue"),
        *("building", "floor", "room", "block", "office", "house", "box", "area"),
    ]
)

# What texts of one kind say where half of the words of the shorter one are in both, and how many
# words that must be: the country alone is counted elsewhere.
_TEXTS = {
    "birthPlace": ("birth place", 0.3, 1),  # +0.1 in the lists: alike names, alike places
    "address": ("address", 0.6, 2),  # +0.7 in the lists for companies, +0.1 for persons
    "type": ("type", 0.3, 1),
    "model": ("model", 0.4, 1),
}
TEXTS = frozenset(_TEXTS)


def countries_of(held: Properties) -> frozenset[str]:
    """Return the countries of an entry as lower-case codes; what names none is left out."""
    codes: set[str] = set()
    for prop, values in held.items():
        if prop in COUNTRIES:
            codes.update(
                country_code(value) for value in values[:MOST_VALUES] if len(value) <= _LONGEST
            )
    codes.discard("")
    return frozenset(codes)


@lru_cache(maxsize=20_000)
def country_code(text: str) -> str:
    """Return the code of a country given by code or name; empty where it is none.

    Args:
        text: In 100 characters at most: ``ru``, ``RUS``, ``us-de``, ``Iran, Islamic Republic of`` …
    """
    plain = text.strip().lower()
    if not plain or plain in _NOWHERE:
        return ""
    if len(plain) == _CODE_LENGTH and plain.isascii():
        return _ALIASES.get(plain, plain) if plain.isalpha() else ""
    code = plain if plain in _ALSO else _look_up(plain)
    if code in _ALSO:
        return code
    code = code.partition("-")[0]
    return "" if code in _NOWHERE else _ALIASES.get(code, code)


def _look_up(name: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in name):
        return ""
    from rigour.territories import lookup_territory

    territory = lookup_territory(name)
    return "" if territory is None else territory.code


@lru_cache(maxsize=2_000)
def are_abroad(ours: frozenset[str], theirs: frozenset[str], *, person: bool) -> bool:
    """Return whether two sets of countries contradict each other.

    Args:
        ours: Codes of one side; none contradict nothing.
        theirs: Codes of the other.
        person: Whether they are a person's: passports are sold elsewhere than seats.
    """
    convenient = _PASSPORTS if person else _SEATS
    if not ours or not theirs or ours <= convenient or theirs <= convenient:
        return False
    return not any(_widened(one) & _widened(other) for one in ours for other in theirs)


def _widened(code: str) -> frozenset[str]:
    return _ALSO.get(code, frozenset()) | {code}


def weigh_countries(
    schema: str, ours: frozenset[str], theirs: frozenset[str], *, abroad: bool
) -> list[Evidence]:
    """Return what the countries of a query and an entry say, if anything.

    Args:
        schema: FollowTheMoney schema of both.
        ours: Codes of the query's countries.
        theirs: Codes of the entry's.
        abroad: Whether they contradict each other.
    """
    shared = ours & theirs
    if shared:
        weight = _SHARED_COMMON if shared <= _COMMON else _SHARED_RARE
        codes = " ".join(sorted(shared))
        return [Evidence(feature=COUNTRY, log_odds=weight, given=codes, found=codes)]
    weight = _NONE_SHARED.get(schema, _NONE_SHARED_BODY) if abroad else 0.0
    if weight == 0:
        return []
    given, found = (shown(" ".join(sorted(codes))) for codes in (ours, theirs))
    return [Evidence(feature=COUNTRY, log_odds=weight, given=given, found=found)]


def weigh_texts(given: Properties, found: Properties) -> list[Evidence]:
    """Return what places and kinds in words say where they share words; others say nothing.

    Args:
        given: Properties of the query.
        found: Properties of the entry.
    """
    evidence: list[Evidence] = []
    for prop in TEXTS & given.keys() & found.keys():
        feature, weight, least = _TEXTS[prop]
        pair = _sharing(given[prop], found[prop], least)
        if pair is not None:
            one, other = map(shown, pair)
            evidence.append(Evidence(feature=feature, log_odds=weight, given=one, found=other))
    return evidence


def _sharing(given: Sequence[str], found: Sequence[str], least: int) -> tuple[str, str] | None:
    near = [text for text in found[:MOST_VALUES] if len(text) <= _LONGEST_ADDRESS]
    for one in given[:MOST_VALUES]:
        ours = _words(one) if len(one) <= _LONGEST_ADDRESS else frozenset()
        for other in near:
            theirs = _words(other)
            both = len(ours & theirs)
            if both >= least and 2 * both >= min(len(ours), len(theirs)):
                return one, other
    return None


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _ORDINARY
