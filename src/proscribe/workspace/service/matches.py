"""The answers of ``/match``: all queries that wait are looked up at once.

Each answer is the same whatever is asked beside it: how far the index is searched depends on a
request alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import orjson

from proscribe.matching.evidence import MOST_VALUES
from proscribe.model.clearance import build_given
from proscribe.workspace.service.numbered import Hit, bearers, issuers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proscribe.backends.rosters import Entity
    from proscribe.matching.named import Match, Named
    from proscribe.screening.clearing import Clearances
    from proscribe.workspace.service.asking import Asked, Query, Terms
    from proscribe.workspace.service.moments import MomentDesk
    from proscribe.workspace.service.standing import Standing

# Entries of several lists may be one subject; those out of scope and cleared ones fall away.
_REACH, _WIDE_REACH, _ENTRIES_OF_ONE = 40, 200, 4
_DIGITS = 4
_Place = tuple[int, str]


class Matcher:
    """Answers requests together.

    Args:
        moments: Answers what depends on another moment, on a verdict, or on a clearance.
    """

    def __init__(self, moments: MomentDesk) -> None:
        self._moments = moments

    def answer(self, standing: Standing, requests: Sequence[Asked]) -> list[bytes]:
        """Return the answer to each request, JSON.

        Args:
            standing: What is answered from.
            requests: The requests that wait.

        Raises:
            StoreError: The ledger cannot be read.
        """
        clearances = self._moments.clearances()
        quick, slow = _parted(requests, clearances)
        found = self._found(standing, requests, quick)
        for place, key in slow:
            asked = requests[place]
            matched = self._moments.matches(standing, asked, asked.queries[key], _reach(asked))
            found[place, key] = [Hit(*one) for one in matched]
        self._add_numbered(standing, requests, found)
        return [
            orjson.dumps(
                {
                    "responses": {
                        key: self._response(standing, asked, query, found[place, key])
                        for key, query in asked.queries.items()
                    },
                    "limit": asked.limit,
                }
            )
            for place, asked in enumerate(requests)
        ]

    def _found(
        self, standing: Standing, requests: Sequence[Asked], quick: Iterable[_Place]
    ) -> dict[_Place, list[Hit]]:
        groups: dict[int, list[_Place]] = defaultdict(list)
        found: dict[_Place, list[Hit]] = {}
        for place, key in quick:
            found[place, key] = []
            groups[_reach(requests[place])].append((place, key))
        for reach, places in groups.items():
            for one, matches in _searched(standing, requests, places, reach).items():
                found[one] += matches
        return found

    def _add_numbered(
        self, standing: Standing, requests: Sequence[Asked], found: dict[_Place, list[Hit]]
    ) -> None:
        """Add whom numbers lead to, and securities to their issuers."""
        alike: dict[Terms, dict[_Place, Query]] = defaultdict(dict)
        for place, key in found:
            asked = requests[place]
            query = alike[asked.terms][place, key] = asked.queries[key]
            # Beside names, an entry's numbers are weighed, but not any number of them.
            if not query.named.names or len(query.identifiers) > MOST_VALUES:
                found[place, key] += bearers(standing, query, asked.terms, self._moments)
        for terms, queries in alike.items():
            for one, hits in issuers(standing, queries, terms, self._moments).items():
                found[one] += hits

    def _response(
        self, standing: Standing, asked: Asked, query: Query, found: Iterable[Hit]
    ) -> dict[str, object]:
        kept = _best(
            one for one in found if one.score > asked.cutoff and asked.scope.holds(one.entity)
        )
        matched = sum(one.score >= asked.threshold for one in kept)
        return {
            "status": 200,
            "results": [self._result(standing, asked, one) for one in kept[: asked.limit]],
            "total": {"value": matched, "relation": "eq"},
            "query": query.echo,
        }

    def _result(self, standing: Standing, asked: Asked, found: Hit) -> orjson.Fragment:
        score, entity, match, feature = found
        more: dict[str, object] = {
            "score": round(score, _DIGITS),
            "match": score >= asked.threshold,
            "explanations": {
                feature: {
                    "score": round(score, _DIGITS),
                    "detail": match.explanation,
                    "query": match.name,
                    "candidate": match.matched_name,
                }
            },
        }
        if asked.terms.verdict:
            more["verdict"] = self._moments.verdict(standing, entity.id, asked.terms)
        return orjson.Fragment(entity.body + b"," + orjson.dumps(more)[1:])


def _parted(requests: Sequence[Asked], clearances: Clearances) -> tuple[list[_Place], list[_Place]]:
    """Part the queries that what is ready answers from those that need the ledger itself."""
    quick: list[_Place] = []
    slow: list[_Place] = []
    for place, asked in enumerate(requests):
        for key, query in asked.queries.items():
            needs_ledger = not asked.terms.is_now or _is_decided(query.named, clearances)
            (slow if needs_ledger else quick).append((place, key))
    return quick, slow


def _is_decided(named: Named, clearances: Clearances) -> bool:
    """Tell whether people decided anything of the names of a query."""
    if not clearances:
        return False
    given = build_given(named.names, schema=named.schema, properties=named.properties)
    decided = clearances.about(given)
    return bool(decided.exact or decided.near)


def _reach(asked: Asked) -> int:
    wide = _REACH if asked.scope.is_everybody else _WIDE_REACH
    return max(wide, asked.limit * _ENTRIES_OF_ONE)


def _searched(
    standing: Standing, requests: Sequence[Asked], places: Sequence[_Place], reach: int
) -> dict[_Place, list[Hit]]:
    queries = [
        replace(requests[place].queries[key].named, id=str(number))
        for number, (place, key) in enumerate(places)
    ]
    asked = [query for query in queries if query.names]
    if not asked:
        return {}
    threshold = min(requests[place].cutoff for place, _ in places)
    matches = [*standing.index.search(asked, limit=reach, threshold=max(0.0, threshold))]
    entities = standing.bearers({match.entity_id for match in matches})
    found: dict[_Place, list[Hit]] = defaultdict(list)
    for match in matches:
        entity = entities.get(match.entity_id)
        if entity is not None:
            found[places[int(match.query_id)]].append(_as_known(match, entity))
    return found


def _as_known(match: Match, entity: Entity) -> Hit:
    """Return a match by the names that the subject bears now: some it bore before."""
    if match.matched_name in entity.names:
        return Hit(match.score, entity, match)
    from proscribe.matching import compare_pairs

    scores = compare_pairs([(entity.schema, match.name, name) for name in entity.names])
    score, name = max(zip(scores, entity.names, strict=True))
    told = f"of the names known then; {match.matched_name} was not"
    return Hit(score, entity, replace(match, score=score, matched_name=name, explanation=told))


def _best(found: Iterable[Hit]) -> list[Hit]:
    """Return each subject once, by its best name, the best subjects first."""
    best: dict[str, Hit] = {}
    for one in found:
        other = best.get(one.entity.id)
        if other is None or one.score > other.score:
            best[one.entity.id] = one
    return sorted(best.values(), key=lambda one: (-one.score, one.entity.id))
