"""Watches: standing screens, what they last answered, and the alerts that changes raise.

A watch is asked again and again about the same files or name. Of each line and regime the last
answer is kept; an answer that says nothing (no list names the line) is kept by its absence. A
change from one to the other raises one alert, in the same transaction that keeps the new answer,
so that no change is told twice and none is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from proscribe.model.clearance import Word
from proscribe.model.verdict import Outcome
from proscribe.operations.jobs import JobFile

# What is answered where nothing is kept.
QUIET = Outcome.ALLOWED


class Cause(StrEnum):
    """Why an answer changed."""

    EDITION = "edition"
    TIME = "time"
    VERSION = "version"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a watch asks, each time as of then.

    Attributes:
        query: The name or identifier; None where files are watched.
        files: The files; none where a name is watched.
        actions: The acts asked about.
        investor: Who acts.
        location: Country of the investor.
        held_since: Since when positions are held whose line does not say.
        regimes: Keys of the regimes asked; empty for all that bind the investor.
    """

    query: str | None
    files: tuple[JobFile, ...]
    actions: tuple[str, ...]
    investor: str
    location: str | None = None
    held_since: str | None = None
    regimes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSeen:
    """An edition of a list that was searched: its source, day of publication and digest."""

    source: str
    published: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """On what a run of a watch rested.

    Attributes:
        at: When it was asked.
        version: Version of Proscribe, and so of its law.
        editions: The newest edition of each list.
    """

    at: datetime
    version: str
    editions: tuple[EditionSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A standing screen.

    Attributes:
        id: Its number.
        organisation: Whose it is; nobody else ever sees it.
        title: What it is called.
        standing: What it asks.
        set_up: Who set it up, why and when.
        folder: Name of the folder its files lie in; empty where it has none.
        run: How often it was asked.
        last: On what the last run rested; None before the first.
        removed: Who removed it, why and when; None where nobody did.
    """

    id: int
    organisation: str
    title: str
    standing: Standing
    set_up: Word
    folder: str = ""
    run: int = 0
    last: Asked | None = None
    removed: Word | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is asked about: the name, or a line of a file.

    Attributes:
        file: Name of the file; empty for a name.
        line: Number of the line; 0 for a name.
        issuer: Whom it means, or how it is called.
        entity_id: The subject, where it is certain.
    """

    file: str
    line: int
    issuer: str
    entity_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was answered to one act.

    Attributes:
        action: The act.
        verdict: The verdict.
        reason_code: Its ground.
        next_change_at: When it is known to change, RFC 3339; None where no change is known.
        explanation: Why, in words.
    """

    action: str
    verdict: str
    reason_code: str
    next_change_at: str | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered on a line under one regime; acts that are quietly allowed are left out.

    Attributes:
        line: The line.
        regime: Key of the regime.
        said: What was answered, act by act.
    """

    line: Line
    regime: str
    said: tuple[Said, ...]

    @property
    def key(self) -> str:
        """What tells it from other answers of the same watch, and is the same in every run."""
        return f"{self.line.file}\t{self.line.line}\t{self.regime}"

    def verdict_of(self, action: str) -> str:
        """Return the verdict on an act."""
        found = (one.verdict for one in self.said if one.action == action)
        return next(found, QUIET.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A verdict that is another than before."""

    action: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A change of verdict somebody should see.

    Attributes:
        id: Its number.
        organisation: Whose it is.
        watch_id: The watch that raised it.
        run: The run of the watch that found it.
        at: When.
        line: What it is about.
        regime: The regime whose answer changed.
        changes: What changed, act by act.
        cause: Why.
        editions: The editions that are new since the run before, of lists the regime rests on.
        explanation: What is answered now, in words.
        acknowledged: Who has seen it, what they say of it, and when; None where nobody has.
    """

    id: int
    organisation: str
    watch_id: int
    run: int
    at: datetime
    line: Line
    regime: str
    changes: tuple[Change, ...]
    cause: Cause
    editions: tuple[EditionSeen, ...]
    explanation: str
    acknowledged: Word | None = None

    @property
    def key(self) -> str:
        """What tells it from other alerts of the same run."""
        return f"{self.line.file}\t{self.line.line}\t{self.regime}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a run of a watch found.

    Attributes:
        asked: On what it rests.
        answers: Every answer that is not quiet.
        rests_on: By regime, the lists it rests on.
    """

    asked: Asked
    answers: tuple[Answer, ...]
    rests_on: Mapping[str, Sequence[str]]


def compare(watch: Watch, before: Iterable[Answer], found: Found) -> Iterator[Alert]:
    """Yield an alert, not numbered yet, for each answer that is another than before.

    The first run of a watch says how things stand, and raises nothing.
    """
    if watch.last is None:
        return
    old = {answer.key: answer for answer in before}
    new = {answer.key: answer for answer in found.answers}
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        known = now or was
        if known is None:
            continue
        changes = tuple(_changes(watch.standing.actions, was, now))
        if not changes:
            continue
        cause, editions = _cause(watch.last, found, known.regime, was)
        yield Alert(
            id=0,
            organisation=watch.organisation,
            watch_id=watch.id,
            run=watch.run + 1,
            at=found.asked.at,
            line=known.line,
            regime=known.regime,
            changes=changes,
            cause=cause,
            editions=editions,
            explanation=_explanation(now, changes),
        )


def asked_again(watch: Watch, asked: Asked) -> Watch:
    """Return a watch after one more run."""
    return replace(watch, run=watch.run + 1, last=asked)


def _changes(actions: Iterable[str], was: Answer | None, now: Answer | None) -> Iterator[Change]:
    for action in actions:
        old = QUIET.value if was is None else was.verdict_of(action)
        new = QUIET.value if now is None else now.verdict_of(action)
        if old != new:
            yield Change(action=action, old=old, new=new)


def _cause(
    last: Asked, found: Found, regime: str, was: Answer | None
) -> tuple[Cause, tuple[EditionSeen, ...]]:
    sources = {*found.rests_on.get(regime, ())}
    fresh = tuple(
        one for one in found.asked.editions if one not in last.editions and one.source in sources
    )
    if fresh:
        return Cause.EDITION, fresh
    if found.asked.version != last.version:
        return Cause.VERSION, ()
    moments = [] if was is None else [one.next_change_at for one in was.said]
    due = [datetime.fromisoformat(moment) for moment in moments if moment is not None]
    if any(moment <= found.asked.at for moment in due):
        return Cause.TIME, ()
    return Cause.DECISION, ()


def _explanation(now: Answer | None, changes: Sequence[Change]) -> str:
    said = {} if now is None else {one.action: one.explanation for one in now.said}
    told = dict.fromkeys(said.get(change.action, "") for change in changes)
    return " ".join(filter(None, told)) or "No list on file names it any more."


class WatchStore(Protocol):
    """Keeps watches and alerts. Every method raises ``StoreError`` where the storage fails."""

    def add(self, watch: Watch) -> Watch:
        """Write a new watch and return it with its number."""
        ...

    def find(self, organisation: str, number: int) -> Watch | None:
        """Return an organisation's watch of that number, removed or not; None where none is."""
        ...

    def listed(self, organisation: str | None) -> tuple[Watch, ...]:
        """Return the watches of an organisation, or of all, that nobody removed."""
        ...

    def remove(self, organisation: str, number: int, said: Word) -> Watch | None:
        """Write that somebody removed a watch; None where there is none or it was before."""
        ...

    def keep(self, watch: Watch, found: Found) -> tuple[Alert, ...] | None:
        """Keep what a run found, and the alerts it raises, all or nothing.

        Returns:
            The alerts; None where another run came first, and nothing is written.
        """
        ...

    def alerts(self, organisation: str, *, every: bool, most: int) -> tuple[Alert, ...]:
        """Return an organisation's alerts, the newest first: those that wait, or every one."""
        ...

    def alert(self, organisation: str, number: int) -> Alert | None:
        """Return an alert of an organisation; None where there is none."""
        ...

    def acknowledge(self, organisation: str, number: int, said: Word) -> Alert | None:
        """Write that somebody has seen an alert; None where there is none or it was before."""
        ...
