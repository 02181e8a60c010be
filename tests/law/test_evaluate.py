"""What an answer says besides its verdict: sums, days with a change inside, limits, citations."""

from __future__ import annotations

from proscribe.law.evaluate import evaluate
from proscribe.law.load import load_regime
from proscribe.model.verdict import Verdict
from tests.law.cases import Row, build


def ask(regime: str, issuer: str, **fields: object) -> Verdict:
    row = Row(file=regime.lower(), fields={"issuer": issuer, "act": "buy", **fields})
    return evaluate(load_regime(regime), build(row))


def test_a_bare_day_asks_about_its_end_and_names_a_change_inside_it() -> None:
    verdict = ask("CCMC", "SMIC", as_of="2021-02-01", known_at="2021-01-20")

    assert verdict.outcome == "PROHIBITED"
    assert (
        "Inside 2021-02-01 the answer changed: ALLOWED, then PROHIBITED from "
        "2021-02-01T09:30:00-05:00."
    ) in verdict.explanation


def test_a_bare_day_without_a_change_names_none() -> None:
    assert "Inside" not in ask("CCMC", "SMIC", as_of="2021-02-02").explanation


def test_one_not_bound_is_told_of_a_change_only_where_it_acts_for_one_who_is() -> None:
    before = {"investor": "eu_person", "as_of": "2021-01-20", "known_at": "2021-01-20"}
    alone = ask("CCMC", "SMIC", **before)
    serving = ask("CCMC", "SMIC", **before, attributes={"benefit": "us_person"})

    assert (alone.reason, alone.next_change_at) == ("NOT_BOUND", None)
    assert (serving.reason, str(serving.next_change_at)) == (
        "NOT_BOUND",
        "2021-02-01 14:30:00+00:00",
    )


def test_the_sum_of_every_date_is_shown() -> None:
    verdict = ask(
        "CCMC",
        "SMIC",
        act="sell",
        purpose="divest",
        held_since="2020-01-02",
        as_of="2021-04-01T11:00:00-04:00",
    )

    start, end = verdict.arithmetic[:2]
    assert start == "2020-12-03 + 60 days, 09:30 America/New_York = 2021-02-01T09:30:00-05:00"
    assert end.startswith("divestment until 2020-12-03 + 365 days, 23:59 America/New_York")
    assert end.endswith("2021-12-03T23:59:00-05:00")
    assert str(verdict.deadline_at) == "2021-12-04 04:59:00+00:00"


def test_a_printed_date_that_differs_from_the_order_is_named() -> None:
    verdict = ask(
        "CCMC",
        "PANDA",
        act="sell",
        purpose="divest",
        held_since="2019-01-02",
        as_of="2021-03-01T11:00:00-05:00",
    )

    assert str(verdict.deadline_at) == "2021-11-12 04:59:00+00:00"
    assert "The list prints 2021-11-12 as divestment date; the text governs." in (
        verdict.explanation
    )


def test_guidance_is_cited_only_once_it_is_public() -> None:
    window = {"act": "sell", "purpose": "divest"}

    before = ask("NS-CMIC", "HIKVISION", as_of="2022-05-31T12:00:00-04:00", **window)
    after = ask("NS-CMIC", "HIKVISION", as_of="2022-06-02T12:00:00-04:00", **window)

    assert "OFAC FAQ 904" in before.citation
    assert "OFAC FAQ 1046" not in before.citation
    assert "OFAC FAQ 1046" in after.citation


def test_a_moment_after_the_last_comparison_says_so() -> None:
    late = ask("NS-CMIC", "HIKVISION", as_of="2026-12-01T12:00:00-05:00")
    early = ask("NS-CMIC", "HIKVISION", as_of="2023-12-01T12:00:00-05:00")

    assert early.caveats == ()
    assert any("must be renewed each November" in caveat for caveat in late.caveats)
    assert any("last compared on 2026-08-22" in caveat for caveat in late.caveats)


def test_a_vacated_listing_still_shows_the_injunction_of_the_day() -> None:
    verdict = ask(
        "CCMC",
        "XIAOMI",
        as_of="2021-03-16T11:00:00-04:00",
        known_at="2021-06-30T12:00:00-04:00",
    )

    assert "On the day itself: A preliminary injunction of 2021-03-12" in verdict.explanation
    for day in ("2021-03-11", "2021-05-26", "2026-08-22"):
        other = ask(
            "CCMC", "XIAOMI", as_of=f"{day}T11:00:00-04:00", known_at="2026-08-22T12:00:00-04:00"
        )
        assert "injunction" not in other.explanation, day
        assert "2021-03-12" not in (other.citation or ""), day


def test_of_a_regime_that_was_not_public_nothing_is_told() -> None:
    before = ask("ns-cmic", issuer="SMIC", act="buy", as_of="2021-03-06", known_at="2021-06-02")
    since = ask("ns-cmic", issuer="SMIC", act="buy", as_of="2021-03-06", known_at="2021-06-04")

    assert before.explanation == "Of NS-CMIC nothing was public by then."
    assert before.citation == ""
    assert "EO 14032" in since.citation
