"""The door of the web application: who is logged in, by a session that a cookie holds."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from proscribe.interfaces.api.access import Authenticator, Caller
    from proscribe.workspace.access import AccessDesk

SESSION_COOKIE = "proscribe_session"
VISIT_COOKIE = "proscribe_visit"
_ROLES = ("reader", "analyst", "approver", "administrator")


class Door(Protocol):
    """Lets people in; the access desk of a workspace is one."""

    def authenticate(self, token: str) -> Caller | None:
        """Return whose session or key that is; None where it is nobody's."""
        ...

    def login(self, name: str, password: str) -> tuple[Caller, str] | None:
        """Return who that is and the token of their session; None where they may not come in."""
        ...

    def redeem(self, token: str) -> tuple[Caller, str] | None:
        """Return who comes with a link of the first start, and the token of their session."""
        ...

    def logout(self, token: str) -> None:
        """End a session."""
        ...


class KeyDoor:
    """Lets in who shows a key: in the link, or in place of a password.

    Args:
        authenticator: Tells whose a key is.
    """

    def __init__(self, authenticator: Authenticator) -> None:
        self._authenticator = authenticator

    def authenticate(self, token: str) -> Caller | None:
        """Return whose key that is."""
        return self._authenticator.authenticate(token)

    def login(self, name: str, password: str) -> tuple[Caller, str] | None:
        """Return whose key was given in place of a password; any name will do."""
        del name
        return self.redeem(password.strip())

    def redeem(self, token: str) -> tuple[Caller, str] | None:
        """Return whose key the link holds; the key is the session."""
        caller = self._authenticator.authenticate(token)
        return None if caller is None else (caller, token)

    def logout(self, token: str) -> None:
        """Do nothing: the key goes on to be valid, the cookie is taken away."""
        del token


class AccessDoor:
    """Lets in whom the store knows, and until it knows anybody, who shows the key of this run.

    Args:
        authenticator: Tells whose a key or a session is.
        access: Knows the users, and who comes first.
    """

    def __init__(self, authenticator: Authenticator, access: AccessDesk) -> None:
        self._authenticator = authenticator
        self._access = access

    def authenticate(self, token: str) -> Caller | None:
        """Return whose session that is, or who shows the key of this run.

        Keys of programs do not come in: pages know roles, and not what a key is limited to.
        """
        caller = self._authenticator.authenticate(token)
        return None if getattr(caller, "key_id", None) is not None else caller

    def login(self, name: str, password: str) -> tuple[Caller, str] | None:
        """Log a user in; until there is one, the key of this run may stand for the password."""
        return self._access.login(name, password) or self._by_key(password.strip())

    def redeem(self, token: str) -> tuple[Caller, str] | None:
        """Make the first user of a link of the first start; or let in who shows a key."""
        return self._access.redeem(token) or self._by_key(token)

    def logout(self, token: str) -> None:
        """End a session; a key goes on to be valid, and its cookie is taken away."""
        self._access.logout(token)

    def _by_key(self, key: str) -> tuple[Caller, str] | None:
        caller = self.authenticate(key)
        return None if caller is None else (caller, key)


def form_token(secret: str) -> str:
    """Return what a form must bring back: nobody can know it but who holds the cookie."""
    return hmac.new(secret.encode(), b"proscribe form", sha256).hexdigest()


def fits_form(secret: str, token: str) -> bool:
    """Tell whether a form came from a page that we gave to this visitor."""
    return bool(secret) and hmac.compare_digest(form_token(secret).encode(), token.encode())


def may(caller: Caller, role: str) -> bool:
    """Tell whether somebody is at least that."""
    own = str(caller.role)
    return own in _ROLES and _ROLES.index(own) >= _ROLES.index(role)
