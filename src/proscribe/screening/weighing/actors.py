"""Which lists of the record a text means by the authority and the list it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from proscribe.claims.tables import load_actors
from proscribe.model.claim import TextEntity
from proscribe.model.listing import Designation, Measure

_COPIES = "us_trade_csl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOnFile:
    """A list of the record, as far as it can be told apart.

    Attributes:
        authority: Key of the body that designates.
        program: Programme code; None for every programme of the source.
        sources: Sources that print it, the first the one that is whole.
        title: What to call it.
        since: Its first day, where it began within the time of the record.
        until: The last day it was the whole of what it lists, where another list took over.
    """

    authority: str
    program: str | None
    sources: tuple[str, ...]
    title: str
    since: date | None = None
    until: date | None = None

    def holds(self, designation: Designation, entity_id: str) -> bool:
        """Return whether a designation is of this list, or a copy of it."""
        if designation.authority != self.authority:
            return False
        if self.program is not None:
            return designation.program == self.program
        source = entity_id.partition("-")[0]
        copied = source == _COPIES and Measure.ASSET_FREEZE in designation.measures
        return source in self.sources or copied


S1237 = ListOnFile(
    authority="us-dod",
    program="S1237",
    sources=("us_dod_1237",),
    title="the section 1237 list of the Department of Defense",
)
S1260H = ListOnFile(
    authority="us-dod",
    program="S1260H",
    sources=("us_dod_chinese_milcorps",),
    title="the section 1260H list of the Department of Defense",
    since=date(2021, 6, 3),
)
NS_CCMC = ListOnFile(
    authority="us-ofac",
    program="CCMC-EO13959",
    sources=("us_ofac_ccmc",),
    title="the NS-CCMC List of OFAC",
    since=date(2021, 1, 8),
)
NS_CMIC = ListOnFile(
    authority="us-ofac",
    program="CMIC-EO13959",
    sources=("us_ofac_cmic",),
    title="the NS-CMIC List of OFAC",
    since=date(2021, 6, 3),
)
SSI = ListOnFile(
    authority="us-ofac",
    program="UKRAINE-EO13662",
    sources=("us_ofac_ssi", "us_ofac_cons"),
    title="the Sectoral Sanctions Identifications List of OFAC",
)
RU_DIRECTIVES = ListOnFile(
    authority="us-ofac",
    program="RUSSIA-EO14024",
    sources=("us_ofac_ru_directives", "us_ofac_cons"),
    title="the list of persons under the Russia directives of OFAC",
)
SDN = ListOnFile(
    authority="us-ofac", program=None, sources=("us_ofac_sdn",), title="the SDN List of OFAC"
)
ENTITY_LIST = ListOnFile(
    authority="us-bis", program="EL", sources=("us_trade_csl",), title="the Entity List of BIS"
)
UNVERIFIED = ListOnFile(
    authority="us-bis",
    program="UVL",
    sources=("us_trade_csl",),
    title="the Unverified List of BIS",
)
MILITARY_END_USERS = ListOnFile(
    authority="us-bis",
    program="MEU",
    sources=("us_trade_csl",),
    title="the Military End User List of BIS",
)
DENIED = ListOnFile(
    authority="us-bis",
    program=None,
    sources=("us_bis_denied",),
    title="the Denied Persons List of BIS",
)
UFLPA = ListOnFile(
    authority="us-dhs",
    program="UFLPA",
    sources=("us_dhs_uflpa",),
    title="the UFLPA Entity List of Homeland Security",
)
DDTC = ListOnFile(
    authority="us-state",
    program=None,
    sources=("us_ddtc_debarred",),
    title="the list of debarred parties of the State Department",
)
ISN = ListOnFile(
    authority="us-state",
    program=None,
    sources=("us_state_isn",),
    title="the nonproliferation sanctions of the State Department",
)
UN = ListOnFile(
    authority="un-sc",
    program=None,
    sources=("un_sc_sanctions",),
    title="the Consolidated List of the UN Security Council",
)
EU = ListOnFile(
    authority="eu-council",
    program=None,
    sources=("eu_fsf",),
    title="the consolidated list of the European Union",
)
EU_833 = ListOnFile(
    authority="eu-council",
    program="EU-833-5",
    sources=("eu_833_annex_iii",),
    title="Annex III of Regulation (EU) No 833/2014",
)
UK_FCDO = ListOnFile(
    authority="gb-fcdo",
    program=None,
    sources=("gb_fcdo_sanctions",),
    title="the UK Sanctions List",
    since=date(2020, 12, 31),
)
UK_HMT = ListOnFile(
    authority="gb-hmt",
    program=None,
    sources=("gb_hmt_sanctions",),
    title="the consolidated list of HM Treasury",
    until=date(2020, 12, 31),
)
UK_16 = ListOnFile(
    authority="gb-hmt",
    program="UK-16",
    sources=("gb_reg16_schedule_2",),
    title="Schedule 2 of the Russia Regulations of the United Kingdom",
)
CANADA = ListOnFile(
    authority="ca-gac",
    program=None,
    sources=("ca_dfatd_sema_sanctions",),
    title="the Consolidated Canadian Autonomous Sanctions List",
)
AUSTRALIA = ListOnFile(
    authority="au-dfat",
    program=None,
    sources=("au_dfat_sanctions",),
    title="the Consolidated List of Australia",
)
JAPAN = ListOnFile(
    authority="jp-mof",
    program=None,
    sources=("jp_mof_sanctions",),
    title="the list of the Ministry of Finance of Japan",
)
SWITZERLAND = ListOnFile(
    authority="ch-seco",
    program=None,
    sources=("ch_seco_sanctions",),
    title="the SECO list of Switzerland",
)
WORLD_BANK = ListOnFile(
    authority="worldbank",
    program=None,
    sources=("worldbank_debarred",),
    title="the debarred firms of the World Bank",
)
LISTS = (
    S1237, S1260H, NS_CCMC, NS_CMIC, SSI, RU_DIRECTIVES, SDN, ENTITY_LIST, UNVERIFIED,
    MILITARY_END_USERS, DENIED, UFLPA, DDTC, ISN, UN, EU, EU_833, UK_FCDO, UK_HMT, UK_16,
    CANADA, AUSTRALIA, JAPAN, SWITZERLAND, WORLD_BANK,
)  # fmt: skip
_NAMED: Mapping[str, tuple[ListOnFile, ...]] = {
    "us-1260h": (S1260H,),
    "us-nscmic": (NS_CMIC,),
    "us-el": (ENTITY_LIST,),
    "us-uvl": (UNVERIFIED,),
    "us-meu": (MILITARY_END_USERS,),
    "us-sdn": (SDN,),
    "us-dpl": (DENIED,),
    "us-uflpa": (UFLPA,),
    "un-list": (UN,),
    "eu-list": (EU, EU_833),
    "gb-list": (UK_FCDO, UK_HMT),
}
_MILITARY = "us-ccmc"
_SUCCESSION = date(2021, 6, 3)
_OF_COUNTRY = {
    "us-gov": "us-",
    "us-president": "us-",
    "us-congress": "us-",
    "us-doj": "us-",
    "eu": "eu-",
    "eu-commission": "eu-",
    "gb-gov": "gb-",
    "gb-ofsi": "gb-",
    "gb-hmt": "gb-",
    "gb-fcdo": "gb-",
    "un": "un-",
    "un-committee": "un-",
}
_IS = {"us-doc": "us-bis", "us-treasury": "us-ofac", "us-cbp": "us-dhs"}
_NO_CASE = "U.S.", "US"


def actor_key(entity: TextEntity | None) -> str | None:
    """Return the key of whom the tables of actors know under a name of that entity."""
    if entity is None:
        return None
    if entity.id in _by_id():
        return _by_id()[entity.id]
    for name in (entity.name, *entity.aliases):
        key = _by_name().get(_plain(name))
        if key is not None:
            return key
    longest = ""
    for name in (entity.name, *entity.aliases):
        within = f" {_plain(name)} "
        for known in _by_name():
            if len(known) > max(3, len(longest)) and f" {known} " in within:
                longest = known
    return _by_name()[longest] if longest else None


def lists_of_authority(key: str | None, day: date) -> tuple[ListOnFile, ...] | None:
    """Return the lists of an authority on a day; None where it keeps none that we know."""
    if key is None:
        return None
    prefix = _OF_COUNTRY.get(key)
    own = _IS.get(key, key)
    found = tuple(
        one
        for one in LISTS
        if (one.authority.startswith(prefix) if prefix else one.authority == own)
        and (one.since is None or one.since <= day)
    )
    return found or None


def lists_called(key: str | None, day: date) -> tuple[ListOnFile, ...] | None:
    """Return the lists a name of a list means on a day; None where it means any."""
    if key == _MILITARY:
        earlier = (S1237, NS_CCMC)
        return earlier if day < _SUCCESSION else (*earlier, S1260H, NS_CMIC)
    return _NAMED.get(key) if key is not None else None


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    return {
        _plain(name): actor.id.partition(":")[2]
        for actor in reversed(load_actors())
        for name in actor.names
    }


@lru_cache(maxsize=1)
def _by_id() -> Mapping[str, str]:
    return {actor.id: actor.id.partition(":")[2] for actor in load_actors()}


def _plain(name: str) -> str:
    words = name.replace("’", "'").split()
    kept = [word if word in _NO_CASE else word.casefold() for word in words]
    return " ".join(_without_article(kept))


def _without_article(words: list[str]) -> Iterable[str]:
    return words[1:] if words[:1] == ["the"] and len(words) > 1 else words
