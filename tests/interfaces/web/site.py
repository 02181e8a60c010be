"""A real server with the pages, and a browser that is looked over the shoulder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import resources
from pathlib import Path
from threading import Event, Thread
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from proscribe.interfaces.api.access import OneKey
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.interfaces.web import mount_web
from proscribe.interfaces.web.doors import KeyDoor
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.jobs import Pace
from tests.interfaces.api.running import KEY, Written, serving

# What JSON is, whose shape the assertions check.
Document: TypeAlias = Any
EVIL = "<script>alert(1)</script> Holdings Ltd"
XIAOMI = "us_dod_1237-xiaomi"
# A screening is a process of its own, and the machine may be busy.
REPORT_MS = 120_000
_GRAVE = ("serious", "critical")
_AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running server.

    Attributes:
        url: Its address.
        workspace: What it answers from.
        written: What it recorded.
        folder: Where its data are.
    """

    url: str
    workspace: Workspace
    written: Written
    folder: Path


@contextmanager
def open_site(folder: Path, *, works: bool = True) -> Iterator[Site]:
    """Run the pages on packaged facts and a list with an evil name, until the block ends.

    Args:
        folder: Where the data are.
        works: Whether there is a worker for jobs.
    """
    settings = Settings(db=f"sqlite:///{folder / 'ledger.db'}", data=folder / "data")
    written = Written()
    with open_workspace(settings=settings) as workspace:
        own = folder / "own.csv"
        own.write_text(f'id,schema,name\nevil,Company,"{EVIL}"\n', encoding="utf-8")
        workspace.import_files("list", own, published="2021-01-01")
        desk = workspace.service()
        desk.follow()
        key = OneKey(sha256(KEY.encode()).hexdigest())
        app = create_app(Shelf(workspace=workspace, desk=desk, looks_seconds=3_600), key, written)
        mount_web(app, workspace, KeyDoor(key), written)
        with serving(app) as url, working(workspace) if works else nullcontext():
            yield Site(url=url, workspace=workspace, written=written, folder=folder)


@contextmanager
def working(workspace: Workspace) -> Iterator[None]:
    """Have jobs run until the block ends."""
    stop = Event()
    runner = workspace.jobs.runner(pace=Pace(poll=0.1, beat=0.3))
    worker = Thread(target=runner.work, args=(stop,))
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


@dataclass(slots=True, kw_only=True)
class Visitor:
    """Somebody with a browser.

    Attributes:
        page: The page they see.
        site: The server.
        said: What the console said.
        asked: The addresses that were asked for.
        dialogs: What popped up.
        weights: Bytes of each response, by address.
    """

    page: Page
    site: Site
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)

    def go(self, path: str) -> Page:
        """Open a page; return it."""
        self.asked.clear()
        self.page.goto(self.site.url + path)
        return self.page

    @property
    def elsewhere(self) -> list[str]:
        """What was asked of other hosts."""
        own = urlsplit(self.site.url).netloc
        return [one for one in self.asked if urlsplit(one).netloc != own]

    def screen(self, *files: Path, params: str = "") -> Page:
        """Hand a portfolio in, take the columns as they are guessed, and wait for the report."""
        page = self.go(f"/portfolios?{params}")
        page.set_input_files("#files", [*files])
        page.get_by_role("button", name="Look at the columns").click()
        page.get_by_role("button", name="Screen").click()
        page.wait_for_selector("#lines", timeout=REPORT_MS)
        return page

    def faults(self) -> list[str]:
        """Return the grave faults of the page for people who see or use it otherwise."""
        self.page.evaluate(_AXE)
        found: Document = self.page.evaluate("() => axe.run(document)")
        return [
            f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
            for one in found["violations"]
            if one["impact"] in _GRAVE
            for node in one["nodes"]
        ]

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """Return the words of what has the focus."""
        words: str = self.page.evaluate(
            "() => { const e = document.activeElement;"
            " return e.getAttribute('aria-label') || e.innerText || e.id }"
        )
        return words.strip()

    def tab_to(self, words: str, most: int = 80) -> None:
        """Go to what has those words by the tab key alone."""
        for _ in range(most):
            self.press("Tab")
            if self.focused().startswith(words):
                return
        raise AssertionError(f"the tab key never comes to {words!r}")


@contextmanager
def visiting(
    browser: Browser,
    site: Site,
    *,
    key: str = KEY,
    **options: Any,  # noqa: ANN401 - of the driver
) -> Iterator[Visitor]:
    """Let somebody in who has logged in; nothing in the console and nothing of other hosts."""
    context: BrowserContext = browser.new_context(**({"locale": "en-GB"} | options))
    context.set_default_timeout(30_000)
    page = context.new_page()
    visitor = Visitor(page=page, site=site)

    def popped_up(dialog: Any) -> None:  # noqa: ANN401 - of the driver
        visitor.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("console", lambda message: visitor.said.append(message.text))
    page.on("pageerror", lambda error: visitor.said.append(str(error)))
    page.on("request", lambda request: visitor.asked.append(request.url))
    page.on("dialog", popped_up)
    try:
        page.goto(f"{site.url}/login?token={key}")
        yield visitor
    finally:
        context.close()
