"""The way of every answer: written down, then sent."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from proscribe.interfaces.api.access import CALLER, Caller
from proscribe.interfaces.api.batching import Batcher
from proscribe.interfaces.api.rooms import desk_of
from proscribe.interfaces.api.slashes import has_escaped_slash
from proscribe.model.errors import AbsentError
from proscribe.workspace.service.door import Answered

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.requests import Request

    from proscribe.workspace.proof import Basis
    from proscribe.workspace.service.door import Principal, ServiceDoor

_Found = TypeVar("_Found")

_SEALED = "proscribe.sealed"
RECEIPT_HEADER = "x-proscribe-receipt"
JSON = "application/json"
# The key of a caller is no part of a question, nor is the wrapping of its answer.
_APART = frozenset({"api_key", "token", "callback", "_"})


class Recorder(Protocol):
    """Keeps a receipt of every answer."""

    async def record(
        self,
        caller: Caller,
        kind: str,
        question: Mapping[str, object],
        answer: bytes,
        *,
        basis: Basis | None = None,
    ) -> str | None:
        """Write down an answer before it is sent; return the receipt's id, where one is kept.

        Args:
            caller: Who asks.
            kind: The family of the question: ``match``, ``search``, ``check``, …
            question: Its path, query parameters, body, and the edition that answers.
            answer: The bytes that are sent.
            basis: What it rests on; None for what is on file as it is written down.
        """
        ...

    def record_all(self, answered: Sequence[Answered]) -> Sequence[str | None]:
        """Write down several answers in the thread that found them; return the receipts' ids."""
        ...


class NoRecorder:
    """Keeps no receipt."""

    def record_all(self, answered: Sequence[Answered]) -> Sequence[str | None]:
        """Keep nothing."""
        return [None] * len(answered)

    async def record(
        self,
        caller: Caller,
        kind: str,
        question: Mapping[str, object],
        answer: bytes,
        *,
        basis: Basis | None = None,
    ) -> str | None:
        """Keep nothing."""
        del caller, kind, question, answer, basis
        return None


class ReceiptRecorder:
    """Keeps the receipts of a workspace.

    Args:
        door: Writes them.
    """

    def __init__(self, door: ServiceDoor) -> None:
        self._door = door
        # Those that wait are written in one transaction: a commit costs more than many receipts.
        self._batcher: Batcher[Answered, str] = Batcher(door.write_all)

    def record_all(self, answered: Sequence[Answered]) -> Sequence[str | None]:
        """Write the receipts of answers; they are durable on return."""
        return self._door.write_all(answered)

    async def record(
        self,
        caller: Caller,
        kind: str,
        question: Mapping[str, object],
        answer: bytes,
        *,
        basis: Basis | None = None,
    ) -> str | None:
        """Write the receipt of an answer; it is durable on return."""
        # Whom the door let in is one of its own.
        principal = cast("Principal", caller)
        return await self._batcher.ask(
            Answered(principal=principal, kind=kind, question=question, answer=answer, basis=basis)
        )


async def answer(
    request: Request,
    kind: str,
    content: bytes | object,
    *,
    edition: str,
    body: object = None,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
    kept: bytes | None = None,
    at: datetime | None = None,
    basis: Basis | None = None,
) -> Response:
    """Return the response that sends an answer, after its receipt was written.

    Args:
        request: The request.
        kind: The family of the question.
        content: The answer: bytes of JSON, or what becomes JSON.
        edition: The edition that answered, where no basis is given.
        body: What was asked in the body of the request, where it had one.
        headers: Further headers.
        status: The status.
        kept: What the receipt keeps of the answer; None for the answer itself.
        at: The instant that was meant where none was named, where the answer tells it.
        basis: What the answer rests on; None for what that edition rests on.
    """
    sent = content if isinstance(content, bytes) else orjson.dumps(content)
    noted = sent if kept is None else kept
    if basis is not None:
        # The ledger itself may be ahead of what is ready.
        edition = await run_in_threadpool(desk_of(request).edition_at, basis)
    receipt = await leave(request, kind, noted, edition=edition, body=body, at=at, basis=basis)
    return respond(sent, edition=edition, receipt=receipt, headers=headers, status=status)


