"""Rosters in files: every entity as it is answered now, found by id, tie, value or word.

A roster is derived from the ledger, written once for all processes of a machine, and read through
memory they share. It is a SQLite file of its own, apart from the store, so that a server with
PostgreSQL has it beside it too.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue

import orjson

from proscribe.backends.private import make_file, make_folder
from proscribe.backends.whole_files import alone
from proscribe.model.errors import Place, StoreError

_ENDING, _LOCK = ".roster", "roster.lock"
_KEPT = 3
_READERS = 4
# A word that nobody types, so that no phrase reaches from one name into the next.
BARRIER = " \ue000 "
_PART = 500
_MAPPED_BYTES = 1 << 32
_EVERYBODY = "subject"
SEEN = ("first_seen", "last_seen")  # Kept in the body alone.
_BODY = "CAST(entity.body AS TEXT) || '}'"
_COUNT_ALL = (
    "SELECT value, count(*) AS times FROM trait WHERE field = ? "
    "GROUP BY value ORDER BY times DESC, value LIMIT ?"
)
_TABLES = """
CREATE TABLE entity (id TEXT PRIMARY KEY, subject INTEGER, caption TEXT, schema TEXT,
  datasets TEXT, referents TEXT, names TEXT, topics TEXT, changed TEXT, body BLOB) WITHOUT ROWID;
