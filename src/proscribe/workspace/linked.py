"""What a workspace knows of entries that may be one subject, and keeps of what people say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from proscribe.backends.stores.proposing import SqlProposals
from proscribe.model.errors import InputError
from proscribe.model.identity import Judgement
from proscribe.workspace import identity, subjects
from proscribe.workspace.questions import build_moment, choose
from proscribe.workspace.saying import build_word

if TYPE_CHECKING:
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.model.identity import Decision
    from proscribe.model.proposal import Proposal
    from proscribe.settings import Settings
    from proscribe.workspace.directory import LedgerDirectory


class LinkedWorkspace:
    """The methods of a workspace on which entries of several lists are one subject."""

    _store: SqlStore
    _settings: Settings

    def _directory(self, further: int = 0) -> LedgerDirectory:
        """Return the ledger as screening looks it up."""
        raise NotImplementedError

    def links(self, query: str | None = None, *, most: int | None = None) -> identity.Links:
        """Return what ties a subject's entries; without a query, ties that wait for a decision.

        Raises:
            InputError: Nothing fits the query, or several subjects do.
        """
        proposals = SqlProposals(self._store).all()
        if query is None:
            return identity.open_links(self._store, most=most, proposals=proposals)
        known = build_moment(None).closes("UTC")
        found = subjects.find_subject(query, self._directory(), known)
        return identity.links_of(self._store, found.subject, proposals)

    def decide(self, left: str, right: str, judgement: str, *, reason: str, by: str) -> Decision:
        """Keep what a person says of two entries: ``same``, ``different`` or ``unsure``.

        With the setting ``second_person`` it waits for another person where it would change an
        answer.

        Raises:
            InputError: An id is on no list, no reason is given, or a decision on the two waits.
        """
        made = identity.build_decision(
            self._store, (left, right), choose(Judgement, judgement), reason=reason, by=by
        )
        if not self._settings.second_person or identity.changes_nothing(self._store, made):
            self._store.decide(made)
            return made
        proposed = SqlProposals(self._store).add(made)
        if proposed is None:
            raise InputError(
                f"a decision on {made.left} and {made.right} waits for another person.",
                remedy="Confirm it, or take it back first.",
            )
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
    ) -> Proposal:
        """Keep what a person says of a decision on two entries that waits.

        Args:
            left: Id of an entry.
            right: Id of the other.
            agrees: True to have it count from now on, False to take it back.
            reason: Why.
            by: Who says so: where they agree, not who decided.
            number: Number of the decision that was looked at; None for the one that waits.

        Raises:
            InputError: None on the two waits, the same person made it, or no reason is given.
        """
        said, pair = build_word(reason, by), tuple(sorted((left, right)))
        every = SqlProposals(self._store).all()
        made = next(
            (one for one in every if one.waits and (one.decision.left, one.decision.right) == pair),
            None,
        )
        if made is None or number not in (None, made.id):
            raise InputError(
                f"no decision on {left} and {right} waits for another person.",
                remedy="Look again: somebody may have answered it. `proscribe links` shows both.",
            )
        if agrees and made.decision.by == said.by:
            raise InputError(
                f"{said.by} made this decision, and only somebody else can confirm it.",
                remedy="Ask another person to look at it.",
            )
        if not SqlProposals(self._store).answer(made.id, said, agrees=agrees):
            raise InputError(
                "the decision was confirmed or taken back by somebody in this moment.",
                remedy="Look at it again.",
            )
        if not agrees:
            return replace(made, refused=said)
        return replace(made, agreed=said, decision=replace(made.decision, waits=False))
