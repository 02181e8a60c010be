"""Connections to PostgreSQL that do not wait for ever for a server that has fallen silent.

A machine that hangs, or a network that drops what it is given, closes no connection. Whoever waits
for a statement therefore looks now and then whether the server still takes new connections: as
long as it does, a statement may take hours; once it does not, the wait ends.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from psycopg.errors import ConnectionTimeout, OperationalError

if TYPE_CHECKING:
    from psycopg.abc import PQGen

# Waited for a statement until the first look, and at most between two.
_PATIENCE_SECONDS, _MOST_PATIENCE_SECONDS = 3.0, 30.0
# How long it is believed that a server is silent, so that those who wait need not all find out.
_BELIEVED_SECONDS = 2.0
_T = TypeVar("_T")


class Watched(psycopg.Connection[Any]):
    """A connection whose waits end once the server has fallen silent."""

    look: Callable[[], None] | None = None

    def wait(self, gen: PQGen[_T], *args: Any, **options: Any) -> _T:  # noqa: ANN401 - as theirs
        """Wait for the server.

        Raises:
            OperationalError: It has fallen silent; the connection is closed then.
        """
        try:
            watched = gen if self.look is None else _watched(gen, self.look)
            return super().wait(watched, *args, **options)
        except ConnectionTimeout:
            self.close()
            raise


class Reach:
    """Makes connections to one server, and remembers for a moment that it was silent."""

    def __init__(self) -> None:
        self._silent_until = float("-inf")

    def connect(self, make: Callable[[], Watched]) -> Watched:
        """Return a connection.

        Args:
            make: Makes one, within some seconds.

        Raises:
            OperationalError: There is no server, it turns us away, or it is silent.
        """
        connection = self._connect(make)
        connection.look = partial(self._look, make)
        return connection

    def _connect(self, make: Callable[[], Watched]) -> Watched:
        if monotonic() < self._silent_until:
            raise ConnectionTimeout("it did not answer a moment ago")
        try:
            return make()
        except ConnectionTimeout:
            self._silent_until = monotonic() + _BELIEVED_SECONDS
            raise

    def _look(self, make: Callable[[], Watched]) -> None:
        try:
            self._connect(make).close()
        except ConnectionTimeout:
            raise
        except OperationalError:
            # It answers, if only to turn us away: what is waited for ends by itself.
            return


def _watched(gen: PQGen[_T], look: Callable[[], None]) -> PQGen[_T]:
    """Do what a generator of psycopg does, and look around where nothing comes."""
    patience = _PATIENCE_SECONDS
    until = monotonic() + patience
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if not ready and monotonic() > until:
                look()
                patience = min(2 * patience, _MOST_PATIENCE_SECONDS)
                until = monotonic() + patience
            wanted = gen.send(ready)
    except StopIteration as done:
        value: _T = done.value
        return value
