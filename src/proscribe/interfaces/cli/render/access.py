"""How keys and users read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page, styled
from proscribe.model.time import format_instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proscribe.workspace.access import Key, User

_STYLES = {"valid": "green", "expired": "yellow", "revoked": "red"}


def key_json(key: Key) -> dict[str, object]:
    """Return a key as JSON values; neither its secret nor the digest of it."""
    return {
        "id": key.id,
        "name": key.name,
        "organisation": key.organisation,
        "role": key.role.value,
        "scopes": sorted(key.scopes),
        "rate": key.rate,
        "state": key.state(datetime.now(UTC)),
        "created_at": format_instant(key.created_at),
        "created_by": key.created_by,
        "expires_at": None if key.expires_at is None else format_instant(key.expires_at),
        "revoked_at": None if key.revoked is None else format_instant(key.revoked.at),
        "revoked_by": None if key.revoked is None else key.revoked.by,
    }


def show_new_key(key: Key, text: str) -> None:
    """Write a new key to standard output, this once with its secret."""
    page = Page()
    page.say((text, "bold"))
    page.say(
        f"This is the key of {key.name} ({key.role.value}, {key.organisation}). It is not "
        "shown again: only a digest is kept."
    )
    page.write()


def show_keys(found: Sequence[Key]) -> None:
    """Write keys to standard output."""
    page = Page()
    if not found:
        page.say("There is no key.")
    else:
        now = datetime.now(UTC)
        columns = ("Id", "Name", "Organisation", "Role", "For", "State", "Until", "Made by")
        rows = [
            (
                key.id,
                key.name,
                key.organisation,
                key.role.value,
                ", ".join(sorted(key.scopes)),
                styled((state, _STYLES[state])),
                "" if key.expires_at is None else words.when(key.expires_at),
                key.created_by,
            )
            for key in found
            for state in [key.state(now)]
        ]
        page.table(columns, rows)
    page.write()


def user_json(user: User) -> dict[str, object]:
    """Return a user as JSON values."""
    return {
        "name": user.name,
        "organisation": user.organisation,
        "role": user.role.value,
        "enabled": user.enabled,
        "at": format_instant(user.at),
        "by": user.by,
    }


def show_users(found: Sequence[User]) -> None:
    """Write users to standard output."""
    page = Page()
    if found:
        rows = [
            (
                user.name,
                user.organisation,
                user.role.value,
                styled(("may log in", "green") if user.enabled else ("may not", "red")),
                words.when(user.at),
                user.by,
            )
            for user in found
        ]
        page.table(("Name", "Organisation", "Role", "Log-in", "Since", "Says"), rows)
    else:
        page.say("There is no user.")
    page.write()
