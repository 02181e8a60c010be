"""A downloader that does not wait, and a server to try it on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from proscribe.backends.fetch.download import Downloader
from proscribe.backends.fetch.patience import Patience
from tests.web import Web, serve

HASTY = Patience(
    timeout_seconds=5,
    total_seconds=10,
    attempts=3,
    first_wait=0.001,
    longest_wait=0.001,
    jitter=0,
    longest_retry_after=1,
)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reach the loopback directly, whatever the machine is set to."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as running:
        yield running


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """The folder of unfinished files."""
    return tmp_path / "parts"


@pytest.fixture
def downloader(parts: Path) -> Iterator[Downloader]:
    opened = Downloader(parts, patience=HASTY)
    yield opened
    opened.close()


@pytest.fixture
def make_downloader(parts: Path) -> Iterator[Callable[[Patience], Downloader]]:
    """Make a downloader of another patience, in the same folder."""
    opened: list[Downloader] = []

    def make(patience: Patience) -> Downloader:
        opened.append(Downloader(parts, patience=patience))
        return opened[-1]

    yield make
    for each in opened:
        each.close()
