"""Downloads from a real server that answers well, late, in parts, or not at all."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from proscribe.backends.fetch.download import Download, Downloader, Wanted
from proscribe.backends.fetch.patience import Patience
from proscribe.model.errors import SourceError
from proscribe.model.source import IndexPage
from proscribe.version import VERSION
from tests.backends.fetch.conftest import HASTY
from tests.conftest import ROOT
from tests.web import Reply, Web, held

SAMPLE = ROOT / "tests" / "sources" / "us" / "us_ofac_cons" / "sample" / "consolidated.xml"
LIST = SAMPLE.read_bytes()
HALF = len(LIST) // 2


def got(downloader: Downloader, url: str, etag: str | None = None) -> Download:
    found = downloader.fetch(Wanted(url=url, etag=etag))
    assert found is not None
    return found


def refused(downloader: Downloader, url: str) -> str:
    with pytest.raises(SourceError) as caught:
        downloader.fetch(Wanted(url=url))
    assert caught.value.remedy
    assert caught.value.where is not None
    return str(caught.value)


def packed(body: bytes, encoding: str) -> Reply:
    return Reply(body=body, headers={"Content-Encoding": encoding})


def test_a_file_comes_whole_with_its_marks_and_nothing_is_left(
    downloader: Downloader, web: Web, parts: Path
) -> None:
    changed = "Mon, 01 Jul 2024 12:00:00 GMT"
    url = web.put("/list.xml", held(LIST, '"one"', Last_Modified=changed))
    seen: list[tuple[int, int | None]] = []

    found = downloader.fetch(Wanted(url=url), lambda done, total: seen.append((done, total)))

    assert found is not None
    assert (found.content, found.name) == (LIST, "list.xml")
    assert (found.etag, found.last_modified) == ('"one"', changed)
    assert seen[-1] == (len(LIST), len(LIST))
    assert web.requests[0].headers["user-agent"] == f"proscribe/{VERSION}"
    assert [*parts.iterdir()] == []


def test_a_file_that_did_not_change_is_not_sent_again(downloader: Downloader, web: Web) -> None:
    url = web.put("/list.xml", held(LIST, '"one"'))

    assert downloader.fetch(Wanted(url=url, etag='"one"')) is None
    assert got(downloader, url, etag='"before"').content == LIST


def test_the_day_of_change_is_asked_by_where_there_is_no_mark(
    downloader: Downloader, web: Web
) -> None:
    url = web.put("/list.xml", Reply(status=304))

    assert downloader.fetch(Wanted(url=url, last_modified="Mon, 01 Jul 2024 12:00:00 GMT")) is None
    assert web.requests[0].headers["if-modified-since"] == "Mon, 01 Jul 2024 12:00:00 GMT"


def test_not_modified_without_a_question_is_no_answer(downloader: Downloader, web: Web) -> None:
    told = refused(downloader, web.put("/list.xml", Reply(status=304)))

    assert "nothing changed since a state we never had (304 Not Modified)" in told
    assert "no such file" not in told
    assert len(web.requests) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 408])
def test_a_passing_fault_is_tried_again(downloader: Downloader, web: Web, status: int) -> None:
    url = web.put("/list.xml", Reply(status=status), Reply(body=LIST))

    assert got(downloader, url).content == LIST
    assert len(web.requests) == 2


def test_a_fault_that_does_not_pass_ends_after_a_few_times(
    downloader: Downloader, web: Web
) -> None:
    url = web.put("/list.xml", Reply(status=503))

    assert "the server cannot answer now (503 Service Unavailable)" in refused(downloader, url)
    assert len(web.requests) == HASTY.attempts


def test_a_busy_server_is_left_alone_as_long_as_it_asks(downloader: Downloader, web: Web) -> None:
    later = Reply(status=429, headers={"Retry-After": "0"})
    url = web.put("/list.xml", later, Reply(body=LIST))

    assert got(downloader, url).content == LIST


def test_a_server_that_asks_for_too_long_is_not_waited_for(
    downloader: Downloader, web: Web
) -> None:
    url = web.put("/list.xml", Reply(status=429, headers={"Retry-After": "3600"}))

    assert "asks to be left alone for 3,600 s" in refused(downloader, url)
    assert len(web.requests) == 1


@pytest.mark.parametrize(
    ("status", "says"), [(404, "has no such file"), (410, "no such"), (403, "turns us away")]
)
def test_a_lasting_fault_is_not_tried_again(
    downloader: Downloader, web: Web, status: int, says: str
) -> None:
    assert says in refused(downloader, web.put("/list.xml", Reply(status=status)))
    assert len(web.requests) == 1


def test_a_connection_cut_in_the_middle_is_gone_on_with(downloader: Downloader, web: Web) -> None:
    cut = Reply(body=LIST, headers={"ETag": '"one"'}, cut=HALF)
    url = web.put("/list.xml", cut, held(LIST, '"one"'))

    assert got(downloader, url).content == LIST
    assert web.requests[1].headers["range"] == f"bytes={HALF}-"
    assert web.requests[1].headers["if-range"] == '"one"'


def test_what_one_run_had_the_next_goes_on_with(
    make_downloader: Callable[[Patience], Downloader], web: Web, parts: Path
) -> None:
    once = make_downloader(replace(HASTY, attempts=1))
    url = web.put("/list.xml", Reply(body=LIST, headers={"ETag": '"one"'}, cut=HALF))

    assert "the connection was lost before the file was whole" in refused(once, url)
    assert {file.suffix for file in parts.iterdir()} == {".part", ".json"}
    web.put("/list.xml", held(LIST, '"one"'))
    assert got(make_downloader(HASTY), url).content == LIST
    assert web.requests[-1].headers["range"] == f"bytes={HALF}-"
    assert [*parts.iterdir()] == []


def test_a_server_that_knows_no_ranges_sends_it_all_again(downloader: Downloader, web: Web) -> None:
    cut = Reply(body=LIST, headers={"ETag": '"one"'}, cut=HALF)
    url = web.put("/list.xml", cut, Reply(body=LIST, headers={"ETag": '"one"'}))

    assert got(downloader, url).content == LIST


def test_parts_of_two_states_of_a_file_are_never_joined(downloader: Downloader, web: Web) -> None:
    other = LIST.replace(b"EXAMPLE", b"ANOTHER")
    cut = Reply(body=LIST, headers={"ETag": '"one"'}, cut=HALF)
    part = Reply(
        body=other[HALF:],
        status=206,
        headers={"ETag": '"two"', "Content-Range": f"bytes {HALF}-{len(other) - 1}/{len(other)}"},
    )
    url = web.put("/list.xml", cut, part, held(other, '"two"'))

    assert got(downloader, url).content == other


@pytest.mark.parametrize("told", ["bytes 0-9/10", "bytes 7-9/*", "nonsense", None])
def test_a_part_that_does_not_fit_is_not_joined(
    downloader: Downloader, web: Web, told: str | None
) -> None:
    cut = Reply(body=LIST, headers={"ETag": '"one"'}, cut=HALF)
    headers = {"ETag": '"one"'} | ({} if told is None else {"Content-Range": told})
    url = web.put("/list.xml", cut, Reply(body=LIST, status=206, headers=headers), Reply(body=LIST))

    assert got(downloader, url).content == LIST


def test_a_part_beyond_the_end_begins_anew(downloader: Downloader, web: Web) -> None:
    cut = Reply(body=LIST, headers={"ETag": '"one"'}, cut=HALF)
    url = web.put("/list.xml", cut, Reply(status=416), Reply(body=LIST))

    assert got(downloader, url).content == LIST


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"weak"'}])
def test_without_a_strong_mark_a_cut_file_begins_anew(
    downloader: Downloader, web: Web, headers: dict[str, str]
) -> None:
    url = web.put("/list.xml", Reply(body=LIST, headers=headers, cut=HALF), Reply(body=LIST))

    assert got(downloader, url).content == LIST
    assert "range" not in web.requests[1].headers


def test_a_file_shorter_than_announced_is_not_taken(downloader: Downloader, web: Web) -> None:
    announced = {"Content-Length": str(len(LIST) + 1)}
    url = web.put("/list.xml", Reply(body=LIST, headers=announced, cut=len(LIST)))

    assert "before the file was whole" in refused(downloader, url)


def test_a_file_that_comes_byte_by_byte_is_given_up(
    make_downloader: Callable[[Patience], Downloader], web: Web
) -> None:
    impatient = make_downloader(replace(HASTY, total_seconds=0.1))
    url = web.put("/list.xml", Reply(body=LIST, pause=0.02))

    assert "the file came too slowly" in refused(impatient, url)


def test_a_server_that_says_nothing_is_given_up(
    make_downloader: Callable[[Patience], Downloader], web: Web
) -> None:
    impatient = make_downloader(replace(HASTY, timeout_seconds=0.05, attempts=1))
    url = web.put("/list.xml", Reply(body=LIST, pause=0.2, cut=1))

    assert "did not answer in time" in refused(impatient, url)


def test_a_server_that_is_not_there_is_named(downloader: Downloader, web: Web) -> None:
    del web
    told = refused(downloader, "http://127.0.0.1:9/list.xml")

    assert told.startswith("http://127.0.0.1:9/list.xml: the server cannot be reached")


def test_a_file_packed_on_the_wire_is_unpacked(downloader: Downloader, web: Web) -> None:
    packed = gzip.compress(LIST)
    headers = {"ETag": '"gz"', "Content-Encoding": "gzip"}
    url = web.put(
        "/list.xml",
        Reply(body=packed, headers=headers, cut=len(packed) // 2),
        held(packed, '"gz"', Content_Encoding="gzip"),
    )

    assert got(downloader, url).content == LIST
    assert web.requests[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (packed(gzip.compress(LIST)[:-9], "gzip"), "breaks off before its end"),
        (packed(LIST, "gzip"), "cannot be unpacked"),
        (packed(LIST, "br"), "packed the file as 'br'"),
    ],
)
def test_a_file_packed_badly_is_refused(
    downloader: Downloader, web: Web, reply: Reply, says: str
) -> None:
    assert says in refused(downloader, web.put("/list.xml", reply))


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_file_larger_than_any_list_is_refused_and_not_kept(
    downloader: Downloader, web: Web, parts: Path, *, is_packed: bool
) -> None:
    body = gzip.compress(b"<" * 9_000) if is_packed else b"<" * 9_000
    headers = {"Content-Encoding": "gzip"} if is_packed else {}
    url = web.put("/list.xml", Reply(body=body, headers=headers))

    with pytest.raises(SourceError, match="larger than 5,000 bytes"):
        downloader.fetch(Wanted(url=url, most_bytes=5_000))
    assert [*parts.iterdir()] == []


def test_redirects_are_followed_and_keys_stay_with_their_host(
    downloader: Downloader, web: Web
) -> None:
    target = web.put("/files/list%20of%20today.xml", Reply(body=LIST))
    away = target.replace("127.0.0.1", "localhost")
    first = web.put("/list", Reply(status=302, headers={"Location": "/next"}))
    web.put("/next", Reply(status=307, headers={"Location": away}))

    found = downloader.fetch(Wanted(url=first, headers=(("X-Key", "secret"),)))

    assert found is not None
    assert (found.content, found.name) == (LIST, "list_of_today.xml")
    assert [request.headers.get("x-key") for request in web.requests] == ["secret", "secret", None]


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("/list.xml", "leads on from address to address"),
        ("file:///etc/passwd", "which is not on the web"),
        ("ftp://lists.example/list.xml", "which is not on the web"),
        ("http://a:port", "Invalid URL in location header"),
    ],
)
def test_redirects_that_lead_nowhere_are_refused(
    downloader: Downloader, web: Web, location: str, says: str
) -> None:
    url = web.put("/list.xml", Reply(status=301, headers={"Location": location}))

    assert says in refused(downloader, url)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://lists.example/x", "lists.example/x", "https://", "http://a:port"],
)
def test_an_address_off_the_web_is_refused(downloader: Downloader, url: str) -> None:
    with pytest.raises(SourceError, match="address"):
        downloader.fetch(Wanted(url=url))


def test_what_is_no_list_is_refused_and_not_kept(
    downloader: Downloader, web: Web, parts: Path
) -> None:
    page = b"<!DOCTYPE html><html><head><title>Access denied</title></head></html>"
    url = web.put("/list.xml", Reply(body=page, headers={"Content-Type": "text/html"}))

    assert 'a web page instead of the list, titled "Access denied"' in refused(downloader, url)
    assert [*parts.iterdir()] == []


def test_two_fetches_of_one_address_at_once_do_not_mix(downloader: Downloader, web: Web) -> None:
    url = web.put("/list.xml", Reply(body=LIST, headers={"ETag": '"one"'}))
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(got(downloader, url).content))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [LIST] * 6


def test_the_newest_file_is_found_by_the_page_that_links_to_it(
    downloader: Downloader, web: Web
) -> None:
    page = b'<a href="x/list20260101.xlsx">old</a> <a href="x/list20260305.xlsx">new</a>'
    url = web.put("/lists/", Reply(body=page, headers={"Content-Type": "text/html"}))
    index = IndexPage(url=url, link=r"list(\d{8})\.xlsx$")

    assert downloader.newest(index) == f"{web.url}/lists/x/list20260305.xlsx"
