"""Which data sets a question is about, and who in them is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from proscribe.model.errors import AbsentError, InputError
from proscribe.registry import source_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from proscribe.backends.rosters import Entity

DEFAULT = "default"
MOST_EXCLUDED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whom a question is about.

    Attributes:
        datasets: Keys of the sources of which one must print a subject; None means any.
        excluded_schemata: Schemata that are left out, with all below them.
        topics: Topics of which a subject must have one; empty means any.
        changed_since: Only what changed since; empty means all.
        excluded_ids: Ids, and former ids, of subjects that are left out.
    """

    datasets: frozenset[str] | None
    excluded_schemata: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    changed_since: str = ""
    excluded_ids: frozenset[str] = frozenset()

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is left out."""
        return self == EVERYBODY

    def holds(self, entity: Entity) -> bool:
        """Tell whether a subject is asked for."""
        if self.datasets is not None and self.datasets.isdisjoint(entity.datasets):
            return False
        if self.topics and self.topics.isdisjoint(entity.topics):
            return False
        if self.excluded_ids and not self.excluded_ids.isdisjoint((entity.id, *entity.referents)):
            return False
        if self.changed_since and entity.changed < self.changed_since:
            return False
        return not self.excluded_schemata or self.excluded_schemata.isdisjoint(
            schemata_of(entity.schema)
        )


EVERYBODY = Scope(datasets=None)


def build_scope(
    dataset: str,
    *,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    exclude_schema: Iterable[str] = (),
    topics: Iterable[str] = (),
    changed_since: str | None = None,
    exclude_ids: Collection[str] = (),
) -> Scope:
    """Return whom a question is about; what is excluded wins over what is included.

    Args:
        dataset: ``default``, or the key of a source.
        include: Data sets that are asked and no others, as far as they are in that one.
        exclude: Data sets that are not asked: who is in another one too is still found.
        exclude_schema: Schemata that are left out.
        topics: Topics of which one is asked for.
        changed_since: Only what changed since that day.
        exclude_ids: Ids that are left out.

    Raises:
        AbsentError: There is no such data set.
        InputError: There is no such schema or day, or too many ids are left out.
    """
    keys = _keys()
    if not is_dataset(dataset):
        raise AbsentError(
            f"there is no data set {dataset!r}.", remedy="`/catalog` names those there are."
        )
    included, excluded = _known(include, keys), _known(exclude, keys)
    asked = keys if dataset == DEFAULT else frozenset({dataset})
    asked = (asked & included if included else asked) - excluded
    if len(exclude_ids) > MOST_EXCLUDED:
        raise InputError(f"more than {MOST_EXCLUDED} ids are excluded.", remedy="Exclude fewer.")
    return Scope(
        datasets=None if asked == keys else asked,
        excluded_schemata=frozenset(schema_named(name) for name in exclude_schema),
        topics=frozenset(topics),
        changed_since=_since(changed_since),
        excluded_ids=frozenset(exclude_ids),
    )


def is_dataset(name: str) -> bool:
    """Tell whether there is a data set of that name."""
    return name == DEFAULT or name in _keys()


def schema_named(name: str) -> str:
    """Return the name of a schema that there is.

    Raises:
        InputError: There is none of that name.
    """
    from followthemoney import model

    if model.get(name) is None:
        raise InputError(f"there is no schema {name!r}.", remedy="See FollowTheMoney's schemata.")
    return name


def schemata_of(name: str) -> frozenset[str]:
    """Return the names of a schema and of all it is a kind of."""
    from followthemoney import model

    schema = model.get(name)
    return frozenset() if schema is None else frozenset(one.name for one in schema.schemata)


@cache
def _keys() -> frozenset[str]:
    return frozenset(source_keys())


def _known(names: Iterable[str], keys: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        if name == DEFAULT:
            found |= keys
        elif name in keys:
            found.add(name)
        else:
            raise AbsentError(
                f"there is no data set {name!r}.", remedy="`/catalog` names those there are."
            )
    return frozenset(found)


def _since(text: str | None) -> str:
    from proscribe.model.time import parse_moment

    return "" if not text else parse_moment(text).starts("UTC").strftime("%Y-%m-%dT%H:%M:%S")
