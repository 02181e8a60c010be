from __future__ import annotations

from training.folding import fold, joined, words_of


def test_folded_names_are_equal_whatever_the_case_marks_and_order() -> None:
    assert fold("AL-ṬIKRĪTĪ, Ṣaddām") == fold("Saddam al Tikriti") == "al saddam tikriti"


def test_folded_names_differ_by_a_letter() -> None:
    assert fold("Saddam al-Tikriti") != fold("Sadam al-Tikriti")


def test_letters_that_unicode_does_not_take_apart_lose_their_marks() -> None:
    assert fold("Łukasz Sørensen") == "lukasz sorensen"


def test_apostrophes_do_not_part_words() -> None:
    assert words_of("Qur’an O'Neil") == ("quran", "oneil")


def test_joined_letters_keep_their_order() -> None:
    assert joined("Iran Air") == "iranair"
    assert joined("Air Iran") != "iranair"


def test_a_text_without_letters_folds_to_nothing() -> None:
    assert fold(" – . ") == ""
