"""An article is read, and what it claims is held against the record."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from proscribe.model.claim import ClaimType, RecordStanding
from proscribe.model.errors import InputError, UnknownNameError
from proscribe.settings import Settings
from proscribe.workspace.articles import write_article
from proscribe.workspace.opening import MEMORY, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proscribe.workspace.articles import ReadArticle
    from proscribe.workspace.facade import Workspace

STORY = (
    "Header Ads\n\nPentagon blacklists Xiaomi\n\n"
    "On January 14, 2021, the U.S. Department of Defense blacklisted Xiaomi. Investors must sell "
    "their shares of the company by November 11th. Xiaomi has denied any ties to the military.\n\n"
    "No comments\n"
)


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with open_workspace(MEMORY) as opened:
        yield opened


@pytest.fixture
def story(workspace: Workspace, tmp_path: Path) -> ReadArticle:
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    return workspace.read(file, published="2021-03-06")


def standing_of(article: ReadArticle, type_: ClaimType) -> RecordStanding:
    claim = [one for one in article.claims if one.type is type_][-1]
    return article.checks[claim.id].then.standing


def test_each_claim_stands_with_its_words_and_its_standing(story: ReadArticle) -> None:
    assert story.published == date(2021, 3, 6)
    assert standing_of(story, ClaimType.LISTED) is RecordStanding.CONFIRMED
    assert standing_of(story, ClaimType.DIVEST_BY) is RecordStanding.CONTRADICTED
    deadline = next(one for one in story.claims if one.type is ClaimType.DIVEST_BY)
    assert story.checks[deadline.id].then.expected_date == "2022-01-14"
    assert all(STORY[c.quote.start : c.quote.end] == c.quote.text for c in story.claims)


def test_the_pieces_make_up_the_text_and_the_furniture_of_the_page_is_marked(
    story: ReadArticle,
) -> None:
    assert "".join(piece.text for piece in story.pieces) == STORY
    assert [p.text for p in story.pieces if p.leftover] == ["Header Ads", "No comments"]


def test_json_and_page_are_written_and_other_endings_refused(
    story: ReadArticle, tmp_path: Path
) -> None:
    write_article(story, tmp_path / "claims.json")
    write_article(story, tmp_path / "claims.html")

    document = json.loads((tmp_path / "claims.json").read_text(encoding="utf-8"))
    assert document["schema"] == "proscribe.claims/1"
    assert document["doc"]["length"] == len(STORY)
    page = (tmp_path / "claims.html").read_text(encoding="utf-8")
    assert "The record has 2022-01-14." in page
    with pytest.raises(InputError, match="cannot be written as 'docx'"):
        write_article(story, tmp_path / "claims.docx")


def test_names_in_an_article_cannot_write_into_its_page(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text(
        "The U.S. Treasury Department sanctioned Evil <script>alert(1)</script> Trading Ltd.",
        encoding="utf-8",
    )

    page = workspace.read(file, published="2021-03-06").to_html(tmp_path / "page.html")

    assert "<script>alert" not in page.read_text(encoding="utf-8")


def test_an_article_about_no_measure_claims_none(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "phones.txt"
    file.write_text(
        "Xiaomi listed three phones among the best of the year. The company's shares rose 3%.",
        encoding="utf-8",
    )

    article = workspace.read(file, published="2021-03-06")

    measures = {ClaimType.LISTED, ClaimType.DELISTED, ClaimType.PROHIBITED}
    assert not measures & {one.type for one in article.claims}


def test_a_text_without_a_day_says_so(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "undated.txt"
    file.write_text("The Pentagon blacklisted Xiaomi on Friday.", encoding="utf-8")

    article = workspace.read(file)

    assert any("day of publication is not known" in warning for warning in article.warnings)


def test_a_file_that_is_not_there_is_an_error_that_says_so(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        workspace.read("no-such-article.txt")


@pytest.mark.parametrize(
    ("prices", "says"),
    [
        ("no-such.csv", "cannot be read"),
        ("story.txt", "there is no price to read"),
        ("folder:no-such", "no such folder"),
    ],
)
def test_a_price_file_that_holds_no_prices_is_refused(
    workspace: Workspace, tmp_path: Path, prices: str, says: str
) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    key, colon, name = prices.rpartition(":")

    with pytest.raises(InputError, match=says):
        workspace.read(file, published="2021-03-06", prices=[f"{key}{colon}{tmp_path / name}"])


def test_names_are_kept_for_the_next_process_and_damaged_ones_made_anew(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'ledger.db'}"
    settings = Settings(data=tmp_path)
    file = tmp_path / "story.txt"
    file.write_text("The Pentagon blacklisted Xiaomi.", encoding="utf-8")

    def listed() -> list[str]:
        with open_workspace(address, settings=settings) as workspace:
            found = workspace.read(file, published="2021-03-06", check=False)
        return [one.subject for one in found.claims if one.type is ClaimType.LISTED]

    first = listed()
    [kept] = tmp_path.rglob("texts-*.index")
    second = listed()
    kept.write_bytes(kept.read_bytes()[:-40])
    third = listed()

    assert first == second == third
    assert len(first) == 1


def test_a_reader_that_does_not_exist_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")

    with pytest.raises(UnknownNameError, match="'oracle' is no reader"):
        workspace.read(file, published="2021-03-06", reader="oracle")


@pytest.mark.parametrize(("published", "is_told"), [("2999-01-01", True), ("2021-03-06", False)])
def test_a_day_of_publication_that_is_to_come_is_told(
    workspace: Workspace, tmp_path: Path, published: str, *, is_told: bool
) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")

    found = workspace.read(file, published=published, check=False)

    assert any("2999-01-01, is in the future" in one for one in found.warnings) == is_told
