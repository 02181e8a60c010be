"""Clearances: people decide that a name given is not a subject, see what woke, take it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from proscribe.ledger.view import load_subjects
from proscribe.model.clearance import (
    Clearance,
    Pair,
    Standing,
    Woken,
    build_given,
)
from proscribe.model.errors import InputError
from proscribe.model.identity import Judgement
from proscribe.operations.people import refuse_own
from proscribe.screening.clearing import Clearances, given_query, subject_content
from proscribe.workspace.clearable import build_clearable
from proscribe.workspace.results import to_json
from proscribe.workspace.saying import build_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from proscribe.ledger.record import Subject
    from proscribe.ledger.store import LedgerStore
    from proscribe.model.clearance import Given
    from proscribe.operations.clearances import ClearanceStore
    from proscribe.screening.clearing import Decided


class State(StrEnum):
    """What a clearance does now."""

    SAME = "same"
    UNSURE = "unsure"

    SILENT = "silent"
    WOKEN = "woken"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    GONE = "gone"


_STATES = {
    Judgement.SAME: State.SAME,
    Judgement.DIFFERENT: State.SILENT,
    Judgement.UNSURE: State.UNSURE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceShown:
    """A clearance, and what it does now.

    Attributes:
        clearance: The decision.
        state: ``silent``: the pair is not raised. ``woken``: the subject changed, so it is raised
            again. ``withdrawn``: taken back. ``replaced``: a later one on the pair counts.
            ``gone``: nothing is on file of the subject. ``waiting``: another person must confirm
            it first. ``same`` and ``unsure``: the word is not that the two differ, so it silences
            nothing.
        why: What woke it, in words; empty where nothing did.
    """

    clearance: Clearance
    state: State
    why: str

    @property
    def needs_action(self) -> bool:
        """True where the pair waits for another decision, or for another person."""
        return self.state in (State.WOKEN, State.UNSURE, State.WAITING)

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        pair, given = self.clearance.pair, self.clearance.pair.given
        return {
            "id": self.clearance.id,
            "state": self.state.value,
            "judgement": self.clearance.pair.judgement.value,
            "why": self.why,
            "schema": given.schema,
            "names": list(given.names),
            "properties": {field: list(values) for field, values in given.properties},
            "given_digest": given.digest,
            "subject": pair.subject_id,
            "referents": list(pair.referents),
            "caption": pair.caption,
            "subject_digest": pair.subject_digest,
            "said": to_json(self.clearance.said),
            "withdrawn": to_json(self.clearance.withdrawn),
            "confirmed": to_json(self.clearance.confirmed),
            "until": to_json(pair.until),
        }


class ClearanceBook:
    """Every decision that a name given is not a subject; a workspace has it as ``clearances``.

    Args:
        kept: Where the decisions are kept.
        ledger: Where the subjects are.
        today: Returns the day it is.
        second_person: Whether a decision counts only once another person has confirmed it.
        refuse_own: Called with who decided and who confirms; raises where they may be one.
    """

    def __init__(
        self,
        kept: ClearanceStore,
        ledger: LedgerStore,
        *,
        today: Callable[[], date],
        second_person: bool = False,
        refuse_own: Callable[[str, str], None] = lambda made, said: refuse_own(made, said, (), ()),
    ) -> None:
        self._kept = kept
        self._ledger = ledger
        self._today = today
        self._second_person = second_person
        self._refuse_own = refuse_own

    def clear(
        self,
        name: str | Sequence[str],
        subject: str,
        *,
        reason: str,
        by: str,
        schema: str | None = None,
        properties: Mapping[str, Iterable[str]] | None = None,
        judgement: Judgement = Judgement.DIFFERENT,
        until: date | None = None,
        seal: Callable[[Clearance], object] | None = None,
    ) -> ClearanceShown:
        """Keep a person's word that what was given is not a subject, as both are now.

        Args:
            name: The name as it will be given again, or several.
            subject: Entity id of the subject, or of one of its entries.
            reason: Why.
            by: Who says so.
            schema: FollowTheMoney schema, where one is given with the name.
            properties: Whatever else is given with it, by FollowTheMoney property.
            judgement: Another word than that the two differ: it is kept and shown to whoever
                decides next, takes the place of an earlier one, and silences nothing.
            until: Last day on which it counts: after it the pair is asked about again.
            seal: Called with the decision, which has no number yet, such as to write a receipt;
                where it fails, nothing is kept.

        Raises:
            InputError: No such subject is on file, the name is blank, too long or no text, no
                reason is given, or the last day is over.
            UnknownNameError: There is no such schema.
        """
        given = build_clearable(name, schema=schema, properties=properties)
        said = build_word(reason, by)
        self._check_end(until)
        found = self._subject(subject)
        pair = Pair(
            given=given, subject_id=found.id, referents=found.referents, caption=found.caption,
            content=subject_content(found), judgement=judgement, until=until,
            second=self._second_person and judgement is not Judgement.UNSURE,
        )  # fmt: skip
        if seal is not None:
            seal(Clearance(id=0, pair=pair, said=said, withdrawn=None))
        made = self._kept.clear(pair, said)
        state = State.WAITING if made.waits else _STATES[judgement]
        return ClearanceShown(clearance=made, state=state, why="")

    def confirm(
        self,
        number: int,
        *,
        reason: str,
        by: str,
        seal: Callable[[Clearance], object] | None = None,
    ) -> ClearanceShown:
        """Agree with a decision of somebody else, which counts from then on.

        Args:
            number: Number of the clearance.
            reason: Why.
            by: Who says so: not who decided.
            seal: Called with the decision as it will be, such as to write a receipt; where it
                fails, the decision goes on waiting.

        Raises:
            InputError: There is none that waits for it, the same person made it, themselves or
                with a key, or no reason is given.
        """
        said = build_word(reason, by)
        made = next((one for one in self._kept.clearances() if one.id == number), None)
        if made is None or not made.waits:
            raise InputError(
                f"no decision of the number {number} waits for another person.",
                remedy="`proscribe clearances` shows which do.",
            )
        self._refuse_own(made.said.by, said.by)
        if seal is not None:
            seal(replace(made, confirmed=said))
        if not self._kept.confirm(number, said):
            raise InputError(
                f"decision {number} was confirmed or taken back by somebody in this moment.",
                remedy="Look at it again.",
            )
        return self._now(number)

    def withdraw(
        self,
        number: int,
        *,
        reason: str,
        by: str,
        seal: Callable[[Clearance], object] | None = None,
    ) -> ClearanceShown:
        """Take a clearance back; it stays on file, and the pair is raised again.

        Args:
            number: Number of the clearance.
            reason: Why.
            by: Who says so.
            seal: Called with the clearance as it will be, such as to write a receipt; where it
                fails, the clearance stands.

        Raises:
            InputError: There is none, it was taken back before, or no reason is given.
        """
        said = build_word(reason, by)
        made = next((one for one in self._kept.clearances() if one.id == number), None)
        if made is None:
            raise InputError(
                f"no clearance has the number {number}.",
                remedy="`proscribe clearances` shows the numbers.",
            )
        withdrawn = replace(made, withdrawn=said)
        if seal is not None and made.withdrawn is None:
            seal(withdrawn)
        if not self._kept.withdraw(number, said):
            raise InputError(
                f"clearance {number} was withdrawn before, so it silences nothing.",
                remedy="`proscribe clearances --all` shows by whom, when and why.",
            )
        return ClearanceShown(clearance=withdrawn, state=State.WITHDRAWN, why="")

    def shown(
        self, name: str | None = None, *, every: bool = False, judged: bool = False
    ) -> tuple[ClearanceShown, ...]:
        """Return the clearances of a name, or all, with what each does now.

        Args:
            name: The name that was given; None for every name.
            every: True to return those too that were taken back or replaced.
            judged: True to return those words too that do not say that the two differ.
        """
        digest = None if name is None else build_given([name]).names_digest
        made = self._kept.clearances(digest)
        index = Clearances(made, self._today())
        ids = {referent for one in made for referent in one.pair.referents}
        now: dict[str, Subject] = {
            referent: subject
            for subject in load_subjects(self._ledger, ids, datetime.now(UTC))
            for referent in subject.referents
        }
        found = (_shown(one, index, now) for one in made)
        past = (State.WITHDRAWN, State.REPLACED)
        return tuple(
            one
            for one in found
            if (every or one.state not in past)
            and (judged or one.clearance.pair.judgement is Judgement.DIFFERENT)
        )

    def counting(self, given: Given | None = None) -> Clearances:
        """Return the decisions as screening asks them: those on some names, or all."""
        digest = None if given is None else given.names_digest
        return Clearances(self._kept.clearances(digest), self._today())

    def of_query(self, query: str, country: str | None) -> Decided:
        """Return what was decided of a query.

        Args:
            query: The query.
            country: Where the issuer is, as stated; None where it is not.
        """
        given = given_query(query, country=country)
        return self.counting(given).about(given)

    def _check_end(self, until: date | None) -> None:
        if until is not None and until < self._today():
            raise InputError(
                f"the decision would have ended on {until}, before it was made.",
                remedy="Give a day that is still to come, or none.",
            )

    def _now(self, number: int) -> ClearanceShown:
        """Return what a clearance does now."""
        (found,) = (
            one for one in self.shown(every=True, judged=True) if one.clearance.id == number
        )
        return found

    def _subject(self, entity_id: str) -> Subject:
        found = load_subjects(self._ledger, [entity_id], datetime.now(UTC))
        if not found:
            raise InputError(
                f"nothing on file has the id {entity_id!r}.",
                remedy="`proscribe check NAME` shows the ids of whomever a name may mean.",
            )
        return found[0]


def _shown(one: Clearance, index: Clearances, now: Mapping[str, Subject]) -> ClearanceShown:
    state, why = _state(one, index.about(one.pair.given), now)
    return ClearanceShown(clearance=one, state=state, why=why)


def _state(one: Clearance, decided: Decided, now: Mapping[str, Subject]) -> tuple[State, str]:
    """Return what a clearance does, and what woke it."""
    if one.withdrawn is not None:
        return State.WITHDRAWN, ""
    if one not in decided.exact.values():
        return State.REPLACED, ""
    if one.waits or one.pair.judgement is Judgement.UNSURE:
        return State.WAITING if one.waits else State.UNSURE, ""
    subject = next((now[each] for each in one.pair.referents if each in now), None)
    if subject is None:
        return State.GONE, ""
    standing: Standing = decided.standing(subject) or decided.settled(subject)
    if isinstance(standing, Woken):
        return State.WOKEN, standing.what
    return _STATES[one.pair.judgement], ""
