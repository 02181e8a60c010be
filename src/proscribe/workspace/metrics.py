"""What is counted of a running service, as Prometheus reads it; no label names a person or a query.

Counters are of one process and live in a registry of their own. What the store knows (jobs, alerts,
the age of lists) is read from it when somebody asks, so that it is right whichever process answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from proscribe.version import VERSION

if TYPE_CHECKING:
    from proscribe.workspace.jobs import JobDesk
    from proscribe.workspace.results import SourceStatus
    from proscribe.workspace.watches import WatchDesk

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Seconds: from a match to a report.
_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Everything that is counted; each process has one.

    Attributes:
        requests: Requests answered, by method, route (the template, never the path) and status.
        seconds: How long they took, by route.
        in_flight: Requests being answered.
        access_refused: Requests refused, by why: ``key``, ``role``, ``rate``.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._count_requests(self.registry)
        self._tell_version(self.registry)

    def _count_requests(self, kept: CollectorRegistry) -> None:
        self.requests = Counter(
            "proscribe_http_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=kept,
        )
        self.seconds = Histogram(
            "proscribe_http_request_seconds",
            "How long requests took.",
            ("route",),
            buckets=_FAST,
            registry=kept,
        )
        self.in_flight = Gauge(
            "proscribe_http_requests_in_flight",
            "Requests being answered.",
            registry=kept,
        )
        self.access_refused = Counter(
            "proscribe_access_refused",
            "Requests refused.",
            ("why",),
            registry=kept,
        )

    def _tell_version(self, kept: CollectorRegistry) -> None:
        built = Gauge(
            "proscribe_build", "The version that runs; its value is 1.", ("version",), registry=kept
        )
        built.labels(VERSION).set(1)

    def watch_store(self, store: StoreMetrics) -> None:
        """Have what the store knows told, too."""
        self.registry.register(store)

    def text(self) -> bytes:
        """Return everything as Prometheus reads it."""
        return generate_latest(self.registry)


class StoreMetrics(Collector):
    """What the store knows, read when it is asked.

    Args:
        jobs: The jobs.
        watches: The watches and alerts.
        sources: The state of each list.
    """

    def __init__(
        self, jobs: JobDesk, watches: WatchDesk, sources: tuple[SourceStatus, ...] = ()
    ) -> None:
        self._jobs = jobs
        self._watches = watches
        self._sources = sources

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Say nothing beforehand: else the store would be asked when this is registered."""
        yield from ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield what the store knows now."""
        jobs = GaugeMetricFamily("proscribe_jobs", "Jobs on file by state.", labels=["state"])
        for state, number in self._jobs.counts().items():
            jobs.add_metric([state.value], number)
        yield jobs
        alerts = "Alerts that nobody has acknowledged."
        yield GaugeMetricFamily("proscribe_alerts_waiting", alerts, value=self._watches.waiting())
        ages = GaugeMetricFamily(
            "proscribe_list_fetched_seconds", "Seconds since a list was fetched.", labels=["source"]
        )
        now = datetime.now(UTC)
        for status in self._sources:
            if status.edition is not None:
                fetched = (now - status.edition.fetched_at).total_seconds()
                ages.add_metric([status.key], fetched)
        yield ages


def store_text(jobs: JobDesk, watches: WatchDesk, sources: Iterable[SourceStatus]) -> bytes:
    """Return what the store knows now, as Prometheus reads it.

    Args:
        jobs: The jobs.
        watches: The watches and alerts.
        sources: The state of each list, as it is now.

    Raises:
        StoreError: The store cannot be read.
    """
    registry = CollectorRegistry()
    registry.register(StoreMetrics(jobs, watches, tuple(sources)))
    return generate_latest(registry)
