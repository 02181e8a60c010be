"""What the columns of a user's own table of securities mean, in whatever spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

ISSUER, NAME, LEI, COUNTRY, CIK = "issuer", "name", "lei", "country", "cik"
TICKER, VENUE, TYPE, RATIO = "ticker", "venue", "type", "ratio"
SINCE, UNTIL, DELISTED = "since", "until", "delisted"
COMPOSITE, SHARE_CLASS, UNUSED = "composite_figi", "shareclass_figi", "unused"
IDENTIFIERS = ("isin", "cusip", "sedol", "figi")
_PUNCTUATION = re.compile(r"[\s_./#:()'%-]+")
# The spellings of a column, without blanks and punctuation; the column's own name is one of them.
_SPELLINGS = {
    ISSUER: ("issuername", "nameofissuer", "company", "companyname", "entity", "entityname",
             "legalname", "emittent", "emetteur", "emisor"),
    NAME: ("security", "securityname", "securitydescription", "description", "longname",
           "shortname", "instrument", "instrumentname", "title", "securitydesc", "issuename",
           "bezeichnung", "libelle"),
    LEI: ("leicode", "issuerlei", "legalentityidentifier", "leinumber"),
    COUNTRY: ("countrycode", "countryname", "issuercountry", "domicile", "location",
              "countryofincorporation", "countryofdomicile", "countryofrisk"),
    CIK: ("cikcode", "cikstr", "ciknumber"),
    "isin": ("isincode", "isinnumber", "isinno"),
    "cusip": ("cusipnumber", "cusip9", "cusipno", "cusipcode", "cins"),
    "sedol": ("sedolcode", "sedol7", "sedolno", "sedol1"),
    "figi": ("figicode", "bbgid", "idbbglobal"),
    COMPOSITE: ("compositefigi",),
    SHARE_CLASS: ("shareclassfigi",),
    TICKER: ("tickersymbol", "symbol", "tickers", "bloombergticker", "bbticker", "ric", "code",
             "stockcode", "localticker", "tradingsymbol"),
    VENUE: ("exchange", "mic", "miccode", "exchangemic", "market", "stockexchange", "exchangename",
            "exchangecode", "primaryexchange", "tradingvenue", "listingmarket", "marketname"),
    TYPE: ("securitytype", "assetclass", "assettype", "instrumenttype", "sectype", "kind"),
    RATIO: ("adrratio", "drratio", "conversionratio"),
    SINCE: ("from", "validfrom", "listed", "listingdate", "listedon", "startdate", "begin",
            "ipodate", "listedsince", "firsttradingday"),
    UNTIL: ("to", "validto", "validuntil", "delistedon", "delistingdate", "enddate", "end",
            "lasttradingday", "expires", "terminationdate"),
    DELISTED: ("isdelisted", "inactive"),
    UNUSED: ("currency", "tradingcurrency", "sector", "industry", "industrygroup", "summary",
             "state", "city", "zipcode", "website", "marketcap", "quantity", "shares", "price",
             "marketvalue", "weight", "account", "notionalvalue", "fxrate", "marketcurrency",
             "accrualdate", "acquired"),
}  # fmt: skip


def line_meanings(headers: Sequence[str]) -> tuple[str, ...]:
    """Return what each column means; ``""`` for one that is not known."""
    return tuple(_known().get(_PUNCTUATION.sub("", header.strip().lower()), "")
                 for header in headers)  # fmt: skip


def identifies_a_line(meant: Sequence[str]) -> bool:
    """Return whether a table of these columns can tell of a security and of its issuer."""
    found = {*meant}
    numbered = bool({*IDENTIFIERS, TICKER, COMPOSITE, SHARE_CLASS} & found)
    return numbered and bool({ISSUER, NAME, LEI} & found)


@cache
def _known() -> dict[str, str]:
    own = {_PUNCTUATION.sub("", meaning): meaning for meaning in _SPELLINGS}
    return own | {each: meaning for meaning, spelt in _SPELLINGS.items() for each in spelt}
