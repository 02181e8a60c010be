"""Sides of trades in the words of brokers."""

from __future__ import annotations

from collections import Counter

import pytest

from proscribe.model.verdict import Investor
from proscribe.securities import investors
from proscribe.securities.investors import read_investor
from proscribe.securities.sides import SIDES, Side, are_trades, of_trades, read_side
from proscribe.securities.wording import plain_words


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("BUY", Side.BUY),
        ("B", Side.BUY),
        ("Bought", Side.BUY),
        ("Kauf", Side.BUY),
        ("buy-to-open", Side.BUY),
        ("YOU BOUGHT PROSPECTUS UNDER SEPARATE COVER APPLE INC", Side.BUY),
        ("Sell", Side.SELL),
        ("Verkauf", Side.SELL),
        ("YOU SOLD APPLE INC", Side.SELL),
        ("SLD", Side.SELL),
        ("Sell Short", Side.SELL_SHORT),
        ("SELLSHORT", Side.SELL_SHORT),
        ("Buy to Cover", Side.COVER),
        ("BTC", Side.COVER),
        ("Dividend", Side.RECEIVE_DIVIDEND),
        ("Reinvest Shares", Side.REINVEST_DIVIDEND),
        ("Hold", Side.HOLD),
        ("Hold tight", Side.UNKNOWN),
        ("Long", Side.LONG),
        ("BUY (Ca.)", Side.UNKNOWN),
        ("cancelled buy", Side.UNKNOWN),
        ("YOU SOLD - CANCELLED", Side.UNKNOWN),
        ("", Side.UNKNOWN),
        ("Journal", Side.UNKNOWN),
    ],
)
def test_a_word_for_a_side_is_read_or_left_open(text: str, side: Side) -> None:
    assert read_side(text) is side


def test_short_is_a_position_among_positions_and_a_sale_among_trades() -> None:
    assert not are_trades(["Long", "Short"])
    assert are_trades(["Buy", "Short"])
    assert of_trades(["Buy", "Short", "Long"]) == {
        "Buy": "buy",
        "Short": "sell_short",
        "Long": "unknown",
    }


def test_no_word_is_two_sides_or_two_investors_and_all_are_in_plain_words() -> None:
    for table in (SIDES, investors.SPELLINGS):
        counts = Counter(words for spellings in table.values() for words in spellings)
        assert [words for words, count in counts.items() if count > 1] == []
        assert [words for words in counts if plain_words(words) != words] == []


@pytest.mark.parametrize(
    ("text", "investor"),
    [
        ("us_person", Investor.US_PERSON),
        ("US person", Investor.US_PERSON),
        ("non-US person", Investor.NON_US_PERSON),
        ("Non US", Investor.NON_US_PERSON),
        ("EU", Investor.EU_PERSON),
        ("us_financial_institution", Investor.US_FINANCIAL_INSTITUTION),
        ("Swiss", None),
        ("yes", None),
    ],
)
def test_an_investor_is_read_in_plain_words_or_not_at_all(
    text: str, investor: Investor | None
) -> None:
    assert read_investor(text) is investor


def test_every_value_of_an_investor_is_read_as_itself() -> None:
    assert [read_investor(one.value) for one in Investor] == list(Investor)
