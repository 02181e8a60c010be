"""One request of a page, and the page or the data that answers it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from proscribe.interfaces.web.doors import (
    SESSION_COOKIE,
    VISIT_COOKIE,
    fits_form,
    form_token,
    may,
)
from proscribe.interfaces.web.guarding import CALLER, wants_json
from proscribe.interfaces.web.moments import Moments
from proscribe.interfaces.web.reader import Reader
from proscribe.interfaces.web.rendering import render
from proscribe.interfaces.web.words import Words
from proscribe.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from proscribe.interfaces.api.access import Caller
    from proscribe.interfaces.api.answers import Recorder
    from proscribe.interfaces.web.doors import Door
    from proscribe.workspace import Workspace
    from proscribe.workspace.pages.using import PageDesk
    from proscribe.workspace.proof import Basis

JSON = "application/json"
# Each column of each file of an upload has one.
MOST_FIELDS = 4_000


class NotAllowedError(InputError):
    """Somebody may not do that."""


class StrayFormError(InputError):
    """A form that did not come from a page of ours, or one that is too old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What all pages share; requests find it as ``app.state.site``.

    Attributes:
        workspace: Where everything is answered.
        desk: What was handed in through pages.
        door: Who may come in.
        recorder: Keeps a receipt of every answer.
    """

    workspace: Workspace
    desk: PageDesk
    door: Door
    recorder: Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form that was sent.

    Attributes:
        texts: What was written or chosen, by field.
        files: The files, by field: name and content of each.
    """

    texts: Mapping[str, tuple[str, ...]]
    files: Mapping[str, tuple[tuple[str, bytes], ...]]

    def text(self, field: str, otherwise: str = "") -> str:
        """Return what was written into a field."""
        return self.texts.get(field, (otherwise,))[0]


async def _sent(form: FormData) -> Sent:
    texts: dict[str, tuple[str, ...]] = {}
    files: dict[str, tuple[tuple[str, bytes], ...]] = {}
    for field, value in form.multi_items():
        if isinstance(value, str):
            texts[field] = (*texts.get(field, ()), value)
        elif value.filename:
            files[field] = (*files.get(field, ()), (value.filename, await value.read()))
    return Sent(texts=texts, files=files)


