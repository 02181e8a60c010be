"""Who may do what: roles and scopes, API keys, users, sessions; rules only, nothing is kept here.

Of a key or a session only a digest is ever stored. Chance and the clock are the caller's.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from typing import Protocol

from proscribe.model.errors import InputError

DEFAULT_ORGANISATION = "default"
SECRET_BYTES = 32
LEAST_PASSWORD, LONGEST_PASSWORD = 12, 1_000

_KEY = re.compile(r"psk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})\Z", re.ASCII)
_SESSION = re.compile(r"pss_[A-Za-z0-9_-]{43}\Z", re.ASCII)
_NAME = re.compile(r"[\w.@+-][\w.@+ -]{0,99}\Z")
# Compared with where there is no such key, so that its absence takes as long.
_NOBODY = bytes(32)


class Role(StrEnum):
    """What somebody is; each may do all that those before it may."""

    READER = "reader"
    ANALYST = "analyst"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"

    def covers(self, other: Role) -> bool:
        """Tell whether this role may do all that another may."""
        ranks = [*Role]
        return ranks.index(self) >= ranks.index(other)


class Scope(StrEnum):
    """A family of things that can be done."""

    ASK = "ask"
    SCREEN = "screen"
    DECIDE = "decide"
    RECEIPTS = "receipts"
    MANAGE = "manage"

    @property
    def role(self) -> Role:
        """The least role that may."""
        return _LEAST_ROLES[self]


_LEAST_ROLES = {
    Scope.ASK: Role.READER,
    Scope.SCREEN: Role.ANALYST,
    Scope.DECIDE: Role.APPROVER,
    Scope.RECEIPTS: Role.ANALYST,
    Scope.MANAGE: Role.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who asks.

    Attributes:
        organisation: Whose lists, decisions and receipts are seen; no others ever are.
        name: Name of the user, or of the key.
        role: What that is.
        key_id: Public part of the key it came with; None of a user.
        scopes: What the key was made for; everything the role may, by default.
    """

    organisation: str
    name: str
    role: Role
    key_id: str | None
    scopes: frozenset[Scope] = field(default_factory=lambda: frozenset(Scope))

    def may(self, scope: Scope) -> bool:
        """Tell whether something may be done: the role allows it and the key is for it."""
        return scope in self.scopes and self.role.covers(scope.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """That a key was revoked: when, and by whom."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An API key, without its secret.

    Attributes:
        id: Its public part.
        organisation: Whose it is.
        name: What it is called.
        role: What it may be used as.
        scopes: What it was made for.
        rate: Requests a second that are answered; None for what the settings say.
        digest: SHA-256 of the secret.
        created_at: When it was made (UTC).
        created_by: By whom.
        expires_at: From when on it is void (UTC); None for never.
        revoked: That it was revoked; None where it was not.
    """

    id: str
    organisation: str
    name: str
    role: Role
    scopes: frozenset[Scope]
    rate: float | None
    digest: bytes = field(repr=False)
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    revoked: Ended | None

    def state(self, now: datetime) -> str:
        """Return ``valid``, ``expired`` or ``revoked``."""
        if self.revoked is not None:
            return "revoked"
        return "expired" if self.expires_at is not None and now >= self.expires_at else "valid"

    @property
    def principal(self) -> Principal:
        """Who comes with this key."""
        return Principal(
            organisation=self.organisation, name=self.name, role=self.role, key_id=self.id,
            scopes=self.scopes,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who may log in, as last said.

    Attributes:
        name: What they log in as.
        organisation: Whose they are.
        role: What they may do.
        enabled: False once they may not log in any more.
        at: When that was said (UTC).
        by: By whom.
    """

    name: str
    organisation: str
    role: Role
    enabled: bool
    at: datetime
    by: str

    @property
    def principal(self) -> Principal:
        """Who comes as this user."""
        return Principal(
            organisation=self.organisation, name=self.name, role=self.role, key_id=None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """That a user is logged in.

    Attributes:
        digest: SHA-256 of the token.
        name: The user.
        expires_at: Until when (UTC).
    """

    digest: bytes = field(repr=False)
    name: str
    expires_at: datetime


class AccessStore(Protocol):
    """Keeps keys, users and sessions.

    Keys, revocations and what was said of users are only appended to; passwords, sessions and
    one-time tokens are replaced and removed. Every method raises ``StoreError`` where the
    storage cannot be reached or read.
    """

    def add_key(self, key: Key) -> None:
        """Write a key."""
        ...

    def revoke_key(self, key_id: str, ended: Ended) -> bool:
        """Write that a key is revoked; False where there is none, or it was before."""
        ...

    def keys(self, key_id: str | None = None) -> tuple[Key, ...]:
        """Return the keys, or the one of that id, in the order they were made."""
        ...

    def put_user(self, user: User) -> None:
        """Write what is said of a user from now on."""
        ...

    def users(self, name: str | None = None) -> tuple[User, ...]:
        """Return the users as last said, or the one of that name, sorted."""
        ...

    def put_password(self, name: str, hashed: str) -> None:
        """Replace a user's hashed password; every session of theirs ends."""
        ...

    def password(self, name: str) -> str | None:
        """Return a user's hashed password."""
        ...

    def add_session(self, session: Session, *, now: datetime) -> None:
        """Write a session; those that ended by then go."""
        ...

    def session(self, digest: bytes) -> Session | None:
        """Return a session."""
        ...

    def end_sessions(self, *, digest: bytes | None = None, name: str | None = None) -> None:
        """Remove a session, or all of a user."""
        ...

    def put_first(self, digest: bytes, expires_at: datetime) -> None:
        """Write a one-time token in the place of any before it."""
        ...

    def redeem_first(self, digest: bytes, user: User, now: datetime) -> bool:
        """Make the first user with a one-time token; False where it is none, or too late.

        However many try at once, one succeeds.
        """
        ...


def parse_key(token: str) -> tuple[str, bytes] | None:
    """Return the id of a key and the digest of its secret; None where it is no key."""
    found = _KEY.match(token)
    return None if found is None else (found[1], digest_of(found[2]))


def write_key(key_id: str, secret: bytes) -> tuple[str, bytes]:
    """Return a key as it is handed out, and the digest of its secret."""
    text = opaque(secret)
    return f"psk_{key_id}_{text}", digest_of(text)


def write_session(secret: bytes) -> str:
    """Return the token of a session."""
    return f"pss_{opaque(secret)}"


def is_session(token: str) -> bool:
    """Tell whether a token looks like that of a session."""
    return _SESSION.match(token) is not None


def opaque(secret: bytes) -> str:
    """Return bytes as text that stands in an address as it is."""
    return urlsafe_b64encode(secret).rstrip(b"=").decode()


def digest_of(secret: str) -> bytes:
    """Return the digest that is kept of a secret.

    Secrets of 256 bits by chance need no slow hash; passwords do, and have one.
    """
    return sha256(secret.encode()).digest()


def admit(key: Key | None, digest: bytes, now: datetime) -> Principal | None:
    """Return who comes with a key; None where it is void or the secret is not its own.

    It takes as long whether there is such a key or not.
    """
    same = compare_digest(digest, _NOBODY if key is None else key.digest)
    if key is None or not same or key.state(now) != "valid":
        return None
    return key.principal


def admit_session(session: Session | None, user: User | None, now: datetime) -> Principal | None:
    """Return who is logged in; None where the session ended or the user may not any more."""
    if session is None or user is None or not user.enabled or now >= session.expires_at:
        return None
    return user.principal


def allowed(wanted: Iterable[Scope], role: Role) -> frozenset[Scope]:
    """Return those scopes that a role may have.

    Raises:
        InputError: It may have none of them.
    """
    found = frozenset(scope for scope in wanted if role.covers(scope.role))
    if not found:
        raise InputError(
            f"a key of the role {role.value} may do nothing of that.",
            remedy="Name another role or other scopes.",
        )
    return found


def check_name(name: str, what: str) -> str:
    """Return the name of a key, user or organisation.

    Raises:
        InputError: It is empty, too long, or has signs that would not read well in a log.
    """
    if _NAME.match(name) is None:
        raise InputError(
            f"{name[:40]!r} is no name of {what}.",
            remedy="Use up to 100 letters, digits, blanks and . @ + - _; no blank at the start.",
        )
    return name


def check_password(password: str) -> str:
    """Return a password that may be taken.

    Raises:
        InputError: It is too short or too long; the message does not repeat it.
    """
    if not LEAST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InputError(
            f"the password has {len(password):,} characters.",
            remedy=f"Choose one of {LEAST_PASSWORD} to {LONGEST_PASSWORD:,} characters.",
        )
    return password


def check_bounds(expires_at: datetime | None, rate: float | None, now: datetime) -> None:
    """Refuse a key that would be void from the start, and a rate that is none.

    Raises:
        InputError: It is.
    """
    if expires_at is not None and expires_at <= now:
        raise InputError("the key would be void from the start.", remedy="Give a later day.")
    if rate is not None and not 0 < rate < float("inf"):
        raise InputError(f"{rate} is no rate.", remedy="Give requests a second, above 0.")


def shown_key(name: str) -> str:
    """Return a name for a message; of a whole key, which somebody pasted, only the public part."""
    parsed = parse_key(name)
    return repr(name[:40]) if parsed is None else parsed[0]
