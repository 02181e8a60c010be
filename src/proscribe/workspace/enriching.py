"""Asks OpenFIGI about the lines of portfolios, and records what it answers as an edition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import orjson

from proscribe.backends.fetch.patience import Patience
from proscribe.backends.openfigi import Answer, AnswerStore, FigiClient, Question
from proscribe.backends.openfigi.client import ADDRESS
from proscribe.backends.portfolios import open_portfolios
from proscribe.model.errors import SourceError
from proscribe.model.source import SnapshotFile
from proscribe.registry import load_source
from proscribe.sources.snapshot import open_snapshot
from proscribe.workspace.recording import Arrival, record_arrival

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from proscribe.backends.archive import Archive
    from proscribe.ledger.store import EditionInfo, LedgerStore
    from proscribe.settings import Settings

_KEY = "openfigi"
_KINDS = ("isin", "cusip", "sedol", "figi")
_Kept = dict[Question, tuple[Answer, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enriched:
    """What became of the questions about a portfolio.

    Attributes:
        questions: How many there are: one for each security that the lines tell apart.
        asked: How many of them were asked now; the others had been answered before.
        answered: To how many OpenFIGI knows an answer.
        unknown: Identifiers it does not know.
        not_asked: Those that were neither answered before nor asked, since asking was not wanted.
        edition: The edition that holds the answers; None where there is none.
        is_new: Whether it says anything that the ledger did not hold.
    """

    questions: int
    asked: int
    answered: int
    unknown: tuple[str, ...]
    not_asked: int
    edition: EditionInfo | None
    is_new: bool

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "questions": self.questions,
            "asked": self.asked,
            "answered": self.answered,
            "unknown": list(self.unknown),
            "not_asked": self.not_asked,
            "edition": None if self.edition is None else self.edition.id,
            "is_new": self.is_new,
        }


def enrich(
    store: LedgerStore,
    archive: Archive,
    settings: Settings,
    portfolios: Sequence[Path],
    *,
    offline: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Enriched:
    """Ask about each line what has not been asked before, and record all answers.

    Args:
        store: The ledger.
        archive: Where the bytes are kept.
        settings: Key, address and folder of answers.
        portfolios: Portfolio files.
        offline: True to ask nothing: only what was answered before counts.
        progress: Called with the number of questions just answered.

    Raises:
        InputError: A portfolio cannot be read.
        SourceError: OpenFIGI cannot be asked; what it answered until then is kept.
        StoreError: Answers cannot be kept.
    """
    questions = portfolio_questions(portfolios)
    answers = AnswerStore(settings.figi_answers)
    kept: _Kept = {each: found for each in questions if (found := answers.get(each)) is not None}
    open_ = [each for each in questions if each not in kept]
    progress(len(kept))
    asked = 0
    if open_ and not offline:
        for question, answer in _ask(settings, open_):
            at = datetime.now(UTC).isoformat(timespec="seconds")
            answers.put(question, answer, at)
            kept[question] = answer, at
            asked += 1
            progress(1)
    edition, is_new = _record(store, archive, questions, kept)
    return Enriched(
        questions=len(questions),
        asked=asked,
        answered=sum(1 for answer, _ in kept.values() if answer.get("data")),
        unknown=tuple(each.value for each, (answer, _) in kept.items() if not answer.get("data")),
        not_asked=len(questions) - len(kept),
        edition=edition,
        is_new=is_new,
    )


def portfolio_questions(portfolios: Iterable[Path]) -> tuple[Question, ...]:
    """Return one question for each security: by its weightiest number, else by its ticker."""
    found: dict[Question, None] = {}
    columns = (*_KINDS, "ticker_key")
    for batch in open_portfolios(portfolios).batches():
        held = (
            batch.lines.filter(batch.lines["kind"] == "holding")
            .select(columns)
            .unique(maintain_order=True)
        )
        for row in held.iter_rows(named=True):
            kind = next((kind for kind in columns if row[kind]), None)
            if kind is None:
                continue
            question = Question(kind=kind.removesuffix("_key"), value=row[kind])
            if question.can_be_asked:
                found[question] = None
    return tuple(found)


def _ask(settings: Settings, questions: Sequence[Question]) -> Iterable[tuple[Question, Answer]]:
    address = next(iter(settings.addresses(_KEY)), ADDRESS)
    patience = Patience.of(settings.fetch_timeout_seconds)
    with FigiClient(settings.openfigi_key, address=address, patience=patience) as client:
        yield from client.ask(questions)


def _record(
    store: LedgerStore, archive: Archive, questions: Sequence[Question], kept: _Kept
) -> tuple[EditionInfo | None, bool]:
    """Record the answers there are; the same answers make the same bytes."""
    held = [(each, *kept[each]) for each in questions if each in kept]
    if not any(answer.get("data") for _, answer, _ in held):
        return None, False
    document = {
        "asked_at": max(at for _, _, at in held),
        "jobs": [question.job for question, _, _ in held],
        "answers": [answer for _, answer, _ in held],
    }
    content = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
    archive.put(content)
    now = datetime.now(UTC)
    arrival = Arrival(
        source=load_source(_KEY),
        snapshot=open_snapshot([SnapshotFile(name="answers.json", content=content)]),
        published=None,
        fetched_at=now,
        recorded_at=now,
    )
    try:
        recorded = record_arrival(store, replace(arrival, accept=True))
    except SourceError:
        return None, False
    return recorded.edition, recorded.is_new
