"""All names of a ledger as one index that follows it, and what is like a name in it.

The index holds every name ever recorded, so that one serves every moment of knowledge: who bore
which name at that moment, the caller learns from the subjects as known then.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files as packaged_files
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from proscribe.backends.indexes import Image, IndexFiles
from proscribe.matching.keys import security_name
from proscribe.matching.named import Named
from proscribe.model.errors import InputError, ProscribeError
from proscribe.screening.index import KeyIndex
from proscribe.screening.similar import ASKED_FROM, DOUBT_FROM, Similar
from proscribe.version import VERSION
from proscribe.workspace.layered import LayeredStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from proscribe.ledger.store import EditionInfo, HeldNames, LedgerStore
    from proscribe.matching.index import Index
    from proscribe.matching.named import Match

# Entries of many lists may be one subject, and each of them is found.
_MOST_FOUND = 40
_SHOWN = 40
# What tells bearers of like names apart, where a question states it.
_TELLING = frozenset(
    {"birthDate", "country", "nationality", "gender", "leiCode", "registrationNumber"}
    | {"taxNumber", "innCode", "ogrnCode", "uscCode", "imoNumber", "passportNumber", "idNumber"}
)


class Searched(Protocol):
    """Names that can be searched."""

    def search(
        self, queries: Sequence[Named], threshold: float, further: int = 0
    ) -> Iterator[Match]:
        """Yield what is like the names asked for, from that score on."""
        ...


class IndexNames:
    """The names of one index, whatever is recorded after it was made.

    Args:
        index: The index.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    def search(
        self, queries: Sequence[Named], threshold: float, further: int = 0
    ) -> Iterator[Match]:
        """Yield what is like the names asked for, from that score on."""
        return self._index.search(queries, limit=_MOST_FOUND + further, threshold=threshold)


class LedgerNames:
    """The names of a ledger; threads may share them.

    Args:
        store: The ledger.
        files: Where the index is kept for other processes; None to keep it in memory only.
        room: Returns the folder among them of names that not everybody sees; empty for none.
    """

    def __init__(
        self,
        store: LedgerStore,
        files: IndexFiles | None = None,
        *,
        room: Callable[[], str] = lambda: "",
    ) -> None:
        self._store = store
        self._top = files
        self._room = room
        self._lock, self._reading = Lock(), Lock()
        self._made: _Made | None = None
        self._cores: tuple[int, KeyIndex] | None = None

    @property
    def files(self) -> IndexFiles | None:
        """Where indexes are kept; None: in memory only."""
        return self._top

    @property
    def texts(self) -> IndexFiles | None:
        """Where the names as texts are searched for them are kept; None: in memory only."""
        return None if self._top is None else self._top.within("texts")

    def version(self) -> str:
        """Return the version of the index: how names are matched, and over which editions."""
        return _file_names(self._store.editions())[-1]

    def index(
        self,
        progress: Callable[[int], None] = lambda _: None,
        *,
        ledger: LedgerStore | None = None,
    ) -> Index:
        """Return the index of all that is recorded: kept, brought up to date, or built.

        Args:
            progress: Called with the number of entries just indexed.
            ledger: The ledger as it was; None for all that is recorded now.

        Raises:
            StoreError: The ledger cannot be read.
        """
        store = self._store if ledger is None else ledger
        revision = store.revision()
        with self._lock:
            if self._made is None or self._made.revision != revision:
                self._made = self._make(store, revision, progress)
            return self._made.index

    def cores(self) -> KeyIndex:
        """Return the core keys of all names that are recorded now, read anew where some are new.

        Raises:
            StoreError: The ledger cannot be read.
        """
        revision = self._store.revision()
        with self._reading:
            if self._cores is None or self._cores[0] != revision:
                self._cores = revision, KeyIndex(self._store.keys(("core",)))
            return self._cores[1]

    def search(
        self, queries: Sequence[Named], threshold: float, further: int = 0
    ) -> Iterator[Match]:
        """Yield what is like the names asked for, from that score on.

        Args:
            queries: The names.
            threshold: The score.
            further: How many more than else are found for each.
        """
        return IndexNames(self.index()).search(queries, threshold, further)

    @property
    def _files(self) -> IndexFiles | None:
        room = self._room()
        return self._top.within(room) if self._top is not None and room else self._top

    def _make(self, store: LedgerStore, revision: int, progress: Callable[[int], None]) -> _Made:
        names = _file_names(store.editions())
        kept = self._kept(names, revision)
        if kept is not None and kept.name == names[-1]:
            return replace(kept, revision=revision)
        made = _followed(store, kept, progress) if kept else _built(store, progress)
        found = _Made(revision=revision, name=names[-1], held=made[1], index=made[0])
        files = self._files
        if files is None:
            return found
        image = Image(held=found.held, buffer=memoryview(found.index.buffers()))
        if not files.keep(found.name, image):
            return found
        # From the file, the pages are shared with every other process.
        return _loaded(files, found.name, revision) or found

    def _kept(self, names: Sequence[str], revision: int) -> _Made | None:
        """Return the newest index at hand of this ledger as it is or once was."""
        files = self._files
        for name in reversed(names):
            if self._made is not None and self._made.name == name:
                return self._made
            found = None if files is None else _loaded(files, name, revision)
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An index, and what it is of.

    Attributes:
        revision: Revision of the ledger.
        name: Digest of the editions it holds.
        held: Number of the last content it holds.
        index: The index.
    """

    revision: int
    name: str
    held: int
    index: Index


def _loaded(files: IndexFiles, name: str, revision: int) -> _Made | None:
    from proscribe.matching.index import Index

    image = files.load(name)
    if image is None:
        return None
    try:
        index = Index.from_buffers(image.buffer)
    except (ProscribeError, LookupError, ValueError):
        return None
    return _Made(revision=revision, name=name, held=image.held, index=index)


def _file_names(editions: Iterable[EditionInfo]) -> list[str]:
    """Return the name of the index after each edition was recorded, the newest last.

    Each digest is of all editions until then, of how names are weighed, and of nothing else.
    """
    digest = fingerprint()
    names = [digest.hex()[:32]]
    for edition in sorted(editions, key=lambda each: each.id):
        recorded = edition.recorded_at.isoformat()
        said = (edition.id, edition.source, edition.digest, edition.state.value, recorded)
        digest = sha256(digest + repr(said).encode()).digest()
        names.append(digest.hex()[:32])
    return names


@cache
def fingerprint() -> bytes:
    """Return a digest of what an index depends on besides the names: how names are matched."""
    digest = sha256(VERSION.encode())
    folders = [packaged_files("proscribe.matching")]
    while folders:
        for file in sorted(folders.pop().iterdir(), key=lambda each: each.name):
            if file.is_dir():
                folders += [file] if file.name != "__pycache__" else []
            else:
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.digest()


def _built(store: LedgerStore, progress: Callable[[int], None]) -> tuple[Index, int]:
    from proscribe.matching.index import Index

    entries, held = _gathered(store.names())
    return Index.build(_told(entries, progress)), held


def _followed(
    store: LedgerStore, base: _Made, progress: Callable[[int], None]
) -> tuple[Index, int]:
    """Return an index brought up to date: who has a new content is indexed anew, with all names."""
    changed = [(held.content_id, held.entity_id) for held in store.names(after=base.held)]
    ids = {entity for _, entity in changed}
    if not ids:
        return base.index, base.held
    entries, _ = _gathered(store.names_of(sorted(ids)))
    index = base.index.updated(ids, _told(entries, progress))
    return index, max(base.held, *(number for number, _ in changed))


def _gathered(held: Iterable[HeldNames]) -> tuple[list[Named], int]:
    """Return each entity with all its names, the newest main name first, and the last number."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    properties: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    schemas: dict[str, str] = {}
    last = 0
    for one in held:
        last = max(last, one.content_id)
        schemas[one.entity_id] = one.schema
        names[one.entity_id].update(dict.fromkeys(one.names))
        for name in _TELLING & one.properties.keys():
            properties[one.entity_id][name].update(dict.fromkeys(one.properties[name]))
    entries = [
        Named(
            id=entity,
            schema=schemas[entity],
            names=tuple(names[entity]),
            properties={name: tuple(told) for name, told in properties[entity].items()},
        )
        for entity in sorted(names)
    ]
    return entries, last


