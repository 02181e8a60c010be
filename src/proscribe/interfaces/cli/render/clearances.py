"""How clearances read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli.output import Page, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from proscribe.model.clearance import Clearance
    from proscribe.workspace.clearances import ClearanceShown

_STYLES = {"silent": "green", "woken": "red", "waiting": "yellow"}


def show_cleared(made: ClearanceShown) -> None:
    """Write a new clearance to standard output."""
    one = made.clearance
    page = Page()
    page.say(f"{one.id}: {_pair(one)}, says {one.said.by}: {one.said.reason}.")
    end = "" if one.pair.until is None else f", or after {one.pair.until}"
    page.say(f"The pair is raised again once either side changes{end}.")
    if one.waits:
        page.say(f"It counts once another person has confirmed it: proscribe confirm {one.id}.")
    page.write()


def show_confirmed(made: ClearanceShown) -> None:
    """Write a confirmation to standard output."""
    one = made.clearance
    page = Page()
    if one.confirmed is not None:
        page.say(f"{one.id} is confirmed, says {one.confirmed.by}: {one.confirmed.reason}.")
    page.write()


def show_withdrawn(made: ClearanceShown) -> None:
    """Write a withdrawal to standard output."""
    one = made.clearance
    page = Page()
    if one.withdrawn is not None:
        page.say(
            f"{one.id} is withdrawn, says {one.withdrawn.by}: {one.withdrawn.reason}. "
            f"{one.pair.given} is weighed against {one.pair.subject_id} again."
        )
    page.write()


def show_clearances(found: Sequence[ClearanceShown]) -> None:
    """Write clearances to standard output, in the order they were made."""
    page = Page()
    if found:
        columns = ("No>", "Given", "Is not", "Called", "Stands", "Since", "By", "Because")
        page.table(columns, [_row(one) for one in found])
    else:
        page.say("No name was cleared.")
    page.write()


def _pair(one: Clearance) -> str:
    return f"{one.pair.given} is not {one.pair.subject_id} {one.pair.caption}"


def _row(shown: ClearanceShown) -> tuple[str | Text, ...]:
    one = shown.clearance
    state = shown.state.value
    why = [one.said.reason]
    if one.pair.until is not None:
        why.append(f"until {one.pair.until}")
    if one.confirmed is not None:
        why.append(f"confirmed by {one.confirmed.by}: {one.confirmed.reason}")
    if one.withdrawn is not None:
        why.append(f"withdrawn by {one.withdrawn.by}: {one.withdrawn.reason}")
    if shown.why:
        why.append(shown.why)
    return (
        str(one.id),
        str(one.pair.given),
        one.pair.subject_id,
        one.pair.caption,
        styled((state, _STYLES.get(state, ""))),
        one.said.at.date().isoformat(),
        one.said.by,
        "; ".join(why),
    )
