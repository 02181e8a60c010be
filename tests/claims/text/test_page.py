from __future__ import annotations

import subprocess
import sys

import pytest

from proscribe.claims.text import Extracted, TextKind, extract
from proscribe.model.errors import UnreadableTextError
from tests.claims.text.pages import DENIED, LISTED, PARAGRAPHS, TRADED, linked_data, marked_up, page


def read(text: str, name: str = "acme.html") -> Extracted:
    return extract(text.encode(), name=name)


def test_the_article_of_a_page_is_taken_word_for_word_and_nothing_else() -> None:
    found = read(page())

    assert found.kind is TextKind.HTML
    assert found.text == "\n\n".join(("Acme blacklisted", *PARAGRAPHS))
    assert (found.title, found.lang, found.warnings) == ("Acme blacklisted", "en", ())


def test_words_of_scripts_are_no_words_of_the_article() -> None:
    script = '<script>document.write("<p>Evil Inc. was blacklisted too.</p>")</script>'

    assert "Evil" not in read(page(marked_up(LISTED) + script + marked_up(DENIED, TRADED))).text


def test_names_that_look_like_tags_stay() -> None:
    body = marked_up(
        *PARAGRAPHS, "Its owner &lt;script&gt; Holdings was named by the Department too."
    )

    assert "Its owner <script> Holdings was named" in read(page(body)).text


def test_marks_of_direction_stay_where_they_are() -> None:
    words = (
        "أعلنت وزارة الخزانة الأمريكية "
        "أن شركة \u200fAcme\u200e أضيفت يوم الجمعة إلى قائمة العقوبات."
    )

    found = read(page(marked_up(words, words.replace("الجمعة", "الخميس"))))

    assert words in found.text
    assert (found.lang, found.is_language_read) == ("ar", False)


def test_a_language_that_is_not_read_is_said_to_be() -> None:
    words = (
        "Die Firma wurde am Freitag auf die Liste gesetzt, wie das Ministerium in Wien mitteilte."
    )

    (warning,) = read(
        page(marked_up(words, words.replace("Freitag", "Montag")), title="Firma")
    ).warnings

    assert warning.startswith("The text is in German, a language we do not read")


def test_the_address_of_a_page_is_the_one_it_gives_itself() -> None:
    link = '<link rel="canonical" href="https://daily.example/acme">'

    assert read(page(head=link)).url == "https://daily.example/acme"
    assert extract(page(head=link).encode(), name="a", url="https://x.example/").url == (
        "https://x.example/"
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_a_chinese_page_is_read_in_its_encoding(encoding: str) -> None:
    words = (
        "美国国防部周五将小米集团列入黑名单，公司否认与军方有关，并表示将采取适当行动保护股东利益。"
    )
    text = page(marked_up(words, words.replace("小米", "大疆")), title="小米被列入黑名单")

    found = extract(text.replace("utf-8", encoding).encode(encoding), name="xiaomi.html")

    assert words in found.text
    assert (found.lang, found.title) == ("zh", "小米被列入黑名单")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<form><input name="user"><input type="password"></form>', "a login page"),
        ("<p>Please enable JavaScript and cookies to continue.</p>", "whether a person is reading"),
        ("<h1>Before you continue</h1><p>We use cookies for ads.</p>", "consent to cookies"),
        ("<h1>Acme listed</h1><p>Subscribe to continue reading.</p>", "subscribers only"),
        ("<ul>" + "<li><a href='/x'>A section of the paper</a></li>" * 40 + "</ul>", "only menus"),
        ("", "there is no article in the page"),
    ],
)
def test_a_page_without_its_article_is_refused_in_plain_words(body: str, said: str) -> None:
    with pytest.raises(UnreadableTextError, match=said) as caught:
        read(f"<html><head><title>Example</title></head><body>{body}</body></html>")

    assert "save the article" in caught.value.remedy


def test_an_article_with_a_login_beside_it_is_read() -> None:
    form = "<form>Log in with <input name='user'><input type='password'></form>"

    assert TRADED in read(page(marked_up(*PARAGRAPHS) + form)).text


@pytest.mark.parametrize(
    "text",
    [
        page(marked_up(*PARAGRAPHS) + "<div>Subscribe to continue reading</div>"),
        page(head=linked_data("2021-03-05", ', "isAccessibleForFree": false')),
    ],
)
def test_the_beginning_of_an_article_for_subscribers_is_read_and_said_to_be_one(text: str) -> None:
    found = read(text)

    assert LISTED in found.text
    assert found.warnings == (
        "The page keeps the rest for subscribers: only what it shows was read.",
    )


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 10_000 + marked_up(*PARAGRAPHS) + "</div>" * 10_000,
        "<p " + " ".join(f'a{number}="x"' for number in range(200_000)) + f">{LISTED}</p>",
        "<p>\0" + marked_up(*PARAGRAPHS),
        "<p>&a;&b;&#x110000;&#0;</p>" + marked_up(*PARAGRAPHS),
    ],
    ids=["nested", "attributes", "nulls", "entities"],
)
def test_a_hostile_page_is_read_all_the_same(body: str) -> None:
    assert LISTED in read(page(body)).text


def test_entities_that_a_page_defines_are_not_blown_up() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "bomb">{levels}]>'

    found = read(bomb + page(marked_up(*PARAGRAPHS, "&e9;")).removeprefix("<!DOCTYPE html>"))

    assert LISTED in found.text
    assert "bombbomb" not in found.text


def test_a_page_of_five_megabytes_is_read_whole() -> None:
    count = 5_000_000 // len(LISTED)
    body = marked_up(*(f"{number}: {LISTED}" for number in range(count)))

    found = read(page(body))

    assert f"{count - 1}: {LISTED}" in found.text
    assert "too large to tell the article" in found.warnings[0]


def test_the_libraries_say_nothing_of_their_own() -> None:
    code = (
        "from proscribe.claims.text import extract\n"
        "from proscribe.model.errors import UnreadableTextError\n"
        "try: extract(b'<html><body><div></div></body></html>', name='a')\n"
        "except UnreadableTextError: print('refused')\n"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert (run.stdout, run.stderr) == ("refused\n", "")
