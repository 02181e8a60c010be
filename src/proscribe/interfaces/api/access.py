"""Who asks: nothing but health is answered before a key was shown."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse

from proscribe.interfaces.api.rules import is_allowed, needed

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

OPEN_PATHS = frozenset({"/healthz", "/readyz"})
CALLER = "proscribe.caller"
_SCHEMES = ("apikey", "bearer")
# How long an answer about a key is believed, so that a revoked one stops working soon.
_BELIEVED_SECONDS = 1.0
_MOST_BELIEVED = 1_000


class Caller(Protocol):
    """Who asks."""

    @property
    def organisation(self) -> str:
        """The organisation whose lists and receipts are seen."""
        ...

    @property
    def name(self) -> str:
        """The user, or the key."""
        ...

    @property
    def role(self) -> str:
        """What they may do: ``reader``, ``analyst``, ``approver`` or ``administrator``."""
        ...

    @property
    def scopes(self) -> Collection[str]:
        """What the key was made for: ``ask``, ``manage`` and others."""
        ...


class Authenticator(Protocol):
    """Tells whose a key is."""

    def authenticate(self, token: str) -> Caller | None:
        """Return whose key that is; None where it is nobody's."""
        ...

    def has_users(self) -> bool:
        """Tell whether anybody was set up, so that other addresses may be served."""
        ...

    def wait(self, caller: Caller) -> float:
        """Return for how many seconds they must wait; 0 where they may ask now."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHolder:
    """Whoever holds the key of this server."""

    organisation: str = "default"
    name: str = "key"
    role: str = "administrator"
    scopes: Collection[str] = frozenset({"ask", "screen", "decide", "receipts", "manage"})


class OneKey:
    """Lets in who shows the one key that was made when the server started.

    Args:
        digest: SHA-256 of the key, hex: the key itself is not kept.
        organisation: Whose data they see.
    """

    def __init__(self, digest: str, organisation: str = "default") -> None:
        self._digest = digest
        self._organisation = organisation

    @classmethod
    def of(cls, key: str, organisation: str = "default") -> OneKey:
        """Return what lets in whoever shows that key, for an organisation."""
        return cls(sha256(key.encode()).hexdigest(), organisation)

    def authenticate(self, token: str) -> Caller | None:
        """Return the holder of the key; None for any other."""
        shown = sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
        known = KeyHolder(organisation=self._organisation)
        return known if hmac.compare_digest(shown, self._digest) else None

    def has_users(self) -> bool:
        """Tell that nobody was set up."""
        return False

    def wait(self, caller: Caller) -> float:
        """Let them ask as often as they like."""
        del caller
        return 0.0


class Gate:
    """Middleware that lets nobody in without a key, but to the open paths.

    Args:
        app: What is guarded.
        authenticator: Tells whose a key is.
    """

    def __init__(self, app: ASGIApp, authenticator: Authenticator) -> None:
        self._app = app
        self._authenticator = authenticator
        self._believed: OrderedDict[bytes, tuple[float, Caller]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in that shows a known key."""
        if scope["type"] == "lifespan" or scope.get("path") in OPEN_PATHS:
            await self._app(scope, receive, send)
            return
        token = token_of(scope)
        caller = None if token is None else await self._whose(token)
        if caller is None:
            await _refused(token)(scope, receive, send)
            return
        refused = self._too_often(caller) or _out_of_scope(caller, scope)
        if refused is not None:
            await refused(scope, receive, send)
            return
        scope[CALLER] = caller
        await self._app(scope, receive, send)

    def _too_often(self, caller: Caller) -> JSONResponse | None:
        seconds = self._authenticator.wait(caller)
        if not seconds:
            return None
        return JSONResponse(
            {"detail": "You ask too often. Wait as long as `Retry-After` says."},
            status_code=HTTPStatus.TOO_MANY_REQUESTS,
            headers={"retry-after": str(ceil(seconds))},
        )

    async def _whose(self, token: str) -> Caller | None:
        mark, now = sha256(token.encode("utf-8", "surrogatepass")).digest(), monotonic()
        known = self._believed.get(mark)
        if known is not None and known[0] > now:
            return known[1]
        caller = await run_in_threadpool(self._authenticator.authenticate, token)
        self._believed.pop(mark, None)
        if caller is not None:
            self._believed[mark] = (now + _BELIEVED_SECONDS, caller)
            if len(self._believed) > _MOST_BELIEVED:
                self._believed.popitem(last=False)
        return caller


def token_of(scope: Scope) -> str | None:
    """Return the key that a request shows: in its header, else in its address."""
    header = Headers(scope=scope).get("authorization")
    if header is not None:
        scheme, _, token = header.partition(" ")
        return token.strip() or None if scheme.lower() in _SCHEMES else None
    query = scope.get("query_string", b"")
    if b"api_key=" not in query and b"token=" not in query:
        return None
    found = parse_qs(query.decode("latin-1"))
    # yente's operators send the token of an update in a parameter of its own.
    names = ("api_key", "token") if scope.get("path") == "/updatez" else ("api_key",)
    return next((found[name][0] for name in names if found.get(name)), None)


def _out_of_scope(caller: Caller, scope: Scope) -> JSONResponse | None:
    if is_allowed(caller.role, caller.scopes, needed(scope["method"], scope["path"])):
        return None
    return JSONResponse({"detail": "This key is not for that."}, status_code=HTTPStatus.FORBIDDEN)


def _refused(token: str | None) -> JSONResponse:
    detail = (
        "No key was shown. Send `Authorization: ApiKey KEY`, `Bearer KEY`, or `?api_key=KEY`."
        if token is None
        else "This key is not known, has expired or was revoked."
    )
    return JSONResponse(
        {"detail": detail},
        status_code=HTTPStatus.UNAUTHORIZED,
        headers={"www-authenticate": 'ApiKey realm="proscribe", Bearer realm="proscribe"'},
    )
