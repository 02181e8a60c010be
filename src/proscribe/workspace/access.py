"""Who may do what: keys of programs, users and their sessions, and the first start."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias

from proscribe.model.errors import InputError, UnknownNameError
from proscribe.operations.access import (
    DEFAULT_ORGANISATION,
    SECRET_BYTES,
    Ended,
    Key,
    Principal,
    Role,
    Scope,
    User,
    admit,
    allowed,
    check_bounds,
    check_name,
    check_password,
    digest_of,
    is_session,
    parse_key,
    shown_key,
    write_key,
    write_session,
)
from proscribe.operations.limiting import Rate
from proscribe.operations.people import refuse_alike
from proscribe.workspace.buckets import Buckets
from proscribe.workspace.questions import choose
from proscribe.workspace.sessions import Sessions
from proscribe.workspace.signing_on import SignOn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from proscribe.backends.passwords import Passwords
    from proscribe.operations.access import AccessStore
    from proscribe.settings import Settings

__all__ = ["AccessDesk", "Key", "Principal", "Role", "Scope", "User"]

# Called with what will be kept before it is, such as to write a receipt.
Seal: TypeAlias = "Callable[[Any], object]"
_KEY_ID_BYTES = 8
_FIRST_HOURS = 24
_FIRST_USER = "administrator"
# How long a key that was let in is not looked up again: as late may a revocation elsewhere be.
_REMEMBERED_SECONDS = 1.0
_MOST_REMEMBERED = 10_000
# Wrong passwords of one user: some at once, then one each ten seconds.
_LOGINS = Rate(per_second=0.1, burst=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    principal: Principal
    until: float


class AccessDesk:
    """Makes, revokes and knows keys, users and sessions. Threads may share one.

    ``sign_on`` lets in whom a provider of OpenID Connect names.

    Args:
        kept: Where they are kept.
        settings: Says how long a session lasts, and how often one may ask.
    """

    def __init__(self, kept: AccessStore, settings: Settings) -> None:
        self._kept = kept
        self._settings = settings
        self._seen: OrderedDict[bytes, _Seen] = OrderedDict()
        self._rates: OrderedDict[str, float | None] = OrderedDict()
        self._buckets = Buckets()
        self._attempts = Buckets()
        self._sessions = Sessions(kept, settings)
        self.sign_on = SignOn(settings, self._sessions.admit)

    def authenticate(self, token: str) -> Principal | None:
        """Return who comes with a key, or with the token of a session; None for nobody.

        A key that was let in counts for a second more, should another process revoke it.

        Raises:
            StoreError: The store cannot be read.
        """
        if is_session(token):
            return self._sessions.principal(token)
        parsed = parse_key(token)
        if parsed is None:
            return None
        key_id, digest = parsed
        seen = self._seen.get(digest)
        if seen is not None and monotonic() < seen.until and seen.principal.key_id == key_id:
            return seen.principal
        found = self._kept.keys(key_id)
        key = found[0] if found else None
        principal = admit(key, digest, _now())
        if principal is not None and key is not None:
            until = monotonic() + _REMEMBERED_SECONDS
            self._seen[digest] = _Seen(principal=principal, until=until)
            self._rates[key_id] = key.rate
            for held in (self._seen, self._rates):
                if len(held) > _MOST_REMEMBERED:
                    held.popitem(last=False)
        return principal

    def wait(self, principal: Principal, *, cost: float = 1) -> float:
        """Take a request out of somebody's bucket.

        Args:
            principal: Who asks.
            cost: How much the request takes.

        Returns:
            For how many seconds to wait before asking again; 0 where it may be answered now.
        """
        rate = self._rates.get(principal.key_id or "")
        per_second = self._settings.requests_per_second if rate is None else rate
        if not per_second:
            return 0.0
        whose = (principal.organisation, principal.key_id or principal.name)
        return self._buckets.take(
            whose, Rate(per_second=per_second, burst=max(1.0, per_second)), cost
        )

    def create_key(
        self,
        name: str,
        *,
        by: str,
        role: str = "reader",
        organisation: str = DEFAULT_ORGANISATION,
        scopes: Iterable[str] | None = None,
        expires_at: datetime | None = None,
        rate: float | None = None,
        seal: Seal = lambda _: None,
    ) -> tuple[Key, str]:
        """Make a key; this is the only time that its secret is told.

        Args:
            name: What it is called.
            by: Who makes it.
            role: What it may be used as.
            organisation: Whose it is.
            scopes: What it is for; by default all that the role may.
            expires_at: From when on it is void; None for never.
            rate: Requests a second that are answered; None for what the settings say.
            seal: Called with it before it is kept; where it fails, nothing is.

        Returns:
            The key, and its text as the program sends it.

        Raises:
            InputError: One of them makes no sense.
        """
        now = _now()
        check_bounds(expires_at, rate, now)
        key_id = secrets.token_hex(_KEY_ID_BYTES)
        text, digest = write_key(key_id, secrets.token_bytes(SECRET_BYTES))
        wanted = [*Scope] if scopes is None else [choose(Scope, scope) for scope in scopes]
        chosen = choose(Role, role)
        key = Key(
            id=key_id, organisation=check_name(organisation, "an organisation"),
            name=check_name(name, "a key"), role=chosen, scopes=allowed(wanted, chosen), rate=rate,
            digest=digest, created_at=now, created_by=check_name(by, "a user"),
            expires_at=expires_at, revoked=None,
        )  # fmt: skip
        seal(key)
        self._kept.add_key(key)
        return key, text

    def revoke(
        self, key_id: str, *, by: str, organisation: str | None = None, seal: Seal = lambda _: None
    ) -> Key:
        """Make a key void for ever.

        Args:
            key_id: Its public part, or its name where one valid key has it.
            by: Who says so.
            organisation: Whose it must be; None for anybody's.
            seal: Called with it before it is kept; where it fails, nothing is.

        Raises:
            InputError: There is none of that id or name, or it was revoked before.
        """
        keys, now = self.keys(organisation), _now()
        found = [key for key in keys if key.id == key_id] or [
            key for key in keys if key.name == key_id and key.state(now) == "valid"
        ]
        if len(found) != 1:
            raise UnknownNameError(
                f"{'several keys are' if found else 'no valid key is'} called {shown_key(key_id)}.",
                remedy="`proscribe token list` shows the ids.",
            )
        ended = Ended(at=now, by=check_name(by, "a user"))
        if found[0].revoked is None:
            seal(replace(found[0], revoked=ended))
        if not self._kept.revoke_key(found[0].id, ended):
            raise InputError(
                f"key {found[0].id} was revoked before.",
                remedy="It lets nobody in; nothing is to do.",
            )
        self._seen.clear()
        return replace(found[0], revoked=ended)

    def keys(self, organisation: str | None = None) -> tuple[Key, ...]:
        """Return the keys of an organisation, or all, in the order they were made."""
        found = self._kept.keys()
        return tuple(key for key in found if organisation in (None, key.organisation))

    def has_users(self) -> bool:
        """Tell whether anybody may log in."""
        return any(user.enabled for user in self._kept.users())

    def users(self, organisation: str | None = None) -> tuple[User, ...]:
        """Return the users of an organisation, or all, sorted by name."""
        found = self._kept.users()
        return tuple(user for user in found if organisation in (None, user.organisation))

    def add_user(
        self,
        name: str,
        *,
        password: str | None,
        by: str,
        role: str = "reader",
        organisation: str = DEFAULT_ORGANISATION,
        seal: Seal = lambda _: None,
    ) -> User:
        """Let somebody log in.

        Args:
            name: What they log in as; of one organisation only.
            password: Their password; None where they sign on elsewhere only.
            by: Who says so.
            role: What they may do.
            organisation: Whose they are.
            seal: Called with it before it is kept; where it fails, nothing is.

        Raises:
            InputError: There is a user of that name or one that looks like it, or one of these
                makes no sense.
        """
        refuse_alike(check_name(name, "a user"), self._kept.users())
        user = User(
            name=name,
            organisation=check_name(organisation, "an organisation"),
            role=choose(Role, role),
            enabled=True,
            at=_now(),
            by=check_name(by, "a user"),
        )
        hashed = None if password is None else self._passwords.hashed(check_password(password))
        seal(user)
        self._kept.put_user(user)
        if hashed is not None:
            self._kept.put_password(name, hashed)
        return user

    def change_user(
        self,
        name: str,
        *,
        by: str,
        role: str | None = None,
        enabled: bool | None = None,
        seal: Seal = lambda _: None,
    ) -> User:
        """Say what a user is from now on.

        Args:
            name: The user.
            by: Who says so.
            role: What they may do; None for what they might before.
            enabled: Whether they may log in; None for as before. Who may not is logged out.
            seal: Called with it before it is kept; where it fails, nothing is.

        Raises:
            InputError: There is no such user or role.
        """
        user = self.user(name)
        changed = replace(
            user,
            role=user.role if role is None else choose(Role, role),
            enabled=user.enabled if enabled is None else enabled,
            at=_now(),
            by=check_name(by, "a user"),
        )
        seal(changed)
        self._kept.put_user(changed)
        return changed

    def set_password(self, name: str, password: str, *, seal: Seal = lambda _: None) -> None:
        """Give a user another password, once it is sealed; they are logged out everywhere.

        Raises:
            InputError: There is no such user, or the password may not be taken.
        """
        user, hashed = self.user(name), self._passwords.hashed(check_password(password))
        seal(user)
        self._kept.put_password(name, hashed)

    def has_password(self, name: str) -> bool:
        """Tell whether a user may log in by a password."""
        return self._kept.password(name) is not None

    def user(self, name: str) -> User:
        """Return a user.

        Raises:
            InputError: There is none of that name.
        """
        found = self._kept.users(name)
        if not found:
            raise UnknownNameError(
                f"there is no user {name[:40]!r}.", remedy="`proscribe user list` shows the names."
            )
        return found[0]

    def login(self, name: str, password: str) -> tuple[Principal, str] | None:
        """Log a user in.

        It takes as long whether the user or the password is wrong.

        Returns:
            Who it is and the token of the session; None where they may not come in, or tried too
            often just now.
        """
        if self._attempts.take((name[:200], ""), _LOGINS, 1):
            return None
        hashed = self._kept.password(name)
        found = self._kept.users(name)
        if not self._passwords.fits(password, hashed) or hashed is None:
            return None
        if not found or not found[0].enabled:
            return None
        if self._passwords.is_outdated(hashed):
            self._kept.put_password(name, self._passwords.hashed(password))
        self._attempts.refill((name[:200], ""))
        return self._sessions.admit(name)

    def logout(self, token: str) -> None:
        """End a session."""
        self._sessions.end(token)

    def first_start_token(self) -> str | None:
        """Return a token that makes the first user, once, within a day; None where there is one."""
        if self._kept.users():
            return None
        token = write_session(secrets.token_bytes(SECRET_BYTES))
        self._kept.put_first(digest_of(token), _now() + timedelta(hours=_FIRST_HOURS))
        return token

    def redeem(self, token: str) -> tuple[Principal, str] | None:
        """Make the first user, an administrator without a password, and log them in.

        Returns:
            Who it is and the token of the session; None where the token is none, was redeemed or
            is too old.
        """
        now = _now()
        user = User(
            name=_FIRST_USER, organisation=DEFAULT_ORGANISATION, role=Role.ADMINISTRATOR,
            enabled=True, at=now, by="the first start",
        )  # fmt: skip
        if not is_session(token) or not self._kept.redeem_first(digest_of(token), user, now):
            return None
        return user.principal, self._sessions.open(user.name)

    @cached_property
    def _passwords(self) -> Passwords:
        from proscribe.backends.passwords import Passwords

        return Passwords()


def _now() -> datetime:
    return datetime.now(UTC)
