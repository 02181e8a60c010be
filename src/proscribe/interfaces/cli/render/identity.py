"""How ties between entries, and decisions on them, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli.output import Page, styled

if TYPE_CHECKING:
    from rich.text import Text

    from proscribe.model.identity import Decision
    from proscribe.model.proposal import Proposal
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
    if made.waits:
        page.say(
            "It counts once another person has confirmed it: "
            f"proscribe confirm {made.left} {made.right}."
        )
    page.write()


def show_answered(made: Proposal) -> None:
    """Write what another person said of a decision to standard output."""
    page, one = Page(), made.decision
    said = f"{one.left} and {one.right}: {_WORDS[one.judgement.value]}, said {one.by}"
    if made.agreed is not None:
        page.say(f"{said}; confirmed, says {made.agreed.by}: {made.agreed.reason}.")
    if made.refused is not None:
        page.say(f"{said}; taken back, says {made.refused.by}: {made.refused.reason}.")
    page.write()


def _row(link: LinkShown) -> tuple[str | Text, ...]:
    tie, decision = link.tie, link.decision
    stands = styled(("joined", _JOINED) if link.joined else ("apart", _APART))
    why = tie.evidence.basis
    if decision is not None and decision.reason != why:
        why = f"{why}; {decision.by}: {decision.judgement.value}, {decision.reason}"
    if decision is not None and decision.waits:
        why = f"{why}; waits for another person"
    if link.confirmed is not None:
        why = f"{why}; confirmed by {link.confirmed.by}: {link.confirmed.reason}"
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
