"""What is operated through pages: the ledger of receipts, users and keys of an organisation."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, UnknownNameError
from proscribe.operations.access import Principal, Role
from proscribe.workspace.proof_shown import receipt_json
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from proscribe.operations.access import Key, User
    from proscribe.operations.receipts import Receipt
    from proscribe.workspace.access import Seal
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.proof import Verification

ROLES = tuple(Role)
_MOST_RECEIPTS = 50


class Operating:
    """Operates the part of a workspace that is one organisation's.

    Args:
        workspace: The workspace.
        organisation: The organisation; users and keys of others are not seen.
        by: Who operates it.
        seal: Called with what will be kept of an act before it is, such as to write a receipt;
            where it fails, the act is not done.
    """

    def __init__(
        self,
        workspace: Workspace,
        organisation: str,
        by: str,
        seal: Seal = lambda _: None,
    ) -> None:
        self._workspace = workspace
        self._access = workspace.access
        self._organisation = organisation
        self._by = by
        self._seal = seal

    def receipts(self) -> tuple[Receipt, ...]:
        """Return the last receipts, the newest first."""
        reader = Principal(
            organisation=self._organisation, name=self._by, role=Role.ANALYST, key_id=None
        )
        return self._workspace.receipts.newest(reader, _MOST_RECEIPTS)

    def verify(self) -> Verification:
        """Go through all receipts; tell which were changed, are missing, moved or cut off."""
        return self._workspace.receipts.verify()

    def users(self) -> tuple[User, ...]:
        """Return the users, sorted by name."""
        return self._access.users(self._organisation)

    def keys(self) -> tuple[tuple[Key, str], ...]:
        """Return the keys with their states (``valid``, ``expired``, ``revoked``), newest first."""
        now = datetime.now(UTC)
        return tuple(
            (key, key.state(now)) for key in reversed(self._access.keys(self._organisation))
        )

    def add_user(self, name: str, password: str, role: str) -> User:
        """Let somebody log in.

        Raises:
            InputError: There is a user of that name, or one of these makes no sense.
        """
        return self._access.add_user(
            name.strip(), password=password, by=self._by, role=role,
            organisation=self._organisation, seal=self._seal,
        )  # fmt: skip

    def change_user(
        self, name: str, *, role: str | None = None, enabled: bool | None = None
    ) -> User:
        """Say what a user is from now on.

        Raises:
            InputError: There is no such user here, or it is whoever asks: nobody is left then
                who could undo it.
        """
        if name == self._by:
            raise InputError(
                "you would take away your own role.", remedy="Have another administrator do it."
            )
        self._own(name)
        return self._access.change_user(
            name, by=self._by, role=role, enabled=enabled, seal=self._seal
        )

    def create_key(self, name: str, role: str, until: str) -> tuple[Key, str]:
        """Make a key; this is the only time that its secret is told.

        Args:
            name: What it is called.
            role: What it may be used as.
            until: The last day (UTC) on which it counts, as 2027-01-31; empty for no end.

        Raises:
            InputError: One of them makes no sense.
        """
        return self._access.create_key(
            name.strip(), by=self._by, role=role, organisation=self._organisation,
            expires_at=_end_of(until) if until else None, seal=self._seal,
        )  # fmt: skip

    def revoke_key(self, key_id: str) -> Key:
        """Make a key void for ever.

        Raises:
            InputError: There is none of that id, or it was revoked before.
        """
        return self._access.revoke(
            key_id, by=self._by, organisation=self._organisation, seal=self._seal
        )

    @property
    def is_user(self) -> bool:
        """Whether it is operated by a user, and not by the key of a first run."""
        return any(user.name == self._by for user in self.users())

    @property
    def has_password(self) -> bool:
        """Whether whoever operates it has a password."""
        return self._access.has_password(self._by)

    def change_own_password(self, current: str, new: str) -> str:
        """Give whoever operates it another password; they are logged out everywhere else.

        Args:
            current: The password until now; of no account where there is none.
            new: The password from now on.

        Returns:
            The token of a new session.

        Raises:
            InputError: The current one does not fit, or the new one may not be taken.
        """
        self._own(self._by)
        if self.has_password:
            found = self._access.login(self._by, current)
            if found is None:
                raise InputError(
                    "the current password does not fit, or was tried too often just now.",
                    remedy="Wait a minute and write it again.",
                )
            self._access.logout(found[1])
        self._access.set_password(self._by, new, seal=self._seal)
        entered = self._access.login(self._by, new)
        if entered is None:
            raise InputError("you may not log in any more.", remedy="Ask an administrator.")
        return entered[1]

    def to_json(self, *, audit: bool, people: bool) -> dict[str, object]:
        """Return it as JSON values.

        Args:
            audit: With the receipts.
            people: With users and keys; of these no secret.
        """
        told: dict[str, object] = {}
        if audit:
            told["receipts"] = [receipt_json(one) for one in self.receipts()]
        if people:
            told["users"] = to_json(self.users())
            told["keys"] = [
                {
                    "id": key.id, "name": key.name, "role": key.role, "state": state,
                    "created_at": key.created_at, "created_by": key.created_by,
                    "expires_at": key.expires_at,
                }
                for key, state in self.keys()
            ]  # fmt: skip
        return told

    def _own(self, name: str) -> None:
        if not any(user.name == name for user in self.users()):
            raise UnknownNameError(f"there is no user {name[:40]!r}.")


def _end_of(day: str) -> datetime:
    try:
        found = date.fromisoformat(day)
    except ValueError as error:
        raise InputError(
            f"{day[:40]!r} is no day.", remedy="Write it as 2027-01-31, or leave it empty."
        ) from error
    return datetime.combine(found, time.max, tzinfo=UTC)
