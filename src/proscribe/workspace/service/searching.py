"""The answers of ``/search``: subjects by words, filters and counts."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import orjson

from proscribe.backends.rosters import SEEN, RosterFiles, Wanted
from proscribe.matching.named import Named
from proscribe.model.errors import InputError
from proscribe.workspace.service.lookups import Page, read_sort
from proscribe.workspace.service.scopes import schema_named
from proscribe.workspace.service.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from proscribe.backends.rosters import Entity, Roster
    from proscribe.workspace.service.asking import Terms
    from proscribe.workspace.service.moments import MomentDesk
    from proscribe.workspace.service.scopes import Scope
    from proscribe.workspace.service.standing import Standing

FACETS = ("countries", "topics", "datasets", "schema", "identifiers", "genders")
DEFAULT_FACETS = FACETS[:3]
_LABELS = {"schema": "Types"}
_PROPERTY = "properties."
_SORTED_BY = ("id", "caption", "schema", *SEEN, "last_change", "_score")
_COLUMNS = {"last_change": "changed"}
_MOST_VALUES = 300
_EVERYBODY = ("", "*")
_ALIKE, _MOST_ALIKE = 0.5, 100
# Of another moment than now: a thousand take a second.
_MOST_THEN = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What is searched for.

    Attributes:
        words: As typed.
        scope: Whom it is about.
        schema: Only of this schema or those below it.
        filters: (field, value) that are wanted.
        every: Whether all values of a field are wanted, or any.
        facets: What is counted.
        page: Which part of what is found.
        simple: Whether signs in the words are nothing but parts of them.
        fuzzy: Whether who is only like the words is found where nobody fits.
        terms: The moment, and the deal.
    """

    words: str
    scope: Scope
    schema: str
    filters: tuple[tuple[str, str], ...]
    every: bool
    facets: tuple[str, ...]
    page: Page
    simple: bool
    fuzzy: bool
    terms: Terms


def read_filter(text: str) -> tuple[str, str]:
    """Return the field and the value of a filter.

    Raises:
        InputError: It is not ``field:value``, or there is no such field.
    """
    field, _, value = text.partition(":")
    prop = field.removeprefix(_PROPERTY)
    is_known = field in FACETS if prop == field else prop in _properties()
    if not is_known or not value:
        raise InputError(
            f"{text!r} is no filter.",
            remedy=f"Write FIELD:VALUE, with one of {', '.join(FACETS)}, or `properties.NAME`.",
        )
    return field, value


@cache
def _properties() -> Mapping[str, bool]:
    """Return the properties of FollowTheMoney, and whether each is a date."""
    from followthemoney import model

    return {prop.name: prop.type.name == "date" for prop in model.properties}


def _patterns(prop: str, value: str) -> tuple[str, ...]:
    r"""Return the patterns, as of ``LIKE`` with ``\``, that a value of a property may fit."""
    exact = re.sub(r"([\\%_])", r"\\\1", value)
    # A year or a month stands for each of its days.
    return (exact, f"{exact}-%") if _properties()[prop] else (exact,)


def check_facets(names: Iterable[str]) -> tuple[str, ...]:
    """Return the facets of those names.

    Raises:
        InputError: There is none of a name.
    """
    found = tuple(dict.fromkeys(names))
    for name in found:
        if name not in FACETS:
            raise InputError(
                f"there is no facet {name!r}.", remedy=f"Choose of {', '.join(FACETS)}."
            )
    return found


def search(standing: Standing, asked: Searched, moments: MomentDesk) -> bytes:
    """Return the answer to a search, JSON.

    Raises:
        InputError: The words, a filter or the terms cannot be read.
    """
    if asked.terms.is_now:
        return _answer(standing, standing.roster, asked, moments)
    with _then(standing, asked, moments) as roster:
        return _answer(standing, roster, asked, moments)


def _answer(standing: Standing, roster: Roster, asked: Searched, moments: MomentDesk) -> bytes:
    wanted = _wanted(asked)
    total, entities = roster.search(wanted)
    if asked.fuzzy and asked.words and not total:
        wanted = replace(wanted, words="", ids=_alike(standing, asked))
        total, entities = roster.search(wanted)
    answer = {
        "results": [*_results(standing, asked, entities, moments)],
        "facets": {name: _facet(roster, wanted, name) for name in asked.facets},
        "total": {"value": total, "relation": "eq"},
        "limit": asked.page.limit,
        "offset": asked.page.offset,
    }
    return orjson.dumps(answer)