def _told(entries: Iterable[Named], progress: Callable[[int], None]) -> Iterator[Named]:
    for entry in entries:
        yield entry
        progress(1)


def refuse_unread(query: str) -> None:
    """Refuse a query too long to be read whole: a name may be hidden in it.

    Raises:
        InputError: It is such a query.
    """
    from proscribe.matching.overlong import LONGEST_WORD, pieces_of

    if not pieces_of(query).whole:
        raise InputError(
            f"the query {query[:_SHOWN]!r}… has {len(query):,} characters or a word of more than "
            f"{LONGEST_WORD} letters, so whom it names cannot be told.",
            remedy="Give the name alone.",
        )


def layers_of(store: LedgerStore, names: Searched | None) -> tuple[Searched, ...]:
    """Return the names of a ledger, and beside them those of a list laid over it.

    Args:
        store: The ledger.
        names: Its names, or those of the lower layer; None where they are not at hand.
    """
    lower, *upper = store.layers if isinstance(store, LayeredStore) else (store,)
    return (LedgerNames(lower) if names is None else names, *map(LedgerNames, upper))


def find_similar(
    layers: Iterable[Searched], names: Sequence[str], *, people: bool, further: int = 0
) -> Mapping[str, tuple[Similar, ...]]:
    """Return, for each name that anybody's is like, those names on file, best first.

    Args:
        layers: Where to search.
        names: Names as given, of securities or of subjects.
        people: Whether persons and vessels may be meant, or issuers of securities only.
        further: How many more than else are found for each name.
    """
    schema = "LegalEntity" if people else "Company"
    queries = [
        Named(id=str(place), schema=schema, names=tuple(dict.fromkeys((security_name(name), name))))
        for place, name in enumerate(names)
    ]
    found: dict[str, list[Similar]] = defaultdict(list)
    for layer in layers:
        for match in layer.search(queries, ASKED_FROM if people else DOUBT_FROM, further):
            found[names[int(match.query_id)]].append(_similar(match, queries))
    return {
        name: tuple(sorted(hits, key=lambda one: (-one.score, one.entity_id)))
        for name, hits in found.items()
    }


def _similar(match: Match, queries: Sequence[Named]) -> Similar:
    asked = queries[int(match.query_id)].names
    return Similar(
        entity_id=match.entity_id,
        score=match.score,
        given=match.name if match.name in asked else asked[0],
        found=match.matched_name,
        explanation=match.explanation,
    )
