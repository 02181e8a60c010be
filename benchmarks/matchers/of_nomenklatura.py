"""nomenklatura: candidates of its blocking index, scored by `logic-v2`, as its `xref` does it.

Its authors keep entities in a store and make each anew from its statements whenever it is
compared; here they are made once and kept, which is faster.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from weakref import finalize

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker import Index
from nomenklatura.matching import LogicV2
from nomenklatura.resolver import Linker
from nomenklatura.store import MemoryStore

from benchmarks.matchers import Entry, Hit, Pair

LIST = Dataset.make({"name": "list", "title": "The names searched"})
ASKED = Dataset.make({"name": "asked", "title": "The names asked for"})


class OfNomenklatura:
    """Blocks in DuckDB, then compares up to 75 candidates of each query."""

    def __init__(self) -> None:
        folder = tempfile.mkdtemp(prefix="nomenklatura-")
        finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._folder = Path(folder)
        self._entities: dict[str, StatementEntity] = {}

    def build(self, entries: Sequence[Entry]) -> None:
        """Fill the store and build the blocking index over it."""
        store = MemoryStore(LIST, Linker({}))
        with store.writer() as writer:
            for entity in entities_of(LIST, entries):
                writer.add_entity(entity)
        view = store.default_view()
        self._entities = {entity.id: entity for entity in view.entities()}
        self._index = Index(view, self._folder)
        self._index.build()

    def match(self, queries: Sequence[Entry], threshold: float) -> list[Hit]:
        """Block all queries in one statement, then score candidate by candidate."""
        asked = {entity.id: entity for entity in entities_of(ASKED, queries)}
        config = LogicV2.default_config()
        hits: list[Hit] = []
        for found, candidates in self._index.match_entities(asked.values()):
            query = asked[found.id]
            for candidate, _ in candidates:
                score = LogicV2.compare(query, self._entities[candidate.id], config).score
                if score > 0 and score >= threshold:
                    hits.append((found.id, candidate.id, score))
        return hits

    def compare(self, pairs: Sequence[Pair]) -> list[float]:
        """Score pair by pair; no two names share an entity, whose analysis would be kept."""
        config = LogicV2.default_config()
        scores: list[float] = []
        for number, (schema, name1, name2) in enumerate(pairs):
            left, right = entities_of(
                ASKED, ((f"{number}-1", schema, name1), (f"{number}-2", schema, name2))
            )
            scores.append(LogicV2.compare(left, right, config).score)
        return scores


def entities_of(dataset: Dataset, entries: Iterable[Entry]) -> Iterator[StatementEntity]:
    """Yield an entity for each id, with all its names."""
    named: dict[str, tuple[str, list[str]]] = {}
    for key, schema, name in entries:
        named.setdefault(key, (schema, []))[1].append(name)
    for key, (schema, names) in named.items():
        data = {"id": key, "schema": schema, "properties": {"name": names}}
        yield StatementEntity.from_data(dataset, data, cleaned=True)


MATCHER = OfNomenklatura
