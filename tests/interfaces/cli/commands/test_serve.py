from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.interfaces.cli.running import Command

_PATIENCE = 120


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def test_several_processes_answer_and_stop_when_told(folder: Path) -> None:
    port = free_port()
    program = "import sys; from proscribe.interfaces.cli.main import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "serve", "--port", str(port), "--workers", "2"]
    with subprocess.Popen(
        [*command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as server:  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            wait(f"{url}/readyz")
            assert httpx.get(f"{url}/catalog").status_code == 401
        finally:
            server.send_signal(signal.SIGTERM)
            out, _ = server.communicate(timeout=_PATIENCE)
    told = json.loads(out)

    assert told["address"] == url
    assert told["key"].startswith("psk_")


def wait(url: str) -> None:
    patience = time.monotonic() + _PATIENCE
    while time.monotonic() < patience:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(url)


def test_other_addresses_are_refused_while_nobody_is_set_up(proscribe: Command) -> None:
    done = proscribe("serve", "--host", "0.0.0.0")  # noqa: S104 - it is refused

    assert done.code == 2
    assert "nobody was set up" in done.err
