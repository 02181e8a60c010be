from __future__ import annotations

from datetime import UTC, datetime

import pytest

from proscribe.law.load import load_regimes
from proscribe.ledger.store import LedgerStore
from proscribe.ledger.view import load_subjects
from proscribe.model.time import parse_moment
from proscribe.screening.topics import topics_of

NOW = datetime(2026, 11, 27, tzinfo=UTC)


def topics(store: LedgerStore, id_: str, as_of: str, known: datetime = NOW) -> tuple[str, ...]:
    (subject,) = load_subjects(store, [id_], known)
    return topics_of(subject, load_regimes(), parse_moment(as_of))


@pytest.mark.parametrize(
    ("id_", "as_of", "expected"),
    [
        # Listed on 2021-01-14; the court vacated that on 2021-05-25.
        ("us_dod_1237-xiaomi", "2021-03-16", ("invest.ban",)),
        ("us_dod_1237-xiaomi", "2021-01-13", ()),
        ("us_dod_1237-xiaomi", "2021-05-26", ()),
        ("us_dod_1237-xiaomi", "2026-11-27", ()),
        # Hikvision: the Department buys nothing of it, and the list of 2021-06-03 bars investment.
        ("us_ofac_cons-30946", "2026-11-27", ("debarment", "invest.ban")),
    ],
)
def test_topics_are_what_the_law_gives_at_the_moment(
    packaged: LedgerStore, id_: str, as_of: str, expected: tuple[str, ...]
) -> None:
    assert topics(packaged, id_, as_of) == expected


def test_who_is_on_the_list_of_forced_labour_has_that_topic(packaged: LedgerStore) -> None:
    assert topics(packaged, "us_dhs_uflpa-aksu-huafu", "2026-11-27") == ("forced.labor",)
