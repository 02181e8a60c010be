from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

import pytest

from proscribe.backends.articles import Bounds, fetch_article
from proscribe.claims.text import Extracted, TextKind
from proscribe.model.errors import SourceError
from proscribe.version import VERSION
from tests.claims.text.pages import LISTED, linked_data, page
from tests.web import Reply, Web, serve

HTML = {"Content-Type": "text/html; charset=utf-8"}
ARTICLE = Reply(body=page(head=linked_data("2021-03-05")).encode(), headers=HTML)
TODAY = date(2026, 11, 27)


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as running:
        yield running


def fetch(url: str, bounds: Bounds | None = None) -> Extracted:
    return fetch_article(url, allow_private=True, bounds=bounds, today=TODAY)


def leading_to(location: str) -> Reply:
    return Reply(status=302, headers={"Location": location})


def test_an_article_is_fetched_and_read(web: Web) -> None:
    url = web.put("/acme", ARTICLE)

    found = fetch(url)

    assert LISTED in found.text
    assert (found.url, found.kind, str(found.published)) == (url, TextKind.HTML, "2021-03-05")


def test_the_server_is_told_who_asks_and_for_whom(web: Web) -> None:
    url = web.put("/acme", ARTICLE)

    fetch(url)

    (request,) = web.requests
    assert request.headers["user-agent"] == f"proscribe/{VERSION}"
    assert request.headers["host"] == urlsplit(url).netloc
    assert "cookie" not in request.headers


def test_a_packed_page_is_unpacked(web: Web) -> None:
    headers = HTML | {"Content-Encoding": "gzip"}
    url = web.put("/acme", Reply(body=gzip.compress(ARTICLE.body), headers=headers))

    assert LISTED in fetch(url).text


def test_the_encoding_that_the_server_names_counts(web: Web) -> None:
    words = "Минфин США внес компанию в санкционный список, сообщили в пятницу чиновники."
    headers = {"Content-Type": "text/plain; charset=koi8-r"}
    url = web.put("/acme.txt", Reply(body=words.encode("koi8-r"), headers=headers))

    assert fetch(url).text == words


def test_redirects_are_followed_to_where_the_article_is(web: Web) -> None:
    url = web.put("/acme", ARTICLE)

    assert fetch(web.put("/old", leading_to("/acme"))).url == url


def test_a_sixth_redirect_is_not_followed(web: Web) -> None:
    with pytest.raises(SourceError, match="more than 5 times"):
        fetch(web.put("/round", leading_to("/round")))

    assert len(web.requests) == 6


def test_this_machine_is_not_asked_unless_that_is_allowed(web: Web) -> None:
    url = web.put("/acme", ARTICLE)

    with pytest.raises(SourceError, match="no machine of the public network") as caught:
        fetch_article(url)

    assert "--allow-private" in caught.value.remedy
    assert web.requests == []


def test_a_redirect_to_where_clouds_keep_their_keys_is_not_followed(web: Web) -> None:
    url = web.put("/acme", leading_to("http://169.254.169.254/latest/meta-data/"))

    with pytest.raises(SourceError, match="no machine of the public network"):
        fetch(url)


@pytest.mark.parametrize(
    ("location", "says"),
    [
        (None, "does not say to which"),
        ("/a\tb", "Invalid URL in location header"),
        ("http://xn--/", "could not be fetched"),
        ("http://daily.example:99999/", "port 99999"),
    ],
)
def test_a_redirect_to_nowhere_is_told_in_words(web: Web, location: str | None, says: str) -> None:
    reply = Reply(status=302) if location is None else leading_to(location)

    with pytest.raises(SourceError, match=says):
        fetch(web.put("/acme", reply))


def test_a_redirect_off_the_web_is_not_followed(web: Web) -> None:
    with pytest.raises(SourceError, match="does not begin with https:// or http://"):
        fetch(web.put("/acme", leading_to("file:///etc/passwd")))


