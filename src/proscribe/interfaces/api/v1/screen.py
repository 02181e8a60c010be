"""``/v1/screen``: portfolios are handed in, to be screened by a worker."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api.access import CALLER
from proscribe.interfaces.api.answers import leave, respond
from proscribe.interfaces.api.documents import ASKED, JobAnswer
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.interfaces.api.uploads import FORM, take_in
from proscribe.model.errors import InputError
from proscribe.model.verdict import Act, Investor
from proscribe.workspace.jobs import (
    REPORT_FORMATS,
    FileRole,
    Job,
    ScreenOptions,
    job_json,
)

if TYPE_CHECKING:
    from proscribe.workspace.surveying import ColumnTold

router = APIRouter(prefix="/v1", tags=["Portfolios"])

FILES = {
    "file": FileRole.PORTFOLIO,
    "list": FileRole.LIST,
    "accounts": FileRole.ACCOUNTS,
    "fund": FileRole.FUND,
}
_TEXTS = ("investor", "location", "as_of", "known_at", "held_since")
_SEVERAL = ("actions", "regimes", "what_if", "formats", "columns")
_FLAGS = ("at_trade_date", "as_fund")
FIELDS = frozenset((*_TEXTS, *_SEVERAL, *_FLAGS))
_FLAG_WORDS = {"true": True, "1": True, "false": False, "0": False, "": False}


def _file(what: str) -> dict[str, Any]:
    return {"type": "string", "format": "binary", "description": what}


def _several(what: str, of: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "array", "items": of or {"type": "string"}, "description": what}


def _text(what: str) -> dict[str, Any]:
    return {"type": "string", "description": what}


_PARTS: dict[str, Any] = {
    "file": _several("A portfolio or orders, as `screen` reads them.", _file("A file.")),
    "list": _file("A CSV file of names that are off limits in the house."),
    "accounts": _file("A table `account,investor,location,held_since`."),
    "fund": _several(
        "Holdings of a fund, called by its ticker or identifier; it is looked through.",
        _file("A file."),
    ),
    "actions": _several(
        "The acts asked about; by default each trade's own, else buy, sell and hold.",
        {"type": "string", "enum": [*Act]},
    ),
    "investor": {"type": "string", "enum": [*Investor], "default": "us_person"},
    "location": _text("Country of the investor, two letters."),
    "as_of": _text("The moment asked about: a day, or an instant with offset. Default: now."),
    "known_at": _text("Only what was public by that moment counts. Default: now."),
    "held_since": _text("Since when positions are held whose line does not say."),
    "regimes": _several("Regimes asked; by default all that bind the investor."),
    "what_if": _several("What is supposed, such as `list NAME under REGIME on DAY`."),
    "columns": _several("What a column means, as `HEADER=MEANING`, such as `Kennung=isin`."),
    "formats": _several("Of the report; all by default.", {"enum": [*REPORT_FORMATS]}),
    "at_trade_date": {"type": "boolean", "description": "Ask of each trade as of its own day."},
    "as_fund": {"type": "boolean", "description": "Each file is a fund that is asked about."},
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": _PARTS,
                    "required": ["file"],
                    "additionalProperties": False,
                }
            }
        },
    }
}


@router.post(
    "/screen",
    summary="Screen portfolios",
    status_code=202,
    response_model=JobAnswer,
    responses=ASKED,
    openapi_extra=_BODY,
)
async def screen(request: Request) -> Response:
    """Take files in, up to 32 MiB together, and answer with the job that screens them.

    `location` is the address of the job, to be asked until it has ended. Fields that may be
    repeated may also hold several words, parted by commas.
    """
    workspace = workspace_of(request)
    caller = request.scope[CALLER]
    edition, loop = desk_of(request).edition, asyncio.get_running_loop()
    receipts: list[str | None] = []

    def seal(job: Job) -> None:
        told = job_json(job)
        asked = {"options": told["options"], "files": told["files"]}
        leaving = leave(request, "screen", orjson.dumps(told), edition=edition, body=asked)
        receipts.append(asyncio.run_coroutine_threadsafe(leaving, loop).result())

    with workspace.jobs.uploading() as upload:
        given = await take_in(request, upload, FILES, FIELDS)
        job = await run_in_threadpool(
            lambda: workspace.jobs.submit_screen(
                upload, organisation=caller.organisation, by=caller.name,
                options=build_options(given), seal=seal,
            )
        )  # fmt: skip
    return respond(
        orjson.dumps(job_json(job)), edition=edition, receipt=receipts[0], status=202,
        headers={"location": f"/v1/jobs/{job.id}"},
    )  # fmt: skip


def build_options(given: dict[str, list[str]]) -> ScreenOptions:
    """Return how files are screened, by the fields of a form.

    Raises:
        InputError: A field is given twice that may be given once, or is no yes or no.
    """
    texts = {name: _one(name, given) for name in _TEXTS}
    several = {name: _words(name, given) for name in _SEVERAL}
    return ScreenOptions(
        actions=several["actions"],
        investor=texts["investor"] or Investor.US_PERSON.value,
        location=texts["location"],
        as_of=texts["as_of"],
        known_at=texts["known_at"],
        held_since=texts["held_since"],
        regimes=several["regimes"],
        what_if=tuple(given.get("what_if", ())),
        at_trade_date=_flag("at_trade_date", given),
        as_funds=_flag("as_fund", given),
        formats=several["formats"] or ScreenOptions().formats,
        columns=_columns(given.get("columns", ())),
    )


def _one(name: str, given: dict[str, list[str]]) -> str | None:
    values = given.get(name, [])
    if len(values) > 1:
        raise InputError(f"{name!r} is given {len(values)} times.", remedy="Give it once.")
    return values[0] if values and values[0] else None


def _words(name: str, given: dict[str, list[str]]) -> tuple[str, ...]:
    found = (word.strip() for value in given.get(name, ()) for word in value.split(","))
    return tuple(dict.fromkeys(word for word in found if word))


def _columns(texts: Sequence[str]) -> tuple[ColumnTold, ...]:
    from proscribe.workspace.surveying import told_columns

    found = {}
    for text in texts:
        header, sign, meaning = text.rpartition("=")
        if not sign:
            raise InputError(
                f"{text[:40]!r} says of no column what it means.",
                remedy="Write it as HEADER=MEANING, such as Kennung=isin.",
            )
        found[header] = meaning.strip()
    return told_columns(found)


def _flag(name: str, given: dict[str, list[str]]) -> bool:
    text = (_one(name, given) or "").lower()
    if text not in _FLAG_WORDS:
        raise InputError(f"{name!r} is {text[:40]!r}.", remedy="Say true or false.")
    return _FLAG_WORDS[text]
