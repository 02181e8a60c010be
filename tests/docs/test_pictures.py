"""The pictures of the web application: one of each screen, light and dark, none of them heavy."""

from __future__ import annotations

import re

import pytest

from tests.docs.markdown import ROOT
from tests.docs.pictures import PICTURES, SCHEMES, SCREENS, WIDTH

MOST_BYTES = 4_000_000
_PICTURE = re.compile(r"!\[(?P<words>[^\]]+)\]\((?P<target>docs/pictures/[^)]+)\)")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("screen", SCREENS)
def test_each_screen_has_its_picture_of_the_agreed_width(screen: str, scheme: str) -> None:
    content = (PICTURES / f"{screen}-{scheme}.png").read_bytes()

    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == WIDTH


def test_the_pictures_are_of_screens_and_not_heavy_together() -> None:
    made = sorted(PICTURES.iterdir())

    assert {each.stem.rpartition("-")[0] for each in made} == {*SCREENS}
    assert sum(each.stat().st_size for each in made) < MOST_BYTES


def test_the_readme_shows_three_of_them_with_words_for_who_does_not_see() -> None:
    shown = _PICTURE.findall((ROOT / "README.md").read_text(encoding="utf-8"))

    assert len(shown) == 3
    assert all((ROOT / target).is_file() and len(words) > 20 for words, target in shown)
