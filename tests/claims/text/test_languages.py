from __future__ import annotations

import pytest

from proscribe.claims.text.languages import tell_language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The company was added to the list on Friday, the ministry said.", "en"),
        ("Die Firma wurde am Freitag auf die Liste gesetzt, wie es im Ministerium hieß.", "de"),
        ("La société a été ajoutée à la liste par le ministère des finances.", "fr"),
        ("公司周五表示，美国国防部将其列入黑名单，投资者必须出售股份。", "zh"),
        ("小米集团 (Xiaomi Corp) 周五表示，美国国防部将其列入黑名单，股价下跌。", "zh"),
        ("同社は金曜日に制裁リストに追加されたと発表した。", "ja"),
        ("Минфин США внес компанию в санкционный список, сообщили чиновники.", "ru"),
        ("Міністерство фінансів повідомило про санкції проти компанії та її власників", "uk"),
        ("أدرجت الشركة في قائمة العقوبات يوم الجمعة", "ar"),
        ("제재 명단에 회사가 추가되었다고 재무부가 밝혔다", "ko"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, lang: str) -> None:
    assert tell_language(text) == lang


@pytest.mark.parametrize("text", ["", "OFAC 1234", "12.03.2021 15:40"])
def test_too_few_words_tell_no_language(text: str) -> None:
    assert tell_language(text) is None


def test_the_model_is_asked_where_common_words_do_not_tell() -> None:
    assert (
        tell_language("Ettevõte lisati reedel sanktsioonide nimekirja, teatas ministeerium") == "et"
    )
