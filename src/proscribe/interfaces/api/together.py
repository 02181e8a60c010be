"""Questions about names that wait are answered together, and their receipts written together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

from proscribe.interfaces.api.access import CALLER
from proscribe.interfaces.api.answers import question_of
from proscribe.interfaces.api.rooms import desk_of
from proscribe.workspace.service.door import Answered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from proscribe.interfaces.api.answers import Recorder
    from proscribe.interfaces.api.batching import Batcher
    from proscribe.workspace.service.asking import Asked
    from proscribe.workspace.service.desk import ServiceDesk
    from proscribe.workspace.service.door import Principal

    Matches: TypeAlias = Batcher["Waiting", "Found"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the receipt of an answer will say.

    Attributes:
        principal: Who asks.
        kind: The family of the question.
        question: The question, but the edition that answers it.
    """

    principal: Principal
    kind: str
    question: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A question that waits.

    Attributes:
        desk: From where it is answered.
        asked: The names.
        leaving: What the receipt says; None where another answer is made of this one first.
    """

    desk: ServiceDesk
    asked: Asked
    leaving: Leaving | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer.

    Attributes:
        edition: The edition that answered.
        content: The answer, JSON.
        receipt: The id of its receipt, where one was to be kept.
    """

    edition: str
    content: bytes
    receipt: str | None


async def match_together(
    request: Request, asked: Asked, kind: str | None = None, body: object = None
) -> Found:
    """Return the answer to a question, found together with those of others who wait.

    Args:
        request: The request.
        asked: The names.
        kind: The family of the question; None where the caller leaves the receipt.
        body: What was asked in the body of the request, as the receipt keeps it.
    """
    leaving = None
    if kind is not None:
        # Whom the door let in is one of its own.
        principal = cast("Principal", request.scope[CALLER])
        leaving = Leaving(principal=principal, kind=kind, question=question_of(request, body))
    matches: Matches = request.app.state.matches
    return await matches.ask(Waiting(desk=desk_of(request), asked=asked, leaving=leaving))


def answer_all(waiting: Sequence[Waiting], recorder: Recorder) -> list[Found]:
    """Answer those that wait, those of one organisation together, and leave their receipts."""
    places: dict[ServiceDesk, list[int]] = defaultdict(list)
    for place, one in enumerate(waiting):
        places[one.desk].append(place)
    found: dict[int, tuple[str, bytes]] = {}
    for desk, own in places.items():
        edition, answers = desk.match([waiting[place].asked for place in own])
        found |= {place: (edition, one) for place, one in zip(own, answers, strict=True)}
    leaving = {
        place: _answered(one.desk, one.leaving, *found[place])
        for place, one in enumerate(waiting)
        if one.leaving is not None
    }
    receipts = recorder.record_all([*leaving.values()]) if leaving else ()
    kept = dict(zip(leaving, receipts, strict=True))
    return [
        Found(edition=found[place][0], content=found[place][1], receipt=kept.get(place))
        for place in range(len(waiting))
    ]


def _answered(desk: ServiceDesk, leaving: Leaving, edition: str, content: bytes) -> Answered:
    return Answered(
        principal=leaving.principal,
        kind=leaving.kind,
        question={**leaving.question, "edition": edition},
        answer=content,
        basis=desk.basis_of(edition),
    )
