"""Asking OpenFIGI about a portfolio, and finding its lines by the answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proscribe.model.errors import SourceError
from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from tests.web import Reply, Request, Web

PORTFOLIO = "CUSIP,Description,Quantity\n98421U108,RECEIPTS OF SOMEBODY,100\n000000000,X,1\n"
ADR = {
    "figi": "BBG00LB7XZW6", "name": "XIAOMI CORP-UNSP ADR", "ticker": "XIACY", "exchCode": "US",
    "compositeFIGI": "BBG00LB7XZW6", "securityType": "ADR", "marketSector": "Equity",
    "shareClassFIGI": "BBG00LB7Y095", "securityType2": "Depositary Receipt",
    "securityDescription": "XIACY",
}  # fmt: skip


def answer(request: Request) -> Reply:
    known = {"98421U108": {"data": [ADR]}}
    answers = [known.get(j["idValue"], {"warning": "No identifier found."})
               for j in json.loads(request.body)]  # fmt: skip
    return Reply(body=json.dumps(answers).encode())


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    file = tmp_path / "portfolio.csv"
    file.write_text(PORTFOLIO, encoding="utf-8")
    return file


def settings_for(web: Web, folder: Path) -> Settings:
    return Settings(data=folder, urls={"openfigi": f"{web.url}/v3/mapping"})


def test_a_second_run_asks_nothing_and_changes_nothing(
    web: Web, tmp_path: Path, portfolio: Path
) -> None:
    web.put("/v3/mapping", answer)
    settings = settings_for(web, tmp_path)
    with open_workspace("sqlite://", settings=settings) as workspace:
        first, second = workspace.enrich(portfolio), workspace.enrich(portfolio)

    assert (first.questions, first.asked, first.answered, first.unknown) == (
        2,
        2,
        1,
        ("000000000",),
    )
    assert (second.asked, second.answered, second.is_new) == (0, 1, False)
    assert first.is_new
    assert len(web.requests) == 1


def test_a_figi_of_the_answer_leads_to_the_listed_issuer_by_its_name(
    web: Web, tmp_path: Path, portfolio: Path
) -> None:
    web.put("/v3/mapping", answer)
    with open_workspace("sqlite://", settings=settings_for(web, tmp_path)) as workspace:
        workspace.enrich(portfolio)
        found = workspace.check("BBG00LB7XZW6", as_of="2021-03-16", regimes=("CCMC",))

    [ruling] = found.rulings
    assert ruling.candidates[0].candidate.subject.id == "us_dod_1237-xiaomi"
    assert "XIAOMI CORP-UNSP ADR by openfigi" in ruling.candidates[0].candidate.note


def test_offline_asks_nothing(web: Web, tmp_path: Path, portfolio: Path) -> None:
    with open_workspace("sqlite://", settings=settings_for(web, tmp_path)) as workspace:
        found = workspace.enrich(portfolio, offline=True)

    assert (found.asked, found.not_asked, found.edition) == (0, 2, None)
    assert web.requests == []


def test_what_was_answered_before_a_failure_is_not_asked_again(web: Web, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    rows = "".join(f"{number:04d},NAME\n" for number in range(12))
    file.write_text(f"Ticker,Name,Exchange\n{rows.replace(',NAME', ',NAME,HKG')}", encoding="utf-8")
    web.put("/v3/mapping", answer, Reply(status=400), answer)
    with open_workspace("sqlite://", settings=settings_for(web, tmp_path)) as workspace:
        with pytest.raises(SourceError):
            workspace.enrich(file)
        again = workspace.enrich(file)

    assert (again.questions, again.asked) == (11, 1)


@pytest.mark.parametrize(
    "malformed",
    [{}, {"data": None}, {"data": "x"}, {"data": [1]}, {"data": [{"name": "X"}]},
     {"data": [{"figi": ["BBG00LB7XZW6"]}]}, {"warning": 3}],
)  # fmt: skip
def test_a_malformed_answer_spoils_no_other_and_is_asked_again(
    web: Web, tmp_path: Path, portfolio: Path, malformed: dict[str, object]
) -> None:
    broken = Reply(body=json.dumps([{"data": [ADR]}, malformed]).encode())
    web.put("/v3/mapping", broken, answer)
    with open_workspace("sqlite://", settings=settings_for(web, tmp_path)) as workspace:
        first = workspace.enrich(portfolio)
        found = workspace.check("BBG00LB7XZW6", as_of="2021-03-16", regimes=("CCMC",))
        again = workspace.enrich(portfolio)

    assert (first.answered, first.unknown) == (1, ("000000000",))
    assert first.edition is not None
    assert first.edition.state.value == "accepted"
    assert found.rulings[0].candidates[0].candidate.subject.id == "us_dod_1237-xiaomi"
    assert [job["idValue"] for job in json.loads(web.requests[-1].body)] == ["000000000"]
    assert again.asked == 1
