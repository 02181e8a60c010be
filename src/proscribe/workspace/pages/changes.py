"""What changed in a list, and which dates lie ahead of what was screened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from proscribe.model.errors import AbsentError, InputError, UnknownNameError
from proscribe.workspace.editions import is_public
from proscribe.workspace.questions import build_moment
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.lists import Changes
    from proscribe.workspace.pages.screenings import Run
    from proscribe.workspace.results import SourceStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A list with its editions, and two of them compared.

    Attributes:
        source: Key of the list.
        title: Its name.
        editions: Its editions, the newest first.
        changes: What differs; None where there are not two to compare.
        why: Why there is no comparison, in words.
    """

    source: str
    title: str
    editions: tuple[SourceStatus, ...]
    changes: Changes | None
    why: str

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        found = self.changes
        return {
            "source": self.source,
            "editions": [one.to_json() for one in self.editions],
            "detail": self.why,
            "changes": None
            if found is None
            else {
                "from": to_json(found.before),
                "to": to_json(found.after),
                "began": to_json(found.difference.began),
                "changed": to_json(found.difference.changed),
                "ended": to_json(found.difference.ended),
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineShown:
    """A date ahead of a portfolio that was screened.

    Attributes:
        at: When.
        kind: ``effective_at``, ``deadline_at`` or ``next_change_at``.
        regime: The regime that sets it.
        issuer: Whom it concerns; ``entity_id`` its id.
        actions: The acts.
        lines: How many lines.
        run_id: The screening; ``portfolio`` names its file.
    """

    at: str
    kind: str
    regime: str
    issuer: str
    entity_id: str
    actions: tuple[str, ...]
    lines: int
    run_id: str
    portfolio: str

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        found = to_json(self)
        return found if isinstance(found, dict) else {}


def compare(
    workspace: Workspace,
    source: str,
    moments: tuple[str | None, str | None],
    known_at: str | None = None,
) -> Comparison:
    """Return what changed in a list between two editions or days; by default the last two.

    Args:
        workspace: Where it is on file.
        source: The list.
        moments: Two editions or days; None for the last two.
        known_at: Only editions that were public by then are shown and compared; None for all.

    Raises:
        AbsentError: There is no such list.
    """
    every = [one for one in workspace.sources(every=True) if one.key == source]
    if not every:
        raise AbsentError(f"there is no list {source!r}.")
    changes, why = None, ""
    try:
        changes = workspace.diff(source, since=moments[0], until=moments[1], known_at=known_at)
    except UnknownNameError as error:
        raise AbsentError(str(error)) from error
    except InputError as error:
        why = str(error)
    known = build_moment(known_at)
    public = {one.id for one in workspace.editions() if one.chronicle or is_public(one, known)}
    held = tuple(
        one for one in reversed(every) if one.edition is not None and one.edition.id in public
    )
    return Comparison(source=source, title=every[0].title, editions=held, changes=changes, why=why)


def deadlines_of(
    reports: Iterable[tuple[Run, Mapping[str, object]]],
) -> tuple[DeadlineShown, ...]:
    """Return the dates ahead in reports, the next first."""
    now = datetime.now(UTC)
    found = []
    for run, document in reports:
        summary = document.get("summary")
        deadlines = summary.get("deadlines", []) if isinstance(summary, dict) else []
        found += [
            DeadlineShown(
                at=each["at"],
                kind=each["kind"],
                regime=each["regime"],
                issuer=each["issuer"],
                entity_id=each["entity_id"],
                actions=tuple(each["actions"]),
                lines=each["lines"],
                run_id=run.id,
                portfolio=", ".join(run.names),
            )
            for each in deadlines
            if datetime.fromisoformat(each["at"]) >= now
        ]
    found.sort(key=lambda one: datetime.fromisoformat(one.at))
    return tuple(found)
