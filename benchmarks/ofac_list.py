"""OFAC's SDN list in Advanced XML at any size, the same for a seed: invented parties, real shape.

Reference values stand at the head, then places, documents, parties, ties and
entries, as OFAC writes them. No two parties are alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TextIO

SEED = 13_959
PARTIES = 18_000
DAY = date(2026, 10, 1)
_HEAD = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3">
  <DateOfIssue CalendarTypeID="1">
    <Year>{day.year}</Year>
    <Month>{day.month}</Month>
    <Day>{day.day}</Day>
  </DateOfIssue>
"""
_COUNTRIES = {
    "RU": "Russia", "IR": "Iran", "CN": "China", "SY": "Syria", "MX": "Mexico", "CO": "Colombia",
    "LB": "Lebanon", "IQ": "Iraq", "AE": "United Arab Emirates", "TR": "Turkey", "BY": "Belarus",
    "VE": "Venezuela", "PA": "Panama", "CY": "Cyprus", "AF": "Afghanistan", "PK": "Pakistan",
    "SD": "Sudan", "YE": "Yemen", "LY": "Libya", "DE": "Germany", "GB": "United Kingdom",
}  # fmt: skip
_SCRIPTS = {
    "Latin": "",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Cyrillic": "абвгдежзиклмнопрстуфхцчшыэюя",
    "Chinese Simplified": "华东西南北海河山金银水火木土天地人和平安大中小新明光国民建设",
    "Hangul": "가나다라마바사아자차카타파하강김남도로무백산성영원정천한",
    "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
}
_PROGRAMS = {
    "SDGT": "Executive Order 13224 (Terrorism)",
    "RUSSIA-EO14024": "Executive Order 14024",
    "IRAN": "Executive Order 13599 (Iran)",
    "NPWMD": "Executive Order 13382 (Non-proliferation)",
    "SDNTK": "Foreign Narcotics Kingpin Designation Act",
    "GLOMAG": "Executive Order 13818 (Global Magnitsky)",
    "SYRIA": "Executive Order 13573 (Syria)",
    "ILLICIT-DRUGS-EO14059": "Executive Order 14059",
    "BELARUS-EO14038": "Executive Order 14038",
    "VENEZUELA": "Executive Order 13692 (Venezuela)",
}
_FEATURES = {
    "born": (8, "Birthdate"), "birthplace": (9, "Place of Birth"),
    "nationality": (10, "Nationality Country"), "citizen": (11, "Citizenship Country"),
    "place": (25, "Location"), "title": (26, "Title"), "gender": (224, "Gender"),
    "risk": (504, "Secondary sanctions risk:"),
    "more": (125, "Additional Sanctions Information -"),
    "established": (646, "Organization Established Date"),
    "kind": (647, "Organization Type:"), "site": (14, "Website"),
    "mail": (21, "Email Address"), "phone": (524, "Phone Number"),
    "bic": (13, "SWIFT/BIC"), "call": (1, "Vessel Call Sign"), "type": (2, "VESSEL TYPE"),
    "flag": (3, "Vessel Flag"), "tonnage": (5, "Vessel Tonnage"),
    "coin": (344, "Digital Currency Address - XBT"),
}  # fmt: skip
_DOCUMENTS = {
    "Passport": 1571, "Tax ID No.": 1596, "Registration ID": 1585, "National ID No.": 1584,
    "Vessel Registration Identification": 1626, "MMSI": 91264,
}  # fmt: skip
_RISKS = {
    901: "section 1(b) of Executive Order 13224, as amended by Executive Order 13886",
    902: "Subject to Secondary Sanctions",
    903: "Male",
    904: "Female",
}
_RELATIONS = {
    1555: "Associate Of", 15001: "Acting for or on behalf of", 15002: "Providing support to",
    15003: "Owned or Controlled By", 1557: "Family member of", 91422: "Leader or official of",
}  # fmt: skip
_PARTS = {
    "Last Name": 1520, "First Name": 1521, "Middle Name": 1522, "Entity Name": 1525,
    "Vessel Name": 1526,
}  # fmt: skip
_PLACES = {
    "Unknown": 1, "REGION": 1450, "ADDRESS1": 1451, "ADDRESS2": 1452, "CITY": 1454,
    "STATE/PROVINCE": 1455, "POSTAL CODE": 1456,
}  # fmt: skip
_ALIASES = {"A.K.A.": 1400, "F.K.A.": 1401, "Name": 1403}
_ONSETS = ("b", "br", "ch", "d", "f", "g", "gh", "h", "j", "k", "kh", "l", "m", "n", "p", "r",
           "s", "sh", "st", "t", "v", "w", "y", "z", "zh")  # fmt: skip
