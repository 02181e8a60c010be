"""Reading articles as a use of the workspace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from proscribe.model.time import parse_day
from proscribe.workspace.articles import ReadArticle
from proscribe.workspace.gazetteers import LedgerGazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proscribe.backends.indexes import IndexFiles
    from proscribe.claims.read import Reading
    from proscribe.claims.text import Extracted
    from proscribe.ledger.store import LedgerStore
    from proscribe.model.claim import RecordCheck, Span
    from proscribe.workspace.directory import LedgerDirectory

_ADDRESS = ("http://", "https://")
_GIVEN = "the caller"
_NO_DAY = (
    "The day of publication is not known, so that words such as “Friday” stay open and claims are "
    "checked as known now; state it with --published."
)


class _Asked(Protocol):
    _newsroom: Newsroom


class ReadingWorkspace:
    """What the workspace does with articles."""

    def read(
        self: _Asked,
        article: Path | str,
        *,
        published: str | date | None = None,
        check: bool = True,
        prices: Sequence[Path | str] = (),
        allow_private: bool = False,
    ) -> ReadArticle:
        """Read an article: what it claims, on whose word, and how that stands with the record.

        Args:
            article: A file (HTML, text, PDF, e-mail), or an address (http or https).
            published: The day it was published, where the page does not state it.
            check: Whether each claim is checked against the record.
            prices: Price files that claims of prices are checked against.
            allow_private: Whether an address of a private network may be asked.

        Raises:
            InputError: The file cannot be read, or holds no text.
            SourceError: The address cannot be fetched.
        """
        day = parse_day(published) if isinstance(published, str) else published
        extracted = _extracted(str(article), allow_private=allow_private)
        name = str(article) if str(article).startswith(_ADDRESS) else Path(article).stem
        return self._newsroom.read(
            extracted, name, published=day, check=check, prices=[Path(one) for one in prices]
        )


def today() -> date:
    """Return the day it is (UTC)."""
    return datetime.now(UTC).date()


class Newsroom:
    """Reads texts with the names of a ledger, and checks what they claim against it.

    Args:
        store: The ledger.
        directory: Returns the ledger as screening looks it up.
        files: Where its names are kept for other processes; None to keep them in memory only.
        today: The day of the latest knowledge.
    """

    def __init__(
        self,
        store: LedgerStore,
        directory: Callable[[], LedgerDirectory],
        files: IndexFiles | None,
        *,
        today: Callable[[], date] = today,
    ) -> None:
        self._store = store
        self._directory = directory
        self._today = today
        self._names = LedgerGazetteer(store, files)

    def read(
        self,
        extracted: Extracted,
        name: str,
        *,
        published: date | None,
        check: bool,
        prices: Sequence[Path],
    ) -> ReadArticle:
        """Return what an article claims.

        Args:
            extracted: Its text, and what the file says of it.
            name: What it is called.
            published: The day it was published, where that is stated beside it.
            check: Whether each claim is checked.
            prices: Price files.
        """
        from proscribe.claims.read import read

        day, origin = published, _GIVEN
        if day is None and extracted.published is not None:
            day = extracted.published.day
            origin = "" if extracted.published_from is None else extracted.published_from.value
        reading = read(
            extracted.text, lang=extracted.lang, published=day, gazetteer=self._names.get()
        )
        reading = replace(reading, leftovers=_joined(reading, extracted))
        return ReadArticle(
            id=name,
            text=extracted.text,
            reading=reading,
            checks=self._checked(reading, prices) if check else {},
            title=extracted.title,
            url=extracted.url,
            published_from=origin if day is not None else "",
            warnings=(*extracted.warnings, *_on_the_day(published, extracted, reading)),
        )

    def _checked(self, reading: Reading, prices: Sequence[Path]) -> dict[str, RecordCheck]:
        from proscribe.workspace.weighing import LedgerRecord, weigh_claims

        directory = self._directory()
        now = self._today()
        record = LedgerRecord(self._store, directory, prices, now)
        return weigh_claims(
            *(reading.entities, reading.claims, record, directory),
            published=reading.published,
            now=now,
        )


def _extracted(article: str, *, allow_private: bool) -> Extracted:
    if article.startswith(_ADDRESS):
        from proscribe.backends.articles import fetch_article

        return fetch_article(article, allow_private=allow_private)
    from proscribe.backends.articles import read_article

    return read_article(Path(article))


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


def _on_the_day(published: date | None, extracted: Extracted, reading: Reading) -> tuple[str, ...]:
    if reading.published is None:
        return (_NO_DAY,)
    if published is None or extracted.published is None or extracted.published.day == published:
        return ()
    return (f"The page says it was published on {extracted.published.day}; {published} counts.",)
