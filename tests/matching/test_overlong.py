"""Texts longer than names are: a name in them is a doubt, wherever it stands."""

from __future__ import annotations

import pytest

from proscribe.matching import Index, Named, compare, compare_pairs
from proscribe.matching.overlong import LONGEST_READ, pieces_of

WORDS = [f"word{place}" for place in range(1_000)]
PADDED = {
    "letters after": "Xiaomi Corporation " + "q" * 5_000,
    "letters before": "q" * 5_000 + " Xiaomi Corporation",
    "letters between": "Xiaomi " + "q" * 500 + " Corporation",
    "one word again and again": "Xiaomi Corporation " + "filler " * 3_000,
    "the same before": "filler " * 3_000 + "Xiaomi Corporation",
    "many words around": " ".join((*WORDS[:500], "Xiaomi Corporation", *WORDS[500:])),
    "a long line": " ".join((*WORDS[:13], "Xiaomi Corporation")),
    "another form of it": " ".join((*WORDS[:13], "XIAOMI CORP.")),
    "hyphens": "-".join((*WORDS[:13], "Xiaomi-Corporation")),
    "dots": ".".join((*WORDS[:13], "Xiaomi.Corporation")),
    "Chinese": " ".join((*WORDS[:13], "小米集团")),
}
LONG = "the great and old and good house of all of our many friends and"


@pytest.fixture(scope="module")
def index() -> Index:
    names = ["Xiaomi Corporation", "小米集团"]
    return Index.build(
        [
            Named(id="x", schema="Company", names=tuple(names)),
            ("h", "Company", "Haier Group"),
            *((f"f{place}", "Company", f"Filler {place} Trading") for place in range(50)),
        ]
    )


@pytest.mark.parametrize("name", PADDED.values(), ids=PADDED)
def test_a_name_is_found_in_whatever_is_around_it(index: Index, name: str) -> None:
    assert ("q", "x", 0.75) in index.match([("q", "Company", name)])
    assert compare(name, "小米集团" if "小" in name else "Xiaomi Corporation", "Company") >= 0.75


def test_it_is_a_doubt_and_the_name_itself_is_more(index: Index) -> None:
    (match,) = index.search([Named(id="q", schema="Company", names=(f"{LONG} Xiaomi Corp",))])

    assert match.score == 0.75
    assert match.name == f"{LONG} Xiaomi Corp"
    assert match.matched_name == "Xiaomi Corporation"
    assert match.explanation.startswith("in a longer text: Xiaomi")
    assert compare("Xiaomi Corp", "Xiaomi Corporation", "Company") > 0.75


@pytest.mark.parametrize("other", ["Xiamen Airlines", "Corporation", "Cia", "Haidilao Group"])
def test_a_long_line_without_the_name_finds_nobody(index: Index, other: str) -> None:
    assert index.match([("q", "Company", f"{LONG} {other}")]) == []
    assert compare(f"{LONG} {other}", "Xiaomi Corporation", "Company") < 0.5


def test_what_is_beside_a_long_line_is_answered_as_ever(index: Index) -> None:
    plain = [("1", "Company", "Xiaomi Corp"), ("3", "Company", "Haier"), ("4", "Company", "Nobody")]
    long = ("2", "Company", f"{LONG} Haier Group")

    found = index.match([plain[0], long, *plain[1:]])

    assert [hit for hit in found if hit[0] != "2"] == index.match(plain)
    assert [hit for hit in found if hit[0] == "2"] == [("2", "h", 0.75)]
    pairs = [("Company", name, "Haier Group") for _, _, name in (*plain, long)]
    assert compare_pairs(pairs)[:3] == pytest.approx(compare_pairs(pairs[:3]), abs=1e-5)


def test_two_queries_of_one_id_stay_apart(index: Index) -> None:
    asked = [("q", "Company", f"{LONG} Xiaomi Corp"), ("q", "Company", f"{LONG} Haier Group")]

    assert index.match(asked) == [("q", "x", 0.75), ("q", "h", 0.75)]


def test_at_most_the_limit_is_found_in_a_long_line(index: Index) -> None:
    asked = [("q", "Company", f"{LONG} Xiaomi Corporation Haier Group")]

    assert len(index.match(asked)) == 2
    assert len(index.match(asked, limit=1)) == 1
    assert index.match(asked, threshold=0.8) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Xiaomi Corporation", True),
        ("Beijing Megvii Technology Co., Ltd. of the Peoples Republic of China", True),
        (" ".join(WORDS), True),
        ("filler " * 3_000, True),
        ("q" * 61, False),
        ("q" * 60, True),
        (" ".join(f"w{place}" for place in range(9_000)), False),
        ("ab " * (LONGEST_READ // 3) + "Xiaomi Corporation", False),
    ],
)
def test_it_is_known_whether_a_text_was_read_whole(text: str, *, whole: bool) -> None:
    assert pieces_of(text).whole is whole


@pytest.mark.parametrize(
    "name",
    [
        "Xia\nomi Corporation",
        "Filler Trading\r\nXiaomi Corporation\r\nOf the Old Harbour",
        "Xia\tomi Corp",
    ],
)
def test_line_ends_hide_no_name(index: Index, name: str) -> None:
    assert ("q", "x") in [hit[:2] for hit in index.match([("q", "Company", name)])]
    assert index.match([("q", "Company", name.replace("Xia", "Ha"))]) == []


def test_names_of_a_common_length_are_not_taken_apart() -> None:
    assert pieces_of("Semiconductor Manufacturing International (Beijing) Corp., Ltd.").texts == ()
    assert pieces_of(" ".join(WORDS[:12])).texts == ()
    assert pieces_of(" ".join(WORDS[:13])).texts != ()