_NUCLEI = ("a", "ai", "e", "i", "o", "ou", "u", "ya")
_CODAS = ("", "", "n", "r", "l", "m", "sh", "v", "d", "k", "z")
_FORMS = ("LLC", "CO., LTD.", "OOO", "JSC", "S.A. DE C.V.", "FZE", "GMBH", "GROUP", "TRADING CO.")
_NO_PERIOD = '<DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true" />'


@dataclass(slots=True)
class _Made:
    """What the parties made so far need elsewhere in the file."""

    chance: Random
    numbers: int = 0
    names: set[str] = field(default_factory=set)

    def number(self) -> int:
        """Return a number that no other row has."""
        self.numbers += 1
        return self.numbers

    def word(self, parts: int) -> str:
        """Return a word that can be spoken."""
        syllables = range(parts)
        pick = self.chance.choice
        return "".join(pick(_ONSETS) + pick(_NUCLEI) + pick(_CODAS) for _ in syllables).capitalize()

    def name(self) -> str:
        """Return two or three words that no other party is called."""
        while True:
            words = (self.word(self.chance.randint(1, 3)) for _ in range(self.chance.randint(2, 3)))
            name = " ".join(words)
            if name not in self.names:
                self.names.add(name)
                return name

    def in_script(self, script: str) -> str:
        """Return a name of two words in the letters of a script."""
        letters, chance = _SCRIPTS[script], self.chance
        words = ("".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(2))
        return " ".join(words)

    def day(self, first: int, last: int) -> date:
        """Return a day of those years."""
        days = (date(last, 12, 31) - date(first, 1, 1)).days
        return date(first, 1, 1) + timedelta(days=self.chance.randint(0, days))


def write_advanced(path: Path, *, parties: int = PARTIES, seed: int = SEED) -> None:
    """Write the list; 18,000 parties are some 120 MB."""
    made = _Made(Random(seed))  # noqa: S311 - the same list for the same seed
    uids = sorted(made.chance.sample(range(30, 30 + 4 * parties), parties))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD.format(day=DAY))
        file.writelines(_reference_values())
        _write_section(
            file, "Locations", (_place(made, uid, at) for uid in uids for at in _places(uid))
        )
        _write_section(
            file, "IDRegDocuments", (each for uid in uids for each in _papers(made, uid))
        )
        _write_section(file, "DistinctParties", (_party(made, uid) for uid in uids))
        _write_section(file, "ProfileRelationships", _ties(made, uids))
        _write_section(file, "SanctionsEntries", (_entry(made, uid) for uid in uids))
        file.write("  <SanctionsEntryLinks />\n</Sanctions>\n")


def _write_section(file: TextIO, name: str, parts: Iterable[str]) -> None:
    file.write(f"  <{name}>\n")
    file.writelines(parts)
    file.write(f"  </{name}>\n")


def _reference_values() -> Iterator[str]:
    countries = list(enumerate(_COUNTRIES.items(), 11_001))
    groups: dict[str, Iterable[str]] = {
        "AliasType": _values("AliasType", {v: k for k, v in _ALIASES.items()}),
        "AreaCode": (
            f'<AreaCode ID="{number}" CountryID="{number}" Description="{name}" '
            f'AreaCodeTypeID="1">{code}</AreaCode>'
            for number, (code, name) in countries
        ),
        "Country": (
            f'<Country ID="{number}" ISO2="{code}">{name}</Country>'
            for number, (code, name) in countries
        ),
        "DetailReference": _values("DetailReference", _RISKS),
        "FeatureType": _values("FeatureType", dict(_FEATURES.values())),
        "IDRegDocType": _values("IDRegDocType", {v: k for k, v in _DOCUMENTS.items()}),
        "LegalBasis": _values("LegalBasis", dict(enumerate(_PROGRAMS.values(), 1800))),
        "List": _values("List", {1550: "SDN List"}),
        "LocPartType": _values("LocPartType", {v: k for k, v in _PLACES.items()}),
        "NamePartType": _values("NamePartType", {v: k for k, v in _PARTS.items()}),
        "PartySubType": (
            '<PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>',
            '<PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>',
            '<PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>',
        ),
        "PartyType": _values("PartyType", {1: "Individual", 2: "Entity", 4: "Transport"}),
        "RelationType": _values("RelationType", _RELATIONS),
        "SanctionsType": _values("SanctionsType", {1705: "Block", 1: "Program"}),
        "Script": (
            f'<Script ID="{number}" ScriptCode="{name[:4]}">{name}</Script>'
            for number, name in enumerate(_SCRIPTS, 215)
        ),
    }
    yield "  <ReferenceValueSets>\n"
    for name, values in groups.items():
        yield f"    <{name}Values>\n"
        yield from (f"      {value}\n" for value in values)
        yield f"    </{name}Values>\n"
    yield "  </ReferenceValueSets>\n"


