from __future__ import annotations

from benchmarks.article_job import by_nobody, by_proscribe, judge, words
from benchmarks.article_pages import pages


def test_the_words_of_an_article_are_found_and_hardly_others() -> None:
    judged = judge(by_proscribe)

    assert judged["recall"] > 0.99
    assert judged["precision"] > 0.95


def test_whoever_takes_every_word_of_a_page_is_less_precise() -> None:
    assert judge(by_nobody)["precision"] < 0.8


def test_there_are_twenty_different_pages() -> None:
    assert len({page.html for page in pages()}) == 20


def test_chinese_characters_count_as_words() -> None:
    assert words("列入清单 Acme") == {"列": 1, "入": 1, "清": 1, "单": 1, "acme": 1}
