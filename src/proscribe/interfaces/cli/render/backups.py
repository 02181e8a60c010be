"""How copies of a store read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page
from proscribe.interfaces.cli.render.receipts import show_verification
from proscribe.workspace.proof_shown import verification_json
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from proscribe.workspace.backups import Copied, Restored


def copied_json(copied: Copied) -> dict[str, object]:
    """Return a copy as JSON values."""
    return {name: to_json(getattr(copied, name)) for name in copied.__slots__}


def restored_json(done: Restored) -> dict[str, object]:
    """Return what became of a restore as JSON values."""
    return {
        "restored": copied_json(done.copy),
        "before": None if done.before is None else copied_json(done.before),
        "receipt": {"number": done.receipt.number, "hash": done.receipt.hash},
        "receipts": verification_json(done.verification),
    }


def show_copied(copied: Copied) -> None:
    """Write what a copy holds to standard output."""
    page = Page()
    page.say(f"{copied.file}: {_holds(copied)}.")
    if copied.head is not None:
        page.say(f"The last receipt has the hash {copied.head}.")
    page.write()


def show_restored(done: Restored) -> None:
    """Write what became of a restore to standard output."""
    page = Page()
    page.say(f"Put back: {_holds(done.copy)}.")
    if done.before is not None:
        page.say(f"As it was, the store is kept in {done.before.file}: {_holds(done.before)}.")
    page.say(f"Receipt {done.receipt.number} says so.")
    page.write()
    show_verification(done.verification)


def _holds(copied: Copied) -> str:
    parts = (
        words.counted(copied.editions, "edition"),
        words.counted(copied.receipts, "receipt"),
        words.counted(copied.size, "byte"),
    )
    return ", ".join(parts)
