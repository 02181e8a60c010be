"""How learned weights do on the half of the queries that they were not learned from."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from proscribe.matching.likeness import Places
from proscribe.matching.scoring import Weights, log_odds
from proscribe.matching.words import Group
from training.data import TrainingSet
from training.fitting import Examples, Vector, answerable
from training.query import HELD

_THRESHOLDS = (0.3, 0.5, 0.7, 0.9)


def report(data: TrainingSet, examples: Examples, weights: dict[Group, Weights]) -> str:
    """Return recall and alerts at some thresholds, by kind of query."""
    scores = _scores(examples, weights)
    queries = answerable(data)
    asked = examples.owners[examples.pairs.couples.our]
    right = _best(len(queries), asked[examples.right], scores[examples.right])
    any_of = _best(len(queries), asked, scores)
    kinds: dict[tuple[bool, str], list[float]] = defaultdict(list)
    for place, query in enumerate(queries):
        if query.half == HELD:
            known = bool(query.expected)
            kinds[known, query.kind].append((right if known else any_of)[place])
    lines = [f"{'kind':<24}{'queries':>8}" + "".join(f"{cut:>8}" for cut in _THRESHOLDS)]
    for (known, kind), found in sorted(kinds.items()):
        shares = [np.mean([score >= cut for score in found]) for cut in _THRESHOLDS]
        name = kind if known else f"alerts: {kind}"
        lines.append(f"{name:<24}{len(found):>8}" + "".join(f"{share:>8.3f}" for share in shares))
    return "\n".join(lines)


def _scores(examples: Examples, weights: dict[Group, Weights]) -> Vector:
    features, groups = examples.pairs.features, examples.pairs.couples.groups
    odds = log_odds(features, weights[Group.ORGANIZATION])
    persons = groups == Group.PERSON
    odds[persons] = log_odds(features[persons], weights[Group.PERSON])
    return 1 / (1 + np.exp(-odds))


def _best(queries: int, asked: Places, scores: Vector) -> Vector:
    best = np.zeros(queries)
    np.maximum.at(best, asked, scores)
    return best
