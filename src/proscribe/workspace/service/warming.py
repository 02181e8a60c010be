"""Loads code and tables before processes are forked, so that they share them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.workspace.service.asking import NOW, Asked, Query, Terms, build_query
from proscribe.workspace.service.scopes import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.service.desk import ServiceDesk

# Of a person and of a company; in the letters of other scripts, whose tables are loaded by need.
_ASKED = (
    ("Company", "Nobody's Holding Ltd 无名控股 ТОРГОВЛЯ"),
    ("Person", "Nobody Ivan Иванов محمد"),
)
# Of more names, the tables that verdicts look names up in take too long, and too much room, to be
# made before anybody asks for one.
_MOST_NAMES = 200_000


def warm(workspace: Workspace) -> None:
    """Ask once what is asked most, and forget the answers.

    Args:
        workspace: What is asked; it is to be closed before processes are forked.

    Raises:
        StoreError: The store cannot be read.
    """
    desk = workspace.service()
    desk.follow()
    queries = {
        schema: build_query(schema, None, schema, {"name": [name], "country": ["cn"]})
        for schema, name in _ASKED
    }
    _match(desk, queries, NOW)
    if len(desk.standing.index) > _MOST_NAMES:
        return
    _match(desk, queries, Terms(as_of="2021-03-01", verdict=True))
    for _, name in _ASKED:
        workspace.check(name)


def _match(desk: ServiceDesk, queries: Mapping[str, Query], terms: Terms) -> None:
    asked = Asked(queries=queries, limit=5, threshold=0.7, cutoff=0.0, scope=EVERYBODY, terms=terms)
    desk.match([asked])
