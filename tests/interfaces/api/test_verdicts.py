from __future__ import annotations

import re
import socket
from datetime import date
from typing import Any

import pytest

from tests.interfaces.api.running import Service

XIAOMI = "us_dod_1237-xiaomi"
THEN = {"as_of": "2021-03-16", "known_at": "2021-03-06"}


def test_a_purchase_is_judged_as_was_known_then(service: Service) -> None:
    found = service.get("/v1/check", query="Xiaomi", action="buy", **THEN).json()

    assert (found["verdict"], found["reason_code"]) == ("PROHIBITED", "EFFECTIVE_60D")
    assert found["regimes"][0]["regime"] == "CCMC"
    assert found["regimes"][0]["effective_at"] == "2021-03-15T09:30:00-04:00"


def test_the_injunction_is_known_a_week_later(service: Service) -> None:
    found = service.get(
        "/v1/check", query="Xiaomi", action="buy", as_of="2021-03-16", known_at="2021-03-16"
    ).json()

    assert (found["verdict"], found["reason_code"]) == (
        "ALLOWED_ENJOINED",
        "PRELIMINARY_INJUNCTION",
    )


def test_the_body_asks_as_the_address_does(service: Service) -> None:
    asked = {"query": "1810.HK", "action": "sell", "regimes": ["CCMC"], **THEN}
    body = service.client.post("/v1/check", json=asked).json()
    address = service.get("/v1/check", query="1810.HK", action="sell", regime="CCMC", **THEN).json()

    assert body == address
    assert [one["regime"] for one in body["regimes"]] == ["CCMC"]


def test_a_moment_in_the_address_of_a_body_is_not_passed_over(service: Service) -> None:
    answer = service.client.post("/v1/check", params=THEN, json={"query": "Xiaomi"})

    assert answer.status_code == 422
    assert [one["loc"] for one in answer.json()["detail"]] == [
        ["query", "as_of"],
        ["query", "known_at"],
    ]


def test_another_investor_is_not_bound(service: Service) -> None:
    found = service.get("/v1/check", query="Xiaomi", investor="non_us_person", **THEN).json()

    (ccmc,) = [one for one in found["regimes"] if one["regime"] == "CCMC"]
    assert (ccmc["verdict"], ccmc["reason_code"]) == ("ALLOWED", "NOT_BOUND")


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({}, 422),
        ({"query": "Xiaomi", "action": "banana"}, 422),
        ({"query": "Xiaomi", "as_of": "tomorrow"}, 400),
        ({"query": "Xiaomi", "as_of": "2021-03-16T10:00:00"}, 400),
        ({"query": "Xiaomi", "regime": "BANANA"}, 400),
        ({"query": "Xiaomi", "attribute": "tenor_days"}, 400),
        ({"query": "x" * 2_001}, 422),
        ({"query": "Xiaomi", "as_off": "2021-03-16"}, 422),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    service: Service, params: dict[str, Any], status: int
) -> None:
    answer = service.get("/v1/check", **params)

    assert (answer.status_code, [*answer.json()]) == (status, ["detail"])


def test_a_subject_is_told_whole(service: Service) -> None:
    found = service.get(f"/v1/subjects/{XIAOMI}", action="buy", **THEN).json()

    assert found["subject"]["id"] == XIAOMI
    assert "PROHIBITED" in str(found)
    assert service.get("/v1/subjects/nobody").status_code == 404
    for rest in ("", "/timeline"):
        early = service.get(f"/v1/subjects/{XIAOMI}{rest}", known_at="2020-01-01")
        assert early.status_code == 404


def test_the_facts_of_a_subject_stand_in_order(service: Service) -> None:
    every = service.get(f"/v1/subjects/{XIAOMI}/timeline").json()["entries"]
    known = service.get(f"/v1/subjects/{XIAOMI}/timeline", known_at="2021-03-06").json()["entries"]

    assert [one["on"] for one in every] == sorted(one["on"] for one in every)
    assert len(known) < len(every)
    assert not any("vacat" in str(one).lower() for one in known)


def test_lists_say_how_they_stand(service: Service) -> None:
    found = {one["key"]: one for one in service.get("/v1/sources").json()["sources"]}
    every = service.client.get("/v1/sources", params={"all": "true"}).json()["sources"]

    assert found["us_ofac_cons"]["published"] == "2021-12-16"
    assert sum(one["key"] == "us_ofac_cons" for one in every) == 4


@pytest.mark.parametrize(
    ("known_at", "published"),
    [
        ("2020-12-13", []),
        ("2021-06-02", ["2020-12-14", "2021-01-08"]),
        ("2021-06-05", ["2020-12-14", "2021-01-08", "2021-06-03"]),
    ],
)
def test_lists_stand_as_they_stood_then(
    service: Service, known_at: str, published: list[str]
) -> None:
    def told(**params: str) -> list[dict[str, Any]]:
        found = service.get("/v1/sources", known_at=known_at, **params).json()["sources"]
        return [one for one in found if one["key"] == "us_ofac_cons"]

    (newest,) = told()
    every = [one["published"] for one in told(all="true") if one["published"]]

    assert (newest["published"], newest["age_days"]) == (
        (published[-1], (date.fromisoformat(known_at) - date.fromisoformat(published[-1])).days)
        if published
        else (None, None)
    )
    assert every == published


