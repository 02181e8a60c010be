from __future__ import annotations

from typing import Any

import pytest

from proscribe.workspace.service import searching
from tests.interfaces.api.running import Document, Service


def search(service: Service, dataset: str = "default", **params: object) -> Document:
    answer = service.get(f"/search/{dataset}", **params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(found: Document) -> list[str]:
    return [one["id"] for one in found["results"]]


def test_subjects_are_found_by_their_words(service: Service) -> None:
    found = search(service, q="xiaomi")

    assert ids(found) == ["us_dod_1237-xiaomi"]
    assert found["total"] == {"value": 1, "relation": "eq"}
    assert (found["limit"], found["offset"]) == (10, 0)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("小米", True),
        ("XIAOMI corporation", True),
        ("xiao*", True),
        ("xiaomi OR nobody", True),
        ('"xiaomi corporation"', True),
        ("xiaomi nobody", False),
        ("xiaomi -corporation", False),
        ("xiaomi NOT corporation", False),
        ('"corporation xiaomi"', False),
        ("(xiaomi OR huawei) AND corporation", True),
    ],
)
def test_words_are_read_as_people_type_them(service: Service, words: str, *, found: bool) -> None:
    assert ("us_dod_1237-xiaomi" in ids(search(service, q=words))) is found


@pytest.mark.parametrize(
    "words", ["invalid/query", "xiaomi AND", "OR", "(xiaomi", 'a "b', "-xiaomi", "banana:xiaomi"]
)
def test_words_that_make_no_sense_are_refused_unless_they_are_simple(
    service: Service, words: str
) -> None:
    assert service.get("/search/default", q=words).status_code == 400
    assert service.get("/search/default", q=words, simple="true").status_code == 200


@pytest.mark.parametrize(
    ("words", "is_anybody"), [("", True), ("*", True), ("🎉", False), ("…", False), ("\0", False)]
)
def test_what_holds_no_word_is_not_taken_for_nothing_asked(
    service: Service, words: str, *, is_anybody: bool
) -> None:
    found = service.get("/search/default", q=words, limit=1).json()

    assert (found["total"]["value"] > 0) is is_anybody
    assert bool(found["facets"]["countries"]["values"]) is is_anybody


def test_a_name_that_is_only_alike_is_found_where_that_is_asked_for(service: Service) -> None:
    assert ids(search(service, q="Xioami Corporation")) == []
    assert "us_dod_1237-xiaomi" in ids(search(service, q="Xioami Corporation", fuzzy="true"))


def test_facets_count_what_is_found(service: Service) -> None:
    found = search(service, q="china", limit=0)
    facets = found["facets"]

    assert [*facets] == ["countries", "topics", "datasets"]
    (china,) = [one for one in facets["countries"]["values"] if one["name"] == "cn"]
    assert china["label"] == "China"
    assert 0 < china["count"] <= found["total"]["value"]
    again = search(service, q="china", countries="cn", limit=0)
    assert again["total"]["value"] == china["count"]


def test_other_facets_are_counted_where_they_are_asked_for(service: Service) -> None:
    facets = search(service, facets=["schema", "identifiers", "genders"], limit=0)["facets"]

    assert [*facets] == ["schema", "identifiers", "genders"]
    assert facets["schema"]["label"] == "Types"


def test_filters_of_one_field_are_any_of_them_or_all(service: Service) -> None:
    either = search(service, countries=["cn", "ru"], limit=0)["total"]["value"]
    both = search(service, countries=["cn", "ru"], filter_op="AND", limit=0)["total"]["value"]
    china = search(service, filter="countries:cn", limit=0)["total"]["value"]

    assert both < china < either


@pytest.mark.parametrize(
    ("wanted", "captions"),
    [
        (["properties.birthDate:1965"], ["Mohammed AL-TAL", "Naser ABDUL JAWAD"]),
        # He was born on 20 December: a year and a month stand for each of their days.
        (["properties.birthDate:1954"], ["Alexander HOLLEBRAND"]),
        (["properties.birthDate:1954-12"], ["Alexander HOLLEBRAND"]),
        (["properties.birthDate:1954-1"], []),
        (["properties.name:XIAOMI corporation", "properties.alias:小米"], ["Xiaomi Corporation"]),
        (["properties.alias:Xiaomi", "properties.alias:nobody"], []),
        (["properties.name:Xiaomi%"], []),
        (["properties.name:Xiaomi_Corporation"], []),
    ],
)
def test_those_with_a_value_of_a_property_are_found(
    service: Service, wanted: list[str], captions: list[str]
) -> None:
    found = search(service, filter=wanted, filter_op="AND", sort="caption:asc")

    assert [one["caption"] for one in found["results"]] == captions
    assert found["total"]["value"] == len(captions)


def test_any_of_some_values_of_a_property_is_enough(service: Service) -> None:
    either = search(service, filter=["properties.alias:小米", "properties.alias:nobody"])

    assert ids(either) == ["us_dod_1237-xiaomi"]


@pytest.mark.parametrize("field", ["first_seen", "last_seen", "last_change"])
def test_moments_are_sorted_by_as_yente_does(service: Service, field: str) -> None:
    down = search(service, q="china", sort=f"{field}:desc", limit=500)["results"]
    up = search(service, q="china", sort=f"{field}:asc", limit=500)["results"]

    seen = [one[field] for one in down]
    assert len({*seen}) > 1
    assert seen == sorted(seen, reverse=True)
    assert [one[field] for one in up] == sorted(seen)


