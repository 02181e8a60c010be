"""One number for a pair of names: the probability that both name the same.

The log-odds are a sum of parts, one a feature, each a line with bends: the value of a bend is
learned from aliases of official lists and stands in ``weights.json``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from proscribe.matching.features import FEATURES, Matrix
from proscribe.matching.lexicon import Float32
from proscribe.matching.words import Group

# What met must tell more than "China" or "Ali" does, or it names nobody, however alike it is.
_LEAST_TOLD, _TOO_LITTLE = 4.0, np.float32(-1.0)
_LEAST_TOLD_BY_EQUALS = 2.0
_MET, _UNLIKE, _INITIALS, _WHOLE = map(FEATURES.index, ("met", "unlike", "initials", "whole"))


@dataclass(frozen=True, slots=True)
class Weights:
    """How a group of names is scored.

    Attributes:
        base: Log-odds before anything is weighed.
        bends: For each feature, the values at which its line bends; beyond the ends it is level.
        parts: For each feature, the log-odds at each of its bends.
    """

    base: float
    bends: tuple[tuple[float, ...], ...]
    parts: tuple[tuple[float, ...], ...]


def log_odds(features: Matrix, weights: Weights, *, alone: bool = False) -> Float32:
    """Return the log-odds that each pair is one.

    Args:
        features: What is weighed of the pairs.
        weights: How it is weighed.
        alone: Whether a caller gave them as pairs: two names that are one to the letter are one,
            however little they tell.
    """
    total = np.full(len(features), weights.base, dtype=np.float32)
    for column, (bends, values) in enumerate(zip(weights.bends, weights.parts, strict=True)):
        if any(values):
            total += np.interp(features[:, column], bends, values).astype(np.float32)
    little = features[:, _MET] < _LEAST_TOLD
    if alone:
        same = (features[:, _WHOLE] > 0) & (features[:, _UNLIKE] + features[:, _INITIALS] == 0)
        little &= ~(same & (features[:, _MET] >= _LEAST_TOLD_BY_EQUALS))
    total[little] = np.minimum(total[little], _TOO_LITTLE)
    return total


def scores(odds: Float32) -> Float32:
    """Return probabilities of log-odds."""
    return (1 / (1 + np.exp(-odds))).astype(np.float32)


@cache
def weights_of(group: Group, *, alone: bool = False) -> Weights:
    """Return the learned weights of a group, for candidates of an index or for pairs alone."""
    text = (files("proscribe.matching") / "weights.json").read_text(encoding="utf-8")
    return read_weights(json.loads(text), section(group, alone=alone))


def section(group: Group, *, alone: bool) -> str:
    """Return the name under which the weights of a group are kept."""
    kind = "person" if group is Group.PERSON else "other"
    return f"{kind}_pair" if alone else kind


def read_weights(document: Mapping[str, Any], name: str) -> Weights:
    """Return the weights of a section of the document they are kept in."""
    found = document[name]
    lines = [found["lines"][name] for name in FEATURES]
    return Weights(
        base=found["base"],
        bends=tuple(tuple(bend for bend, _ in line) for line in lines),
        parts=tuple(tuple(part for _, part in line) for line in lines),
    )
