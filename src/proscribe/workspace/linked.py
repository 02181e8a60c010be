"""What a workspace knows of entries that may be one subject, and keeps of what people say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from proscribe.backends.stores.proposing import SqlProposals
from proscribe.model.errors import InputError
from proscribe.model.identity import Judgement
from proscribe.operations.people import refuse_own
from proscribe.workspace import identity, subjects
from proscribe.workspace.questions import build_moment, choose
from proscribe.workspace.saying import build_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from proscribe.backends.stores.sql import SqlStore
    from proscribe.model.identity import Decision, Tie
    from proscribe.model.proposal import Proposal
    from proscribe.settings import Settings
    from proscribe.workspace.access import AccessDesk
    from proscribe.workspace.directory import LedgerDirectory


class LinkedWorkspace:
    """The methods of a workspace on which entries of several lists are one subject."""

    access: AccessDesk
    _store: SqlStore
    _settings: Settings

    def _directory(self, further: int = 0) -> LedgerDirectory:
        """Return the ledger as screening looks it up."""
        raise NotImplementedError

    def links(
        self,
        query: str | None = None,
        *,
        most: int | None = None,
        wanted: Callable[[Tie], bool] = lambda _: True,
    ) -> identity.Links:
        """Return what ties a subject's entries; without a query, ties that wait for a decision.

        Args:
            query: A name, an identifier or a ticker of the subject.
            most: How many of those that wait to return; None for all.
            wanted: Tells which of those that wait to return.

        Raises:
            InputError: Nothing fits the query, or several subjects do.
        """
        proposals = SqlProposals(self._store).all()
        if query is None:
            return identity.open_links(self._store, most=most, proposals=proposals, wanted=wanted)
        known = build_moment(None).closes("UTC")
        found = subjects.find_subject(query, self._directory(), known)
        return identity.links_of(self._store, found.subject, proposals)

    def decide(
        self,
        left: str,
        right: str,
        judgement: str,
        *,
        reason: str,
        by: str,
        seal: Callable[[Decision], object] | None = None,
    ) -> Decision:
        """Keep what a person says of two entries: ``same``, ``different`` or ``unsure``.

        With the setting ``second_person`` it waits for another person where it would change an
        answer.

        Args:
            left: Id of an entry.
            right: Id of the other.
            judgement: What is said.
            reason: Why.
            by: Who says so.
            seal: Called with the decision as it will be, such as to write a receipt; where it
                fails, nothing is kept.

        Raises:
            InputError: An id is on no list, no reason is given, or a decision on the two waits.
        """
        made = identity.build_decision(
            self._store, (left, right), choose(Judgement, judgement), reason=reason, by=by
        )
        proposals = SqlProposals(self._store)
        counts = not self._settings.second_person or identity.changes_nothing(self._store, made)
        refused = InputError(
            f"a decision on {made.left} and {made.right} waits for another person.",
            remedy="Confirm it, or take it back first.",
        )
        if not counts and _waiting(proposals, left, right) is not None:
            raise refused
        if seal is not None:
            seal(replace(made, waits=not counts))
        if counts:
            self._store.decide(made)
            return made
        proposed = proposals.add(made)
        if proposed is None:
            raise refused
        return proposed.decision

    def waiting_links(self) -> tuple[identity.WaitingLink, ...]:
        """Return the decisions on entries that wait for another person, as they were made."""
        return identity.waiting_links(self._store, SqlProposals(self._store).all())

    def answer_link(
        self,
        left: str,
        right: str,
        *,
        agrees: bool,
        reason: str,
        by: str,
        number: int | None = None,
        seal: Callable[[Proposal], object] | None = None,
    ) -> Proposal:
        """Keep what a person says of a decision on two entries that waits.

        Args:
            left: Id of an entry.
            right: Id of the other.
            agrees: True to have it count from now on, False to take it back.
            reason: Why.
            by: Who says so: where they agree, not who decided.
            number: Number of the decision that was looked at; None for the one that waits.
            seal: Called with the decision as it will be, such as to write a receipt; where it
                fails, the decision goes on waiting.

        Raises:
            InputError: None on the two waits, the same person made it, themselves or with a key,
                or no reason is given.
        """
        said, proposals = build_word(reason, by), SqlProposals(self._store)
        made = _waiting(proposals, left, right)
        if made is None or number not in (None, made.id):
            raise InputError(
                f"no decision on {left} and {right} waits for another person.",
                remedy="Look again: somebody may have answered it. `proscribe links` shows both.",
            )
        if agrees:
            self._refuse_own(made.decision.by, said.by)
        counting = replace(made.decision, waits=False)
        answered = (
            replace(made, agreed=said, decision=counting) if agrees else replace(made, refused=said)
        )
        if seal is not None:
            seal(answered)
        if not proposals.answer(made.id, said, agrees=agrees):
            raise InputError(
                "the decision was confirmed or taken back by somebody in this moment.",
                remedy="Look at it again.",
            )
        return answered

    def _refuse_own(self, made: str, said: str) -> None:
        """Refuse that somebody confirms what they, or a key of theirs, decided."""
        whose = self._store.organisation
        refuse_own(made, said, self.access.keys(whose), self.access.users(whose))


def _waiting(proposals: SqlProposals, left: str, right: str) -> Proposal | None:
    """Return the decision on two entries that waits for another person."""
    pair = tuple(sorted((left, right)))
    return next(
        (
            one
            for one in proposals.all()
            if one.waits and (one.decision.left, one.decision.right) == pair
        ),
        None,
    )