@contextmanager
def _then(standing: Standing, asked: Searched, moments: MomentDesk) -> Iterator[Roster]:
    """Lend a roster of who may fit the words, as each was at the moment of the terms.

    Raises:
        InputError: Too many may fit.
    """
    wanted = _wanted(asked)
    total, entities = standing.roster.search(
        Wanted(words=wanted.words, ids=wanted.ids, limit=_MOST_THEN)
    )
    if total > _MOST_THEN:
        raise InputError(
            f"{total:,} subjects may fit, and each is looked up as it was then.",
            remedy=f"Name words that at most {_MOST_THEN:,} fit, or leave out the moment.",
        )
    ids = {entity.id for entity in entities}
    if asked.words:
        # Who had the name then may be called otherwise now.
        ids.update(_alike(standing, asked))
    drafts = moments.drafts(standing, ids, asked.terms)
    with TemporaryDirectory(prefix="proscribe-") as folder:
        yield RosterFiles(Path(folder)).keep("then", drafts, ())


def _wanted(asked: Searched) -> Wanted:
    schema, scope = schema_named(asked.schema), asked.scope
    all_of: list[tuple[str, tuple[str, ...]]] = []
    if schema != "Thing":
        all_of.append(("schemata", (schema,)))
    if scope.datasets is not None:
        all_of.append(("datasets", tuple(sorted(scope.datasets))))
    if scope.topics:
        all_of.append(("topics", tuple(sorted(scope.topics))))
    by_field: dict[str, list[str]] = {}
    for field, value in asked.filters:
        by_field.setdefault(field, []).append(value)
    like: list[tuple[str, tuple[str, ...]]] = []
    for field, values in by_field.items():
        groups = [(value,) for value in values] if asked.every else [tuple(values)]
        prop = field.removeprefix(_PROPERTY)
        if prop == field:
            all_of += ((field, group) for group in groups)
            continue
        like += (
            (prop, tuple(p for value in one for p in _patterns(prop, value))) for one in groups
        )
    none_of = tuple(("schemata", (name,)) for name in sorted(scope.excluded_schemata))
    order = read_sort(asked.page.sort, _SORTED_BY)
    words = read_words(asked.words, simple=asked.simple)
    # Who asks for nothing sees everybody; who asks for what holds no word finds nobody.
    is_anybody = words or asked.words.strip() in _EVERYBODY
    return Wanted(
        words=words,
        ids=None if is_anybody else (),
        all_of=tuple(all_of),
        none_of=none_of,
        like=tuple(like),
        excluded=tuple(sorted(scope.excluded_ids)),
        changed_since=scope.changed_since,
        order=tuple((_COLUMNS.get(by, by), way) for by, way in order if by != "_score"),
        limit=asked.page.limit,
        offset=asked.page.offset,
    )


def _alike(standing: Standing, asked: Searched) -> tuple[str, ...]:
    """Return the ids of who ever had a name that is like the words."""
    named = Named(id="q", schema="LegalEntity", names=(asked.words[:200],))
    found = standing.index.search([named], limit=_MOST_ALIKE, threshold=_ALIKE)
    entities = standing.bearers([match.entity_id for match in found])
    return tuple({one.id for one in entities.values()})


def _results(
    standing: Standing, asked: Searched, entities: Sequence[Entity], moments: MomentDesk
) -> Iterable[orjson.Fragment]:
    for entity in entities:
        if asked.terms.verdict:
            verdict = orjson.dumps(moments.verdict(standing, entity.id, asked.terms))
            yield orjson.Fragment(entity.body + b',"verdict":' + verdict + b"}")
        else:
            yield orjson.Fragment(entity.body + b"}")


def _facet(roster: Roster, wanted: Wanted, name: str) -> dict[str, Any]:
    counted = roster.count(wanted, name, _MOST_VALUES)
    return {
        "label": _LABELS.get(name, name.capitalize()),
        "values": [
            {"name": value, "label": label_of(name, value), "count": count}
            for value, count in counted
        ],
    }


def label_of(field: str, value: str) -> str:
    """Return what people call a value of a field."""
    from followthemoney import model
    from followthemoney.types import registry

    if field == "countries":
        return registry.country.caption(value) or value
    if field == "topics":
        return registry.topic.caption(value) or value
    if field == "genders":
        return registry.gender.caption(value) or value
    if field == "schema":
        schema = model.get(value)
        return value if schema is None else schema.plural
    if field == "datasets":
        from proscribe.workspace.service.catalogue import title_of

        return title_of(value)
    return value
