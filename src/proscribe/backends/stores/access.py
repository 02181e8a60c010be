"""Keys, users and sessions in the database."""

from __future__ import annotations

from datetime import datetime

import orjson
from sqlalchemy import Connection, RowMapping, Select, Table, func, select

from proscribe.backends.stores.sql import SqlStore
from proscribe.backends.stores.tables_access import (
    access_key,
    access_key_revocation,
    account,
    account_password,
    first_token,
    session,
)
from proscribe.operations.access import Ended, Key, Role, Scope, Session, User

_PLAIN_OF_KEY = (*("id", "organisation", "name", "rate", "created_at", "created_by", "expires_at"),)


class SqlAccess:
    """Keeps who may do what; it implements ``AccessStore``.

    Args:
        store: The store it is kept in.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def add_key(self, key: Key) -> None:
        """Write a key."""
        row = {name: getattr(key, name) for name in _PLAIN_OF_KEY} | {
            "role": key.role.value,
            "scopes": orjson.dumps(sorted(key.scopes)).decode(),
            "digest": key.digest,
        }
        with self._store.transaction() as connection:
            _append(connection, access_key, row)

    def revoke_key(self, key_id: str, ended: Ended) -> bool:
        """Write that a key is revoked; False where there is none, or it was before."""
        with self._store.transaction() as connection:
            found = connection.execute(_keys().where(access_key.c.id == key_id)).mappings().first()
            if found is None or found["revoked_at"] is not None:
                return False
            row = {"key_id": key_id, "at": ended.at, "by": ended.by}
            connection.execute(access_key_revocation.insert(), [row])
        return True

    def keys(self, key_id: str | None = None) -> tuple[Key, ...]:
        """Return the keys, or the one of that id, in the order they were made."""
        statement = _keys().order_by(access_key.c.number)
        if key_id is not None:
            statement = statement.where(access_key.c.id == key_id)
        with self._store.connection() as connection:
            return tuple(map(_key, connection.execute(statement).mappings()))

    def put_user(self, user: User) -> None:
        """Write what is said of a user from now on; of one who may not log in, sessions end."""
        with self._store.transaction() as connection:
            _put_user(connection, user)
            if not user.enabled:
                connection.execute(session.delete().where(session.c.name == user.name))

    def users(self, name: str | None = None) -> tuple[User, ...]:
        """Return the users as last said, or the one of that name, sorted."""
        newest = select(func.max(account.c.number)).group_by(account.c.name)
        if name is not None:
            newest = newest.where(account.c.name == name)
        statement = select(account).where(account.c.number.in_(newest)).order_by(account.c.name)
        with self._store.connection() as connection:
            return tuple(map(_user, connection.execute(statement).mappings()))

    def put_password(self, name: str, hashed: str) -> None:
        """Replace a user's hashed password; every session of theirs ends."""
        with self._store.transaction() as connection:
            connection.execute(account_password.delete().where(account_password.c.name == name))
            connection.execute(account_password.insert(), [{"name": name, "hashed": hashed}])
            connection.execute(session.delete().where(session.c.name == name))

    def password(self, name: str) -> str | None:
        """Return a user's hashed password."""
        statement = select(account_password.c.hashed).where(account_password.c.name == name)
        with self._store.connection() as connection:
            found: str | None = connection.execute(statement).scalar_one_or_none()
        return found

    def add_session(self, session_: Session, *, now: datetime) -> None:
        """Write a session; those that ended by then go."""
        row = {name: getattr(session_, name) for name in ("digest", "name", "expires_at")}
        with self._store.transaction() as connection:
            connection.execute(session.delete().where(session.c.expires_at <= now))
            connection.execute(session.insert(), [row])

    def session(self, digest: bytes) -> Session | None:
        """Return a session."""
        with self._store.connection() as connection:
            row = connection.execute(select(session).where(session.c.digest == digest)).first()
        if row is None:
            return None
        return Session(digest=bytes(row.digest), name=row.name, expires_at=row.expires_at)

    def end_sessions(self, *, digest: bytes | None = None, name: str | None = None) -> None:
        """Remove a session, or all of a user."""
        with self._store.transaction() as connection:
            if digest is not None:
                connection.execute(session.delete().where(session.c.digest == digest))
            if name is not None:
                connection.execute(session.delete().where(session.c.name == name))

    def put_first(self, digest: bytes, expires_at: datetime) -> None:
        """Write a one-time token in the place of any before it."""
        with self._store.transaction() as connection:
            connection.execute(first_token.delete())
            row = {"digest": digest, "expires_at": expires_at}
            connection.execute(first_token.insert(), [row])

    def redeem_first(self, digest: bytes, user: User, now: datetime) -> bool:
        """Make the first user with a one-time token; False where it is none, or too late."""
        with self._store.transaction() as connection:
            statement = select(first_token.c.expires_at).where(first_token.c.digest == digest)
            until: datetime | None = connection.execute(statement).scalar_one_or_none()
            made: int = connection.execute(select(func.count(account.c.number))).scalar_one()
            if until is None or now >= until or made:
                return False
            connection.execute(first_token.delete())
            _put_user(connection, user)
        return True


def _keys() -> Select[*tuple[object, ...]]:
    ended = access_key_revocation
    return select(
        access_key, ended.c.at.label("revoked_at"), ended.c.by.label("revoked_by")
    ).outerjoin(ended, ended.c.key_id == access_key.c.id)


def _append(connection: Connection, table: Table, row: dict[str, object]) -> None:
    """Add a row with the next number. The caller holds the store's write lock."""
    highest: int | None = connection.execute(select(func.max(table.c.number))).scalar_one()
    connection.execute(table.insert(), [row | {"number": (highest or 0) + 1}])


def _put_user(connection: Connection, user: User) -> None:
    names = ("name", "organisation", "enabled", "at", "by")
    row = {name: getattr(user, name) for name in names} | {"role": user.role.value}
    _append(connection, account, row)


def _user(row: RowMapping) -> User:
    return User(
        name=row["name"],
        organisation=row["organisation"],
        role=Role(row["role"]),
        enabled=row["enabled"],
        at=row["at"],
        by=row["by"],
    )


def _key(row: RowMapping) -> Key:
    revoked = None
    if row["revoked_at"] is not None:
        revoked = Ended(at=row["revoked_at"], by=row["revoked_by"])
    return Key(
        **{name: row[name] for name in _PLAIN_OF_KEY},
        role=Role(row["role"]),
        scopes=frozenset(map(Scope, orjson.loads(row["scopes"]))),
        digest=bytes(row["digest"]),
        revoked=revoked,
    )
