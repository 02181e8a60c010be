"""Numbers of documents and registers among words."""

from __future__ import annotations

import pytest

from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings
from proscribe.sources.gb.reading.numbers import (
    document_number,
    put_documents,
    put_imo_numbers,
    put_registrations,
)


def draft(schema: str) -> Draft:
    return Draft(id="x-1", schema=schema, findings=Findings())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("592667", "592667"),
        ("D 000974 (Afghan)", "D000974"),
        ("Passport No: 592667 (Qatari passport issued on 3 May 2007).", "592667"),
        ("Iraq number A4059346, issued on 29 May 2013", "A4059346"),
        ("British passport no.205939411 (issued 21.07.2004)", "205939411"),
        ("Afghan national ID card (tazkira) no.545167, issued in 1974.", "545167"),
        ("00297112 (Tunisia) 111277501841 (France)", "00297112"),
        ("US Social Security no 423-31-3021", "423-31-3021"),
        ("Passport no. BPA C700RKL8R4 (German)", "C700RKL8R4"),
        ("Russian Passport number 8208 No. 555627", None),
        ("Uganda Passport.", None),
        ("(Egypt). Issued 1993.", None),
        ("Issued 21.07.2004", None),
    ],
)
def test_a_number_is_taken_only_where_it_stands_clear(text: str, number: str | None) -> None:
    assert document_number(text) == number


def test_an_identity_card_among_passports_is_no_passport() -> None:
    person = draft("Person")
    put_documents(
        person,
        "(1) AB123456 (2) 973406 (Yemeni national identification card)",
        prop="passportNumber",
        label="Passport",
    )

    assert dict(person.build().properties) == {
        "passportNumber": ("AB123456",),
        "idNumber": ("973406",),
    }
    assert person.build().remarks == "Passport: 973406 (Yemeni national identification card)"


def test_an_italian_fiscal_code_is_a_tax_number_without_its_blanks() -> None:
    person = draft("Person")
    put_documents(person, "Italian Fiscal Code LBR HBB 61S17 Z352F", prop="idNumber", label="ID")

    assert dict(person.build().properties) == {"taxNumber": ("LBRHBB61S17Z352F",)}


def test_register_numbers_go_by_their_label() -> None:
    company = draft("Organization")
    put_registrations(company, "(1) OGRN: 1027700000001 (2) INN - 7700000001 (3) HE 123456")
    put_registrations(company, "Tax Registration Number: 7735500000 (Russia); 05-12345")

    assert dict(company.build().properties) == {
        "ogrnCode": ("1027700000001",),
        "innCode": ("7700000001",),
        "registrationNumber": ("05-12345", "HE123456"),
        "taxNumber": ("7735500000",),
    }


def test_an_imo_number_loses_its_letters_and_what_is_none_is_kept() -> None:
    vessel = draft("Vessel")
    put_imo_numbers(vessel, "IMO9000015")
    put_imo_numbers(vessel, "90000")

    assert dict(vessel.build().properties) == {"imoNumber": ("9000015",)}
    assert vessel.build().remarks == "IMO number: 90000"
