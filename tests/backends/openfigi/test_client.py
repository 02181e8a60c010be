"""Asking OpenFIGI: batches, limits, refusals, against a real server on the loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.backends.fetch.patience import Patience
from proscribe.backends.openfigi import AnswerStore, FigiClient, Limits, Question
from proscribe.model.errors import SourceError
from tests.web import Reply, Request, Web, serve

QUICK = Patience(timeout_seconds=5, attempts=3, first_wait=0.01, longest_wait=0.02, jitter=0)
ISINS = ("KYG9830T1067", "US98421U1088", "HK0941009539", "US16941M1099", "HK0883013259")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as running:
        yield running


def questions(count: int = len(ISINS)) -> list[Question]:
    return [Question(kind="isin", value=isin) for isin in ISINS[:count]]


def echo(request: Request, **headers: str) -> Reply:
    """Answer each question with a FIGI that tells which it was."""
    jobs = json.loads(request.body)
    answers = [{"data": [{"figi": f"BBG-{job['idValue']}"}]} for job in jobs]
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(body=json.dumps(answers).encode(), headers=told)


def figi_of(answer: dict[str, object]) -> object:
    data = answer["data"]
    assert isinstance(data, list)
    return data[0]["figi"]


def test_asks_in_batches_and_keeps_answers_in_order(web: Web) -> None:
    address = web.put("/v3/mapping", echo)
    limits = Limits(jobs=2, requests=25, window_seconds=60)
    with FigiClient(address=address, patience=QUICK, limits=limits) as client:
        found = list(client.ask(questions()))

    assert [len(json.loads(request.body)) for request in web.requests] == [2, 2, 1]
    assert [figi_of(answer) for _, answer in found] == [f"BBG-{isin}" for isin in ISINS]
    assert all("x-openfigi-apikey" not in request.headers for request in web.requests)


def test_a_key_is_sent_and_lets_one_ask_more_at_once(web: Web) -> None:
    address = web.put("/v3/mapping", echo)
    with FigiClient("secret", address=address, patience=QUICK) as client:
        list(client.ask(questions()))

    assert len(web.requests) == 1
    assert web.requests[0].headers["x-openfigi-apikey"] == "secret"
    assert (Limits.of("secret").jobs, Limits.of("").jobs) == (100, 10)
    assert (Limits.of("secret").window_seconds, Limits.of("").window_seconds) == (6, 60)


def test_waits_before_it_asks_more_often_than_is_allowed(web: Web) -> None:
    address = web.put("/v3/mapping", echo)
    waited: list[float] = []
    limits = Limits(jobs=1, requests=2, window_seconds=30)
    client = FigiClient(address=address, patience=QUICK, limits=limits, sleep=waited.append)
    with client:
        list(client.ask(questions(3)))

    assert len(waited) == 1
    assert 25 < waited[0] <= 30


def test_waits_as_long_as_the_headers_say_where_nothing_is_left(web: Web) -> None:
    address = web.put(
        "/v3/mapping", lambda request: echo(request, ratelimit_remaining="0", ratelimit_reset="17")
    )
    waited: list[float] = []
    limits = Limits(jobs=1, requests=25, window_seconds=60)
    with FigiClient(address=address, patience=QUICK, limits=limits, sleep=waited.append) as client:
        list(client.ask(questions(2)))

    assert len(waited) == 1
    assert 16 < waited[0] <= 17


def test_asks_again_after_a_refusal_for_haste(web: Web) -> None:
    refused = Reply(status=429, headers={"Retry-After": "0"})
    address = web.put("/v3/mapping", refused, echo)
    with FigiClient(address=address, patience=QUICK) as client:
        found = list(client.ask(questions(1)))

    assert [figi_of(answer) for _, answer in found] == ["BBG-KYG9830T1067"]
    assert len(web.requests) == 2


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        (Reply(status=401), "key may be wrong"),
        (Reply(status=400, body=b"bad idType"), "refuses the questions .*bad idType"),
        (Reply(body=b"<html>login</html>"), "not one of OpenFIGI"),
        (Reply(body=b"[]"), "not one of OpenFIGI to 1 questions"),
        (Reply(status=503), "cannot answer now"),
    ],
)
def test_says_what_is_wrong_where_there_is_no_answer(web: Web, reply: Reply, what: str) -> None:
    address = web.put("/v3/mapping", reply)

    with (
        FigiClient(address=address, patience=QUICK) as client,
        pytest.raises(SourceError, match=what),
    ):
        list(client.ask(questions(1)))


def test_what_came_before_a_failure_is_good(web: Web) -> None:
    address = web.put("/v3/mapping", echo, Reply(status=400))
    limits = Limits(jobs=1, requests=25, window_seconds=60)
    with FigiClient(address=address, patience=QUICK, limits=limits) as client:
        answers = client.ask(questions(2))
        found = [next(answers)[0].value]
        with pytest.raises(SourceError):
            next(answers)

    assert found == ["KYG9830T1067"]


@pytest.mark.parametrize(
    ("kind", "value", "job"),
    [
        ("isin", "KYG9830T1067", {"idType": "ID_ISIN", "idValue": "KYG9830T1067"}),
        ("cusip", "98421U108", {"idType": "ID_CUSIP", "idValue": "98421U108"}),
        ("cusip", "G56981106", {"idType": "ID_CINS", "idValue": "G56981106"}),
        ("ticker", "CN:600050", {"idType": "TICKER", "idValue": "600050", "exchCode": "CH"}),
        ("ticker", "US:BRK.B", {"idType": "TICKER", "idValue": "BRK/B", "exchCode": "US"}),
    ],
)
def test_a_question_is_put_as_openfigi_takes_it(kind: str, value: str, job: dict[str, str]) -> None:
    assert Question(kind=kind, value=value).job == job


def test_an_answer_is_kept_and_an_error_is_not(tmp_path: Path) -> None:
    store, (one, other) = AnswerStore(tmp_path), questions(2)
    store.put(one, {"warning": "No identifier found."}, "2026-03-01T10:00:00+00:00")
    store.put(other, {"error": "busy"}, "2026-03-01T10:00:00+00:00")

    assert AnswerStore(tmp_path).get(one) == (
        {"warning": "No identifier found."},
        "2026-03-01T10:00:00+00:00",
    )
    assert store.get(other) is None


def test_a_damaged_file_counts_as_not_there(tmp_path: Path) -> None:
    store, [one] = AnswerStore(tmp_path), questions(1)
    store.put(one, {"data": []}, "2026-03-01T10:00:00+00:00")
    [file] = tmp_path.rglob("*.json")
    file.write_bytes(b'{"job":')

    assert store.get(one) is None
