"""The entries of official lists, one entity for each subject however many lists name it.

The lists of OFAC's specially designated nationals and of the United Nations are left out:
quality is measured on names taken from these two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from proscribe.model.listing import Listing, Name
from proscribe.model.source import SnapshotFile
from proscribe.registry import load_source
from proscribe.sources.snapshot import open_snapshot
from training.folding import fold, words_of
from training.merging import merge, without_doubtful

# Key of a list, and its edition below the folder of data.
EDITIONS = (
    ("eu_fsf", "eu_fsf/2022-03-18/xmlFullSanctionsList_1_1.prefix.xml.gz"),
    ("gb_hmt_sanctions", "uk/2020-04-27/ConList.csv"),
    ("gb_fcdo_sanctions", "uk/2025-08-11/FCDO_SL_Mon_Aug 11 2025.ods"),
    ("ca_dfatd_sema_sanctions", "ca_sema/2022-05-11/sema-lmes.xml"),
    ("au_dfat_sanctions", "au_dfat/2022-05-05/regulation8_consolidated.xls.gz"),
    ("jp_mof_sanctions", "jp_mof/2026-03-05/shisantouketsu20260305.xlsx"),
    ("worldbank_debarred", "worldbank_debarred/2021-01-28/wb-data.json.gz"),
    ("us_trade_csl", "us_csl/2025-02-27/consolidated.csv.gz"),
)
# A list that prints surnames first, with nothing to tell them by.
SURNAME_FIRST = "gb_fcdo_sanctions"
# Whose names are looked for but stand in no list of the index.
STRANGERS = (("us_ddtc_debarred", "us_state_dtc/2018-01-24/itar_debarred_party_list_01242018.csv"),)
# The trade lists repeat those of OFAC and of debarred exporters, and do not tell the persons
# among the denied parties.
_AUTHORITIES_LEFT_OUT = frozenset({"us-ofac", "us-state"})
_PROGRAMS_LEFT_OUT = frozenset({"DPL"})
# Translations rather than names in their bearer's script.
_TRANSLATED = {"jp_mof_sanctions": frozenset({"Hani", "Hira"})}
_ORGANIZATIONS = frozenset({"Company", "LegalEntity", "Organization", "PublicBody"})
_SCHEMATA = frozenset({"Person", "Vessel", *_ORGANIZATIONS})
_COUNTRIES = ("citizenship", "country", "nationality")
# Numbers that no two subjects share.
_NUMBERS = ("imoNumber", "passportNumber", "unscId")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A subject of one list or several.

    Attributes:
        id: Entity id of its first listing.
        schema: ``Person``, ``Organization`` or ``Vessel``.
        names: Its names, each once, that of the first listing first.
        births: Birth dates, as exact as published.
        countries: ISO 3166 codes of countries it is tied to.
        numbers: What identifies it: ids of other authorities and of documents.
        listings: Entity ids of all its listings.
    """

    id: str
    schema: str
    names: tuple[Name, ...]
    births: tuple[str, ...]
    countries: tuple[str, ...]
    numbers: frozenset[str]
    listings: tuple[str, ...]


def read_entities(data: Path) -> list[Entity]:
    """Read all lists below `data`, and join the listings of one subject.

    Raises:
        SourceError: An edition is damaged or is none of its list.
    """
    found = [entity for key, file in EDITIONS for entity in _read_list(data, key, file)]
    return without_doubtful([_joined(group) for group in merge(found)])


def read_strangers(data: Path) -> list[Entity]:
    """Read the subjects that stand in no list of `read_entities`."""
    return [entity for key, file in STRANGERS for entity in _read_list(data, key, file)]


def _read_list(data: Path, key: str, file: str) -> Iterator[Entity]:
    content = (data / file).read_bytes()
    snapshot = open_snapshot([SnapshotFile(name=Path(file).name, content=content)])
    for listing, _ in load_source(key).parse(snapshot).listings:
        if listing.schema in _SCHEMATA and (key != "us_trade_csl" or _is_used(listing)):
            yield _entity(listing, _TRANSLATED.get(key, frozenset()))


def _is_used(listing: Listing) -> bool:
    authorities = {designation.authority for designation in listing.designations}
    programs = {designation.program for designation in listing.designations}
    return not authorities & _AUTHORITIES_LEFT_OUT and not programs & _PROGRAMS_LEFT_OUT


def _entity(listing: Listing, without_scripts: frozenset[str]) -> Entity:
    properties = dict(listing.properties)
    numbers = {
        *(f"{key}:{value}" for key in _NUMBERS for value in properties.get(key, ())),
        *(f"id:{each}" for each in (listing.id, *listing.same_as)),
    }
    return Entity(
        id=listing.id,
        schema="Organization" if listing.schema in _ORGANIZATIONS else listing.schema,
        names=tuple(
            name for name in _distinct(listing.names) if name.script not in without_scripts
        ),
        births=properties.get("birthDate", ()),
        countries=_sorted(value for key in _COUNTRIES for value in properties.get(key, ())),
        numbers=frozenset(numbers),
        listings=(listing.id,),
    )


def _joined(group: Sequence[Entity]) -> Entity:
    first = group[0]
    return Entity(
        id=first.id,
        schema=first.schema,
        names=tuple(_distinct(name for each in group for name in each.names)),
        births=_sorted(date for each in group for date in each.births),
        countries=_sorted(country for each in group for country in each.countries),
        numbers=frozenset().union(*(each.numbers for each in group)),
        listings=_sorted(key for each in group for key in each.listings),
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _distinct(names: Iterable[Name]) -> Iterator[Name]:
    seen: set[str] = set()
    for name in names:
        key = fold(name.text)
        if key not in seen and words_of(name.text):
            seen.add(key)
            yield name
