"""What Prometheus reads of a service."""

from __future__ import annotations

from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from proscribe.version import VERSION
from proscribe.workspace import Workspace
from proscribe.workspace.metrics import Metrics, StoreMetrics


def read(metrics: Metrics) -> dict[tuple[str, str], float]:
    families = text_string_to_metric_families(metrics.text().decode())
    return {
        (sample.name, ",".join(text for _, text in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_what_is_counted_is_told(workspace: Workspace) -> None:
    metrics = Metrics()
    metrics.requests.labels("POST", "/match/{dataset}", "200").inc()
    metrics.seconds.labels("/match/{dataset}").observe(0.003)
    metrics.watch_store(StoreMetrics(workspace.jobs, workspace.watches, workspace.sources()))

    told = read(metrics)

    assert told["proscribe_http_requests_total", "POST,/match/{dataset},200"] == 1
    assert told["proscribe_http_request_seconds_bucket", "0.005,/match/{dataset}"] == 1
    assert told["proscribe_http_request_seconds_bucket", "0.0025,/match/{dataset}"] == 0
    assert told["proscribe_build", VERSION] == 1
    assert told["proscribe_jobs", "queued"] == 0
    assert told["proscribe_alerts_waiting", ""] == 0
    assert told["proscribe_list_fetched_seconds", "us_dod_1237"] >= 0


def test_what_the_store_knows_is_read_anew_each_time(workspace: Workspace, tmp_path: Path) -> None:
    metrics = Metrics()
    metrics.watch_store(StoreMetrics(workspace.jobs, workspace.watches))
    waiting = ("proscribe_alerts_waiting", "")
    workspace.watches.add("Acme Trading", by="ana", reason="a customer", actions=["buy"])
    assert read(metrics)[waiting] == 0

    house = tmp_path / "house.csv"
    house.write_text("id,schema,name\n1,Company,Acme Trading\n")
    workspace.import_files("list", house, published="2026-01-05")
    workspace.watches.run()

    assert read(metrics)[waiting] == 1
