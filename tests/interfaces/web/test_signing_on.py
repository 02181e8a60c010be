"""Signing on with a provider of OpenID Connect, by a browser and by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.interfaces.web import mount_web
from proscribe.interfaces.web.doors import AccessDoor
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.access import Role
from proscribe.workspace.service.door import ServiceDoor
from tests.interfaces.api.running import serving
from tests.oidc_provider import CLIENT, SECRET, Provider, provider


@pytest.fixture
def house() -> Iterator[Provider]:
    with provider() as running:
        yield running


@pytest.fixture
def workspace(house: Provider, tmp_path: Path) -> Iterator[Workspace]:
    settings = Settings(
        db=f"sqlite:///{tmp_path / 'l.db'}",
        data=tmp_path,
        oidc_issuer=house.issuer + "/",
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
    )
    with open_workspace(settings=settings) as workspace:
        workspace.access.add_user("ana@house.example", password=None, role="analyst", by="test")
        yield workspace


@pytest.fixture
def url(workspace: Workspace) -> Iterator[str]:
    desk = workspace.service()
    desk.follow()
    door = ServiceDoor(workspace, "")
    app = create_app(Shelf(workspace=workspace, desk=desk, looks_seconds=3_600), door)
    mount_web(app, workspace, AccessDoor(door, workspace.access))
    with serving(app) as url:
        yield url


def sign_on(url: str, **changed: str) -> httpx.Response:
    """Go to the provider and come back, as a browser does; the answer to coming back."""
    with httpx.Client(base_url=url) as client:
        away = client.get("/login/with?next=/changes")
        assert away.status_code == 303, away.text
        back = httpx.URL(httpx.get(away.headers["location"]).headers["location"])
        return client.get(str(back.copy_merge_params(changed)))


def test_a_user_signs_on_and_comes_to_what_they_wanted(browser: Browser, url: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{url}/changes")
    page.get_by_role("link", name="Log in with your organisation's account").click()
    page.wait_for_url(f"{url}/changes")

    assert [one["name"] for one in context.cookies()] == ["proscribe_session"]
    context.close()


def test_who_signs_on_has_their_own_role(url: str, workspace: Workspace) -> None:
    answer = sign_on(url)

    assert (answer.status_code, answer.headers["location"]) == (303, "/changes")
    found = workspace.access.authenticate(answer.cookies["proscribe_session"])
    assert found is not None
    assert (found.name, found.role) == ("ana@house.example", Role.ANALYST)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1_600_000_000},
        {"nonce": "another"},
        {"email": "ben@house.example"},
        {"email": ""},
        {"email": ["ana@house.example"]},
        {"email_verified": False},
        {"email_verified": "true"},
    ],
)
def test_what_does_not_hold_lets_nobody_in(
    url: str, house: Provider, claims: dict[str, Any]
) -> None:
    house.claims.update(claims)

    answer = sign_on(url)

    assert answer.status_code == 403
    assert "was not let in" in answer.text
    assert "proscribe_session" not in answer.cookies


@pytest.mark.parametrize("sign", ["none", "HS256", "other"])
def test_what_somebody_else_signed_lets_nobody_in(url: str, house: Provider, sign: str) -> None:
    house.sign = sign

    assert sign_on(url).status_code == 403


def test_a_token_for_several_of_whom_we_asked_lets_in(url: str, house: Provider) -> None:
    house.claims.update({"aud": [CLIENT, "another"], "azp": CLIENT})

    assert sign_on(url).status_code == 303


def test_who_did_not_begin_here_is_not_let_in(url: str) -> None:
    assert sign_on(url, state="another").status_code == 403
    assert httpx.get(f"{url}/login/back?code=1&state=").status_code == 403


def test_a_code_that_the_provider_does_not_know_is_told(url: str) -> None:
    answer = sign_on(url, code="another")

    assert answer.status_code == 502
    assert "does not answer" in answer.text


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://elsewhere.example"},
        {"authorization_endpoint": "http://elsewhere.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_is_another_is_not_followed(
    url: str, house: Provider, told: dict[str, str]
) -> None:
    house.told.update(told)

    answer = httpx.get(f"{url}/login/with")

    assert answer.status_code == 502
    assert "location" not in answer.headers


def test_who_may_not_come_in_any_more_does_not(url: str, workspace: Workspace) -> None:
    workspace.access.change_user("ana@house.example", enabled=False, by="test")

    assert sign_on(url).status_code == 403


def test_who_signs_on_has_no_password_that_could_be_guessed(workspace: Workspace) -> None:
    assert workspace.access.login("ana@house.example", "") is None
