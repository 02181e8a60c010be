"""The claim desk: an article with its claims beside it, each with its standing."""

from __future__ import annotations

from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING

import orjson
from markupsafe import escape
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from proscribe.interfaces.api.answers import RECEIPT_HEADER
from proscribe.interfaces.web.visits import JSON, Visit
from proscribe.model.claim import RecordStanding
from proscribe.model.errors import InputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from proscribe.workspace.pages.articles import LookedAt

_ADDRESS = ("http://", "https://")
_DOWNLOADS = {"html": "text/html", "json": JSON}


async def show_all(request: Request) -> Response:
    """Show the form to hand an article in, and what was read lately."""
    return await _form(Visit(request), "")


async def take(request: Request) -> Response:
    """Take an article: a file, an address, or pasted text."""
    visit = Visit(request)
    form = await visit.form()
    wrote = {name: form.text(name).strip() for name in ("text", "address", "published")}
    for name, content in form.files.get("file", ()):
        return await _keep(visit, name, content, wrote)
    address = wrote["address"]
    if address and not address.startswith(_ADDRESS):
        problem = escape(visit.reader.texts("articles.no_address"))
        return await _form(visit, problem, HTTPStatus.BAD_REQUEST, wrote)
    return await _pasted(visit, address or wrote["text"], wrote)


async def keep_article(visit: Visit, text: str) -> Response:
    """Read what was pasted, or lies at an address, and send the visitor to it."""
    return await _pasted(visit, text, {"text": text})


async def _pasted(visit: Visit, text: str, wrote: Mapping[str, str]) -> Response:
    if text.startswith(_ADDRESS) and "\n" not in text:
        return await _keep(visit, text, b"", wrote)
    if not text:
        problem = escape(visit.reader.texts("articles.nothing"))
        return await _form(visit, problem, HTTPStatus.BAD_REQUEST, wrote)
    return await _keep(visit, "pasted.txt", text.encode("utf-8", "replace"), wrote)


async def show(request: Request) -> Response:
    """Show an article, its claims beside it."""
    visit = Visit(request)
    looked, document, receipt = await _look(visit)
    return await visit.page(
        "article.html",
        lambda: document | {"receipt": receipt},
        article=looked.article,
        article_id=request.path_params["article_id"],
        standings=tuple(RecordStanding),
        receipt=receipt,
    )


async def read_again(request: Request) -> Response:
    """Read an article again, as published on a day that somebody states."""
    visit = Visit(request)
    form = await visit.form()
    article_id = request.path_params["article_id"]
    published = form.text("published")
    articles = visit.site.desk.articles
    await run_in_threadpool(articles.publish, visit.organisation, article_id, published)
    return visit.to(f"/articles/{article_id}")


async def download(request: Request) -> Response:
    """Send an article with its claims as a page or as data."""
    visit = Visit(request)
    article_id, ending = request.path_params["article_id"], request.path_params["ending"]
    if ending not in _DOWNLOADS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    looked, document, receipt = await _look(visit)
    if ending == "html":
        content = await run_in_threadpool(looked.page)
    else:
        content = orjson.dumps(document, option=orjson.OPT_INDENT_2)
    name = f"proscribe-article-{article_id[:8]}.{ending}"
    told = {"content-disposition": f'attachment; filename="{name}"'}
    if receipt is not None:
        told[RECEIPT_HEADER] = receipt
    return Response(content, media_type=_DOWNLOADS[ending], headers=told)


async def _look(visit: Visit) -> tuple[LookedAt, dict[str, object], str | None]:
    """Return an article as it stands with the record, as data too, and the receipt of that."""
    looked = await run_in_threadpool(
        visit.site.desk.articles.look,
        visit.organisation, visit.request.path_params["article_id"], visit.moments.known_at,
    )  # fmt: skip
    document = await run_in_threadpool(looked.article.to_json)
    receipt = await visit.receipt("read", document, asked=looked.question, basis=looked.basis)
    return looked, document, receipt


async def _keep(visit: Visit, name: str, content: bytes, wrote: Mapping[str, str]) -> Response:
    articles = visit.site.desk.articles
    try:
        article_id = await run_in_threadpool(
            lambda: articles.add(
                visit.organisation,
                visit.by,
                name=name,
                content=content,
                published=wrote.get("published") or None,
            )
        )
    except (InputError, SourceError) as error:
        return await _form(visit, str(error), HTTPStatus.BAD_REQUEST, wrote)
    return visit.to(f"/articles/{article_id}")


async def _form(
    visit: Visit,
    problem: str,
    status: int = HTTPStatus.OK,
    wrote: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    kept = await run_in_threadpool(visit.site.desk.articles.listed, visit.organisation)
    return await visit.page(
        "articles.html",
        lambda: {"articles": [{"id": one.id, **one.facts} for one in kept], "detail": problem},
        status=status,
        earlier=kept,
        wrote=wrote,
        problem=problem,
    )