def _values(name: str, texts: dict[int, str]) -> Iterator[str]:
    return (f'<{name} ID="{number}">{text}</{name}>' for number, text in texts.items())


def _kind(uid: int) -> str:
    """Return what a party is: of twenty one is a vessel, twelve are persons."""
    return ("vessel", *12 * ("person",), *7 * ("entity",))[uid % 20]


def _places(uid: int) -> range:
    """Number the places of a party: one in three has two."""
    return range(1 + (uid % 3 == 0))


def _country(chance: Random) -> int:
    return 11_001 + chance.randrange(len(_COUNTRIES))


def _place(made: _Made, uid: int, at: int) -> str:
    chance = made.chance
    parts = {
        "ADDRESS1": f"{chance.randint(1, 400)} {made.word(3)} Street",
        "CITY": made.word(3),
        "POSTAL CODE": f"{chance.randint(100_000, 999_999)}",
    }
    inside = "".join(
        f'      <LocationPart LocPartTypeID="{_PLACES[name]}">\n'
        '        <LocationPartValue Primary="true" LocPartValueTypeID="1" LocPartValueStatusID="1">'
        f"\n          <Comment />\n          <Value>{value}</Value>\n"
        "        </LocationPartValue>\n      </LocationPart>\n"
        for name, value in parts.items()
    )
    country = _country(chance)
    return (
        f'    <Location ID="{2 * uid + at}">\n      <LocationAreaCode AreaCodeID="{country}" />\n'
        f'      <LocationCountry CountryID="{country}" CountryRelevanceID="1413" />\n{inside}'
        "    </Location>\n"
    )


def _papers(made: _Made, uid: int) -> Iterator[str]:
    chance, kind = made.chance, _kind(uid)
    if kind == "vessel":
        yield _paper(made, uid, "Vessel Registration Identification", f"IMO {_imo(chance)}")
        yield _paper(made, uid, "MMSI", f"{chance.randint(200_000_000, 799_999_999)}")
        return
    labels = (
        ("Passport", "National ID No.") if kind == "person" else ("Registration ID", "Tax ID No.")
    )
    for label in labels[uid % 2 :]:
        letter = chr(65 + chance.randrange(26))
        yield _paper(made, uid, label, f"{letter}{chance.randint(10**8, 10**9 - 1)}")


def _imo(chance: Random) -> str:
    digits = [chance.randint(1, 9), *(chance.randint(0, 9) for _ in range(5))]
    check = sum(digit * weight for digit, weight in zip(digits, range(7, 1, -1), strict=True)) % 10
    return "".join(map(str, (*digits, check)))


def _paper(made: _Made, uid: int, label: str, number: str) -> str:
    return (
        f'    <IDRegDocument ID="{made.number()}" IDRegDocTypeID="{_DOCUMENTS[label]}" '
        f'IdentityID="{uid + 1_000_000}" IssuedBy-CountryID="{_country(made.chance)}" '
        'ValidityID="1">\n      <Comment />\n'
        f"      <IDRegistrationNo>{number}</IDRegistrationNo>\n      <IssuingAuthority />\n"
        f'      <DocumentedNameReference DocumentedNameID="{uid}" />\n    </IDRegDocument>\n'
    )


