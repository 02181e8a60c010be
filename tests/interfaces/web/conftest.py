"""One server for all tests of pages, and a visitor for each."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.interfaces.web.site import Site, Visitor, open_site, visiting


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with open_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    with visiting(browser, site) as found:
        yield found
        assert found.said == []
        assert found.elsewhere == []
        assert found.dialogs == []


@pytest.fixture(scope="session")
def portfolio() -> Path:
    return Path(str(resources.files("proscribe.workspace") / "examples" / "portfolio.csv"))


@pytest.fixture(scope="session")
def article() -> str:
    file = resources.files("proscribe.workspace") / "examples" / "article.txt"
    return file.read_text(encoding="utf-8")
