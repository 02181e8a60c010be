"""The daily update on a day on which nothing changed, from a server on this machine.

What is measured is ours: starting, asking, reading, comparing. No network is between.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.case import Case, Places

LIST = "data/us_ofac_consolidated/2025-06-30/consolidated.xml"
KEY = "us_ofac_cons"
# Serves one file until its standard input is closed; with a mark only where it is told to.
SERVER = """
import sys, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
body, mark = Path(sys.argv[1]).read_bytes(), sys.argv[2]
class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        same = bool(mark) and self.headers.get("If-None-Match") == mark
        self.send_response(304 if same else 200)
        if mark:
            self.send_header("ETag", mark)
        if not same:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not same:
            self.wfile.write(body)
    def log_message(self, *_):
        pass
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
"""
# The settings stand in a file, as a server's operator would have them.
SETTINGS = 'data = "{work}"\n[urls]\n{key} = "http://127.0.0.1:{port}/list.xml"\n'


def serve_recorded_list(mark: str) -> Callable[[Places], None]:
    """Return a preparation: a server with a list, and a store that has its edition."""

    def prepare(places: Places) -> None:
        server = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(places.shared / LIST), mark],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(server.communicate)
        port = "" if server.stdout is None else server.stdout.readline().strip()
        settings = SETTINGS.format(work=places.work, key=KEY, port=port)
        (places.work / "proscribe.toml").write_text(settings, encoding="utf-8")
        os.environ.setdefault("NO_PROXY", "127.0.0.1")
        proscribe = Path(sys.executable).with_name("proscribe")
        command = [str(proscribe), "update", KEY]
        subprocess.run(command, cwd=places.work, check=True, capture_output=True)

    return prepare


def told_of_outcome(_places: Places, output: str) -> str:
    """Remark what the update found."""
    [source] = json.loads(output)["sources"]
    return f"{source['records']:,} records: {source['outcome'].replace('_', ' ')}"


def update_cases() -> Iterator[Case]:
    """Yield the cases of a day without a change."""
    for subject, mark in (
        ("the server says it is not modified", '"one"'),
        ("the server sends the same bytes", ""),
    ):
        yield Case(
            title="Update one list on a day without a change (target: 1 s)",
            subject=f"proscribe, {subject}",
            command=("proscribe", "update", KEY, "--json"),
            needs=(LIST,),
            prepare=serve_recorded_list(mark),
            remark=told_of_outcome,
        )


CASES = [*update_cases()]