async def look_up(
    request: Request, kind: str, find: Callable[[], _Found], *, edition: str
) -> _Found | Response:
    """Return what is looked up; where it is not there, the answer that says so, with its receipt.

    Args:
        request: The request.
        kind: The family of the question.
        find: Looks it up, in another thread.
        edition: The edition that answers.
    """
    try:
        return await run_in_threadpool(find)
    except AbsentError as error:
        return await answer(
            request, kind, {"detail": str(error)}, edition=edition, status=HTTPStatus.NOT_FOUND
        )


def respond(
    content: bytes,
    *,
    edition: str,
    receipt: str | None,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """Return the response that sends an answer of which a receipt was written.

    Args:
        content: The answer, JSON.
        edition: The edition that answered.
        receipt: The id of the receipt, where one is kept.
        headers: Further headers.
        status: The status.
    """
    response = Response(content, status_code=status, media_type=JSON, headers=headers)
    response.headers["x-proscribe-edition"] = edition
    if receipt is not None:
        response.headers[RECEIPT_HEADER] = receipt
    return response


async def leave(
    request: Request,
    kind: str,
    kept: bytes,
    *,
    edition: str,
    body: object = None,
    at: datetime | None = None,
    basis: Basis | None = None,
) -> str | None:
    """Write the receipt of an answer, and return its id, where one is kept.

    Args:
        request: The request.
        kind: The family of the question.
        kept: What the receipt keeps of the answer.
        edition: The edition that answered.
        body: What was asked in the body of the request, where it had one.
        at: The instant that was meant where none was named, where the answer tells it.
        basis: What the answer rests on; None for what that edition rests on.
    """
    question = question_of(request, body) | {"edition": edition}
    if at is not None:
        question["at"] = at.isoformat()
    recorder: Recorder = request.app.state.recorder
    rests_on = basis or desk_of(request).basis_of(edition)
    return await recorder.record(request.scope[CALLER], kind, question, kept, basis=rests_on)


class Seal:
    """Leaves the receipt of an act before it is done, from the thread that does it.

    What cannot be proven is so not done; of an act that fails after its receipt, another says so.

    Args:
        request: The request.
        kind: The family of the act.
        body: What was asked in the body of the request, where it had one.

    Attributes:
        edition: The edition at that moment.
        receipt: The id of the receipt, where one is kept; None before.
    """

    def __init__(self, request: Request, kind: str, *, body: object = None) -> None:
        self.edition = desk_of(request).edition
        self.receipt: str | None = None
        self._loop = asyncio.get_running_loop()
        self._scope = request.scope
        self._leave = partial(leave, request, kind, edition=self.edition, body=body)

    def __call__(self, told: object) -> None:
        """Write the receipt of what will be answered; it is durable on return."""
        leaving = self._leave(orjson.dumps(told))
        self.receipt = asyncio.run_coroutine_threadsafe(leaving, self._loop).result()
        self._scope[_SEALED] = self

    async def undo(self, told: Mapping[str, object]) -> None:
        """Write that what was sealed was not done, or not to its end."""
        await self._leave(orjson.dumps({**told, "not_done": self.receipt}))

    def respond(self, told: object, *, status: int = 200, **headers: str) -> Response:
        """Return the response that tells what was done."""
        return respond(
            orjson.dumps(told),
            edition=self.edition,
            receipt=self.receipt,
            headers=headers,
            status=status,
        )


def sealed_by(request: Request) -> Seal | None:
    """Return what left the receipt of an act of this request; None where nothing did."""
    found: Seal | None = request.scope.get(_SEALED)
    return found


def question_of(request: Request, body: object) -> dict[str, object]:
    """Return what a receipt keeps of a question, but the edition that answers it."""
    pairs = request.query_params.multi_items() if request.scope["query_string"] else []
    raw: bytes = request.scope.get("raw_path") or b""
    return {
        "method": request.method,
        "path": request.scope["path"],
        **({"raw_path": raw.decode("ascii")} if has_escaped_slash(raw) else {}),
        "query": [pair for pair in pairs if pair[0] not in _APART],
        "body": body,
    }


def digest_of(content: bytes) -> bytes:
    """Return what stands for an answer that shall not be kept a second time."""
    return orjson.dumps({"sha256": sha256(content).hexdigest(), "size": len(content)})
