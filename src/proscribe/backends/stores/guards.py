"""What a database does by itself as rows are written or read: refuse to change them, no more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from proscribe.backends.stores.open import open_store

if TYPE_CHECKING:
    from proscribe.backends.stores.sql import SqlStore

_WRITES = (
    "the {kind} {name} of table {table} is not ours: it may change or drop what is written there."
)
_TOLD = {
    "policy": "the policy {name} of table {table} may hide rows from some of those who read.",
    "row security": "row security of table {table} may hide rows from some of those who read.",
    "setting": "{name} is set for {table}: what keeps rows from being changed is passed over.",
}


def odd_guards(store: SqlStore) -> tuple[str, ...]:
    """Return what guards of a store are not ours, or are gone, in words.

    A trigger that somebody added may change or drop what is written; without ours, rows may be
    changed; row security may hide a row from a service and show it to whoever checks.

    Raises:
        StoreError: The store cannot be read.
    """
    held = store.guards()
    made: dict[str, set[str]] = defaultdict(set)
    with open_store("sqlite://") as fresh:
        for one in fresh.guards():
            made[one.table].add(one.name)
    ours = {one.name for one in held if one.is_ours}
    added = sorted((one.table, one.kind, one.name) for one in held if not one.is_ours)
    # What takes several triggers there is one in PostgreSQL.
    missing = sorted(
        table
        for table, names in made.items()
        if not names <= ours and f"{table}_append_only" not in ours
    )
    return (
        *(
            _TOLD.get(kind, _WRITES).format(kind=kind, name=name, table=table)
            for table, kind, name in added
        ),
        *(
            f"what keeps rows of table {table} from being changed is gone, or switched off."
            for table in missing
        ),
    )
