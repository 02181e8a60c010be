"""What one process of the pages' benchmark does: `paint_job.py`.

It starts `proscribe serve` on a new store, comes in with a browser and opens each page, once what
is warm is warm, several times with nothing in the browser's cache. It prints one line of JSON: for
each page the median of the first contentful paint in milliseconds, as the browser tells it, and
what the page weighed in bytes.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    # Run as a file, from a folder of its own.
    sys.path[0] = str(Path(__file__).parent.parent)

from benchmarks.service_job import read_opening, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = {
    "ask": "/?q=Xiaomi",
    "subject": "/subjects/us_dod_1237-xiaomi",
    "consequences": "/subjects/us_dod_1237-xiaomi/consequences",
    "time line": "/subjects/us_dod_1237-xiaomi/timeline",
    "portfolios": "/portfolios",
    "review": "/review",
    "lists": "/changes",
    "operations": "/operations",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--disable-background-networking", "--disable-component-update", "--no-sandbox")
VISITS = 5
_PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""
_BYTES = """() => performance.getEntries().reduce((sum, one) => sum + (one.transferSize || 0), 0)"""


def main() -> None:
    """Measure, and print what was found."""
    from playwright.sync_api import sync_playwright

    # Who came by the link of an earlier run is somebody set up: then there is none.
    shutil.rmtree("data", ignore_errors=True)
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "proscribe", "serve", "--port", str(port), "--json"]
    server = subprocess.Popen(
        [*command, "--workers", "1", "--jobs", "0"],
        env=os.environ | {"PROSCRIBE_DATA": "data"}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        opening = read_opening(server)
        wait_for(f"{opening['address']}/readyz")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
            print(json.dumps(visit(browser, opening["address"], opening["link"])))
            browser.close()
    finally:
        server.terminate()
        server.communicate()


def visit(browser: Browser, address: str, link: str) -> dict[str, dict[str, float]]:
    """Open each page several times; return the median of its paint, and its weight."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    cache = context.new_cdp_session(page)
    cache.send("Network.enable")
    cache.send("Network.setCacheDisabled", {"cacheDisabled": True})
    told = {}
    for name, path in PAGES.items():
        paints, weight = [], 0
        for _ in range(1 + VISITS):
            page.goto(address + path, wait_until="networkidle")
            page.wait_for_function(_PAINT)
            paints.append(page.evaluate(_PAINT))
            weight = page.evaluate(_BYTES)
        told[name] = {"ms": statistics.median(paints[1:]), "bytes": weight}
    context.close()
    return told


if __name__ == "__main__":
    main()
