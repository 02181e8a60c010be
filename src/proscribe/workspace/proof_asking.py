"""Asks again what receipts say was asked, of the store as it was."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from proscribe.model.errors import InputError
from proscribe.operations.receipt_store import FORGET
from proscribe.operations.receipts import canonical
from proscribe.operations.sealing import SEAL
from proscribe.workspace.proof_files import check_given, files_answer
from proscribe.workspace.proven import match_answer

if TYPE_CHECKING:
    from proscribe.operations.receipts import Basis
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.proof_shown import ReceiptShown

# The question as it was written.
_Question = dict[str, Any]
Repeat = Callable[["Workspace", _Question], bytes]

_ADDRESS = ("http://", "https://")
# What receipts prove that was done, and by whom.
_DONE = frozenset(
    {FORGET, SEAL, "http_manage", "http_decide", "http_watch", "http_unwatch", "http_watch_run"}
    | {"http_acknowledge", "http_cancel", "http_screen"}
)


class Asker:
    """Asks again.

    Args:
        past: Returns a workspace on the store as it was, on a day, for an organisation.
        kinds: What asks a question of each kind; those of an interface are added to ours.
    """

    def __init__(
        self,
        past: Callable[[Basis, date, str], Workspace],
        kinds: Mapping[str, Repeat] | None = None,
    ) -> None:
        self._past = past
        self.kinds: dict[str, Repeat] = {**_KINDS, **(kinds or {})}
        self._held: tuple[tuple[Basis, date, str], Workspace] | None = None

    def __call__(self, shown: ReceiptShown) -> bytes:
        """Return the answer to a question, from the store as it was.

        Raises:
            InputError: It cannot be asked any more; the message says why.
        """
        ask = self.kinds.get(shown.receipt.kind)
        if ask is None:
            raise InputError(_why_not(shown.receipt.kind))
        if shown.basis is None or shown.content is None:
            raise InputError("what it rested on, or what was asked, is not on file any more.")
        try:
            question = orjson.loads(shown.content.question)
            day = date.fromisoformat(question.get("today") or shown.receipt.at.date().isoformat())
            return ask(self._workspace(shown.basis, day, shown.receipt.organisation), question)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError("the question on file is none that was ever asked.") from error

    def _workspace(self, basis: Basis, day: date, organisation: str) -> Workspace:
        asked = (basis, day, organisation)
        if self._held is None or self._held[0] != asked:
            self._held = (asked, self._past(*asked))
        return self._held[1]


def _why_not(kind: str) -> str:
    """Say why receipts of a kind are not asked again."""
    if kind in _DONE:
        return (
            f"a {kind} is nothing that can be asked again: it proves that something was done, and"
            " by whom, and to ask again would be to do it again."
        )
    return (
        f"a {kind} is nothing that can be asked again: what it shows depends on more than lists,"
        " law and moment. What was answered is in the receipt."
    )


def ask_check(workspace: Workspace, question: _Question) -> bytes:
    """Ask ``check`` again."""
    query = question.pop("query")
    return canonical(workspace.check(query, **question).to_json())


def ask_evaluate(workspace: Workspace, question: _Question) -> bytes:
    """Answer a file of cases again."""
    check_given(question["files"])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "answers.csv"
        result = workspace.evaluate(question["cases"], out=out)
        return files_answer([out], result.to_json())


def ask_timeline(workspace: Workspace, question: _Question) -> bytes:
    """Ask what happened to a subject again."""
    check_given(question.pop("files"))
    return canonical(workspace.timeline(question.pop("query"), **question).to_json())


def ask_dossier(workspace: Workspace, question: _Question) -> bytes:
    """Ask what is known of a subject again."""
    check_given(question.pop("files"))
    return canonical(workspace.dossier(question.pop("query"), **question).to_json())


def ask_read(workspace: Workspace, question: _Question) -> bytes:
    """Read an article again."""
    article = question.pop("article")
    if question.get("reader") == "model":
        raise InputError("a language model read the article, and may read it otherwise by now.")
    if article.lower().startswith(_ADDRESS):
        raise InputError(
            "the article was fetched from an address, and may say something else by now.",
            remedy="Save what matters as a file, and read that.",
        )
    given = question.pop("files")
    check_given(given)
    del question["today"]
    return canonical(workspace.read(Path(given[0]["path"]), **question).to_json())


def ask_screen(workspace: Workspace, question: _Question) -> bytes:
    """Screen files again, and compare the report."""
    from proscribe.workspace.surveying import ColumnTold, LineTerms

    check_given(question.pop("files"))
    files, prices = question.pop("portfolios"), question.pop("prices")
    suffix, plans = question.pop("report"), question.pop("plans")
    if (terms := question.get("terms")) is not None:
        columns = tuple(ColumnTold(**one) for one in terms.get("columns", ()))
        question["terms"] = LineTerms(**terms | {"columns": columns})
    with tempfile.TemporaryDirectory() as folder:
        written = [Path(folder) / f"report{suffix}"]
        written += [Path(folder) / f"plan-{number}{one}" for number, one in enumerate(plans)]
        screening = workspace.screen(*files, **question)
        if plans or prices:
            screening = screening.with_plan(prices=prices, files=written[1:])
        summary = screening.write(written[0])
        screening.write_plans(written[1:])
        return files_answer(written, summary)


def ask_match(workspace: Workspace, question: _Question) -> bytes:
    """Look for the names of files again."""
    check_given(question.pop("files"))
    files, suffix, shown = (question.pop(name) for name in ("names", "report", "shown"))
    found = workspace.match(*files, **question)
    if suffix is None:
        return match_answer(*found.first(shown))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"matches{suffix}"
        return files_answer([out], found.write(out).to_json())


_KINDS: Mapping[str, Repeat] = {
    "check": ask_check,
    "dossier": ask_dossier,
    "evaluate": ask_evaluate,
    "read": ask_read,
    "screen": ask_screen,
    "match_files": ask_match,
    "timeline": ask_timeline,
}
