from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.backends.articles import read_article
from proscribe.model.errors import InputError, UnreadableTextError
from tests.claims.text.pages import LISTED, page


def test_an_article_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "acme.html").write_text(page(), encoding="utf-8")

    assert LISTED in read_article(tmp_path / "acme.html").text


@pytest.mark.parametrize("name", ["missing.html", "", "null\0.html"])
def test_what_is_no_file_is_said_to_be_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_article(tmp_path / name)


def test_a_file_larger_than_any_article_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(1 << 26)

    with pytest.raises(UnreadableTextError, match="more than 33,554,432 bytes"):
        read_article(tmp_path / "huge.txt")
