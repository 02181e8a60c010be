"""Weighs what is known besides the names: dates, countries, identifiers, gender, places.

Each attribute gives the log of how many times likelier the two values are for one subject than
for two; the logs add to the log-odds of the names. Where each number comes from stands beside it,
in ``dates``, ``places`` and ``identifiers``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from proscribe.matching.dates import DATES, weigh_dates
from proscribe.matching.evidence import MOST_VALUES, Evidence, shown
from proscribe.matching.identifiers import IDENTIFIERS, weigh_identifiers
from proscribe.matching.keys import name_keys, security_name
from proscribe.matching.places import (
    COUNTRIES,
    COUNTRY,
    TEXTS,
    are_abroad,
    countries_of,
    weigh_countries,
    weigh_texts,
)

__all__ = ["Evidence", "combine", "held_by_name", "weigh_attributes"]

Properties = Mapping[str, tuple[str, ...]]

_GENDERS = {"m": "male", "male": "male", "f": "female", "female": "female"}
# Names tell the gender in most languages, so an equal one adds next to nothing (+0.04 in pairs
# of official lists); 204 of 204 pairs of one person had the same, 96 % of those of two.
_SAME_GENDER, _OTHER_GENDER = 0.1, -2.0

# No name is so sure that nothing could be said against it, nor so unlike that nothing could be
# said for it; with an equal identifier, any may be another name of the same.
_DOUBT, _DOUBT_AGAINST = 1e-6, 1e-3
_LEAST, _LEAST_RENAMED = 1e-6, 0.01
# The country of risk of a company, or of the market of its receipts, is not that of its seat: equal
# names stay a doubt there, as sure as the doubt of `check`.
_LEAST_EQUAL = 0.75
_LONGEST_NAME = 24
# Several equal identifiers say no more than this: a score stays below 1.
_MOST = 15.0
# A different identifier leaves less than a half, whatever the names.
_MOST_DIFFERENT = 0.49


def weigh_attributes(schema: str, given: Properties, found: Properties) -> tuple[Evidence, ...]:
    """Return what the properties of a query and an entry say about both being the same.

    Values that cannot be read (empty, too long, no date where a date should be) say nothing, as
    does a property only one of both has.

    Args:
        schema: FollowTheMoney schema in which both are compared.
        given: FollowTheMoney properties of the query.
        found: FollowTheMoney properties of the entry.

    Returns:
        The evidence, what decides first; nothing where nothing is comparable.
    """
    if not given or not found:
        return ()
    evidence: list[Evidence] = []
    for prop in given:
        if prop in DATES and prop in found:
            evidence += weigh_dates(DATES[prop], given[prop], found[prop])
    abroad = False
    if not COUNTRIES.isdisjoint(given) and not COUNTRIES.isdisjoint(found):
        ours, theirs = countries_of(given), countries_of(found)
        abroad = are_abroad(ours, theirs, person=schema == "Person")
        evidence += weigh_countries(schema, ours, theirs, abroad=abroad)
    if not IDENTIFIERS.isdisjoint(given) and not IDENTIFIERS.isdisjoint(found):
        evidence += weigh_identifiers(schema, given, found, abroad=abroad)
    if "gender" in given and "gender" in found:
        evidence += _weigh_gender(given["gender"], found["gender"])
    if not TEXTS.isdisjoint(given) and not TEXTS.isdisjoint(found):
        evidence += weigh_texts(given, found)
    if len(evidence) > 1:
        evidence.sort(key=_rank)
    return tuple(evidence)


def _rank(evidence: Evidence) -> tuple[bool, float, str]:
    return not evidence.decides, -abs(evidence.log_odds), evidence.feature


def _weigh_gender(given: Sequence[str], found: Sequence[str]) -> list[Evidence]:
    ours, theirs = _gender(given), _gender(found)
    if not ours or not theirs:
        return []
    weight = _SAME_GENDER if ours == theirs else _OTHER_GENDER
    return [Evidence(feature="gender", log_odds=weight, given=ours, found=theirs)]


def _gender(values: Sequence[str]) -> str:
    """Return the one gender of some values; empty where there is none, or more than one."""
    known = ""
    for value in values[:MOST_VALUES]:
        gender = _GENDERS.get(value[:8].strip().lower(), "")
        if gender and known and gender != known:
            return ""
        known = gender or known
    return known


def combine(name_score: float, evidence: Sequence[Evidence]) -> float:
    """Return the probability that both are the same, given names and attributes.

    It rises with the score of the names and with the log-odds, and never reaches 1: candidates
    keep their order in the top band too. An identifier that is equal silences whatever speaks
    against and does not decide; one that is different, with none equal, leaves less than a half.

    Args:
        name_score: Probability by the names alone, 0 to 1.
        evidence: What the attributes say.
    """
    if not evidence:
        return name_score
    decisive = [each.log_odds for each in evidence if each.decides]
    if any(weight > 0 for weight in decisive):
        total = sum(each.log_odds for each in evidence if each.decides or each.log_odds > 0)
        return _add(name_score, total, least=_LEAST_RENAMED, doubt=_DOUBT)
    total = sum(each.log_odds for each in evidence)
    doubt = _DOUBT if total > 0 else _DOUBT_AGAINST
    score = _add(name_score, total, least=_LEAST, doubt=doubt)
    return _MOST_DIFFERENT * score if decisive else score


def held_by_name(
    name_score: float, evidence: tuple[Evidence, ...], name: str, matched_name: str
) -> tuple[Evidence, ...]:
    """Return evidence of two companies in which the country alone does not outweigh equal names.

    Where nothing but the country speaks against, and both names are equal but for how their legal
    form is written, or left out, an equal name is added that keeps the score at 0.75, or at that
    of the names where that is less.

    Args:
        name_score: Probability by the names alone, 0 to 1.
        evidence: What the attributes say.
        name: The name that was given.
        matched_name: The name of the entry that met it.
    """
    if [each.feature for each in evidence if each.log_odds < 0] != [COUNTRY]:
        return evidence
    score, least = combine(name_score, evidence), min(name_score, _LEAST_EQUAL)
    if score >= least or not _are_equal(name, matched_name):
        return evidence
    weight = math.log(least / (1 - least)) - math.log(score / (1 - score))
    same = shown(matched_name, _LONGEST_NAME)
    return (*evidence, Evidence(feature="equal name", log_odds=weight, given=same, found=same))


def _are_equal(name: str, other: str) -> bool:
    theirs = name_keys(other)
    ours = (name_keys(name), name_keys(security_name(name)))
    return any(each.core == theirs.core and each.agrees(theirs) for each in ours)


def _add(name_score: float, log_odds: float, *, least: float, doubt: float) -> float:
    # Squeezed, not cut off, so that two names near an end still differ.
    inside = least + (1 - least - doubt) * min(max(name_score, 0.0), 1.0)
    return 1 / (1 + (1 - inside) / inside * math.exp(-min(log_odds, _MOST)))
