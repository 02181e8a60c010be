"""How ties between entries, and decisions on them, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli.output import Page, styled

if TYPE_CHECKING:
    from rich.text import Text

    from proscribe.model.identity import Decision
    from proscribe.workspace.identity import Links, LinkShown

_JOINED, _APART = "green", "yellow"
_WORDS = {"same": "one subject", "different": "two subjects", "unsure": "not decided"}


def show_links(found: Links) -> None:
    """Write ties to standard output, the surest first."""
    page = Page()
    if not found.shown:
        page.say("Nothing ties entries here.")
    else:
        page.table(
            ("Entry", "Name", "Entry", "Name", "Tie", "Sure>", "Stands", "Because"),
            [_row(link) for link in found.shown],
        )
    if found.more:
        page.gap()
        page.say("There may be more; --limit 0 shows all.")
    page.write()


def show_decision(made: Decision) -> None:
    """Write a decision to standard output."""
    page = Page()
    page.say(
        f"{made.left} and {made.right}: {_WORDS[made.judgement.value]}, says {made.by}: "
        f"{made.reason}."
    )
    page.write()


def _row(link: LinkShown) -> tuple[str | Text, ...]:
    tie, decision = link.tie, link.decision
    stands = styled(("joined", _JOINED) if link.joined else ("apart", _APART))
    why = tie.evidence.basis
    if decision is not None and decision.reason != why:
        why = f"{why}; {decision.by}: {decision.judgement.value}, {decision.reason}"
    return (
        tie.left,
        link.names[0],
        tie.right,
        link.names[1],
        tie.evidence.kind.value,
        f"{tie.evidence.confidence:.2f}",
        stands,
        why,
    )
