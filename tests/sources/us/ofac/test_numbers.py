from __future__ import annotations

import pytest

from proscribe.sources.us.ofac.numbers import (
    imo_number,
    is_bic,
    is_okpo,
    register_property,
    split_number,
)


@pytest.mark.parametrize(
    ("value", "divided"),
    [
        ("7702070139 (Russia)", ("7702070139", "Russia")),
        ("E590976 (Tunisia) issued 19 Jun 1987 expires 18 Jun 1992.", ("E590976", "Tunisia")),
        ("654234735 (Korea, North) expires 20 Mar 2018", ("654234735", "Korea, North")),
        ("32071216470 (Texas) (United States)", ("32071216470 (Texas)", "United States")),
        ("D489833(9) (Hong Kong)", ("D489833(9)", "Hong Kong")),
        ("2583018-0", ("2583018-0", None)),
        ("issued in Sarajevo, Bosnia-Herzegovina", None),
        ("OR801168 issued under the name Said Jan", None),
        ("Provisional (Colombia)", None),
    ],
)
def test_a_number_is_divided_from_its_country(
    value: str, divided: tuple[str, str | None] | None
) -> None:
    assert split_number(value) == divided


@pytest.mark.parametrize(
    ("general", "label", "number", "russian", "register"),
    [
        # Sberbank's own numbers, as OFAC and its annual reports print them.
        ("taxNumber", "Tax ID No.", "7707083893", True, "innCode"),
        ("registrationNumber", "Registration Number", "1027700132195", True, "ogrnCode"),
        ("registrationNumber", "Government Gazette Number", "00032537", True, "okpoCode"),
        ("taxNumber", "Tax ID No.", "7707083893", False, "taxNumber"),
        ("taxNumber", "Tax ID No.", "7707083894", True, "taxNumber"),
        ("registrationNumber", "Registration Number", "1027700132196", True, "registrationNumber"),
        ("registrationNumber", "Legal Entity Number", "253400V1H6ART1UQ0N98", False, "leiCode"),
        ("registrationNumber", "Legal Entity Number", "851683897", False, "registrationNumber"),
        (
            "registrationNumber",
            "Unified Social Credit Code (USCC)",
            "9111000071093019X7",
            False,
            "uscCode",
        ),
    ],
)
def test_check_digits_decide_the_register(
    general: str, label: str, number: str, *, russian: bool, register: str
) -> None:
    assert register_property(general, label, number, russian=russian) == register


@pytest.mark.parametrize("number", ["00032537", "00044428", "33556474", "52750822", "99000011"])
def test_a_right_okpo_is_accepted(number: str) -> None:
    assert is_okpo(number)


@pytest.mark.parametrize("number", ["00032536", "0003253", "0003253A", "٠٠٠٣٢٥٣٧", ""])
def test_a_wrong_okpo_is_refused(number: str) -> None:
    assert not is_okpo(number)


def test_the_imo_number_is_its_seven_digits() -> None:
    assert imo_number("IMO 7406784") == "7406784"
    assert imo_number("7406784") is None
    assert imo_number("IMO 740678") is None


def test_a_bic_has_eight_or_eleven_places() -> None:
    assert is_bic("SABRRUMM")
    assert is_bic("SABRRUMM012")
    assert not is_bic("SABRRUM")
    assert not is_bic("SABR RUMM")
