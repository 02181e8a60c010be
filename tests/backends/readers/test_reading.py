"""Reading with a model, against an endpoint on the loopback that answers well, badly or not."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from proscribe.backends.readers import read_with_model
from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.read import Reading
from proscribe.model.claim import ClaimType, EntityKind
from proscribe.model.errors import InputError, ProscribeError, SourceError
from proscribe.settings import Settings
from tests.web import Reply, Request, Web, serve

PATH = "/v1/chat/completions"
KEY = "sk-very-secret"
LISTED = "On January 14, 2021, the Pentagon added Xiaomi Corporation to a list of companies."
TEXT = f"Markets today.\n\n{LISTED} The company denied any tie to the army."
PLACED = {"id": "x", "kind": "company", "name": "Xiaomi Corporation", "aliases": []}
PENTAGON = {"id": "p", "kind": "authority", "name": "Pentagon", "aliases": []}
GOOD = {
    "type": "listed", "subject": "x", "quote": LISTED, "attribution": ["article"], "agent": "p",
    "object": None, "court": None, "list": None, "bound": None, "because": None, "value": None,
    "date": {"text": "January 14, 2021", "value": "2021-01-14", "role": "event"},
    "modality": "asserted", "negated": False, "contested": False, "direct_speech": False,
}  # fmt: skip
INVENTED = {**GOOD, "type": "delisted", "quote": "A court struck Xiaomi Corporation off the list."}


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as running:
        yield running


def reply(content: object, **choice: object) -> Reply:
    """An answer of chat completions in which a model wrote something."""
    written = content if isinstance(content, str) else json.dumps(content)
    held = {"choices": [{"message": {"role": "assistant", "content": written}, **choice}]}
    return Reply(body=json.dumps(held).encode())


def answer(*claims: object) -> Reply:
    return reply({"entities": [PLACED, PENTAGON], "claims": claims})


def settings_of(web: Web, **others: object) -> Settings:
    held: dict[str, object] = {
        "reader_url": f"{web.url}/v1", "reader_key": KEY, "reader_model": "tiny-1",
    }  # fmt: skip
    return Settings.model_validate({**held, "reader_timeout_seconds": 20, **others})


def read(web: Web, **others: object) -> Reading:
    known = [("x-1", EntityKind.COMPANY, "Xiaomi Corporation", "cn")]
    return read_with_model(
        TEXT,
        lang="en",
        published=date(2021, 3, 6),
        settings=settings_of(web, **others),
        gazetteer=Gazetteer.build(known),
    )


def test_a_good_answer_becomes_claims_joined_to_the_ledger(web: Web) -> None:
    web.put(PATH, answer(GOOD))

    reading = read(web)

    (claim,) = reading.claims
    (subject,) = [one for one in reading.entities if one.id == claim.subject]
    assert (claim.type, claim.agent, claim.rule) == (ClaimType.LISTED, "us-dod", "reader: tiny-1")
    assert subject.ledger_ids == ("x-1",)
    assert TEXT[claim.quote.start : claim.quote.end] == claim.quote.text == LISTED
    assert reading.warnings == ()


def test_the_model_is_asked_with_key_text_and_schema(web: Web) -> None:
    web.put(PATH, answer())
    read(web)

    (request,) = web.requests
    body = json.loads(request.body)
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert body["model"] == "tiny-1"
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["entities", "claims"]
    assert "2021-03-06" in body["messages"][1]["content"]
    assert body["messages"][1]["content"].endswith(TEXT)


def test_a_claim_with_an_invented_quote_is_dropped_and_told(web: Web) -> None:
    web.put(PATH, answer(GOOD, INVENTED))

    reading = read(web)

    assert [one.type for one in reading.claims] == [ClaimType.LISTED]
    (warning,) = reading.warnings
    assert warning.endswith("1 dropped or corrected: claims whose quote does not stand in the text")


def test_a_busy_server_is_asked_again(web: Web) -> None:
    web.put(PATH, Reply(status=429, headers={"Retry-After": "0"}), answer(GOOD))

    assert len(read(web).claims) == 1
    assert len(web.requests) == 2


def test_a_server_that_knows_no_schema_is_asked_for_json_and_then_plainly(web: Web) -> None:
    web.put(PATH, Reply(status=400), Reply(status=422), answer(GOOD))

    assert len(read(web).claims) == 1
    forms = [json.loads(one.body).get("response_format", {}).get("type") for one in web.requests]
    assert forms == ["json_schema", "json_object", None]


@pytest.mark.parametrize(
    ("answered", "says"),
    [
        (Reply(status=500, headers={"Retry-After": "0"}), r"cannot answer now \(500\)"),
        (Reply(status=401, body=f"wrong key {KEY}".encode()), r"turns us away \(401\)"),
        (Reply(status=404), "no such model"),
        (Reply(status=307, headers={"Location": "http://127.0.0.1:9/"}), r"refuses .*\(307\)"),
        (Reply(status=400), "does not understand"),
        (Reply(body=b"<html>"), "not one of chat completions"),
        (Reply(body=b"[" * 100_000), "not one of chat completions"),
        (Reply(body=b'{"choices": [{"message": {"content": [1]}}]}'), "not one of chat"),
        (Reply(body=b"{}", headers={"Content-Encoding": "gzip"}), "packed"),
        (Reply(body=b" " * 10_000_000), "larger than"),
        (reply("I cannot do that."), "did not answer with a JSON object"),
        (reply({"claims": {}}), "did not answer with a JSON object"),
        (reply("{}", finish_reason="length"), "cut off"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(web: Web, answered: Reply, says: str) -> None:
    web.put(PATH, answered)

    with pytest.raises(SourceError, match=says) as refused:
        read(web)

    assert KEY not in str(refused.value)
    assert refused.value.remedy


def test_a_server_that_is_too_slow_is_given_up(web: Web) -> None:
    good = answer(GOOD)
    web.put(PATH, Reply(body=good.body, pause=0.2))

    with pytest.raises(SourceError, match=r"did not answer within 0\.5 s"):
        read(web, reader_timeout_seconds=0.5)


def test_neither_key_nor_text_is_logged(
    web: Web, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    web.put(PATH, Reply(status=429, headers={"Retry-After": "0"}), answer(GOOD))
    with caplog.at_level(logging.DEBUG):
        read(web)

    shown = caplog.text + "".join(capfd.readouterr())
    assert "chat/completions" in shown
    assert KEY not in shown
    assert "Pentagon" not in shown
    assert KEY not in repr(settings_of(web))


def of(**held: object) -> Callable[[Web], Reading]:
    return lambda web: read(web, **held)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (of(reader_url=""), "no model is set"),
        (of(reader_model=""), "no model is set"),
        (of(reader_url="models.example.org"), "not one of an endpoint"),
        (of(reader_url="file:///etc"), "not one of an endpoint"),
        (of(reader_url="https://u:p@models.example.org/v1"), "not one of an endpoint"),
        (of(reader_url="http://models.example.org/v1"), "open connection"),
        (of(reader_key="a\nb"), "signs that no key has"),
        (of(reader_key="ключ"), "signs that no key has"),
    ],
)
def test_settings_that_would_not_do_are_refused_before_anything_is_sent(
    web: Web, wrong: Callable[[Web], Reading], says: str
) -> None:
    with pytest.raises(InputError, match=says) as refused:
        wrong(web)

    assert web.requests == []
    assert "PROSCRIBE_READER" in refused.value.remedy


def test_a_text_too_long_is_not_sent(web: Web) -> None:
    with pytest.raises(InputError, match="300,000 characters"):
        read_with_model(
            "a" * 300_000, lang="en", published=None,
            settings=settings_of(web), gazetteer=Gazetteer.build([]),
        )  # fmt: skip

    assert web.requests == []


def test_a_measure_in_a_text_about_none_is_kept_for_its_quote_and_warned_of(web: Web) -> None:
    text = "The league listed Acme Rovers for relegation. Tickets sell well."
    claim = {**GOOD, "quote": text[:45], "agent": None, "date": None}
    acme = {"id": "x", "kind": "company", "name": "Acme Rovers", "aliases": []}
    web.put(PATH, reply({"entities": [acme], "claims": [claim]}))

    reading = read_with_model(
        text, lang="en", published=None, settings=settings_of(web), gazetteer=Gazetteer.build([])
    )

    assert [one.quote.text for one in reading.claims] == [text[:45]]
    assert "by our own rules" in reading.warnings[-1]


def test_the_server_only_ever_gets_the_request(web: Web) -> None:
    def echo(request: Request) -> Reply:
        return reply(request.body.decode())

    web.put(PATH, echo)

    with pytest.raises(ProscribeError, match="did not answer with a JSON object"):
        read(web)
