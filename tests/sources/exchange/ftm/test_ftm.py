"""FollowTheMoney files: our sample whole and nested, and damage of every kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import EndKind, Link, Listing, Measure, NameKind, ParsedEdition
from proscribe.model.time import Moment
from proscribe.sources.exchange.ftm import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

FOLDER = Path(__file__).parent / "sample"
SAMPLE = FOLDER / "entities.ftm.json"


@pytest.fixture(scope="module")
def sample() -> dict[str, Listing]:
    return by_id(read_edition(SOURCE, SAMPLE))


def properties(listing: Listing) -> dict[str, tuple[str, ...]]:
    return dict(listing.properties)


def entity(id_: str, schema: str, **props: list[str]) -> dict[str, Any]:
    return {"id": id_, "schema": schema, "properties": props}


def read_entities(*entities: dict[str, Any]) -> ParsedEdition:
    lines = "\n".join(json.dumps(each) for each in entities)
    return SOURCE.parse(snapshot_from(lines.encode(), "entities.ftm.json"))


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("entities.json", as_text(read_edition(SOURCE, SAMPLE)))


def test_only_subjects_and_securities_of_nobody_are_listings(sample: dict[str, Listing]) -> None:
    assert {id_: listing.schema for id_, listing in sample.items()} == {
        "ftm-NK-co1": "Company",
        "ftm-NK-pe1": "Person",
        "ftm-NK-ve1": "Vessel",
        "ftm-se-2": "Security",
    }


def test_names_keep_their_kind_and_the_caption_comes_first(sample: dict[str, Listing]) -> None:
    assert [(name.text, name.kind) for name in sample["ftm-NK-co1"].names] == [
        ("Example Lantern Systems", NameKind.PRIMARY),
        ("ELS Group", NameKind.ALIAS),
        ("Example Lantern Systems Ltd", NameKind.ALIAS),
        ("例灯系统", NameKind.ALIAS),
        ("ELS", NameKind.WEAK),
        ("Example Lamps Ltd", NameKind.FORMER),
    ]


def test_a_copied_designation_is_never_that_of_the_authoritys_own_list(
    sample: dict[str, Listing],
) -> None:
    copied, foreign = sorted(
        sample["ftm-NK-co1"].designations, key=lambda each: each.authority, reverse=True
    )

    assert copied.authority == "ftm:us-ofac"
    assert copied.program == "Non-SDN Chinese Military-Industrial Complex Companies List"
    assert (copied.authority_id, copied.legal_basis) == ("90001", ("US-NS-CMIC",))
    assert (copied.listed_on, copied.effective_on) == (date(2021, 6, 3), None)
    assert copied.measures == (Measure.INVESTMENT_BAN,)
    assert [reason.text for reason in copied.reasons] == [
        "Example reason",
        "Investment ban",
        "startDate 2021-08",
    ]
    assert (foreign.authority, foreign.effective_on) == (
        "ftm:ministry-of-examples",
        date(2022, 1, 5),
    )
    assert foreign.ended is not None
    assert (foreign.ended.on, foreign.ended.kind) == (
        Moment(day=date(2025, 1, 5)),
        EndKind.EXPIRED,
    )
    assert properties(sample["ftm-NK-co1"])["unscId"] == ("QDe.999",)


def test_a_tie_stands_with_both_and_says_what_the_other_is(sample: dict[str, Listing]) -> None:
    role, days = "founder; to 2019", date(2010, 2, 3)

    assert [link for link in sample["ftm-NK-co1"].links if link.relation == "owner"] == [
        Link(relation="owner", id="ftm-NK-pe1", role=role, share="51", since=days)
    ]
    assert Link(relation="owned", id="ftm-NK-co1", role=role, share="51", since=days) in (
        sample["ftm-NK-pe1"].links
    )
    assert sample["ftm-NK-ve1"].links == (Link(relation="owner", id="ftm-NK-co1"),)


def test_a_relative_that_is_not_in_the_file_is_named_by_its_id() -> None:
    edition = read_edition(SOURCE, SAMPLE)

    assert Link(relation="family", name="NK-pe9", role="sister") in (
        by_id(edition)["ftm-NK-pe1"].links
    )
    assert edition.warnings == ("a tie of an entity that is not in the file, 1 record",)


def test_addresses_papers_positions_and_securities_go_to_their_holders(
    sample: dict[str, Listing],
) -> None:
    company, person = sample["ftm-NK-co1"], sample["ftm-NK-pe1"]

    assert properties(company)["address"] == ("1 Sample Road, Example City",)
    assert {(line.isin, line.type.value) for line in company.securities} == {
        ("CNE000000AA1", "other"),
        ("CNE000000BB2", "equity"),
    }
    assert properties(person)["passportNumber"] == ("A1234567",)
    assert properties(person)["position"] == ("Minister of Samples (2001-2005)",)
    assert properties(person)["birthDate"] == ("1970-03",)


def test_same_as_is_said_only_where_a_number_names_one_entry_of_one_list(
    sample: dict[str, Listing],
) -> None:
    assert sample["ftm-NK-co1"].same_as == (
        "gb_hmt_sanctions-90002",
        "us_ofac_sdn-90001",
    )
    two = {
        **entity("NK-1", "Company", name=["A"]),
        "referents": ["ofac-1", "unsc-7", "unsc-8"],
        "datasets": ["us_ofac_sdn", "us_ofac_cons"],
    }
    ((listing, _),) = read_entities(two).listings
    assert listing.same_as == ()


def test_numbers_of_authorities_are_told_from_producers_own_ids() -> None:
    copied = {
        **entity("NK-1", "Company", name=["A"]),
        "referents": [
            "unsc-6908555",
            "ch-seco-54575",
            "eu-fsf-eu-8282-49",
            "gb-fcdo-rus1222",
            "lei-529900t8bm49aursdo55",
            "ru-inn-7704484400",
            "ofac-7",
        ],
        "datasets": ["us_ofac_cons", "eu_fsf"],
    }
    ((listing, _),) = read_entities(copied).listings

    assert listing.same_as == (
        "ch_seco_sanctions-54575",
        "eu_fsf-EU.8282.49",
        "gb_fcdo_sanctions-RUS1222",
        "gleif-529900T8BM49AURSDO55",
        "un_sc_sanctions-6908555",
        "us_ofac_cons-7",
    )


def test_an_entity_exported_from_a_ledger_of_ours_is_the_same_as_there() -> None:
    exported = {
        **entity("us_ofac_cons-30951", "Company", name=["A"]),
        "referents": ["us_ofac_cmic-a"],
    }
    ((listing, _),) = read_entities(exported).listings

    assert listing.same_as == ("us_ofac_cmic-a", "us_ofac_cons-30951")


def test_nested_targets_say_what_whole_entities_say() -> None:
    nested = by_id(read_edition(SOURCE, FOLDER / "targets.nested.json"))
    company = nested["ftm-NK-co1"]

    assert [each.authority for each in company.designations] == ["ftm:ministry-of-examples"]
    assert properties(company)["address"] == ("1 Sample Road",)
    assert company.links == (Link(relation="owner", id="ftm-NK-pe1", share="51"),)
    assert properties(nested["ftm-NK-pe1"])["birthDate"] == ("1970-03",)


def test_a_json_array_and_single_values_are_read_too() -> None:
    one = {"id": "a", "schema": "Person", "properties": {"name": "Jane Sample", "country": None}}
    edition = SOURCE.parse(snapshot_from(json.dumps([one]).encode(), "entities.json"))

    assert edition.listings[0][0].caption == "Jane Sample"


@pytest.mark.parametrize(
    ("added", "warning"),
    [
        (entity("x", "Wizard", name=["M"]), "unknown schema 'Wizard', 1 record"),
        (entity("x", "Person", name=["M"], shoe=["9"]), "unread property Person shoe, 1 record"),
        (
            entity("x", "Document", title=["M"]),
            "entities of schema Document are not read, 1 record",
        ),
        (entity("x", "Sanction", authority=["A"]), "a sanction of nobody, 1 record"),
        (
            entity("x", "Sanction", entity=["zz"]),
            "a sanction of an entity that is not in the file, 1 record",
        ),
        (
            entity("x", "Sanction", entity=["ok"], startDate=["soon"]),
            "unread date 'soon', 1 record",
        ),
        (entity("x", "Ownership", owner=["ok"]), "a Ownership without both ends, 1 record"),
        (entity("x", "Person", country=["cn"]), "no name, 1 record"),
        (
            {**entity("x", "Person", name=["M"]), "risk": 9},
            "unread field risk, 1 record",
        ),
    ],
)
def test_what_is_not_read_is_reported(added: dict[str, Any], warning: str) -> None:
    assert read_entities(entity("ok", "Person", name=["A"]), added).warnings == (warning,)


def test_a_sanction_without_program_still_counts() -> None:
    edition = read_entities(
        entity("a", "Person", name=["A"]),
        entity("s", "Sanction", entity=["a"], endDate=["9999-12-31"]),
    )
    (designation,) = edition.listings[0][0].designations

    assert (designation.authority, designation.program) == ("ftm", "UNNAMED")
    assert designation.ended is None


def test_a_security_that_is_itself_designated_is_a_listing_too() -> None:
    edition = by_id(
        read_entities(
            entity("c", "Company", name=["C"]),
            entity("b", "Security", name=["B"], isin=["XS0000000001"], issuer=["c"]),
            entity("s", "Sanction", entity=["b"], program=["P"]),
        )
    )

    assert [line.isin for line in edition["ftm-c"].securities] == ["XS0000000001"]
    assert edition["ftm-b"].designations[0].program == "P"
    assert edition["ftm-b"].links == (Link(relation="issuer", id="ftm-c"),)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (SAMPLE.read_bytes()[:-40], r"line 13: the line is no JSON in UTF-8, or breaks off"),
        (b"<html><body>Not found</body></html>", "web page or XML"),
        (b'{"error": "no such data set"}', "holds no FollowTheMoney entities"),
        (b"[]", "holds no entity"),
        (b"   \n\n", "holds no entity"),
        (b"id,name\n1,A\n", "no JSON in UTF-8"),
        ('{"id": "a", "schema": "Person"}'.encode("utf-16"), "no JSON in UTF-8"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": ["\xff"]}}', "no JSON in UTF-8"),
        (b'{"id": "a", "schema": "Person"}', "has no properties"),
        (b'{"id": 7, "schema": "Person", "properties": {}}', "with an id and a schema"),
        (
            b'{"id": "a", "schema": "Person", "properties": {}}\n7\n',
            "line 2: the line is no JSON o",
        ),
    ],
)
def test_a_damaged_file_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(QuarantineError, match=says):
        SOURCE.parse(snapshot_from(content, "entities.ftm.json"))


def test_an_id_that_stands_twice_refuses_the_file() -> None:
    with pytest.raises(QuarantineError, match=r"line 2: the id 'a' stands twice"):
        read_entities(entity("a", "Person", name=["A"]), entity("a", "Person", name=["B"]))


def test_whole_and_nested_files_together_are_refused() -> None:
    with pytest.raises(QuarantineError, match="say the same twice"):
        read_edition(SOURCE, SAMPLE, FOLDER / "targets.nested.json")


@pytest.mark.parametrize("id_", ["", " ", None, 7, [], {"id": "a"}])
@pytest.mark.parametrize("nested", [False, True])
def test_an_entity_without_an_id_is_refused_wherever_it_stands(id_: object, nested: bool) -> None:  # noqa: FBT001
    bare = {"id": id_, "schema": "Company", "properties": {"name": ["Sample"]}}
    asset = {"id": "o", "schema": "Ownership", "properties": {"asset": [bare]}}
    owner = {"id": "a", "schema": "Person", "properties": {"ownershipOwner": [asset]}}
    with pytest.raises(QuarantineError, match="no entity with an id"):
        SOURCE.parse(snapshot_from(json.dumps(owner if nested else bare).encode(), "a.json"))


def test_an_entity_named_twice_with_one_value_by_itself_keeps_both() -> None:
    address = {"id": "d", "schema": "Address", "properties": {"full": "1 Sample Street"}}
    again = {**address, "properties": {"full": ["2 Sample Street"]}}
    one = {"id": "a", "schema": "Person", "properties": {"name": ["A"], "addressEntity": [address]}}
    two = {"id": "b", "schema": "Person", "properties": {"name": ["B"], "addressEntity": [again]}}
    content = b"\n".join(json.dumps(each).encode() for each in (one, two))
    edition = by_id(SOURCE.parse(snapshot_from(content, "targets.nested.json")))
    assert edition.keys() == {"ftm-a", "ftm-b"}


@pytest.mark.parametrize("op", [[], {}, None, 1])
def test_a_delta_whose_op_is_no_word_is_refused(op: object) -> None:
    line = {"op": op, "entity": {"id": "a", "schema": "Person", "properties": {}}}
    with pytest.raises(QuarantineError, match="has the op"):
        SOURCE.parse(snapshot_from(json.dumps(line).encode(), "entities.delta.json"))


def test_of_several_days_of_one_tie_the_longest_time_counts() -> None:
    edition = read_entities(
        entity("a", "Company", name=["A"]),
        entity("b", "Company", name=["B"]),
        entity(
            "o", "Ownership", owner=["a"], asset=["b"],
            startDate=["2020-01-01", "2015-01-01"], endDate=["2019-01-01", "2025-01-01"],
        ),
    )  # fmt: skip
    (link,) = by_id(edition)["ftm-b"].links

    assert (str(link.since), str(link.until)) == ("2015-01-01", "2025-01-01")


def test_an_edge_of_thousands_to_thousands_is_refused() -> None:
    many = [f"c{number}" for number in range(400)]

    with pytest.raises(QuarantineError, match="ties 400 entities to 400"):
        read_entities(entity("e", "Ownership", owner=many, asset=many))
    assert read_entities(
        entity("c0", "Company", name=["C"]), entity("e", "Ownership", owner=many, asset=["c0"])
    ).records == 2  # fmt: skip
