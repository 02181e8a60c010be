"""Keys and users for the tests of what keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from proscribe.backends.stores.access import SqlAccess
from proscribe.operations.access import Ended, Key, Role, Scope, User

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
KEY = Key(
    id="00112233445566aa",
    organisation="bank",
    name="payments",
    role=Role.ANALYST,
    scopes=frozenset({Scope.ASK, Scope.SCREEN}),
    rate=2.5,
    digest=bytes(range(32)),
    created_at=NOW,
    created_by="ana",
    expires_at=NOW + timedelta(days=1),
    revoked=None,
)
OTHER = replace(KEY, id="ffeeddccbbaa9988", name="batch", rate=None, expires_at=None)
ANA = User(name="ana", organisation="bank", role=Role.APPROVER, enabled=True, at=NOW, by="root")


def fill_access(access: SqlAccess) -> None:
    """Write at least one row into each table that is only appended to."""
    access.add_key(KEY)
    access.revoke_key(KEY.id, Ended(at=NOW, by="ben"))
    access.put_user(ANA)
