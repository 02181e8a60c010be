"""Logs hold events and fields that are known, and nothing that was given."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace.answers import choose_regimes
from proscribe.workspace.logs import FIELDS, Event, Log, Silence


def told(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_line_of_json() -> None:
    stream = io.StringIO()
    Log(stream).tell(Event.JOB_ENDED, job="ab", seconds=1.5, state="done", lines=None)

    (said,) = told(stream)
    assert said.pop("timestamp").endswith("Z")
    assert said == {
        "event": "job ended", "level": "info", "job": "ab", "seconds": 1.5, "state": "done",
    }  # fmt: skip


@pytest.mark.parametrize("field", ["name", "query", "by", "file", "path", "key", "token", "error"])
def test_a_field_that_could_name_somebody_is_left_out(field: str) -> None:
    stream = io.StringIO()
    Log(stream).caution(Event.REQUEST_FAILED, **{field: "Ana Ruiz"})

    assert field not in FIELDS
    assert "Ana" not in stream.getvalue()


def test_a_field_of_another_type_is_left_out() -> None:
    stream = io.StringIO()
    Log(stream).tell(Event.REQUEST, status="Ana Ruiz", queries=True)

    assert told(stream)[0].keys() == {"event", "level", "timestamp"}


def test_a_line_cannot_be_forged() -> None:
    stream = io.StringIO()
    Log(stream).tell(Event.REQUEST, route='/x\n{"event": "job ended"}', source="x" * 10_000)

    (said,) = told(stream)
    assert said["event"] == "request"
    assert len(said["source"]) == 200


def test_of_an_error_its_place_is_kept_and_not_its_message() -> None:
    stream = io.StringIO()
    with pytest.raises(InputError) as caught:
        choose_regimes(["Ana Ruiz"])
    Log(stream).fail(Event.REQUEST_FAILED, caught.value)

    (said,) = told(stream)
    assert said["defect"].startswith("UnknownNameError at proscribe/")
    assert "Ana" not in stream.getvalue()


def test_silence_keeps_nothing() -> None:
    Silence().fail(Event.STORE_FAILED, ValueError("x"))
