"""Answers of OpenFIGI on disk, one file for each question, so that none is asked twice."""

from __future__ import annotations

import hashlib
from pathlib import Path

import orjson

from proscribe.backends.openfigi.question import Answer, Question, is_whole
from proscribe.backends.private import make_folder, opener
from proscribe.model.errors import Place, StoreError


class AnswerStore:
    """Keeps answers in a folder; a file that is damaged counts as not there.

    Args:
        folder: Where they lie; it is made where it is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, question: Question) -> tuple[Answer, str] | None:
        """Return the answer to a question, and when it came; None where it was never asked."""
        try:
            held: object = orjson.loads(self._file(question).read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return None
        if not isinstance(held, dict) or held.get("job") != question.job:
            return None
        answer, asked_at = held.get("answer"), held.get("asked_at")
        if not (isinstance(answer, dict) and is_whole(answer) and asked_at):
            return None
        return answer, str(asked_at)

    def put(self, question: Question, answer: Answer, asked_at: str) -> None:
        """Keep an answer, whole or not at all; an error is none, and is asked again.

        Raises:
            StoreError: It cannot be written.
        """
        if "error" in answer:
            return
        file = self._file(question)
        draft = file.with_suffix(".part")
        held = {"job": question.job, "answer": answer, "asked_at": asked_at}
        try:
            make_folder(file.parent)
            with open(draft, "wb", opener=opener) as written:
                written.write(orjson.dumps(held))
            draft.replace(file)
        except OSError as error:
            raise StoreError(
                f"an answer of OpenFIGI cannot be kept: {error.strerror or error}.",
                where=Place(file=str(file)),
                remedy="Check that the folder may be written and has room.",
            ) from error

    def _file(self, question: Question) -> Path:
        digest = hashlib.sha256(orjson.dumps(question.job, option=orjson.OPT_SORT_KEYS))
        name = digest.hexdigest()
        return self._folder / name[:2] / f"{name[2:34]}.json"