CREATE TABLE bearer (entry TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE tie (other TEXT, prop TEXT, id TEXT, PRIMARY KEY (other, prop, id)) WITHOUT ROWID;
CREATE TABLE trait (field TEXT, value TEXT, id TEXT, PRIMARY KEY (field, value, id)) WITHOUT ROWID;
CREATE TABLE trait_of (id TEXT, field TEXT, value TEXT, PRIMARY KEY (id, field, value))
  WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, names, text,
  tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE told (key TEXT PRIMARY KEY, value TEXT);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One entity of a roster.

    Attributes:
        id: Its id.
        is_subject: False of a designation, a security or a tie.
        caption: The name to show.
        schema: FollowTheMoney schema.
        datasets: Keys of the sources that print it.
        referents: Its other ids.
        names: All its names.
        topics: What the law makes of it.
        changed: When it last changed, as answered.
        body: The whole of it as a JSON object without its closing brace.
    """

    id: str
    is_subject: bool
    caption: str
    schema: str
    datasets: tuple[str, ...]
    referents: tuple[str, ...]
    names: tuple[str, ...]
    topics: tuple[str, ...]
    changed: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entity about to be written.

    Attributes:
        entity: The entity.
        ties: (other entity, property by which the other has this one).
        traits: (field, value) by which it is filtered and counted.
        words: What else it is found by.
    """

    entity: Entity
    ties: tuple[tuple[str, str], ...]
    traits: tuple[tuple[str, str], ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    r"""What is looked for among the subjects.

    Attributes:
        words: Expression of the full-text index; empty for everybody.
        all_of: Fields and the values of which one must be there.
        none_of: Fields and the values of which none may be there.
        like: Properties and the patterns of ``LIKE`` (``\`` escapes) of which one must fit a value.
        ids: Only these subjects; None: any.
        excluded: Not these, by any of their ids.
        changed_since: Only what changed since then; empty for all.
        order: Columns or fields of :data:`SEEN`, each ``asc`` or ``desc``; else the fittest first.
        limit: Most entities.
        offset: How many are passed over.
    """

    words: str = ""
    all_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    none_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    like: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ids: tuple[str, ...] | None = None
    excluded: tuple[str, ...] = ()
    changed_since: str = ""
    order: tuple[tuple[str, str], ...] = ()
    limit: int = 10
    offset: int = 0


class RosterFiles:
    """A folder of rosters.

    Args:
        folder: Where they are; None for a folder of our own, gone with the process.
    """

    def __init__(self, folder: Path | None) -> None:
        if folder is None:
            folder = Path(tempfile.mkdtemp(prefix="proscribe-"))
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._folder = folder

    def load(self, name: str) -> Roster | None:
        """Open the roster of that name; None where there is none."""
        path = self._folder / f"{name}{_ENDING}"
        return Roster(path) if path.is_file() else None

    def keep(self, name: str, drafts: Iterable[Draft], told: Iterable[tuple[str, str]]) -> Roster:
        """Write a roster whole or not at all, and open it.

        Raises:
            StoreError: The folder cannot be written.
        """
        path = self._folder / f"{name}{_ENDING}"
        try:
            make_folder(self._folder)
            with tempfile.TemporaryDirectory(dir=self._folder, prefix=".roster-") as place:
                draft = Path(place) / "roster"
                _write(draft, drafts, told)
                draft.replace(path)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"what the server answers from cannot be written: {error}.",
                where=Place(file=str(self._folder)),
                remedy="Check that the folder may be written and has room.",
            ) from error
        self._let_go()
        return Roster(path)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one process at a time make what all of them read, where the system can."""
        with suppress(OSError):
            make_folder(self._folder)
        with alone(self._folder / _LOCK):
            yield

    def _let_go(self) -> None:
        paths = sorted(self._folder.glob(f"*{_ENDING}"), key=_age, reverse=True)
        for path in paths[_KEPT:]:
            with suppress(OSError):
                path.unlink(missing_ok=True)


class Roster:
    """Entities in a file; threads may share one. Its file may be removed while it is open.

    Args:
        path: The file.

    Raises:
        StoreError: It cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._lent: LifoQueue[sqlite3.Connection] = LifoQueue()
        # A connection refers to itself: left to the collector it could hold a file that is gone.
        weakref.finalize(self, _close, self._lent)
        try:
            for _ in range(_READERS):
                self._lent.put(_connect(f"file:{path}?mode=ro&immutable=1"))
        except sqlite3.Error as error:
            raise StoreError(
                f"what the server answers from cannot be read: {error}.",
                where=Place(file=str(path)),
                remedy="Remove the file: it is made anew.",
            ) from error

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """Return the entities of those very ids."""
        found: dict[str, Entity] = {}
        with self._reading() as reader:
            for part, marks in _parts(ids):
                statement = f"SELECT * FROM entity WHERE id IN ({marks})"  # noqa: S608 - marks only
                found |= {row[0]: _entity(row) for row in reader.execute(statement, part)}
        return found

    def bearers(self, entries: Collection[str]) -> dict[str, str]:
        """Return, for each id of an entry that is known, the id of its subject."""
        found: dict[str, str] = {}
        with self._reading() as reader:
            for part, marks in _parts(entries):
                statement = f"SELECT entry, id FROM bearer WHERE entry IN ({marks})"  # noqa: S608
                found |= dict(reader.execute(statement, part).fetchall())
        return found

    def ties(self, other: str) -> list[tuple[str, str]]:
        """Return (property, id) of the entities that name that one, sorted."""
        with self._reading() as reader:
            statement = "SELECT prop, id FROM tie WHERE other = ? ORDER BY prop, id"
            return reader.execute(statement, (other,)).fetchall()

    def bearing(self, field: str, values: Collection[str]) -> list[str]:
        """Return the subjects that have one of those values, sorted."""
        found: set[str] = set()
        with self._reading() as reader:
            for part, marks in _parts(values):
                statement = f"SELECT id FROM trait WHERE field = ? AND value IN ({marks})"  # noqa: S608
                found |= {row[0] for row in reader.execute(statement, (field, *part))}
        return sorted(found)

    def search(self, wanted: Wanted) -> tuple[int, list[Entity]]:
        """Return how many subjects are like that, and a page of them, the fittest first."""
        where, values = _conditions(wanted)
        order = ", ".join(f"{_column(by)} {way} NULLS LAST" for by, way in wanted.order)
        ranked = "bm25(words, 0, 10.0, 1.0)" if wanted.words else "entity.id"
        source = "words JOIN entity ON entity.id = words.id" if wanted.words else "entity"
        with self._reading() as reader:
            counted = f"SELECT count(*) FROM {source} WHERE {where}"  # noqa: S608 - our own columns
            ((total,),) = reader.execute(counted, values).fetchall()
            page = (
                f"SELECT entity.* FROM {source} WHERE {where} "  # noqa: S608 - our own columns
                f"ORDER BY {order or ranked}, entity.id LIMIT ? OFFSET ?"
            )
            rows = reader.execute(page, (*values, wanted.limit, wanted.offset)).fetchall()
        return total, [_entity(row) for row in rows]

    def count(self, wanted: Wanted, field: str, most: int) -> list[tuple[str, int]]:
        """Return the values of a field that those have, the most frequent first."""
        where, values = _conditions(wanted)
        if where == _EVERYBODY:
            with self._reading() as reader:
                return reader.execute(_COUNT_ALL, (field, most)).fetchall()
        source = "words JOIN entity ON entity.id = words.id" if wanted.words else "entity"
        statement = (
            f"SELECT value, count(*) AS times FROM {source} "  # noqa: S608 - our own columns
            f"JOIN trait_of ON trait_of.id = entity.id AND trait_of.field = ? WHERE {where} "
            "GROUP BY value ORDER BY times DESC, value LIMIT ?"
        )
        with self._reading() as reader:
            return reader.execute(statement, (field, *values, most)).fetchall()

    def told(self) -> dict[str, str]:
        """Return what was written down about the roster as a whole."""
        with self._reading() as reader:
            return dict(reader.execute("SELECT key, value FROM told").fetchall())

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        reader = self._lent.get()
        try:
            yield reader
        except sqlite3.Error as error:
            raise StoreError(f"what the server answers from cannot be read: {error}.") from error
        finally:
            self._lent.put(reader)


def _column(by: str) -> str:
    return f"json_extract({_BODY}, '$.{by}')" if by in SEEN else by


def _conditions(wanted: Wanted) -> tuple[str, list[str]]:
    where: list[str] = [_EVERYBODY]
    values: list[str] = []
    if wanted.words:
        where.append("words MATCH ?")
        values.append(wanted.words)
    for wanting, groups in (("IN", wanted.all_of), ("NOT IN", wanted.none_of)):
        for field, allowed in groups:
            marks = ", ".join("?" * len(allowed))
            where.append(
                f"entity.id {wanting} (SELECT id FROM trait WHERE field = ? AND value IN ({marks}))"  # noqa: S608
            )
            values += (field, *allowed)
    for prop, patterns in wanted.like:
        fits = " OR ".join([r"value LIKE ? ESCAPE '\'"] * len(patterns))
        where.append(f"EXISTS (SELECT 1 FROM json_each({_BODY}, ?) WHERE {fits})")  # noqa: S608
        values += (f"$.properties.{prop}", *patterns)
    if wanted.ids is not None:
        where.append(f"entity.id IN ({', '.join('?' * len(wanted.ids))})")
        values += wanted.ids
    if wanted.excluded:
        marks = ", ".join("?" * len(wanted.excluded))
        where.append(f"entity.id NOT IN (SELECT id FROM bearer WHERE entry IN ({marks}))")  # noqa: S608
        values += wanted.excluded
    if wanted.changed_since:
        where.append("changed >= ?")
        values.append(wanted.changed_since)
    return " AND ".join(where), values


def _write(path: Path, drafts: Iterable[Draft], told: Iterable[tuple[str, str]]) -> None:
    make_file(path)
    with closing(sqlite3.connect(path)) as writer, writer:
        writer.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
        numbers: dict[str, int] = {}
        for draft in drafts:
            _put(writer, draft, numbers.setdefault(draft.entity.id, len(numbers)))
        writer.executemany("INSERT INTO told VALUES (?, ?)", told)
        writer.execute("INSERT INTO words(words) VALUES ('optimize')")


def _put(writer: sqlite3.Connection, draft: Draft, number: int) -> None:
    """Write an entity, in the place of one of that id that was written before."""
    one = draft.entity
    lists = (orjson.dumps(each).decode() for each in (one.datasets, one.referents, one.names))
    row = (one.id, one.is_subject, one.caption, one.schema, *lists)
    topics = orjson.dumps(one.topics).decode()
    marks = ", ".join("?" * 10)
    statement = f"INSERT OR REPLACE INTO entity VALUES ({marks})"  # noqa: S608 - marks only
    writer.execute(statement, (*row, topics, one.changed, one.body))
    ties = [(other, prop, one.id) for other, prop in draft.ties]
    writer.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?, ?)", ties)
    if not one.is_subject:
        return
    bearers = [(entry, one.id) for entry in (one.id, *one.referents)]
    writer.executemany("INSERT OR REPLACE INTO bearer VALUES (?, ?)", bearers)
    traits = [(field, value, one.id) for field, value in draft.traits]
    writer.executemany("INSERT OR IGNORE INTO trait VALUES (?, ?, ?)", traits)
    writer.executemany("INSERT OR IGNORE INTO trait_of VALUES (?3, ?1, ?2)", traits)
    names = BARRIER.join(one.names)
    said = (number, one.id, names, draft.words)
    writer.execute("INSERT OR REPLACE INTO words(rowid, id, names, text) VALUES (?, ?, ?, ?)", said)


def _connect(address: str) -> sqlite3.Connection:
    reader = sqlite3.connect(address, uri=True, check_same_thread=False)
    reader.execute(f"PRAGMA mmap_size={_MAPPED_BYTES}")
    reader.execute("SELECT count(*) FROM told").fetchone()
    return reader


def _close(lent: LifoQueue[sqlite3.Connection]) -> None:
    while not lent.empty():
        lent.get().close()


def _entity(row: Sequence[object]) -> Entity:
    id_, is_subject, caption, schema, datasets, referents, names, topics, changed, body = row
    return Entity(
        id=str(id_),
        is_subject=bool(is_subject),
        caption=str(caption),
        schema=str(schema),
        datasets=tuple(orjson.loads(str(datasets))),
        referents=tuple(orjson.loads(str(referents))),
        names=tuple(orjson.loads(str(names))),
        topics=tuple(orjson.loads(str(topics))),
        changed=str(changed),
        body=bytes(body) if isinstance(body, bytes) else b"",
    )


def _parts(values: Collection[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    listed = tuple(values)
    for start in range(0, len(listed), _PART):
        part = listed[start : start + _PART]
        yield part, ", ".join("?" * len(part))


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
