"""Operations: freshness of lists, the ledger of receipts, users and keys, one's own password."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeAlias

from starlette.concurrency import run_in_threadpool

from proscribe.interfaces.web.doors import SESSION_COOKIE, may
from proscribe.interfaces.web.visits import Visit
from proscribe.model.errors import InputError
from proscribe.workspace.pages.operating import ROLES, Operating

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from proscribe.interfaces.web.visits import Sent
    from proscribe.workspace.access import Seal
    from proscribe.workspace.proof import Verification

_DONE = ("user", "changed", "revoked", "password", "accepted", "rejected")
_LONGEST_NUMBER = 10
_ANALYST, _ADMINISTRATOR = "analyst", "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What came of what was done on the page.

    Attributes:
        problem: Why it could not be done; empty where it could.
        verified: What came of going through the receipts; None where that was not asked.
        secret: The text of a key that was made; told this once.
        status: Of the response.
    """

    problem: str = ""
    verified: Verification | None = None
    secret: str = ""
    status: int = HTTPStatus.OK


async def show(request: Request) -> Response:
    """Show how everything stands, as far as the visitor may see it."""
    return await _show(Visit(request), _Told())


async def act(request: Request) -> Response:
    """Do what a form of the page asks for."""
    visit = Visit(request)
    form = await visit.form()
    found = _ACTS.get(form.text("act"))
    if found is None:
        return await _show(visit, _Told(status=HTTPStatus.BAD_REQUEST))
    role, do = found
    visit.need(role)
    try:
        return await do(visit, form)
    except InputError as error:
        await visit.unseal(error)
        return await _show(visit, _Told(problem=str(error), status=HTTPStatus.BAD_REQUEST))


async def _verify(visit: Visit, _form: Sent) -> Response:
    """Go through all receipts, and tell whether the chain holds."""
    found = await run_in_threadpool(_operating(visit).verify)
    return await _show(visit, _Told(verified=found))


async def _add_user(visit: Visit, form: Sent) -> Response:
    name, role = form.text("name"), form.text("role")
    operating = _operating(visit, {"added_user": name, "role": role})
    await run_in_threadpool(operating.add_user, name, form.text("password"), role)
    return _done(visit, "user")


async def _change_user(visit: Visit, form: Sent) -> Response:
    name, role, enabled = (form.text(field) for field in ("name", "role", "enabled"))
    change = partial(
        _operating(visit, {"changed_user": name, "role": role, "enabled": enabled}).change_user,
        name, role=role or None, enabled=enabled == "yes" if enabled else None,
    )  # fmt: skip
    await run_in_threadpool(change)
    return _done(visit, "changed")


async def _create_key(visit: Visit, form: Sent) -> Response:
    """Make a key, and show it this once: no address leads back to it."""
    name, role = form.text("name"), form.text("role")
    seal = visit.seal("manage")
    operating = _operating(visit, lambda key: seal({"created_key": key.id, "role": role}))
    _, secret = await run_in_threadpool(operating.create_key, name, role, form.text("until"))
    return await _show(visit, _Told(secret=secret))


async def _revoke_key(visit: Visit, form: Sent) -> Response:
    seal = visit.seal("manage")
    operating = _operating(visit, lambda key: seal({"revoked_key": key.id}))
    await run_in_threadpool(operating.revoke_key, form.text("key"))
    return _done(visit, "revoked")


async def _change_password(visit: Visit, form: Sent) -> Response:
    """Give the visitor another password; they stay logged in here alone."""
    operating = _operating(visit, {"changed_password": visit.by})
    token = await run_in_threadpool(
        operating.change_own_password, form.text("current"), form.text("new")
    )
    response = _done(visit, "password")
    response.set_cookie(
        SESSION_COOKIE, token, httponly=True, samesite="lax",
        secure=visit.request.url.scheme == "https",
    )  # fmt: skip
    return response


async def _judge_edition(visit: Visit, form: Sent) -> Response:
    """Take an edition out of quarantine, or turn it down."""
    number, accepts, reason = form.text("edition"), form.text("verdict") == "accept", "reason"
    quarantine, what = visit.workspace.quarantine, "accepted" if accepts else "rejected"
    is_number = number.isdecimal() and len(number) < _LONGEST_NUMBER
    seal = visit.seal("manage")
    decide = partial(
        quarantine.accept if accepts else quarantine.reject,
        int(number) if is_number else 0, reason=form.text(reason), by=visit.by,
        seal=lambda one: seal(
            {f"{what}_edition": one.digest, "of": one.source, reason: form.text(reason)}
        ),
    )  # fmt: skip
    await run_in_threadpool(decide)
    return _done(visit, what)


def _done(visit: Visit, what: str) -> Response:
    return visit.to("/operations", done=what)


async def _show(visit: Visit, told: _Told) -> Response:
    operating, caller = _operating(visit), visit.caller
    audit = caller is not None and may(caller, _ANALYST)
    people = caller is not None and may(caller, _ADMINISTRATOR)
    sources = await run_in_threadpool(visit.site.workspace.sources)
    waiting = await run_in_threadpool(visit.workspace.quarantine.waiting)
    done = visit.asked("done") if visit.request.method == "GET" else ""
    return await visit.page(
        "operations.html",
        lambda: (
            {
                "sources": [one.to_json() for one in sources],
                "quarantine": [one.to_json() for one in waiting],
                "detail": told.problem,
            }
            | operating.to_json(audit=audit, people=people)
        ),
        status=told.status,
        held=[one for one in sources if one.edition is not None],
        missing=sum(one.edition is None for one in sources),
        needs=sum(
            one.edition is not None and (one.state != "fresh" or bool(one.warnings))
            for one in sources
        ),
        waiting=waiting,
        receipts=await run_in_threadpool(operating.receipts) if audit else (),
        audit=audit,
        people=people,
        users=operating.users() if people else (),
        keys=operating.keys() if people else (),
        roles=[role.value for role in ROLES],
        own=operating.is_user,
        has_password=operating.has_password,
        told=told,
        done=done if done in _DONE else "",
    )


def _operating(visit: Visit, seal: Seal | dict[str, str] | None = None) -> Operating:
    """Return what operates it; an act leaves the receipt that a dictionary tells."""
    if isinstance(seal, dict):
        seal = visit.seal("manage", seal)
    return Operating(visit.site.workspace, visit.organisation, visit.by, seal or (lambda _: None))


_Act: TypeAlias = "Callable[[Visit, Sent], Awaitable[Response]]"
# What forms of the page ask for, and the least role that may.
_ACTS: dict[str, tuple[str, _Act]] = {
    "verify": (_ANALYST, _verify),
    "add_user": (_ADMINISTRATOR, _add_user),
    "change_user": (_ADMINISTRATOR, _change_user),
    "create_key": (_ADMINISTRATOR, _create_key),
    "revoke_key": (_ADMINISTRATOR, _revoke_key),
    "judge_edition": (_ADMINISTRATOR, _judge_edition),
    "change_password": ("reader", _change_password),
}
