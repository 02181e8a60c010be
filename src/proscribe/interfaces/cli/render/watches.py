"""How watches and alerts read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli.output import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proscribe.workspace.watches import Alert, Watch

_CAUSES = {
    "edition": "a new edition of",
    "time": "a moment of the law has passed",
    "version": "Proscribe, or the law as it knows it, is newer",
    "decision": "somebody decided of a name, or what is known of it differs",
}


def show_watches(found: Sequence[Watch]) -> None:
    """Write watches to standard output."""
    page = Page()
    if found:
        columns = ("No>", "Watched", "Acts", "Investor", "Runs>", "Last run", "By", "Because")
        page.table(columns, [_watch(one) for one in found])
    else:
        page.say("Nothing is watched.")
    page.write()


def show_removed(made: Watch) -> None:
    """Write to standard output that a watch was removed."""
    page = Page()
    if made.removed is not None:
        page.say(f"{made.id} is watched no longer, says {made.removed.by}: {made.removed.reason}.")
    page.write()


def show_alerts(found: Sequence[Alert], none: str) -> None:
    """Write alerts to standard output.

    Args:
        found: The alerts.
        none: What is said where there is none.
    """
    page = Page()
    if found:
        columns = ("No>", "At", "About", "Regime", "Changed", "Because of", "Acknowledged")
        page.table(columns, [_alert(one) for one in found])
    else:
        page.say(none)
    page.write()


def _watch(one: Watch) -> tuple[str, ...]:
    last = "" if one.last is None else one.last.at.isoformat(timespec="minutes")
    return (
        str(one.id),
        one.title,
        ", ".join(one.standing.actions),
        one.standing.investor,
        str(one.run),
        last,
        one.set_up.by,
        one.set_up.reason,
    )


def _alert(one: Alert) -> tuple[str, ...]:
    where = f"{one.line.file}:{one.line.line} " if one.line.file else ""
    editions = ", ".join(f"{each.source} of {each.published}" for each in one.editions)
    seen = one.acknowledged
    return (
        str(one.id),
        one.at.isoformat(timespec="minutes"),
        f"{where}{one.line.issuer}",
        one.regime,
        "; ".join(f"{each.action}: {each.old} -> {each.new}" for each in one.changes),
        f"{_CAUSES[one.cause.value]} {editions}".strip(),
        "" if seen is None else f"{seen.by}: {seen.reason}",
    )
