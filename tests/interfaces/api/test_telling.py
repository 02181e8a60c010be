"""What logs tell: where a request went and why it failed, and nothing of whom it was about."""

from __future__ import annotations

import json
import logging

import pytest
import structlog
from fastapi import FastAPI
from starlette.types import Message
from structlog.testing import capture_logs

from proscribe.interfaces.api.errors import handle_errors
from proscribe.interfaces.api.limits import Envelope
from proscribe.interfaces.api.telling import log_lines, reason_of
from proscribe.model.errors import Place, StoreError
from tests.apart import run_apart
from tests.interfaces.api.running import Document

NAME = "Jane Roe"


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (StoreError("the disk is full.", where=Place(file=f"{NAME}.csv")), "the disk is full."),
        (OSError(28, "No space left on device", f"/spool/{NAME}.csv"), "No space left on device"),
        (OSError(NAME), "OSError"),
        (ValueError(NAME), "ValueError"),
    ],
)
def test_a_reason_names_no_file_and_quotes_nothing(error: Exception, why: str) -> None:
    assert reason_of(error) == why


@pytest.mark.parametrize("error", [StoreError("away."), OSError(5, "I/O", NAME)])
def test_an_answer_that_failed_is_told_by_its_route(error: Exception) -> None:
    async def fail() -> None:
        raise error

    app = FastAPI()
    app.get("/entities/{entity_id}")(fail)
    handle_errors(app)
    statuses: list[int | None] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        statuses.append(message.get("status"))

    scope = {"type": "http", "method": "GET", "path": f"/entities/{NAME}", "headers": [],
             "query_string": b"q=Jane"}  # fmt: skip
    with capture_logs() as logs:
        run_apart(Envelope(app, lambda: "")(scope, receive, send))

    assert statuses[0] == 503
    (line,) = logs
    assert line["route"] == "/entities/{entity_id}"
    assert line["defect"].startswith(type(error).__name__)
    assert "Jane" not in str(logs)


def test_what_libraries_log_is_a_line_of_json_without_what_they_were_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def told(name: str, text: str, *given: object, error: Exception | None = None) -> Document:
        logging.getLogger(name).warning(text, *given, exc_info=error)
        return json.loads(capsys.readouterr().err)

    root = logging.getLogger()
    before = [*root.handlers], root.level
    try:
        log_lines()
        plain = told("python_multipart.multipart", "Refused %s\n", NAME)
        other = told("asyncio", f"lost {NAME}", error=ValueError(NAME))
    finally:
        root.handlers[:], root.level = before
        structlog.reset_defaults()

    assert (plain["event"], plain["level"], plain["logger"]) == (
        "Refused %s", "warning", "python_multipart.multipart",
    )  # fmt: skip
    assert (other["event"], other["error"]) == ("library_told", "ValueError")
    assert "Jane" not in str((plain, other))
