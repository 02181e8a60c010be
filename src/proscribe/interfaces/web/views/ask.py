"""Ask: one box, and the answer in words."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from proscribe.interfaces.web.views.articles import keep_article
from proscribe.interfaces.web.visits import Visit
from proscribe.model.errors import InputError
from proscribe.model.verdict import Act, Instrument, Investor
from proscribe.workspace.pages.operating import Operating
from proscribe.workspace.questions import choose
from proscribe.workspace.subjects import NotOnRecordError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from proscribe.workspace.pages.asking import AskedCard

# A name has not so many letters; what is longer was pasted to be read.
_LONGEST_QUERY = 300
_EXAMPLES = ("Xiaomi", "KYG9830T1067", "XIACY", "Hikvision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is asked beside the name.

    Attributes:
        act: What is to be done.
        investor: By whom.
        instrument: With what.
    """

    act: Act
    investor: Investor
    instrument: Instrument

    @classmethod
    def of(cls, visit: Visit) -> Terms:
        """Return what the address says; what it does not say is the default.

        Raises:
            InputError: It says something that there is not.
        """
        return cls(
            act=choose(Act, visit.asked("action") or Act.BUY.value),
            investor=choose(Investor, visit.asked("investor") or Investor.US_PERSON.value),
            instrument=choose(Instrument, visit.asked("instrument") or Instrument.EQUITY.value),
        )

    @property
    def params(self) -> dict[str, str]:
        """What an address says of them."""
        return {
            "investor": self.investor.value,
            "action": self.act.value,
            "instrument": self.instrument.value,
        }


async def show(request: Request) -> Response:
    """Show the box, and the answer where something is asked."""
    visit = Visit(request)
    query, terms = visit.asked("q"), Terms.of(visit)
    asking: dict[str, Any] = {"query": query, "terms": terms, "examples": _EXAMPLES}
    if not query:
        locked_out = await run_in_threadpool(_locked_out, visit)
        return await visit.page(
            "ask.html", lambda: {"detail": "Ask with ?q=."},
            **asking, problem="", found=None, locked_out=locked_out,
        )  # fmt: skip
    try:
        found = await run_in_threadpool(_answer, visit, query, terms)
    except NotOnRecordError:
        raise
    except InputError as error:
        told = str(error)
        return await visit.page(
            "ask.html", lambda: {"detail": told}, status=HTTPStatus.BAD_REQUEST,
            **asking, problem=told, found=None, locked_out=False,
        )  # fmt: skip
    document = await run_in_threadpool(found.to_json)
    receipt = await visit.receipt("check", document)
    later = {} if found.later is None else {"later": found.later.to_json()}
    return await visit.page(
        "ask.html", lambda: document | {"receipt": receipt} | later,
        **asking, problem="", found=found, receipt=receipt,
    )  # fmt: skip


async def take(request: Request) -> Response:
    """Take what was put into the box: a question is asked, an article is read."""
    visit = Visit(request)
    form = await visit.form()
    text = form.text("q").strip()
    if text.startswith(("http://", "https://")) or len(text) > _LONGEST_QUERY or "\n" in text:
        return await keep_article(visit, text)
    terms = {name: form.text(name) for name in ("action", "investor", "instrument")}
    moments = {name: form.text(name) or None for name in ("as_of", "known_at")}
    return visit.to("/", q=text, **terms, **moments)


def _locked_out(visit: Visit) -> bool:
    """Return whether somebody cannot come in again: the first user, until there is a password."""
    operating = Operating(visit.site.workspace, visit.organisation, visit.by)
    elsewhere = bool(visit.site.workspace.settings.oidc_issuer)
    return operating.is_user and not elsewhere and not operating.has_password


def _answer(visit: Visit, query: str, terms: Terms) -> AskedCard:
    return visit.workspace.ask(
        query,
        action=terms.act.value,
        investor=terms.investor.value,
        instrument=terms.instrument.value,
        as_of=visit.moments.as_of,
        known_at=visit.moments.known_at,
    )
