"""Numbers of documents as the list writes them, amid words."""

from __future__ import annotations

import pytest

from proscribe.sources.un.consolidated.documents import document_number


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("381310014", "381310014"),
        ("OB 0243318", "OB 0243318"),
        ("D 000933", "D 000933"),
        ("Libya 428720", "428720"),
        ("Libyan passport No. 513519", "513519"),
        ("CAR diplomatic passport no. D00000898", "D00000898"),
        ("Diplomatic Passport: Z30321794", "Z30321794"),
        ("Diplomatic Passport D014433", "D014433"),
        ("381110042 (Expired 25 Jan. 2016)", "381110042"),
        ("403062567 (US)", "403062567"),
        ("R00012098, South Sudan", "R00012098"),
        ("Russian passport number 8208 No. 555627", "8208 555627"),
        ("French national identity card number 101127200129", "101127200129"),
        ("German travel document (“Reiseausweis”) A 0139243", "A 0139243"),
        ("No34409/129", "34409/129"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_the_number_is_what_is_left_when_the_words_around_it_go(printed: str, number: str) -> None:
    assert document_number(printed) == number
