from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest

from proscribe.interfaces.api.access import OneKey
from proscribe.interfaces.api.serving import check_address
from proscribe.model.errors import InputError
from tests.interfaces.api.running import KEY, Service

PATHS = (
    *("/", "/catalog", "/manifest", "/algorithms", "/statements", "/meta/programs.json"),
    *("/search/default", "/entities/us_dod_1237-xiaomi", "/reconcile/default", "/openapi.json"),
    *("/entities/us_dod_1237-xiaomi/adjacent", "/v1/check?query=Xiaomi", "/v1/sources"),
    *("/v1/subjects/us_dod_1237-xiaomi", "/v1/sources/us_ofac_cons/diff", "/nowhere", "/docs"),
)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_answered_without_a_key(service: Service, path: str) -> None:
    answer = httpx.get(f"{service.url}{path}")

    assert answer.status_code == 401
    assert "detail" in answer.json()
    assert "ApiKey" in answer.headers["www-authenticate"]


@pytest.mark.parametrize("path", ["/match/default", "/updatez", "/v1/read", "/reconcile/default"])
def test_nothing_is_taken_without_a_key(service: Service, path: str) -> None:
    assert httpx.post(f"{service.url}{path}").status_code == 401


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_open(service: Service, path: str) -> None:
    assert httpx.get(f"{service.url}{path}").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ({"authorization": f"ApiKey {KEY}"}, ""),
        ({"authorization": f"Bearer {KEY}"}, ""),
        ({"authorization": f"apikey   {KEY}"}, ""),
        ({}, f"?api_key={KEY}"),
    ],
)
def test_a_key_is_taken_in_each_way_that_clients_send_it(
    service: Service, headers: Mapping[str, str], query: str
) -> None:
    answer = httpx.get(f"{service.url}/algorithms{query}", headers=headers)

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "header", ["ApiKey wrong", f"Basic {KEY}", KEY, "ApiKey", f"ApiKey {KEY}x", "Bearer \xff"]
)
def test_another_key_is_refused(service: Service, header: str) -> None:
    answer = httpx.get(
        f"{service.url}/algorithms", headers={b"authorization": header.encode("latin-1")}
    )

    assert answer.status_code == 401
    assert KEY not in answer.text


def test_a_browser_of_any_origin_may_ask_before_it_asks(service: Service) -> None:
    answer = httpx.options(
        f"{service.url}/match/default",
        headers={"origin": "https://refine.example", "access-control-request-method": "POST"},
    )

    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.0.0.2"])
def test_this_machines_own_addresses_are_served(host: str) -> None:
    check_address(host, OneKey(""))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org"])  # noqa: S104
def test_other_addresses_are_refused_while_nobody_is_set_up(host: str) -> None:
    with pytest.raises(InputError, match="nobody was set up"):
        check_address(host, OneKey(""))


def test_the_key_is_in_no_record_of_a_question(service: Service) -> None:
    httpx.get(f"{service.url}/search/default", params={"q": "huawei", "api_key": KEY})

    assert KEY not in repr(service.written.answers[-1])
