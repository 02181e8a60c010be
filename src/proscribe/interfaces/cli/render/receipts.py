"""How receipts read, and what came of verifying and asking again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.errors import warn
from proscribe.interfaces.cli.output import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proscribe.workspace.proof import Receipt, ReceiptShown, Replay, Verification

_HASH = 12


def receipt_field(receipt: Receipt | None) -> dict[str, object]:
    """Return what a JSON document says of its receipt; nothing where none was left."""
    if receipt is None:
        return {}
    return {"receipt": {"number": receipt.number, "hash": receipt.hash}}


def tell_receipt(receipt: Receipt | None) -> None:
    """Write the number of a receipt to standard error, beside the answer."""
    if receipt is not None:
        warn(f"Receipt {receipt.number}, hash {receipt.hash[:_HASH]}….")


def show_verification(found: Verification) -> None:
    """Write what came of going through the chain to standard output."""
    page = Page()
    for one in found.findings:
        page.say(f"Receipt {one.number}: ", (one.fault.value, "red"), f": {one.why}")
    told = [
        words.counted(found.receipts, "receipt"),
        words.counted(found.checkpoints, "checkpoint"),
    ]
    if found.forgotten:
        told.append(f"{found.forgotten:,} with question and answer forgotten")
    page.say(f"{', '.join(told)}.")
    if found.holds:
        number, last = found.head
        page.say(("The chain holds", "green"), f"; receipt {number} has the hash {last}.")
    else:
        page.say(("The chain does not hold.", "bold red"))
    for gap in found.resumed:
        page.say(
            f"Receipt {gap.number}: {gap.by} went on at {words.when(gap.at)} without what was "
            f"written up to receipt {gap.missing}{f', hash {gap.hash}' if gap.hash else ''}."
        )
    if found.elsewhere is not None:
        number, store = found.elsewhere
        page.say(f"This is a copy: the same chain goes on to receipt {number} in {store}.")
    page.write()


def show_resumed(receipt: Receipt | None) -> None:
    """Write to standard output that receipts are written again, or that nothing kept them."""
    page = Page()
    if receipt is None:
        page.say("The store holds the last receipt that this machine knows of: nothing was done.")
    else:
        page.say(f"Receipts are written again; receipt {receipt.number} says what is missing.")
    page.write()


def show_replays(found: Sequence[Replay]) -> None:
    """Write what came of asking again to standard output."""
    page = Page()
    for one in found:
        page.say(f"Receipt {one.number}: ", _SAYS[one.same], f"{': ' if one.why else ''}{one.why}")
    if not found:
        page.say("There is nothing to be asked again.")
    page.write()


def replay_json(one: Replay) -> dict[str, object]:
    """Return what came of asking again as JSON values."""
    return {"number": one.number, "same": one.same, "why": one.why}


def show_receipt(shown: ReceiptShown) -> None:
    """Write a receipt to standard output."""
    import orjson

    page = Page()
    for name, value in shown.to_json().items():
        if isinstance(value, dict | list):
            page.say(f"{name}:")
            page.say(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())
        else:
            page.say(f"{name}: {'' if value is None else value}")
    page.write()


def show_receipts(found: Sequence[Receipt]) -> None:
    """Write receipts to standard output, the newest first."""
    page = Page()
    if found:
        rows = [
            (str(one.number), words.when(one.at), one.kind, one.by, f"{one.hash[:_HASH]}…")
            for one in found
        ]
        page.table(("No>", "At", "Kind", "By", "Hash"), rows)
    else:
        page.say("There is no receipt yet.")
    page.write()


_SAYS = {
    True: ("the same answer, byte for byte", "green"),
    False: ("another answer", "red"),
    None: ("cannot be asked again", "yellow"),
}


def show_forgotten(gone: int) -> None:
    """Write how many questions and answers were removed to standard output."""
    page = Page()
    page.say(f"{words.counted(gone, 'question')} and answers were forgotten; the receipts stay.")
    page.write()
