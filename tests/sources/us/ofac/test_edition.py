"""Each kind of damage refuses an edition whole, and each unknown value is reported and kept."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import SnapshotFile
from proscribe.sources.snapshot import open_snapshot
from proscribe.sources.us import us_ofac_sdn
from proscribe.sources.us.us_ofac_cons import SOURCE
from tests.sources.editions import by_id, snapshot_from, snapshot_of

SAMPLES = Path(__file__).parents[1] / "us_ofac_cons" / "sample"
LEGACY = (SAMPLES / "consolidated.xml").read_bytes()
ADVANCED = (SAMPLES / "cons_advanced.xml").read_bytes()
ENHANCED = (SAMPLES / "cons_enhanced.xml").read_bytes()
PRIMARY = (SAMPLES / "cons_prim.csv").read_bytes()
ALIASES = (SAMPLES / "cons_alt.csv").read_bytes()
TELECOM, PERSON = "us_ofac_cons-90001", "us_ofac_cons-90003"

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE sdnList [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<sdnList><sdnEntry><uid>1</uid><lastName>&b;</lastName></sdnEntry></sdnList>
"""
PAGE = b"<!DOCTYPE html>\n<html><head><title>Sorry</title></head><body>Try later</body></html>"


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    assert content.count(old) >= 1
    return content.replace(old, new, 1)


def read(content: bytes, name: str = "list.xml") -> ParsedEdition:
    return SOURCE.parse(snapshot_from(content, name))


def read_csv(**files: bytes) -> ParsedEdition:
    return SOURCE.parse(
        open_snapshot(
            [SnapshotFile(name=f"{name}.csv", content=held) for name, held in files.items()]
        )
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PAGE, "is a web page"),
        (b"<html>\n<body>Access denied</body></html>", "is a web page"),
        (LAUGHS, "declares a document type"),
        (LEGACY[:3000], "breaks off or is not well formed"),
        (ADVANCED[:9000], "breaks off or is not well formed"),
        (changed(LEGACY, b"EXAMPLE STAR", b"EXAMPLE & STAR"), "breaks off or is not well formed"),
        (b"<?xml version='1.0'?><catalog/>", "the root 'catalog'"),
        (changed(LEGACY, b"<uid>90002</uid>", b""), "an entry has no number"),
        (changed(LEGACY, b"<lastName>EXAMPLE STAR</lastName>", b""), "an entry has no name"),
        (changed(LEGACY, b"<uid>90002</uid>", b"<uid>90001</uid>"), "90001 stands twice"),
        (
            changed(LEGACY, b"<Record_Count>5<", b"<Record_Count>6<"),
            "holds 5 entries but claims 6",
        ),
        (changed(LEGACY, b"07/01/2024", b"2024-07-01"), "publication date"),
        (b'<sdnList xmlns="http://tempuri.org/sdnList.xsd"></sdnList>', "holds 0 entries"),
        (changed(ADVANCED, b'FixedRef="90002"', b'FixedRef=""'), "a party has no number"),
        (changed(ADVANCED, b'FixedRef="90002"', b'FixedRef="90001"'), "90001 stands twice"),
        (changed(ADVANCED, b">EXAMPLE STAR<", b"><"), "a party has no name"),
        (changed(ADVANCED, b"<Month>7</Month>", b"<Month>17</Month>"), "date of issue"),
        (changed(ENHANCED, b'<entity id="90002">', b"<entity>"), "an entity has no number"),
        (changed(ENHANCED, b'<entity id="90002">', b'<entity id="90001">'), "90001 stands twice"),
        (changed(ENHANCED, b"<isPrimary>true<", b"<isPrimary>no<"), "an entity has no name"),
        (changed(ENHANCED, b"2024-07-01T", b"July"), "the day of the data cannot be read"),
    ],
)
def test_a_damaged_xml_is_refused_whole(content: bytes, message: str) -> None:
    with pytest.raises(QuarantineError, match=message):
        read(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{}", "in no format of OFAC's lists"),
        (PRIMARY[:-300], "is no CSV from here on"),
        (changed(PRIMARY, b"\x1a", b"90009,broken\r\n"), "2 columns, number '90009'"),
        (b"90001,2,3\r\n", "a row has 3 columns"),
        (changed(PRIMARY, b'"EXAMPLE STAR"', b"-0- "), "the entry 90005 has no name"),
        (changed(PRIMARY, b"90002,", b"90001,"), "90001 stands twice"),
        (changed(PRIMARY, b"90002,", b"ninety,"), "number 'ninety'"),
        (ALIASES, "the primary file is missing: only aliases"),
    ],
)
def test_a_damaged_csv_is_refused_whole(content: bytes, message: str) -> None:
    with pytest.raises(QuarantineError, match=message):
        read_csv(list=content)


