"""Sessions of people who came in."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from proscribe.operations.access import (
    SECRET_BYTES,
    Session,
    admit_session,
    digest_of,
    write_session,
)

if TYPE_CHECKING:
    from proscribe.operations.access import AccessStore, Principal
    from proscribe.settings import Settings


class Sessions:
    """Opens, knows and ends sessions.

    Args:
        kept: Where they are kept.
        settings: Says how long one lasts.
    """

    def __init__(self, kept: AccessStore, settings: Settings) -> None:
        self._kept = kept
        self._settings = settings

    def open(self, name: str) -> str:
        """Return the token of a new session of a user."""
        now = datetime.now(UTC)
        token = write_session(secrets.token_bytes(SECRET_BYTES))
        until = now + timedelta(hours=self._settings.session_hours)
        session = Session(digest=digest_of(token), name=name, expires_at=until)
        self._kept.add_session(session, now=now)
        return token

    def admit(self, name: str) -> tuple[Principal, str] | None:
        """Return who that is and the token of a new session; None where they may not come in."""
        found = self._kept.users(name)
        if not found or not found[0].enabled:
            return None
        return found[0].principal, self.open(name)

    def principal(self, token: str) -> Principal | None:
        """Return who is logged in; None where the session ended or the user may not any more."""
        session = self._kept.session(digest_of(token))
        found = () if session is None else self._kept.users(session.name)
        return admit_session(session, found[0] if found else None, datetime.now(UTC))

    def end(self, token: str) -> None:
        """End a session."""
        self._kept.end_sessions(digest=digest_of(token))
