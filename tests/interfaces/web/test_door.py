"""Coming in, leaving, and forms that nobody else can send."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from time import monotonic, sleep
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser
from structlog.testing import capture_logs

from proscribe.interfaces.web.doors import form_token
from tests.interfaces.api.running import KEY
from tests.interfaces.web.site import Site, visiting


@pytest.fixture
def stranger(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.url) as client:
        yield client


@pytest.fixture
def member(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.url, cookies={"proscribe_session": KEY}) as client:
        yield client


def test_nobody_sees_a_page_before_logging_in(stranger: httpx.Client) -> None:
    answer = stranger.get("/?q=Xiaomi")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/%3Fq%3DXiaomi"
    asked = stranger.get("/changes", headers={"accept": "application/json"})
    assert asked.status_code == 401


def test_a_visitor_logs_in_by_keyboard_and_comes_to_what_they_wanted(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{site.url}/changes")
    page.get_by_label("Name").focus()
    page.keyboard.type("somebody")
    page.keyboard.press("Tab")
    page.keyboard.type(KEY)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/changes")

    (cookie,) = [one for one in context.cookies() if one["name"] == "proscribe_session"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    context.close()


def test_a_wrong_key_is_refused_and_not_said_to_be_near(stranger: httpx.Client) -> None:
    stranger.get("/login")
    secret = stranger.cookies["proscribe_visit"]
    told = {"name": "x", "password": KEY[:-1], "form_token": form_token(secret)}

    answer = stranger.post("/login", data=told)

    assert answer.status_code == 403
    assert "do not fit" in answer.text
    assert "proscribe_session" not in answer.cookies


def test_a_login_never_leads_to_another_host(stranger: httpx.Client) -> None:
    for following in ("https://evil.example/", "//evil.example", "/\\evil.example", ""):
        stranger.cookies.clear()
        stranger.get("/login")
        secret = stranger.cookies["proscribe_visit"]
        told = {"password": KEY, "next": following, "form_token": form_token(secret)}
        assert stranger.post("/login", data=told).headers["location"] == "/"


@pytest.mark.parametrize(
    "path", ["/", "/login", "/logout", "/portfolios", "/articles", "/review", "/operations"]
)
def test_a_form_without_our_token_does_nothing(member: httpx.Client, path: str) -> None:
    for brought in (None, form_token("another"), "tökén"):
        told = {"q": "Xiaomi"} | ({} if brought is None else {"form_token": brought})
        answer = member.post(path, data=told)

        assert answer.status_code == 403
        assert "did not come from a page of this server" in answer.text


def test_a_form_from_another_site_does_nothing_even_with_the_token(member: httpx.Client) -> None:
    told = {"q": "Xiaomi", "form_token": form_token(KEY)}

    refused = member.post("/", data=told, headers={"origin": "https://evil.example"})

    assert refused.status_code == 403
    assert member.post("/", data=told).status_code == 303


@pytest.mark.parametrize(
    ("path", "field"), [("/", "q"), ("/articles", "text"), ("/review", "reason")]
)
def test_what_was_written_is_not_lost_where_the_session_ended_meanwhile(
    stranger: httpx.Client, path: str, field: str
) -> None:
    told = {field: "what took <an hour> to write", "password": "not shown", "form_token": "old"}

    answer = stranger.post(path, data=told)

    assert answer.status_code == 401
    assert "what took &lt;an hour&gt; to write</textarea>" in answer.text
    assert f'href="/login?next={path}"' in answer.text
    assert "not shown" not in answer.text
    elsewhere = stranger.post(path, data=told, headers={"origin": "https://evil.example"})
    assert elsewhere.status_code == 403
    assert "an hour" not in elsewhere.text


def test_what_was_wanted_is_not_forgotten_over_a_wrong_password(stranger: httpx.Client) -> None:
    stranger.get("/login?next=/changes")
    secret = stranger.cookies["proscribe_visit"]
    told = {"password": "wrong", "next": "/changes", "form_token": form_token(secret)}

    answer = stranger.post("/login", data=told)

    assert 'name="next" value="/changes"' in answer.text


def test_who_logs_out_is_out(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.go("/")
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url("**/login")
        page.goto(f"{site.url}/changes")

        assert "/login" in page.url


def test_an_upload_of_more_than_32_mib_is_refused_before_it_is_read(site: Site) -> None:
    head = (
        "POST /portfolios HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        f"Cookie: proscribe_session={KEY}\r\nContent-Length: {40 << 20}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", urlsplit(site.url).port or 0), 10) as line:
        line.sendall(head.encode())
        answer = line.recv(4_096)

    assert answer.startswith(b"HTTP/1.1 413")
    assert b"content-type: text/html" in answer.lower()


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_a_browser_at_an_address_that_leads_nowhere_gets_a_page(
    stranger: httpx.Client, member: httpx.Client, language: str
) -> None:
    browsing = {"accept": "text/html,*/*;q=0.8", "accept-language": language}
    for client, way in ((stranger, 'href="/"'), (member, 'href="/portfolios"')):
        for path in ("/portfolois", "/portfolois/1?a=b"):
            answer = client.get(path, headers=browsing)
            assert answer.status_code == 404
            assert answer.headers["content-type"].startswith("text/html")
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert f'<html lang="{language}">' in answer.text
            assert way in answer.text
        asked = client.get("/v1/watches", headers=browsing)
        assert asked.status_code == 401
        assert asked.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("accept", ["application/json", "*/*", None])
def test_a_program_at_an_address_that_leads_nowhere_gets_json(
    stranger: httpx.Client, accept: str | None
) -> None:
    headers = {} if accept is None else {"accept": accept}
    assert stranger.get("/portfolois", headers=headers).json()["detail"]
    assert stranger.get("/v1/watches", headers=headers).status_code == 401
    key = {"authorization": f"ApiKey {KEY}", "accept": "text/html"}
    answer = stranger.get("/portfolois", headers=key)
    assert answer.status_code == 404
    assert answer.json()["detail"]


def test_of_what_a_stranger_sends_no_more_is_read_than_somebody_writes(
    stranger: httpx.Client,
) -> None:
    much = {"text": "an hour of work " * 200_000}

    answer = stranger.post("/articles", data=much)

    assert answer.status_code == 401
    assert "an hour" not in answer.text
    assert "too large to be given back" in answer.text
    assert stranger.post("/login", data=much).status_code == 413
    pieces = (b"text=an hour of work" for _ in range(3))
    chunked = stranger.post(
        "/articles", content=pieces, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert chunked.status_code == 401
    assert "an hour" not in chunked.text


def test_who_hangs_up_while_sending_a_form_is_no_failure_of_ours(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    url = urlsplit(site.url)
    head = (
        f"POST /articles HTTP/1.1\r\nhost: {url.netloc}\r\ncookie: proscribe_session={KEY}\r\n"
        "content-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\ntext=Jane"
    )
    patience = monotonic() + 10
    with capture_logs() as logs:
        with socket.create_connection((url.hostname or "", url.port or 0), timeout=10) as leaving:
            leaving.sendall(head.encode())
        while monotonic() < patience and not any(one["event"] == "hung_up" for one in logs):
            sleep(0.05)

    assert [one["log_level"] for one in logs if one["event"] == "hung_up"] == ["info"]
    assert "Jane" not in str(logs)
    assert not [one for one in caplog.records if one.exc_info]
