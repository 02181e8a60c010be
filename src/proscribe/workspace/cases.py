"""Cases: pairs that wait for a person's word, each with an id, listed and decided on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

import orjson

from proscribe.model.errors import AbsentError, InputError, InternalError
from proscribe.workspace.pages.queue import read_queue, waiting_lines, waiting_pairs
from proscribe.workspace.results import to_json
from proscribe.workspace.saying import build_word
from proscribe.workspace.settling import (
    CONFIRM,
    REFUSE,
    Settled,
    agree,
    given_before,
    is_of_entries,
    mark_of,
    said_of_name,
    settle,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from proscribe.model.clearance import Given
    from proscribe.model.identity import Tie
    from proscribe.workspace.clearances import ClearanceShown
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.pages.queue import PairShown, Queue
    from proscribe.workspace.pages.screenings import JobScreenings, Report

_ID_CHARACTERS = 32


class CaseKind(StrEnum):
    """What waits.

    A line of a screening whose issuer is not certain; a decision on a name that woke, was left
    open, or waits for another person; two entries of lists that may be one; a decision on such two
    that waits for another person.
    """

    LINE = "line"
    WOKEN = "woken"
    UNSURE = "unsure"
    CONFIRM = "confirm"
    LINK = "link"
    CONFIRM_LINK = "confirm_link"


class CaseWord(StrEnum):
    """What is said of a case; of a decision that waits for another person the last two alone."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    CONFIRM = CONFIRM
    REFUSE = REFUSE


