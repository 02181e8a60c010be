"""The search of a catalogue: candidates, laid beside what is asked for, scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from proscribe.matching.alignment import Couples
from proscribe.matching.apart import parted_otherwise
from proscribe.matching.asked import Asked, ask
from proscribe.matching.attributes import combine, held_by_name, weigh_attributes
from proscribe.matching.catalogue import Catalogue
from proscribe.matching.evidence import Evidence
from proscribe.matching.explanation import Explanation
from proscribe.matching.folding import other_reading
from proscribe.matching.keys import may_name_a_security, names_nobody, security_name
from proscribe.matching.lexicon import Float32, Int32
from proscribe.matching.likeness import Places
from proscribe.matching.meetings import meetings_of
from proscribe.matching.named import Match, Named
from proscribe.matching.pairs import Pairs, compared, odds_of, pair_up
from proscribe.matching.palladius import chinese_reading
from proscribe.matching.scoring import scores
from proscribe.matching.shortlist import Candidates, shortened
from proscribe.matching.sparse import affordable, best_products, near_the_best
from proscribe.matching.words import Group, group_of

# Names that have most in common with one by their words, and those of them laid beside it.
_CANDIDATES, _WEIGHED = 100, 16
# Names that are looked at for one: at a million, words that many share are left out.
_MOST_NAMES, _LEAST_WORDS = 6_000, 2
_LEAST_COSINE = 0.15
_FAR_BEHIND = np.float32(0.4)
_COMPANIES = (Group.ORGANIZATION, Group.ANY)
_SEARCHED = {
    Group.PERSON: (Group.PERSON, Group.ANY),
    Group.ORGANIZATION: (Group.ORGANIZATION, Group.ANY),
    Group.VESSEL: (Group.VESSEL, Group.ANY),
    Group.ANY: tuple(Group),
}


@dataclass(frozen=True, slots=True)
class _Best:
    """The best pair of each query and entry, best first for each query."""

    queries: Places
    entries: Int32
    pairs: Places
    scores: Float32
    odds: Float32


class Search:
    """Searches a catalogue.

    Args:
        catalogue: The names that can be found.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def scored(
        self, queries: Sequence[Named], *, limit: int, threshold: float
    ) -> list[tuple[int, str, float]]:
        """Return (place of the query, entry id, score), best first for each query."""
        pairs, owners = self.pairs(queries, limit=limit)
        best = self._best(pairs, owners, queries, (limit, threshold))
        ids = self._catalogue.ids
        return [
            (query, ids[entry], score)
            for query, entry, score in zip(
                best.queries.tolist(), best.entries.tolist(), best.scores.tolist(), strict=True
            )
        ]

    def explained(
        self, queries: Sequence[Named], *, limit: int, threshold: float
    ) -> Iterator[tuple[int, Match]]:
        """Yield (place of the query, match with the names that met and why), best first."""
        pairs, owners = self.pairs(queries, limit=limit)
        best = self._best(pairs, owners, queries, (limit, threshold))
        names, by_name = _names(queries), scores(best.odds)
        catalogue = self._catalogue
        (shown, alignment), odds = pairs.at(best.pairs), best.odds.tolist()
        for row in range(len(best.pairs)):
            query, entry = queries[best.queries[row]], int(best.entries[row])
            name, matched = (
                names[shown.couples.our[row]],
                catalogue.texts[int(shown.couples.their[row])],
            )
            score = float(best.scores[row])
            evidence = self._evidence(query, entry)
            if shown.couples.groups[row] in _COMPANIES:
                evidence = held_by_name(float(by_name[row]), evidence, name, matched)
            explanation = Explanation(
                name=name,
                matched_name=matched,
                evidence=evidence,
                score=score,
                **meetings_of(shown, alignment, row, odds[row]),
            )
            match = Match(
                query_id=query.id,
                entity_id=catalogue.ids[entry],
                score=score,
                name=name,
                matched_name=matched,
                explanation=explanation.text(),
            )
            yield int(best.queries[row]), match

    def _evidence(self, query: Named, entry: int) -> tuple[Evidence, ...]:
        if not query.properties:
            return ()
        known = self._catalogue.known_of(entry)
        return weigh_attributes(query.schema, query.properties, known) if known else ()

    def pairs(self, queries: Sequence[Named], *, limit: int) -> tuple[Pairs, Places]:
        """Return the candidates of queries laid beside them, and the query of each name."""
        readings = [_readings(query) for query in queries]
        names = [read for each in readings for _, read in each]
        counts = [len(each) for each in readings]
        groups = [
            group_of(query.schema)
            for query, count in zip(queries, counts, strict=True)
            for _ in range(count)
        ]
        owners = np.repeat(np.arange(len(queries)), counts)
        asked = ask(names, groups, self._catalogue.vocabulary, len(self._catalogue.texts))
        candidates = self._candidates(asked)
        most = max(_WEIGHED, limit + limit // 2)
        likely = shortened(candidates, asked, self._catalogue.names, most)
        given, found = self._with_bearers(queries, counts, likely.given, likely.found)
        groups_found = np.searchsorted(self._catalogue.bounds, found, side="right") - 1
        of = compared(asked.groups[given], groups_found)
        return pair_up(Couples(asked.names, given, self._catalogue.names, found, of)), owners

    def _candidates(self, asked: Asked) -> Candidates:
        given = [np.zeros(0, dtype=np.int64)]
        found, values = given[:], [np.zeros(0, dtype=np.float32)]
        for group in sorted(set(asked.groups.tolist())):
            rows = (asked.groups == group).nonzero()[0]
            wanted = asked.wanted if len(rows) == len(asked.groups) else asked.wanted.at(rows)
            for searched in _SEARCHED[Group(group)]:
                postings = self._catalogue.postings[searched]
                if not postings.columns or not len(wanted.data):
                    continue
                worth = affordable(wanted, postings, budget=_MOST_NAMES, least=_LEAST_WORDS)
                near = best_products(worth, postings, _CANDIDATES, _LEAST_COSINE)
                near = near_the_best(near, _FAR_BEHIND)
                given.append(rows[near.owners()])
                found.append(near.indices.astype(np.int64) + self._catalogue.bounds[searched])
                values.append(near.data)
        return Candidates(np.concatenate(given), np.concatenate(found), np.concatenate(values))

    def _with_bearers(
        self, queries: Sequence[Named], counts: Sequence[int], given: Places, found: Places
    ) -> tuple[Places, Places]:
        """Add the names of entries that bear a number of the query, if they have none in common."""
        more: list[tuple[int, int]] = []
        place = 0
        for query, count in zip(queries, counts, strict=True):
            if query.properties:
                for entry in self._catalogue.numbers.find(query.properties):
                    names = self._catalogue.numbers.names_of(entry).tolist()
                    more += [
                        (name, other) for name in range(place, place + count) for other in names
                    ]
            place += count
        if not more:
            return given, found
        width = len(self._catalogue.texts)
        keys = np.concatenate([given * width + found, [one * width + other for one, other in more]])
        keys = np.unique(keys)
        return keys // width, keys % width

    def _best(
        self,
        pairs: Pairs,
        owners: Places,
        queries: Sequence[Named],
        bounds: tuple[int, float],
    ) -> _Best:
        limit, threshold = bounds
        odds = odds_of(pairs)
        asked, entries = owners[pairs.couples.our], self._catalogue.owners[pairs.couples.their]
        order = np.lexsort((pairs.couples.their, -odds, asked))
        keys = asked[order] * len(self._catalogue.ids) + entries[order]
        _, first = np.unique(keys, return_index=True)
        order = order[np.sort(first)]
        found = scores(odds[order])
        if any(query.properties for query in queries):
            found = self._with_attributes(queries, pairs, (asked, entries, order), found)
            again = np.lexsort((entries[order], -found, asked[order]))
            order, found = order[again], found[again]
        enough = found >= threshold
        order, found = order[enough], found[enough]
        rank = np.arange(len(order)) - np.searchsorted(asked[order], asked[order])
        order, found = order[rank < limit], found[rank < limit]
        return _Best(asked[order], entries[order], order, found, odds[order])

    def _with_attributes(
        self,
        queries: Sequence[Named],
        pairs: Pairs,
        rows: tuple[Places, Int32, Places],
        found: Float32,
    ) -> Float32:
        asked, entries, order = rows
        names, couples, texts = _names(queries), pairs.couples, self._catalogue.texts
        weighed = found.copy()
        for place, row in enumerate(order.tolist()):
            evidence = self._evidence(queries[asked[row]], int(entries[row]))
            if not evidence:
                continue
            if couples.groups[row] in _COMPANIES:
                name, matched = names[couples.our[row]], texts[int(couples.their[row])]
                evidence = held_by_name(float(found[place]), evidence, name, matched)
            weighed[place] = combine(float(found[place]), evidence)
        return weighed


def _names(queries: Sequence[Named]) -> list[str]:
    """Return the names of queries, one for each reading."""
    return [given for query in queries for given, _ in _readings(query)]


def _readings(query: Named) -> list[tuple[str, str]]:
    """Return each name of a query and how it is read, again where it can be read otherwise."""
    readings = [(name, name) for name in query.names]
    group = group_of(query.schema)
    person = group is Group.PERSON
    for name in query.names:
        others = [parted_otherwise(name)]
        if group is Group.ORGANIZATION and may_name_a_security(name):
            others.append(_issuer(name))
        if not name.isascii():
            others += [chinese_reading(name), other_reading(name, person=person)]
        readings += [(name, other) for other in others if other is not None]
    return readings


def _issuer(name: str) -> str | None:
    """Return the issuer's part of the name of a security; None where that is all of it."""
    issuer = security_name(name)
    return None if issuer == " ".join(name.split()) or names_nobody(issuer) else issuer
