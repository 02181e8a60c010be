"""What the columns of a user's own table mean, in whatever spelling they are headed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

NAME, ALIAS, FORMER, WEAK = "name", "alias", "previousName", "weakAlias"
IDENTIFIERS = ("isin", "cusip", "sedol", "figi", "ticker")
ID, SCHEMA, LISTED, UNTIL, REASON, NOTE = "id", "schema", "listed", "until", "reason", "note"
_PUNCTUATION = re.compile(r"[\s_./#:()'-]+")
# The spellings of a column, without blanks and punctuation; the column's own name is one of them.
_SPELLINGS = {
    ID: ("entityid",),
    SCHEMA: ("type", "entitytype", "kind", "subjecttype"),
    ALIAS: ("aliases", "aka", "alsoknownas", "othername", "othernames", "alternativename"),
    FORMER: ("formername", "fka", "formerlyknownas", "previousnames", "formernames"),
    WEAK: ("weakaliases", "shortname", "abbreviation"),
    "isin": ("isincode", "isinnumber", "isinno"),
    "cusip": ("cusipnumber", "cusip9", "cusipno"),
    "sedol": ("sedolcode", "sedol7", "sedolno"),
    "figi": ("figicode", "bbgid", "compositefigi"),
    "ticker": ("tickersymbol", "symbol", "tickers", "bloombergticker", "ric"),
    LISTED: ("listedon", "listeddate", "listingdate", "dateadded", "addedon"),
    UNTIL: ("expires", "expireson", "expiry", "expirydate", "expirationdate", "validuntil",
            "enddate"),
    REASON: ("reasons", "rationale", "why", "grounds"),
    NOTE: ("notes", "comment", "comments", "remark", "remarks"),
    "address": ("addresses", "fulladdress"),
    "birthDate": ("dateofbirth", "dob", "born", "birthday"),
    "birthPlace": ("placeofbirth", "pob"),
    "country": ("countries", "countrycode", "countryname", "nation", "domicile"),
    "email": ("emailaddress", "mail"),
    "firstName": ("givenname", "forename"),
    "gender": ("sex",),
    "idNumber": ("idno", "nationalid", "identitynumber"),
    "imoNumber": ("imo", "imono"),
    "jurisdiction": ("countryofincorporation", "incorporatedin"),
    "lastName": ("surname", "familyname"),
    "leiCode": ("lei", "legalentityidentifier", "leinumber"),
    "nationality": ("nationalities",),
    "passportNumber": ("passport", "passportno"),
    "registrationNumber": ("companynumber", "regno", "registrationno", "companyregistrationnumber"),
    "swiftBic": ("bic", "swift", "swiftcode", "biccode"),
    "taxNumber": ("taxid", "tin", "taxno", "taxidentificationnumber"),
    "website": ("url", "homepage", "web"),
}  # fmt: skip
# Words that head the names, in order, where no column is called name.
_NAMED = ("fullname", "entityname", "companyname", "legalname", "issuername", "subjectname",
          "entity", "company", "issuer", "subject", "counterparty", "organisation",
          "organization", "firm", "securityname", "security")  # fmt: skip
_SCHEMATA = {
    "bank": "Company",
    "corporation": "Company",
    "entity": "LegalEntity",
    "firm": "Company",
    "fund": "Company",
    "government": "PublicBody",
    "individual": "Person",
    "issuer": "Company",
    "organisation": "Organization",
    "people": "Person",
    "ship": "Vessel",
    "aircraft": "Airplane",
}


def meanings(headers: Sequence[str]) -> tuple[str, ...]:
    """Return what each column means: a name used here, a FollowTheMoney property, or ``""``."""
    found = own_meanings(headers)
    return tuple(
        meaning or _property(_plain(header)) for meaning, header in zip(found, headers, strict=True)
    )


def own_meanings(headers: Sequence[str]) -> tuple[str, ...]:
    """Return what each column means by the spellings known here; ``""`` for any other.

    FollowTheMoney is not asked, which takes a while to load.
    """
    plain = [_plain(header) for header in headers]
    found = [_known().get(each, "") for each in plain]
    if NAME not in found:
        for word in _NAMED:
            if word in plain:
                found[plain.index(word)] = NAME
                break
    return tuple(found)


def names_somebody(meant: Sequence[str]) -> bool:
    """Return whether a table of these columns can name anybody."""
    return bool({NAME, ALIAS, "lastName", "leiCode", *IDENTIFIERS} & set(meant))


def schema_named(text: str) -> str | None:
    """Return the FollowTheMoney schema a user's word stands for; None where it is none."""
    plain = _plain(text)
    return _SCHEMATA.get(plain) or _schemata().get(plain)


@cache
def type_of(prop: str) -> str:
    """Return the kind of values a FollowTheMoney property has."""
    from followthemoney import model

    for schema in model.schemata.values():
        found = schema.get(prop)
        if found is not None:
            return found.type.name
    return ""


def _plain(header: str) -> str:
    return _PUNCTUATION.sub("", header.strip().lower())


@cache
def _known() -> dict[str, str]:
    own = {_plain(meaning): meaning for meaning in (NAME, *_SPELLINGS)}
    return own | {each: meaning for meaning, spelt in _SPELLINGS.items() for each in spelt}


@cache
def _property(plain: str) -> str:
    # FollowTheMoney's model takes 0.6 s to load, and most tables do without.
    from followthemoney import model

    properties = (prop for schema in model.schemata.values() for prop in schema.properties)
    return {each.lower(): each for each in properties}.get(plain, "") if plain else ""


@cache
def _schemata() -> dict[str, str]:
    from followthemoney import model

    return {name.lower(): name for name in model.schemata}
