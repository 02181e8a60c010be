"""Countries and nationalities with the words around them."""

from __future__ import annotations

import pytest

from proscribe.model.listing import NameKind
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings
from proscribe.sources.gb.reading.places import put_countries


def read(text: str) -> tuple[tuple[str, ...], str | None, tuple[str, ...]]:
    findings = Findings()
    draft = Draft(id="x-1", schema="Person", findings=findings)
    draft.name("A", NameKind.PRIMARY)
    put_countries(draft, "nationality", text, label="Nationality")
    listing = draft.build()
    return dict(listing.properties).get("nationality", ()), listing.remarks, findings.sentences()


@pytest.mark.parametrize(
    ("text", "codes", "remark"),
    [
        ("Afghan", ("af",), None),
        ("(1) German (2) Moroccan", ("de", "ma"), None),
        ("Iranian citizenship", ("ir",), None),
        ("Syrian, Turkish", ("sy", "tr"), "Nationality: Syrian, Turkish"),
        ("Ukrainian SSR (now Ukraine)", ("ua",), "Nationality: Ukrainian SSR (now Ukraine)"),
        ("Afghanistan (since 2009)", ("af",), "Nationality: Afghanistan (since 2009)"),
        ("Trinidad and Tobago", ("tt",), None),
        ("Latakia Province, Syria", ("sy",), "Nationality: Latakia Province, Syria"),
        ("", (), None),
    ],
)
def test_countries_are_found_and_what_else_is_said_is_kept(
    text: str, codes: tuple[str, ...], remark: str | None
) -> None:
    assert read(text) == (codes, remark, ())


def test_a_country_that_is_not_known_is_kept_and_reported() -> None:
    assert read("Ruritania") == (
        (),
        "Nationality: Ruritania",
        ("unknown country 'Ruritania', 1 record",),
    )
