"""Articles at an address: fetched once for each request, however often they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.api.running import open_service
from tests.web import Reply, serve

TEXT = "The European Union sanctioned Quarzwerk Nord on 14 January 2021, officials said in Brussels"
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


def test_an_article_is_fetched_once_though_the_store_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The article lies on this machine, which is not asked otherwise.
    monkeypatch.setattr(
        "proscribe.backends.articles.fetching.checked_addresses", lambda *_, **__: ("127.0.0.1",)
    )
    listed = tmp_path / "own.csv"
    listed.write_text("id,schema,name\n1,Company,Quarzwerk Nord\n", "utf-8")
    with serve() as web, open_service(tmp_path) as service:
        address = web.put("/story", Reply(body=TEXT.encode(), headers=PLAIN))
        read = service.workspace.read
        times: list[object] = []

        def reading(*article: Any, **how: Any) -> Any:  # noqa: ANN401 - as it is called
            found = read(*article, **how)
            if not times:
                service.workspace.import_files("list", listed, published="2021-02-01")
            times.append(found)
            return found

        monkeypatch.setattr(service.workspace, "read", reading)
        answer = service.client.post("/v1/read?published=2021-03-06", json={"url": address})

        assert answer.status_code == 200, answer.text
        assert len(times) == 2
        known = [one["name"] for one in answer.json()["entities"] if "refs" in one]
        assert known == ["Quarzwerk Nord"]
        assert len(web.requests) == 1