def _party(made: _Made, uid: int) -> str:
    kind = _kind(uid)
    names = "".join(_names(made, uid, kind))
    features = "".join(_features(made, uid, kind))
    sub_type = {"vessel": 1, "entity": 3, "person": 4}[kind]
    return (
        f'    <DistinctParty FixedRef="{uid}">\n      <Comment />\n'
        f'      <Profile ID="{uid}" PartySubTypeID="{sub_type}">\n'
        f'        <Identity ID="{uid + 1_000_000}" FixedRef="{uid}" Primary="true" False="false">\n'
        f"{names}        </Identity>\n{features}      </Profile>\n    </DistinctParty>\n"
    )


def _names(made: _Made, uid: int, kind: str) -> Iterator[str]:
    chance = made.chance
    groups: list[tuple[int, int]] = []
    yield _alias(made, uid, "Name", _spelling(made, kind, groups, "Latin"))
    if uid % 3 == 0:
        script = chance.choice([each for each in _SCRIPTS if each != "Latin"])
        yield _alias(made, uid, "A.K.A.", _spelling(made, kind, groups, script))
    for at in range(uid % 3):
        relation = chance.choice(("A.K.A.", "A.K.A.", "F.K.A."))
        spelling = _spelling(made, kind, groups, "Latin")
        yield _alias(made, uid, relation, spelling, weak=at > 0 and uid % 2 == 0)
    yield "          <NamePartGroups>\n"
    for group, part in groups:
        yield (
            "            <MasterNamePartGroup>\n"
            f'              <NamePartGroup ID="{group}" NamePartTypeID="{part}" />\n'
            "            </MasterNamePartGroup>\n"
        )
    yield "          </NamePartGroups>\n"


def _spelling(made: _Made, kind: str, groups: list[tuple[int, int]], script: str) -> str:
    """Return the parts of one spelling, and note the group of each part."""
    parts = _parts_of_name(made, kind, script)
    number = 215 + list(_SCRIPTS).index(script)
    written = ""
    for label, text in parts:
        group = made.number()
        groups.append((group, _PARTS[label]))
        written += (
            "              <DocumentedNamePart>\n"
            f'                <NamePartValue NamePartGroupID="{group}" ScriptID="{number}" '
            f'ScriptStatusID="1" Acronym="false">{text}</NamePartValue>\n'
            "              </DocumentedNamePart>\n"
        )
    return written


def _parts_of_name(made: _Made, kind: str, script: str) -> Sequence[tuple[str, str]]:
    name = made.name() if script == "Latin" else made.in_script(script)
    if kind == "person":
        last, _, first = name.partition(" ")
        return (("Last Name", last.upper()), ("First Name", first))
    if kind == "vessel":
        return (("Vessel Name", name.upper()),)
    form = f" {made.chance.choice(_FORMS)}" if script == "Latin" else ""
    return (("Entity Name", f"{name.upper()}{form}"),)


def _alias(made: _Made, uid: int, relation: str, spelling: str, *, weak: bool = False) -> str:
    primary = relation == "Name"
    return (
        f'          <Alias FixedRef="{uid}" AliasTypeID="{_ALIASES[relation]}" '
        f'Primary="{str(primary).lower()}" LowQuality="{str(weak).lower()}">\n'
        f'            <DocumentedName ID="{made.number()}" FixedRef="{uid}" '
        f'DocNameStatusID="{1 if primary else 2}">\n{spelling}            </DocumentedName>\n'
        "          </Alias>\n"
    )


def _features(made: _Made, uid: int, kind: str) -> Iterator[str]:
    chance = made.chance
    if kind == "person":
        yield _feature(made, uid, "born", period=made.day(1940, 2004))
        if uid % 2 == 0:
            yield _feature(made, uid, "birthplace", text=f"{made.word(3)}, {made.word(2)}")
        yield _feature(made, uid, "nationality", place=2 * uid)
        yield _feature(made, uid, "gender", looked_up=903 + uid % 2)
        if uid % 4 == 0:
            yield _feature(made, uid, "title", text=f"Director of {made.word(3)} {made.word(2)}")
    elif kind == "vessel":
        yield _feature(made, uid, "call", text=f"9{made.word(1).upper()}{chance.randint(2, 9)}")
        yield _feature(made, uid, "type", text="Crude Oil Tanker")
        yield _feature(made, uid, "flag", text=chance.choice(list(_COUNTRIES.values())))
        yield _feature(made, uid, "tonnage", text=f"{chance.randint(1, 300)},{uid % 1000:03}")
    else:
        site = f"www.{made.word(3).lower()}{uid}.example"
        yield _feature(made, uid, "established", period=made.day(1980, 2024))
        yield _feature(made, uid, "kind", text="Non-specialized wholesale trade")
        yield _feature(made, uid, "site", text=site)
        yield _feature(made, uid, "mail", text=f"office@{site[4:]}")
    for at in _places(uid):
        yield _feature(made, uid, "place", place=2 * uid + at)
    if uid % 3 == 0:
        yield _feature(made, uid, "risk", looked_up=901)
    if uid % 5 == 0:
        yield _feature(made, uid, "more", looked_up=902)
    if uid % 50 == 1:
        coin = "".join(chance.choices("abcdefghijkmnpqrstuvwxyz23456789", k=33))
        yield _feature(made, uid, "coin", text=f"1{coin}")


