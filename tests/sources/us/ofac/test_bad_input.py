"""Real editions with one thing wrong: each is refused whole, or read with what is wrong told."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Source
from proscribe.model.time import Moment
from proscribe.sources.us import us_ofac_cons, us_ofac_sdn
from tests.sources.editions import by_id, snapshot_from

PAGE = b"<!DOCTYPE html>\n<html><head><title>Access denied</title></head><body></body></html>"


@dataclass(frozen=True, slots=True)
class Real:
    """A real edition in one of the formats, and a name in it to damage."""

    source: Source
    path: str
    records: int
    name: bytes


LEGACY = Real(us_ofac_cons.SOURCE, "us_ofac_consolidated/2025-06-30/consolidated.xml", 443, b"SMIC")
ADVANCED = Real(
    us_ofac_cons.SOURCE, "us_ofac_consolidated/2020-03-17/cons_advanced.xml", 375, b"HANIYA"
)
ENHANCED = Real(
    us_ofac_sdn.SOURCE,
    "us_ofac_enhanced_xml/2024-yemen-subset/yemen_sanctions.xml",
    10,
    b"AL-HAMZI",
)
TABLE = Real(us_ofac_sdn.SOURCE, "us_ofac_sdn/2022-02-17/sdn.csv", 9056, b"ANGLO-CARIBBEAN")
XML = (LEGACY, ADVANCED, ENHANCED)
EVERY = (*XML, TABLE)


@pytest.fixture
def held(shared: Path) -> Callable[[Real], bytes]:
    return lambda real: (shared / "data" / real.path).read_bytes()


def read(real: Real, content: bytes) -> ParsedEdition:
    return real.source.parse(snapshot_from(content, Path(real.path).name))


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content
    return content.replace(old, new, 1)


def properties(edition: ParsedEdition, entity_id: str) -> dict[str, tuple[str, ...]]:
    return dict(by_id(edition)[entity_id].properties)


@pytest.mark.parametrize("real", EVERY)
def test_as_published_it_reads_whole_and_names_what_is_damaged_below(
    held: Callable[[Real], bytes], real: Real
) -> None:
    assert read(real, held(real)).records == real.records
    assert real.name in held(real)


@pytest.mark.parametrize("real", EVERY)
@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: gzip.compress(content, 1)[:-20_000],
        lambda content: gzip.compress(content, 1)[:-1],
        lambda content: zipped(content)[: len(content) // 20],
        lambda content: content[:20_000].rstrip(),
        lambda _: PAGE,
        lambda _: b"\xef\xbb\xbf" + PAGE,
    ],
    ids=["empty", "gzip cut", "gzip cut by a byte", "zip cut", "cut", "page", "page with mark"],
)
def test_what_is_cut_or_no_list_is_refused(
    held: Callable[[Real], bytes], real: Real, damage: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(QuarantineError):
        read(real, damage(held(real)))


def zipped(content: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("list", content)
    return packed.getvalue()


@pytest.mark.parametrize("real", XML)
def test_one_bare_ampersand_refuses_a_whole_xml(held: Callable[[Real], bytes], real: Real) -> None:
    with pytest.raises(QuarantineError, match=r"line \d+.* not well formed"):
        read(real, changed(held(real), real.name, real.name + b" & CO"))


def test_an_ampersand_in_a_table_is_a_letter_like_any_other(held: Callable[[Real], bytes]) -> None:
    edition = read(TABLE, changed(held(TABLE), TABLE.name, TABLE.name + b" & CO"))

    assert edition.records == TABLE.records


@pytest.mark.parametrize("real", XML)
def test_entities_that_grow_are_refused_before_they_do(
    held: Callable[[Real], bytes], real: Real
) -> None:
    laughs = b'<!ENTITY l0 "ha">' + b"".join(
        b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 10)
    )
    root = held(real).index(b"<", held(real).index(b"?>"))
    content = held(real)[:root] + b"<!DOCTYPE x [" + laughs + b"]>" + held(real)[root:]

    with pytest.raises(QuarantineError, match="declares a document type"):
        read(real, changed(content, real.name, b"&l9;"))


@pytest.mark.parametrize("real", XML)
def test_letters_of_another_encoding_than_declared_are_refused(
    held: Callable[[Real], bytes], real: Real
) -> None:
    with pytest.raises(QuarantineError, match="not well formed"):
        read(real, changed(held(real), real.name, "PEÑA".encode("cp1252")))


@pytest.mark.parametrize("real", XML)
def test_utf_16_and_a_byte_order_mark_change_nothing(
    held: Callable[[Real], bytes], real: Real
) -> None:
    text = held(real).decode("utf-8-sig")
    wide = text.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")

    plain = read(real, text.encode())
    assert read(real, wide).listings == plain.listings
    assert read(real, b"\xef\xbb\xbf" + text.encode()).listings == plain.listings


def test_a_table_in_utf_8_with_a_mark_and_one_in_the_windows_code_page_read_alike(
    held: Callable[[Real], bytes],
) -> None:
    text = held(TABLE).decode("cp1252").replace("ANGLO-CARIBBEAN", "ANGLO-CARIBEÑA", 1)

    one = read(TABLE, text.encode("cp1252"))
    assert read(TABLE, text.encode("utf-8-sig")).listings == one.listings
    assert by_id(one)["us_ofac_sdn-173"].caption == "ANGLO-CARIBEÑA CO., LTD."


def test_a_table_in_utf_16_is_refused(held: Callable[[Real], bytes]) -> None:
    with pytest.raises(QuarantineError, match="in no format of OFAC's lists"):
        read(TABLE, held(TABLE).decode("cp1252").encode("utf-16"))


@pytest.mark.parametrize(
    ("real", "change", "message"),
    [  # the edition, what is changed in it, into what, and the message
        (LEGACY, (b"<uid>9640</uid>", b"<uid>9639</uid>"), "9639 stands twice"),
        (ADVANCED, (b'FixedRef="9640"', b'FixedRef="9639"'), "9639 stands twice"),
        (ENHANCED, (b'<entity id="31195"', b'<entity id="30624"'), "30624 stands twice"),
        (TABLE, (b"\n173,", b"\n36,"), "36 stands twice"),
        (LEGACY, (b"<lastName>HANIYA</lastName>", b"<lastName> </lastName>"), "has no name"),
        (ADVANCED, (b">HANIYA<", b"><"), "has no name"),
        (TABLE, (b'"AEROCARIBBEAN AIRLINES"', b'""'), "the entry 36 has no name"),
        (LEGACY, (b"<uid>9639</uid>", b"<uid>A9639</uid>"), "has no number"),
        (TABLE, (b"\n173,", b"\n,"), "is damaged"),
        (TABLE, (b"\n173,", "\n17³,".encode("cp1252")), "is damaged"),
        (LEGACY, (b"06/30/2025", b"06/30/" + b"9" * 20), "publication date"),
        (ADVANCED, (b"<Year>2020<", b"<Year>" + b"9" * 20 + b"<"), "date of issue"),
    ],
)
def test_an_entry_twice_or_without_name_or_number_refuses_the_edition(
    held: Callable[[Real], bytes], real: Real, change: tuple[bytes, bytes], message: str
) -> None:
    with pytest.raises(QuarantineError, match=message):
        read(real, changed(held(real), *change))


@pytest.mark.parametrize("day", ["00/00/1962", "circa 1958", "1958 to 1960", "31 Feb 1962"])
def test_a_day_of_birth_that_is_no_day_is_kept_as_printed_and_made_no_more_exact(
    held: Callable[[Real], bytes], day: str
) -> None:
    old, new = b"<dateOfBirth>1962</dateOfBirth>", f"<dateOfBirth>{day}</dateOfBirth>".encode()
    edition = read(LEGACY, changed(held(LEGACY), old, new))

    haniya = by_id(edition)["us_ofac_cons-9639"]
    assert "birthDate" not in dict(haniya.properties)
    assert f"DOB {day}" in (haniya.remarks or "")
    is_inexact = day in {"circa 1958", "1958 to 1960"}
    assert edition.warnings == (() if is_inexact else (f'unread remark "DOB {day}…", 1 record',))


def test_advanced_xml_is_no_more_exact_than_it_states(held: Callable[[Real], bytes]) -> None:
    content = held(ADVANCED)
    about = changed(content, b'<Start Approximate="false"', b'<Start Approximate="true"')
    nowhen = changed(content, b"<Month>1</Month>", b"<Month>0</Month>")

    assert properties(read(ADVANCED, content), "us_ofac_cons-9639")["birthDate"] == ("1962",)
    for damaged in (about, nowhen):
        assert "birthDate" not in properties(read(ADVANCED, damaged), "us_ofac_cons-9639")
    assert by_id(read(ADVANCED, about))["us_ofac_cons-9639"].remarks == "DOB circa 1962"
    assert read(ADVANCED, nowhen).warnings == ("unread feature Birthdate, 1 record",)


@pytest.mark.parametrize("day", [b"00/00/1962", b"", b"2024-02-30"])
def test_a_day_of_entry_that_cannot_be_read_is_told_and_not_guessed(
    held: Callable[[Real], bytes], day: bytes
) -> None:
    whole = held(ENHANCED)
    printed = whole.partition(b'datePublished="')[2].partition(b'"')[0]
    edition = read(ENHANCED, changed(whole, b'datePublished="' + printed, b'datePublished="' + day))

    assert edition.warnings == (f"unread day of entry {day.decode()!r} in SDN List, 1 record",)
    assert edition.listings[0][0].designations[0].listed_on is None


@pytest.mark.parametrize(
    ("real", "change", "warning"),
    [
        (LEGACY, (b"<uid>9639</uid>", b"<uid>9639</uid><risk>1</risk>"), "unread field risk"),
        (LEGACY, (b"</sdnList>", b"<notes><n/></notes></sdnList>"), "unread section notes"),
        (LEGACY, (b"</sdnEntry>", b"</sdnEntry><notes/>"), "unread section notes"),
        (
            ADVANCED,
            (
                b'<Profile ID="9639" PartySubTypeID="4">',
                b'<Profile ID="9639" PartySubTypeID="4"><Rank>1</Rank>',
            ),
            "unread field Profile/Rank",
        ),
        (ADVANCED, (b"<SanctionsEntryLinks />", b"<Risks><R /></Risks>"), "unread section Risks"),
        (ADVANCED, (b"<IssuingAuthority />", b"<Rank />"), "unread field IDRegDocument/Rank"),
        (ENHANCED, (b"<generalInfo>", b"<generalInfo><rank>1</rank>"), "unread field generalInfo"),
        (ENHANCED, (b"<versionId>", b"<rank/><versionId>"), "unread field feature/rank"),
        (ENHANCED, (b"<entities>", b"<risks/><entities>"), "unread section risks"),
    ],
)
def test_a_field_or_section_that_is_new_is_told(
    held: Callable[[Real], bytes], real: Real, change: tuple[bytes, bytes], warning: str
) -> None:
    edition = read(real, changed(held(real), *change))

    assert edition.records == real.records
    assert [told.startswith(warning) for told in edition.warnings] == [True]


@pytest.mark.parametrize(
    ("real", "old", "new"),
    [
        (LEGACY, b"<program>NS-PLC<", b"<program>NS-PLX<"),
        (ADVANCED, b"<Comment>NS-PLC<", b"<Comment>NS-PLX<"),
        (ENHANCED, b">YEMEN</sanctionsProgram>", b">YEMEN-EO19999</sanctionsProgram>"),
        (TABLE, b'"CUBA"', b'"CUBA-EO19999"'),
    ],
)
def test_a_programme_under_a_new_code_is_kept_as_printed_and_told(
    held: Callable[[Real], bytes], real: Real, old: bytes, new: bytes
) -> None:
    head, middle, tail = held(real).partition(b"<entities>")
    renamed = head + middle + changed(tail, old, new) if tail else changed(head, old, new)
    code = new.strip(b'"<').partition(b">")[2].partition(b"<")[0] or new.strip(b'"')
    edition = read(real, renamed)

    assert edition.warnings == (f"unknown programme {code.decode()!r}, 1 record",)
    programs = {each.program for held, _ in edition.listings for each in held.designations}
    assert code.decode() in programs


def test_parts_in_another_order_read_as_in_the_usual_one(held: Callable[[Real], bytes]) -> None:
    """OFAC writes places and papers before parties; nothing here relies on it."""
    content = held(ADVANCED)
    names = (
        *(b"ReferenceValueSets>", b"Locations>", b"IDRegDocuments>", b"DistinctParties>"),
        *(b"ProfileRelationships>", b"SanctionsEntries>", b"SanctionsEntryLinks"),
    )
    cuts = [content.index(b"  <" + name) for name in names]
    parts = [content[start:end] for start, end in pairwise(cuts)]
    backwards = content[: cuts[0]] + b"".join(reversed(parts)) + content[cuts[-1] :]

    edition = read(ADVANCED, backwards)
    assert edition.listings == read(ADVANCED, content).listings
    assert (edition.published, edition.warnings) == (Moment(day=date(2020, 3, 17)), ())
