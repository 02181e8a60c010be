from __future__ import annotations

from pathlib import Path

import pytest
import typer

from proscribe.interfaces.cli.values import (
    attribute_texts,
    day_text,
    moment_text,
    output_path,
    property_texts,
)


@pytest.mark.parametrize("text", ["2021-03-15", "2021-03-15T09:30:00-04:00"])
def test_a_moment_is_a_day_or_an_instant_with_its_offset(text: str) -> None:
    assert moment_text(text) == text


@pytest.mark.parametrize("text", ["15 March 2021", "2021-03-15T09:30:00", "2021-13-01"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match=r"for instance|Write 2021"):
        moment_text(text)


def test_a_day_is_no_instant() -> None:
    with pytest.raises(typer.BadParameter, match="YYYY-MM-DD"):
        day_text("2021-03-15T09:30:00-04:00")


def test_attributes_keep_what_follows_the_first_sign() -> None:
    assert attribute_texts(["owned_by=X:0.6>Y:0.5", "venue = LSE", "note=a=b"]) == {
        "owned_by": "X:0.6>Y:0.5",
        "venue": "LSE",
        "note": "a=b",
    }


@pytest.mark.parametrize("text", ["issued", "=2021-01-01"])
def test_an_attribute_without_a_name_or_a_value_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="Write key=value"):
        attribute_texts([text])


def test_a_property_keeps_all_its_values() -> None:
    assert property_texts(["country=CN", "birthDate = 1985-03-02", "country=HK", "note=a=b"]) == {
        "country": ["CN", "HK"],
        "birthDate": ["1985-03-02"],
        "note": ["a=b"],
    }


@pytest.mark.parametrize("text", ["1985-03-02", "=1985-03-02", "birthDate= "])
def test_a_property_without_a_name_or_a_value_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="for instance birthDate=1985-03-02"):
        property_texts([text])


def test_a_place_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    assert output_path(str(tmp_path / "report.csv")) == tmp_path / "report.csv"
    with pytest.raises(typer.BadParameter, match="there is no folder"):
        output_path(str(tmp_path / "none" / "report.csv"))
    with pytest.raises(typer.BadParameter, match="is a folder"):
        output_path(str(tmp_path))
