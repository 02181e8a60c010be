"""What all tests share: data beside the checkout, a database server, a browser, goldens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests import goldens, postgresql
from tests.requirement import absent

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What a browser asks of the network by itself would only fail, and be slow, behind a closed one.
BROWSER_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # as root, Chromium starts only without
)

# Two busy cores make any deadline a gamble; the same examples in every run make failures ours.
settings.register_profile("proscribe", deadline=None, derandomize=True)
settings.load_profile("proscribe")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the goldens anew")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name cases of raw bytes alike in every process: packed ones hold the time of day."""
    return "bytes" if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --golden, run only the tests that have one."""
    if not config.getoption("--golden"):
        return
    chosen = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published editions and reference cases that lies beside the checkout."""
    named = os.environ.get("PROSCRIBE_TEST_DATA", "../shared")
    folder = (ROOT / named).resolve()
    if not folder.is_dir():
        absent(f"The test data in {folder}", "set PROSCRIBE_TEST_DATA to the folder that has it")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in the folder `golden` beside the test.

    `make golden` writes the files; a missing one fails, so that none is made in passing.
    """
    folder = request.path.parent / "golden"
    rewrite = bool(request.config.getoption("--golden"))

    def compare(name: str, actual: str) -> None:
        goldens.compare(folder / name, actual, rewrite=rewrite)

    return compare


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgresql.Server]:
    """A PostgreSQL server of our own, one for each test process."""
    programs = postgresql.find_programs()
    if programs is None:
        absent("PostgreSQL", "install its server (Debian: postgresql)")
    with postgresql.serve(programs) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres: postgresql.Server) -> str:
    """The address of the server's maintenance database, as SQLAlchemy takes it."""
    return postgres.url()


@pytest.fixture
def postgres_database(postgres: postgresql.Server) -> Iterator[str]:
    """The address of a new, empty PostgreSQL database, as SQLAlchemy takes it."""
    with postgres.fresh_database() as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program of the installed browser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        absent("Chromium", "install it (Debian: chromium)")
    return Path(found)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """The installed browser without a window, driven by Playwright."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=[*BROWSER_FLAGS])
        yield running
        running.close()
