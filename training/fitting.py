"""Learns how much each bend of each feature is worth, from candidates known to be right or wrong.

A logistic regression on lines with bends. Every line may go one way only (more that met never
counts against, more that is left over never counts for), so that a score can be explained and
holds for names unlike those learned from.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from proscribe.matching.catalogue import build_catalogue
from proscribe.matching.comparing import couples_of
from proscribe.matching.features import FEATURES
from proscribe.matching.image import Texts
from proscribe.matching.pairs import Pairs, pair_up
from proscribe.matching.scoring import Weights, log_odds
from proscribe.matching.search import Search
from proscribe.matching.words import Group
from training.data import TrainingSet
from training.query import FIT, Query
from training.twins import twins

Vector = npt.NDArray[np.float64]

RISES = {
    "met": 1,
    "rarest": 1,
    "unlike": -1,
    "worst": -1,
    "left_given": -1,
    "left_found": -1,
    "left_both": -1,
    "share_given": 1,
    "share_found": 1,
    "sounds": -1,
    "initials": -1,
    "cut_off": -1,
    "numbers": -1,
    "forms": -1,
    "fathers": -1,
    "lone": -1,
    "last_words": -1,
    "first_words": -1,
    "differ": -1,
    "least": -1,
    "order": -1,
    "fathers_sons": -1,
    "acronyms": 1,
    "joined": -1,
    "whole": 1,
    "reading": -1,
}
"""Which way the line of each feature goes: 1 up, -1 down."""

BENDS: dict[str, tuple[float, ...]] = {
    "met": (0, 3, 6, 9, 13, 18, 26),
    "rarest": (0, 3, 5, 7, 9, 11),
    "unlike": (0, 0.5, 1.5, 3, 6),
    "worst": (0, 0.5, 1, 2, 3, 5),
    "left_given": (0, 1, 3, 6, 10, 18),
    "left_found": (0, 1, 3, 6, 10, 18),
    "left_both": (0, 0.5, 2, 4, 7, 10),
    "share_given": (0, 0.3, 0.5, 0.7, 0.85, 1),
    "share_found": (0, 0.3, 0.5, 0.7, 0.85, 1),
    "sounds": (0, 3, 8, 14),
    "initials": (0, 1, 3),
    "cut_off": (0, 1, 2),
    "numbers": (0, 0.5, 1),
    "forms": (0, 1),
    "fathers": (0, 1),
    "lone": (0, 1),
    "last_words": (0, 0.15, 0.5, 1),
    "first_words": (0, 0.15, 0.5, 1),
    "differ": (0, 1, 2, 3),
    "least": (0, 0.1, 0.2, 0.35, 0.6),
    "order": (0, 1),
    "fathers_sons": (0, 1),
    "acronyms": (0, 1),
    "joined": (0, 1),
    "whole": (0, 1),
    "reading": (0, 1),
}
"""Where the line of each feature may bend; beyond the last one it goes on level."""

OF_PAIRS_ALONE = frozenset({"differ", "least", "order", "fathers_sons", "acronyms"})
"""Features that are weighed of pairs that come without a list; beside a list's other names, they
tell nothing new."""

UNANSWERABLE = frozenset(
    {
        "alias_unrelated",
        "alias_one_word",
        "native_kana",
        "native_han",
        "native_greek",
        "native_hangul",
    }
)
"""Kinds of queries whose names have nothing, or too little, in common with what they mean."""

_KIND_COUNTS = {"recombined": 0.3}
_SMOOTHING = 0.3
# Of a person's name, a syllable that is read out stands for some four common signs, so that two
# of them say less by the logarithm of sixteen; too few queries are in such signs to learn it.
_AT_MOST = {"reading": -3.0}
_ROUNDS = 4
_HARD = 1
# Who asks about a pair has a reason to think that both are one: two of three are. With that, 0.7
# is where pairs of the half that is not fitted are best told apart.
_THOUGHT_ONE = 2.0
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Examples:
    """Candidates of queries.

    Attributes:
        pairs: The candidates, laid beside the queries.
        owners: The query of each name asked for.
        entries: The entry of each pair's name.
        right: Whether it is one that is meant.
        counts: How much each counts.
        fits: Whether its query is of the half that is fitted.
        texts: The names of the index.
    """

    pairs: Pairs
    owners: npt.NDArray[np.int64]
    entries: npt.NDArray[np.int32]
    right: npt.NDArray[np.bool_]
    counts: Vector
    fits: npt.NDArray[np.bool_]
    texts: Texts


def answerable(data: TrainingSet) -> list[Query]:
    """Return the queries whose names have something in common with what they mean."""
    return [query for query in data.queries if query.kind not in UNANSWERABLE]


def examples_of(data: TrainingSet) -> Examples:
    """Return the candidates the matcher finds for the queries of a training set."""
    catalogue = build_catalogue(data.entries)
    queries = answerable(data)
    pairs, owners = Search(catalogue).pairs([query.named for query in queries], limit=10)
    ids = catalogue.ids.all()
    entries = catalogue.owners[pairs.couples.their]
    asked = owners[pairs.couples.our].tolist()
    return Examples(
        pairs=pairs,
        owners=owners,
        entries=entries,
        right=np.array(
            [
                ids[entry] in queries[query].expected
                for query, entry in zip(asked, entries.tolist(), strict=True)
            ]
        ),
        counts=np.array([_KIND_COUNTS.get(queries[query].kind, 1.0) for query in asked]),
        fits=np.array([queries[query].half == FIT for query in asked]),
        texts=catalogue.texts,
    )


def fit(examples: Examples) -> dict[Group, Weights]:
    """Return the weights of persons, and those of all else.

    Of several names of one entry the best counts; which that is depends on the weights, so they
    are learned in rounds.
    """
    features = examples.pairs.features
    odds = features[:, FEATURES.index("met")] - features[:, FEATURES.index("left_both")]
    persons = examples.pairs.couples.groups == Group.PERSON
    found: dict[Group, Weights] = {}
    for _ in range(_ROUNDS):
        best = _best_names(examples, odds)
        odds = odds.copy()
        for group, members in ((Group.PERSON, persons), (Group.ORGANIZATION, ~persons)):
            chosen = best & members & examples.fits
            found[group] = _fit_one(
                group, features[chosen], examples.right[chosen], examples.counts[chosen]
            )
            odds[members] = log_odds(features[members], found[group])
    return found


def fit_pairs(
    data: TrainingSet, examples: Examples, weights: dict[Group, Weights], *, seed: int
) -> dict[Group, Weights]:
    """Return the weights for pairs of names that come without a list.

    Learned from the name that is meant and the likest wrong one of each query, and from names
    that differ in a word.
    """
    pairs = pairs_of(data, examples, weights, seed=seed)
    persons = pairs.groups == Group.PERSON
    found: dict[Group, Weights] = {}
    for group, members in ((Group.PERSON, persons), (Group.ORGANIZATION, ~persons)):
        chosen = members & pairs.fits
        right = pairs.right[chosen]
        counts = np.where(right, _THOUGHT_ONE * (~right).sum() / right.sum(), 1.0)
        found[group] = _fit_one(group, pairs.features[chosen], right, counts, alone=True)
    return found


@dataclass(frozen=True, slots=True)
class PairExamples:
    """Pairs of names known to be one or two.

    Attributes:
        features: What is weighed of them.
        groups: How each is compared.
        right: Whether both are one.
        fits: Whether it is of the half that is fitted.
        kinds: How each came about.
    """

    features: npt.NDArray[np.float32]
    groups: npt.NDArray[np.uint8]
    right: npt.NDArray[np.bool_]
    fits: npt.NDArray[np.bool_]
    kinds: list[str]


def pairs_of(
    data: TrainingSet, examples: Examples, weights: dict[Group, Weights], *, seed: int
) -> PairExamples:
    """Return the pairs that the weights of pairs are learned from, and judged by."""
    chosen = _hard_pairs(examples, weights)
    queries = answerable(data)
    asked = examples.owners[examples.pairs.couples.our[chosen]].tolist()
    pairs = [
        (queries[query].named.schema, queries[query].named.names[0], examples.texts[place])
        for query, place in zip(asked, examples.pairs.couples.their[chosen].tolist(), strict=True)
    ]
    more = twins(data, seed=seed)
    pairs += [(each.schema, each.name, each.other) for each in more]
    weighed = pair_up(couples_of(pairs), alone=True)
    return PairExamples(
        features=weighed.features,
        groups=weighed.couples.groups,
        right=np.append(examples.right[chosen], [each.right for each in more]),
        fits=np.append(examples.fits[chosen], [each.half == FIT for each in more]),
        kinds=[queries[query].kind for query in asked] + [each.kind for each in more],
    )


def _hard_pairs(examples: Examples, weights: dict[Group, Weights]) -> npt.NDArray[np.int64]:
    """Return of each query the best right candidate and the likest wrong ones."""
    odds = log_odds(examples.pairs.features, weights[Group.ORGANIZATION])
    persons = examples.pairs.couples.groups == Group.PERSON
    odds[persons] = log_odds(examples.pairs.features[persons], weights[Group.PERSON])
    best = np.flatnonzero(_best_names(examples, odds))
    queries = examples.owners[examples.pairs.couples.our[best]]
    order = best[np.lexsort((-odds[best], examples.right[best], queries))]
    keys = examples.owners[examples.pairs.couples.our[order]] * 2 + examples.right[order]
    rank = np.arange(len(order)) - np.searchsorted(keys, keys)
    chosen: npt.NDArray[np.int64] = order[rank < np.where(examples.right[order], 1, _HARD)]
    return chosen


def _best_names(examples: Examples, odds: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    queries = examples.owners[examples.pairs.couples.our]
    keys = queries * (int(examples.entries.max()) + 1) + examples.entries
    order = np.lexsort((examples.pairs.couples.their, -odds, keys))
    first = np.ones(len(order), dtype=bool)
    np.not_equal(keys[order][1:], keys[order][:-1], out=first[1:])
    best = np.zeros(len(order), dtype=bool)
    best[order[first]] = True
    return best


def _fit_one(
    group: Group,
    features: npt.NDArray[np.float32],
    right: npt.NDArray[np.bool_],
    counts: Vector,
    *,
    alone: bool = False,
) -> Weights:
    steps = _steps(features)
    bounds = [
        (None, None),
        *(
            (0.0, 0.0) if name in OF_PAIRS_ALONE and not alone else _bound(name, group)
            for name in FEATURES
            for _ in BENDS[name][1:]
        ),
    ]
    target = right.astype(np.float64)

    def loss(values: Vector) -> tuple[float, Vector]:
        odds = steps @ values
        surplus = np.logaddexp(0, odds) - target * odds
        slope = counts * (1 / (1 + np.exp(-odds)) - target)
        gradient: Vector = steps.T @ slope
        gradient[1:] += _SMOOTHING * values[1:]
        return float(counts @ surplus + _SMOOTHING / 2 * (values[1:] ** 2).sum()), gradient

    start = np.zeros(steps.shape[1])
    found = minimize(
        loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 2_000}
    ).x
    return _weights(found)


def _bound(name: str, group: Group) -> tuple[float | None, float | None]:
    if group is Group.PERSON and name in _AT_MOST:
        return None, _AT_MOST[name]
    return (0, None) if RISES[name] > 0 else (None, 0)


def _steps(features: npt.NDArray[np.float32]) -> Vector:
    """Return how far each feature has gone between each two of its bends, 0 to 1."""
    columns = [np.ones(len(features))]
    for place, name in enumerate(FEATURES):
        bends = BENDS[name]
        for low, high in pairwise(bends):
            columns.append(np.clip((features[:, place] - low) / (high - low), 0, 1))
    return np.stack(columns, axis=1)


def _weights(values: Vector) -> Weights:
    parts: list[tuple[float, ...]] = []
    at = 1
    for name in FEATURES:
        steps = len(BENDS[name]) - 1
        risen = np.concatenate([[0.0], np.cumsum(values[at : at + steps])])
        parts.append(tuple(round(float(value), _DIGITS) + 0.0 for value in risen))
        at += steps
    return Weights(
        base=round(float(values[0]), _DIGITS),
        bends=tuple(BENDS[name] for name in FEATURES),
        parts=tuple(parts),
    )
