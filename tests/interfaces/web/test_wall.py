"""Pages of one organisation show nothing of another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from proscribe.interfaces.web.doors import SESSION_COOKIE, form_token
from proscribe.interfaces.web.mounting import ROUTES
from tests.interfaces.api.doors import House, open_house

OURS = "Zyxomarkt"
LISTED = "Quibblethorpe Trading"
ENTRY = "list-quib-7"
# Of an id with a slash, as an address has it.
SLASHED = "list-quib%2F8%20b"
SUBJECT_PAGES = ("", "/consequences", "/timeline")
XIAOMI = "us_dod_1237-xiaomi"
# Every page there is. One that is added is added here, once it is tried across the wall.
KNOWN = {
    *("GET /", "POST /", "GET /login", "POST /login", "POST /logout", "GET /assets/{name}"),
    *("GET /subjects/{subject_id}", "GET /subjects/{subject_id}/consequences"),
    *("GET /subjects/{subject_id}/timeline", "POST /subjects/{subject_id}/timeline"),
    *("GET /portfolios", "POST /portfolios", "GET /portfolios/{run_id}"),
    *("POST /portfolios/{run_id}", "GET /portfolios/{run_id}/columns"),
    "POST /portfolios/{run_id}/columns",
    *("GET /portfolios/{run_id}/report.{ending}", "GET /articles", "POST /articles"),
    *("GET /articles/{article_id}", "POST /articles/{article_id}"),
    *("GET /articles/{article_id}/page.{ending}", "GET /changes", "GET /changes/{source}"),
    *("GET /review", "POST /review", "GET /operations", "POST /operations"),
    *("GET /login/with", "GET /login/back", "POST /login/ended", "GET /refused"),
}


class Visitor:
    """Somebody of an organisation, at the pages.

    Args:
        client: With their key.
        url: Where the pages are.
    """

    def __init__(self, client: httpx.Client, url: str) -> None:
        self.key = client.headers["authorization"].removeprefix("Bearer ")
        self._client = httpx.Client(base_url=url, cookies={SESSION_COOKIE: self.key}, timeout=60)

    def close(self) -> None:
        self._client.close()

    def get(self, path: str, **params: str) -> httpx.Response:
        return self._client.get(path, params=params)

    def post(
        self, path: str, *, files: dict[str, tuple[str, bytes]] | None = None, **fields: str
    ) -> httpx.Response:
        """Send a form as the pages send it."""
        data = {"form_token": form_token(self.key), **fields}
        return self._client.post(path, data=data, files=files or {"none": ("", b"")})


@pytest.fixture(scope="module")
def walled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visitor, Visitor, set[str]]]:
    folder = tmp_path_factory.mktemp("wall")
    with open_house(folder, pages=True) as house:
        ours, theirs = (Visitor(one["analyst"], house.url) for one in (house.here, house.there))
        yield ours, theirs, leave(house, ours, folder)
        ours.close()
        theirs.close()


def leave(house: House, ours: Visitor, folder: Path) -> set[str]:
    """Have the first organisation hand in a portfolio, an article, a list and a clearance."""
    listed, own = folder / "list.csv", house.workspace.of("one")
    listed.write_text("id,schema,name\nquib-7,Company,Nobody\n")
    own.import_files("list", listed, published="2026-01-05")
    listed.write_text(f"id,schema,name\nquib-7,Company,{LISTED}\nquib/8 b,Company,{LISTED}\n")
    own.import_files("list", listed, published="2026-01-06")
    own.clearances.clear(LISTED, XIAOMI, reason=OURS, by="one")
    # One whose columns are still to be looked at, and one that is screened.
    book = {"files": (f"{OURS}.csv", b"name\nXiaomi\n")}
    waits, shown = (ours.post("/portfolios", files=book) for _ in range(2))
    run = ours.post(shown.headers["location"])
    assert own.jobs.run_pending() == 1
    text = f"{OURS}: {LISTED} was barred."
    article = ours.post("/articles", text=text, published="2026-01-07")
    ids = set(
        re.findall(
            r"/(?:portfolios|articles)/([\w-]{8,})",
            str([waits.headers, run.headers, article.headers]),
        )
    )
    assert len(ids) == 3, (run.text[:2_000], article.text[:2_000])
    return ids


def pages(ids: set[str]) -> Iterator[tuple[str, str]]:
    """Yield every page, with each of what the first organisation left."""
    for route in ROUTES:
        for one in sorted(ids):
            place = re.sub(r"\{(run_id|article_id)\}", one, route.path_format)
            for subject in (XIAOMI, ENTRY, SLASHED):
                filled = place.replace("{subject_id}", subject).replace("{source}", "list")
                filled = filled.replace("{ending}", "csv").replace("{name}", "web.css")
                yield from ((method, filled) for method in sorted(route.methods or ()))


def test_nothing_of_another_organisation_is_shown_on_any_page(
    walled: tuple[Visitor, Visitor, set[str]],
) -> None:
    _, theirs, ids = walled
    for method, place in dict.fromkeys(pages(ids)):
        if method == "HEAD" or place == "/logout":
            continue
        answer = theirs.get(place) if method == "GET" else theirs.post(place)
        for trace in (OURS, LISTED, *ids):
            assert trace not in answer.text.replace(place, ""), f"{method} {place}"
        if any(one in place for one in (*ids, ENTRY, SLASHED)):
            assert answer.status_code in (400, 403, 404), f"{method} {place}"
        assert answer.status_code < 500, f"{method} {place}"
    card = theirs.get("/", q=LISTED, format="json").json()
    assert ENTRY not in str(card)


def test_what_was_left_is_shown_to_those_who_left_it(
    walled: tuple[Visitor, Visitor, set[str]],
) -> None:
    ours, _, ids = walled

    kept = ours.get("/portfolios").text + ours.get("/articles").text
    assert OURS in kept
    waiting = {one for one in ids if ours.get(f"/portfolios/{one}/columns").status_code == 200}
    assert len(waiting) == 1
    assert all(one in kept for one in ids - waiting)
    assert LISTED in ours.get("/changes/list").text
    assert ENTRY in str(ours.get("/", q=LISTED, format="json").json())
    for place in (f"/subjects/{one}{rest}" for one in (ENTRY, SLASHED) for rest in SUBJECT_PAGES):
        assert LISTED in ours.get(place).text, place


def test_every_page_there_is_was_tried() -> None:
    found = {f"{method} {route.path_format}" for route in ROUTES for method in route.methods or ()}

    assert {one for one in found if not one.startswith("HEAD")} == KNOWN