def test_only_editions_that_were_public_are_compared(service: Service) -> None:
    place = "/v1/sources/us_ofac_cons/diff"
    known = service.get(place, known_at="2021-06-05").json()
    later = service.get(place, to="2021-12-16", known_at="2021-06-05").json()

    moments = (known["from"]["published"], known["to"]["published"])
    assert moments == ("2021-01-08", "2021-06-03")
    assert later["to"]["published"] == "2021-06-03"
    assert service.get(place, known_at="2020-12-15").status_code == 400
    assert service.get(place, known_at="2020-12-01").status_code == 400


@pytest.mark.parametrize("name", ["as_of", "investor", "knownat"])
@pytest.mark.parametrize("place", ["/v1/sources", "/v1/sources/us_ofac_cons/diff"])
def test_what_changes_nothing_of_a_list_is_refused(service: Service, place: str, name: str) -> None:
    answer = service.get(place, **{name: "2021-06-05"})

    assert answer.status_code == 422
    assert [one["loc"] for one in answer.json()["detail"]] == [["query", name]]


def test_two_editions_are_compared(service: Service) -> None:
    found = service.client.get(
        "/v1/sources/us_ofac_cons/diff", params={"from": "2021-01-08", "to": "2021-06-03"}
    ).json()

    # Ten of the Chinese military companies went, thirty came, and twenty-four were renamed.
    assert len(found["ended"]) >= 10
    assert len(found["began"]) >= 30
    assert service.get("/v1/sources/banana/diff").status_code == 404
    assert service.get("/v1/sources/un_sc_sanctions/diff").status_code == 400


TEXT = "The Department of Defense added Xiaomi to a list of companies on January 14, 2021."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (TEXT, "text/plain"),
        (f"<html><body><article><p>{TEXT}</p></article></body></html>", "text/html"),
    ],
)
def test_an_article_is_read(service: Service, content: str, kind: str) -> None:
    answer = service.client.post(
        "/v1/read?published=2021-03-06", content=content, headers={"content-type": kind}
    )
    names = {one["name"] for one in answer.json()["entities"]}

    assert answer.json()["schema"] == "proscribe.claims/1"
    assert "Xiaomi Corporation" in names


def test_an_articles_text_may_stand_in_json(service: Service) -> None:
    answer = service.client.post("/v1/read?check=false", json={"text": TEXT})

    assert answer.json()["doc"]["text"].strip() == TEXT


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 422),
        (b'{"text": "x", "url": "https://x.example/"}', "application/json", 422),
        (b'{"url": "file:///etc/passwd"}', "application/json", 400),
        (b'{"url": "http://127.0.0.1:1/"}', "application/json", 502),
        (b'{"url": "http://169.254.169.254/latest/"}', "application/json", 502),
        (b"%PDF-1.4 broken", "application/pdf", 400),
        (b"x", "image/png", 400),
    ],
)
def test_an_article_that_cannot_be_read_is_refused(
    service: Service, body: bytes, kind: str, status: int
) -> None:
    answer = service.client.post("/v1/read", content=body, headers={"content-type": kind})

    assert (answer.status_code, [*answer.json()]) == (status, ["detail"]), answer.text
    assert "/tmp" not in answer.text  # noqa: S108


def test_an_article_is_checked_by_what_was_known_at_a_moment(service: Service) -> None:
    def days(params: str) -> set[str]:
        answer = service.client.post(f"/v1/read?published=2021-03-06{params}", json={"text": TEXT})
        return set(re.findall(r'"as_of":"([^"]+)"', answer.text))

    assert max(days("")) > "2026"
    assert days("&known_at=2021-03-06") == {"2021-03-06"}
    assert days("&known_at=2021-06-03T10:00:00Z") == {"2021-03-06", "2021-06-03"}

    refused = service.client.post("/v1/read?known_at=soon", json={"text": TEXT})
    assert (refused.status_code, [*refused.json()]) == (400, ["detail"])


def test_what_a_name_of_this_network_stands_for_is_told_to_nobody(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"db.house.example": "10.1.2.3", "here": "127.0.0.1"}

    real = socket.getaddrinfo

    def look_up(host: str, *rest: Any, **how: Any) -> list[Any]:  # noqa: ANN401 - as it is called
        if host == "127.0.0.1":
            return [*real(host, *rest, **how)]
        if host not in known:
            raise OSError(-2, "Name or service not known")
        return [(0, 0, 0, "", (known[host], 80))]

    monkeypatch.setattr("proscribe.backends.articles.hosts.socket.getaddrinfo", look_up)
    told = [
        service.client.post("/v1/read", json={"url": f"http://{host}/"})
        for host in (*known, "nowhere.house.example", "127.0.0.1")
    ]

    assert {answer.status_code for answer in told} == {502}
    assert len({answer.text for answer in told}) == 1
    assert not any(word in told[0].text for word in ("10.1.2.3", "127.0.0.1", "--allow"))
