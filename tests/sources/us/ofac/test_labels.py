from __future__ import annotations

from pathlib import Path

import pytest
from followthemoney import model

from proscribe.model.source import SnapshotFile
from proscribe.sources.us.ofac.advanced_parts import RELABELLED
from proscribe.sources.us.ofac.countries import is_country
from proscribe.sources.us.ofac.labels import LABELS, OF_COMPANIES, Reading, meaning
from proscribe.sources.us.ofac.programs import is_known
from proscribe.sources.us.ofac.record import Party
from proscribe.sources.xml import text_of, walk

SCHEMATA = {
    Party.INDIVIDUAL: ("Person",),
    Party.VESSEL: ("Vessel",),
    Party.AIRCRAFT: ("Airplane",),
}
# What the numbers of a label may turn out to be by their check digits, and what else is set.
REFINED = ("leiCode", "uscCode", "okpoCode", "innCode", "ogrnCode", "imoNumber")
OTHERS = ("address", "country")


def has_property(schema: str, name: str) -> bool:
    found = model.get(schema)
    return found is not None and name in found.properties


def schemata_of(label: str, party: Party) -> tuple[str, ...]:
    if party is Party.ENTITY:
        return ("Company",) if label in OF_COMPANIES else ("Company", "Organization")
    return SCHEMATA[party]


@pytest.mark.parametrize("label", sorted(LABELS))
@pytest.mark.parametrize("party", list(Party))
def test_every_property_exists_on_its_schema(label: str, party: Party) -> None:
    name = LABELS[label].property_for(party)

    assert name is None or all(has_property(each, name) for each in schemata_of(label, party))


def test_every_reference_value_of_ofac_of_2024_is_known(shared: Path) -> None:
    """Any Enhanced XML carries all labels, countries and programmes of its day."""
    folder = shared / "data" / "us_ofac_enhanced_xml" / "2024-yemen-subset"
    file = SnapshotFile(name="a.xml", content=(folder / "yemen_sanctions.xml").read_bytes())
    held: dict[str, set[str]] = {}
    features: set[str] = set()
    for name, element in walk(file, "referenceValue", "featureType"):
        kind, *rest = [text_of(each) for each in element]
        if name == "featureType":
            features.add(RELABELLED.get(kind, kind))
        else:
            held.setdefault(kind, set()).add(rest[0])

    # These two become addresses and titles.
    assert {each for each in features if meaning(each) is None} == {"Location", "Title"}
    assert {each for each in held["ID DOCUMENT TYPE"] if meaning(each) is None} == set()
    assert {each for each in held["COUNTRY"] if not is_country(each)} == set()
    assert {each for each in held["PROGRAM"] if not is_known(each)} == set()
    assert [len(held[kind]) for kind in ("ID DOCUMENT TYPE", "COUNTRY", "PROGRAM")] == [
        104,
        184,
        81,
    ]


@pytest.mark.parametrize("name", [*REFINED, *OTHERS])
@pytest.mark.parametrize("schema", ["Company", "Organization"])
def test_the_registers_exist_on_bodies(schema: str, name: str) -> None:
    assert has_property(schema, name)


def test_a_pattern_gives_a_meaning_where_the_table_has_no_row() -> None:
    found = {
        label: meaning(label)
        for label in (
            "Listing Date (CCMC)",
            "Purchase/Sales For Divestment Date (CMIC)",
            "Executive Order 14014 Directive Information:",
            "Executive Order 14059 information:",
            "Digital Currency Address - XBT",
            "Executive Decision",
        )
    }

    assert [None if label is None else label.reading for label in found.values()] == [
        Reading.DAY,
        Reading.DAY,
        Reading.DIRECTIVE,
        Reading.NOTE,
        Reading.NOTE,
        None,
    ]
