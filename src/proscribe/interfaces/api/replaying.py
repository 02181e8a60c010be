"""Asks again what was asked over HTTP, of the lists as they were and at that instant."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

from proscribe.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI
    from starlette.types import Message

    from proscribe.workspace import Workspace
    from proscribe.workspace.pages.using import PageDesk

# Answers that rest on the lists, the law and the instant alone.
KINDS = (
    *("match", "search", "entity", "adjacent", "statements", "suggest"),
    *("reconcile", "extend", "preview"),
    *("check", "dossier", "timeline", "diff", "read"),
)
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"
_KEY = "again"
# That somebody is not on file is an answer, too.
_ANSWERS = (200, 404)
# So much of an edition says when its newest list was recorded; the rest depends on the program.
_RECORDED = len("YYYYMMDDHHMMSS")


class HttpRepeat:
    """Asks again; a workspace has it for each kind after ``register``.

    Args:
        desk: Returns what was handed in through the pages.
    """

    def __init__(self, desk: Callable[[], PageDesk]) -> None:
        self._desk = desk
        self._at = datetime.min.replace(tzinfo=UTC)
        self._held: tuple[Workspace, date, FastAPI] | None = None

    def __call__(self, workspace: Workspace, question: dict[str, Any]) -> bytes:
        """Return the bytes that are answered to a question.

        Args:
            workspace: The store as it was.
            question: The question as its receipt has it.

        Raises:
            InputError: It cannot be asked again, or is refused by now.
        """
        if "article" in question:
            article = self._desk().articles.read_again(workspace, question["article"])
            return orjson.dumps(article.to_json(), default=str)
        body = _body(question)
        self._at = datetime.fromisoformat(question["at"])
        app = self._app(workspace, self._at.date())
        _check_edition(app.state.rooms.first.desk.edition, question)
        # In a thread of its own: the caller may be within a running loop, as in a notebook.
        with ThreadPoolExecutor(max_workers=1) as apart:
            status, answer = apart.submit(asyncio.run, _asked(app, question, body)).result()
        if status not in _ANSWERS:
            raise InputError(f"what was answered then is refused with {status} now.")
        return answer

    def _app(self, workspace: Workspace, day: date) -> FastAPI:
        """Return an application on the store as it was; what is ready serves a whole day."""
        from proscribe.interfaces.api.access import OneKey
        from proscribe.interfaces.api.app import Shelf, create_app

        if self._held is None or self._held[:2] != (workspace, day):
            desk = workspace.service(clock=lambda: self._at)
            desk.follow()
            shelf = Shelf(workspace=workspace, desk=desk, looks_seconds=3_600)
            app = create_app(shelf, OneKey.of(_KEY, workspace.organisation))
            self._held = (workspace, day, app)
        return self._held[2]


def register(workspace: Workspace) -> None:
    """Have a workspace ask again what was asked over HTTP, where that can be done."""
    repeat = HttpRepeat(workspace.page_desk)
    workspace.receipts.kinds.update({f"http_{kind}": repeat for kind in KINDS})


def _check_edition(edition: str, question: dict[str, Any]) -> None:
    """Refuse what was answered from other lists than were on file by then.

    Raises:
        InputError: Newer ones were on file, and not ready yet.
    """
    then = question["edition"]
    is_ready_made = not question["path"].startswith("/v1/")
    if is_ready_made and then[:_RECORDED] != edition[:_RECORDED]:
        raise InputError(
            f"it was answered from edition {then} while a newer one was being made ready, and "
            "what answered meanwhile cannot be had again."
        )


def _body(question: dict[str, Any]) -> bytes:
    if "body" not in question:
        raise InputError(
            "it was shown as a page of the web application, and pages are not asked again.",
            remedy="Ask the same by `proscribe check` or /v1; the answer is in the receipt.",
        )
    body = question["body"]
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    if question["path"] == "/v1/read":
        if body.get("text") is None:
            raise InputError(
                "the article was a file, or at an address, and is not on file itself.",
                remedy="Keep what matters; send it as text to have it with the receipt.",
            )
        body = {"text": body["text"]}
    if _is_form(question):
        if not all(isinstance(value, str) for value in body.values()):
            raise InputError(
                "an older version answered it, and kept the queries without the order they had."
            )
        return urlencode(body).encode()
    return orjson.dumps(body)


def _is_form(question: dict[str, Any]) -> bool:
    return bool(question["path"].startswith("/reconcile/"))


async def _asked(app: FastAPI, question: dict[str, Any], body: bytes) -> tuple[int, bytes]:
    """Return the status and the body that an application answers with."""
    kind = _FORM if _is_form(question) else _JSON
    headers = [
        (b"authorization", f"Bearer {_KEY}".encode()), (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
    ]  # fmt: skip
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": question["method"],
        "scheme": "http",
        "path": question["path"],
        "raw_path": question.get("raw_path", question["path"]).encode(),
        "query_string": urlencode([(name, value) for name, value in question["query"]]).encode(),
        "headers": headers,
        "client": None,
        "server": None,
        "root_path": "",
    }
    status, parts = 0, []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    async with app.router.lifespan_context(app):
        await app(scope, receive, send)
    return status, b"".join(parts)