_ANSWERS = (CaseWord.CONFIRM, CaseWord.REFUSE)
_WORDS = tuple(word for word in CaseWord if word not in _ANSWERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A pair that waits for a person's word.

    Attributes:
        id: Its id: that of the pair, however often it is raised.
        seen: Tells whether it is still as it is shown here; whoever decides gives it back.
        pair: The two, what speaks for their being one, and what was said before.
        words: What may be said of it.
        asked: The moments and the investor of the screening that raised it; empty for others.
    """

    id: str
    seen: str
    pair: PairShown
    words: tuple[CaseWord, ...]
    asked: Mapping[str, object]

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        pair = self.pair
        return {
            "id": self.id,
            "seen": self.seen,
            "kind": pair.kind,
            "left": pair.left,
            "left_name": pair.left_name,
            "right": pair.right,
            "right_name": pair.right_name,
            "score": pair.score,
            "explanation": pair.why,
            "given": dict(pair.given),
            "verdict": pair.verdict or None,
            "earlier": to_json(pair.earlier),
            "words": [*self.words],
            "screening": {"job": pair.run_id, "file": pair.file, "line": pair.line, **self.asked}
            if pair.run_id
            else None,
            "decision": {
                "number": pair.number,
                "judgement": pair.judgement,
                "by": pair.decided_by,
                "until": to_json(pair.until),
            }
            if pair.number
            else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesPage:
    """Some of the cases that wait.

    Attributes:
        cases: These.
        total: How many there are, or at least are.
        more: Whether there may be more than that.
        unread_screenings: How many screenings were not looked at, whose lines may wait as well:
            they are too old, or cannot be read.
        unread_lines: How many lines wait in those that were, which their reports only count.
    """

    cases: tuple[Case, ...]
    total: int
    more: bool
    unread_screenings: int
    unread_lines: int


class CaseDesk:
    """What waits for a person of an organisation; a workspace has it as ``cases``.

    Args:
        workspace: The workspace of the organisation.
        screenings: The screenings whose lines wait.
    """

    def __init__(self, workspace: Workspace, screenings: JobScreenings) -> None:
        self._workspace = workspace
        self._screenings = screenings

    def queue(self, at: int = 0) -> Queue:
        """Return what waits about a place (from 0), and what was decided lately, for pages."""
        reports = self._screenings.reports(self._workspace.organisation)
        return read_queue(self._workspace, reports, at)

    def list(self, *, kind: str | None = None, limit: int, offset: int = 0) -> CasesPage:
        """Return some of what waits: words that woke or wait, then lines, then entries of lists.

        Args:
            kind: Only those of that :class:`CaseKind`; None for all.
            limit: How many at most.
            offset: How many to pass over.
        """
        wants_links = kind in (None, CaseKind.LINK)
        most = offset + limit + 1
        links = self._workspace.links(None, most=most) if wants_links else None
        reports, every = self._screenings.reports(self._workspace.organisation), self._said()
        shown_links = () if links is None else links.shown
        pairs = waiting_pairs(self._workspace, every, reports.read, shown_links)
        wants_lines = kind in (None, CaseKind.LINE)
        unread = (reports.unread, reports.unread_lines) if wants_lines else (0, 0)
        found = [one for one in pairs if kind in (None, one.kind)]
        return CasesPage(
            cases=tuple(_case(one, reports.read, every) for one in found[offset : offset + limit]),
            total=len(found),
            more=any(unread) or (links is not None and links.more),
            unread_screenings=unread[0],
            unread_lines=unread[1],
        )

    def get(self, case_id: str) -> Case:
        """Return a case, of however old a screening.

        Raises:
            AbsentError: None of that id waits.
        """

        def is_wanted(tie: Tie) -> bool:
            return case_id == _id_of(tie.left, tie.right, of_entries=True)

        reports, every = self._screenings.reports(self._workspace.organisation).read, self._said()
        links = self._workspace.links(None, wanted=is_wanted).shown
        for pair in waiting_pairs(self._workspace, every, reports, links):
            if case_id == _id_of_pair(pair):
                return _case(pair, reports, every)
        for report in self._older(reports):
            for pair in waiting_lines(every, [report]):
                if case_id == _id_of_pair(pair):
                    return _case(pair, [report], every)
        raise AbsentError(
            "no case of this id waits: there is none, or somebody has decided it.",
            remedy="List the cases again.",
        )

    def decide(
        self,
        case_id: str,
        word: str,
        *,
        reason: str,
        by: str,
        seen: str,
        until: date | None = None,
        seal: Callable[[Case, Settled], object] = lambda *_: None,
    ) -> tuple[Case, Settled]:
        """Keep a person's word on a case; return the case as it was, and what is kept.

        Args:
            case_id: Its id.
            word: A :class:`CaseWord`.
            reason: Why.
            by: Who says so.
            seen: What the case had as ``seen`` when it was looked at.
            until: Last day on which it counts; None where it has no end.
            seal: Called before it is kept, such as to write a receipt; where it fails, nothing is.

        Raises:
            AbsentError: None of that id waits.
            InputError: The case is not as it was when it was seen, there is no reason, or the word
                is none that may be said of it, or by this person.
        """
        build_word(reason, by)
        case = self.get(case_id)
        _refuse_changed(case, seen)
        _refuse_unfit(case, word, until)
        pair, both = case.pair, (case.pair.left, case.pair.right)
        said: Settled | None
        if word in _ANSWERS:
            said = agree(
                self._workspace, pair.kind, both, pair.number, agrees=word == CaseWord.CONFIRM,
                reason=reason, by=by, seal=lambda told: seal(case, told),
            )  # fmt: skip
        else:
            given = self.given(
                pair.kind, both, number=pair.number, run_id=pair.run_id, file=pair.file,
                line=pair.line,
            )  # fmt: skip
            said = settle(
                self._workspace, pair.kind, both, word, given=given, reason=reason, by=by,
                until=until, seal=lambda told: seal(case, told),
            )  # fmt: skip
        if said is None:
            raise InternalError("a word with a reason was not kept.")
        return case, said

    def given(
        self,
        kind: str,
        pair: tuple[str, str],
        *,
        number: int,
        run_id: str,
        file: str | None,
        line: int,
    ) -> Given | None:
        """Return everything that is given with the name of a pair; None where that is the name.

        Args:
            kind: What waits.
            pair: What is called left and right there.
            number: Number of the decision that waits; 0 for none.
            run_id: The screening of the line.
            file: Its file.
            line: Its number.

        Raises:
            InputError: There is no such decision, screening or line.
        """
        if kind == CaseKind.LINE and line:
            return self._screenings.given(self._workspace.organisation, run_id, file, line)
        if kind in (CaseKind.WOKEN, CaseKind.UNSURE) and number:
            return given_before(self._workspace, number, pair)
        return None

    def _older(self, newest: Sequence[Report]) -> Iterator[Report]:
        if not newest:
            return iter(())
        run, _ = newest[-1]
        return self._screenings.older_reports(self._workspace.organisation, before=run.id)

    def _said(self) -> tuple[ClearanceShown, ...]:
        return self._workspace.clearances.shown(every=True, judged=True)


def _id_of(left: str, right: str, *, of_entries: bool) -> str:
    # A digest, so that no name of a customer stands in an address, and so in a log.
    told = orjson.dumps([of_entries, left.casefold(), right])
    return sha256(told).hexdigest()[:_ID_CHARACTERS]


def _id_of_pair(pair: PairShown) -> str:
    return _id_of(pair.left, pair.right, of_entries=is_of_entries(pair.kind))


def _case(
    pair: PairShown,
    reports: Iterable[Report],
    every: Iterable[ClearanceShown],
) -> Case:
    of_entries = is_of_entries(pair.kind)
    said = pair.earlier if of_entries else said_of_name(every, pair.left, pair.right)
    head = next((document.get("head") for run, document in reports if run.id == pair.run_id), None)
    asked = head if isinstance(head, dict) else {}
    return Case(
        id=_id_of_pair(pair),
        seen=mark_of((pair, said)),
        pair=pair,
        words=_ANSWERS if pair.kind.startswith(CONFIRM) else _WORDS,
        asked={name: asked[name] for name in ("as_of", "known_at", "investor") if name in asked},
    )


def _refuse_changed(case: Case, seen: str) -> None:
    if case.seen == seen:
        return
    newest = next(iter(case.pair.earlier), None)
    told = (
        ""
        if newest is None
        else f" The last word on it is {newest.by}'s: {newest.judgement}, because {newest.reason}."
    )
    raise InputError(
        f"this case is not as it was when you saw it.{told}",
        remedy="Nothing of yours was kept. Look at it again, and give what it then has as `seen`.",
    )


def _refuse_unfit(case: Case, word: str, until: date | None) -> None:
    if word not in case.words:
        waits = "a decision on it waits" if case.words == _ANSWERS else "no decision on it waits"
        raise InputError(
            f"{str(word)!r} cannot be said of this case: {waits} for another person.",
            remedy=f"Say {' or '.join(case.words)}.",
        )
    if until is not None and (word in _ANSWERS or is_of_entries(case.pair.kind)):
        raise InputError(
            "only a decision on a name has a last day of its own.", remedy="Leave out `until`."
        )
