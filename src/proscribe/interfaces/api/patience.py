"""How slowly a body may come: who is slow on purpose must not hold what others need."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Receive

BODY_SECONDS = 20.0
BODY_BYTES_A_SECOND = 16_384


class TooSlowError(Exception):
    """The body of a request comes too slowly to be waited for."""


def patient(
    receive: Receive, seconds: float = BODY_SECONDS, bytes_a_second: int = BODY_BYTES_A_SECOND
) -> Receive:
    """Return what reads a body as long as it comes at some pace.

    Args:
        receive: Reads the next part.
        seconds: How long it may take besides.
        bytes_a_second: The pace, in bytes a second.

    Raises:
        TooSlowError: On reading, where the body comes too slowly.
    """
    until = asyncio.get_running_loop().time() + seconds
    whole = False

    async def receiving() -> Message:
        nonlocal until, whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise TooSlowError from None
        until += len(message.get("body", b"")) / bytes_a_second
        whole = not message.get("more_body", False)
        return message

    return receiving