class Visit:
    """One request.

    Args:
        request: The request.
        refused: Whether it was refused, and the page says why.
        place: Where another moment is asked for; None for this very address.

    Raises:
        InputError: Its address names a moment that cannot be read: an answer for another
            moment would be taken for the one that was asked for.
    """

    def __init__(
        self, request: Request, *, refused: bool = False, place: str | None = None
    ) -> None:
        self.request = request
        self.place = request.url.path if place is None else place
        self.site: Site = request.app.state.site
        self.caller: Caller | None = request.scope.get(CALLER)
        self._sealed: tuple[str, str | None] | None = None
        if self.moments.problem and not refused:
            raise InputError(self.moments.problem)

    @cached_property
    def reader(self) -> Reader:
        """Who reads it."""
        return Reader.of(self.request.headers.get("accept-language", ""))

    @cached_property
    def moments(self) -> Moments:
        """What it is asked as of."""
        return Moments.of(self.request.query_params)

    @cached_property
    def words(self) -> Words:
        """How it words what it shows."""
        return Words(self.reader, self.site.workspace.laws())

    @property
    def organisation(self) -> str:
        """Whose data are shown."""
        return "" if self.caller is None else self.caller.organisation

    @property
    def workspace(self) -> Workspace:
        """Where everything is answered, as the organisation of who asks has it."""
        own = self.site.workspace
        return own.of(self.organisation) if self.organisation else own

    @property
    def by(self) -> str:
        """Who asks."""
        return "" if self.caller is None else self.caller.name

    def asked(self, name: str, otherwise: str = "") -> str:
        """Return what the address says of something."""
        return self.request.query_params.get(name, otherwise).strip()

    @property
    def secret(self) -> str:
        """What only this visitor knows: forms are bound to it."""
        cookies = self.request.cookies
        return cookies.get(SESSION_COOKIE, "") if self.caller else cookies.get(VISIT_COOKIE, "")

    def need(self, role: str) -> None:
        """Refuse whoever is less than that.

        Raises:
            NotAllowedError: They are.
        """
        if self.caller is None or not may(self.caller, role):
            raise NotAllowedError(
                str(self.reader.texts("error.role", role=self.reader.texts(f"role.{role}")))
            )

    def from_here(self) -> StrayFormError:
        """Refuse what another site sent; return the refusal for what else is wrong with a form.

        Raises:
            StrayFormError: Another site sent it.
        """
        origin = self.request.headers.get("origin")
        stray = StrayFormError(str(self.reader.texts("error.stray_form")))
        if origin is not None and urlsplit(origin).netloc != self.request.headers.get("host", ""):
            raise stray
        return stray

    async def form(self) -> Sent:
        """Return the form that was sent.

        Raises:
            StrayFormError: It did not come from a page of ours.
        """
        stray = self.from_here()
        async with self.request.form(max_files=20, max_fields=MOST_FIELDS) as form:
            if not fits_form(self.secret, str(form.get("form_token", ""))):
                raise stray
            return await _sent(form)

    async def receipt(
        self,
        kind: str,
        document: object,
        *,
        asked: Mapping[str, object] = MappingProxyType({}),
        basis: Basis | None = None,
    ) -> str | None:
        """Write an answer down; return the receipt, where one is kept.

        Args:
            kind: The family of the question.
            document: The answer.
            asked: What was asked beside the address.
            basis: What the answer rests on; None for what is on file as it is written down.
        """
        if self.caller is None:
            return None
        question = {
            "method": self.request.method,
            "path": self.request.url.path,
            "query": self.request.query_params.multi_items(),
            "edition": "",
            **asked,
        }
        answer = orjson.dumps(document, default=str)
        return await self.site.recorder.record(self.caller, kind, question, answer, basis=basis)

    def seal(self, kind: str, document: object | None = None) -> Callable[[object], object]:
        """Return what leaves the receipt of an act before it is done, from the thread that does it.

        What cannot be proven is so not done; of an act that fails after its receipt, ``unseal``
        says so.

        Args:
            kind: The family of the act.
            document: What is told of the act; None for what it is sealed with.
        """
        loop = asyncio.get_running_loop()

        def sealed(told: object) -> None:
            leaving = self.receipt(kind, told if document is None else document)
            self._sealed = kind, asyncio.run_coroutine_threadsafe(leaving, loop).result()

        return sealed

    async def unseal(self, error: Exception) -> None:
        """Write that an act whose receipt was left was not done, or not to its end."""
        if self._sealed is not None:
            kind, receipt = self._sealed
            await self.receipt(kind, {"detail": str(error), "not_done": receipt})

    async def page(
        self,
        template: str,
        document: Callable[[], object],
        *,
        status: int = HTTPStatus.OK,
        **context: object,
    ) -> Response:
        """Return the page, or its data where those are asked for.

        Args:
            template: The page.
            document: Returns its data.
            status: Of the response.
            **context: What it shows.
        """
        if wants_json(self.request):
            data = await run_in_threadpool(document)
            body: bytes | str = orjson.dumps(data, default=str, option=orjson.OPT_NON_STR_KEYS)
            return Response(body, media_type=JSON, status_code=status)
        body = await run_in_threadpool(render, template, self, context)
        return Response(
            body,
            media_type="text/html",
            status_code=status,
            headers={"content-language": self.reader.texts.language, "vary": "accept-language"},
        )

    def to(self, path: str, **params: object) -> Response:
        """Send the visitor on to another page, the moments kept."""
        where = self.moments.url(path, **params)
        return RedirectResponse(where, status_code=HTTPStatus.SEE_OTHER)

    @property
    def form_token(self) -> str:
        """What a form must bring back."""
        return form_token(self.secret) if self.secret else ""

    @property
    def other_params(self) -> dict[str, list[str]]:
        """What the address says beside the moments."""
        asked = self.request.query_params
        moments = ("as_of", "known_at", "format")
        return {name: asked.getlist(name) for name in asked if name not in moments}

    @property
    def terms(self) -> dict[str, str]:
        """What the address says of who acts, how and with what; empty where it says nothing."""
        asked = {name: self.asked(name) for name in ("action", "investor", "instrument")}
        return {name: value for name, value in asked.items() if value}

    def onward(self, path: str, /, **params: object) -> str:
        """Return an address with the moments and with who acts, how and with what."""
        return self.moments.url(path, **self.terms | params)

    @property
    def now_url(self) -> str:
        """The address of this page as of now."""
        params = self.other_params if self.place == self.request.url.path else {}
        return self.moments.url(self.place, as_of=None, known_at=None, **params)

    @property
    def data_url(self) -> str:
        """The address of the data of this page."""
        return self.moments.url(self.request.url.path, **self.other_params, format="json")
