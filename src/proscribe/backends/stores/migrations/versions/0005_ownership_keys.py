"""Keys by which an entry is found by whom it names as owner or owned, for what was recorded before.

Without them a portfolio would pass over owners that the ledger knows.
"""

from __future__ import annotations

from collections.abc import Iterator

import orjson
import sqlalchemy as sa
from alembic import op

from proscribe.matching.keys import name_keys
from proscribe.securities.ownership.relations import RELATIONS

revision = "0005"
down_revision = "0004"

_PAGE = 5_000


def upgrade() -> None:
    """Write the keys of every content that has ties."""
    connection = op.get_bind()
    insert = sa.text(
        "INSERT INTO listing_key (kind, value, entity_id) VALUES (:kind, :value, :entity_id)"
        " ON CONFLICT DO NOTHING"
    )
    after = 0
    while True:
        page = connection.execute(
            sa.text(
                "SELECT id, entity_id, body FROM content WHERE id > :after"
                " AND body LIKE '%\"links\":%' ORDER BY id LIMIT :most"
            ),
            {"after": after, "most": _PAGE},
        ).all()
        if not page:
            return
        rows = [
            {"kind": kind, "value": value, "entity_id": entity}
            for _, entity, body in page
            for kind, value in keys_of(body)
        ]
        if rows:
            connection.execute(insert, rows)
        after = page[-1][0]


def keys_of(body: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of ties of ownership in a stored listing."""
    for link in orjson.loads(body).get("links", ()):
        side = RELATIONS.get(link.get("relation", ""))
        if side is None:
            continue
        if link.get("id") is not None:
            yield side.value, link["id"]
        elif link.get("name") is not None:
            yield f"{side.value}_name", name_keys(link["name"]).core
