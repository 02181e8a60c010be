"""Claims weighed against a record made by hand: lists of editions, stale, undated, not on file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from proscribe.ledger.record import DesignationRecord, KnownListing, Subject
from proscribe.model.claim import Claim, ClaimType, DateRole, EntityKind, RecordStanding
from proscribe.model.listing import (
    Citation,
    Designation,
    Ending,
    EndKind,
    Listing,
    Measure,
    Name,
    NameKind,
)
from proscribe.model.source import Provenance
from proscribe.model.time import Moment
from proscribe.screening.directory import Coverage
from proscribe.screening.weighing import Asked, Peer, weigh
from proscribe.securities.prices import PriceSeries
from tests.claimed import claim, entity

NOW = date(2026, 11, 27)
CONFIRMED = RecordStanding.CONFIRMED
CONTRADICTED = RecordStanding.CONTRADICTED
NOT_IN_RECORD = RecordStanding.NOT_IN_RECORD
LISTED, DELISTED, PROHIBITED = ClaimType.LISTED, ClaimType.DELISTED, ClaimType.PROHIBITED


@dataclass(frozen=True, kw_only=True)
class Held:
    """A record: subjects by their ids, each known from a day on, and the editions on file."""

    subjects_from: tuple[tuple[date, Subject], ...]
    editions: tuple[tuple[str, date], ...]
    named: tuple[Peer, ...] = ()
    similar: frozenset[str] = field(default_factory=frozenset)

    def subjects(self, ids: Collection[str], known: datetime) -> tuple[Subject, ...]:
        return tuple(
            subject
            for day, subject in self.subjects_from
            if subject.id in ids and datetime(day.year, day.month, day.day, tzinfo=UTC) <= known
        )

    def coverage(self, sources: tuple[str, ...], known: datetime) -> Coverage:
        days = [day for key, day in self.editions if key in sources and day <= known.date()]
        if not days:
            return Coverage(complete=False, why=f"no edition of {sources[0]} is on file.")
        return Coverage(complete=True, newest=(sources[0], max(days)))

    def peers(self, _authority: str, _known: datetime) -> tuple[Peer, ...]:
        return self.named

    def alike(self, _names: Collection[str]) -> frozenset[str]:
        return self.similar

    def citation(self, _source: str, _key: str) -> Citation | None:
        return None

    def prices(self, _subject: Subject) -> tuple[PriceSeries, ...]:
        return ()


def _subject(id_: str, designation: Designation, *, ended: Ending | None = None) -> Subject:
    source = id_.partition("-")[0]
    seen = date(2021, 2, 1)
    provenance = Provenance(
        source=source,
        edition=1,
        digest="0" * 64,
        locator="row 1",
        published=Moment(day=seen),
        fetched_at=datetime(2021, 2, 1, tzinfo=UTC),
    )
    names = (Name(text="Acme Shipping", kind=NameKind.PRIMARY),)
    dated = replace(designation, published=Moment(day=seen), ended=ended)
    record = DesignationRecord(
        entity_id=id_,
        source=source,
        designation=dated,
        begins=designation.listed_on or seen,
        ended=ended,
        securities=(),
        provenances=(provenance,),
    )
    listing = Listing(id=id_, schema="Company", names=names, designations=(dated,))
    return Subject(
        id=id_,
        referents=(id_,),
        schema="Company",
        names=names,
        properties=(),
        securities=(),
        records=(record,),
        links=(),
        events=(),
        provenances=(provenance,),
        listings=(KnownListing(listing=listing, provenance=provenance, chronicle=False),),
    )


UN_DESIGNATION = Designation(
    authority="un-sc",
    program="DPRK",
    listed_on=date(2017, 12, 28),
    measures=(Measure.ASSET_FREEZE,),
)
UN_ACME = _subject("un_sc_sanctions-1", UN_DESIGNATION)
UN_GONE = _subject(
    "un_sc_sanctions-1",
    UN_DESIGNATION,
    ended=Ending(
        on=Moment(day=date(2026, 2, 1)), published=Moment(day=date(2026, 2, 1)), kind=EndKind.ABSENT
    ),
)
SDN_ACME = _subject(
    "us_ofac_sdn-1",
    Designation(authority="us-ofac", program="DPRK3", measures=(Measure.ASSET_FREEZE,)),
)
UN_EDITIONS = (("un_sc_sanctions", date(2021, 2, 1)),)
SEEN = date(2021, 2, 1)
UN, OFAC, EU = "Security Council", "OFAC", "European Union"


def standing(day: str, one: Claim, held: Held, id_: str = "un_sc_sanctions-1") -> RecordStanding:
    cast = (
        *(entity(name, EntityKind.AUTHORITY) for name in (UN, OFAC, EU)),
        entity("Acme", EntityKind.COMPANY, id_),
        entity("Nobody Ltd"),
        entity("two vessels", EntityKind.GROUP),
    )
    asked = Asked(entities=cast, claims=(one,), published=date.fromisoformat(day), now=NOW)
    return weigh(asked, held)["c"].then.standing


UN_HELD = Held(subjects_from=((SEEN, UN_ACME),), editions=UN_EDITIONS)


def test_a_listing_day_that_a_later_edition_prints_was_public_on_that_day() -> None:
    one = claim(LISTED, "Acme", "It listed Acme.", agent=UN, date="2017-12-28")

    assert standing("2017-12-29", one, UN_HELD) is CONFIRMED


def test_another_year_is_contradicted_only_with_an_edition_of_the_time() -> None:
    one = claim(LISTED, "Acme", "It listed Acme.", agent=UN, date="2011")

    assert standing("2021-02-10", one, UN_HELD) is CONTRADICTED
    assert standing("2018-02-10", one, UN_HELD) is NOT_IN_RECORD


def test_an_announcement_some_days_before_the_printed_day_is_that_listing() -> None:
    early = claim(LISTED, "Acme", "It listed Acme.", agent=UN, date="2017-12-22")
    too_early = claim(LISTED, "Acme", "It listed Acme.", agent=UN, date="2017-12-01")

    assert standing("2021-02-10", early, UN_HELD) is CONFIRMED
    assert standing("2021-02-10", too_early, UN_HELD) is CONTRADICTED


def test_a_list_without_days_does_not_say_since_when() -> None:
    held = Held(subjects_from=((SEEN, SDN_ACME),), editions=(("us_ofac_sdn", SEEN),))
    one = claim(LISTED, "Acme", "OFAC listed Acme.", agent=OFAC)

    assert standing("2021-02-10", one, held, "us_ofac_sdn-1") is CONFIRMED
    assert standing("2018-02-10", one, held, "us_ofac_sdn-1") is NOT_IN_RECORD


def test_a_list_that_is_not_on_file_contradicts_nothing() -> None:
    one = claim(LISTED, "Acme", "The EU listed Acme.", agent=EU)

    assert standing("2021-02-10", one, UN_HELD) is NOT_IN_RECORD


def test_a_name_nobody_on_file_bears_is_not_in_the_record() -> None:
    one = claim(LISTED, "Nobody Ltd", "It listed Nobody Ltd.", agent=UN)

    assert standing("2021-02-10", one, UN_HELD) is NOT_IN_RECORD


def test_a_like_name_on_the_list_keeps_from_contradicting() -> None:
    sdn = Held(subjects_from=((SEEN, SDN_ACME),), editions=(*UN_EDITIONS, ("us_ofac_sdn", SEEN)))
    one = claim(LISTED, "Acme", "It listed Acme.", agent=UN)

    assert standing("2021-02-10", one, sdn, "us_ofac_sdn-1") is CONTRADICTED
    alike = replace(sdn, similar=frozenset({"un_sc_sanctions-7"}))
    assert standing("2021-02-10", one, alike, "us_ofac_sdn-1") is NOT_IN_RECORD


@pytest.mark.parametrize(
    ("day", "expected"), [("2021-02-10", CONTRADICTED), ("2023-02-10", NOT_IN_RECORD)]
)
def test_still_on_the_list_is_said_of_a_fresh_edition_only(
    day: str, expected: RecordStanding
) -> None:
    assert standing(day, claim(DELISTED, "Acme", "Removed.", agent=UN), UN_HELD) is expected


def test_an_end_seen_by_absence_has_no_day() -> None:
    held = Held(
        subjects_from=((SEEN, UN_GONE),),
        editions=(*UN_EDITIONS, ("un_sc_sanctions", date(2026, 2, 1))),
    )

    plain = claim(DELISTED, "Acme", "Removed.", agent=UN)
    dated = claim(DELISTED, "Acme", "Removed.", agent=UN, date="2024-05-01")
    assert standing("2026-02-10", plain, held) is CONFIRMED
    assert standing("2026-02-10", dated, held) is NOT_IN_RECORD


def test_a_freeze_is_confirmed_by_what_the_list_says_it_brings() -> None:
    frozen = claim(PROHIBITED, "Acme", "Its assets are frozen.", agent=UN)
    denied = replace(frozen, negated=True)

    assert standing("2021-02-10", frozen, UN_HELD) is CONFIRMED
    assert standing("2021-02-10", denied, UN_HELD) is CONTRADICTED


def test_whoever_is_blocked_may_not_be_dealt_with() -> None:
    held = Held(subjects_from=((SEEN, SDN_ACME),), editions=(("us_ofac_sdn", SEEN),))
    one = claim(PROHIBITED, "Acme", "Americans may not deal with Acme.", agent=OFAC)

    assert standing("2021-02-10", one, held, "us_ofac_sdn-1") is CONFIRMED


def test_so_many_on_a_day_are_counted_and_a_wrong_count_is_not_held_against_the_text() -> None:
    peers = tuple(
        Peer(
            entity_id=f"un_sc_sanctions-{number}",
            caption=f"Vessel {number}",
            schema="Vessel",
            program="DPRK",
            listed_on=date(2017, 12, 28),
            published=None,
        )
        for number in (1, 2)
    )
    two = claim(LISTED, "two vessels", "Two vessels.", agent=UN, date="2017-12-28", amount="2")
    held = replace(UN_HELD, named=peers)

    assert standing("2021-02-10", two, held) is CONFIRMED
    assert standing("2021-02-10", two, replace(held, named=peers[:1])) is NOT_IN_RECORD


def test_the_role_of_a_date_of_speech_does_not_date_the_listing() -> None:
    one = claim(LISTED, "Acme", "It said so.", agent=UN, date="2021-02-09", role=DateRole.SAID)

    assert standing("2021-02-10", one, UN_HELD) is CONFIRMED
