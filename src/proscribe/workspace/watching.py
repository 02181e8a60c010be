"""What a watch is answered now: every answer that says something, by line and regime."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import orjson

from proscribe.model.time import format_instant
from proscribe.model.verdict import Outcome, Reason
from proscribe.operations.watches import Answer, Asked, EditionSeen, Found, Line, Said, Watch
from proscribe.version import VERSION
from proscribe.workspace.answers import choose_regimes
from proscribe.workspace.editions import editions_used
from proscribe.workspace.questions import build_moment

if TYPE_CHECKING:
    from proscribe.workspace.facade import Workspace

_NOTHING_SAID = frozenset(
    {Reason.NOT_LISTED.value, Reason.NOT_COVERED.value, Reason.NOT_BOUND.value}
)


def ask(watch: Watch, workspace: Workspace, folder: Path) -> Found:
    """Ask a watch as of now.

    Args:
        watch: The watch.
        workspace: Answers the questions.
        folder: Where its files lie.

    Raises:
        InputError: A file cannot be read.
    """
    now = datetime.now(UTC)
    moment = build_moment(now)
    editions = editions_used(workspace.editions(), moment)
    seen = (
        EditionSeen(source=one.source, published=str(one.published), digest=one.digest)
        for one in editions
    )
    asked = Asked(at=now, version=VERSION, editions=tuple(seen))
    regimes = choose_regimes(watch.standing.regimes)
    if watch.standing.query is not None:
        answers = _by_name(watch, workspace, now)
    else:
        answers = _by_line(watch, workspace, now, folder)
    return Found(
        asked=asked,
        answers=tuple(answers),
        rests_on={regime.key: regime.sources for regime in regimes},
    )


def _by_name(watch: Watch, workspace: Workspace, now: datetime) -> Iterator[Answer]:
    standing, query = watch.standing, watch.standing.query or ""
    said: dict[str, tuple[Line, list[Said]]] = {}
    for action in standing.actions:
        result = workspace.check(
            query, action=action, investor=standing.investor, location=standing.location,
            as_of=now, known_at=now, held_since=standing.held_since, regimes=standing.regimes,
        )  # fmt: skip
        for ruling in result.rulings:
            verdict = ruling.verdict
            if _is_quiet(verdict.outcome.value, verdict.reason.value):
                continue
            subjects = {one.candidate.subject.id for one in ruling.candidates}
            line = Line(
                file="", line=0, issuer=query,
                entity_id=subjects.pop() if len(subjects) == 1 else None,
            )  # fmt: skip
            moment = verdict.next_change_at
            one = Said(
                action=action,
                verdict=verdict.outcome.value,
                reason_code=verdict.reason.value,
                next_change_at=None if moment is None else format_instant(moment, verdict.zone),
                explanation=verdict.explanation,
            )
            said.setdefault(verdict.regime, (line, []))[1].append(one)
    for regime, (line, several) in said.items():
        yield Answer(line=line, regime=regime, said=tuple(several))


def _by_line(watch: Watch, workspace: Workspace, now: datetime, folder: Path) -> Iterator[Answer]:
    standing = watch.standing
    screening = workspace.screen(
        *(folder / file.path for file in standing.files), actions=standing.actions,
        investor=standing.investor, location=standing.location, as_of=now, known_at=now,
        held_since=standing.held_since, regimes=standing.regimes,
    )  # fmt: skip
    said: dict[tuple[str, int, str], tuple[Line, list[Said]]] = {}
    for batch in screening.batches():
        columns = ("_file", "line", "issuer", "entity_id", "action", "regimes")
        given = batch.given[0] if batch.given else "issuer"
        for row in batch.frame.select(*columns, _given=given).iter_rows(named=True):
            for each in orjson.loads(row["regimes"]):
                if _is_quiet(each["verdict"], each["reason_code"]):
                    continue
                line = Line(
                    file=PurePath(row["_file"] or "").name, line=row["line"],
                    issuer=row["issuer"] or row["_given"] or "", entity_id=row["entity_id"],
                )  # fmt: skip
                key = (line.file, line.line, each["regime"])
                said.setdefault(key, (line, []))[1].append(_said(row["action"], each))
    for (_, _, regime), (line, several) in said.items():
        yield Answer(line=line, regime=regime, said=tuple(several))


def _is_quiet(verdict: str, reason: str) -> bool:
    return verdict == Outcome.ALLOWED.value and reason in _NOTHING_SAID


def _said(action: str, answered: dict[str, Any]) -> Said:
    return Said(
        action=action,
        verdict=answered["verdict"],
        reason_code=answered["reason_code"],
        next_change_at=answered.get("next_change_at"),
        explanation=answered.get("explanation", ""),
    )
