"""Results as JSON, tables and notebooks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from proscribe.model.time import Moment
from proscribe.model.verdict import Act
from proscribe.workspace import Workspace
from proscribe.workspace.results import table_html, to_json, verdict_json


@dataclass(frozen=True)
class Inner:
    act: Act
    amount: Decimal


def test_values_become_plain_json() -> None:
    value = {
        1: (date(2021, 3, 15), Moment(day=date(2021, 3, 15))),
        "at": datetime(2021, 3, 15, 13, 30, tzinfo=UTC),
        "inner": [Inner(act=Act.BUY, amount=Decimal("0.10"))],
        "set": frozenset({True}),
        "none": None,
    }

    assert to_json(value) == {
        "1": ["2021-03-15", "2021-03-15"],
        "at": "2021-03-15T13:30:00+00:00",
        "inner": [{"act": "buy", "amount": "0.10"}],
        "set": [True],
        "none": None,
    }


def test_a_verdict_is_told_in_the_zone_of_its_regime(packaged: Workspace) -> None:
    told = verdict_json(packaged.check("Hikvision", as_of="2022-06-06").verdict)

    assert told["effective_at"] == "2021-08-02T00:01:00-04:00"
    assert (told["regime"], told["verdict"]) == ("NS-CMIC", "PROHIBITED")


def test_an_answer_is_one_json_document(packaged: Workspace) -> None:
    result = packaged.check("SenseTime Group Inc.", as_of="2026-08-01")
    told = json.loads(json.dumps(result.to_json()))

    assert (told["query"], told["verdict"], told["purpose"]) == (
        "SenseTime Group Inc.",
        "REVIEW",
        "invest",
    )
    [regime] = [one for one in told["regimes"] if one["regime"] == "NS-CMIC"]
    assert {one["entity_id"]: one["verdict"] for one in regime["candidates"]} == {
        "us_dod_chinese_milcorps-sensetime-group-inc": "ALLOWED",
        "us_ofac_cons-33114": "PROHIBITED",
    }
    assert {one["regime"] for one in told["not_checked"]} >= {"SDN"}


def test_a_table_escapes_what_it_shows() -> None:
    page = table_html("<b>", [{"a": "<script>", "b": None}])

    assert "<script>" not in page
    assert "<caption>&lt;b&gt;</caption>" in page
    assert "<td>&lt;script&gt;</td><td></td>" in page
    assert table_html("none", []).count("<td>") == 0


def test_an_answer_shows_itself_in_a_notebook(packaged: Workspace) -> None:
    page = packaged.check("Hikvision", as_of="2022-06-06")._repr_html_()

    assert "<td>PROHIBITED</td>" in page
