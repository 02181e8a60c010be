"""The answers of ``/search``: subjects by words, filters and counts."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

from proscribe.backends.rosters import SEEN, RosterFiles, Wanted
from proscribe.matching.named import Named
from proscribe.model.errors import InputError
from proscribe.workspace.service.led import Leads
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
_IDENTIFIERS = "identifiers"
# One word with a figure is no name; many whom it fits tell that it is no number either.
_NUMBER, _MOST_LED = re.compile(r"(?=\D*\d)\S+"), 500
_NOBODY: frozenset[str] = frozenset()
_Fitting: TypeAlias = "tuple[str, tuple[str, ...] | None]"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Led:
    """Whom the numbers of a search lead to.

    Attributes:
        words: Whom the words do, as the one number that they are.
        filters: Whom a filter does, by its field and value.
    """

    words: frozenset[str]
    filters: Mapping[tuple[str, str], frozenset[str]]

    @property
    def everybody(self) -> set[str]:
        """All of them."""
        return {*self.words}.union(*self.filters.values())


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
    led = _led(asked, Leads(standing, moments, asked.terms))
    if asked.terms.is_now:
        return _answer(standing, standing.roster, asked, led=led, moments=moments)
    with _then(standing, asked, led, moments) as roster:
        return _answer(standing, roster, asked, led=led, moments=moments)


def _led(asked: Searched, leads: Leads) -> _Led:
    return _Led(
        words=leads.of_text(asked.words),
        filters={
            (field, value): (
                leads.of_text(value)
                if field == _IDENTIFIERS
                else leads.of_property(field.removeprefix(_PROPERTY), value)
            )
            for field, value in asked.filters
            if field == _IDENTIFIERS or field.startswith(_PROPERTY)
        },
    )


def _answer(
    standing: Standing, roster: Roster, asked: Searched, *, led: _Led, moments: MomentDesk
) -> bytes:
    wanted = _wanted(asked, led, roster, _fitting(asked, led, roster))
    total, entities = roster.search(wanted)
    if asked.fuzzy and asked.words and not total:
        wanted = _wanted(asked, led, roster, ("", _alike(standing, asked)))
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
def _then(standing: Standing, asked: Searched, led: _Led, moments: MomentDesk) -> Iterator[Roster]:
    """Lend a roster of who may fit the words, as each was at the moment of the terms.

    Raises:
        InputError: Too many may fit.
    """
    words, ids_fit = _fitting(asked, led, standing.roster)
    total, entities = standing.roster.search(Wanted(words=words, ids=ids_fit, limit=_MOST_THEN))
    if total > _MOST_THEN:
        raise InputError(
            f"{total:,} subjects may fit, and each is looked up as it was then.",
            remedy=f"Name words that at most {_MOST_THEN:,} fit, or leave out the moment.",
        )
    ids = led.everybody | {entity.id for entity in entities}
    if asked.words:
        # Who had the name then may be called otherwise now.
        ids.update(_alike(standing, asked))
    drafts = moments.drafts(standing, ids, asked.terms)
    with TemporaryDirectory(prefix="proscribe-") as folder:
        yield RosterFiles(Path(folder)).keep("then", drafts, ())


def _fitting(asked: Searched, led: _Led, roster: Roster) -> _Fitting:
    """Return the expression of the words, and the ids of whom they fit where a number leads there.

    Raises:
        InputError: The words cannot be read.
    """
    try:
        words = read_words(asked.words, simple=asked.simple)
    except InputError:
        if not led.words:
            raise
        words = ""
    if not led.words:
        # Who asks for nothing sees everybody; who asks for what holds no word finds nobody.
        is_anybody = words or asked.words.strip() in _EVERYBODY
        return words, None if is_anybody else ()
    total, fit = roster.search(Wanted(words=words, limit=_MOST_LED)) if words else (0, [])
    if total > _MOST_LED or (total and _NUMBER.fullmatch(asked.words.strip()) is None):
        return words, None
    return "", tuple(sorted(led.words | {one.id for one in fit}))


def _wanted(asked: Searched, led: _Led, roster: Roster, fitting: _Fitting) -> Wanted:
    schema, scope = schema_named(asked.schema), asked.scope
    words, ids = fitting
    all_of: list[tuple[str, tuple[str, ...]]] = []
    like: list[tuple[str, tuple[str, ...]]] = []
    if schema != "Thing":
        all_of.append(("schemata", (schema,)))
    if scope.datasets is not None:
        all_of.append(("datasets", tuple(sorted(scope.datasets))))
    if scope.topics:
        all_of.append(("topics", tuple(sorted(scope.topics))))
    for filtered, numbered in _filters(asked, led):
        if numbered:
            _, fit = roster.search(replace(filtered, limit=_MOST_THEN))
            either = numbered | {one.id for one in fit}
            ids = tuple(sorted(either if ids is None else either.intersection(ids)))
        else:
            all_of += filtered.all_of
            like += filtered.like
    none_of = tuple(("schemata", (name,)) for name in sorted(scope.excluded_schemata))
    order = read_sort(asked.page.sort, _SORTED_BY)
    return Wanted(
        words=words,
        ids=ids,
        all_of=tuple(all_of),
        none_of=none_of,
        like=tuple(like),
        excluded=tuple(sorted(scope.excluded_ids)),
        changed_since=scope.changed_since,
        order=tuple((_COLUMNS.get(by, by), way) for by, way in order if by != "_score"),
        limit=asked.page.limit,
        offset=asked.page.offset,
    )


def _filters(asked: Searched, led: _Led) -> Iterator[tuple[Wanted, frozenset[str]]]:
    """Yield what each filter wants, and whom the numbers in it lead to."""
    by_field: dict[str, list[str]] = {}
    for field, value in asked.filters:
        by_field.setdefault(field, []).append(value)
    for field, values in by_field.items():
        prop = field.removeprefix(_PROPERTY)
        for group in [(value,) for value in values] if asked.every else [tuple(values)]:
            numbered = (led.filters.get((field, value), _NOBODY) for value in group)
            if prop == field:
                wanted = Wanted(all_of=((field, group),))
            else:
                fits = tuple(each for value in group for each in _patterns(prop, value))
                wanted = Wanted(like=((prop, fits),))
            yield wanted, _NOBODY.union(*numbered)


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