def test_a_schema_holds_those_below_it(service: Service) -> None:
    legal = search(service, schema="LegalEntity", limit=0)["total"]["value"]
    people = search(service, schema="Person", limit=0)["total"]["value"]

    assert 0 < people < legal
    without = search(service, schema="LegalEntity", exclude_schema="Person", limit=0)
    assert without["total"]["value"] == legal - people


def test_pages_do_not_overlap(service: Service) -> None:
    first, second = search(service, limit=5), search(service, limit=5, offset=5)

    assert not {*ids(first)} & {*ids(second)}
    assert ids(first) + ids(second) == ids(search(service, limit=10))


def test_results_are_sorted_as_is_asked(service: Service) -> None:
    up = search(service, q="china", sort="caption:asc", limit=500)["results"]
    down = search(service, q="china", sort="caption:desc", limit=500)["results"]

    captions = [one["caption"] for one in up]
    assert captions == sorted(captions)
    assert [one["caption"] for one in down] == captions[::-1]


def test_what_changed_since_a_day_is_found(service: Service) -> None:
    since = search(service, changed_since="2021-06-01", limit=500)["results"]

    assert since
    assert all(one["last_change"] >= "2021-06-01T00:00:00" for one in since)


def test_a_data_set_holds_its_own(service: Service) -> None:
    found = search(service, dataset="us_dod_1237", limit=500)

    assert found["total"]["value"] == 44
    assert all("us_dod_1237" in one["datasets"] for one in found["results"])


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"limit": 501}, 422),
        ({"offset": 9_500}, 422),
        ({"limit": "x"}, 422),
        ({"filter": "banana:x"}, 400),
        ({"filter": "countries"}, 400),
        ({"filter": "properties.banana:x"}, 400),
        ({"filter": "properties.name:"}, 400),
        ({"facets": "banana"}, 400),
        ({"sort": "banana:asc"}, 400),
        ({"sort": "caption:sideways"}, 400),
        ({"schema": "Banana"}, 400),
        ({"exclude_schema": "Banana"}, 400),
        ({"include_dataset": "banana"}, 404),
    ],
)
def test_what_cannot_be_searched_is_refused(
    service: Service, params: dict[str, Any], status: int
) -> None:
    assert service.get("/search/default", **params).status_code == status


def test_topics_are_those_of_the_moment(service: Service) -> None:
    (then,) = search(service, q="xiaomi", as_of="2021-03-16", known_at="2021-03-06")["results"]
    (now,) = search(service, q="xiaomi")["results"]

    assert then["properties"]["topics"] == ["invest.ban"]
    assert then["verdict"]["verdict"] == "PROHIBITED"
    assert "topics" not in now["properties"]
    assert "verdict" not in now


@pytest.mark.parametrize("fuzzy", ["false", "true"])
def test_nobody_is_counted_who_was_not_known_then(service: Service, fuzzy: str) -> None:
    for asked in ({"q": "xiaomi"}, {"q": "xiaomi corporation", "simple": True}):
        found = search(service, **asked, known_at="2021-01-01", fuzzy=fuzzy)

        assert (ids(found), found["total"]["value"]) == ([], 0)
        assert {len(facet["values"]) for facet in found["facets"].values()} == {0}


def test_filters_and_counts_are_of_the_moment(service: Service) -> None:
    asked = {"q": "xiaomi", "topics": "invest.ban", "facets": "topics"}
    moment = {"as_of": "2021-03-16", "known_at": "2021-03-06"}
    then, now = search(service, **asked, **moment), search(service, **asked)

    assert (ids(then), then["total"]["value"]) == (["us_dod_1237-xiaomi"], 1)
    counted = {one["name"]: one["count"] for one in then["facets"]["topics"]["values"]}
    assert counted == {"invest.ban": 1}
    assert (ids(now), now["total"]["value"]) == ([], 0)


def test_more_than_can_be_looked_up_at_a_moment_are_refused_with_what_to_do(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_MOST_THEN", 3)
    answer = service.get("/search/default", known_at="2021-03-06")

    assert answer.status_code == 400
    assert "Name words that at most 3 fit" in answer.text
    assert search(service, q="xiaomi", known_at="2021-03-06")["total"]["value"] == 1


@pytest.mark.parametrize(
    ("known_at", "changed", "since_june"),
    [
        ("2021-02-01", "2021-01-08", 0),
        ("2021-07-01", "2021-06-03", 1),
        ("2026-01-01", "2021-06-03", 1),
    ],
)
def test_a_change_counts_only_where_it_was_known(
    service: Service, known_at: str, changed: str, since_june: int
) -> None:
    asked = {"q": "smic", "known_at": known_at}
    (smic,) = search(service, "us_ofac_cons", **asked)["results"]
    since = {"changed_since": "2021-06-01", **asked}
    properties = {"name": [smic["caption"]]}
    body = {"queries": {"q": {"schema": "Company", "properties": properties}}}
    answer = service.client.post(
        "/match/us_ofac_cons", json=body, params={**since, "limit": 1}
    ).json()

    assert smic["last_change"][:10] == changed
    assert smic["first_seen"] <= smic["last_change"] <= smic["last_seen"]
    assert smic["last_seen"][:10] <= known_at
    assert len(search(service, "us_ofac_cons", **since)["results"]) == since_june
    assert len(answer["responses"]["q"]["results"]) == since_june
