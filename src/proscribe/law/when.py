"""Conditions of a rule, as its YAML states them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proscribe.model.verdict import Act, Instrument, Investor


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Bounds on an issue date; ``from`` and ``through`` include the day itself."""

    since: date | None = None
    after: date | None = None
    before: date | None = None
    through: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Conditions of a rule; all must hold, an attribute the case lacks leaves one open.

    Attributes:
        instruments: Kinds of instrument covered.
        investors: Kinds of investor covered.
        acts: Acts covered (in glosses and licences; rules name theirs themselves).
        issued: Bounds on the issue date.
        issued_from_listing_plus: Issued so many days after the issuer's own listing, or later.
        listed_since: The issuer was listed on that day or later.
        primary_market: The act is part of the issue itself.
        tenor_over: More than so many days to maturity at issue.
        located_in: Country of the issuer.
        counterparty: Who the other side must be.
        publicly_traded: ``yes``: the instrument must be publicly traded; ``underlying``:
            likewise, but a derivative counts by what it derives from; ``no``: it must not be.
        resemblance: The issuer is not listed itself, its name closely matches one that is.
        named: Parts of the issuer's name, lower case.
        group: The list group a case states (``directive`` attribute).
        group_beyond: The case states a list group, and none of these.
        for_non_us_employer: Acting in the ordinary course for an employer that is no US person.
        for_non_us_parties: Acting between parties none of whom is a US person.
        for_us_exchange: Acting as a securities exchange operated by a US person.
        removed_from: Once named under that programme and no longer.
    """

    instruments: tuple[Instrument, ...] | None = None
    investors: tuple[Investor, ...] | None = None
    acts: tuple[Act, ...] | None = None
    issued: Span | None = None
    issued_from_listing_plus: int | None = None
    listed_since: date | None = None
    primary_market: bool | None = None
    tenor_over: int | None = None
    located_in: tuple[str, ...] | None = None
    counterparty: str | None = None
    publicly_traded: str | None = None
    resemblance: bool | None = None
    named: tuple[str, ...] | None = None
    group: tuple[str, ...] | None = None
    group_beyond: tuple[str, ...] | None = None
    for_non_us_employer: bool | None = None
    for_non_us_parties: bool | None = None
    for_us_exchange: bool | None = None
    removed_from: str | None = None


ALWAYS = When()
