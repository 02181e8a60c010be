"""Pictures of the screens of the web application: `python -m tests.docs.pictures [FOLDER]`.

They show what somebody sees who starts `proscribe serve` for the first time, hands in the example
portfolio and pastes the example article.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from signal import SIGTERM, Signals
from typing import Literal, TypeAlias

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import BROWSER_FLAGS, BROWSERS
from tests.docs.markdown import ROOT

Scheme: TypeAlias = Literal["light", "dark"]
Step: TypeAlias = Callable[[Page], object]

PICTURES = ROOT / "docs" / "pictures"
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTH = 1_280
_HEIGHT = 880
_PATIENCE_SECONDS = 60
_THEN = "as_of=2021-03-16&known_at=2021-03-06"
_XIAOMI = "us_dod_1237-xiaomi"
_EXAMPLES = resources.files("proscribe.workspace") / "examples"


def _at(path: str) -> Step:
    return lambda page: page.goto(path)


def _hand_in_portfolio(page: Page) -> None:
    page.goto(f"/portfolios?{_THEN}")
    page.set_input_files("#files", str(_EXAMPLES / "portfolio.csv"))
    page.get_by_role("button", name="Look at the columns").click()
    page.get_by_role("button", name="Screen").click()
    page.wait_for_selector("#lines")


def _hand_in_article(page: Page) -> None:
    page.goto("/articles")
    page.fill("#text", (_EXAMPLES / "article.txt").read_text(encoding="utf-8"))
    page.fill("#published", "2021-01-20")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".words")


def _latest(path: str, moment: str = "") -> Step:
    """Return a step that opens what was handed in last."""

    def step(page: Page) -> None:
        page.goto(f"{path}?{moment}")
        page.locator(".rows a").first.click()
        page.wait_for_load_state("networkidle")

    return step


# What happens before the first picture.
HANDED_IN: tuple[Step, ...] = (_hand_in_portfolio, _hand_in_article)
SCREENS: dict[str, Step] = {
    "ask": _at(f"/?q=Xiaomi&{_THEN}"),
    "subject": _at(f"/subjects/{_XIAOMI}?{_THEN}"),
    "consequences": _at(f"/subjects/{_XIAOMI}/consequences?{_THEN}"),
    "timeline": _at(f"/subjects/{_XIAOMI}/timeline?from=2021-03-06&to=2021-06-30"),
    "portfolios": _at("/portfolios"),
    "portfolio": _latest("/portfolios", _THEN),
    "article": _latest("/articles"),
    "review": _at("/review"),
    "changes": _at("/changes"),
    "source": _at("/changes/us_dod_1237"),
    "operations": _at("/operations"),
    "audit": _at("/operations#ledger"),
}


def main() -> None:
    """Write the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    _need_letters()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as link, browsing() as browser:
        state = _first_visit(browser, link)
        for scheme in SCHEMES:
            _picture(browser, link, scheme, state=state, folder=folder)


def _need_letters() -> None:
    fonts = shutil.which("fc-list")
    if fonts and not subprocess.check_output([fonts, ":lang=zh", "family"]).strip():
        raise SystemExit(
            "No font has Chinese letters, so names would be boxes in the pictures. "
            "Install one (Debian: fonts-noto-cjk)."
        )


def _first_visit(browser: Browser, link: str) -> dict[str, object]:
    """Come in, hand in the examples, and return the cookies of the session."""
    context = browser.new_context(base_url=_base(link), locale="en-GB")
    page = context.new_page()
    page.goto(link)
    for step in HANDED_IN:
        step(page)
    state = context.storage_state()
    context.close()
    return {**state}


def _picture(
    browser: Browser, link: str, scheme: Scheme, *, state: dict[str, object], folder: Path
) -> None:
    context = browser.new_context(
        base_url=_base(link), locale="en-GB", color_scheme=scheme, reduced_motion="reduce",
        viewport={"width": WIDTH, "height": _HEIGHT},
    )  # fmt: skip
    cookies = state["cookies"]
    assert isinstance(cookies, list)
    context.add_cookies(cookies)
    page = context.new_page()
    for name, step in SCREENS.items():
        step(page)
        page.screenshot(path=folder / f"{name}-{scheme}.png", animations="disabled")
    context.close()


def _base(link: str) -> str:
    return link.partition("/login")[0]


@contextmanager
def serving(data: Path, *options: str, end: Signals = SIGTERM) -> Iterator[str]:
    """Run `proscribe serve` on a store of its own until the block ends.

    Args:
        data: Its folder.
        options: Further options of the command.
        end: The signal that ends it.

    Yields:
        The first link; where somebody came in by it before, the address.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "proscribe", "serve", "--json", "--workers", "1"]
    environment = os.environ | {"PROSCRIBE_DATA": str(data)}
    environment.pop("PROSCRIBE_DB", None)
    with (
        (data / "serve.log").open("wb") as log,
        subprocess.Popen(
            [*command, "--port", str(port), *options], env=environment, stdout=subprocess.PIPE,
            stderr=log, text=True,
        ) as server,
    ):  # fmt: skip
        try:
            link = _link(server)
            _wait_for(link)
            yield link
        finally:
            server.send_signal(end)


def _link(server: subprocess.Popen[str]) -> str:
    printed = ""
    for line in server.stdout or ():
        printed += line
        if line == "}\n":
            told = json.loads(printed)
            return str(told["link"] or told["address"])
    raise SystemExit(f"The server ended before it served: {printed or 'it said nothing'}")


def _wait_for(link: str) -> None:
    for _ in range(_PATIENCE_SECONDS * 5):
        try:
            if httpx.get(f"{_base(link)}/healthz").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise SystemExit(f"Nothing answers at {_base(link)}.")


@contextmanager
def browsing() -> Iterator[Browser]:
    """Open the installed browser until the block ends."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise SystemExit("No Chromium was found. Install it (Debian: chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=[*BROWSER_FLAGS, "--lang=en-GB"]
        )
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
