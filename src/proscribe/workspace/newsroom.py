"""Reading articles as a use of the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from proscribe.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from proscribe.claims.read import Reading
    from proscribe.model.claim import RecordCheck
    from proscribe.workspace.articles import ReadArticle
    from proscribe.workspace.gazetteers import LedgerGazetteer


class _Asked(Protocol):
    _gazetteer: LedgerGazetteer

    def _weigh(
        self, reading: Reading, prices: Sequence[Path | str], known_at: str | None
    ) -> Mapping[str, RecordCheck]: ...


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
        raise NotImplementedError
