"""An article is read on the command line, by rules and by a model of the reader's choice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interfaces.cli.running import Command
from tests.web import Reply, Web, serve

LISTED = "On January 14, 2021, the Pentagon added Xiaomi to its list of Chinese military companies."
INVENTED = "A court struck Xiaomi off the list."
NAMED = [
    {"id": "x", "kind": "company", "name": "Xiaomi", "aliases": []},
    {"id": "p", "kind": "authority", "name": "Pentagon", "aliases": []},
]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("PROSCRIBE_READER_MODEL", "tiny-1")
    with serve() as running:
        monkeypatch.setenv("PROSCRIBE_READER_URL", f"{running.url}/v1")
        yield running


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(f"{LISTED} Phones sell well in Europe and in India this year.", "utf-8")
    return file


def claim(type_: str, quote: str) -> dict[str, object]:
    missing = ("object", "court", "list", "bound", "because", "value")
    day = {"text": "January 14, 2021", "value": "2021-01-14", "role": "event"}
    return dict.fromkeys(missing) | {
        "type": type_, "subject": "x", "quote": quote, "attribution": ["article"], "agent": "p",
        "date": day if type_ == "listed" else None, "modality": "asserted", "negated": False,
        "contested": False, "direct_speech": False,
    }  # fmt: skip


def answered(*claims: object) -> Reply:
    content = json.dumps({"entities": NAMED, "claims": claims})
    held = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    return Reply(body=json.dumps(held).encode())


def test_a_model_reads_where_it_is_asked_for_and_the_record_judges_what_it_found(
    proscribe: Command, web: Web, story: Path
) -> None:
    web.put("/v1/chat/completions", answered(claim("listed", LISTED), claim("delisted", INVENTED)))

    run = proscribe("read", story, "--published", "2021-03-06", "--reader", "model", "--json")

    assert run.code == 0
    [found] = run.document["claims"]
    assert (found["type"], found["rule"], found["quote"]) == ("listed", "reader: tiny-1", LISTED)
    assert found["record_check"]["verdict"] == "confirmed"
    assert any("quote does not stand" in one for one in run.document["doc"]["warnings"])


def test_what_was_dropped_of_an_answer_is_printed(
    proscribe: Command, web: Web, story: Path
) -> None:
    web.put("/v1/chat/completions", answered(claim("delisted", INVENTED)))

    run = proscribe("read", story, "--published", "2021-03-06", "--reader", "model")

    assert run.code == 0
    assert "Warning: the model's answer: 1 dropped" in " ".join(run.out.split())


def test_nothing_is_sent_where_the_rules_read(proscribe: Command, web: Web, story: Path) -> None:
    run = proscribe("read", story, "--published", "2021-03-06", "--json")

    assert {one["type"] for one in run.document["claims"]} == {"listed"}
    assert web.requests == []


def test_a_model_that_is_not_set_or_does_not_answer_is_said_in_words(
    proscribe: Command, web: Web, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.put("/v1/chat/completions", Reply(status=401))
    turned_away = proscribe("read", story, "--reader", "model")
    monkeypatch.setenv("PROSCRIBE_READER_URL", "")
    unset = proscribe("read", story, "--reader", "model")

    assert (turned_away.code, unset.code) == (3, 2)
    assert "turns us away (401)" in turned_away.err
    assert "no model is set" in unset.err
    assert "Traceback" not in turned_away.err + unset.err
