"""Weights as parts of one, file by file and account by account."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from proscribe.backends.portfolios import open_portfolios
from proscribe.securities.weights import FileWeights


@pytest.mark.parametrize(
    ("header", "weights", "parts"),
    [
        ("Weight", ("0.4", "0.6", "1"), [0.4, 0.6, 1.0]),  # two accounts, each adds up to 1
        ("Weight", ("40", "60", "100"), [0.4, 0.6, 1.0]),
        ("Weight (%)", ("0.4", "0.1", "0.2"), [0.004, 0.001, 0.002]),
    ],
)
def test_weights_of_several_accounts_are_read_as_each_account_writes_them(
    tmp_path: Path, header: str, weights: tuple[str, ...], parts: list[float]
) -> None:
    path = tmp_path / "p.csv"
    lines = (f"KYG9830T1067,{a},{w}" for a, w in zip("AAB", weights, strict=True))
    path.write_text("\n".join((f"ISIN,Account,{header}", *lines, "")))
    read = pl.concat([batch.lines for batch in open_portfolios([path]).batches()])

    assert FileWeights().of(read).to_list() == pytest.approx(parts)
