"""Claims weighed against the packaged facts, the law on file and price files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.ledger.store import LedgerStore
from proscribe.model.claim import (
    Claim,
    ClaimType,
    DateRole,
    EntityKind,
    Modality,
    RecordCheck,
    RecordStanding,
)
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.weighing import LedgerRecord, weigh_claims
from tests.claimed import claim, entity

TODAY = date(2026, 11, 27)
SEED_DAY = date(2021, 3, 6)
CONFIRMED = RecordStanding.CONFIRMED
CONTRADICTED = RecordStanding.CONTRADICTED
OVERSTATED = RecordStanding.OVERSTATED
NOT_IN_RECORD = RecordStanding.NOT_IN_RECORD
AUTHORITY, LIST, VENUE = EntityKind.AUTHORITY, EntityKind.LIST, EntityKind.VENUE
NYSE = "New York Stock Exchange"
CCMC = "Communist Chinese military companies list"
CAST = (
    *(entity(name, AUTHORITY) for name in ("Pentagon", "OFAC", "Treasury Department", "BIS", "EU")),
    *(entity(name, AUTHORITY) for name in ("U.S. government", "Commerce Department")),
    *(entity(name, LIST) for name in ("Entity List", "1260H list", "NS-CMIC List", CCMC)),
    *(entity(name, VENUE) for name in ("Nasdaq", NYSE, "FTSE Russell")),
    entity("D.C. district court", EntityKind.COURT),
    *(
        entity(name)
        for name in (
            *("Xiaomi", "Huawei", "SMIC", "Hikvision", "Luokung", "Tencent", "Hesai", "DJI"),
            *("China Mobile Limited", "CNOOC Limited", "IDG Capital", "Sberbank", "Apple"),
        )
    ),
)

Weigh = Callable[..., RecordCheck]


@pytest.fixture
def weigh(record: LedgerRecord, directory: LedgerDirectory) -> Weigh:
    def weigh_one(day: str, one: Claim) -> RecordCheck:
        published = date.fromisoformat(day)
        return weigh_claims(CAST, [one], record, directory, published=published, now=TODAY)["c"]

    return weigh_one


def test_a_name_that_was_on_the_list_then_is_said_not_to_be_now(weigh: Weigh) -> None:
    one = claim(
        ClaimType.LISTED, "Xiaomi", "Xiaomi remains on the list.", agent="Pentagon", list=CCMC
    )

    check = weigh("2021-03-06", one)

    assert check.then.standing is CONFIRMED
    assert check.now is not None
    assert check.now.standing is CONTRADICTED
    assert check.now.record.startswith("It was true then, and is not now.")


T = ClaimType
L, D, P, S = ClaimType.LISTED, ClaimType.DELISTED, ClaimType.PROHIBITED, ClaimType.DIVEST_BY
EFFECTIVE, DEADLINE, UNTIL = DateRole.EFFECTIVE, DateRole.DEADLINE, DateRole.UNTIL


@pytest.mark.parametrize(
    ("day", "standing", "expected", "one"),
    [
        # the day of a listing, and another
        (
            "2020-06-25", CONFIRMED, "2020-06-12",
            claim(L, "Huawei", "It listed Huawei.", agent="Pentagon", date="2020-06-24"),
        ),
        (
            "2021-02-01", CONTRADICTED, "2021-01-14",
            claim(L, "Xiaomi", "It listed Xiaomi.", agent="Pentagon", date="2020-12"),
        ),
        (
            "2021-05-26", CONTRADICTED, "2021-05-25",
            claim(D, "Xiaomi", "It removed Xiaomi on May 11.", agent="Pentagon", date="2021-05-11"),
        ),
        (
            "2021-05-26", CONFIRMED, "2021-05-25",
            claim(D, "Xiaomi", "A filing of May 11 tells it was removed.", date="2021-05-11"),
        ),
        # nothing was public yet
        ("2020-06-20", NOT_IN_RECORD, None, claim(L, "Huawei", "It lists it.", agent="Pentagon")),
        # the right list of another authority
        (
            "2021-02-01", OVERSTATED, "2021-01-14",
            claim(L, "Xiaomi", "It is on the list.", agent="Treasury Department", list=CCMC),
        ),
        # a list that is on file whole, and one that is not on file
        (
            "2021-06-10", CONTRADICTED, None,
            claim(L, "Xiaomi", "Xiaomi is on the NS-CMIC List.", list="NS-CMIC List"),
        ),
        (
            "2021-02-01", NOT_IN_RECORD, None,
            claim(L, "Xiaomi", "It added Xiaomi.", agent="BIS", list="Entity List"),
        ),
        # denied of a list, rightly and wrongly
        (
            "2022-03-01", CONFIRMED, None,
            claim(L, "Xiaomi", "Xiaomi is not on it.", list="NS-CMIC List", negated=True),
        ),
        (
            "2022-03-01", CONTRADICTED, "2021-06-03",
            claim(L, "Huawei", "Huawei is not on it.", list="NS-CMIC List", negated=True),
        ),
        # a date of the sentence that belongs to something else on record
        (
            "2021-05-05", CONFIRMED, "2021-03-09",
            claim(L, "Luokung", "Enjoined its designation.", agent="Pentagon", date="2021-05-05"),
        ),
        (
            "2021-05-26", CONFIRMED, "2021-05-25",
            claim(D, "Xiaomi", "Removed, by a filing.", agent="Pentagon", date="2021-05-11"),
        ),
        # what may come is no record
        (
            "2021-01-10", NOT_IN_RECORD, None,
            claim(L, "Xiaomi", "It may list Xiaomi.", agent="Pentagon", modality=Modality.POSSIBLE),
        ),
        # taken off; suspended only; agreed only; vacated
        ("2024-12-20", CONFIRMED, "2024-12-13", claim(D, "IDG Capital", "Out.", agent="Pentagon")),
        ("2021-03-20", OVERSTATED, None, claim(D, "Xiaomi", "Removed.", agent="Pentagon")),
        ("2021-05-26", CONFIRMED, "2021-05-25", claim(D, "Xiaomi", "Removed.", agent="Pentagon")),
        ("2021-02-20", CONTRADICTED, None, claim(D, "Hikvision", "Removed.", list=CCMC)),
    ],
)  # fmt: skip
def test_listings_and_their_ends(
    weigh: Weigh, day: str, *, standing: RecordStanding, expected: str | None, one: Claim
) -> None:
    found = weigh(day, one).then

    assert (found.standing, found.expected_date) == (standing, expected), found.record


def _ban(subject: str, quote: str, **others: object) -> Claim:
    return claim(P, subject, quote, bound="Americans", **{"agent": "U.S. government"} | others)


@pytest.mark.parametrize(
    ("day", "standing", "expected", "one"),
    [
        ("2021-03-01", CONFIRMED, "2021-01-11", _ban("Hikvision", "Now barred from investing.")),
        ("2021-01-01", CONTRADICTED, "2021-01-11", _ban("Hikvision", "Now barred from investing.")),
        (
            "2021-01-20", CONFIRMED, "2021-03-15",
            _ban("Xiaomi", "Will be barred from investing.", date="2021-03-15", role=EFFECTIVE),
        ),
        (
            "2021-01-20", CONTRADICTED, "2021-03-15",
            _ban("Xiaomi", "Will be barred from investing.", date="2021-01-11", role=EFFECTIVE),
        ),
        ("2021-03-20", CONTRADICTED, None, _ban("Xiaomi", "Are now barred from investing.")),
        ("2021-03-20", CONFIRMED, None, _ban("Xiaomi", "Not barred from investing.", negated=True)),
        (
            "2020-12-20", CONTRADICTED, None,
            _ban("SMIC", "Barred from buying shares.", agent="BIS", list="Entity List"),
        ),
        (
            "2025-02-01", CONTRADICTED, None,
            _ban("Tencent", "Barred from investing.", agent="Pentagon", list="1260H list"),
        ),
        (
            "2020-12-20", NOT_IN_RECORD, None,
            _ban("SMIC", "Barred from exporting technology.", agent="BIS", list="Entity List"),
        ),
        (
            "2021-02-20", CONFIRMED, "2021-11-11",
            claim(S, "Hikvision", "Sell by then.", date="2021-11-11", role=DEADLINE),
        ),
        (
            "2020-12-20", CONTRADICTED, "2021-12-03",
            claim(S, "SMIC", "Sell by then.", date="2021-11-11", role=DEADLINE),
        ),
        (
            "2021-06-10", CONFIRMED, "2022-06-03",
            claim(S, "Huawei", "Sell by then.", date="2022-06-03", role=DEADLINE),
        ),
        (
            "2021-02-10", CONTRADICTED, "2022-01-14",
            claim(S, "Luokung", "Sell by then.", date="2021-11-11", role=DEADLINE),
        ),
        (
            "2021-04-10", CONTRADICTED, "2022-01-14",
            claim(S, "Xiaomi", "Sell by then.", date="2022-01-14", role=DEADLINE),
        ),
    ],
)  # fmt: skip
def test_bans_and_last_days_are_those_of_the_law_for_that_company(
    weigh: Weigh, day: str, *, standing: RecordStanding, expected: str | None, one: Claim
) -> None:
    found = weigh(day, one).then

    assert (found.standing, found.expected_date) == (standing, expected), found.record


@pytest.mark.parametrize(
    ("day", "elsewhere"), [("2020-12-20", False), ("2021-03-06", True), ("2025-02-01", True)]
)
def test_that_a_list_stops_nobody_from_buying_is_weighed_by_that_list(
    weigh: Weigh, day: str, *, elsewhere: bool
) -> None:
    one = _ban(
        "SMIC", "It stops no one from buying shares.", agent="BIS", list="Entity List", negated=True
    )

    found = weigh(day, one).then

    assert found.standing is CONFIRMED
    assert found.record.startswith("Entity List (EAR part 744, Supplement 4) bars no investment.")
    assert ("By another list it is barred" in found.record) == elsewhere


def test_a_list_that_bars_no_investment_is_said_to_bar_none(weigh: Weigh) -> None:
    one = _ban("Tencent", "Barred from investing.", agent="Pentagon", list="1260H list")

    assert "forbids no investment" in weigh("2025-02-01", one).then.record


COURT = "D.C. district court"


@pytest.mark.parametrize(
    ("day", "standing", "one"),
    [
        ("2021-03-13", CONFIRMED, claim(T.ENJOINED, "Xiaomi", "Blocked.", date="2021-03-12")),
        ("2021-03-20", CONTRADICTED, claim(T.ENJOINED, "Xiaomi", "Blocked.", date="2021-03-02")),
        ("2021-05-05", CONFIRMED, claim(T.ENJOINED, "Luokung", "Blocked.", court=COURT)),
        ("2021-03-13", OVERSTATED, claim(T.ANNULLED, "Xiaomi", "Struck down.", court=COURT)),
        ("2021-05-26", CONFIRMED, claim(T.ANNULLED, "Xiaomi", "Struck down.", court=COURT)),
        ("2021-03-13", CONTRADICTED, claim(T.UPHELD, "Xiaomi", "Upheld.", date="2021-03-12")),
        ("2025-07-12", CONFIRMED, claim(T.UPHELD, "Hesai", "Upheld.", court=COURT)),
        ("2025-09-27", CONTRADICTED, claim(T.ANNULLED, "DJI", "Struck down.", court=COURT)),
        ("2021-02-06", CONTRADICTED, claim(T.SUED, "Xiaomi", "Sued.", date="2021-02-03")),
        ("2021-01-20", NOT_IN_RECORD, claim(T.SUED, "Xiaomi", "Sued.")),
        ("2021-02-06", NOT_IN_RECORD, claim(T.SUED, "Huawei", "Sued.")),
        (
            "2021-01-07", CONFIRMED,
            claim(T.EXCHANGE_REMOVED, "China Mobile Limited", "Delisted.", agent=NYSE),
        ),
        (
            "2021-01-05", OVERSTATED,
            claim(T.EXCHANGE_REMOVED, "China Mobile Limited", "Delisted.", agent=NYSE),
        ),
        (
            "2021-03-10", CONFIRMED,
            claim(T.TRADING_HALT, "CNOOC Limited", "Suspended.", date="2021-03-09"),
        ),
        ("2021-03-10", NOT_IN_RECORD, claim(T.TRADED_ON, "Xiaomi", "Trades.", object="Nasdaq")),
        (
            "2021-01-28", CONFIRMED,
            claim(T.LICENCE, "SMIC", "OFAC issued General License 1A.", date="2021-01-27"),
        ),
        (
            "2021-01-28", CONTRADICTED,
            claim(T.LICENCE, "SMIC", "General License 1A.", date="2021-04-27", role=UNTIL),
        ),
        ("2022-03-28", NOT_IN_RECORD, claim(T.LICENCE, "Sberbank", "General License 13.")),
        (
            "2021-01-28", NOT_IN_RECORD,
            claim(T.REASON, "Xiaomi", "Over an award.", because="an award to Lei Jun"),
        ),
        (
            "2021-03-06", CONTRADICTED,
            claim(T.PRICE, "Xiaomi", "It closed so.", amount="18.20 USD", date="2021-03-05"),
        ),
        (
            "2020-12-18", CONFIRMED,
            claim(T.PRICE_CHANGE, "SMIC", "Fell.", amount="-5.2 %", date="2020-12-18"),
        ),
        (
            "2020-12-18", OVERSTATED,
            claim(T.PRICE_CHANGE, "SMIC", "Fell.", amount="-15 %", date="2020-12-18"),
        ),
        ("2021-01-28", NOT_IN_RECORD, claim(L, "Apple", "It listed Apple.", agent="Pentagon")),
        (
            "2021-03-06", CONFIRMED,
            claim(T.INDEX_REMOVED, "Xiaomi", "FTSE drops it.", agent="FTSE Russell"),
        ),
        ("2021-03-06", NOT_IN_RECORD, claim(T.INDEX_REMOVED, "Tencent", "FTSE drops it.")),
        ("2020-12-18", CONFIRMED, claim(T.DENIAL, "SMIC", "SMIC has denied any ties.")),
        ("2020-12-18", NOT_IN_RECORD, claim(T.DENIAL, "Huawei", "Huawei has denied any ties.")),
        (
            "2024-10-19", NOT_IN_RECORD,
            claim(P, "DJI", "It was banned from contracting with federal agencies."),
        ),
        ("2024-10-19", CONFIRMED, claim(P, "DJI", "Americans may not buy its securities.")),
        ("2021-01-28", NOT_IN_RECORD, claim(T.PENALTY, "Xiaomi", "Fined.", amount="1 USD")),
    ],
)  # fmt: skip
def test_courts_exchanges_licences_reasons_and_prices(
    weigh: Weigh, day: str, standing: RecordStanding, one: Claim
) -> None:
    found = weigh(day, one).then

    assert found.standing is standing, found.record


def test_without_price_files_a_price_is_not_checked_and_that_is_said(
    store: LedgerStore, directory: LedgerDirectory
) -> None:
    record = LedgerRecord(store, directory, (), TODAY)
    one = claim(ClaimType.PRICE, "Xiaomi", "Closed at $15.34.", amount="15.34 USD")

    check = weigh_claims(CAST, [one], record, directory, published=SEED_DAY, now=TODAY)["c"]

    assert check.then.standing is NOT_IN_RECORD
    assert "No price file" in check.then.record


def test_prices_of_a_folder_are_asked_and_those_in_other_money_are_said_to_be_so(
    store: LedgerStore, directory: LedgerDirectory, tmp_path: Path
) -> None:
    (tmp_path / "1810.HK.csv").write_text("Date,Close\n2021-03-05,24.45\n", encoding="utf-8")
    record = LedgerRecord(store, directory, (Path(f"folder:{tmp_path}"),), TODAY)
    ours = claim(ClaimType.PRICE, "Xiaomi", "Closed at HK$24.45.", amount="24.45 HKD")
    others = claim(ClaimType.PRICE, "Xiaomi", "Closed at $15.34.", amount="15.34 USD")

    day = date(2021, 3, 5)
    told = [
        weigh_claims(CAST, [one], record, directory, published=day, now=TODAY)["c"].then
        for one in (ours, others)
    ]

    assert [one.standing for one in told] == [CONFIRMED, NOT_IN_RECORD]
    assert "in USD" in told[1].record


def test_a_ban_in_a_text_without_a_day_is_not_judged(
    record: LedgerRecord, directory: LedgerDirectory
) -> None:
    one = _ban("Xiaomi", "Now barred from investing.")

    check = weigh_claims(CAST, [one], record, directory, published=None, now=TODAY)["c"]

    assert check.then.standing is NOT_IN_RECORD
    assert "day of the text is not known" in check.then.record
