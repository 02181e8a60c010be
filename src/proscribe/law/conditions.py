"""Conditions of rules, in three values: met, not met, or open for want of a fact."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError
from proscribe.model.time import local_instant, parse_day
from proscribe.model.verdict import Act, Instrument, Investor

if TYPE_CHECKING:
    from collections.abc import Callable

    from proscribe.law.case import Case, Standing
    from proscribe.law.when import Span, When

_PRIVATE = ("private", "bilateral", "unlisted", "untraded", "isda", "not publicly", "not_publicly")
_MARKETS = frozenset({"primary", "secondary", "primary_market", "secondary_market"})
_US_EXCHANGES = ("nyse", "nasdaq", "us_exchange", "us exchange", "cboe", "new york stock exchange")
_DAYS_OF_ISSUE = 7
# The last day on which something issued can be over, and the longest tenor that is read.
_LAST_ISSUE = date(9998, 12, 1)
_MOST_DIGITS, _SHOWN = 9, 20
_TRUE = frozenset({"true", "yes", "1", "y"})
_FALSE = frozenset({"false", "no", "0", "n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What conditions are tested against.

    Attributes:
        case: The case.
        standing: The designation under test; None in regimes without lists.
        at: The instant asked about (UTC).
        zone: The regime's zone, for bare days.
        resembling: True where the designation is that of a closely matching name.
    """

    case: Case
    standing: Standing | None
    at: datetime
    zone: str
    resembling: bool = False


@dataclass(frozen=True, slots=True)
class Tested:
    """Outcome of a test: ``met`` is None while ``missing`` names what is not known."""

    met: bool | None
    missing: tuple[str, ...] = ()


def test(when: When, setting: Setting) -> Tested:
    """Return whether all conditions hold; one that fails outweighs those that are open."""
    missing: list[str] = []
    for field in fields(when):
        wanted = getattr(when, field.name)
        if wanted is None:
            continue
        met = _met(field.name, wanted, setting)
        if met is False:
            return Tested(met=False)
        if met is None:
            missing.append(_WANTED[field.name])
    return Tested(met=None if missing else True, missing=tuple(missing))


def _met(name: str, wanted: object, setting: Setting) -> bool | None:
    if not isinstance(wanted, bool):
        return _TESTS[name](wanted, setting)
    truth = _TRUTHS[name](setting)
    return None if truth is None else truth is wanted


def flag(case: Case, key: str) -> bool | None:
    """Read a yes-or-no attribute.

    Raises:
        InputError: It is neither.
    """
    text = case.question.attribute(key)
    if text is None:
        return None
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise InputError(f"attribute {key}={text!r} is neither yes nor no.", remedy="Write yes or no.")


def issue_date(case: Case) -> date | None:
    """Return the issue date the case states."""
    text = case.question.attribute("issued")
    return None if text is None else parse_day(text)


def tenor(case: Case) -> int | None:
    """Return days from issue to maturity, stated or computed.

    Raises:
        InputError: The stated tenor is no number.
    """
    text = case.question.attribute("tenor_days")
    if text is not None:
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
            raise InputError(
                f"attribute tenor_days={text[:_SHOWN]!r} is not a number of days.",
                remedy="Write whole days, for instance tenor_days=20.",
            )
        return int(text)
    issued, matures = issue_date(case), case.question.attribute("matures")
    if issued is None or matures is None:
        return None
    return (parse_day(matures) - issued).days


def is_us(name: str) -> bool:
    """Return whether a party's description names a US person."""
    text = name.lower()
    return text in ("us", "us_person", "us_entity", "us person") or text.startswith("us_")


def is_non_us(name: str) -> bool:
    """Return whether a party's description names someone who is no US person."""
    text = name.lower().replace("-", "_").replace(" ", "_")
    return text.startswith(("non_us", "foreign", "eu_", "uk_")) or text == "non_us_person"


def _instruments(wanted: tuple[Instrument, ...], setting: Setting) -> bool | None:
    instrument = setting.case.question.instrument
    return None if instrument is Instrument.OTHER else instrument in wanted


def _investors(wanted: tuple[Investor, ...], setting: Setting) -> bool:
    return setting.case.question.investor in wanted


def _acts(wanted: tuple[Act, ...], setting: Setting) -> bool:
    return setting.case.question.act in wanted


def _issued(wanted: Span, setting: Setting) -> bool | None:
    issued = issue_date(setting.case)
    if issued is None:
        return None
    return (
        (wanted.since is None or issued >= wanted.since)
        and (wanted.after is None or issued > wanted.after)
        and (wanted.before is None or issued < wanted.before)
        and (wanted.through is None or issued <= wanted.through)
    )


def _issued_from_listing_plus(wanted: int, setting: Setting) -> bool | None:
    issued = issue_date(setting.case)
    listed = None if setting.standing is None else setting.standing.designation.listed_on
    if issued is None or setting.standing is None:
        return None
    if listed is not None:
        return issued >= listed + timedelta(days=wanted)
    public = setting.standing.designation.published
    surely = public is not None and issued >= public.day + timedelta(days=wanted + 1)
    return True if surely else None


