"""A cell of very many characters takes no more time than it is long, whatever it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from proscribe.model.listing import NameKind
from proscribe.sources.au.dfat import dates as au_dates
from proscribe.sources.au.dfat import mining
from proscribe.sources.ca.sema import names as ca_names
from proscribe.sources.ca.sema import regimes
from proscribe.sources.ch.sesam.information import read_information
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.eu.fsf.entry import split_lettered
from proscribe.sources.findings import Findings
from proscribe.sources.gb.hmt.labelled import labelled
from proscribe.sources.gb.reading import enumerated, free_text, numbers, places
from proscribe.sources.jp.mof import dates as jp_dates
from proscribe.sources.jp.mof import documents, texts
from proscribe.sources.jp.mof import names as jp_names
from proscribe.sources.jp.mof import places as jp_places
from proscribe.sources.table import Row
from proscribe.sources.un.consolidated import comments, links, references
from proscribe.sources.un.consolidated import documents as un_documents
from proscribe.sources.un.consolidated import names as un_names
from proscribe.sources.us.notices import printed_names
from proscribe.sources.worldbank.supplier import names as supplier_names
from proscribe.sources.worldbank.supplier import numbers as supplier_numbers
from tests.bounded import grows_too_fast, must_end

LENGTH = 10_000


def draft(schema: str) -> Draft:
    return Draft(id="x-1", schema=schema, findings=Findings())


READERS: dict[str, Callable[[str], object]] = {
    "dates": read_date,
    "au births": au_dates.read_births,
    "au day": mining.listing_day,
    "au instruments": mining.instruments,
    "au labels": mining.labelled,
    "au titles": mining.titles,
    "ca names": ca_names.entity_names,
    "ca aliases": ca_names.aliases,
    "ca halves": regimes.halves,
    "ch person": lambda text: read_information(draft("Person"), text),
    "ch body": lambda text: read_information(draft("Organization"), text),
    "eu letters": split_lettered,
    "gb labels": labelled,
    "gb counted": enumerated.enumerated,
    "gb person": lambda text: free_text.put_free_text(draft("Person"), text),
    "gb body": lambda text: free_text.put_free_text(draft("Organization"), text),
    "gb vessel": lambda text: free_text.put_free_text(draft("Vessel"), text),
    "gb papers": lambda text: numbers.put_documents(
        draft("Person"), text, prop="passportNumber", label="Passport"
    ),
    "gb registrations": lambda text: numbers.put_registrations(draft("Organization"), text),
    "gb countries": lambda text: places.put_countries(
        draft("Person"), "nationality", text, label="Nationality"
    ),
    "jp dates": jp_dates.read_dates,
    "jp papers": documents.read_papers,
    "jp identifiers": documents.found_in,
    "jp names of a person": lambda text: jp_names.own_names(text, person=True),
    "jp names of a body": lambda text: jp_names.own_names(text, person=False),
    "jp other names": lambda text: jp_names.other_names(text, NameKind.ALIAS),
    "jp parts": texts.parts_of,
    "jp languages": texts.in_two_languages,
    "jp countries": jp_places.country_codes,
    "un names": un_names.names_in,
    "un spellings": un_names.spellings_in,
    "un scripts": un_names.original_scripts_in,
    "un person": lambda text: comments.read_comments(draft("Person"), text),
    "un body": lambda text: comments.read_comments(draft("Organization"), text),
    "un basis": comments.legal_basis_in,
    "un papers": un_documents.document_number,
    "un ties": lambda text: links.links_in(text, {"QDi.001": "x-1"}),
    "un references": references.references_in,
    "us names": printed_names.read_name,
    "worldbank names": lambda text: supplier_names.supplier_names("A", text),
    "worldbank name": lambda text: supplier_names.supplier_names(text, ""),
    "worldbank numbers": supplier_numbers.supplier_numbers,
}
# What is repeated by itself, and what is repeated after what it begins with.
REPEATED = (
    *"aA1.-,;:()/@あ日【\x01",
    *("a ", "A. ", "1 ", "(a", "(a)", "a) ", "()", "a@", "a.", "@a.", "Aa", "a;", "A1", "1/", "1."),
    *("日 ", "あa", "1年", "(1)", "; ", ", ", " - ", " a, ", "a (a/", "a (a,a) ", " on", "or "),
    *("born ", "Born at x on ", "also ", "reg.", "tax ", "listed ", "designated)", "passport "),
    *("original script:", "E-mail-", "Website.", "Listed on ", "QDi.001 ", "a.k.a. ", "main "),
    *("INN ", "Regulations ", "registration no: ", "DOB ", "no. "),
)
CELLS = (
    *(("", each) for each in REPEATED),
    ("a@", "a"),
    ("a@a", ".a"),
    ("a (", ","),
    ("a (a", "/"),
    ("(", "1111"),
    ("x: ", "1 "),
    ("IMO number: ", "1"),
    ("passport no: ", "A"),
    ("tax registration no", ":"),
    ("(UK Sanctions List Ref):AAA1111", " , "),
    ("(UN Ref):QDi.001", " and "),
    ("Instrument of ", "designation"),
)


def cell(start: str, repeated: str, length: int) -> str:
    return f"{start}{repeated * (length // len(repeated))}\N{SNOWMAN}"


def read_whole(reader: Callable[[str], object], text: str) -> None:
    found = reader(text)
    if isinstance(found, Iterable):
        list(found)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_long_cell_is_read_to_its_end(reader: Callable[[str], object]) -> None:
    with must_end():
        for start, repeated in CELLS:
            read_whole(reader, cell(start, repeated, LENGTH))


@pytest.mark.soak
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_time_grows_as_the_length_of_a_cell(reader: Callable[[str], object]) -> None:
    too_fast = [
        (start, repeated)
        for start, repeated in CELLS
        if grows_too_fast(
            lambda length, start=start, repeated=repeated: read_whole(  # type: ignore[misc]
                reader, cell(start, repeated, length)
            ),
            LENGTH,
        )
    ]

    assert not too_fast


def test_very_many_blanks_in_a_cell_are_one() -> None:
    text = "".join(["a", " " * LENGTH, "b", "\n " * LENGTH, "c  d"])
    assert Row(file="a.csv", line=1, cells={"name": text}).text("name") == "a b\nc  d"
