"""Signs that nobody sees: they neither part nor change a name."""

from __future__ import annotations

from itertools import product

import pytest

from proscribe.matching import Index, compare
from proscribe.matching.hidden import read_apart, without_hidden
from proscribe.matching.keys import name_keys, security_name

HIDING = {
    "colours": "Xia\x1b[31momi Corporation",
    "colours without end": "Xia\x1b[1;31momi Corporation\x1b[0m",
    "a link": "Xia\x1b]8;;http://x\x07omi Corporation",
    "a link with another end": "Xia\x1b]8;;http://x\x1b\\omi Corporation",
    "one-byte command": "Xia\x9b31momi Corporation",
    "nothing": "Xia\0omi Corporation",
    "bell": "Xia\x07omi Corporation",
    "delete": "Xia\x7fomi Corporation",
    "zero width": "Xia\u200b\u200d\u2060\ufeffomi Corporation",
    "direction": "Xia\u202eomi\u2066 Corporation",
    "tags": "Xia\U000e0041\U000e0042omi Corporation",
    "variants of signs": "Xia\ufe0fomi Corporation",
    "letters without a look": "Xia\u3164omi Corporation",
    "soft hyphen": "Xia\u00adomi Corporation",
    "Mongolian": "Xia\u180eomi Corporation",
}


@pytest.mark.parametrize("name", HIDING.values(), ids=HIDING)
def test_what_nobody_sees_hides_no_name(name: str) -> None:
    index = Index.build([("e", "Company", "Xiaomi Corporation")])

    assert without_hidden(name) == "Xiaomi Corporation"
    assert [(query, entry) for query, entry, score in index.match([("q", "Company", name)])] == [
        ("q", "e")
    ]
    assert compare(name, "Xiaomi Corporation", "Company") == pytest.approx(
        compare("Xiaomi Corporation", "Xiaomi Corporation", "Company")
    )
    assert compare(name, "Haier Corporation", "Company") < 0.5


@pytest.mark.parametrize(
    "text",
    ["Nestlé S.A.", "小米集团", "الزقزوق", "Two\nlines", "a\tb", "नमस्ते", "[31m Club", "😀"],
)
def test_what_is_seen_stays(text: str) -> None:
    assert without_hidden(text) == text


def test_a_name_within_a_command_is_read() -> None:
    assert "Xiaomi" in without_hidden("\x1b]0;Xiaomi Corporation\x07")
    assert without_hidden("\x1bXiaomi\x07") == "Xiaomi"


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\u200d", "\0", "\x07"])
def test_words_that_only_a_hidden_sign_parts_are_read_apart_too(sign: str) -> None:
    index = Index.build([("e", "Company", "Xiaomi Corporation")])

    found = index.match([("q", "Company", f"Xiaomi{sign}Corporation")])

    assert [(query, entry) for query, entry, _ in found] == [("q", "e")]


def test_only_signs_within_a_word_part_it() -> None:
    assert read_apart("Xiaomi\u200bCorp") == "Xiaomi Corp"
    assert read_apart("\u200bXiaomi\u200b Corp\u200b") is None
    assert read_apart("Xiaomi Corp") is None
    assert read_apart("小米集团") is None


MARKED = (
    *("Xiaomi™ Corporation", "Xiaomi® Corporation", "Xiaomi©Corporation", "Xiaomi℠Corporation™"),
    *("Xiaomi ℗ Corporation", "Xiaomiᵀᴹ Corporation", "XiaomiˢᴹCorporation", "XiaomiⓇ Corporation"),
    *("ⓒ Xiaomi Corporation", "Xiaomi🅪 Corporation", "Xiaomi Corporation🄬"),
)


@pytest.mark.parametrize("name", MARKED)
def test_a_mark_that_says_whose_a_name_is_is_no_part_of_it(name: str) -> None:
    index = Index.build([("e", "Company", "Xiaomi Corporation"), ("m", "Company", name)])

    found = index.match([("q", "Company", name), ("p", "Company", "Xiaomi Corporation")])

    assert sorted((query, entry) for query, entry, _ in found) == [*product("pq", "em")]
    assert len({round(score, 6) for *_, score in found}) == 1
    assert name_keys(name) == name_keys("Xiaomi Corporation")
    assert security_name(f"{name} ADR") == security_name(name)


def test_a_name_in_letters_with_rings_is_no_row_of_marks() -> None:
    assert name_keys("ⓒⓝⓞⓞⓒ ⓁⓉⒹ").core == "cnooc"
