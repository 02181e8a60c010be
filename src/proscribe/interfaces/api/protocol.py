"""HTTP as it comes off the wire; what cannot be read as a request is refused as JSON, too."""

from __future__ import annotations

from http import HTTPStatus

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from proscribe.interfaces.api.limits import MOST_URL_BYTES, URL_TOO_LONG


class Protocol(HttpToolsProtocol):
    """The server's protocol, with the refusals of the OpenAPI document."""

    def send_400_response(self, msg: str) -> None:
        """Refuse what the application never gets to see, and hang up.

        Args:
            msg: Why.
        """
        # The parser gives up on the longest addresses before the application can measure them.
        is_long = len(getattr(self, "url", b"")) > MOST_URL_BYTES
        status = HTTPStatus.REQUEST_URI_TOO_LONG if is_long else HTTPStatus.BAD_REQUEST
        content = orjson.dumps({"detail": URL_TOO_LONG if is_long else msg})
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(content)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode("ascii") + content)
        self.transport.close()