def test_an_error_names_file_line_and_remedy() -> None:
    with pytest.raises(QuarantineError) as caught:
        read(changed(LEGACY, b"EXAMPLE STAR", b"EXAMPLE & STAR"), "consolidated.xml")

    assert caught.value.where is not None
    assert str(caught.value.where).startswith("consolidated.xml, line 257, column ")
    assert "Fetch the file again" in str(caught.value)


def test_two_files_of_one_part_are_refused() -> None:
    with pytest.raises(QuarantineError, match="are both the primary file"):
        read_csv(one=PRIMARY, two=PRIMARY)


def test_xml_beside_another_file_is_refused() -> None:
    with pytest.raises(QuarantineError, match="2 files were given together"):
        SOURCE.parse(snapshot_of(SAMPLES / "consolidated.xml", SAMPLES / "cons_alt.csv"))


def test_gzip_changes_nothing() -> None:
    packed = read(gzip.compress(LEGACY), "consolidated.xml.gz")

    assert packed == read(LEGACY, "consolidated.xml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"http://tempuri.org/sdnList.xsd", b"https://example.test/another"),
        (b' xmlns="http://tempuri.org/sdnList.xsd"', b""),
        (b"<sdnEntry>", b"<!-- a remark --><sdnEntry>"),
    ],
)
def test_namespaces_and_comments_do_not_count(old: bytes, new: bytes) -> None:
    assert read(changed(LEGACY, old, new)) == read(LEGACY)


def test_a_set_may_be_delimited_by_at_signs_or_bars() -> None:
    plain = b'90001,"EXAMPLE ONE",-0- ,"NS-PLC",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'

    one = read_csv(one=plain)
    assert read_csv(one=plain.replace(b",", b"@")) == one
    assert read_csv(one=plain.replace(b",", b"|")) == one
    assert one.records == 1


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (b"<uid>90001</uid>", b"<uid>90001</uid><risk>9</risk>", "unread field risk, 1 record"),
        (b"<uid>21</uid>", b"<floor>9</floor>", "unread field address/floor, 1 record"),
        (b">PEESA<", b">PEESA2<", "unknown programme 'PEESA2', 1 record"),
        (b">Equity Ticker<", b">Bond Code<", "unknown label 'Bond Code', 1 record"),
        (b">00999 HK<", b">?<", 'unread remark "Equity Ticker ?…", 1 record'),
        (b">Vessel<", b">Train<", "unknown type 'Train', 1 record"),
        (b">weak<", b">feeble<", "unknown alias category 'feeble', 1 record"),
        (b">f.k.a.<", b">x.k.a.<", "unknown alias type 'x.k.a.', 1 record"),
        (b">Palestinian<", b">Atlantis<", 'unread remark "nationality Atlantis…", 1 record'),
        (b">03 Jun 2024<", b">in June<", 'unread remark "Listing Date (CMIC) in June…", 1 record'),
        (b"EXAMPLE PARTY - North", b"Rank: 7", 'unread remark "Rank: 7…", 1 record'),
    ],
)
def test_what_is_not_understood_is_reported(old: bytes, new: bytes, warning: str) -> None:
    edition = read(changed(LEGACY, old, new))

    assert edition.records == 5
    assert edition.warnings == (warning,)


def test_a_country_that_is_not_known_stays_in_the_address() -> None:
    edition = read(changed(LEGACY, b"<country>China</country>", b"<country>Atlantis</country>"))

    assert edition.warnings == ("unknown country 'Atlantis', 1 record",)
    address = dict(by_id(edition)[TELECOM].properties)["address"]
    assert address == ("1 Example Road, Floor 9, Beijing 100000, Atlantis",)


