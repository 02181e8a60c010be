"""Learns the weights of the matcher and writes them: ``python -m training``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from proscribe.matching.features import FEATURES
from proscribe.matching.scoring import Weights, section
from proscribe.matching.words import Group
from training.data import training_set
from training.fitting import examples_of, fit, fit_pairs
from training.report import report

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src" / "proscribe" / "matching" / "weights.json"
SEED = 1


def document(weights: dict[Group, Weights], of_pairs: dict[Group, Weights]) -> str:
    """Return weights as they are kept: for each feature its bends and the log-odds there."""
    blocks = [
        f'"{section(group, alone=alone)}": {{\n{_block(found)}\n}}'
        for alone, groups in ((False, weights), (True, of_pairs))
        for group, found in groups.items()
    ]
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _block(weights: Weights) -> str:
    lines = [
        f'  "{name}": {json.dumps([list(pair) for pair in zip(bends, parts, strict=True)])}'
        for name, bends, parts in zip(FEATURES, weights.bends, weights.parts, strict=True)
    ]
    return f'"base": {weights.base},\n"lines": {{\n' + ",\n".join(lines) + "\n}"


def main() -> None:
    """Learn from the lists of a folder, write the weights, print how they do on the other half."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of editions"
    )
    parser.add_argument(
        "--labelled",
        type=Path,
        default=ROOT.parent / "shared" / "bench" / "matching",
        help="folder of the labelled sets, of which nothing is learned",
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="file to write")
    given = parser.parse_args()
    data = training_set(given.data, given.labelled, seed=SEED)
    examples = examples_of(data)
    weights = fit(examples)
    of_pairs = fit_pairs(data, examples, weights, seed=SEED)
    given.out.write_text(document(weights, of_pairs), encoding="utf-8")
    print(report(data, examples, weights))


if __name__ == "__main__":
    main()
