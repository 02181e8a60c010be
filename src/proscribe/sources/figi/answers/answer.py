"""The answers in a file: each with the question it answers, where the file says it.

Three shapes are read: an answer to a mapping (an array with one object for each question), one to
a search or filter (an object with ``data``), and what Proscribe itself keeps, which has the
questions beside the answers (``jobs``, ``answers``, ``asked_at``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment

Item = dict[str, object]

_ASK_AGAIN = "Ask the interface again, and save its answer as it comes."
# Which number of a line a question by number tells of whatever answers it.
_NUMBERS = {
    "ID_ISIN": "isin",
    "ID_CUSIP": "cusip",
    "ID_CINS": "cusip",
    "ID_SEDOL": "sedol",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One instrument of an answer.

    Attributes:
        item: What the interface says of it.
        asked: Kind and value of the number it was asked by; None where that is not known.
        locator: Where it stands in the file.
    """

    item: Item
    asked: tuple[str, str] | None
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a file holds.

    Attributes:
        found: Every instrument.
        asked_at: When it was asked; None where the file does not say.
        unanswered: Questions to which the interface knew nothing.
    """

    found: tuple[Found, ...]
    asked_at: Moment | None
    unanswered: int


def read_answers(file: SnapshotFile) -> Answers:
    """Read a file of answers.

    Raises:
        QuarantineError: It is no such answer, breaks off, or is an error message.
    """
    held = _json(file)
    if isinstance(held, dict) and "answers" in held:
        return _kept(held, file)
    if isinstance(held, dict) and isinstance(held.get("data"), list):
        return Answers(found=tuple(_instruments(held, None, "", file)), asked_at=None, unanswered=0)
    if isinstance(held, list) and all(isinstance(each, dict) for each in held):
        return _mapped(held, [None] * len(held), file, None)
    raise _error(file, f"this is no answer of the interface{_said(held)}.")


def _kept(held: Item, file: SnapshotFile) -> Answers:
    jobs, answers = held.get("jobs"), held["answers"]
    if not isinstance(jobs, list) or not isinstance(answers, list) or len(jobs) != len(answers):
        raise _error(file, "the file has not one answer for each question.")
    return _mapped(answers, [_asked(job) for job in jobs], file, _moment(held.get("asked_at")))


def _mapped(
    answers: list[object],
    asked: list[tuple[str, str] | None],
    file: SnapshotFile,
    asked_at: Moment | None,
) -> Answers:
    found: list[Found] = []
    unanswered = 0
    for number, (answer, question) in enumerate(zip(answers, asked, strict=True), 1):
        if isinstance(answer, dict) and isinstance(answer.get("data"), list):
            found += _instruments(answer, question, f"answer {number} ", file)
        elif isinstance(answer, dict) and {"warning", "error"} & answer.keys():
            unanswered += 1
        else:
            raise _error(file, f"answer {number} has neither data nor a warning.")
    return Answers(found=tuple(found), asked_at=asked_at, unanswered=unanswered)


def _asked(job: object) -> tuple[str, str] | None:
    held = job if isinstance(job, dict) else {}
    kind = _NUMBERS.get(str(held.get("idType")))
    return None if kind is None else (kind, str(held.get("idValue")).strip().upper())


def _instruments(
    answer: Item, asked: tuple[str, str] | None, before: str, file: SnapshotFile
) -> Iterator[Found]:
    data = answer["data"]
    items = data if isinstance(data, list) else []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or not item.get("figi"):
            raise _error(file, f"item {number} of an answer has no FIGI.")
        yield Found(item=item, asked=asked, locator=f"{before}item {number}")


def _moment(text: object) -> Moment | None:
    if not isinstance(text, str):
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    at = instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)
    return Moment(day=at.astimezone(UTC).date(), instant=at.astimezone(UTC))


def _json(file: SnapshotFile) -> object:
    try:
        held: object = orjson.loads(file.content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise _error(file, f"the answer is no JSON, or breaks off ({error.msg}).") from error
    return held


def _said(held: object) -> str:
    said = held.get("error") if isinstance(held, dict) else None
    return f"; it says {str(said)[:200]}" if said else ""


def _error(file: SnapshotFile, what: str) -> QuarantineError:
    return QuarantineError(what, where=Place(file=file.name), remedy=_ASK_AGAIN)
