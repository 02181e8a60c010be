"""How owners read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli.output import Page

if TYPE_CHECKING:
    from decimal import Decimal

    from proscribe.workspace.owners import CountShown, Owned, StakeShown

_HOLDS = {True: "yes", False: "no", None: "open"}
_COUNTS = {True: "counts as owned", False: "does not count", None: "open: a share is unknown"}


def show_owners(found: Owned) -> None:
    """Write who owns a subject, or what it owns, to standard output."""
    page = Page()
    page.say((found.caption, "bold"), f"  {found.subject_id}")
    page.say(f"As of {found.as_of}, known at {found.known_at}.")
    page.gap()
    if not found.stakes:
        side = "it owns anything" if found.downward else "who owns it"
        page.say(f"No source on file says {side}.")
    else:
        page.table(
            ("Owner", "Owns", "Share", "Held then", "From", "To", "Source", "Where"),
            [_row(stake) for stake in found.stakes],
        )
    for name in found.over:
        page.say(f"Of {name} sources give more than 100 % to its owners: they disagree.")
    for count in found.counts:
        page.gap()
        _say_count(page, count)
    if found.ties:
        page.gap()
        page.head("Ties that are no ownership and count for nothing")
        page.table(
            ("Tie", "Whom", "In its words"),
            [(tie.relation.replace("_", " "), tie.name, tie.role or "") for tie in found.ties],
        )
    page.write()


def _row(stake: StakeShown) -> tuple[str, ...]:
    printed = f" (printed {stake.printed})" if stake.printed and stake.least != stake.most else ""
    gone = f", gone by {stake.gone}" if stake.gone else ""
    return (
        stake.owner,
        stake.owned,
        f"{stake.share}{printed}",
        _HOLDS[stake.holds],
        str(stake.since or ""),
        str(stake.until or ""),
        f"{stake.source} of {stake.last_published}{gone}",
        stake.locator,
    )


def _say_count(page: Page, count: CountShown) -> None:
    head = f"{count.regime}: " if count.regime else f"{count.subject}, by {count.rule}: "
    page.say((head, "bold"), f"{_COUNTS[count.counts]}. {count.explanation}")
    page.say(
        f"  Share that counts {_percent(count.share)}, economic share at least "
        f"{_percent(count.economic)}."
    )
    if count.path:
        page.say(f"  Path: {' > '.join(count.path)}.")


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"
