"""The last checkpoint of each store, kept outside of it: whatever is cut off is found by it.

One data folder may serve several stores, and a copy of a store holds the same chain up to a point:
so each is noted with the place of the store it is of. Under another place the same chain is a copy,
which ends where it was taken.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from sqlalchemy import make_url

from proscribe.backends.signing import last_name, put_aside, read_last, write_last

if TYPE_CHECKING:
    from proscribe.operations.receipts import Checkpoint

_ANY = "receipts-*.last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The last checkpoint of a store.

    Attributes:
        checkpoint: The checkpoint.
        chain: Hash of the first receipt.
        store: Place of the store.
    """

    checkpoint: Checkpoint
    chain: str
    store: str


def place_of(address: str) -> str:
    """Return what a store is known by, however its address is written, without user or password.

    Args:
        address: ``sqlite:///FILE`` or ``postgresql://…``.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{Path(url.database or '').resolve()}"
    host = url.host or url.query.get("host") or "localhost"
    return f"postgresql://{host}:{url.port or 5432}/{url.database or url.username or ''}".lower()


class Anchors:
    """The last checkpoints that a data folder keeps.

    Args:
        folder: The data folder.
        store: Place of the store that is meant.
    """

    def __init__(self, folder: Path, store: str) -> None:
        self._folder = folder
        self._store = store
        self._file = folder / last_name(sha256(store.encode()).hexdigest())

    def own(self, chain: str | None) -> Checkpoint | None:
        """Return the last checkpoint of this store; None where none was kept.

        Args:
            chain: Hash of its first receipt: one kept before places were noted counts for it.
        """
        own = _told(self._file)
        if own is not None:
            return own.checkpoint
        return None if chain is None else read_last(self._unplaced(chain))

    def farthest(self, chain: str) -> Anchor | None:
        """Return the checkpoint of another store that held the same chain the farthest."""
        found = [_told(file) for file in self._folder.glob(_ANY)]
        others = [one for one in found if one and one.chain == chain and one.store != self._store]
        return max(others, key=lambda one: one.checkpoint.number, default=None)

    def put(self, one: Checkpoint, chain: str) -> None:
        """Keep a checkpoint of this store; one further on that is there already stays."""
        write_last(self._file, one, chain=chain, store=self._store)
        with suppress(OSError):
            self._unplaced(chain).unlink(missing_ok=True)

    def put_aside(self, chain: str | None) -> None:
        """Keep what was known of this store, so that it does not count any more.

        Raises:
            StoreError: A file cannot be renamed.
        """
        put_aside(self._file)
        if chain is not None:
            put_aside(self._unplaced(chain))

    def _unplaced(self, chain: str) -> Path:
        return self._folder / last_name(chain)


def _told(file: Path) -> Anchor | None:
    """Return what a file tells; None where it tells of no place."""
    checkpoint = read_last(file)
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = orjson.loads(file.read_bytes())
        if checkpoint is not None:
            return Anchor(checkpoint=checkpoint, chain=told["chain"], store=told["store"])
    return None