def _listed_since(wanted: date, setting: Setting) -> bool | None:
    listed = None if setting.standing is None else setting.standing.designation.listed_on
    return None if listed is None else listed >= wanted


def issue_over(case: Case, zone: str) -> datetime | None:
    """Return from when (UTC) dealings are surely no part of the issue; None where undated."""
    issued = issue_date(case)
    if issued is None:
        return None
    over = min(issued, _LAST_ISSUE) + timedelta(days=_DAYS_OF_ISSUE + 1)
    return local_instant(over, time(0, 0), zone)


def _primary_market(setting: Setting) -> bool | None:
    venue = setting.case.question.attribute("venue")
    if venue is not None and venue.lower() in _MARKETS:
        return "primary" in venue.lower()
    over = issue_over(setting.case, setting.zone)
    return None if over is None or setting.at < over else False


def _tenor_over(wanted: int, setting: Setting) -> bool | None:
    days = tenor(setting.case)
    return None if days is None else days > wanted


def _located_in(wanted: tuple[str, ...], setting: Setting) -> bool | None:
    place = setting.case.question.attribute("located_in")
    return None if place is None else place.upper() in wanted


def _counterparty(wanted: str, setting: Setting) -> bool | None:
    stated = setting.case.question.attribute("counterparty")
    if stated is None:
        return None
    return is_non_us(stated) if wanted == "non_us_person" else is_us(stated)


def _publicly_traded(wanted: str, setting: Setting) -> bool:
    if wanted == "underlying" and setting.case.question.instrument is Instrument.DERIVATIVE:
        return True
    venue = (setting.case.question.attribute("venue") or "").lower()
    private = venue == "none" or any(word in venue for word in _PRIVATE)
    return private is (wanted == "no")


def _resemblance(setting: Setting) -> bool:
    return setting.resembling


def _named(wanted: tuple[str, ...], setting: Setting) -> bool:
    names = [setting.case.caption.lower()]
    if setting.standing is not None:
        names.append(setting.standing.caption.lower())
    return any(part in name for part in wanted for name in names)


def _group(wanted: tuple[str, ...], setting: Setting) -> bool | None:
    """An unstated group is the empty one; a group is told by its letters and figures alone."""
    stated = setting.case.question.attribute("directive")
    if stated is None:
        return "" in wanted
    return "".join(filter(str.isalnum, stated.upper())) in wanted


def _group_beyond(known: tuple[str, ...], setting: Setting) -> bool:
    return not _group(known, setting)


def _for_non_us_employer(setting: Setting) -> bool | None:
    question = setting.case.question
    benefit, employer = question.attribute("benefit"), question.attribute("employer")
    ordinary = flag(setting.case, "ordinary_course")
    if ordinary is False or is_us(benefit or "") or is_us(employer or ""):
        return False
    return None if ordinary is None and not is_non_us(benefit or "") else True


def _for_non_us_parties(setting: Setting) -> bool | None:
    question = setting.case.question
    stated = [question.attribute("counterparty"), question.attribute("benefit")]
    known = [party for party in stated if party is not None]
    if any(is_us(party) for party in known):
        return False
    return True if known and all(is_non_us(party) for party in known) else None


def _for_us_exchange(setting: Setting) -> bool:
    venue = (setting.case.question.attribute("venue") or "").lower()
    return any(name in venue for name in _US_EXCHANGES)


def _removed_from(wanted: str, setting: Setting) -> bool:
    periods = [s.designation for s in setting.case.standings if s.designation.program == wanted]
    return bool(periods) and all(
        period.ended is not None and setting.at >= period.ended.on.ends(setting.zone)
        for period in periods
    )


_TESTS: dict[str, Callable[..., bool | None]] = {
    "instruments": _instruments,
    "investors": _investors,
    "acts": _acts,
    "issued": _issued,
    "issued_from_listing_plus": _issued_from_listing_plus,
    "listed_since": _listed_since,
    "tenor_over": _tenor_over,
    "located_in": _located_in,
    "counterparty": _counterparty,
    "publicly_traded": _publicly_traded,
    "named": _named,
    "group": _group,
    "group_beyond": _group_beyond,
    "removed_from": _removed_from,
}
_TRUTHS: dict[str, Callable[[Setting], bool | None]] = {
    "primary_market": _primary_market,
    "resemblance": _resemblance,
    "for_non_us_employer": _for_non_us_employer,
    "for_non_us_parties": _for_non_us_parties,
    "for_us_exchange": _for_us_exchange,
}
_WANTED = {
    "instruments": "what kind of instrument it is",
    "issued": "the issue date (issued=YYYY-MM-DD)",
    "issued_from_listing_plus": "the issue date and the issuer's own listing day",
    "listed_since": "the issuer's own listing day",
    "primary_market": "whether it is part of the issue itself (venue=primary or venue=secondary)",
    "tenor_over": "the tenor (tenor_days=N, or issued and matures)",
    "located_in": "where the issuer is (located_in=RU)",
    "counterparty": "who the other side is (counterparty=non_us_person)",
    "for_non_us_employer": "whether it is in the ordinary course for a non-US employer "
    "(ordinary_course=yes;benefit=non_us_person)",
    "for_non_us_parties": "for whom the act is done (counterparty=…;benefit=…)",
}
