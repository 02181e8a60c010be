"""A person's word on a pair that waits: refused where more was said since, or kept and told."""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING

import orjson

from proscribe.model.errors import InputError, InternalError, UnknownNameError
from proscribe.model.identity import Judgement
from proscribe.workspace.pages.queue import said_of_link, told_of_names
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from proscribe.model.clearance import Clearance, Given, Word
    from proscribe.model.identity import Decision
    from proscribe.model.proposal import Proposal
    from proscribe.workspace.clearances import ClearanceShown
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.pages.queue import Said

CONFIRM, REFUSE = "confirm", "refuse"
_MARK_CHARACTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a person says of a pair that waits, as it is kept.

    Attributes:
        judgement: ``same``, ``different`` or ``unsure``; of a decision that waits for another
            person ``confirm`` or ``refuse``.
        reason: Why.
        by: Who says so.
        at: When (UTC).
        until: Last day on which the decision counts; None where it has no end.
        waits: Whether another person must confirm it before it counts.
        number: Number of the decision; None where it has none, or none yet.
    """

    judgement: str
    reason: str
    by: str
    at: datetime
    until: date | None
    waits: bool
    number: int | None

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {field.name: to_json(getattr(self, field.name)) for field in fields(self)}


def is_of_entries(kind: str) -> bool:
    """Tell whether a kind of pair is of two entries of lists, rather than a name and a subject."""
    return kind.endswith("link")


def mark_of(shown: object) -> str:
    """Return what tells whether something that was shown is still as it was: a digest, hex."""
    content = orjson.dumps(to_json(shown), option=orjson.OPT_SORT_KEYS)
    return sha256(content).hexdigest()[:_MARK_CHARACTERS]


def said_of(workspace: Workspace, kind: str, left: str, right: str) -> tuple[Said, ...]:
    """Return all that was said of a pair, the newest first.

    Args:
        workspace: Where it is kept.
        kind: Of :class:`~proscribe.workspace.pages.queue.PairShown`.
        left: What is called so there.
        right: Likewise.
    """
    if is_of_entries(kind):
        links = workspace.links(left).shown
        made = (one.decision for one in links if {one.tie.left, one.tie.right} == {left, right})
        return next(map(said_of_link, made), ())
    return said_of_name(workspace.clearances.shown(every=True, judged=True), left, right)


def said_of_name(every: Iterable[ClearanceShown], name: str, subject: str) -> tuple[Said, ...]:
    """Return all that was said of a name and a subject, whatever else was given with the name.

    Args:
        every: All that was said of names.
        name: The name.
        subject: Id of the subject or of one of its entries.
    """
    return told_of_names(
        one.clearance for one in every if _is_of_pair(one.clearance, name, subject)
    )


def refuse_unseen(workspace: Workspace, kind: str, pair: tuple[str, str], seen: str) -> None:
    """Refuse a word on a pair of which something was said that its speaker has not seen.

    Args:
        workspace: Where it is kept.
        kind: Of :class:`~proscribe.workspace.pages.queue.PairShown`.
        pair: What is called left and right there.
        seen: The mark of what had been said when the pair was shown; empty where nobody took it.

    Raises:
        InputError: Something else was said since.
    """
    found = said_of(workspace, kind, *pair) if seen else ()
    if not seen or mark_of(found) == seen:
        return
    remedy = "Nothing of yours was kept. Look at the pair again, among those decided lately."
    if not found:
        raise InputError(
            f"while this was open, what had been said of {pair[0]!r} and {pair[1]} was taken back.",
            remedy=remedy,
        )
    newest = found[0]
    raise InputError(
        f"while this was open, {newest.by} said of {pair[0]!r} and {pair[1]}: "
        f"{newest.judgement}, because {newest.reason}.",
        remedy=remedy,
    )


def given_before(workspace: Workspace, number: int, pair: tuple[str, str]) -> Given:
    """Return everything that was given with a name when it was decided on before.

    Args:
        workspace: Where it is kept.
        number: Number of the decision.
        pair: The name, and the id of the subject.

    Raises:
        InputError: No decision of that number is on the two.
    """
    for one in workspace.clearances.shown(every=True, judged=True):
        if one.clearance.id == number and _is_of_pair(one.clearance, *pair):
            return one.clearance.pair.given
    raise InputError(
        f"no decision of the number {number} is on {pair[0]!r} and {pair[1]}.",
        remedy="Look at the pair again.",
    )


def settle(
    workspace: Workspace,
    kind: str,
    pair: tuple[str, str],
    judgement: str,
    *,
    given: Given | None,
    reason: str,
    by: str,
    until: date | None = None,
    seal: Callable[[Settled], object] = lambda _: None,
) -> Settled | None:
    """Keep a person's word on a pair, and return it; None where nothing is said.

    Args:
        workspace: Where it is kept.
        kind: Of :class:`~proscribe.workspace.pages.queue.PairShown`.
        pair: What is called left and right there.
        judgement: ``same``, ``different`` or ``unsure``.
        given: Everything that is given with the name; None for the name alone, and for entries.
        reason: Why.
        by: Who says so.
        until: Last day on which it counts, of a name and a subject; None where it has no end.
        seal: Called with the word before it is kept, such as to write a receipt; where it fails,
            nothing is kept.

    That a name and a subject differ silences the pair; that they are one settles who is
    meant by it from then on. What is unsure goes on to wait, with what was said.

    Raises:
        InputError: No reason is given, or there is no such pair or judgement.
    """
    said = next((each for each in Judgement if each.value == judgement), None)
    if said is None:
        raise UnknownNameError(f"{judgement!r} is no judgement.")
    if said is Judgement.UNSURE and not reason.strip():
        return None  # It waits, with nothing said.
    if kind == "link":
        kept = workspace.decide(
            *pair, judgement, reason=reason, by=by, seal=lambda made: seal(_of_link(made))
        )
        return _of_link(kept)
    clearance = workspace.clearances.clear(
        [pair[0]] if given is None else given.names, pair[1], reason=reason, by=by,
        schema=None if given is None else given.schema,
        properties={} if given is None else dict(given.properties),
        judgement=said, until=until, seal=lambda made: seal(_of_name(made)),
    ).clearance  # fmt: skip
    return _of_name(clearance)


def agree(
    workspace: Workspace,
    kind: str,
    pair: tuple[str, str],
    number: int,
    *,
    agrees: bool,
    reason: str,
    by: str,
    seal: Callable[[Settled], object] = lambda _: None,
) -> Settled:
    """Keep what another person says of a decision: it counts from then on, or is taken back.

    Args:
        workspace: Where it is kept.
        kind: Of :class:`~proscribe.workspace.pages.queue.PairShown`.
        pair: What is called left and right there.
        number: Number of the decision.
        agrees: Whether they agree.
        reason: Why.
        by: Who says so.
        seal: Called with the word before it is kept, such as to write a receipt; where it fails,
            the decision goes on waiting.

    Raises:
        InputError: Nothing of that number waits, they decided it themselves, or there is no
            reason.
    """
    if kind == "confirm_link":

        def of_entries(made: Proposal) -> Settled:
            return _answered(made.agreed if agrees else made.refused, made.id, agrees=agrees)

        return of_entries(
            workspace.answer_link(
                *pair, agrees=agrees, reason=reason, by=by, number=number,
                seal=lambda made: seal(of_entries(made)),
            )
        )  # fmt: skip

    def of_name(made: Clearance) -> Settled:
        said = made.confirmed if agrees else made.withdrawn
        return _answered(said, made.id, until=made.pair.until, agrees=agrees)

    answer = workspace.clearances.confirm if agrees else workspace.clearances.withdraw
    made = answer(number, reason=reason, by=by, seal=lambda made: seal(of_name(made)))
    return of_name(made.clearance)


def _is_of_pair(one: Clearance, name: str, subject: str) -> bool:
    names = {given.casefold() for given in one.pair.given.names}
    return subject in (*one.pair.referents, one.pair.subject_id) and name.casefold() in names


def _of_name(made: Clearance) -> Settled:
    said = made.said
    return Settled(
        judgement=made.pair.judgement.value, reason=said.reason, by=said.by, at=said.at,
        until=made.pair.until, waits=made.waits, number=made.id or None,
    )  # fmt: skip


def _of_link(made: Decision) -> Settled:
    return Settled(
        judgement=made.judgement.value, reason=made.reason, by=made.by, at=made.at, until=None,
        waits=made.waits, number=None,
    )  # fmt: skip


def _answered(
    said: Word | None, number: int, *, agrees: bool, until: date | None = None
) -> Settled:
    if said is None:
        raise InternalError("a decision was answered, and nobody has said anything.")
    return Settled(
        judgement=CONFIRM if agrees else REFUSE, reason=said.reason, by=said.by, at=said.at,
        until=until, waits=False, number=number,
    )  # fmt: skip