def test_an_unknown_label_is_kept_raw_in_the_remarks() -> None:
    edition = read(changed(LEGACY, b">Equity Ticker<", b">Bond Code<"))

    assert by_id(edition)[TELECOM].remarks == "Bond Code 00999 HK"


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (b">Gender<", b">Mood<", "unknown label 'Mood', 1 record"),
        (b"A.K.A.", b"X.K.A.", "unknown alias type 'X.K.A.', 2 records"),
        (b">Block<", b">Smite<", "unknown measure 'Smite', 1 record"),
        (b">First Name<", b">Nom<", "unknown part of a name 'Nom', 1 record"),
        (b"<Profile ", b"<Risk/><Profile ", "unread field DistinctParty/Risk, 1 record"),
        (b"<DatePeriod", b"<Risk/><DatePeriod", "unread field FeatureVersion/Risk, 1 record"),
        (b"<EntryEvent", b"<Risk/><EntryEvent", "unread field SanctionsEntry/Risk, 1 record"),
        (
            b'To-ProfileID="90002"',
            b'To-ProfileID="1"',
            "tie to a party the file does not hold, 1 record",
        ),
    ],
)
def test_what_is_not_understood_in_advanced_xml_is_reported(
    old: bytes, new: bytes, warning: str
) -> None:
    edition = read(changed(ADVANCED, old, new))

    assert edition.records == 5
    assert edition.warnings == (warning,)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (b"<type>Gender<", b"<type>Mood<", "unknown label 'Mood', 1 record"),
        (b">F.K.A.<", b">X.K.A.<", "unknown alias type 'X.K.A.', 1 record"),
        (b">Vessel<", b">Train<", "unknown type 'Train', 1 record"),
        (b">POSTAL CODE<", b">DOOR<", "unread part of an address 'DOOR', 1 record"),
        (b"<title>", b"<rank>9</rank><title>", "unread field generalInfo/rank, 1 record"),
        (b"<names>", b"<risks/><names>", "unread field risks, 1 record"),
        (
            b'entityId="90002"',
            b'entityId="1"',
            "tie to a party the file does not hold, 1 record",
        ),
    ],
)
def test_what_is_not_understood_in_enhanced_xml_is_reported(
    old: bytes, new: bytes, warning: str
) -> None:
    edition = read(changed(ENHANCED, old, new))

    assert edition.records == 5
    assert edition.warnings == (warning,)


def test_an_export_of_several_lists_gives_each_list_its_own_parties() -> None:
    sdn = b"<sanctionsList>SDN List</sanctionsList>"
    both = changed(ENHANCED, b"</sanctionsLists>", sdn + b"</sanctionsLists>")
    old, new = (b'"2021-08-20">' + name for name in (b"Consolidated List", b"SDN List"))
    mixed = changed(both, old, new)

    consolidated = read(mixed)
    blocked = us_ofac_sdn.SOURCE.parse(snapshot_from(mixed))
    assert [id_[-5:] for id_ in by_id(consolidated)] == ["90001", "90002", "90003", "90004"]
    assert [id_[-5:] for id_ in by_id(blocked)] == ["90003", "90005"]


@pytest.mark.parametrize("content", [LEGACY, ADVANCED, ENHANCED, PRIMARY])
def test_this_list_is_refused_under_the_key_of_the_other(content: bytes) -> None:
    with pytest.raises(QuarantineError, match="this is not us_ofac_sdn"):
        us_ofac_sdn.SOURCE.parse(snapshot_from(content))


def test_a_name_may_be_spelt_in_several_scripts() -> None:
    spelt = b'<DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1">'
    arabic = "\u202b\u0645\u062b\u0627\u0644\u202c".encode()
    second = spelt + arabic + b"</NamePartValue></DocumentedNamePart></DocumentedName></Alias>"

    edition = read(changed(ADVANCED, b"</Alias>", second))
    names = by_id(edition)[TELECOM].names
    assert edition.warnings == ()
    assert [name.text for name in names][:3] == [
        "EXAMPLE DRAGON TELECOM CORPORATION LIMITED",
        "EXAMPLE DRAGON TELECOM",
        "\u0645\u062b\u0627\u0644",
    ]


def test_parts_of_another_day_are_reported() -> None:
    edition = read_csv(primary=PRIMARY, alt=changed(ALIASES, b"90001,11", b"99999,11"))

    assert edition.warnings == (
        "alias of no entry: the file is of another day than the others, 1 record",
    )


def test_remarks_of_a_thousand_characters_go_on_in_the_spillover_file() -> None:
    start = b'90001,"EXAMPLE ONE",-0- ,"NS-PLC",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"'
    remarks = b"a.k.a. 'LONG'; " + b"x" * (1000 - len(b"a.k.a. 'LONG'; ; Website www.exam"))
    remarks += b"; Website www.exam"
    primary = start + remarks + b'"\r\n'

    whole = read_csv(primary=primary, comments=b"90001,\"ple.test; a.k.a. 'E1'.\"\r\n")
    cut = read_csv(primary=primary)

    (listing, _), (cut_listing, _) = whole.listings[0], cut.listings[0]
    assert len(remarks) == 1000
    assert dict(listing.properties)["website"] == ("www.example.test",)
    assert [name.text for name in listing.names] == ["EXAMPLE ONE", "E1", "LONG"]
    assert "website" not in dict(cut_listing.properties)
    assert cut_listing.remarks is not None
    assert cut_listing.remarks.startswith("Website www.exam; ")
    assert dict(cut.extras) == {
        "parts": "primary",
        "remarks cut at 1,000 characters, for want of the spillover file": "1",
    }