def test_a_name_is_looked_up_once_and_the_checked_machine_is_asked(web: Web) -> None:
    """A second look-up could give another machine than the one that was checked."""
    web.put("/acme", ARTICLE)
    port = urlsplit(web.url).port
    looked_up = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        looked_up.append(host)
        return ("127.0.0.1",) if len(looked_up) == 1 else ("192.0.2.1",)

    url = f"http://daily.example:{port}/acme"
    found = fetch_article(url, allow_private=True, resolve=resolve, today=TODAY)

    assert found.url == url
    assert looked_up == ["daily.example"]
    assert web.requests[0].headers["host"] == f"daily.example:{port}"


def test_a_name_that_turns_into_this_machine_on_a_redirect_is_refused(web: Web) -> None:
    web.put("/acme", leading_to("/next"))
    answers = iter((("127.0.0.1",), ("169.254.169.254",)))
    url = f"http://daily.example:{urlsplit(web.url).port}/acme"

    with pytest.raises(SourceError, match=r"daily\.example is 169\.254\.169\.254"):
        fetch_article(url, allow_private=True, resolve=lambda _host, _port: next(answers))


def test_an_unknown_name_is_said_to_be_one() -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(SourceError, match=r"no machine of the name nowhere\.example was found"):
        fetch_article("https://nowhere.example/", resolve=resolve)


def test_a_machine_that_does_not_answer_is_said_to_be_one(web: Web) -> None:
    port = urlsplit(web.url).port
    resolve = lambda _host, _port: ("127.0.0.2",)  # noqa: E731  # the server is on 127.0.0.1 only

    with pytest.raises(SourceError, match="could not be fetched"):
        fetch_article(f"http://daily.example:{port}/", allow_private=True, resolve=resolve)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=401), "turns us away"),
        (Reply(status=402), "for those who log in or pay"),
        (Reply(status=403), "we do not get around that"),
        (Reply(status=404), "has no such page"),
        (Reply(status=429), "cannot answer now"),
        (Reply(status=503), "cannot answer now"),
        (Reply(body=b"\x89PNG", headers={"Content-Type": "image/png"}), "is image/png, not"),
        (Reply(body=b"{}", headers={"Content-Type": "application/json"}), "not an article"),
        (Reply(body=b"", headers=HTML), "the file is empty"),
        (Reply(body=b"<html><body></body></html>", headers=HTML), "no article in the page"),
        (Reply(body=ARTICLE.body, headers=HTML, cut=500), "could not be fetched"),
        (Reply(body=b"no gzip", headers=HTML | {"Content-Encoding": "gzip"}), "be unpacked"),
        (Reply(body=b"x", headers=HTML | {"Content-Encoding": "br"}), "packed the page as 'br'"),
        (Reply(body=gzip.compress(ARTICLE.body)[:-20], headers=HTML | {"Content-Encoding": "gzip"}),
         "broke off before its end"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_in_plain_words(web: Web, reply: Reply, said: str) -> None:
    url = web.put("/acme", reply)

    with pytest.raises(SourceError, match=said) as caught:
        fetch(url)

    assert caught.value.where is not None
    assert caught.value.where.file == url
    assert caught.value.remedy


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"a" * 100_001, headers=HTML),
        Reply(body=gzip.compress(bytes(1 << 24)), headers=HTML | {"Content-Encoding": "gzip"}),
    ],
)
def test_what_is_too_large_is_refused_packed_or_not(web: Web, reply: Reply) -> None:
    with pytest.raises(SourceError, match="larger than 100,000 bytes"):
        fetch(web.put("/acme", reply), Bounds(most_bytes=100_000))


def test_a_server_that_sends_a_byte_now_and_then_is_given_up(web: Web) -> None:
    url = web.put("/acme", Reply(body=ARTICLE.body, headers=HTML, pause=0.05))

    with pytest.raises(SourceError, match=r"did not come whole within 0.3 s"):
        fetch(url, Bounds(seconds=0.3))
