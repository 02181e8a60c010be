"""``other-information``: one statement each, some of them a label and a value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.un.consolidated.references import reference_in

_BETWEEN = re.compile(r"\s*(?:[,;]|\s/\s|\band\b)\s*")
_LABELLED = re.compile(r"(?P<label>[^:]{2,60}?)\s*:\s*(?P<value>.+?)\s*\.?\Z", re.DOTALL)
_PEOPLE, _BODIES, _VESSELS = {"Person"}, {"Organization"}, {"Vessel"}
_BOTH = _PEOPLE | _BODIES


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a statement gives a property: its label, of whom, and what a value looks like."""

    prop: str
    label: re.Pattern[str]
    schemata: frozenset[str]
    value: re.Pattern[str]


def _rule(prop: str, label: str, schemata: set[str], value: str) -> _Rule:
    return _Rule(
        prop,
        re.compile(rf"(?:{label})\Z", re.IGNORECASE),
        frozenset(schemata),
        re.compile(rf"(?:{value})\Z"),
    )


# The first rule whose label and value fit counts; a statement that fits none stays a remark.
_RULES = (
    _rule("imoNumber", r"(?:vessel )?IMO(?: number| no\.?)?", _VESSELS, r"(?:IMO ?)?\d{7}"),
    _rule("mmsi", r"MMSI(?: number)?", _VESSELS, r"\d{9}"),
    _rule("callSign", r"call ?sign", _VESSELS, r"[A-Z0-9]{3,10}"),
    _rule("innCode", r".*\b(?:INN|ИНН)\b.*", _BOTH, r"\d{10}|\d{12}"),
    _rule("ogrnCode", r".*\b(?:OGRN|ОГРН)\b.*", _BOTH, r"\d{13}|\d{15}"),
    _rule("okpoCode", r".*\b(?:OKPO|ОКПО)\b.*", _BOTH, r"\d{8}|\d{10}"),
    _rule("leiCode", r"LEI(?: code)?|legal entity identifier", _BODIES, r"[A-Z0-9]{18}\d{2}"),
    _rule("uscCode", r"unified social credit .*", _BODIES, r"[A-Z0-9]{18}"),
    _rule(
        "swiftBic",
        r"SWIFT(?:[ /]*BIC)?(?: codes?)?|BIC",
        _BODIES,
        r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?",
    ),
    _rule(
        "taxNumber",
        r"tax(?:payer)?(?: registration| identification)? (?:number|no\.?|ID).*|TIN",
        _BOTH,
        r"[A-Z]{0,3}\d[\dA-Z/ -]{4,18}",
    ),
    _rule(
        "registrationNumber",
        r"(?:state |business |company |main )*(?:registration|register|company) (?:number|no\.?).*",
        _BODIES,
        r"[A-Z]{0,5} ?\d[\dA-Z/ -]{2,18}",
    ),
    _rule(
        "passportNumber",
        r"(?:[A-Z]\w+ )?(?:diplomatic )?passport(?: number| no\.?)?",
        _PEOPLE,
        r"[A-Z]{0,3} ?\d[\dA-Z]{4,12}",
    ),
    _rule(
        "idNumber",
        r"(?:national |personal )(?:ID|identity|identification)(?: card)?(?: number| no\.?)?",
        _PEOPLE,
        r"[A-Z]{0,3}\d[\dA-Z/-]{4,18}",
    ),
    _rule("website", r"web ?sites?", _BOTH, r"(?:https?://|www\.)\S+"),
    _rule("email", r"e-?mail(?: address(?:es)?)?", _BOTH, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    _rule(
        "phone",
        r"(?:tel|phone|telephone)\.?(?: numbers?| no\.?)?",
        _BOTH,
        r"\+?[\d()][\d() /-]{5,}\d",
    ),
    _rule("legalForm", r"type of entity|legal form", _BODIES, r"[^\d].{1,80}"),
    _rule("position", r"function|position", _PEOPLE, r".{2,400}"),
    _rule("gender", r"gender|sex", _PEOPLE, r"(?i:male|female)"),
)
_DAYS = (
    (
        "incorporationDate",
        re.compile(r"date of (?:registration|incorporation)\Z", re.IGNORECASE),
        _BODIES,
    ),
    ("birthDate", re.compile(r"date of birth|DOB\Z", re.IGNORECASE), _PEOPLE),
)
_WHOLE = {"legalForm", "position"}
_UN_NUMBER = re.compile(
    r"UN(?:SC)?(?: permanent)?(?: reference)?(?: number| no\.?| ID)?\Z", re.IGNORECASE
)


def read_information(draft: Draft, text: str) -> None:
    """Read one statement; it is kept whole as a remark, whatever it gives."""
    draft.keep(text)
    statement = _LABELLED.fullmatch(text)
    if statement is None:
        return
    label, value = statement.group("label").strip(), statement.group("value")
    if _UN_NUMBER.match(label):
        draft.put("unscId", reference_in(value))
        return
    for prop, pattern, schemata in _DAYS:
        if draft.schema in schemata and pattern.match(label):
            read = read_date(value)
            if read.prefix is not None and not read.about:
                draft.put(prop, read.prefix)
            return
    for rule in _RULES:
        if draft.schema in rule.schemata and rule.label.match(label):
            values = [value] if rule.prop in _WHOLE else _BETWEEN.split(value)
            if all(rule.value.match(each) for each in values):
                draft.put(rule.prop, *(_normal(rule.prop, each) for each in values))
                return


def _normal(prop: str, value: str) -> str:
    if prop == "imoNumber":
        return value[-7:]
    return value.lower() if prop == "gender" else value
