from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from tests.interfaces.api.doors import House


def samples(house: House) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    answer = house.here["administrator"].get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (one.name, frozenset(one.labels.items())): one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


def test_requests_are_counted_by_the_template_of_their_address(house: House) -> None:
    for name in ("one", "two", "three"):
        assert house.analyst.get(f"/entities/{name}").status_code == 404
    house.analyst.get("/nowhere/at-all")

    found = samples(house)
    labels = {"method": "GET", "route": "/entities/{entity_id}", "status": "404"}
    assert found["proscribe_http_requests_total", frozenset(labels.items())] == 3
    assert "at-all" not in repr(found)
    assert not {"two", "one of"} & {value for _, kept in found for _, value in kept}


def test_jobs_and_refusals_are_counted(house: House) -> None:
    house.screened(actions="buy", formats="csv")
    assert house.here["reader"].get("/v1/audit").status_code == 403

    found = samples(house)
    assert found["proscribe_jobs", frozenset({("state", "done")})] >= 1
    assert found["proscribe_access_refused_total", frozenset({("why", "role")})] >= 1
    assert found["proscribe_alerts_waiting", frozenset()] == 0
    counted = {name for name, _ in found if name.endswith(("_total", "_count"))}
    moved = {name for (name, _), value in found.items() if value}
    assert counted <= moved, "a counter that stands still whatever happens tells what is not so"


def test_metrics_are_for_those_who_manage(house: House) -> None:
    for role in ("reader", "analyst", "approver"):
        assert house.here[role].get("/metrics").status_code == 403
