"""Reading articles as a use of the workspace."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from proscribe.model.time import parse_day
from proscribe.workspace.articles import ReadArticle
from proscribe.workspace.gazetteers import LedgerGazetteer
from proscribe.workspace.questions import build_moment, choose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proscribe.backends.articles import Fetched
    from proscribe.backends.indexes import IndexFiles
    from proscribe.claims.read import Reading
    from proscribe.claims.text import Extracted
    from proscribe.ledger.store import LedgerStore
    from proscribe.model.claim import RecordCheck, Span
    from proscribe.settings import Settings
    from proscribe.workspace.directory import LedgerDirectory

# Whatever is written like an address is one: those that are not fetched are refused in words.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_GIVEN = "the caller"
_NO_DAY = (
    "The day of publication is not known, so that words such as “Friday” stay open and claims are "
    "checked as known now; state it with --published."
)
_TO_COME = (
    "The day of publication, {}, is in the future, so that words such as “Friday” are read from a "
    "day that was not yet; state the right one with --published."
)


class Reader(StrEnum):
    """Who reads an article."""

    RULES = "rules"
    MODEL = "model"


class _Asked(Protocol):
    _newsroom: Newsroom


class ReadingWorkspace:
    """What the workspace does with articles."""

    def read(
        self: _Asked,
        article: Path | str | Fetched,
        *,
        published: str | date | None = None,
        known_at: str | date | datetime | None = None,
        check: bool = True,
        prices: Sequence[Path | str] = (),
        allow_private: bool = False,
        reader: str = Reader.RULES,
    ) -> ReadArticle:
        """Read an article: what it claims, on whose word, and how that stands with the record.

        Args:
            article: A file (HTML, text, PDF, e-mail), an address (http or https), or what was
                fetched from one before.
            published: The day it was published, where the page does not state it.
            known_at: Only what was public by then counts as known now.
            check: Whether each claim is checked against the record.
            prices: Price files that claims of prices are checked against.
            allow_private: Whether an address of a private network may be asked.
            reader: Who reads it: ``rules`` on this machine, or the ``model`` of the settings, to
                which the text is then sent.

        Raises:
            InputError: The file or a price file cannot be read, or holds no text; or no model
                is set.
            SourceError: The address cannot be fetched, or the model does not answer.
        """
        chosen = choose(Reader, reader)
        day = parse_day(published) if isinstance(published, str) else published
        name, extracted = _extracted(article, allow_private=allow_private)
        return self._newsroom.read(
            extracted, name, published=day, check=check,
            known=None if known_at is None else build_moment(known_at).day,
            prices=[Path(one) for one in prices], reader=chosen,
        )  # fmt: skip


def today() -> date:
    """Return the day it is (UTC)."""
    return datetime.now(UTC).date()


class Newsroom:
    """Reads texts with the names of a ledger, and checks what they claim against it.

    Args:
        store: The ledger.
        directory: Returns the ledger as screening looks it up.
        files: Where its names are kept for other processes; None to keep them in memory only.
        settings: Which model may read, if any.
        today: The day of the latest knowledge.
    """

    def __init__(
        self,
        store: LedgerStore,
        directory: Callable[[], LedgerDirectory],
        files: IndexFiles | None,
        settings: Settings,
        *,
        today: Callable[[], date] = today,
    ) -> None:
        self._store = store
        self._directory = directory
        self._today = today
        self._names = LedgerGazetteer(store, files)
        self._settings = settings

    def read(
        self,
        extracted: Extracted,
        name: str,
        *,
        published: date | None,
        known: date | None,
        check: bool,
        prices: Sequence[Path],
        reader: Reader,
    ) -> ReadArticle:
        """Return what an article claims.

        Args:
            extracted: Its text, and what the file says of it.
            name: What it is called.
            published: The day it was published, where that is stated beside it.
            known: The day of the latest knowledge; None for today.
            check: Whether each claim is checked.
            prices: Price files.
            reader: Who reads it.
        """
        day, origin = published, _GIVEN
        if day is None and extracted.published is not None:
            day = extracted.published.day
            origin = "" if extracted.published_from is None else extracted.published_from.value
        reading = self._read(extracted, day, reader)
        reading = replace(reading, leftovers=_joined(reading, extracted))
        return ReadArticle(
            id=name,
            text=extracted.text,
            reading=reading,
            checks=self._checked(reading, prices, known) if check else {},
            title=extracted.title,
            url=extracted.url,
            published_from=origin if day is not None else "",
            warnings=(
                *extracted.warnings,
                *reading.warnings,
                *_on_the_day(published, extracted, reading, self._today()),
            ),
        )

    def _read(self, extracted: Extracted, day: date | None, reader: Reader) -> Reading:
        if reader is Reader.MODEL:
            from proscribe.backends.readers import read_with_model

            return read_with_model(
                extracted.text, lang=extracted.lang, published=day, settings=self._settings,
                gazetteer=self._names.get(),
            )  # fmt: skip
        from proscribe.claims.read import read

        return read(extracted.text, lang=extracted.lang, published=day, gazetteer=self._names.get())

    def _checked(
        self, reading: Reading, prices: Sequence[Path], known: date | None
    ) -> dict[str, RecordCheck]:
        from proscribe.workspace.price_files import require_readable
        from proscribe.workspace.weighing import LedgerRecord, weigh_claims

        require_readable(prices)
        directory = self._directory()
        now = known or self._today()
        record = LedgerRecord(self._store, directory, prices, now)
        return weigh_claims(
            *(reading.entities, reading.claims, record, directory),
            published=reading.published,
            now=now,
        )


def _extracted(article: Path | str | Fetched, *, allow_private: bool) -> tuple[str, Extracted]:
    """Return what an article is called, and its text."""
    if not isinstance(article, Path | str):
        return article.asked, article.extracted()
    if _ADDRESS.match(str(article)):
        from proscribe.backends.articles import fetch_article

        return str(article), fetch_article(str(article), allow_private=allow_private)
    from proscribe.backends.articles import read_article

    return Path(article).stem, read_article(Path(article))


def _joined(reading: Reading, extracted: Extracted) -> tuple[Span, ...]:
    """Return what belongs to the page, as the text and the file tell it, without overlaps."""
    spans = sorted(
        {*reading.leftovers, *extracted.boilerplate}, key=lambda one: (one.start, -one.end)
    )
    kept: list[Span] = []
    for one in spans:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _on_the_day(
    published: date | None, extracted: Extracted, reading: Reading, today: date
) -> tuple[str, ...]:
    if reading.published is None:
        return (_NO_DAY,)
    # Where the day begins first, it is tomorrow already.
    if reading.published > today + timedelta(days=1):
        return (_TO_COME.format(reading.published),)
    if published is None or extracted.published is None or extracted.published.day == published:
        return ()
    return (f"The page says it was published on {extracted.published.day}; {published} counts.",)