def _feature(
    made: _Made,
    uid: int,
    name: str,
    *,
    text: str = "",
    period: date | None = None,
    place: int | None = None,
    looked_up: int | None = None,
) -> str:
    inside = "            <Comment />\n"
    if period is not None:
        ends = "".join(
            f'              <{end} Approximate="false" YearFixed="false" MonthFixed="false" '
            f'DayFixed="false">\n{_bound("From", period)}{_bound("To", period)}'
            f"              </{end}>\n"
            for end in ("Start", "End")
        )
        inside += (
            '            <DatePeriod CalendarTypeID="1" YearFixed="false" MonthFixed="false" '
            f'DayFixed="false">\n{ends}            </DatePeriod>\n'
        )
    if place is not None:
        inside += f'            <VersionLocation LocationID="{place}" />\n'
    elif looked_up is not None:
        inside += (
            f'            <VersionDetail DetailTypeID="1431" DetailReferenceID="{looked_up}" />\n'
        )
    else:
        inside += f'            <VersionDetail DetailTypeID="1432">{text}</VersionDetail>\n'
    return (
        f'        <Feature ID="{made.number()}" FeatureTypeID="{_FEATURES[name][0]}">\n'
        f'          <FeatureVersion ID="{made.number()}" ReliabilityID="1">\n{inside}'
        "          </FeatureVersion>\n"
        f'          <IdentityReference IdentityID="{uid + 1_000_000}" '
        'IdentityFeatureLinkTypeID="1" />\n        </Feature>\n'
    )


def _bound(name: str, day: date) -> str:
    return (
        f"                <{name}>\n                  <Year>{day.year}</Year>\n"
        f"                  <Month>{day.month}</Month>\n                  <Day>{day.day}</Day>\n"
        f"                </{name}>\n"
    )


def _ties(made: _Made, uids: Sequence[int]) -> Iterator[str]:
    for uid in uids:
        if uid % 2 == 0:
            relation = made.chance.choice(list(_RELATIONS))
            other = made.chance.choice(uids)
            yield (
                f'    <ProfileRelationship ID="{made.number()}" From-ProfileID="{uid}" '
                f'To-ProfileID="{other}" RelationTypeID="{relation}" RelationQualityID="1" '
                f'Former="false" SanctionsEntryID="{uid}">\n      <Comment />\n'
                "    </ProfileRelationship>\n"
            )


def _entry(made: _Made, uid: int) -> str:
    programs = list(_PROGRAMS)
    chosen = made.chance.sample(range(len(programs)), 1 + (uid % 4 == 0))
    day = made.day(2001, 2025)
    measures = "".join(
        f'      <SanctionsMeasure ID="{made.number()}" SanctionsTypeID="1">\n'
        f"        <Comment>{programs[number]}</Comment>\n        {_NO_PERIOD}\n"
        "      </SanctionsMeasure>\n"
        for number in chosen
    )
    return (
        f'    <SanctionsEntry ID="{uid}" ProfileID="{uid}" ListID="1550">\n'
        f'      <EntryEvent ID="{uid}" EntryEventTypeID="1" LegalBasisID="{1800 + chosen[0]}">\n'
        f'        <Comment />\n        <Date CalendarTypeID="1">\n          <Year>{day.year}</Year>'
        f"\n          <Month>{day.month}</Month>\n          <Day>{day.day}</Day>\n"
        "        </Date>\n      </EntryEvent>\n"
        f'      <SanctionsMeasure ID="{made.number()}" SanctionsTypeID="1705">\n'
        f"        {_NO_PERIOD}\n      </SanctionsMeasure>\n{measures}    </SanctionsEntry>\n"
    )
