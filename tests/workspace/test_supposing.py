"""Suppositions laid over the ledger.

The days were counted by hand: 60 days after 2026-12-01 is 2027-01-30 (30 days of December, 30 of
January), 365 days after it is 2027-12-01.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.model.time import format_instant
from proscribe.model.verdict import Outcome, Reason, Verdict
from proscribe.screening.report import ReportHead
from proscribe.workspace import Workspace, open_workspace

RELISTED = "list Xiaomi under NS-CMIC on 2026-12-01"
NEW_YORK = "America/New_York"


def ask(workspace: Workspace, query: str, act: str, as_of: str, *what_if: str) -> Verdict:
    return workspace.check(
        query, action=act, as_of=as_of, what_if=what_if, regimes=["NS-CMIC"]
    ).verdict


@pytest.mark.parametrize(
    ("as_of", "act", "expected"),
    [
        ("2026-12-02", "buy", (Outcome.ALLOWED, Reason.NOT_YET_EFFECTIVE)),
        ("2026-12-02", "sell", (Outcome.ALLOWED, Reason.NOT_YET_EFFECTIVE)),
        ("2026-12-02", "hold", (Outcome.ALLOWED, Reason.NO_POSSESSION_BAN)),
        ("2027-01-29T22:00:00-05:00", "buy", (Outcome.ALLOWED, Reason.NOT_YET_EFFECTIVE)),
        ("2027-02-15", "buy", (Outcome.PROHIBITED, Reason.EFFECTIVE_60D)),
        ("2027-02-15", "sell", (Outcome.ALLOWED_DIVEST, Reason.DIVESTMENT_WINDOW)),
        ("2027-12-05", "sell", (Outcome.PROHIBITED, Reason.WINDOW_CLOSED)),
        ("2027-12-05", "hold", (Outcome.ALLOWED, Reason.NO_POSSESSION_BAN)),
    ],
)
def test_a_supposed_listing_has_the_effects_of_a_real_one(
    packaged: Workspace, as_of: str, act: str, expected: tuple[Outcome, Reason]
) -> None:
    verdict = ask(packaged, "Xiaomi", act, as_of, RELISTED)

    assert (verdict.outcome, verdict.reason) == expected


def test_its_moments_are_counted_from_the_supposed_day(packaged: Workspace) -> None:
    buy = ask(packaged, "Xiaomi", "buy", "2026-12-02", RELISTED)
    sell = ask(packaged, "Xiaomi", "sell", "2027-02-15", RELISTED)

    assert buy.next_change_at is not None
    assert format_instant(buy.next_change_at, NEW_YORK) == "2027-01-30T00:01:00-05:00"
    assert sell.deadline_at is not None
    assert format_instant(sell.deadline_at, NEW_YORK) == "2027-12-01T00:01:00-05:00"


def test_without_the_supposition_nothing_of_it_is_there(packaged: Workspace) -> None:
    ask(packaged, "Xiaomi", "buy", "2027-02-15", RELISTED)

    plain = packaged.check("Xiaomi", as_of="2027-02-15", regimes=["NS-CMIC"])

    assert plain.verdict.outcome is Outcome.ALLOWED
    assert plain.suppositions == ()
    assert "Supposing" not in json.dumps(plain.to_json())


def test_the_answer_says_plainly_what_it_supposes(packaged: Workspace) -> None:
    result = packaged.check("Xiaomi", as_of="2027-02-15", what_if=[RELISTED])

    says = "Supposing that Xiaomi Corporation is listed under NS-CMIC on 2026-12-01."
    assert result.suppositions == (says,)
    assert result.warnings[0].startswith(says)
    assert result.verdict.explanation.startswith(says)
    assert result.to_json()["suppositions"] == [says]
    untouched = [one for one in result.rulings if one.verdict.regime == "UFLPA"]
    assert not any(says in one.verdict.explanation for one in untouched)


def test_who_is_on_no_list_is_supposed_by_name_and_number(packaged: Workspace) -> None:
    listing = "list new Example Robots (US0378331005) under NS-CMIC on 2026-01-05"

    by_name = ask(packaged, "Example Robots Inc.", "buy", "2026-11-01", listing)
    by_isin = ask(packaged, "US0378331005", "buy", "2026-11-01", listing)
    twin = ask(packaged, "Unlike Tractors Inc.", "buy", "2026-11-01", listing)

    assert by_name.reason is by_isin.reason is Reason.EFFECTIVE_60D
    assert "It is on no list on file." in by_name.explanation
    assert twin.reason is Reason.NOT_LISTED


@pytest.mark.parametrize(
    ("what_if", "outcome"),
    [
        ((), Outcome.ALLOWED_ENJOINED),
        (("lift injunction of Xiaomi",), Outcome.PROHIBITED),
        (("lift injunction of Xiaomi on 2021-03-14",), Outcome.PROHIBITED),
        (("lift injunction of Xiaomi on 2021-03-20",), Outcome.ALLOWED_ENJOINED),
        (("lift injunction of us_dod_1237-xiaomi",), Outcome.PROHIBITED),
        (("delist Xiaomi under CCMC on 2021-03-15",), Outcome.ALLOWED),
    ],
)
def test_an_injunction_may_be_lifted(
    packaged: Workspace, what_if: tuple[str, ...], outcome: Outcome
) -> None:
    result = packaged.check(
        "Xiaomi", as_of="2021-03-16", known_at="2021-03-20", regimes=["CCMC"], what_if=what_if
    )

    assert result.verdict.outcome is outcome


def test_a_vacatur_stands_unless_it_is_lifted_too(packaged: Workspace) -> None:
    def outcome(what_if: str) -> Outcome:
        result = packaged.check(
            "Xiaomi", as_of="2021-05-28", known_at="2021-05-28", regimes=["CCMC"], what_if=[what_if]
        )
        return result.verdict.outcome

    assert outcome("lift injunction of Xiaomi") is Outcome.ALLOWED
    assert outcome("lift court order of Xiaomi") is Outcome.PROHIBITED


def test_a_delisting_frees_from_the_end_of_its_day(packaged: Workspace) -> None:
    delisted = "delist Hikvision under NS-CMIC on 2026-12-01"

    assert ask(packaged, "Hikvision", "buy", "2026-12-01", delisted).outcome is Outcome.PROHIBITED
    assert ask(packaged, "Hikvision", "buy", "2026-12-02", delisted).outcome is Outcome.ALLOWED


def test_suppositions_follow_each_other(packaged: Workspace) -> None:
    both = (
        "delist Hikvision under NS-CMIC on 2026-12-01",
        "list Hikvision under NS-CMIC on 2027-01-04",
    )

    verdict = ask(packaged, "Hikvision", "buy", "2027-02-01", *both)

    assert verdict.outcome is Outcome.ALLOWED
    assert verdict.next_change_at is not None
    assert format_instant(verdict.next_change_at, NEW_YORK) == "2027-03-05T00:01:00-05:00"


@pytest.mark.parametrize(
    ("what_if", "says"),
    [
        ("Xiaomi is listed", "Write one of: list NAME under REGIME on DAY"),
        ("list Hikvision under NS-CMIC on 2026-12-01", "already, since 2021-06-03"),
        ("delist Xiaomi on 2026-12-01", "is not on any list"),
        ("delist Nobody Anybody on 2026-12-01", "nothing on file is called"),
        ("list Foo under RU-INV on 2026-12-01", "goes by where an issuer is"),
        ("list Foo under LIST on 2026-12-01", "your own list"),
        ("list Foo under NO-SUCH on 2026-12-01", "Choose one of"),
        ("list Sberbank under SSI directive 9 on 2026-12-01", "It has 1, 2, 3"),
        ("list new Foo (US0378331004) under SDN on 2026-12-01", "check digit"),
        ("lift injunction of Hikvision", "On file: none"),
        ("lift vacatur of Xiaomi on 2021-06-01", "Leave the day out"),
        ("lift injunction of Luokung on 2021-07-01", "it cannot be lifted on 2021-07-01"),
    ],
)
def test_a_supposition_that_cannot_be_is_refused(
    packaged: Workspace, what_if: str, says: str
) -> None:
    with pytest.raises(InputError) as refused:
        packaged.check("Xiaomi", what_if=[what_if])

    assert says in str(refused.value)


def test_a_name_of_several_is_refused_with_each(packaged: Workspace) -> None:
    with pytest.raises(InputError, match="is not certain") as refused:
        packaged.check("Xiaomi", what_if=["delist China Telecom on 2026-12-01"])

    assert "Write the id in place of the name." in str(refused.value)


def test_the_ledger_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    with open_workspace(f"sqlite:///{file}"):
        pass
    before = sha256(file.read_bytes()).hexdigest()
    portfolio = tmp_path / "p.csv"
    portfolio.write_text("name,isin\nXIAOMI CORP,KYG9830T1067\n", encoding="utf-8")

    with open_workspace(f"sqlite:///{file}") as workspace:
        revision = workspace._store.revision()  # noqa: SLF001 - what must not change
        ask(workspace, "Xiaomi", "buy", "2027-02-15", RELISTED, "lift injunction of Xiaomi")
        screening = workspace.screen(portfolio, as_of="2027-02-15", what_if=[RELISTED])
        screening.write(tmp_path / "r.csv")
        screening.write_plan(tmp_path / "p.ics")
        after = workspace._store.revision()  # noqa: SLF001

    assert after == revision
    assert sha256(file.read_bytes()).hexdigest() == before


def test_a_report_supposes_in_its_head_and_in_each_row_it_touches(
    packaged: Workspace, tmp_path: Path
) -> None:
    portfolio = tmp_path / "p.csv"
    portfolio.write_text(
        "name,isin\nXIAOMI CORP,KYG9830T1067\nAPPLE INC,US0378331005\nEXAMPLE ROBOTS LTD,\n",
        encoding="utf-8",
    )
    new = "list new Example Robots under NS-CMIC on 2026-01-05"

    screening = packaged.screen(
        portfolio, as_of="2027-02-15", actions=["buy"], what_if=[RELISTED, new]
    )
    head: ReportHead = screening.head
    rows = screening.to_polars().to_dicts()

    assert len(head.suppositions) == 2
    assert head.warnings[0].startswith(head.suppositions[0])
    assert [row["verdict"] for row in rows] == ["PROHIBITED", "ALLOWED", "PROHIBITED"]
    assert ["Supposing" in row["explanation"] for row in rows] == [True, False, True]


@pytest.mark.parametrize("extension", ["json", "html"])
def test_a_report_says_what_it_supposes(
    packaged: Workspace, tmp_path: Path, extension: str
) -> None:
    portfolio = tmp_path / "p.csv"
    portfolio.write_text("name,isin\nXIAOMI CORP,KYG9830T1067\n", encoding="utf-8")
    out = tmp_path / f"r.{extension}"

    packaged.screen(portfolio, as_of="2027-02-15", what_if=[RELISTED]).write(out)

    assert "Supposing that Xiaomi Corporation is listed" in out.read_text(encoding="utf-8")
